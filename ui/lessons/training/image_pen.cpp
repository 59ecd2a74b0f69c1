#include "ui/lessons/training/image_pen.h"

namespace ui {

void ImagePen::down(QPoint at, bool erase) {
    const TrainingScene& scene = m_run.scene();
    const auto images = m_material.images();
    if (!images && scene.drawing.isEmpty()) return; // the image to draw on is still being read
    m_stroke.emplace(scene, shownImage(scene, images.get()), at, erase);
    emit moved();
}

void ImagePen::moveTo(QPoint at) {
    if (!m_stroke) return;
    m_stroke->to(at);
    emit moved();
}

void ImagePen::up() {
    if (!m_stroke) return;
    const PenStroke stroke = *std::exchange(m_stroke, std::nullopt);
    emit drawn(stroke.lifted(), stroke.erases() ? tr("erase") : tr("draw"));
}

} // namespace ui
