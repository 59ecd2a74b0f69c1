#include "ui/view/grid_cursor.h"

#include "core/tensor/decimal.h"
#include "core/tensor/tensor_text.h"
#include "ui/model/typed_number.h"
#include "ui/sentence.h"
#include "ui/view/cell_editor.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// Of the clipboard. That is nothing for a grid; a spreadsheet copies a picture beside its numbers.
bool holdsPictureAlone() {
    const QMimeData* data = QApplication::clipboard()->mimeData();
    return data && data->hasImage() && !data->hasText();
}

// A scene is for the window.
bool holdsScene() {
    return QApplication::clipboard()->text().trimmed().startsWith('{');
}

} // namespace

bool writesText(const QKeyEvent& key) {
    const bool plain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    return plain && !key.text().isEmpty() && key.text()[0].isPrint() && !key.text()[0].isSpace();
}

GridCursor::GridCursor(FigureView* view, EditableCells cells)
    : QObject(view), m_view(view), m_editor(new CellEditor(view)), m_cells(std::move(cells)) {
    connect(m_editor, &CellEditor::committed, this, &GridCursor::commit);
    connect(m_editor, &CellEditor::ended, this, [this] { m_view->setFocus(); });
    connect(m_view, &FigureView::wheeled, this, [this](const CellRef& cell, int notches, Qt::KeyboardModifiers keys) {
        nudge(cell, notches, keys & Qt::ShiftModifier);
    });
}

void GridCursor::setStyle(const Style& style) {
    m_editor->setStyle(style);
}

std::optional<CellRef> GridCursor::selected() const {
    return m_selected && m_cells.editable(*m_selected) ? m_selected : std::nullopt;
}

void GridCursor::select(std::optional<CellRef> cell) {
    m_selected = cell && m_cells.editable(*cell) ? std::move(cell) : std::nullopt;
    m_view->setKeepTab(m_selected.has_value());
    emit selectionChanged();
}

bool GridCursor::handleKey(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste)) {
        if (holdsPictureAlone() || holdsScene()) return false;
        return paste(), true;
    }
    if (event->matches(QKeySequence::Copy)) return copy(), true;
    const int key = event->key();
    if (m_selected && !selected()) select(std::nullopt);
    if (m_selected) return moveKey(key) || changeKey(event);
    const bool arrow = key == Qt::Key_Down || key == Qt::Key_Up;
    const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter || (arrow && m_cells.byArrows);
    if (enters) select(m_cells.first);
    return enters;
}

bool GridCursor::moveKey(int key) {
    switch (key) {
    case Qt::Key_Left:
        return moveBy(0, -1), true;
    case Qt::Key_Right:
        return moveBy(0, 1), true;
    case Qt::Key_Up:
        return moveBy(-1, 0), true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return moveBy(1, 0), true;
    case Qt::Key_Tab:
        return select(after(*m_selected)), true;
    case Qt::Key_Escape:
        return select(std::nullopt), true;
    default:
        return false;
    }
}

bool GridCursor::changeKey(QKeyEvent* event) {
    const QString text = event->text();
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return set(*m_selected, 0, false), true;
    case Qt::Key_F2:
        return beginEditing(QString::fromStdString(cnn::shortest(m_cells.value(*m_selected))), true), true;
    case Qt::Key_Plus:
        return nudge(*m_selected, 1, event->modifiers() & Qt::ShiftModifier && text != "+"), true;
    default:
        break;
    }
    const bool starts = !text.isEmpty() && QStringLiteral("0123456789.,-−").contains(text[0]);
    if (starts) beginEditing(text, false);
    return starts;
}

// A key that nobody had a use for.
void GridCursor::refuseLetter(const QKeyEvent& event) {
    if (selected() && writesText(event))
        refuse(tr("\"%1\" begins no number. A cell takes digits, a minus, a point or comma, or a fraction as 1/9.")
                   .arg(event.text()));
}

std::optional<CellRef> GridCursor::after(const CellRef& cell) const {
    if (m_cells.after) return m_cells.after(cell);
    for (const CellRef& next : {CellRef{cell.part, 0, cell.y, cell.x + 1}, CellRef{cell.part, 0, cell.y + 1, 0}})
        if (m_cells.editable(next)) return next;
    return std::nullopt;
}

void GridCursor::moveBy(int dy, int dx) {
    CellRef next = *m_selected;
    next.y += dy;
    next.x += dx;
    if (m_cells.editable(next)) select(next);
}

void GridCursor::beginEditing(const QString& text, bool selectAll) {
    m_editor->begin(m_view->figure()->cellRect(*m_selected), text, selectAll);
}

void GridCursor::commit(const QString& text, int key) {
    if (!selected()) return;
    if (!text.trimmed().isEmpty()) {
        const auto value = typedNumber(text);
        if (!value) {
            refuse(tr("\"%1\" is not a number; %2 keeps its value.").arg(text, m_cells.name(*m_selected)));
            return;
        }
        set(*m_selected, *value, false);
    }
    if (key == Qt::Key_Tab)
        select(after(*m_selected));
    else if (key != 0 && key != Qt::Key_Backtab)
        moveBy(key == Qt::Key_Up ? -1 : 1, 0);
}

void GridCursor::nudge(const CellRef& cell, int steps, bool fine) {
    if (!m_cells.editable(cell)) return;
    // Through a decimal, so that ten times 0.1 is 1.
    const double next = static_cast<double>(m_cells.value(cell)) + steps * (fine ? 0.1 : 1.0);
    set(cell, static_cast<float>(cnn::Decimal::rounded(next, 6).value()), true);
}

void GridCursor::set(const CellRef& cell, float value, bool merge) {
    if (std::abs(value) <= m_cells.largest) {
        accept();
        m_cells.set(cell, value, merge);
    } else
        refuse(tr("A cell here holds numbers from −%1 to %1.").arg(static_cast<int>(m_cells.largest)));
}

void GridCursor::refuse(const QString& why) {
    m_refused = true;
    emit refused(why);
}

// What was refused before is past, also where the value is the one that stood there.
void GridCursor::accept() {
    if (std::exchange(m_refused, false)) emit refused({});
}

void GridCursor::copy() const {
    const cnn::Tensor grid = m_cells.block(selected().value_or(m_cells.first));
    QApplication::clipboard()->setText(QString::fromStdString(cnn::toCsv(grid, '\t')));
}

void GridCursor::paste() {
    std::string note; // what was assumed is in sight at once
    const auto block = cnn::fromClipboard(QApplication::clipboard()->text().toStdString(), note, 1U << 20U);
    if (!block)
        refuse(tr("The clipboard holds no grid of numbers: %1").arg(sentenceOf(block.error())));
    else if (std::ranges::any_of(block->values(), [this](float v) { return std::abs(v) > m_cells.largest; }))
        refuse(tr("The block holds a number beyond %1.").arg(static_cast<int>(m_cells.largest)));
    else {
        accept();
        m_cells.paste(selected().value_or(m_cells.first), *block,
                      tr("Paste %1 × %2 numbers").arg(block->shape().h).arg(block->shape().w));
    }
}

void GridCursor::fill(cnn::GridPattern pattern, quint64 seed, const QString& what) {
    const auto chosen = selected();
    const auto corner = !chosen          ? std::nullopt
                        : m_cells.corner ? m_cells.corner(*chosen)
                                         : std::optional(CellRef{chosen->part, chosen->map, 0, 0});
    const cnn::Shape shape = corner        ? m_cells.block(*corner).shape()
                             : m_cells.all ? m_cells.all()
                                           : m_cells.block(m_cells.first).shape();
    m_cells.paste(corner.value_or(m_cells.first), cnn::gridPattern(pattern, shape, seed), what);
}

} // namespace ui
