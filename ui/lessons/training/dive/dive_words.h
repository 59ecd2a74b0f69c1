// What is said on the way down.
#pragma once

#include "ui/lessons/training/dive/dive_picture.h"

#include <QStringList>

namespace ui {

// What a step is called in the trail: "Sneaker", "dense2 unit 34", "conv2 map 5", "row 3, column 12".
QString stepName(const DiveLook& look, const DiveStep& step);
// Where a term comes from: the layer that made it, "pool2" or "image"; and in there "map 6, row 5, column 3", "unit
// 44".
QString sourceLayer(const DivePicture& picture, std::size_t term);
QString sourceWords(const DivePicture& picture, std::size_t term);
// "window", "products": what a level of the last step is called behind its name; empty for the first.
QString levelName(const DivePicture& picture, int depth);
// "conv1 map 3, row 12, column 7".
QString diveName(const DivePicture& picture);
// What the value costs and where it comes from; of what is not taken apart that it is not.
QString diveCost(const DivePicture& picture);
// "ReLU: max(0, −1.2) = 0", of each function that the sum goes through, and of a class its share.
QStringList afterwards(const DivePicture& picture);
// "0.53 × (−0.21) ≈ −0.111" of the chosen term; empty where it is none of a sum.
QString chosenProduct(const DivePicture& picture);
// What the keys do there.
QString diveHint(const DivePicture& picture);
// All of it.
QString diveSpoken(const DivePicture& picture);
// What of the network a weight belongs to: "conv1 kernel 3", "dense2 unit 34".
QString weightOwner(const cnn::Network& network, std::size_t layer, int output);

} // namespace ui
