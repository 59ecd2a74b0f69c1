// Folders with the files of MNIST and its kin: which of them belong together, and what they hold.
//
//     train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte
//
// each plain or as .gz, with a hyphen or a dot before idx, with "test" for "t10k", and with the name of a set in front:
// emnist-letters-train-images-idx3-ubyte. Where a folder has such a name, the file of that name inside it counts.
#pragma once

#include "core/data/found_set.h"

#include <array>
#include <filesystem>
#include <optional>

namespace cnn {

// THE names of MNIST's own files, as they are written.
inline constexpr std::array<const char*, 4> mnistFileNames{"train-images-idx3-ubyte", "train-labels-idx1-ubyte",
                                                           "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"};

// Whether a file's name is one of those; the set and the half it belongs to.
struct IdxName {
    std::string set; // "", "emnist-letters"
    bool train = false, images = false;
};
std::optional<IdxName> idxNamed(const std::string& fileName);

// Whether a folder holds at least one of them. Throws Error(Unreadable) when that cannot be seen.
bool holdsIdxFiles(const std::filesystem::path& folder);
// Whether MNIST's own four are there, as every program finds them.
bool holdsMnistFiles(const std::filesystem::path& folder);

// Of a folder its one set, of one of these files the set it belongs to. EMNIST's mapping.txt, beside them, names the
// classes. Of DataPart::TestSet the training images are neither read nor needed. Throws Error naming the file or the
// folder: files are missing, there are several sets, counts differ, and what parseIdx throws.
FoundSet findIdxSet(const std::filesystem::path& path, DataPart part = DataPart::All);

} // namespace cnn
