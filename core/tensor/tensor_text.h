// Grids of numbers as text: CSV files and the clipboard of spreadsheets.
#pragma once

#include "core/base/error.h"
#include "core/tensor/number_text.h"
#include "core/tensor/tensor.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace cnn {

// One channel as rows of numbers, a line each, separated by `separator`.
std::string toCsv(const Tensor& tensor, char separator = ',');

// How text becomes numbers, in all of these:
//  - Cells are separated by commas, semicolons, tabs or blanks, found by itself, the same in the whole text. Quotes
//    around a number, a byte order mark, CRLF, empty lines at the end and columns that are empty everywhere at the
//    right are accepted.
//  - Whether point and comma are decimal signs or stand between thousands is decided from all numbers together; where
//    that stays open, or two lines contradict each other, the text is refused with both lines.
//  - Error(BadFormat) names line and column ("line 2, column 3: \"abc\" is not a number") for text, NaN, rows of
//    unequal length, an empty grid; Error(TooLarge) beyond maxCells.
//  - note: in sentences what was left out or assumed; empty when there is nothing to say.
inline constexpr std::size_t mostCells = 16U * 1024U * 1024U;

// Numbers, nothing else.
Expected<Tensor> fromCsv(std::string_view text, std::size_t maxCells = mostCells);
// What a spreadsheet copies: tabs separate cells, so that "7,5" is one cell.
Expected<Tensor> fromClipboard(std::string_view text, std::string& note, std::size_t maxCells = mostCells);
// A file's bytes, also UTF-16. A first line of names, "sep=;", lines of comment and a column of row names, as pandas
// writes it, are left out.
Expected<Tensor> tableFromCsv(std::string_view bytes, std::string& note, std::size_t maxCells = mostCells);
// How the commas of a table were read that could as well be decimal signs: two whole numbers on every line and no
// names, as in "1,5". Empty where there is no such doubt.
std::string commaReading(std::string_view bytes);
// One column of such a file as a row of numbers, (1, 1, n): by its name in the first line, or by its number from 1;
// of none asked for, the first that holds no row names. Other columns may hold anything; a first line without a number
// in this column is the header. Error(NotFound) when there is no such column.
Expected<Tensor> columnFromCsv(std::string_view bytes, std::optional<std::string_view> column, std::string& note);
Expected<Tensor> columnFromCsv(std::string_view bytes, std::string_view column);
// A file with a table. Throws the Error of readFile or tableFromCsv; its sentence begins with the file.
Tensor readCsv(const std::filesystem::path& path, std::string& note);
Tensor readCsv(const std::filesystem::path& path);

} // namespace cnn
