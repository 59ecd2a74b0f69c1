// One image on its way through a LeNet-5: the numbers behind the strip, and what can be said about each of them.
#pragma once

#include "core/network/network.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QStringList>

namespace ui {

struct NetworkPicture {
    std::shared_ptr<const cnn::Network> network; // refusal(*network) is empty
    cnn::Trace trace;                            // forward() of the one image
    QStringList classNames;                      // ten
    QString caption;                             // which image: "Test image 310: Sneaker"
    int trueClass = -1;                          // when a label says so
    QString covered;                             // what is asked and therefore not shown: "class", "size", "parameters"

    bool covers(const char* id) const { return covered == QLatin1String(id); }
};

// A sentence when the strip cannot show this network; empty for every network of LeNet-5's layers and shapes, whatever
// its activations, its kind of pooling and the names of its layers. `name` stands for it in the sentence.
QString refusal(const cnn::Network& network, const QString& name);

// The parts of the strip by the names that a CellRef gives them. "kernel" is the only one without values of its own in
// the trace: it shows the weights of the first convolution.
struct NetworkPart {
    const char* part;    // CellRef::part
    const char* heading; // for people
    std::size_t value;   // Trace::values
};
enum PartIndex {
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
std::span<const NetworkPart> networkParts();
const NetworkPart& networkPart(const QString& part);

// The values of map `map` of a part, in reading order; a kernel's weights for "kernel".
std::span<const float> mapValues(const NetworkPicture& picture, const QString& part, int map);
// Shape of a part in the picture: 6@5×5 for the kernels. One map with n rows for the dense parts: channels count.
cnn::Shape partShape(const NetworkPicture& picture, const QString& part);
// "28 × 28", "6@14×14", "120"
QString partSize(const NetworkPicture& picture, const QString& part);
// The cell with the largest value of a map; with the largest magnitude where values are signed.
CellRef strongestCell(const NetworkPicture& picture, const QString& part, int map);
// How a part's values become colours; tanh makes maps signed.
Ramp partRamp(const NetworkPicture& picture, const QString& part);

// Probabilities of the ten classes, from the logits.
std::vector<float> probabilities(const NetworkPicture& picture);
int largestClass(const std::vector<float>& probabilities);
// "156 + 2 416 + 48 120 + 10 164 + 850 = 61 706 parameters", counted in the network.
QString parameterSum(const cnn::Network& network);
// The same unless it is covered.
QString shownParameters(const NetworkPicture& picture);
// Every class with its share, unless that is covered.
QString classWords(const NetworkPicture& picture);

// What the card says about a place: "Map 5 of 16", "strongest at row 4, column 3", what one value costs, its value.
struct CardText {
    QString title, lead, cost, value;
    bool right = true; // false: the prediction and the label differ
    QString spoken() const;
};
CardText cardText(const NetworkPicture& picture, const CellRef& cell);
// Without a place: the prediction.
CardText predictionText(const NetworkPicture& picture);

} // namespace ui
