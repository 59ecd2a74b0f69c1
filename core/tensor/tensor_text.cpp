#include "core/tensor/tensor_text.h"

#include "core/base/counted.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/tensor/decimal_sign.h"
#include "core/tensor/table_form.h"
#include "core/tensor/text_encoding.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace cnn {
namespace {

using Cells = std::vector<std::string_view>;

Error refusal(const Message& sentence) {
    return {ErrorCode::BadFormat, sentence};
}

std::string namesOf(const Cells& cells) {
    std::string names;
    for (std::size_t i = 0; i < std::min<std::size_t>(cells.size(), 5); ++i)
        names += (i > 0 ? ", " : "") + quote(withoutQuotes(cells[i]));
    return names + (cells.size() > 5 ? ", ..." : "");
}

// Cells to numbers, with what is lost on the way.
class Numbers {
public:
    explicit Numbers(char decimal) : m_decimal(decimal) {}

    Expected<float> read(std::string_view cell, std::size_t line) {
        cell = withoutQuotes(cell);
        if (cell.empty()) return Error(ErrorCode::BadFormat, Message::tr("the cell is empty."));
        const bool asItIs = m_decimal == '.' && isNumberPlain(cell);
        const auto value = asItIs ? numberFrom(cell) : numberFrom(withPoint(cell, m_decimal));
        if (value && losesDigits(cell, *value) && m_lost++ == 0)
            m_first = "Line " + std::to_string(line) + ": " + std::string(trimmed(cell)) + " is held as " +
                      shortest(*value) + ", the nearest 32-bit number";
        return value;
    }
    std::string note() const {
        if (m_lost == 0) return {};
        return " " + m_first + (m_lost > 1 ? " (one of " + std::to_string(m_lost) + " such numbers)." : ".");
    }

private:
    static bool isNumberPlain(std::string_view cell) {
        return cell.find_first_not_of("0123456789.-+eE/ ") == std::string_view::npos;
    }
    char m_decimal;
    std::size_t m_lost = 0;
    std::string m_first;
};

// ---- all columns ----------------------------------------------------------------------------------------------------

// What a first look at a table tells.
struct TableShape {
    std::size_t width = 0, lines = 0; // without what is empty at the right and below
    bool header = false, index = false;
    DecimalSign decimals;
};

std::size_t filled(const Cells& cells) {
    std::size_t count = cells.size();
    while (count > 0 && withoutQuotes(cells[count - 1]).empty()) --count;
    return count;
}

TableShape shapeOf(const TableBody& body, TableSource source) {
    TableShape shape;
    bool named = false; // the first column has no name of its own, the others have
    std::size_t at = 0;
    for (TableCells table = body.cells(); table.next();) {
        const Cells& cells = table.cells();
        const std::size_t count = filled(cells);
        shape.width = std::max(shape.width, count);
        if (count > 0) shape.lines = at + 1;
        if (at++ == 0 && source == TableSource::File) {
            named = count > 1 && isIndexName(cells[0]) &&
                    std::none_of(cells.begin() + 1, cells.begin() + static_cast<std::ptrdiff_t>(count),
                                 [](std::string_view c) { return withoutQuotes(c).empty(); });
            shape.header = named || areNames(cells);
            shape.index = named;
            if (shape.header) continue;
        }
        if (count > 0 && withoutQuotes(cells[0]).empty()) shape.index = false;
        for (std::size_t i = named ? 1 : 0; i < count; ++i) shape.decimals.see(withoutQuotes(cells[i]), table.line());
    }
    if (shape.lines < 2) shape.header = shape.index = false;
    if (named && !shape.index) shape.header = false;
    return shape;
}

std::string noteOn(const TableBody& body, const TableShape& shape) {
    if (!shape.header) return {};
    TableCells table = body.cells();
    table.next();
    Cells names = table.cells();
    names.resize(filled(names));
    if (shape.index) names.erase(names.begin());
    return " Line " + std::to_string(body.line) + " holds names (" + namesOf(names) + ")" +
           (shape.index ? ", column 1 the names of the rows; they are" : "; it is") + " not read as numbers.";
}

Expected<Tensor> gridFrom(const TableBody& body, TableSource source, std::string& note, std::size_t maxCells) {
    const TableShape shape = shapeOf(body, source);
    if (shape.lines == 0) return Error(ErrorCode::BadFormat, Message::tr("there are no numbers."));
    std::string said = body.note + noteOn(body, shape);
    const auto decimal = shape.decimals.decide(body.separator == Separator::Comma, said);
    if (!decimal) return decimal.error();
    Numbers numbers(*decimal);
    std::vector<float> values;
    const std::size_t begin = shape.index ? 1 : 0;
    std::size_t firstColumns = 0, firstLine = 0, at = 0, rows = 0;
    for (TableCells table = body.cells(); table.next() && at < shape.lines; ++at) {
        const std::size_t line = table.line(), count = std::min(table.cells().size(), shape.width);
        if (table.isEmpty()) return refusal(Message::tr("line %1 is empty.", line));
        if (at == 0) firstColumns = count, firstLine = line;
        if (at == 0 && shape.header) continue;
        for (std::size_t i = begin; i < count; ++i) {
            const auto value = numbers.read(table.cells()[i], line);
            if (!value) return refusal(Message::tr("line %1, column %2: %3", line, i + 1, value.error().message()));
            if (values.size() >= maxCells)
                return Error(ErrorCode::TooLarge,
                             Message::tr("line %1: there are more than %2 numbers.", line, maxCells));
            values.push_back(*value);
        }
        if (count != firstColumns)
            return refusal(
                Message::tr("line %1 has %2, line %3 has %4.", line, counted::columns(count), firstLine, firstColumns));
        ++rows;
    }
    note += said + numbers.note();
    return Tensor({1, static_cast<int>(rows), static_cast<int>(firstColumns - begin), 1}, values);
}

Expected<Tensor> gridFrom(std::string_view text, TableSource source, std::string& note, std::size_t maxCells) {
    std::string storage;
    const auto utf8 = utf8Text(text, storage);
    if (!utf8) return utf8.error();
    const auto body = tableBody(*utf8, source);
    if (!body) return body.error();
    return gridFrom(*body, source, note, maxCells);
}

// ---- one column -----------------------------------------------------------------------------------------------------

// From 0. What is a number is no name: the 2 in a first line "5,2" is a value.
Expected<std::size_t> columnIndex(const Cells& first, std::string_view column, std::size_t line) {
    for (std::size_t i = 0; i < first.size(); ++i)
        if (withoutQuotes(first[i]) == column && !numberFrom(column)) return i;
    std::size_t number = 0;
    const auto [end, status] = std::from_chars(column.data(), column.data() + column.size(), number);
    const bool isNumber = status == std::errc() && end == column.data() + column.size();
    if (isNumber && number >= 1 && number <= first.size()) return number - 1;
    return Error(ErrorCode::NotFound,
                 Message::tr("there is no column %1, line %2 has %3.", isNumber ? std::string(column) : quote(column),
                             line, counted::columns(first.size())));
}

// Two whole numbers on every line and no names: they may as well be one number with a decimal comma.
std::optional<Error> maybeOneColumn(const TableBody& body) {
    if (body.separator != Separator::Comma || body.told) return std::nullopt;
    const auto whole = [](std::string_view cell) {
        return !cell.empty() && cell.find_first_not_of("0123456789") == std::string_view::npos;
    };
    std::vector<Message> lines;
    for (TableCells table = body.cells(); table.next();) {
        const Cells& cells = table.cells();
        if (table.isEmpty()) continue;
        if (cells.size() != 2 || !whole(cells[1])) return std::nullopt;
        if (cells[1].data() != cells[0].data() + cells[0].size() + 1) return std::nullopt; // a blank beside the comma
        if (!whole(cells[0].substr(cells[0].starts_with('-') ? 1 : 0))) return std::nullopt;
        if (lines.size() < 2)
            lines.push_back(lineWith(table.line(), std::string(cells[0]) + "," + std::string(cells[1])));
    }
    return Error(ErrorCode::BadFormat, Message::tr("%1: the comma may separate two columns or be a decimal sign; name "
                                                   "the column that is meant, or write decimal points.",
                                                   lines.size() > 1 ? bothOf(lines[0], lines[1]) : lines[0]));
}

Message lineOf(const Cells& cells, std::size_t line) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) text.append(i > 0 ? "," : "").append(cells[i]);
    return lineWith(line, text);
}

// Numbers alone, and commas that cut the lines into unlike counts of cells: "1,5" above "2" may be one column with
// decimal commas. Where a column is asked for, a line that is too short for it is refused as such.
std::optional<Error> unlikeLines(const TableBody& body, bool asked) {
    Cells first;
    std::optional<Error> unlike;
    for (TableCells table = body.cells(); table.next();) {
        const Cells& cells = table.cells();
        if (table.isEmpty()) continue;
        const bool words = std::ranges::any_of(
            cells, [](std::string_view cell) { return !cell.empty() && !isNumberLike(withoutQuotes(cell)); });
        if (words && table.line() != body.line) return std::nullopt;
        if (first.empty()) first = cells;
        if (unlike || cells.size() == first.size() || filled(cells) == filled(first)) continue;
        if (asked && filled(cells) < filled(first)) continue;
        unlike = Error(ErrorCode::BadFormat,
                       Message::tr("%1 and %2: one has %3, the other %4, and the comma may be a decimal sign; separate "
                                   "the cells by semicolons, or write decimal points.",
                                   lineOf(first, body.line), lineOf(cells, table.line()),
                                   counted::columns(filled(first)), filled(cells)));
    }
    return unlike;
}

// The column that is read when none is asked for, from 0.
Expected<std::size_t> firstColumn(const TableBody& body, const Cells& first, std::string& note) {
    if (auto doubt = maybeOneColumn(body)) return *doubt;
    const std::size_t index = first.size() > 1 && isIndexName(first[0]) ? 1 : 0;
    std::size_t count = filled(first);
    if (count > 1)
        note += " Of " + std::to_string(count) + " columns number " + std::to_string(index + 1) +
                (areNames({first[index]}) ? " (" + quote(withoutQuotes(first[index])) + ")" : "") + " is read.";
    return index;
}

bool isHeader(const Cells& first, std::size_t index) {
    const std::string_view cell = withoutQuotes(first[index]);
    return (!isNumberLike(cell) && !saysMissing(cell)) || (first.size() > 1 && isIndexName(first[0]));
}

// The lines of a table up to the last that is not empty, without the header where this column has one.
template<class Visit>
std::optional<Error> forColumn(const TableBody& body, std::size_t index, const std::string& name, Visit visit) {
    std::size_t last = 0;
    for (TableCells table = body.cells(); table.next();)
        if (!table.isEmpty()) last = table.line();
    for (TableCells table = body.cells(); table.next() && table.line() <= last;) {
        const Cells& cells = table.cells();
        if (index >= cells.size()) return refusal(Message::tr("line %1 has no column %2.", table.line(), name));
        if (table.line() == body.line && isHeader(cells, index)) continue;
        if (auto error = visit(withoutQuotes(cells[index]), table.line())) return error;
    }
    return std::nullopt;
}

Expected<Tensor> columnFrom(const TableBody& body, std::optional<std::string_view> column, std::string& note) {
    TableCells table = body.cells();
    table.next();
    std::string said = body.note;
    if (body.separator == Separator::Comma)
        if (auto doubt = unlikeLines(body, column.has_value())) return *doubt;
    const auto found = column ? columnIndex(table.cells(), *column, body.line) : firstColumn(body, table.cells(), said);
    if (!found) return found.error();
    const std::size_t index = *found;
    const std::string name = column ? plainText(*column) : std::to_string(index + 1);
    DecimalSign decimals;
    if (auto error = forColumn(body, index, name, [&](std::string_view cell, std::size_t line) {
            decimals.see(cell, line);
            return std::optional<Error>();
        }))
        return *error;
    const auto decimal = decimals.decide(body.separator == Separator::Comma, said);
    if (!decimal) return decimal.error();
    Numbers numbers(*decimal);
    std::vector<float> values;
    if (auto error = forColumn(body, index, name, [&](std::string_view cell, std::size_t line) {
            const auto value = numbers.read(cell, line);
            if (!value)
                return std::optional(
                    refusal(Message::tr("line %1, column %2: %3", line, name, value.error().message())));
            values.push_back(*value);
            return std::optional<Error>();
        }))
        return *error;
    if (values.empty())
        return Error(ErrorCode::BadFormat, Message::tr("there are no numbers below line %1.", body.line));
    note += said + numbers.note();
    return Tensor({1, 1, static_cast<int>(values.size()), 1}, values);
}

} // namespace

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
    std::string unsaid;
    return gridFrom(text, TableSource::Grid, unsaid, maxCells);
}

Expected<Tensor> fromClipboard(std::string_view text, std::string& note, std::size_t maxCells) {
    return gridFrom(text, TableSource::Clipboard, note, maxCells);
}

Expected<Tensor> tableFromCsv(std::string_view bytes, std::string& note, std::size_t maxCells) {
    return gridFrom(bytes, TableSource::File, note, maxCells);
}

std::string commaReading(std::string_view bytes) {
    std::string storage;
    const auto text = utf8Text(bytes, storage);
    if (!text) return {};
    const auto body = tableBody(*text, TableSource::File);
    if (!body || !maybeOneColumn(*body)) return {};
    return "Read as 2 columns of whole numbers; where the comma is a decimal sign, write decimal points.";
}

Expected<Tensor> columnFromCsv(std::string_view bytes, std::optional<std::string_view> column, std::string& note) {
    std::string storage;
    const auto text = utf8Text(bytes, storage);
    if (!text) return text.error();
    const auto body = tableBody(*text, TableSource::File);
    if (!body) return body.error();
    return columnFrom(*body, column, note);
}

Expected<Tensor> columnFromCsv(std::string_view bytes, std::string_view column) {
    std::string unsaid;
    return columnFromCsv(bytes, column, unsaid);
}

Tensor readCsv(const std::filesystem::path& path, std::string& note) {
    constexpr std::size_t maxBytes = 256U * 1024U * 1024U;
    auto tensor = tableFromCsv(readFile(path, maxBytes), note);
    if (!tensor) throw Error(tensor.error().code(), Message::tr("%1, %2", bytesOfName(path), tensor.error().message()));
    return *std::move(tensor);
}

Tensor readCsv(const std::filesystem::path& path) {
    std::string unsaid;
    return readCsv(path, unsaid);
}

} // namespace cnn
