// Grids of numbers in files: what each suffix means.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/media/picture_wish.h"

#include <QImage>
#include <QString>
#include <optional>

namespace ui {

// .csv (also .tsv, .txt): one channel. .npy, .npz (an array of it as FILE.npz:NAME): one to three axes, (channels,
// rows, columns). Anything else is read as a picture: one channel, 0 (black) to 255 (white), or where it has more than
// 8 bits the numbers that it holds. What was left out or assumed is said on stderr. Throws cnn::Error naming the file.
cnn::Tensor readGrid(const QString& path, const PictureWish& wish = {});
// A kernel a filter: .npy may have a fourth axis, (filters, channels, rows, columns); otherwise one.
std::vector<cnn::Tensor> readKernels(const QString& path);
// One column of a .csv, .tsv or .txt table as a row, see cnn::columnFromCsv. Throws cnn::Error naming the file.
cnn::Tensor readColumn(const QString& path, const std::optional<QString>& column);
bool isPictureName(const QString& path);
// readPicture; what of the file is not in the picture is said on stderr.
QImage openPicture(const QString& path, const PictureWish& wish = {});

// .csv and pictures hold one channel (else Error(Mismatch)); pictures round to 0 .. 255 and clamp what is outside.
// .npy holds all: two axes for one channel, three for more. Error(Usage) for a suffix that we do not write.
// Throws cnn::Error(Usage) when writeGrid() would know no format for this name.
void requireGridName(const QString& path);
void writeGrid(const cnn::Tensor& grid, const QString& path);

// Rows of numbers as CSV, or Error(Mismatch) when there is more than one channel.
std::string csvOf(const cnn::Tensor& grid);

} // namespace ui
