// One layer of a network on one image: its maps, and what made one value of them.
#pragma once

#include "core/explain/value_origin.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_painter.h"

#include <QStringList>

namespace ui {

struct MapsPicture {
    std::shared_ptr<const cnn::Network> network;
    cnn::Trace trace; // of the image
    QString caption;  // which image
    QStringList classNames;
    std::size_t layer = 0;
    cnn::ValuePlace chosen;
    bool oneScale = true;                       // one range of colours for all maps of the layer, or one for each
    std::optional<cnn::ValueOrigin> origin;     // of the chosen value; nothing when its layer is not taken apart
    std::vector<std::pair<float, float>> curve; // of an activation: x and its function

    const cnn::Tensor& values() const { return trace.values[layer + 1]; }
    const cnn::Tensor& inputs() const { return trace.values[network->reads(layer)[0]]; }
    // One value a channel: neurons, drawn as one block.
    bool isVector() const { return values().shape().h == 1 && values().shape().w == 1; }
    float chosenValue() const { return values().at(chosen.c, chosen.y, chosen.x); }
};

// Everything above but the caption, computed for this layer and place; a place that is not there becomes the strongest.
MapsPicture mapsPicture(std::shared_ptr<const cnn::Network> network, const cnn::Tensor& image, std::size_t layer,
                        std::optional<cnn::ValuePlace> chosen);

// "conv1 6@28×28", "dense1 120"
QString layerNotation(const cnn::Network& network, std::size_t layer);
// How values become colours; value 0 is the image, value i + 1 the output of layer i.
Ramp valueRamp(const cnn::Network& network, std::size_t value);
// One map of a tensor.
std::span<const float> mapOf(const cnn::Tensor& values, int map);
// "Map 3, row 12, column 7", "Neuron 17", "Neuron 4, Coat"
QString placeName(const MapsPicture& picture, const cnn::ValuePlace& place);
// What feeds the layer: "image" or the layer before it.
QString sourceName(const MapsPicture& picture);
// Where one of the terms comes from: "row 3, column 4", "map 2, row 3, column 4", "neuron 17".
QString termName(const MapsPicture& picture, const cnn::Term& term);
// "6 windows of 5 × 5: 150 products and a bias."
QString costWords(const MapsPicture& picture);
// In words, with at most so many terms.
QString mapsWords(const MapsPicture& picture, std::size_t terms);

} // namespace ui
