// TrainingPage: which network learns, and networks in files.
#include "core/base/file_name.h"
#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/onnx/onnx_file.h"
#include "core/train/class_match.h"
#include "ui/lessons/training/training_page.h"
#include "ui/sentence.h"

#include <QFileInfo>
#include <algorithm>

namespace ui {
namespace {

std::shared_ptr<const cnn::Network> readNetwork(const QString& path) {
    auto network = std::make_shared<const cnn::Network>(cnn::loadOnnx(cnn::nameOfText(path.toStdU16String())));
    const QString why = refusal(*network, QFileInfo(path).fileName());
    if (!why.isEmpty()) throw cnn::Error(cnn::ErrorCode::Mismatch, why.toStdString());
    return network;
}

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

bool TrainingPage::canDraw() const {
    return !images() || images()->test.shape == cnn::usualInput;
}

QString TrainingPage::misfitOf(const cnn::DataSplit& data) const {
    const cnn::Shape& shape = data.train.shape;
    const auto opened = m_networks.find(m_scene.network);
    if (opened != m_networks.end()) return fileMisfit(*opened->second, QFileInfo(m_scene.network).fileName(), data);
    const auto error = checked(networkPlan(m_scene), shape, classesOf(data)).error;
    return error ? sentenceOf(*error) : QString();
}

// A scene or a session may ask for a network that cannot learn the images there are: then LeNet-5 does.
void TrainingPage::takeFittingNetwork(const cnn::DataSplit& data) {
    const QString misfit = misfitOf(data);
    if (misfit.isEmpty()) return;
    m_scene.network.clear();
    m_scene.model = TrainingScene().model;
    noticeLater(tr("This network cannot learn these images: %1 LeNet-5 is here in its place.").arg(misfit));
}

std::function<cnn::Network()> TrainingPage::beginning(const std::shared_ptr<const cnn::DataSplit>& images) const {
    if (const auto opened = m_networks.find(m_scene.network); opened != m_networks.end())
        return [network = opened->second] { return *network; };
    const cnn::NetworkPlan plan = networkPlan(m_scene);
    return [plan, images, seed = m_scene.settings.seed,
            how = m_scene.initialisation.value_or(cnn::usualInitialisation(plan))] {
        return cnn::untrainedFor(*images, plan, how, seed);
    };
}

// The images as a network out of a file labels them; null when it tells none of their classes, and they can only be
// looked at.
std::shared_ptr<const cnn::DataSplit> TrainingPage::fitted(const std::shared_ptr<const cnn::DataSplit>& data) {
    m_classesNote.clear();
    m_foreign.reset();
    const auto opened = m_networks.find(m_scene.network);
    if (opened == m_networks.end()) return data;
    const cnn::ClassMatch match =
        cnn::matchClasses(*opened->second, QFileInfo(m_scene.network).fileName().toStdString(), *data);
    m_classesNote = QString::fromStdString(match.note);
    auto fit = cnn::matched(data, match);
    if (fit->train.size() > 0 && fit->test.size() > 0) return fit;
    m_foreign = data;
    m_untrained = opened->second;
    return nullptr;
}

std::shared_ptr<const cnn::Network> TrainingPage::untrained() const {
    const auto opened = m_networks.find(m_scene.network);
    if (opened != m_networks.end() && opened->second->inputShape() == cnn::usualInput) return opened->second;
    const cnn::NetworkPlan wanted = networkPlan(m_scene);
    const bool fits = !checked(wanted, cnn::usualInput, cnn::usualClasses).error;
    const cnn::NetworkPlan plan = fits ? wanted : cnn::lenet5Plan({});
    return std::make_shared<const cnn::Network>(
        cnn::build(plan, cnn::usualInput, cnn::usualClasses,
                   m_scene.initialisation.value_or(cnn::usualInitialisation(plan)), m_scene.settings.seed));
}

// ---- files ---------------------------------------------------------------------------------------------------------

void TrainingPage::openNetwork(const QString& path) {
    const QFileInfo file(path);
    auto network = readNetwork(path);
    const auto data = m_loader.find(m_scene.source);
    if (!data) { // whether it can learn the images shows when they are there
        m_wantedNetwork = path;
        return m_loader.load(m_scene.source);
    }
    const QString why = fileMisfit(*network, file.fileName(), *data);
    if (!why.isEmpty()) throw cnn::Error(cnn::ErrorCode::Mismatch, wayOut(why).toStdString());
    TrainingScene next = m_scene;
    next.network = file.absoluteFilePath();
    // The same file opened again may hold another network now.
    if (m_networks.contains(next.network)) next.network += QString(" (%1)").arg(m_networks.size() + 1);
    describeNetwork(*network, next);
    m_networks[next.network] = std::move(network);
    edit(next, tr("open %1").arg(file.fileName()));
}

void TrainingPage::openWantedNetwork() {
    const QString path = std::exchange(m_wantedNetwork, {});
    if (path.isEmpty()) return;
    try {
        openNetwork(path);
    } catch (const cnn::Error& e) {
        emit notice(sentenceOf(e));
    }
}

// The file a scene names, when it comes from elsewhere than openNetwork(); without it the weights are random.
void TrainingPage::needNetwork(TrainingScene& scene) {
    if (scene.network.isEmpty() || m_networks.contains(scene.network)) return;
    try {
        m_networks[scene.network] = readNetwork(scene.network);
    } catch (const cnn::Error& e) {
        emit notice(sentenceOf(e));
        scene.network.clear();
    }
}

void TrainingPage::saveFile(const QString& path) {
    const std::filesystem::path file = cnn::nameOfText(path.toStdU16String());
    if (QFileInfo(path).suffix().toLower() == "csv")
        cnn::saveFile(file, m_session.log().csv());
    else
        cnn::saveOnnx(*m_picture->network, file);
}

} // namespace ui
