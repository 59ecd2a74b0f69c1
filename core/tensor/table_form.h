// How a table of numbers is written: what separates its cells, and which lines and columns are names.
#pragma once

#include "core/base/error.h"
#include "core/tensor/table_cells.h"

#include <string>
#include <string_view>

namespace cnn {

// File: a first line of names, a column of names, "sep=;" and "#" lines may be there. Clipboard: what a spreadsheet
// copies, where tabs separate cells and a comma alone separates none. Grid: numbers, nothing else.
enum class TableSource { File, Clipboard, Grid };

// The lines from which on cells are read, and what separates these.
struct TableBody {
    std::string_view text; // nothing blank at its end, but the tabs of its last line stay: they stand for empty cells
    std::size_t line = 1;  // the number of its first line
    Separator separator = Separator::None;
    bool told = false; // the file itself says which: "sep=,"
    std::string note;  // sentences on what was left out, each with a blank in front

    TableCells cells() const { return {text, separator, line}; }
};
// Error(BadFormat) when there is nothing, or when a comma may separate cells as well as be a decimal sign.
Expected<TableBody> tableBody(std::string_view text, TableSource source);

bool saysMissing(std::string_view cell); // "nan", "NA", "inf" and their like: no number, and no name
// Words in every cell that is not empty, none of which says that a number is missing or begins like one.
bool areNames(const std::vector<std::string_view>& cells);
// No name but the first stands above a column: the index that pandas and R write.
bool isIndexName(std::string_view cell);

} // namespace cnn
