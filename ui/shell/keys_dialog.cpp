#include "ui/shell/keys_dialog.h"

#include "ui/tr.h"

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QScreen>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <vector>

namespace ui {
namespace {

struct KeyRow {
    const char *keys, *does;
};
struct KeyGroup {
    const char* where;
    std::vector<KeyRow> rows;
};

// THE list of keys that no menu has; the test of the keys holds it against what the stages take.
const std::vector<KeyGroup> stageKeys{
    {"Everywhere",
     {{"Tab, Shift+Tab", "to the next control, the one before"},
      {"Space", "press a button, tick a box"},
      {"Right, Left, Home, End", "on a switch, a list or the time line: choose"},
      {"Esc", "close a message, stop what is being read"}}},
    {"Steps",
     {{"Right, Page Down", "next"},
      {"Left, Page Up, Backspace", "back"},
      {"Home, End", "first, last"},
      {"Space", "play or pause"},
      {"Shift+Right", "on to the next stop"},
      {"Page Down, Page Up", "at the end the next lesson, back to the one before"},
      {"F8, Ctrl+click on the timeline or an output", "play stops there"}}},
    {"Numbers in a grid",
     {{"Enter, Up, Down", "choose a cell"},
      {"arrows", "move"},
      {"Enter, Tab", "the cell below, the next cell"},
      {"digits", "replace"},
      {"F2", "edit"},
      {"Delete, Backspace", "0"},
      {"+, wheel", "change by 1, with Shift by 0.1"},
      {"Ctrl+C, Ctrl+V", "copy, paste whole blocks"},
      {"Esc", "give up, leave"}}},
    {"Images are grids", {{"arrows", "the pixel"}, {"N, Shift+N", "next, previous test image"}}},
    {"A picture in any lesson", {{"Ctrl+V", "paste one"}, {"Ctrl+C", "copy what is shown, where no grid is"}}},
    {"A colour picture", {{"Shift+arrows", "move the window on the picture"}}},
    {"Edges on pictures",
     {{"arrows", "move the window, with Shift by ten pixels"},
      {"Page Down, Page Up, Home, End", "through the library"},
      {"Space held", "the picture before"},
      {"Space", "with the camera on: keep the picture"}}},
    {"Which padding?", {{"0 to 3, V, S, F", "that padding, valid, same, full"}}},
    {"A kernel learns", {{"Up, Down", "the weight before, behind"}}},
    {"Shift", {{"arrows", "move the picture"}}},
    {"Receptive field", {{"arrows", "choose a unit"}, {"Page Down, Page Up", "the layer above, below"}}},
    {"Any network",
     {{"Up, Down", "the row above, below"},
      {"1 to 8", "sort by that column, once more: the other way round"},
      {"wheel", "scroll"},
      {"Esc", "leave the row; stop what is being read"}}},
    {"Training",
     {{"Space, T", "start or pause; Space with the camera on: keep the picture"},
      {"Right", "one batch"},
      {"Enter, Up, Down", "a cursor in the picture; then arrows move it"},
      {"Enter, Delete", "draw, erase under the cursor; in the other views Enter chooses"},
      {"Esc", "let the cursor go; stop what is being read"},
      {"Left, Right, Home, End", "on the time line: earlier, later moments"},
      {"Alt+Up, Alt+Down, Delete", "in the list of layers: move, remove"},
      {"Enter, then Right, Left, Enter", "in the structure of your own network: choose a block, and its row"},
      {"Alt+Right, Alt+Left, Insert, Delete", "move it, put one behind it, take it away"}}},
    {"Down to a pixel, out of any picture of a network",
     {{"Enter, Backspace", "a level down, up; from the first back to the picture"},
      {"arrows", "the value beside it; among products another one"},
      {"Shift+Enter, Shift+click", "on the image: that pixel"},
      {"a number, Enter", "another weight, while the run is paused"},
      {"S", "step through the window in its lesson; Alt+Left comes back"}}},
    {"Questions",
     {{"A, B, C, D, 1 to 4", "choose an answer"},
      {"digits, Enter", "type a number, answer"},
      {"S", "show the step, once it is answered"},
      {"Enter", "after the answer: the next question"}}},
    {"Predict", {{"Enter", "the answer"}, {"Esc", "leave"}}},
    {"Presenting (F5)",
     {{"Page Down, Right, Space, Enter", "next"},
      {"Page Up, Left, Backspace", "back"},
      {"Home, End", "first, last"},
      {"digits, Enter", "to that scene"},
      {"., B", "black screen"},
      {"Ctrl+drag", "draw"},
      {"L", "spotlight"},
      {"T", "start or pause training"},
      {"S", "swap the screens"},
      {"Esc", "leave, as F5"}}},
    {"Settings", {{"Up, Down, wheel", "more, less"}, {"Enter", "take what was typed"}, {"Esc", "give it up"}}},
    {"Search a lesson", {{"Enter", "the first that was found"}, {"Down", "into the list"}, {"Esc", "leave"}}},
    {"Code", {{"Ctrl+A, Ctrl+C", "choose all, copy"}}}};

QString bare(QString text) {
    return text.remove('&').remove(QChar(0x2026));
}

QString entry(const QString& keys, const QString& does) {
    // Unbroken between key and meaning, so that a line breaks between two entries.
    return QString("<b>%1</b>&nbsp;%2").arg(keys.toHtmlEscaped(), does.toHtmlEscaped()).replace(' ', "&nbsp;");
}

QString row(const QString& where, const QStringList& entries) {
    return QString("<tr><td style='white-space:nowrap; padding-right:14px'>%1</td><td>%2</td></tr>")
        .arg(where.toHtmlEscaped(), entries.join(" &nbsp;·&nbsp; "));
}

QStringList entriesOf(const QMenu& menu) {
    QStringList entries, lessons;
    for (const QAction* action : menu.actions()) {
        QStringList keys;
        for (const QKeySequence& key : action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        if (keys.isEmpty()) continue;
        const bool numbered =
            keys[0].size() == 6 && keys[0].startsWith("Ctrl+") && keys[0].back() >= '1' && keys[0].back() <= '9';
        if (numbered)
            lessons << keys[0];
        else
            entries << entry(keys.join(", "), bare(action->text()));
    }
    if (!lessons.isEmpty())
        entries.prepend(entry(QString("%1 to %2").arg(lessons.front(), lessons.back()),
                              tr("the first %1 lessons").arg(lessons.size())));
    return entries;
}

} // namespace

QString keysTable(const QMenuBar& menus) {
    QString table = "<table cellspacing='0' cellpadding='4'>";
    for (const KeyGroup& group : stageKeys) {
        QStringList entries;
        for (const KeyRow& key : group.rows) entries << entry(tr(key.keys), tr(key.does));
        table += row(tr(group.where), entries);
    }
    for (const QAction* action : menus.actions())
        if (const QStringList entries = entriesOf(*action->menu()); !entries.isEmpty())
            table += row(tr("Menu %1").arg(bare(action->text())), entries);
    return table + "</table>";
}

void showKeysDialog(QWidget* parent, const QMenuBar& menus) {
    QDialog dialog(parent);
    dialog.setWindowTitle(tr("Keys"));
    auto* column = new QVBoxLayout(&dialog);
    auto* text = new QLabel(keysTable(menus));
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setMargin(12);
    auto* scroll = new QScrollArea; // small screens show a part of it
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(text);
    column->addWidget(scroll);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    column->addWidget(buttons);
    const QSize screen = parent->screen()->availableSize();
    const int width = std::min(980, screen.width() - 60);
    dialog.resize(width, std::min(text->heightForWidth(width - 40) + 80, screen.height() - 80));
    dialog.exec();
}

} // namespace ui
