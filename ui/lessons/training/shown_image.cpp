#include "ui/lessons/training/shown_image.h"

#include "ui/figure/number_text.h"
#include "ui/model/drawing.h"
#include "ui/tr.h"

namespace ui {

bool canDraw(const cnn::DataSplit* images) {
    return !images || images->test.shape == cnn::usualInput;
}

bool isDrawn(const TrainingScene& scene, const cnn::DataSplit* images) {
    return !scene.drawing.isEmpty() && canDraw(images);
}

std::size_t testIndex(const TrainingScene& scene, const cnn::DataSplit& images) {
    return static_cast<std::size_t>(scene.testImage) % images.test.size();
}

cnn::Tensor shownImage(const TrainingScene& scene, const cnn::DataSplit* images) {
    if (isDrawn(scene, images)) return Drawing::tensor(scene.drawing);
    if (!images) return Drawing::tensor(Drawing::blank());
    const std::size_t index = testIndex(scene, *images);
    cnn::Tensor image;
    images->test.gather(std::span(&index, 1), image);
    return image;
}

QString imageCaption(const TrainingScene& scene, const cnn::DataSplit* images) {
    const auto over = [&](const QString& what) { return scene.drawnOver ? tr("%1, drawn over").arg(what) : what; };
    const bool drawn = isDrawn(scene, images);
    if (drawn && !scene.picture.isEmpty()) return over(scene.picture);
    if (drawn && scene.drawing == Drawing::blank()) return tr("Empty: draw here");
    if (drawn && !scene.drawnOver) return tr("Your drawing");
    if (!images) return tr("No image yet");
    const auto& test = images->test;
    const std::size_t index = testIndex(scene, *images);
    const QString image = tr("Test image %1").arg(grouped(static_cast<qint64>(index) + 1));
    if (drawn) return over(image);
    return image + ": " + QString::fromStdString(test.classNames[static_cast<std::size_t>(test.labels[index])]);
}

TrainingScene withTestImage(TrainingScene scene, int index) {
    scene.testImage = index;
    return withDrawing(std::move(scene), {}, {});
}

TrainingScene withDrawing(TrainingScene scene, const QByteArray& drawing, const QString& name) {
    scene.drawing = drawing;
    scene.picture = name;
    scene.drawnOver = false;
    return scene;
}

PenStroke::PenStroke(const TrainingScene& scene, const cnn::Tensor& image, QPoint at, bool erase)
    : m_scene(scene), m_pen(at), m_erase(erase) {
    m_scene.drawnOver = scene.drawing.isEmpty() || !scene.picture.isEmpty() || scene.drawnOver;
    if (scene.drawing.isEmpty()) m_scene.drawing = Drawing::from(image);
    to(at);
}

void PenStroke::to(QPoint at) {
    Drawing::stroke(m_scene.drawing, m_pen, at, m_erase);
    m_pen = at;
}

} // namespace ui
