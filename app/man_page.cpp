#include "app/man_page.h"

#include "app/cli.h"

namespace ui {
namespace {

// A line of text: nothing in it is taken for an instruction.
QString plain(QString text) {
    text.replace('\\', "\\e").replace('-', "\\-");
    return text.startsWith('.') || text.startsWith('\'') ? "\\&" + text : text;
}

QString bold(const QString& text) {
    return "\\fB" + plain(text) + "\\fR";
}

QString optionEntry(const Option& option) {
    const QString name = option.names;
    QString entry = ".TP\n" + bold((name.size() == 1 ? "-" : "--") + name);
    if (*option.value != '\0') entry += " \\fI" + plain(option.value) + "\\fR";
    entry += '\n' + plain(option.help);
    if (option.need == Option::Required) entry += " (required)";
    if (*option.fallback != '\0') entry += " (default " + plain(option.fallback) + ")";
    return entry + '\n';
}

// Details stand in the source as help_text.cpp reads them: paragraphs, items "  name   what it is" whose further lines
// are indented more, and examples.
QString detailsOf(const Command& command) {
    QString page;
    bool item = false;
    for (const QString& line : QString(command.details).split('\n')) {
        const QString text = line.trimmed();
        const bool indented = line.startsWith("  ") && !line.startsWith("   ");
        if (text.isEmpty()) {
            page += ".PP\n";
            item = false;
        } else if (text.startsWith("Example") || text.startsWith("convscope ")) {
            page += ".PP\n.RS 4\n.EX\n" + plain(text.mid(text.indexOf("convscope "))) + "\n.EE\n.RE\n";
            item = false;
        } else if (indented) {
            const qsizetype gap = text.indexOf("  ");
            page += ".TP\n" + bold(text.left(gap)) + '\n' + (gap < 0 ? "" : plain(text.mid(gap).trimmed())) + '\n';
            item = true;
        } else {
            if (item && !line.startsWith(' ')) page += ".PP\n";
            item = item && line.startsWith(' ');
            page += plain(text) + '\n';
        }
    }
    return page;
}

QString section(const Command& command) {
    QString head = ".SS " + plain(QString("convscope %1 %2").arg(command.name, command.operands).trimmed());
    for (const Option& option : command.options)
        if (option.need == Option::Required)
            head +=
                plain(QString(" %1%2 %3").arg(*(option.names + 1) == '\0' ? "-" : "--", option.names, option.value));
    QString page = head + " [\\fIoptions\\fR]\n" + plain(command.summary) + ".\n" + detailsOf(command);
    for (const Option& option : command.options) page += optionEntry(option);
    return page;
}

} // namespace

QString manPage() {
    QString page =
        ".TH CONVSCOPE 1 \"\" \"ConvScope " CONVSCOPE_VERSION "\" \"User Commands\"\n"
        ".SH NAME\nconvscope \\- convolutional neural networks, step by step\n"
        ".SH SYNOPSIS\n\\fBconvscope\\fR [\\fB\\-\\-present\\fR] [\\fIFILE\\fR]\n.br\n"
        "\\fBconvscope\\fR \\fICOMMAND\\fR ...\n"
        ".SH DESCRIPTION\n"
        "A program for lecturers who want to show what a convolution does, and for students who want to ask "
        "\"what if that were a 5?\". It opens a window; its commands work without one and without a display. "
        "Nothing leaves this computer.\n";
    for (const Way& way : ways())
        page += ".TP\n" + bold(QString("convscope ") + way.typed) + '\n' + plain(way.does) + '\n';
    page += ".SH COMMANDS\n";
    for (const Command* command : commands()) page += section(*command);
    return page + ".SH EXIT STATUS\n0 done, 1 failed, 2 wrong usage. Results go to stdout, everything else to stderr.\n"
                  ".SH FILES\n.TP\n\\fI~/.local/share/convscope\\fR\nWhat the next start shows again.\n.TP\n"
                  "\\fI~/.config/convscope\\fR\nSettings.\n";
}

} // namespace ui
