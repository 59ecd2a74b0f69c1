#include "core/tensor/table_form.h"

#include "core/base/plain_text.h"
#include "core/tensor/decimal_sign.h"
#include "core/tensor/number_text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace cnn {
namespace {

std::string lower(std::string_view text) {
    std::string small(text);
    for (char& c : small)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return small;
}

void dropLine(TableBody& body) {
    body.text.remove_prefix(std::min(body.text.find('\n'), body.text.size() - 1) + 1);
    ++body.line;
}

std::string_view firstLine(const TableBody& body) {
    return trimmed(body.text.substr(0, body.text.find('\n')));
}

// "sep=;", as spreadsheets write it in front of a table.
std::optional<Separator> takeSeparatorLine(TableBody& body) {
    const std::string_view line = body.text.substr(0, body.text.find('\n'));
    const std::string_view bare = withoutQuotes(trimmed(line));
    if (bare.size() > 5 || lower(bare.substr(0, 4)) != "sep=") return std::nullopt;
    const std::size_t at = line.find('=') + 1;
    const char sign = at < line.size() ? line[at] : '\0';
    if (std::string_view(",;\t ").find(sign) == std::string_view::npos || sign == '\0') return std::nullopt;
    dropLine(body);
    return static_cast<Separator>(sign);
}

void takeComments(TableBody& body) {
    while (firstLine(body).starts_with('#') && body.text.find('\n') != std::string_view::npos) {
        body.note += " Line " + std::to_string(body.line) + " is a comment.";
        dropLine(body);
    }
}

// How many cells the lines have, empty ones at their ends not counted.
struct LineCount {
    bool present = false, uniform = true;
    std::size_t columns = 0;
};

LineCount count(TableBody body, Separator separator) {
    body.separator = separator;
    LineCount found;
    for (TableCells table = body.cells(); table.next();) {
        const auto& cells = table.cells();
        found.present = found.present || cells.size() > 1;
        std::size_t columns = cells.size();
        while (columns > 0 && cells[columns - 1].empty()) --columns;
        if (columns == 0) continue;
        found.uniform = found.uniform && (found.columns == 0 || found.columns == columns);
        found.columns = std::max(found.columns, columns);
    }
    return found;
}

std::vector<std::string_view> firstCells(TableBody body, Separator separator) {
    body.separator = separator;
    TableCells table = body.cells();
    table.next();
    return table.cells();
}

// Blanks only where a line has some between its cells; a first line of several words stands over one column as well.
Separator blanksOrNone(const TableBody& body) {
    TableBody lines = body;
    const auto first = firstCells(body, Separator::Blanks);
    const bool numbers = std::ranges::all_of(first, [](std::string_view c) { return isNumberLike(withoutQuotes(c)); });
    if (!numbers && body.text.find('\n') != std::string_view::npos) dropLine(lines);
    return count(lines, Separator::Blanks).present ? Separator::Blanks : Separator::None;
}

// All cells are numbers, whatever the comma means.
bool allNumbers(TableBody body, Separator separator) {
    body.separator = separator;
    for (TableCells table = body.cells(); table.next();)
        for (const std::string_view quotes : table.cells()) {
            const std::string_view cell = withoutQuotes(quotes);
            if (!cell.empty() && !numberFrom(withPoint(cell, '.')) && !numberFrom(withPoint(cell, ','))) return false;
        }
    return true;
}

bool isWhole(std::string_view cell) {
    return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Message> lineText(const TableBody& body, std::size_t skip) {
    TableBody rest = body;
    for (; skip > 0; --skip) {
        if (rest.text.find('\n') == std::string_view::npos) return std::nullopt;
        dropLine(rest);
    }
    return lineWith(rest.line, firstLine(rest));
}

// "1,05" and "1,000": no whole number is written with a zero in front; "1 000,5": where thousands stand apart, decimals
// have a comma. So the comma may not separate cells.
std::optional<Error> doubtOfComma(const TableBody& body) {
    TableBody read = body;
    read.separator = Separator::Comma;
    for (TableCells table = read.cells(); table.next();)
        for (std::size_t i = 1; i < table.cells().size(); ++i) {
            const std::string_view cell = table.cells()[i];
            const std::string_view before = table.cells()[i - 1];
            const bool zero = cell.size() > 1 && cell[0] == '0';
            const bool apart = before.find("\xc2\xa0") != before.npos || before.find("\xe2\x80") != before.npos ||
                               before.find('\'') != before.npos;
            if (!isWhole(cell) || !isNumberLike(before) || !(zero || apart)) continue;
            const std::size_t at = table.line() - body.line;
            Message lines = *lineText(body, at);
            const auto other = at > 0 ? lineText(body, at - 1) : lineText(body, at + 1);
            if (other) lines = at > 0 ? bothOf(*other, lines) : bothOf(lines, *other);
            return Error(ErrorCode::BadFormat, Message::tr("%1: the comma may separate two cells or be a decimal sign; "
                                                           "separate the cells by semicolons, or write decimal points.",
                                                           lines));
        }
    return std::nullopt;
}

// Commas are there, tabs and semicolons are not.
Expected<Separator> commaOrNot(const TableBody& body, TableSource source) {
    const auto first = firstCells(body, Separator::Comma);
    const bool names = areNames(first);
    if (names && first.size() == 1 && source == TableSource::File) return blanksOrNone(body); // one name, one column
    if (names) return Separator::Comma;
    const bool separates = allNumbers(body, Separator::Comma);
    const Separator otherwise = blanksOrNone(body);
    const bool belongs = allNumbers(body, otherwise);
    if (source == TableSource::Clipboard) return separates && !belongs ? Separator::Comma : otherwise;
    if (!separates && belongs) return otherwise;
    if (auto doubt = doubtOfComma(body)) return *doubt;
    return Separator::Comma;
}

Expected<Separator> separatorOf(const TableBody& body, TableSource source) {
    const LineCount commas = count(body, Separator::Comma);
    for (const Separator sign : {Separator::Tab, Separator::Semicolon}) {
        const LineCount found = count(body, sign);
        // A remark may hold a semicolon; the table's sign is the one that all lines have alike.
        if (found.present && (found.uniform || !commas.present || !commas.uniform)) return sign;
    }
    return commas.present ? commaOrNot(body, source) : blanksOrNone(body);
}

} // namespace

bool isIndexName(std::string_view cell) {
    return withoutQuotes(cell).empty() || withoutQuotes(cell) == "Unnamed: 0";
}

bool saysMissing(std::string_view cell) {
    constexpr std::array<std::string_view, 8> words{"nan", "na", "n/a", "#n/a", "inf", "infinity", "null", "none"};
    const std::string word = lower(cell.substr(cell.starts_with('-') || cell.starts_with('+') ? 1 : 0));
    return std::ranges::find(words, word) != words.end();
}

bool areNames(const std::vector<std::string_view>& cells) {
    bool word = false;
    for (const std::string_view cell : cells) {
        std::string name = lower(withoutQuotes(cell));
        if (name.empty()) continue;
        if (std::string_view("0123456789+-.,").find(name[0]) != std::string_view::npos || isNumberLike(name) ||
            saysMissing(name))
            return false;
        word = word || std::ranges::any_of(name, [](char c) {
                   return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
               });
    }
    return word;
}

Expected<TableBody> tableBody(std::string_view text, TableSource source) {
    const Error nothing(ErrorCode::BadFormat, Message::tr("there are no numbers."));
    const std::size_t last = text.find_last_not_of(blanks);
    if (last == text.npos) return nothing;
    TableBody body;
    body.text = text.substr(0, std::min(text.find('\n', last), text.size()));
    std::optional<Separator> told;
    if (source == TableSource::File) {
        told = takeSeparatorLine(body);
        if (trimmed(body.text).empty()) return nothing;
        takeComments(body);
    }
    const auto separator = told ? Expected<Separator>(*told) : separatorOf(body, source);
    if (!separator) return separator.error();
    body.separator = *separator;
    body.told = told.has_value();
    return body;
}

} // namespace cnn
