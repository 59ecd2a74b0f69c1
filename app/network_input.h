// What the commands that look into a network mean by --image, --layer and --class.
#pragma once

#include "app/command.h"
#include "core/network/network.h"

namespace ui {

// Throws cnn::Error(Usage) naming the layers that there are.
std::size_t layerNamed(const cnn::Network& network, const QString& name);
struct NamedImage {
    cnn::Tensor values;
    QString name; // for captions: "Test image 3: Sneaker", "photo.png"
};
// --image FILE or test:N, the latter of --data; of the network's input shape. Throws cnn::Error naming what is wrong.
NamedImage imageFor(const Arguments& arguments, const cnn::Shape& input);
// A class by its name, or by its number from 0. Throws cnn::Error(Usage) naming those that there are.
int classNamed(const cnn::Network& network, const QString& name);
QString className(const cnn::Network& network, int k);

} // namespace ui
