// Which pictures a denoiser is shown: up to sixteen of the test images, one of them, or a drawing, large.
#pragma once

#include "core/data/dataset.h"
#include "ui/lessons/denoise/denoise_scene.h"

#include <QStringList>

namespace ui {

// Clean, values 0 .. 1.
struct ShownPictures {
    cnn::Tensor rows; // of the first test images; empty before there are any
    QStringList names;
    cnn::Tensor large;  // one picture
    QString name;       // "Test image 3: 7"
    int index = -1;     // which of the rows it is; -1: none, it was drawn or given
    cnn::Tensor spoilt; // the large one with noise that was added by hand; empty: none was
    cnn::Tensor other;  // what it is mixed with; empty before there are pictures

    const cnn::Shape& shape() const { return large.shape(); }
    int count() const { return rows.empty() ? 0 : rows.shape().n; }
};

// images: those that are looked at, of this shape; null before they are read.
ShownPictures shownPictures(const DenoiseScene& scene, const cnn::DataSplit* images, const cnn::Shape& shape);

// Another one of the rows is large.
DenoiseScene withPicture(DenoiseScene scene, int index);
// The pictures with noise over them, as evaluation lays it over the test images of these numbers. The large one's is
// that of its number, of a drawing that of number 0; where it was spoilt by hand it is as it was left.
struct NoisyPictures {
    cnn::Tensor rows, large;
};
NoisyPictures noisy(const ShownPictures& pictures, const cnn::Noise& noise);

// A stroke on the large picture: on the clean one, or, with noise, on the noisy one.
class LargeStroke {
public:
    LargeStroke(const DenoiseScene& scene, const ShownPictures& pictures, QPoint at);
    void to(QPoint at);
    const DenoiseScene& scene() const { return m_scene; } // with what was drawn so far

private:
    void spoil(QPoint at);
    DenoiseScene m_scene;
    cnn::Shape m_shape;
    QPoint m_pen;
};

} // namespace ui
