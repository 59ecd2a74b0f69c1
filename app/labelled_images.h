// What --data means: "fashion", "digits", "objects", "cells" (app/cell_options.h), or labelled images of any kind
// (ui/media/labelled_data.h); and how they are read.
#pragma once

#include "app/command.h"
#include "core/data/data_wish.h"
#include "core/network/network.h"

namespace ui {

extern const char* const dataHelp; // one line for the help of --data
// The options of commands that read data for a network that is there: --turned and --range.
extern const Option turnedOption, rangeOption;

// Whether the program draws this data itself: there are no files.
bool isDrawnHere(const QString& data);
// A command's own options with --size, --grey, --turned and --range behind the first, which is --data where there is
// one.
std::vector<Option> withDataOptions(std::vector<Option> own);
// By --size, --grey, --turned and --range, of a command that has them all. Throws cnn::Error(Usage).
cnn::DataWish dataWishOf(const Arguments& a);
// What the network reads: its shape, and its range unless there is a --range; --turned where the command has it.
cnn::DataWish dataWishFor(const Arguments& a, const cnn::Network& network);

// Digits, objects and cells are drawn with `seed`. Says on stderr how far it is and what was left out. Throws
// cnn::Error naming the file or the package.
cnn::DataSplit loadImages(const QString& data, std::uint64_t seed, const cnn::DataWish& wish = {});
// Where the test images can be read alone they are enough.
cnn::Dataset loadTestImages(const QString& data, std::uint64_t seed, const cnn::DataWish& wish = {});
// The test images whose class this network, out of `file`, tells, labelled by its outputs; `leftOut`, if not null, gets
// the number of the others. Says on stderr what differs. Throws cnn::Error(Mismatch) too when there are no such images.
cnn::Dataset loadTestImagesFor(const cnn::Network& network, const QString& file, const QString& data,
                               std::uint64_t seed, const cnn::DataWish& wish, std::size_t* leftOut = nullptr);
// Learns from the first `images` only; those that are watched stay.
void keepFirst(std::size_t images, cnn::DataSplit& data);

} // namespace ui
