#include "ui/lessons/training/training_moment.h"

#include "ui/lessons/training/shown_image.h"

namespace ui {
namespace {

std::shared_ptr<const cnn::Network> networkOf(const TrainingRun& run, const RunMaterial& material) {
    const auto network = run.network();
    return network ? network : material.untrained();
}

void addRuns(const TrainingRun& run, TrainingMoment& moment) {
    const QStringList names = run.names();
    moment.runName = names.front();
    for (std::size_t i = 0; i < run.kept().size(); ++i) {
        const KeptRun& kept = run.kept()[i];
        moment.curvesOnly += kept.state ? 0 : 1;
        if (kept.state)
            moment.beside.push_back({names[static_cast<qsizetype>(i) + 1], kept.scene, kept.state, kept.number});
    }
}

} // namespace

bool isBeingBuilt(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene) {
    return shownImage(scene, material.images().get()).shape() != networkOf(run, material)->inputShape();
}

NetworkPicture pictureOf(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene) {
    const auto images = material.images();
    const auto network = networkOf(run, material);
    const bool built = !isBeingBuilt(run, material, scene);
    NetworkPicture picture = NetworkPicture::of(
        network, built ? shownImage(scene, images.get()) : cnn::Tensor(network->inputShape()), scene.separate);
    picture.caption = imageCaption(scene, images.get());
    if (run.session().data() && !isDrawn(scene, images.get())) {
        const int label = images->test.labels[testIndex(scene, *images)];
        // Not of a network that is on show until the one for these images is there.
        const QString name = QString::fromStdString(images->test.classNames[static_cast<std::size_t>(label)]);
        if (picture.classNames.value(label) == name) picture.trueClass = label;
    }
    return picture;
}

TrainingMoment momentOf(const TrainingRun& run, const RunMaterial& material, const TrainingScene& scene,
                        const NetworkPicture& picture) {
    TrainingMoment m;
    m.network = picture.network;
    m.data = material.images();
    if (m.data && m.data->test.shape != m.network->inputShape()) m.data.reset(); // one for them is still to be built
    m.noLabels = material.nothingToLearn();
    m.image = picture.trace.values.front();
    if (!isBeingBuilt(run, material, scene)) m.seen = seenSource(scene, m.data.get());
    m.caption = picture.caption;
    m.trueClass = picture.trueClass;
    m.classNames = picture.classNames;
    m.progress = run.progress();
    m.settings = run.settings();
    const double set = m.settings.learningRate;
    m.settings.learningRate = cnn::learningRateAt(m.settings, m.progress);
    m.rateLeft = m.settings.learningRate / set;
    m.weightsFrom = run.scene().network;
    m.source = run.scene().source;
    m.plan = networkPlan(run.scene());
    if (scene.model == "own") m.draft = scene.draft;
    if (m.data && !isDrawn(scene, m.data.get())) m.testImage = static_cast<int>(testIndex(scene, *m.data));
    addRuns(run, m);
    if (m.network == run.session().network()) m.inside = run.session().inside();
    return m;
}

} // namespace ui
