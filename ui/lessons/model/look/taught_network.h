// A network of the program that is taught for a moment, so that there is one whose answers mean something and of which
// it is known how pictures are to become numbers.
#pragma once

#include "core/data/dataset.h"
#include "core/network/shown_networks.h"
#include "ui/media/preprocessing.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace ui {

struct TaughtNetwork {
    cnn::Network network; // reads numbers as `how` makes them
    Preprocessing how;    // values 0 to 1, less 0.1307, divided by 0.3081: MNIST's mean and deviation
    QString words;        // a sentence: what it was taught, and how well it knows it
    std::shared_ptr<const cnn::DataSplit> data;
};

// 28 x 28 grey, ten classes.
bool canBeTaught(const cnn::ShownNetwork& network);
// On digits that the program draws, about a second; the second time it is there at once. The same on every run. Throws
// Error(Interrupted) when it is stopped.
TaughtNetwork taughtDigits(const cnn::ShownNetwork& network, const std::stop_token& stop,
                           const std::function<void(double)>& progress);
// The share of the test images that the network tells rightly when their pixels become numbers in this way.
double accuracyAs(const cnn::Network& network, const cnn::Dataset& test, const Preprocessing& how,
                  const std::stop_token& stop);

} // namespace ui
