// How a picture becomes the numbers that a network reads: its size, its colours, its range. A network that was taught
// with one way answers nonsense to another, and a file seldom says which one it was.
#pragma once

#include "core/onnx/onnx_file.h"

#include <QImage>
#include <QString>
#include <span>

namespace ui {

enum class PictureFit {
    Whole,   // all of it, its proportions kept; what is left over is black
    Stretch, // all of it, pulled to the network's proportions
    Crop     // the middle: as large as fits in `cropShare` of the scaled picture, proportions kept
};
enum class ChannelOrder { Rgb, Bgr };

// (value in 0 .. highest - mean) / deviation, by channel in the order in which the network reads them.
struct Preprocessing {
    PictureFit fit = PictureFit::Whole;
    double cropShare = 0.875; // 224 of 256
    ChannelOrder order = ChannelOrder::Rgb;
    bool grey = false; // the colours are taken out first; always so where the network reads one channel
    float highest = 1;
    std::vector<float> mean, deviation; // empty: 0 and 1
    bool operator==(const Preprocessing&) const = default;
};

struct PreprocessingPreset {
    QString id, title; // in files; for people
    QString source;    // a sentence: who does it so
    Preprocessing value;
};
// "torchvision", "caffe", "unit".
std::span<const PreprocessingPreset> preprocessingPresets();
// nullptr: there is none.
const PreprocessingPreset* findPreset(const QString& id);
// What the file says of values; the picture is taken whole.
Preprocessing asFileSays(const cnn::PictureScaling& scaling);

// For a network that reads so many channels: of one channel, a preset's three numbers become their mean. Throws
// cnn::Error(Mismatch) where there are neither as many numbers as channels nor one for all.
Preprocessing forChannels(Preprocessing how, int channels);

// The pixels that the network sees: of its shape, 0 (black) to 1 (white), one channel or red, green and blue. Stretch
// and Crop are bit for bit what torchvision's Resize and CenterCrop make of a Pillow image: scaled down by the triangle
// filter over all pixels that an output stands for, in bytes. Throws cnn::Error(Mismatch) for a network that reads
// other than 1 or 3 channels.
cnn::Tensor fittedPicture(const QImage& picture, const cnn::Shape& input, const Preprocessing& how);
// What it reads of them.
cnn::Tensor networkInput(const cnn::Tensor& fitted, const Preprocessing& how);
// "values 0 to 1, less 0.485, 0.456, 0.406, divided by 0.229, 0.224, 0.225"
QString scalingText(const Preprocessing& how);

} // namespace ui
