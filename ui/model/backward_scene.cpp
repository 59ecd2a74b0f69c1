#include "ui/model/backward_scene.h"

#include "core/tensor/tensor_text.h"

#include <QJsonArray>
#include <algorithm>

namespace ui {
namespace {

using cnn::Tensor;
const QStringList passes{"kernel", "input", "pooling"};

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

Tensor gradientFrom(const QJsonObject& object) {
    QStringList rows;
    for (const auto& row : object.value("gradient").toArray()) rows << row.toString();
    auto grid = cnn::fromCsv(rows.join('\n').toStdString(), 1024);
    if (!grid) wrong("gradient", QString("is no grid: %1").arg(grid.error().what()));
    return *std::move(grid);
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

BackwardScene backwardSceneFrom(const QJsonObject& object) {
    BackwardScene scene;
    const auto pass = passes.indexOf(object.value("pass").toString());
    if (pass < 0) wrong("pass", "must be kernel, input or pooling");
    scene.pass = static_cast<BackwardPass>(pass);
    scene.forward = windowSceneFrom(object);
    if (scene.forward.isConvolution() == (scene.pass == BackwardPass::Pooling))
        wrong("operation", "does not go with its \"pass\"");
    scene.gradient = gradientFrom(object);
    return scene;
}

QJsonObject toJson(const BackwardScene& scene) {
    QJsonObject object = toJson(scene.forward);
    object["pass"] = passes[static_cast<int>(scene.pass)];
    QJsonArray rows;
    for (const QString& line : QString::fromStdString(cnn::toCsv(scene.gradient, ' ')).split('\n', Qt::SkipEmptyParts))
        rows << line;
    object["gradient"] = rows;
    return object;
}

} // namespace ui
