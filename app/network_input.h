// What the commands that look into a network mean by --image, --layer and --class.
#pragma once

#include "app/command.h"
#include "core/network/network.h"
#include "ui/media/picture_wish.h"

namespace ui {

// Throws cnn::Error(Usage) naming the layers that there are.
std::size_t layerNamed(const cnn::Network& network, const QString& name);
struct NamedImage {
    cnn::Tensor values;
    QString name; // for captions: "Test image 3: Sneaker", "photo.png"
};
// --image FILE or test:N, the latter of --data and counted from 1; of the network's input shape. Throws cnn::Error
// naming what is wrong.
NamedImage imageFor(const Arguments& arguments, const cnn::Network& network);
// What of a picture is read for a network that was trained with a display range: the same values are black and white.
PictureWish pictureWishFor(const Arguments& arguments, const cnn::Network& network);
// A class by its name; by its number, counted from 1, only where no class is named by a number. Throws
// cnn::Error(Usage) naming those that there are.
int classNamed(const cnn::Network& network, const QString& name);
// Where the network knows no names: its label in the files of data, from 0.
QString className(const cnn::Network& network, int k);

} // namespace ui
