#pragma once

#include <QString>

namespace ui {

// Where the images come from.
struct DataSource {
    enum Kind { FashionMnist, DrawnDigits, Folder };
    Kind kind = FashionMnist;
    QString folder;        // with Folder
    bool shuffled = false; // the pixels of all images in one new order
    bool operator==(const DataSource&) const = default;
};

} // namespace ui
