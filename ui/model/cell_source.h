// Cells as a source of labelled images: how they are made, which of them bear a mark, what is cut off.
#pragma once

#include "core/data/cell_pictures.h"

#include <functional>
#include <stop_token>

namespace ui {

struct CellSource {
    static constexpr int fewestPictures = 60, mostPictures = 20'000, mostBorder = 12;
    static constexpr int testShare = 4; // a test picture for so many that are learned, at least fewestPictures

    cnn::CellSettings of = {};
    cnn::MarkedPictures marked = cnn::MarkedPictures::OfItsClass; // of those that are learned and tested
    int pictures = 6000;                                          // that are learned
    int border = 0;                                               // pixels cut off at every side
    std::uint64_t seed = 1;
    bool operator==(const CellSource&) const = default;
};

// What there is to learn, and others to test. Error(Interrupted) when it is stopped.
cnn::DataSplit cellsToLearn(const CellSource& source, const std::stop_token& stop = {},
                            const std::function<void(double)>& progress = {});
// The test pictures alone, `count` of them from `first` on, with other marks: the same cells.
cnn::Dataset cellsToTest(const CellSource& source, cnn::MarkedPictures marked, std::size_t count,
                         std::size_t first = 0);
// Where the cell in the middle of a test picture lies: row, column; 1: there.
std::vector<std::uint8_t> maskOfTest(const CellSource& source, std::size_t index);
std::size_t testPictures(const CellSource& source);

} // namespace ui
