// One picture in as many bits as its file has.
#pragma once

#include "core/base/error.h"
#include "core/data/pixels.h"
#include "core/tensor/display_range.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cnn {

struct Raster {
    Shape shape;                 // of what was read
    Pixels pixels;               // in channel, row, column order
    Pixels alpha;                // rows x columns, of the same kind; 0: nothing is there. Empty: the picture covers all
    bool premultiplied = false;  // its colours are multiplied by alpha already
    DisplayRange byType;         // what its kind of number can be: 0..255, 0..4095 of 12 bits, floats 0..1
    bool colour = false;         // three channels that are red, green and blue
    int pages = 1, channels = 1; // of the file
    std::vector<Message> notes;  // whole sentences: what was left out, chosen or changed

    float at(int channel, int row, int column) const {
        return pixels[(static_cast<std::size_t>(channel) * static_cast<std::size_t>(shape.h) +
                       static_cast<std::size_t>(row)) *
                          static_cast<std::size_t>(shape.w) +
                      static_cast<std::size_t>(column)];
    }
};

// More pixels are only read reduced: each the mean of 2x2, 4x4, ... of the file's.
constexpr std::int64_t mostPixels = std::int64_t{32} * 1024 * 1024;
// Even that takes too long beyond these.
constexpr std::int64_t mostPixelsReduced = 8 * mostPixels;
constexpr bool canBeReduced(std::int64_t rows, std::int64_t columns) {
    return columns == 0 || rows <= mostPixelsReduced / columns;
}
// 1, 2, 4, ...: by what both sides have to be divided until no more are left.
int reductionFor(std::int64_t rows, std::int64_t columns);
// The size when reduced; the last row and column may stand for less.
constexpr std::int64_t reducedSide(std::int64_t side, int by) {
    return (side + by - 1) / by;
}
// Says how many pixels there are and what to do: formats that can be reduced while they are read can be opened so.
enum class Reducible { Yes, No };
struct TooManyPixels : Error {
    TooManyPixels(const std::string& name, std::int64_t rows, std::int64_t columns, Reducible reducible);
    Message size; // the same without the remedy, a whole sentence
    bool reducible;
    std::int64_t rows, columns; // when reduced
};
// What is said of a picture that was.
Message reducedNote(std::int64_t rows, std::int64_t columns, int by);

} // namespace cnn
