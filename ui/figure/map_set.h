// The maps of one layer, or its weights, with what is to be said about them; and how they become colours.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/figure/map_painter.h"

#include <QImage>
#include <QString>
#include <vector>

namespace ui {

struct MapSet {
    QString name;             // of files: "conv1", "conv1-kernels"
    QString title;            // "conv1: 6 maps of 28 × 28"
    cnn::Tensor values;       // a map a channel, one image
    std::vector<int> extents; // of the values, for NumPy
    // A table of so many maps a row, as kernels are: a row a filter, a column an input map. 0: as near a square as can
    // be.
    int columns = 0;
    bool picture = false; // an image: grey by itself

    int count() const { return values.shape().c; }
    std::span<const float> map(int index) const;
};

struct MapLook {
    enum Colours {
        Automatic,
        Signed,
        Viridis,
        Grey
    };                             // Automatic: signed where there are negative values,
                                   // else viridis, an image grey
    enum Scale { Layer, EachMap }; // whose largest size ends the ramp
    Colours colours = Automatic;
    Scale scale = Layer;
    int cell = 0; // pixels a value and side; 0: as many as make the maps a good size

    bool operator==(const MapLook&) const = default;
};
constexpr int largestMapCell = 64;

struct MapColours {
    Ramp ramp = Ramp::Unsigned;
    double largest = 0; // at the end of the ramp

    QString range() const; // "0 to 3.21", "−3.21 to 3.21"
};
// Of each map; with MapLook::Layer all have the same.
std::vector<MapColours> mapColours(const MapSet& maps, const MapLook& look);

// Pixels a value, so that the longer side of a map takes about 224 pixels, at most largestMapCell.
int fittingCell(const cnn::Shape& map);
// Maps a row.
int mapColumns(const MapSet& maps);
int mapCell(const MapSet& maps, const MapLook& look);
// A map alone: every value a square of `cell` x `cell` pixels, nothing smoothed.
QImage mapPicture(const MapSet& maps, int map, const MapColours& colours, int cell);

} // namespace ui
