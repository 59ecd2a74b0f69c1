// One layer of a network on one image: its maps, and what made one value of them.
#pragma once

#include "core/explain/value_origin.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QStringList>

namespace ui {

// What the colours of a map end at.
enum class MapsScale { Layer, EachMap, Network };
// More are leafed through: they would be too small to be read.
constexpr int mostMapsAtOnce = 64;

struct MapsPicture {
    std::shared_ptr<const cnn::Network> network;
    std::shared_ptr<const cnn::Trace> trace; // of the image
    QString caption;                         // which image
    QStringList classNames;
    std::size_t layer = 0;
    cnn::ValuePlace chosen;
    MapsScale scale = MapsScale::Layer;
    Ramp ramp = Ramp::Grey, inputRamp = Ramp::Grey; // of values() and inputs()
    double end = 1, inputEnd = 1, weightEnd = 1;    // of the colours: of all maps, their inputs and the layer's weights
    std::vector<int> shown;                         // the maps in sight, in their order
    int page = 0, pages = 1;                        // which of those they are
    bool byStrength = false;                        // the strongest come first; else as they stand
    std::optional<cnn::ValueOrigin> origin;         // of the chosen value; nothing when its layer is not taken apart
    std::vector<std::pair<float, float>> curve;     // of an activation: x and its function

    const cnn::Tensor& values() const { return trace->values[layer + 1]; }
    const cnn::Tensor& inputs() const { return trace->values[network->reads(layer)[0]]; }
    // One value a channel: neurons, drawn as one block.
    bool isVector() const { return values().shape().h == 1 && values().shape().w == 1; }
    float chosenValue() const { return values().at(chosen.c, chosen.y, chosen.x); }
};

// What is chosen of a layer's maps.
struct MapsWish {
    std::size_t layer = 0;
    std::optional<cnn::ValuePlace> chosen{}; // a place that is not there becomes the strongest
    MapsScale scale = MapsScale::Layer;
    bool byStrength = false;
    std::optional<int> page{}; // nothing: the one with the chosen map
};
// Everything above but the caption.
MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, std::shared_ptr<const cnn::Trace> trace,
                        const MapsWish& wish);
// Of an image that goes through the network first.
MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, std::size_t layer,
                        std::optional<cnn::ValuePlace> chosen);
// All maps from the strongest to the weakest: by the largest size of a value.
std::vector<int> mapsByStrength(const cnn::Tensor& values, Ramp ramp);
// How the numbers that a network reads become colours: grey where they are a picture's, 0 .. 1.
Ramp inputRamp(const cnn::Tensor& image);

// "conv1 6@28×28", "dense1 120"
QString layerNotation(const cnn::Network& network, std::size_t layer);
// How values become colours; value 0 is the image, value i + 1 the output of layer i.
Ramp valueRamp(const cnn::Network& network, std::size_t value);
// One map of a tensor.
std::span<const float> mapOf(const cnn::Tensor& values, int map);
// "Map 3, row 12, column 7", "Neuron 17", "Neuron 4, Coat"
QString placeName(const MapsPicture& picture, const cnn::ValuePlace& place);
// What feeds the layer: "image" or the layer before it. Of a term: what it is of, where the layer reads several.
QString sourceName(const MapsPicture& picture);
QString sourceName(const MapsPicture& picture, std::size_t term);
// Where one of the terms comes from: "row 3, column 4", "map 2, row 3, column 4", "neuron 17".
QString termName(const MapsPicture& picture, std::size_t term);
// "6 windows of 5 × 5: 150 products and a bias."
QString costWords(const MapsPicture& picture);
// In words, with at most so many terms.
QString mapsWords(const MapsPicture& picture, std::size_t terms);

} // namespace ui
