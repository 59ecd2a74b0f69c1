// What can be said about the values of a NetworkPicture.
#pragma once

#include "ui/lessons/training/strip/network_picture.h"

namespace ui {

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
