#include "ui/view/widget_style.h"

#include <QHash>
#include <algorithm>

namespace ui {
namespace {

constexpr double smallestText = 13;

// @name@ is a colour of the palette, #12# a length in pixels that follows the text size.
const char* const sheet = R"(
* { font-size: #15#px; }
QMenuBar { background: @side@; color: @text@; padding: 2px 8px; border-bottom: 1px solid @line@; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 5px; }
QMenuBar::item:selected { background: @sunken@; }
QMenu { background: @surface@; color: @text@; border: 1px solid @line@; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 24px; border-radius: 5px; }
QMenu::item:selected { background: @sunken@; }
QMenu::item:disabled { color: @lineStrong@; }
QMenu::separator { height: 1px; background: @line@; margin: 4px 8px; }
QToolTip { background: @surface@; color: @text@; border: 1px solid @line@; padding: 4px 6px; }
QLabel { color: @text@; background: transparent; }
QLabel#heading { color: @dim@; font-size: #13#px; font-weight: 600; }
QLabel#quiet { color: @dim@; font-size: #14#px; }
QLabel#ask { font-weight: 600; }
QLabel#answerRight { color: @output@; font-weight: 600; }
QLabel#answerWrong { color: @error@; font-weight: 600; }
QLabel#unreadable { color: @error@; font-size: #14#px; }
QPlainTextEdit#code { background: @window@; color: @text@; border: 1px solid @line@; border-radius: 8px; padding: 4px 6px;
    selection-background-color: @text@; selection-color: @surface@; }
QPlainTextEdit#code:focus { border: 2px solid @text@; }
QLabel#stageTitle { font-weight: 700; }
QLabel#stageLine { color: @dim@; }
QWidget#side { background: @side@; }
QWidget#panel { background: @surface@; }
QFrame#card { background: @surface@; border: 1px solid @line@; border-radius: 12px; }
QFrame#sunkenCard { background: @window@; border: 1px solid @line@; border-radius: 8px; }
QFrame#errorBar { background: @surface@; border: 0; border-left: 4px solid @error@; border-bottom: 1px solid @line@; }
QFrame#newsBar, QFrame#readingPanel { background: @surface@; border: 0; border-left: 4px solid @lineStrong@;
    border-bottom: 1px solid @line@; }
QLabel#moreBelow { background: @surface@; border: 0; border-top: 1px solid @line@; }
QListView { background: @side@; border: 0; outline: 0; }
QScrollArea { background: transparent; border: 0; }
QWidget#stepper { background: @surface@; border: 1px solid @lineStrong@; border-radius: 7px; }
QWidget#stepper QLineEdit { border: 0; background: transparent; color: @text@; font-weight: 600; padding: 0;
    selection-background-color: @text@; selection-color: @surface@; }
QWidget#stepper QToolButton { border: 0; background: transparent; color: @text@; min-width: #28#px;
    min-height: #30#px; border-radius: 6px; }
QWidget#stepper QToolButton#less { border-right: 1px solid @line@; border-top-right-radius: 0; border-bottom-right-radius: 0; }
QWidget#stepper QToolButton#more { border-left: 1px solid @line@; border-top-left-radius: 0; border-bottom-left-radius: 0; }
QWidget#stepper QToolButton:hover, QWidget#segmented QToolButton:hover { background: @sunken@; }
QWidget#stepper QToolButton:disabled { color: @line@; }
QWidget#segmented { background: @sunken@; border-radius: 7px; }
QWidget#segmented QToolButton { border: 1px solid transparent; background: transparent; color: @text@;
    min-height: #26#px; padding: 0 #5#px; border-radius: 6px; }
QWidget#segmented QToolButton:checked { background: @raised@; border: 1px solid @lineStrong@; font-weight: 600; }
QPushButton { background: @surface@; color: @text@; border: 1px solid @lineStrong@; border-radius: 7px;
    min-height: #32#px; padding: 0 #12#px; }
QPushButton:hover { background: @sunken@; }
QPushButton:pressed, QPushButton:checked { background: @sunken@; font-weight: 600; }
QPushButton:disabled { color: @lineStrong@; border-color: @line@; }
QPushButton#accent { background: @now@; color: @onNow@; border: 1px solid @now@; margin: 1px; font-weight: 700; border-radius: 9px; }
QPushButton#accent:hover { background: @nowHover@; border-color: @nowHover@; }
QPushButton#accent:disabled { background: @sunken@; color: @dim@; border-color: @sunken@; }
QPushButton#barButton, QToolButton#barButton { background: @surface@; border: 1px solid @line@; border-radius: 9px; color: @text@; }
QPushButton#barButton { margin: 1px; }
QToolButton#barButton:hover { background: @sunken@; }
QToolButton#barButton:disabled { border-color: @sunken@; }
QPushButton#barButton:disabled { color: @lineStrong@; border-color: @sunken@; }
QPushButton#link { border: 0; background: transparent; color: @dim@; text-align: left; padding: 0; }
QPushButton#link:hover { color: @text@; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @dim@; border: 0; border-bottom: 2px solid transparent;
    padding: #3#px #4#px; }
QTabBar::tab:hover { color: @text@; }
QTabBar::tab:selected { color: @text@; font-weight: 600; border-bottom: 2px solid @text@; }
QTabBar::tab:selected:focus { border: 2px solid @text@; border-radius: 5px; }
QComboBox { background: @surface@; color: @text@; border: 1px solid @lineStrong@; border-radius: 7px;
    min-height: #32#px; padding: 0 #10#px; }
QComboBox::drop-down { border: 0; width: 22px; }
QComboBox QAbstractItemView { background: @surface@; color: @text@; border: 1px solid @line@; outline: 0;
    selection-background-color: @sunken@; selection-color: @text@; }
QLineEdit { background: @surface@; color: @text@; border: 1px solid @lineStrong@; border-radius: 7px;
    min-height: #30#px; padding: 0 8px; selection-background-color: @text@; selection-color: @surface@; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QToolButton#barButton:focus { border: 2px solid @text@; }
QWidget#stepper QLineEdit:focus { border: 2px solid @text@; border-radius: 3px; }
QWidget#segmented QToolButton:focus { border: 2px solid @text@; }
QPushButton#accent:focus { border: 2px solid @text@; }
QPushButton#accent:focus, QPushButton#barButton:focus { margin: 0; }
QPushButton#link:focus { border: 0; color: @text@; text-decoration: underline; }
QCheckBox { color: @text@; spacing: 8px; }
QCheckBox::indicator { width: #16#px; height: #16#px; border: 1px solid @lineStrong@; border-radius: 4px;
    background: @surface@; }
QCheckBox::indicator:checked { background: @tickGround@; image: url(:/icons/tick.svg); }
QCheckBox::indicator:indeterminate { background: @lineStrong@; }
QCheckBox:focus { text-decoration: underline; }
QScrollBar:vertical { background: transparent; width: 10px; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle { background: @line@; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: 0;
    width: 0; height: 0; }
QProgressBar { background: @sunken@; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @now@; border-radius: 3px; }
)";

} // namespace

QString widgetStyleSheet(const Style& style) {
    const Palette& c = style.colors();
    const QHash<QString, QColor> named{{"window", c.window},
                                       {"surface", c.surface},
                                       {"side", c.side},
                                       {"sunken", c.sunken},
                                       {"raised", c.raised},
                                       {"line", c.line},
                                       {"lineStrong", c.lineStrong},
                                       {"text", c.text},
                                       {"dim", c.dim},
                                       {"now", c.now},
                                       {"onNow", c.onNow},
                                       {"error", c.error},
                                       {"output", c.output},
                                       {"nowHover", mix(c.now, c.text, 0.12)},
                                       {"tickGround", digitOn(c.surface) == Qt::black ? c.surface : c.text}};
    QString result;
    const QString source = QString::fromLatin1(sheet);
    for (qsizetype i = 0; i < source.size(); ++i) {
        const QChar mark = source[i];
        const bool length = mark == '#' && source[i + 1].isDigit();
        if (mark != '@' && !length) {
            result += mark;
            continue;
        }
        const qsizetype end = source.indexOf(mark, i + 1);
        const QString word = source.mid(i + 1, end - i - 1);
        const double least = source.mid(i - 11, 11) == "font-size: " ? smallestText : 0;
        result += length ? QString::number(qRound(std::max(least, word.toDouble() * style.controlScale())))
                         : named.value(word).name();
        i = end;
    }
    return result;
}

} // namespace ui
