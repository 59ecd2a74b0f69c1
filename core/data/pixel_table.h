// Images as a table: a line an image, a column a pixel, and one for the label, as Kaggle's data sets have them.
//
//     label,pixel0,pixel1, ... pixel783        with or without this line; the label may be a word
//     7,0,0, ... 255
#pragma once

#include "core/data/found_set.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>

namespace cnn {

struct PixelTable {
    FoundImages images; // square, grey or of three channels; without labels when the table has none
    std::map<std::int64_t, std::string> classNames; // where labels are words
    bool labelled = false;
};
// Whether a text begins as such a table: as many columns as a square has pixels, one column of labels and one of row
// numbers left out. Of a long text the beginning is enough.
bool beginsAsPixelTable(std::string_view text);
// Bytes when all values are whole numbers from 0 to 255, floats otherwise. Throws Error(BadFormat, TooLarge) naming
// `name` and the line.
PixelTable parsePixelTable(std::string_view text, const std::string& name);

bool isPixelTable(const std::filesystem::path& file);
bool holdsPixelTables(const std::filesystem::path& folder);
// Of a folder its tables, those with "test" in the name to test with. Of one file that one, and where its name says
// "train" the one beside it whose name says "test" instead. A table without labels is not used, which is said.
FoundSet findPixelTables(const std::filesystem::path& path, DataPart part);

} // namespace cnn
