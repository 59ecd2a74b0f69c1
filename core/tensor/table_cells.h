// The cells of a table written as text, line by line.
#pragma once

#include "core/base/message.h"

#include <optional>
#include <string_view>
#include <vector>

namespace cnn {

// What stands between cells: ',', ';', a tab, ' ' (any number of blanks), or nothing, so that a line is one cell.
enum class Separator : char { Comma = ',', Semicolon = ';', Tab = '\t', Blanks = ' ', None = '\0' };

// What stands within the quotation marks around a cell, or the cell.
std::string_view withoutQuotes(std::string_view cell);

class TableCells {
public:
    // line: the number of the first line of `text`.
    TableCells(std::string_view text, Separator separator, std::size_t line = 1)
        : m_rest(text), m_separator(separator), m_next(line) {}

    // The next line's cells, trimmed, with their quotation marks; within those a separator or a line's end belongs to
    // the cell. False at the end.
    bool next();
    const std::vector<std::string_view>& cells() const { return m_cells; }
    std::size_t line() const { return m_line; } // from 1; of a cell over several lines the first
    bool isEmpty() const;                       // all cells are
    std::string_view rest() const { return m_rest; }

private:
    std::size_t cellEnd(std::size_t from) const;
    std::string_view m_rest;
    Separator m_separator;
    std::size_t m_next, m_line = 0;
    std::vector<std::string_view> m_cells;
};

// For messages: "line 3 ("1,5")", and two such places.
Message lineWith(std::size_t line, std::string_view text);
Message bothOf(const Message& a, const Message& b);

} // namespace cnn
