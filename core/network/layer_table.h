// What a network is made of and what each part costs, a row a layer.
#pragma once

#include "core/network/network.h"

namespace cnn {

// What one value of a map sees of the input along one axis: so many pixels, padding included, and how many lie between
// the fields of two neighbours. The recurrences are those of walk/receptive_field.h.
struct FieldExtent {
    bool isAll = false; // it sees the whole input, whatever its size
    double size = 1, jump = 1;
    bool operator==(const FieldExtent&) const = default;
};

struct LayerRow {
    std::string name;
    LayerInfo info;
    std::vector<std::string> reads; // names of the layers it reads; empty: of the input
    Shape out;                      // of one image
    std::size_t parameters = 0;     // learned or not
    std::size_t multiplyAdds = 0;   // for one image; comparisons and additions alone do not count
    FieldExtent rows, columns;
    // It writes its output over its input (an activation), or gives the same values in another shape.
    bool isInPlace = false;

    std::size_t mapBytes() const { return isInPlace ? 0 : out.perImage() * sizeof(float); }
};

struct LayerTable {
    Shape input;
    std::vector<LayerRow> layers;

    std::size_t parameters() const;
    std::size_t weightBytes() const { return parameters() * sizeof(float); }
    std::size_t multiplyAdds() const;
    // Of all layers' outputs that need memory of their own, without the input.
    std::size_t mapBytes() const;
};

// Also of one without weights (unfilled.h).
LayerTable layerTable(const Network& network);

} // namespace cnn
