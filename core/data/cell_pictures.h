// Pictures of cells as a fluorescence microscope takes them, as many as are wanted, each with the mask of its cell: who
// asks where a network looks can be told how much of it lies on the cell.
#pragma once

#include "core/base/enum_names.h"
#include "core/data/dataset.h"

#include <cstdint>
#include <span>

namespace cnn {

// What gives a class away although it is not the cell: a shortcut.
enum class CellMark {
    None,
    Corner, // a small bright square in a corner
    Light,  // the whole picture is brighter
    Focus,  // the picture is softer
    Batch   // another day at the microscope: another background and another uneven light
};
constexpr EnumName<CellMark> cellMarkNames[] = {{CellMark::None, "none"},
                                                {CellMark::Corner, "corner"},
                                                {CellMark::Light, "light"},
                                                {CellMark::Focus, "focus"},
                                                {CellMark::Batch, "batch"}};

// Which pictures bear the mark.
enum class MarkedPictures {
    OfItsClass, // those of the marked class, no others: the shortcut
    None,
    All,
    Half // every class alike, by chance: balanced, the mark tells nothing
};

// The kinds of cells in plain words, CellSettings::mostClasses of them: the names of the classes.
std::span<const char* const> cellKinds();

struct CellSettings {
    static constexpr int leastSide = 32, mostSide = 128, leastClasses = 2, mostClasses = 6;
    static constexpr int mostCrop = 12;
    int side = 48;          // rows and columns
    int channels = 1;       // 1: grey; 2: the nucleus (as DAPI shows it) and the body (as actin does)
    int classes = 4;        // the first so many of the kinds of cells
    double blur = 0.7;      // of the focus, standard deviation in pixels at side 48
    double noise = 0.3;     // of counted photons, 0 .. 1
    double light = 0.5;     // unevenness of the illumination, 0 .. 1
    bool neighbours = true; // other cells, cut by the border
    CellMark mark = CellMark::None;
    int markedClass = 0;
    double strength = 1; // of the mark, 0 .. 1
    int crop = 0; // rows and columns cut off at every side afterwards, 0 .. mostCrop: a mark in the corner is gone
    int shownSide() const { return side - 2 * crop; } // of the pictures that come out
    bool operator==(const CellSettings&) const = default;
};

struct CellPicture {
    std::vector<float> values;      // channel, row, column; 0 .. 1
    std::vector<std::uint8_t> mask; // row, column; 1: the cell in the middle, whatever its channel
    int kind = 0;
    bool marked = false;
};

// Picture `index` of a seed: the same whatever else is asked. Classes come in turn.
CellPicture cellPicture(const CellSettings& settings, std::uint64_t seed, std::uint64_t index, MarkedPictures marked);

// Pictures first, first + 1, .. as 8-bit images with the names of the kinds.
Dataset cellPictures(const CellSettings& settings, std::uint64_t seed, std::uint64_t first, std::size_t images,
                     MarkedPictures marked);
// Of what cellSplit() of a seed draws its pictures, each part from its first on.
struct CellSeeds {
    std::uint64_t train, test;
};
CellSeeds cellSeeds(std::uint64_t seed);
// Training pictures bear the mark as `train` says, test pictures as `test` says. No test picture is a training picture.
DataSplit cellSplit(const CellSettings& settings, std::uint64_t seed, std::size_t trainImages, std::size_t testImages,
                    MarkedPictures train = MarkedPictures::OfItsClass,
                    MarkedPictures test = MarkedPictures::OfItsClass);
// The masks of the same pictures, image after image.
std::vector<std::uint8_t> cellMasks(const CellSettings& settings, std::uint64_t seed, std::uint64_t first,
                                    std::size_t images);

} // namespace cnn
