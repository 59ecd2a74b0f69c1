// Grids of numbers as text: CSV files and the clipboard of spreadsheets.
#pragma once

#include "core/base/error.h"
#include "core/tensor/tensor.h"

#include <filesystem>
#include <string_view>

namespace cnn {

// The shortest decimal that reads back as the same float: "0.1", "-3", "1e+20". Independent of the locale.
std::string shortest(float value);
// A decimal number ("-0.5", "3", "1e-3", also with the minus sign U+2212) or a fraction "1/9" in the whole of `text`
// (blanks around it allowed). Error(BadFormat) for anything else, NaN and infinity included.
Expected<float> numberFrom(std::string_view text);

// One channel as rows of numbers, a line each, separated by `separator`.
std::string toCsv(const Tensor& tensor, char separator = ',');
// Rows of numbers separated by comma, semicolon, tab or blanks (found by itself, the same in the whole text); quotes
// around a number, a byte order mark, CRLF and empty lines at the end are accepted. With semicolons or tabs a decimal
// comma is understood. Error(BadFormat) names line and column ("line 2, column 3: \"abc\" is not a number") for text,
// NaN, rows of unequal length, an empty grid; Error(TooLarge) beyond maxCells.
Expected<Tensor> fromCsv(std::string_view text, std::size_t maxCells = 16U * 1024U * 1024U);
// One column of a table as a row of numbers, (1, 1, n): by its name in the first line, or by its number from 1.
// Separators and decimals as in fromCsv; other columns may hold anything; a first line without a number in this column
// is the header. Error(NotFound) when there is no such column; the others as in fromCsv.
Expected<Tensor> columnFromCsv(std::string_view text, std::string_view column);
// A CSV file. Throws the Error of readFile or fromCsv; its sentence begins with the file.
Tensor readCsv(const std::filesystem::path& path);

} // namespace cnn
