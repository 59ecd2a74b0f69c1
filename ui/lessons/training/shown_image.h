// What goes through the network in LeNet live: a test image, a picture, a drawing.
#pragma once

#include "core/train/dataset.h"
#include "ui/model/training_scene.h"

#include <QPoint>

namespace ui {

// Whether images of this size can be drawn on; also before there are any. images: null when there are none.
bool canDraw(const cnn::DataSplit* images);
// Whether it is the scene's drawing, not the test image as it is.
bool isDrawn(const TrainingScene& scene, const cnn::DataSplit* images);
// Values 0 .. 1. Black 28×28 before the images are there.
cnn::Tensor shownImage(const TrainingScene& scene, const cnn::DataSplit* images);
// Which one that is: "Test image 310: Sneaker", "Your drawing".
QString imageCaption(const TrainingScene& scene, const cnn::DataSplit* images);
// The index of the scene's test image; there are such images.
std::size_t testIndex(const TrainingScene& scene, const cnn::DataSplit& images);

// A test image goes through, nothing else.
TrainingScene withTestImage(TrainingScene scene, int index);
// A picture goes through, nothing else; its name is empty when it is a drawing.
TrainingScene withDrawing(TrainingScene scene, const QByteArray& drawing, const QString& name);

// A stroke of the pen on the image that goes through.
class PenStroke {
public:
    PenStroke(const TrainingScene& scene, const cnn::Tensor& image, QPoint at, bool erase);
    void to(QPoint at);
    bool erases() const { return m_erase; }
    const TrainingScene& scene() const { return m_scene; } // with what was drawn so far

private:
    TrainingScene m_scene;
    QPoint m_pen;
    bool m_erase;
};

} // namespace ui
