#include "ui/lessons/backward/backward_scene.h"

#include "ui/model/scene_value.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;
const QStringList passes{"kernel", "input", "pooling"};

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

BackwardScene backwardSceneFrom(const QJsonObject& object) {
    using S = BackwardScene;
    const SceneValue from(object);
    S scene;
    scene.pass = static_cast<BackwardPass>(from["pass"].oneOf(passes));
    scene.forward = windowSceneFrom(object, {S::largestSide, S::largestSetting, S::largestSetting, S::largestSetting});
    if (scene.forward.isConvolution() == (scene.pass == BackwardPass::Pooling))
        from["operation"].refuse(scene.forward.isConvolution() ? "must be max or avg where \"pass\" is pooling"
                                                               : "must be conv unless \"pass\" is pooling");
    constexpr int largestOutput = S::largestSide + 2 * S::largestSetting;
    scene.gradient = from["gradient"].grid(largestOutput, largestOutput, WindowScene::largestValue);
    return scene;
}

QJsonObject toJson(const BackwardScene& scene) {
    QJsonObject object = toJson(scene.forward);
    object["pass"] = passes[static_cast<int>(scene.pass)];
    object["gradient"] = toRows(scene.gradient);
    return object;
}

} // namespace ui
