// One image on its way through a network: the numbers behind the strip, and what can be said about each of them.
#pragma once

#include "core/network/network.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QStringList>

namespace ui {

// One column of the strip: what comes out of a layer that changes what there is to see, behind its activation.
struct NetworkPart {
    enum Kind { Input, Kernels, Maps, Activated, Pooled, Dense, Classes };
    QString part;    // CellRef::part: "input", "kernel", "maps1", "pooled1", "maps2", .., "dense1", .., "class"; "act1"
    QString heading; // for people
    Kind kind = Input;
    std::size_t value = 0; // Trace::values
    std::size_t layer = 0; // the one whose weights or window make it; of no meaning for the input
    bool isMaps() const { return kind == Maps || kind == Activated || kind == Pooled; }
};
// Of any network that says which class an image is of. LeNet-5's are: input, kernel, maps1, pooled1, maps2, pooled2,
// dense1, dense2, class. "kernel", the weights of the first convolution, is there when that reads a grey picture or a
// coloured one. Separate: each convolution, activation and pool by itself, as "maps1", "act1", "pooled1", without
// "kernel"; dense layers stay with their activations.
std::vector<NetworkPart> networkParts(const cnn::Network& network, bool separate = false);
enum LeNetPart {
    InputPart,
    KernelPart,
    Maps1Part,
    Pooled1Part,
    Maps2Part,
    Pooled2Part,
    Dense1Part,
    Dense2Part,
    ClassPart
};

struct NetworkPicture {
    std::shared_ptr<const cnn::Network> network; // refusal(*network) is empty
    std::vector<NetworkPart> parts;              // networkParts(*network, separate)
    bool separate = false;
    cnn::Trace trace;       // forward() of the one image
    QStringList classNames; // one a class
    QString caption;        // which image: "Test image 310: Sneaker"
    int trueClass = -1;     // when a label says so
    QString covered;        // what is asked and therefore not shown: "class", "size", "parameters"

    // Network, parts and trace; classes are named by their numbers.
    static NetworkPicture of(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image,
                             bool separate = false);
    bool covers(const char* id) const { return covered == QLatin1String(id); }
    const NetworkPart& part(const QString& name) const;
    // Nothing when there is no such part.
    std::optional<std::size_t> find(const QString& name) const;
};

// A sentence when the strip cannot show this network: its output is not one number a class. `name` stands for it.
QString refusal(const cnn::Network& network, const QString& name);
// Whether it has LeNet-5's layers and shapes, whatever its activations, its kind of pooling, the names of its layers
// and the number of classes, up to mostLeNetClasses.
constexpr int mostLeNetClasses = 12;
bool isLeNet5(const cnn::Network& network);

// The values of map `map` of a part, in reading order; a kernel's weights for "kernel", channel after channel.
std::span<const float> mapValues(const NetworkPicture& picture, const QString& part, int map);
// Shape of a part in the picture: 6@5×5 for the kernels. One map with n rows for the
// dense parts: channels count.
cnn::Shape partShape(const NetworkPicture& picture, const QString& part);
// How many channels a kernel reads: 1 or 3.
int kernelChannels(const NetworkPicture& picture);
// Kernel `map` as a picture. Of one channel: blue, white, red as its weights subtract, are 0 or add. Of three: red,
// green and blue are the brighter the more their weight adds, grey is 0. The scale is that of all kernels.
QImage kernelImage(const NetworkPicture& picture, int map);
// "28 × 28", "6@14×14", "120"; of kernels "6@5×5", of those that read three channels "6@5×5×3"
QString partSize(const NetworkPicture& picture, const QString& part);
// The cell with the largest value of a map; with the largest magnitude where values are signed.
CellRef strongestCell(const NetworkPicture& picture, const QString& part, int map);
// How a part's values become colours; tanh makes maps signed, as does no activation at all.
Ramp partRamp(const NetworkPicture& picture, const QString& part);
// The channels of the value before it that a map, a neuron or a class is computed of; empty: all of them.
std::vector<int> channelsRead(const NetworkPicture& picture, const CellRef& cell);

// Probabilities of the classes, from the logits.
std::vector<float> probabilities(const NetworkPicture& picture);
// -1 when none is likelier than another, or they are no numbers.
int largestClass(const std::vector<float>& probabilities);

} // namespace ui
