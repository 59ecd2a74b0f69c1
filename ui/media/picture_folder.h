// Folders of labelled images: pictures with one subfolder a class, or MNIST's files.
//
//     flowers/rose/*.jpg                      a seeded fifth of each class is the test set
//     flowers/tulip/*.jpg
//
//     flowers/train/rose/*.jpg  ...           a split that is there already is kept: train (or training), and
//     flowers/test/rose/*.jpg   ...           test (or val, valid, validation)
//
// Classes count in the order of their names, "2" before "10", files by their characters, so the same folder gives the
// same images. Classes without pictures are none. A folder that holds nothing but one folder stands for that one; train
// alone is split as above.
#pragma once

#include "core/train/dataset.h"
#include "ui/media/image_io.h"
#include "ui/media/read_picture.h"

namespace ui {

// What pictures are brought to, as fitToNetwork does. An extent of 0: as the pictures are, that is their size when all
// have one of at most 64 rows and columns, else 32x32; and 3 channels when one of them is coloured, else 1.
inline constexpr cnn::Shape asFound{0, 0, 0, 1};

enum class FolderPart { All, TestSet }; // TestSet: the training images are neither read nor needed

// Pictures when there are subfolders and none of MNIST's files, which are read as they are. DataSplit::note says what
// was left out, whatever the reason, and when colour was dropped. Any thread may call it; see ReadWatch. Throws
// cnn::Error(NotFound, Unreadable, BadFormat, Mismatch, TooLarge, Interrupted) naming the folder: there is none, there
// are no classes or one alone, no picture can be read, more than 100,000 files, more than 512 MB of pixels.
cnn::DataSplit readImageFolder(const QString& folder, const cnn::Shape& wish = asFound, const ReadWatch& watch = {},
                               FolderPart part = FolderPart::All);

} // namespace ui
