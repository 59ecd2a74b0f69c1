// What "cells" means as a value of --data: pictures of cells that the program makes, with what may follow a colon.
#pragma once

#include "core/data/cell_pictures.h"
#include "core/data/data_wish.h"
#include "ui/media/data_look.h"

#include <QString>
#include <optional>

namespace ui {

struct CellWish {
    cnn::CellSettings cells;
    cnn::MarkedPictures trained = cnn::MarkedPictures::OfItsClass, tested = cnn::MarkedPictures::OfItsClass;
    std::size_t trainImages = 6000, testImages = 1000;
};

// "cells" or "cells:KEY=VALUE,KEY=VALUE"; nothing for other data. What the text does not say about size and colours,
// the wish may. Throws cnn::Error(Usage) naming the key and what it can be.
std::optional<CellWish> cellsFrom(const QString& data, const cnn::DataWish& wish);
// Where the cell in the middle of "test:N" lies, of data that is cells: row, column of the picture; nothing for other
// data or another image. Throws as cellsFrom().
std::optional<std::vector<std::uint8_t>> cellMaskOf(const QString& image, const QString& data,
                                                    const cnn::DataWish& wish, std::uint64_t seed);
// What is known of them before any is made, but for a few samples.
DataLook lookAtCells(const CellWish& wish);
// The keys and what they mean, lines for the help.
extern const char* const cellHelp;

} // namespace ui
