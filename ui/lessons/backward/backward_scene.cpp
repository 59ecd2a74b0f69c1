#include "ui/lessons/backward/backward_scene.h"

#include "ui/lessons/window/window_settings.h"
#include "ui/model/standing.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;
using S = BackwardScene;

bool pools(const S& s) {
    return s.pass == BackwardPass::Pooling;
}
bool convolves(const S& s) {
    return !pools(s);
}

// The rows of the forward window; most of them stand in files only.
void addForward(SettingTable<S>& t) {
    const auto window = windowTable({S::largestSide, S::largestSetting, S::largestSetting, S::largestSetting});
    const auto lift = [&](const char* key) -> Setting<S>& { return t.lift(window, &S::forward, key); };
    using cnn::WindowOperation;
    lift("operation")
        .switched(
            tr("Takes the"), {tr("maximum"), tr("average")},
            [](const S& s) { return s.forward.operation == WindowOperation::AvgPool; },
            [](S& s, double v) { s.forward.operation = v == 1 ? WindowOperation::AvgPool : WindowOperation::MaxPool; })
        .when(pools);
    for (const char* key : {"bypass", "signal", "trace"}) lift(key).bare();
    lift("kernel").when({}).label = tr("Window");
    for (const char* key : {"stride", "padding", "dilation", "input"}) lift(key);
    for (const char* key : {"padMode", "flip", "relu", "uses", "stacked", "show", "breakpoints"}) lift(key).bare();
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.choice("pass", {}, &S::pass,
             {{BackwardPass::Kernel, "kernel"}, {BackwardPass::Input, "input"}, {BackwardPass::Pooling, "pooling"}},
             tr("Of what the gradient is walked."))
        .as("gradientOf")
        .switched(
            tr("Gradient of the"), {tr("kernel"), tr("input")},
            [](const S& s) { return s.pass == BackwardPass::Input; },
            [](S& s, double v) { s.pass = v == 1 ? BackwardPass::Input : BackwardPass::Kernel; })
        .when(convolves);
    addForward(t);
    constexpr int most = S::largestSide + 2 * S::largestSetting; // of the output
    t.file(
         "gradient", tr("rows of numbers, up to %1 × %1").arg(most),
         tr("The gradient that comes back to the output; what it lacks is 1."),
         [](const SceneValue& from, S& s) {
             if (from["gradient"].given()) s.gradient = from["gradient"].grid(most, most, WindowScene::largestValue);
         },
         [](const S& s) { return toRows(s.gradient); })
        .usual = tr("all 1");
    t.control("fill").label = ui::tr("Fill with");
    t.beside(Standing::table(backwardGrains));
    return t;
}

} // namespace

Tensor BackwardScene::outputGradient() const {
    const auto walk = forwardWalk();
    assert(walk);
    Tensor fitted(walk->output().shape());
    fitted.fill(1);
    for (int y = 0; y < std::min(fitted.shape().h, gradient.shape().h); ++y)
        for (int x = 0; x < std::min(fitted.shape().w, gradient.shape().w); ++x)
            fitted.at(0, y, x) = gradient.at(0, y, x);
    return fitted;
}

cnn::Expected<cnn::WindowWalk> BackwardScene::walk() const {
    auto ahead = forwardWalk();
    if (!ahead || pass == BackwardPass::Pooling) return ahead;
    auto task = pass == BackwardPass::Kernel ? cnn::weightGradientTask(ahead->task(), outputGradient())
                                             : cnn::inputGradientTask(ahead->task(), outputGradient());
    if (!task) return task.error();
    return cnn::WindowWalk::make(*std::move(task));
}

Tensor BackwardScene::result() const {
    const auto steps = walk();
    assert(steps);
    return pass == BackwardPass::Pooling ? cnn::pooledGradient(*steps, outputGradient(), steps->size())
                                         : steps->output();
}

BackwardScene BackwardScene::withGradient(int y, int x, float value) const {
    BackwardScene next = *this;
    next.gradient = outputGradient();
    next.gradient.at(0, y, x) = value;
    return next;
}

const SettingTable<BackwardScene>& backwardSettings() {
    static const auto table = makeTable();
    return table;
}

BackwardScene backwardSceneFrom(const QJsonObject& object) {
    const S scene = backwardSettings().read(object);
    if (scene.forward.isConvolution() == pools(scene))
        SceneValue(object)["operation"].refuse(scene.forward.isConvolution()
                                                   ? "must be max or avg where \"pass\" is pooling"
                                                   : "must be conv unless \"pass\" is pooling");
    return scene;
}

QJsonObject toJson(const BackwardScene& scene) {
    return backwardSettings().write(scene);
}

} // namespace ui
