// The same picture given to a network in one way, or in two ways side by side: its pixels, the numbers that reach the
// network, one map, and the answer.
#pragma once

#include "ui/figure/map_painter.h"
#include "ui/lessons/model/look/model_run.h"

namespace ui {

struct PictureWay {
    QString title;   // "As it was taught", "Caffe, Keras", "Before it is moved"
    QString scaling; // "values 0 to 1, less 0.1307, divided by 0.3081"
    Preprocessing how;
    cnn::Tensor shown; // 0 .. 1, of the network's size
    cnn::Tensor input; // what the network reads
    float least = 0, most = 0;
    double mean = 0;                                // of `input`
    std::vector<std::pair<QString, double>> scores; // the likeliest first; empty: the network tells no classes
    cnn::Tensor map;                                // (1, rows, columns), the one that is shown; empty: none
    std::optional<double> right; // share of the test images told rightly so; nothing: it was not taught here
};

struct InputPicture {
    std::vector<PictureWay> ways; // one or two
    QString caption, layer;       // which picture; which layer the map is of
    int map = 0;                  // which, the strongest in the first way
    Ramp ramp = Ramp::Unsigned;
    int row = 0, column = 0; // the pixel whose numbers are shown
    int tested = 0;          // test images behind `right`
    QStringList notes;
    int classes = 0;
};

struct InputWish {
    QString beside; // "": none, or the picture before it is moved where it is; "file" or the id of a preset
    std::optional<std::size_t> layer; // of the map; nothing: the first convolution, behind its activation
    std::optional<std::pair<int, int>> pixel;
};
// The moment must be one of the page "Model". nullopt: it was stopped.
std::optional<InputPicture> inputPicture(const TrainingMoment& moment, const InputWish& wish,
                                         const std::stop_token& stop);
// "red", of a network that reads one channel "grey".
QString channelName(const PictureWay& given, int channel);
// The pixel's byte that this channel is made of.
int byteOf(const PictureWay& given, int channel, int row, int column);
// What the two ways tell: "As it was taught: 7, 97.1 %. 0 to 1 only: 2, 54 %. Another answer."; and of the test images.
QStringList comparison(const InputPicture& picture);

} // namespace ui
