// Labelled images in the data files of other programs. Content decides how a file is read, a name only where it must.
#pragma once

#include "core/data/found_set.h"

#include <filesystem>

namespace cnn {

// Whether a path is such a file, or a folder that holds such files: MNIST's and their kin, CIFAR's, NumPy's arrays,
// tables of pixels. Also where they will be refused: archives, pickles and the like. False for folders of pictures.
// Reads a few bytes. Throws Error(NotFound, Unreadable) naming what is not there or not open.
bool isDataFile(const std::filesystem::path& path);
// A folder that holds nothing but one folder stands for that one. Throws Error naming the file and what to do about it:
// what the readers throw, and for archives, pickles and files of Matlab how to come to one that is read.
FoundSet findDataFile(const std::filesystem::path& path, DataPart part = DataPart::All);
// Throws what findDataFile throws for a file that is an archive, a pickle, or of another program that keeps data, by
// its content; any other passes.
void refuseForeignData(const std::filesystem::path& file);

} // namespace cnn
