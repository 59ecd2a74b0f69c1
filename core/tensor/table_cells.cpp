#include "core/tensor/table_cells.h"

#include "core/base/plain_text.h"
#include "core/tensor/number_text.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::size_t longestQuote = 64U * 1024U; // an unclosed one is not looked for in the whole file

} // namespace

std::string_view withoutQuotes(std::string_view cell) {
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"') return trimmed(cell.substr(1, cell.size() - 2));
    return cell;
}

bool TableCells::isEmpty() const {
    return std::all_of(m_cells.begin(), m_cells.end(), [](std::string_view c) { return c.empty(); });
}

// Where the cell that begins at `from` ends: at a separator, a line's end or the end of everything.
std::size_t TableCells::cellEnd(std::size_t from) const {
    std::size_t at = from;
    while (at < m_rest.size() && m_rest[at] == ' ') ++at;
    if (at < m_rest.size() && m_rest[at] == '"') {
        const std::string_view within = m_rest.substr(at + 1, longestQuote);
        std::size_t close = within.find('"');
        while (close != within.npos && within.substr(close + 1).starts_with('"')) close = within.find('"', close + 2);
        if (close != within.npos) at += close + 2;
    }
    const char separator = static_cast<char>(m_separator);
    while (at < m_rest.size() && m_rest[at] != '\n' && (separator == '\0' || m_rest[at] != separator)) ++at;
    return at;
}

bool TableCells::next() {
    m_cells.clear();
    if (m_rest.empty()) return false;
    m_line = m_next;
    for (bool goesOn = true; goesOn;) {
        if (m_separator == Separator::Blanks)
            m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\r"), m_rest.size()));
        const std::size_t end = cellEnd(0);
        const std::string_view raw = m_rest.substr(0, end);
        m_next += static_cast<std::size_t>(std::count(raw.begin(), raw.end(), '\n'));
        const std::string_view cell = trimmed(raw);
        if (m_separator != Separator::Blanks || !cell.empty()) m_cells.push_back(cell);
        goesOn = end < m_rest.size() && m_rest[end] != '\n';
        const bool lastIsEmpty = goesOn && end + 1 == m_rest.size() && m_separator != Separator::Blanks;
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        if (lastIsEmpty) { // the text ends behind a separator
            m_cells.emplace_back();
            goesOn = false;
        }
    }
    ++m_next;
    return true;
}

Message lineWith(std::size_t line, std::string_view text) {
    return Message::tr("line %1 (%2)", line, quote(text));
}

Message bothOf(const Message& a, const Message& b) {
    return Message::tr("%1 and %2", a, b);
}

} // namespace cnn
