// Where labelled images come from: files in MNIST's IDX format, Debian's Fashion-MNIST, and digits and coloured things
// drawn by ourselves.
#pragma once

#include "core/data/dataset.h"
#include "core/data/fashion_folder.h"

namespace cnn {

// A folder of MNIST's files or their kin (core/data/idx_folder.h), as they are. Class names are the labels, of
// Fashion-MNIST's own folder the garments. Throws Error naming the file and what is wrong with it.
DataSplit loadIdxFolder(const std::filesystem::path& folder);
// The test images alone are enough.
Dataset loadIdxTestSet(const std::filesystem::path& folder);

// Writes MNIST's four files into a folder that is there, the names of the classes and the images that are watched left
// out. Images of several channels get an axis for them, (images, channels, rows, columns); what has more than 8 bits,
// or another range than 0 to 255, is written as floats from 0 to 1. Throws Error(WriteFailed), and Error(TooLarge) for
// more than 256 classes.
void saveIdxFolder(const DataSplit& data, const std::filesystem::path& folder);

// Throws Error(NotFound) saying which package brings it.
DataSplit loadFashionMnist();

// White digits on black, 28x28, drawn stroke by stroke and bent by random slant, scale, thickness, shift, elastic warp
// and noise. Image i of a seed is the same whatever the count; classes come in equal shares.
DataSplit drawnDigits(std::uint64_t seed, std::size_t trainImages, std::size_t testImages);

// Things in colour, 32x32 RGB: plane, car, ship, tree, house, cup, fish, flower, mushroom, umbrella (object_forms.h),
// in any colours, sizes and places, before grounds that tell nothing of them. Image i of a seed is the same whatever
// the count; classes come in turn.
DataSplit drawnObjects(std::uint64_t seed, std::size_t trainImages, std::size_t testImages);

} // namespace cnn
