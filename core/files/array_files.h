// Data sets as arrays in files: .npz archives, and .npy files beside each other.
#pragma once

#include "core/data/array_set.h"

#include <filesystem>

namespace cnn {

// Whether a folder has arrays whose names make a data set of them.
bool holdsArrays(const std::filesystem::path& folder);
// Of an archive its arrays; of a .npy file, or an archive of one array, those beside it whose names belong to it
// (X.npy and y.npy, kmnist-train-imgs.npz and three more); of a folder the one set in it. Throws Error naming the file:
// no array is called images or labels, several sets, and what foundInArrays, numberArrayFrom and readFile throw.
FoundSet findArrays(const std::filesystem::path& path, DataPart part);

} // namespace cnn
