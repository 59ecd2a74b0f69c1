// What goes through the network in LeNet live: a test image, a picture, a drawing.
#pragma once

#include "core/data/dataset.h"
#include "ui/media/seen_digit.h"
#include "ui/model/training_scene.h"
#include "ui/pages/given_picture.h"

#include <QPoint>

namespace ui {

// What the image was made of, where steps lie between: a photo or a drawing.
struct SeenSource {
    QByteArray photo;    // PackedPhoto's bytes; empty: it was drawn
    cnn::Tensor drawing; // as it was drawn
    SeenChoice choice;
};

// What goes through: the shape of the images, 1@28×28 before there are any (images: null).
cnn::Shape shapeOf(const cnn::DataSplit* images);
// Whether it is the scene's photo or drawing, not the test image as it is: a drawing on images of another shape is none
// here.
bool isDrawn(const TrainingScene& scene, const cnn::DataSplit* images);
// Whether the classes are single characters, as in MNIST and its kin: their images are centred, and so are drawings.
bool hasCharacters(const cnn::DataSplit* images);
// The steps that lie before a photo or a drawing goes through: as chosen, else all where the classes are characters,
// and where they are not the whole picture in grey.
SeenChoice seenChoice(const TrainingScene& scene, const cnn::DataSplit* images);
// What those steps begin with; nothing: the image goes through without any. There are steps where the images are as
// MNIST's, 28 × 28 and grey; through others a photo goes whole, fitted to their shape.
std::optional<SeenSource> seenSource(const TrainingScene& scene, const cnn::DataSplit* images);
// Values 0 .. 1. Black before the images are there.
cnn::Tensor shownImage(const TrainingScene& scene, const cnn::DataSplit* images);
// Which one that is: "Test image 310: Sneaker", "Your drawing".
QString imageCaption(const TrainingScene& scene, const cnn::DataSplit* images);
// The index of the scene's test image; there are such images.
std::size_t testIndex(const TrainingScene& scene, const cnn::DataSplit& images);

// Whether the same goes through in both, by the same images.
bool samePicture(const TrainingScene& a, const TrainingScene& b);

// A test image goes through, nothing else.
TrainingScene withTestImage(TrainingScene scene, int index);
// A picture goes through as it is, nothing else; its name is empty when it is a drawing.
TrainingScene withDrawing(TrainingScene scene, const QByteArray& drawing, const QString& name);
// A photo goes through; packed: PackedPhoto's bytes.
TrainingScene withPhoto(TrainingScene scene, const QByteArray& packed, const QString& name);
// A picture that was given goes through: as a drawing where its pixels are those of the images, else as a photo.
TrainingScene withPicture(const TrainingScene& scene, const GivenPicture& given, const cnn::DataSplit* images);

// A stroke of the pen on the image that goes through. While it is drawn a drawing stays where it is.
class PenStroke {
public:
    PenStroke(const TrainingScene& scene, const cnn::Tensor& image, QPoint at, bool erase);
    void to(QPoint at);
    bool erases() const { return m_erase; }
    const TrainingScene& scene() const { return m_scene; } // with what was drawn so far
    TrainingScene lifted() const;                          // with all of it

private:
    TrainingScene m_scene;
    cnn::Shape m_shape;    // of what is drawn on
    QJsonObject m_choices; // of the scene, but for that
    QPoint m_pen;
    bool m_erase;
};

} // namespace ui
