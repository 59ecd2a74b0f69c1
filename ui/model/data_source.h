#pragma once

#include "core/data/data_wish.h"
#include "ui/model/cell_source.h"

#include <QString>

namespace ui {

// Where labelled images come from, and how they are read.
struct DataSource {
    // Folder: labelled images of any kind that people have, in a folder or a file (ui/media/labelled_data.h).
    // Cells: as many as are wanted, made here (cell_source.h).
    enum Kind { FashionMnist, DrawnDigits, DrawnObjects, Cells, Folder };
    enum Colours { AsFound, Grey, Colour };
    static constexpr int leastSize = 4, mostSize = 224; // beyond that no network here can learn them

    Kind kind = FashionMnist;
    QString folder;        // with Folder: the path
    bool shuffled = false; // the pixels of all images in one new order
    int size = 0;          // rows and columns that images are brought to; 0: as they are
    Colours colours = AsFound;
    bool turned = false; // with Folder: rows become columns
    cnn::RangeWish range = {};
    CellSource cells = {}; // with Cells
    bool operator==(const DataSource&) const = default;

    // The images as they are in their files, but for their place.
    bool asFound() const { return *this == DataSource{kind, folder}; }
    cnn::DataWish wish() const {
        return {{colours == AsFound ? 0 : colours == Grey ? 1 : 3, size, size, 1}, turned, range};
    }
};

inline DataSource sourceOf(const QString& path, const cnn::DataWish& wish, bool shuffled) {
    const DataSource::Colours colours = wish.shape.c == 0   ? DataSource::AsFound
                                        : wish.shape.c == 1 ? DataSource::Grey
                                                            : DataSource::Colour;
    return {DataSource::Folder, path, shuffled, wish.shape.h, colours, wish.turned, wish.range};
}

} // namespace ui
