// The pen that draws on the image which goes through the network: a stroke is shown while it is drawn, and is a step of
// undo when the pen is lifted.
#pragma once

#include "ui/lessons/training/run_material.h"
#include "ui/lessons/training/shown_image.h"

namespace ui {

class ImagePen : public QObject {
    Q_OBJECT
public:
    ImagePen(const TrainingRun& run, const RunMaterial& material) : m_run(run), m_material(material) {}

    void down(QPoint at, bool erase);
    void moveTo(QPoint at);
    void up();
    bool isDown() const { return m_stroke.has_value(); }
    // With what is drawn so far.
    const TrainingScene& scene() const { return m_stroke ? m_stroke->scene() : m_run.scene(); }

signals:
    void moved();
    void drawn(const ui::TrainingScene& scene, const QString& what);

private:
    const TrainingRun& m_run;
    const RunMaterial& m_material;
    std::optional<PenStroke> m_stroke; // being drawn
};

} // namespace ui
