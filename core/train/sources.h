// Where labelled images come from: files in MNIST's IDX format, Debian's Fashion-MNIST, and digits drawn by ourselves.
#pragma once

#include "core/train/dataset.h"

#include <filesystem>
#include <optional>

namespace cnn {

// A folder with train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte,
// each plain or as .gz (also with a dot instead of the hyphen before idx). Class names are "0", "1", ... , and the
// garment names for Fashion-MNIST's own folder.
// Throws Error naming the file and what is wrong with it.
DataSplit loadIdxFolder(const std::filesystem::path& folder);
// The test images alone are enough.
Dataset loadIdxTestSet(const std::filesystem::path& folder);
// Whether at least one of the four is there. Throws Error(Unreadable) when that cannot be seen.
bool holdsIdxFiles(const std::filesystem::path& folder);

// Writes the four files into a folder that is there, the names of the classes left out. Images of several channels get
// an axis for them, (images, channels, rows, columns), which loadIdxFolder does not read. Throws Error(WriteFailed),
// and Error(TooLarge) for more than 256 classes.
void saveIdxFolder(const DataSplit& data, const std::filesystem::path& folder);

// The installed Fashion-MNIST folder, if there is one: $CONVSCOPE_FASHION_MNIST, or where distributions put it.
std::optional<std::filesystem::path> findFashionMnist();
// Throws Error(NotFound) saying which package brings it.
DataSplit loadFashionMnist();

// White digits on black, 28x28, drawn stroke by stroke and bent by random slant, scale, thickness, shift, elastic warp
// and noise. Image i of a seed is the same whatever the count; classes come in equal shares.
DataSplit drawnDigits(std::uint64_t seed, std::size_t trainImages, std::size_t testImages);

} // namespace cnn
