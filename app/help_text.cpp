#include "app/help_text.h"

namespace ui {
namespace {

constexpr int optionColumn = 27, exampleColumn = 10;

int indentOf(const QString& line) {
    int indent = 0;
    while (indent < line.size() && line[indent] == ' ') ++indent;
    return indent;
}

// Words in lines; those after the first begin in that column. `broken`: what a line ends with that goes on, as a shell
// wants it.
QString filled(const QString& text, int column, const QString& broken = {}) {
    QString lines, line(indentOf(text), ' ');
    bool empty = true; // but for its indentation
    for (const QString& word : text.trimmed().split(' ')) {
        if (!empty && line.size() + 1 + word.size() + broken.size() > helpWidth) {
            lines += line + broken + '\n';
            line = QString(column, ' ');
            empty = true;
        }
        line += (empty ? "" : " ") + word;
        empty = false;
    }
    return lines + line + '\n';
}

// Details stand in the source as lines of any length: paragraphs, items "  name   what it is" whose further lines are
// indented more, and examples.
class Details {
public:
    QString filledLines(const QString& details) {
        for (const QString& line : details.split('\n')) take(line);
        flush();
        m_lines.chop(1); // behind the last line's end there is no other
        return m_lines;
    }

private:
    void take(const QString& line) {
        const int indent = indentOf(line);
        if (line.startsWith("Example") || line.trimmed().startsWith("convscope ")) {
            flush();
            m_lines += filled(line, exampleColumn, " \\");
        } else if (line.isEmpty()) {
            flush();
            m_lines += '\n';
        } else if (indent == 2) {
            flush();
            m_open = line;
            m_column = static_cast<int>(line.size() - line.mid(line.indexOf("  ", 2)).trimmed().size());
        } else {
            if (indent == 0 && m_column > 0) flush(); // a paragraph behind an item
            m_open += (m_open.isEmpty() ? "" : " ") + line.trimmed();
        }
    }
    void flush() {
        if (!m_open.isEmpty()) m_lines += filled(m_open, m_column);
        m_open.clear();
        m_column = 0;
    }

    QString m_lines, m_open;
    int m_column = 0;
};

QString dashed(const Option& option) {
    const QString name = option.names;
    return (name.size() == 1 ? "-" : "--") + name;
}

QString optionLines(const Option& option) {
    QString line = QString("  %1 %2").arg(dashed(option), option.value).leftJustified(optionColumn - 1) + " ";
    line += option.help;
    if (option.need == Option::Required) line += " (required)";
    if (*option.fallback != '\0') line += QString(" (default %1)").arg(option.fallback);
    return filled(line, optionColumn);
}

} // namespace

QString overviewOf(const Command& command) {
    constexpr int nameColumn = 4, summaryColumn = 21;
    return filled(QString(nameColumn, ' ') + QString(command.name).leftJustified(summaryColumn - nameColumn) +
                      command.summary,
                  summaryColumn);
}

QString detailsFilled(const QString& details) {
    return Details().filledLines(details);
}

QString helpOf(const Command& command) {
    QString usage = QString("Usage: convscope %1 %2").arg(command.name, command.operands).trimmed();
    for (const Option& option : command.options)
        if (option.need == Option::Required) usage += ' ' + dashed(option) + ' ' + option.value;
    QString text = filled(usage + " [options]", exampleColumn) + '\n' + filled(QString(command.summary) + '.', 0) +
                   detailsFilled(command.details);
    if (!command.options.empty()) text += '\n';
    for (const Option& option : command.options) text += optionLines(option);
    return text;
}

} // namespace ui
