// Grids of numbers in files, as several lessons open them.
#pragma once

#include "core/tensor/tensor.h"

#include <QString>
#include <optional>

namespace ui {

struct OpenedGrid {
    cnn::Tensor values;
    QString name; // the file's, without its folder
    QString note; // what is good to know of it, with the name in front; mostly empty
};

// An array (.npy, the first of an .npz) or, with `tables`, a table (.csv, .tsv, .txt). None: another kind of file.
// Throws cnn::Error naming the file.
std::optional<OpenedGrid> openedGrid(const QString& path, bool tables);

} // namespace ui
