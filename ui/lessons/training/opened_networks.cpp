#include "ui/lessons/training/opened_networks.h"

#include "core/base/file_name.h"
#include "core/layers/catalog.h"
#include "core/onnx/onnx_outline.h"
#include "core/train/class_match.h"
#include "ui/lessons/training/strip/network_picture.h"
#include "ui/sentence.h"

#include <QFileInfo>
#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostParameters = 32'000'000; // read while the window waits: a tenth of a second

int classesOf(const cnn::DataSplit& data) {
    return static_cast<int>(data.train.classNames.size());
}

// A sentence when the network in a file cannot learn these images.
QString fileMisfit(const cnn::Network& network, const QString& name, const cnn::DataSplit& images) {
    const auto shape = [](const cnn::Shape& s) { return QString::fromStdString(text(s)); };
    if (network.inputShape() != images.train.shape)
        return QString("%1 reads images of %2, these are %3.")
            .arg(name, shape(network.inputShape()), shape(images.train.shape));
    try {
        cnn::matchClasses(network, name.toStdString(), images);
    } catch (const cnn::Error& e) {
        return sentenceOf(e);
    }
    return {};
}

// What to do about it.
QString wayOut(const QString& misfit) {
    return misfit + " Choose images that it can read under \"Images\", then open it again.";
}

// The same layers, whatever they are called, and however the last one says that it has one unit a class.
bool sameButForDropout(cnn::NetworkPlan a, const cnn::NetworkPlan& b) {
    if (a.layers.size() != b.layers.size() || a.layers.empty()) return false;
    if (b.layers.back().info.outputs == 0) a.layers.back().info.outputs = 0;
    return std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(),
                      [](const cnn::LayerPlan& x, const cnn::LayerPlan& y) { return x.info == y.info; });
}

// What its dropout layers leave out; 0 without any.
float dropoutOf(const cnn::NetworkPlan& plan) {
    float share = 0;
    for (const cnn::LayerPlan& layer : plan.layers) share = std::max(share, layer.info.setting("share"));
    return share;
}

// Sets model, options and dropout, or one's own plan, to what builds this network anew.
void describeNetwork(const cnn::Network& network, TrainingScene& scene) {
    const cnn::NetworkPlan plan = planOf(network);
    const float dropout = dropoutOf(plan);
    scene.dropout = QString::number(dropout).toDouble(); // 0.3, not 0.300000012
    for (const auto activation : {cnn::ActivationKind::Relu, cnn::ActivationKind::Tanh, cnn::ActivationKind::Sigmoid})
        for (const auto pooling : {cnn::PoolingKind::Max, cnn::PoolingKind::Average})
            for (const cnn::Model& model : cnn::models()) {
                const cnn::LeNetOptions options{activation, pooling};
                if (!sameButForDropout(plan, withDropout(model.plan(options), dropout))) continue;
                scene.model = model.id;
                scene.net = options;
                return;
            }
    scene.dropout = 0;
    scene.model = "own";
    scene.own = scene.draft = plan;
}

} // namespace

std::shared_ptr<const cnn::Network> OpenedNetworks::read(const QString& path) {
    const std::filesystem::path file = cnn::nameOfText(path.toStdU16String());
    if (cnn::outlineOnnx(file).table.parameters() > mostParameters)
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         cnn::Message::tr("%1 has more than 32,000,000 parameters: too many to learn while somebody "
                                          "watches.",
                                          QFileInfo(path).fileName().toStdString()));
    auto network = std::make_shared<const cnn::Network>(cnn::loadOnnx(file));
    const QString why = refusal(*network, QFileInfo(path).fileName());
    if (!why.isEmpty()) throw cnn::Error(cnn::ErrorCode::Mismatch, why.toStdString());
    return network;
}

TrainingScene OpenedNetworks::open(const QString& path, TrainingScene scene, const cnn::DataSplit& images) {
    const QFileInfo file(path);
    auto network = read(path);
    const QString why = fileMisfit(*network, file.fileName(), images);
    if (!why.isEmpty()) throw cnn::Error(cnn::ErrorCode::Mismatch, wayOut(why).toStdString());
    scene.network = file.absoluteFilePath();
    // The same file opened again may hold another network now.
    if (m_opened.contains(scene.network)) scene.network += QString(" (%1)").arg(m_opened.size() + 1);
    describeNetwork(*network, scene);
    m_opened[scene.network] = std::move(network);
    return scene;
}

QString OpenedNetworks::need(TrainingScene& scene) {
    if (scene.network.isEmpty() || find(scene)) return {};
    try {
        m_opened[scene.network] = read(scene.network);
        return {};
    } catch (const cnn::Error& e) {
        scene.network.clear();
        return sentenceOf(e);
    }
}

std::shared_ptr<const cnn::Network> OpenedNetworks::find(const TrainingScene& scene) const {
    const auto opened = m_opened.find(scene.network);
    return opened == m_opened.end() ? nullptr : opened->second;
}

QString OpenedNetworks::misfit(const TrainingScene& scene, const cnn::DataSplit& images) const {
    if (const auto opened = find(scene)) return fileMisfit(*opened, QFileInfo(scene.network).fileName(), images);
    const auto error = checked(networkPlan(scene), images.train.shape, classesOf(images)).error;
    return error ? sentenceOf(*error) : QString();
}

FittedImages OpenedNetworks::fitted(const TrainingScene& scene,
                                    const std::shared_ptr<const cnn::DataSplit>& images) const {
    const auto opened = find(scene);
    if (!opened) return {images, {}};
    const cnn::ClassMatch match =
        cnn::matchClasses(*opened, QFileInfo(scene.network).fileName().toStdString(), *images);
    auto fit = cnn::matched(images, match);
    if (fit->train.size() == 0 || fit->test.size() == 0) fit.reset();
    return {std::move(fit), QString::fromStdString(match.note)};
}

std::function<cnn::Network()> OpenedNetworks::beginning(const TrainingScene& scene,
                                                        const std::shared_ptr<const cnn::DataSplit>& images) const {
    if (const auto opened = find(scene)) return [opened] { return *opened; };
    const cnn::NetworkPlan plan = networkPlan(scene);
    return [plan, images, seed = scene.settings.seed,
            how = scene.initialisation.value_or(cnn::usualInitialisation(plan))] {
        return cnn::untrainedFor(*images, plan, how, seed);
    };
}

std::shared_ptr<const cnn::Network> OpenedNetworks::untrained(const TrainingScene& scene) const {
    if (const auto opened = find(scene); opened && opened->inputShape() == cnn::usualInput) return opened;
    const cnn::NetworkPlan wanted = networkPlan(scene);
    const bool fits = !checked(wanted, cnn::usualInput, cnn::usualClasses).error;
    const cnn::NetworkPlan plan = fits ? wanted : cnn::lenet5Plan({});
    return std::make_shared<const cnn::Network>(
        cnn::build(plan, cnn::usualInput, cnn::usualClasses,
                   scene.initialisation.value_or(cnn::usualInitialisation(plan)), scene.settings.seed));
}

} // namespace ui
