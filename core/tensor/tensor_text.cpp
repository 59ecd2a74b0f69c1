#include "core/tensor/tensor_text.h"

#include "core/base/save_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace cnn {
namespace {

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view unicodeMinus = "\xe2\x88\x92"; // U+2212
constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// For messages: a cell may be as long as the file. Cut between characters, not inside one.
std::string quoted(std::string_view text) {
    constexpr std::size_t most = 40;
    std::size_t end = std::min(text.size(), most);
    while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    std::string inQuotes(1, '"');
    inQuotes += text.substr(0, end);
    if (end < text.size()) inQuotes += "…";
    return inQuotes += '"';
}

Error notANumber(std::string_view text) {
    return {ErrorCode::BadFormat, quoted(text) + " is not a number."};
}

Error outOfRange(std::string_view text) {
    return {ErrorCode::BadFormat, quoted(text) + " is beyond the range of 32-bit numbers."};
}

struct Signed {
    bool negative = false;
    std::string_view digits;
};

Signed withoutSign(std::string_view text) {
    if (text.starts_with('-')) return {true, text.substr(1)};
    if (text.starts_with(unicodeMinus)) return {true, text.substr(unicodeMinus.size())};
    if (text.starts_with('+')) return {false, text.substr(1)};
    return {false, text};
}

// from_chars also reads "inf", "nan" and a second minus: only a digit or a point may come first.
template<class T> std::errc parse(std::string_view text, T& value) {
    const auto [negative, digits] = withoutSign(text);
    if (digits.empty() || std::string_view("0123456789.").find(digits.front()) == digits.npos)
        return std::errc::invalid_argument;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (end != digits.data() + digits.size()) return std::errc::invalid_argument;
    if (negative) value = -value;
    return status;
}

Expected<float> decimalFrom(std::string_view text) {
    float value = 0;
    const std::errc status = parse(text, value);
    if (status == std::errc()) return value;
    // 1e-50 is a fair way to write almost nothing; only what is too large has no float near it.
    double wide = 0;
    if (status == std::errc::result_out_of_range)
        return parse(text, wide) == std::errc() && std::abs(wide) < 1 ? Expected(static_cast<float>(wide))
                                                                      : outOfRange(text);
    return notANumber(text);
}

Expected<float> fractionFrom(std::string_view text, std::size_t slash) {
    double above = 0, below = 0;
    if (parse(trimmed(text.substr(0, slash)), above) != std::errc() ||
        parse(trimmed(text.substr(slash + 1)), below) != std::errc())
        return notANumber(text);
    if (below == 0) return Error(ErrorCode::BadFormat, quoted(text) + " divides by zero.");
    const double value = above / below;
    if (std::abs(value) > std::numeric_limits<float>::max()) return outOfRange(text);
    return static_cast<float>(value);
}

// What separates the cells of a text. The strongest sign wins: nobody writes a tab or a semicolon inside a number.
char separatorOf(std::string_view text) {
    bool quotes = false, semicolon = false, comma = false;
    for (const char c : text) {
        if (c == '"') quotes = !quotes;
        if (c == '\n') quotes = false;
        if (quotes) continue;
        if (c == '\t') return '\t';
        semicolon = semicolon || c == ';';
        comma = comma || c == ',';
    }
    return semicolon ? ';' : comma ? ',' : ' ';
}

// Takes the first cell off `line`; nothing when the line is used up.
std::optional<std::string_view> takeCell(std::optional<std::string_view>& line, char separator) {
    if (!line) return std::nullopt;
    bool quotes = false;
    std::size_t end = 0;
    for (; end < line->size(); ++end) {
        if ((*line)[end] == '"') quotes = !quotes;
        if (!quotes && (*line)[end] == separator) break;
    }
    const std::string_view cell = trimmed(line->substr(0, end));
    if (separator == ' ') { // any number of blanks is one separator
        const std::string_view rest = trimmed(line->substr(end));
        line = rest.empty() ? std::nullopt : std::optional(rest);
    } else {
        line = end < line->size() ? std::optional(line->substr(end + 1)) : std::nullopt;
    }
    return cell;
}

std::string_view withoutQuotes(std::string_view cell) {
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') return trimmed(cell.substr(1, cell.size() - 2));
    return cell;
}

Expected<float> numberInCell(std::string_view cell, char separator) {
    cell = withoutQuotes(cell);
    if (cell.empty()) return Error(ErrorCode::BadFormat, "the cell is empty.");
    const bool decimalComma = separator == ';' || separator == '\t';
    if (!decimalComma || cell.find(',') == cell.npos) return numberFrom(cell);
    std::string point(cell);
    for (char& c : point)
        if (c == ',') c = '.';
    const auto value = numberFrom(point);
    return value ? value : notANumber(cell);
}

struct Grid {
    std::vector<float> values;
    std::size_t columns = 0, rows = 0;
};

std::vector<std::string_view> cellsOf(std::string_view text, char separator) {
    std::optional<std::string_view> line = separator == '\t' ? text : trimmed(text);
    std::vector<std::string_view> cells;
    while (const auto cell = takeCell(line, separator)) cells.push_back(*cell);
    return cells;
}

// From 0. What is a number is no name: the 2 in a first line "5,2" is a value.
Expected<std::size_t> columnIndex(const std::vector<std::string_view>& first, std::string_view column) {
    for (std::size_t i = 0; i < first.size(); ++i)
        if (withoutQuotes(first[i]) == column && !numberFrom(column)) return i;
    std::size_t number = 0;
    const auto [end, status] = std::from_chars(column.data(), column.data() + column.size(), number);
    const bool isNumber = status == std::errc() && end == column.data() + column.size();
    if (isNumber && number >= 1 && number <= first.size()) return number - 1;
    return Error(ErrorCode::NotFound, "there is no column " + (isNumber ? std::string(column) : quoted(column)) +
                                          ", line 1 has " + std::to_string(first.size()) +
                                          (first.size() == 1 ? " column." : " columns."));
}

// The text without its byte order mark and what is blank at its end; the tabs of the last line stay, they stand for
// empty cells. Empty when there is nothing else.
std::string_view body(std::string_view text) {
    if (text.starts_with(byteOrderMark)) text.remove_prefix(byteOrderMark.size());
    const std::size_t last = text.find_last_not_of(blanks);
    if (last == text.npos) return {};
    return text.substr(0, std::min(text.find('\n', last), text.size()));
}

std::optional<Error> addLine(std::string_view text, char separator, std::size_t maxCells, Grid& grid) {
    const std::string where = "line " + std::to_string(grid.rows + 1);
    if (trimmed(text).empty()) return Error(ErrorCode::BadFormat, where + " is empty.");
    std::optional<std::string_view> line = separator == '\t' ? text : trimmed(text);
    std::size_t columns = 0;
    while (const auto cell = takeCell(line, separator)) {
        ++columns;
        const auto value = numberInCell(*cell, separator);
        if (!value)
            return Error(value.error().code(),
                         where + ", column " + std::to_string(columns) + ": " + value.error().what());
        if (grid.values.size() >= maxCells)
            return Error(ErrorCode::TooLarge,
                         where + ": there are more than " + std::to_string(maxCells) + " numbers.");
        grid.values.push_back(*value);
    }
    if (grid.rows > 0 && columns != grid.columns)
        return Error(ErrorCode::BadFormat, where + " has " + std::to_string(columns) + " columns, line 1 has " +
                                               std::to_string(grid.columns) + ".");
    grid.columns = columns;
    ++grid.rows;
    return std::nullopt;
}

} // namespace

std::string shortest(float value) {
    std::array<char, 32> buffer{};
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    return {buffer.data(), result.ptr};
}

Expected<float> numberFrom(std::string_view text) {
    const std::string_view number = trimmed(text);
    const std::size_t slash = number.find('/');
    return slash == number.npos ? decimalFrom(number) : fractionFrom(number, slash);
}

std::string toCsv(const Tensor& tensor, char separator) {
    assert(tensor.shape().c == 1 && tensor.shape().n == 1);
    std::string csv;
    for (int y = 0; y < tensor.shape().h; ++y)
        for (int x = 0; x < tensor.shape().w; ++x) {
            if (x > 0) csv += separator;
            csv += shortest(tensor.at(0, y, x));
            if (x == tensor.shape().w - 1) csv += '\n';
        }
    return csv;
}

Expected<Tensor> fromCsv(std::string_view text, std::size_t maxCells) {
    text = body(text);
    if (text.empty()) return Error(ErrorCode::BadFormat, "there are no numbers.");
    const char separator = separatorOf(text.substr(0, text.find_last_not_of(blanks) + 1));

    Grid grid;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (auto error = addLine(text.substr(begin, end - begin), separator, maxCells, grid)) return *error;
        begin = end + 1;
    }
    return Tensor({1, static_cast<int>(grid.rows), static_cast<int>(grid.columns), 1}, grid.values);
}

Expected<Tensor> columnFromCsv(std::string_view text, std::string_view column) {
    text = body(text);
    if (text.empty()) return Error(ErrorCode::BadFormat, "there are no numbers.");
    const char separator = separatorOf(text.substr(0, text.find_last_not_of(blanks) + 1));
    std::vector<float> values;
    std::optional<std::size_t> index;
    std::size_t line = 0;
    for (std::size_t begin = 0; begin <= text.size(); begin = std::min(text.find('\n', begin), text.size()) + 1) {
        const auto cells = cellsOf(text.substr(begin, text.find('\n', begin) - begin), separator);
        const std::string where = "line " + std::to_string(++line);
        if (!index) {
            const auto found = columnIndex(cells, column);
            if (!found) return found.error();
            index = *found;
        }
        if (*index >= cells.size())
            return Error(ErrorCode::BadFormat, where + " has no column " + std::string(column) + ".");
        const auto value = numberInCell(cells[*index], separator);
        if (value)
            values.push_back(*value);
        else if (line > 1) // otherwise it is the header
            return Error(value.error().code(), where + ", column " + std::string(column) + ": " + value.error().what());
    }
    if (values.empty()) return Error(ErrorCode::BadFormat, "there are no numbers below line 1.");
    return Tensor({1, 1, static_cast<int>(values.size()), 1}, values);
}

Tensor readCsv(const std::filesystem::path& path) {
    constexpr std::size_t maxBytes = 256U * 1024U * 1024U;
    auto tensor = fromCsv(readFile(path, maxBytes));
    if (!tensor) throw Error(tensor.error().code(), path.string() + ", " + tensor.error().what());
    return *std::move(tensor);
}

} // namespace cnn
