#include "ui/lessons/training/opened_networks.h"

#include "core/base/file_name.h"
#include "core/data/class_match.h"
#include "core/layers/catalog.h"
#include "core/onnx/onnx_outline.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/strip/network_picture.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QFileInfo>
#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostParameters = 32'000'000; // read while the window waits: a tenth of a second

int classesOf(const cnn::DataSplit& data) {
    return static_cast<int>(data.train.classNames.size());
}

// That the scene's network tells apart.
int classesFor(const TrainingScene& scene, const cnn::DataSplit& images) {
    return tellsClasses(scene) ? classesOf(images) : cnn::noClasses;
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

// A sentence when black and white are other values to the network than in the images.
QString otherRange(const cnn::Network& network, const QString& name, const cnn::DataSplit& images) {
    const cnn::DisplayRange taught = network.displayRange.value_or(cnn::DisplayRange{}), &found = images.train.range;
    if (taught == found) return {};
    const auto words = [](const cnn::DisplayRange& range) {
        return ui::tr("%1 to %2").arg(figures(double{range.low}), figures(double{range.high}));
    };
    return ui::tr("%1 was taught with %2 as black to white; of these images it is %3.")
        .arg(name, words(taught), words(found));
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

TrainingScene OpenedNetworks::open(const QString& path, std::shared_ptr<const cnn::Network> network,
                                   TrainingScene scene, const cnn::DataSplit& images) {
    const QFileInfo file(path);
    const QString why = fileMisfit(*network, file.fileName(), images);
    if (!why.isEmpty()) throw cnn::Error(cnn::ErrorCode::Mismatch, wayOut(why).toStdString());
    scene.network = file.absoluteFilePath();
    // The same file opened again may hold another network now.
    if (m_opened.contains(scene.network)) scene.network += QString(" (%1)").arg(m_opened.size() + 1);
    describeNetwork(*network, scene);
    m_opened[scene.network] = std::move(network);
    return scene;
}

DataSource OpenedNetworks::readFor(const cnn::Network& network, DataSource source, const cnn::DataSplit* images) {
    const cnn::Shape wanted = network.inputShape();
    const bool files = source.kind == DataSource::Folder;
    const cnn::Shape found = images ? images->train.shape : files ? cnn::asFound : cnn::usualInput;
    const bool square = wanted.h == wanted.w && wanted.h >= DataSource::leastSize && wanted.h <= DataSource::mostSize;
    if (found != wanted && square && (wanted.c == 1 || wanted.c == 3)) {
        source.size = wanted.h;
        source.colours = wanted.c == 1 ? DataSource::Grey : DataSource::Colour;
    }
    if (files && network.displayRange && !(images && images->train.range == *network.displayRange)) {
        source.range.rule = cnn::RangeRule::Typed;
        source.range.typed = *network.displayRange;
    }
    return source;
}

DataSource OpenedNetworks::readFor(const TrainingScene& scene, const DataSource& source) const {
    const auto opened = find(scene);
    return opened ? readFor(*opened, source, nullptr) : source;
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
    try {
        const cnn::Shape& shape = images.train.shape;
        const auto error = checked(networkPlan(scene, shape), shape, classesFor(scene, images)).error;
        return error ? sentenceOf(*error) : QString();
    } catch (const cnn::Error& e) {
        return sentenceOf(e);
    }
}

bool OpenedNetworks::replace(TrainingScene& scene, const cnn::DataSplit& images) const {
    if (!tellsClasses(scene)) return false;
    TrainingScene other = scene;
    other.network.clear();
    for (const char* model : {"lenet5", "tinyvgg", "mlp"}) { // rather one with convolutions
        other.model = model;
        if (!misfit(other, images).isEmpty()) continue;
        scene = other;
        return true;
    }
    return false;
}

FittedImages OpenedNetworks::fitted(const TrainingScene& scene,
                                    const std::shared_ptr<const cnn::DataSplit>& images) const {
    if (const QString why = misfit(scene, *images); !why.isEmpty()) return {nullptr, why};
    const auto opened = find(scene);
    if (!opened) return {images, {}};
    const QString name = QFileInfo(scene.network).fileName();
    const cnn::ClassMatch match = cnn::matchClasses(*opened, name.toStdString(), *images);
    auto fit = cnn::matched(images, match);
    if (fit->train.size() == 0 || fit->test.size() == 0) fit.reset();
    return {std::move(fit), (QString::fromStdString(match.note) + ' ' + otherRange(*opened, name, *images)).trimmed()};
}

std::function<cnn::Network()> OpenedNetworks::beginning(const TrainingScene& scene,
                                                        const std::shared_ptr<const cnn::DataSplit>& images) const {
    if (const auto opened = find(scene)) return [opened] { return *opened; };
    return [scene, images, begin = tellsClasses(scene) ? cnn::untrainedFor : cnn::untrainedReconstruction] {
        const cnn::NetworkPlan plan = networkPlan(scene, images->train.shape);
        const auto how = scene.initialisation.value_or(cnn::usualInitialisation(plan));
        return begin(*images, plan, how, scene.settings.seed);
    };
}

std::shared_ptr<const cnn::Network> OpenedNetworks::untrained(const TrainingScene& scene) const {
    if (const auto opened = find(scene)) return opened;
    if (!tellsClasses(scene))
        return std::make_shared<const cnn::Network>(cnn::autoencoder(scene.coder, scene.settings.seed));
    const cnn::NetworkPlan wanted = networkPlan(scene);
    const bool fits = !checked(wanted, cnn::usualInput, cnn::usualClasses).error;
    const cnn::NetworkPlan plan = fits ? wanted : cnn::lenet5Plan({});
    return std::make_shared<const cnn::Network>(
        cnn::build(plan, cnn::usualInput, cnn::usualClasses,
                   scene.initialisation.value_or(cnn::usualInitialisation(plan)), scene.settings.seed));
}

} // namespace ui
