// What the command explain writes.
#pragma once

#include "core/explain/top_patches.h"
#include "ui/export/folder.h"

namespace ui {

// NAME.npy: the numbers. NAME.png: `map`, as large as the image, over it. Gives back the range of its colours: "0 to
// 3.21". All of these throw cnn::Error(WriteFailed).
QString writeOverlay(const cnn::Tensor& image, const cnn::Tensor& numbers, const cnn::Tensor& map, const QString& name,
                     const QDir& folder);
// LAYER-patches.png: a row a filter. LAYER-patches.csv: filter, rank, image, the unit's row and column in the map, all
// counted from 1; its value.
void writePatches(const cnn::Network& network, std::size_t layer, const cnn::Dataset& set,
                  const std::vector<std::vector<cnn::Patch>>& lists, const QString& name, const QDir& folder);
// LAYER-ascent.png: a sheet. LAYER-ascent.npy: (pictures * channels, rows, columns), 0 to 1.
void writeAscent(const cnn::Tensor& pictures, const QString& name, const QDir& folder);

} // namespace ui
