// The binary files of CIFAR-10 and CIFAR-100 (https://www.cs.toronto.edu/~kriz/cifar.html): records of a label, of
// CIFAR-100 two, and 3,072 bytes of red, green and blue, 32x32 each.
#pragma once

#include "core/data/found_set.h"

#include <filesystem>
#include <string_view>

namespace cnn {

// One file in memory: by the names of CIFAR-100's files, and otherwise by the labels. Of two labels the second, the
// fine one, counts. Throws Error(BadFormat, TooLarge) naming `name`: it is no whole number of records, or its labels
// are none.
struct CifarFile {
    FoundImages images;
    bool hundred = false; // CIFAR-100
};
CifarFile parseCifar(std::string_view file, const std::string& name);

// Whether a folder holds such files, and whether a file is one, by a name that nothing else has or by size and labels.
bool holdsCifarFiles(const std::filesystem::path& folder);
bool isCifarFile(const std::filesystem::path& file);

// Of a folder all of them: data_batch_1.bin ... and test_batch.bin, or train.bin and test.bin. Of one file that one to
// learn from, and the folder's test file. batches.meta.txt or fine_label_names.txt beside them name the classes. Throws
// what parseCifar and readFile throw.
FoundSet findCifar(const std::filesystem::path& path, DataPart part);

} // namespace cnn
