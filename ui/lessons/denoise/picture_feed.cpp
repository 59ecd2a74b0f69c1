#include "ui/lessons/denoise/picture_feed.h"

#include "ui/pages/read_source.h"

namespace ui {
namespace {

DataSource otherSource(const DenoiseScene& scene, const cnn::DataSplit* learned) {
    DataSource source = scene.source;
    source.kind = scene.feed == DenoiseScene::Digits ? DataSource::DrawnDigits : DataSource::FashionMnist;
    source.folder.clear();
    source.turned = false;
    source.range = {};
    const int side = learned ? learned->train.shape.h : cnn::usualInput.h;
    source.size = side == cnn::usualInput.h ? 0 : side;
    return source;
}

} // namespace

PictureFeed::PictureFeed() : m_loader(readSource) {
    connect(&m_loader, &DataLoader::loaded, this, &PictureFeed::arrived);
    connect(&m_loader, &DataLoader::failed, this, [this](const DataSource&, const QString& why) { emit refused(why); });
}

void PictureFeed::want(const DenoiseScene& scene, const cnn::DataSplit* learned) {
    if (scene.feed == DenoiseScene::Same || !learned) return;
    const DataSource source = otherSource(scene, learned);
    if (!m_loader.find(source)) m_loader.load(source);
}

std::shared_ptr<const cnn::DataSplit> PictureFeed::images(const DenoiseScene& scene,
                                                          std::shared_ptr<const cnn::DataSplit> learned) const {
    if (scene.feed == DenoiseScene::Same) return learned;
    const auto other = m_loader.find(otherSource(scene, learned.get()));
    return other ? other : learned;
}

} // namespace ui
