// Folders of labelled pictures, whose class a folder, a table or their name tells.
//
//     flowers/rose/*.jpg                      a seeded fifth of each class is the test set
//     flowers/tulip/more/*.jpg
//
//     flowers/train/rose/*.jpg  ...           a split that is there already is kept: train (or training, seg_train),
//     flowers/val/rose/*.jpg    ...           val (valid, validation) and test; without test it is val that is tested
//     flowers/test/rose/*.jpg   ...           with
//
//     flowers/*.jpg, flowers/labels.csv       a table names each file and its class
//     flowers/rose.1.jpg  tulip_003.jpg       the class is a part of the name
//
// Classes count in the order of their names, "2" before "10", files by their characters, so the same folder gives the
// same images. Classes without pictures are none, nor is what systems leave behind. A folder that holds nothing but one
// folder stands for that one; train alone is split as above; the set once more inside itself is left out.
//
// Where a picture has more than 8 bits, all of them keep theirs: the set holds words or floats, and has one display
// range for all.
#pragma once

#include "core/data/data_wish.h"
#include "ui/media/data_look.h"
#include "ui/media/read_picture.h"

namespace ui {

// DataSplit::note says what was assumed or left out, whatever the reason, which values are black and white, and when
// colour was dropped. Any thread may call it; see ReadWatch. Throws
// cnn::Error(NotFound, Unreadable, BadFormat, Mismatch, TooLarge, Interrupted) naming the folder: there is none, there
// are no classes or one alone, no picture can be read, more than 100,000 files, more than 2 GB in memory.
cnn::DataSplit readImageFolder(const QString& folder, const cnn::DataWish& wish = {}, const ReadWatch& watch = {},
                               cnn::DataPart part = cnn::DataPart::All);

// What would be read: all files are listed, some dozens opened. Throws as readImageFolder.
DataLook lookAtPictureFolder(const QString& folder, const cnn::DataWish& wish, const ReadWatch& watch);

} // namespace ui
