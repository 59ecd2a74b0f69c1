#include "ui/view/cell_hand.h"

#include "core/tensor/tensor_text.h"
#include "core/walk/decimal.h"
#include "ui/view/cell_editor.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace ui {

CellHand::CellHand(FigureView* view, Grid grid)
    : QObject(view), m_view(view), m_editor(new CellEditor(view)), m_grid(std::move(grid)) {
    connect(m_editor, &CellEditor::committed, this, &CellHand::commit);
    connect(m_editor, &CellEditor::ended, this, [this] { m_view->setFocus(); });
}

void CellHand::setStyle(const Style& style) {
    m_editor->setStyle(style);
}

bool CellHand::has(int y, int x) const {
    const cnn::Shape& s = m_grid.values().shape();
    return y >= 0 && x >= 0 && y < s.h && x < s.w;
}

std::optional<CellRef> CellHand::selected() const {
    return m_selected && has(m_selected->y, m_selected->x) ? m_selected : std::nullopt;
}

void CellHand::select(std::optional<CellRef> cell) {
    if (cell && (cell->part != m_grid.part || !has(cell->y, cell->x))) cell.reset();
    m_selected = std::move(cell);
    m_view->setKeepTab(m_selected.has_value());
    emit selectionChanged();
}

bool CellHand::key(QKeyEvent* event) {
    const int key = event->key();
    if (event->matches(QKeySequence::Copy)) return copy(), true;
    if (event->matches(QKeySequence::Paste)) return paste(), true;
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (!selected()) {
        if (enter) select(CellRef{m_grid.part, 0, 0, 0});
        return enter;
    }
    switch (key) {
    case Qt::Key_Left:
        return move(0, -1), true;
    case Qt::Key_Right:
        return move(0, 1), true;
    case Qt::Key_Up:
        return move(-1, 0), true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return move(1, 0), true;
    case Qt::Key_Tab:
        return nextCell(), true;
    case Qt::Key_Escape:
        return select(std::nullopt), true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        return set(*m_selected, 0, false), true;
    case Qt::Key_F2:
        edit(QString::fromStdString(cnn::shortest(m_grid.values().at(0, m_selected->y, m_selected->x))), true);
        return true;
    case Qt::Key_Plus:
        return nudge(*m_selected, 1, event->modifiers() & Qt::ShiftModifier && event->text() != "+"), true;
    default:
        return startsTyping(event->text());
    }
}

bool CellHand::startsTyping(const QString& text) {
    const bool starts = !text.isEmpty() && QStringLiteral("0123456789.,-−").contains(text[0]);
    if (starts) edit(text, false);
    return starts;
}

void CellHand::move(int dy, int dx) {
    if (has(m_selected->y + dy, m_selected->x + dx))
        select(CellRef{m_grid.part, 0, m_selected->y + dy, m_selected->x + dx});
}

// Right, then the next row, then out of the grid.
void CellHand::nextCell() {
    if (has(m_selected->y, m_selected->x + 1))
        move(0, 1);
    else if (has(m_selected->y + 1, 0))
        select(CellRef{m_grid.part, 0, m_selected->y + 1, 0});
    else
        select(std::nullopt);
}

void CellHand::edit(const QString& text, bool selectAll) {
    m_editor->begin(m_view->figure()->cellRect(*m_selected), text, selectAll);
}

void CellHand::commit(const QString& text, int key) {
    if (!selected()) return;
    if (!text.trimmed().isEmpty()) {
        // A comma is how half of Europe writes the decimal point.
        const auto value = cnn::numberFrom(QString(text).replace(',', '.').toStdString());
        if (!value) {
            emit refused(tr("\"%1\" is not a number; row %2, column %3 of %4 keeps its value.")
                             .arg(text)
                             .arg(m_selected->y + 1)
                             .arg(m_selected->x + 1)
                             .arg(m_grid.name));
            return;
        }
        set(*m_selected, *value, false);
    }
    if (key == 0) return;
    if (key == Qt::Key_Tab)
        nextCell();
    else if (key != Qt::Key_Backtab)
        move(key == Qt::Key_Up ? -1 : 1, 0);
}

void CellHand::set(const CellRef& cell, float value, bool merge) {
    if (std::abs(value) > m_grid.largest) {
        const QString most = QString::number(static_cast<int>(m_grid.largest));
        emit refused(tr("A cell of %1 holds numbers from −%2 to %2.").arg(m_grid.name, most));
        return;
    }
    m_grid.set(cell.y, cell.x, value, merge);
}

void CellHand::nudge(const CellRef& cell, int steps, bool fine) {
    const auto now = static_cast<double>(m_grid.values().at(0, cell.y, cell.x));
    // Through a decimal, so that ten times 0.1 is 1.
    set(cell, static_cast<float>(cnn::Decimal::rounded(now + steps * (fine ? 0.1 : 1.0), 6).value()), true);
}

void CellHand::wheel(const CellRef& cell, int notches, Qt::KeyboardModifiers modifiers) {
    if (cell.part == m_grid.part && has(cell.y, cell.x)) nudge(cell, notches, modifiers & Qt::ShiftModifier);
}

void CellHand::copy() const {
    QApplication::clipboard()->setText(QString::fromStdString(cnn::toCsv(m_grid.values(), '\t')));
}

void CellHand::paste() {
    const auto block = cnn::fromCsv(QApplication::clipboard()->text().toStdString(), 1U << 20U);
    if (!block)
        emit refused(tr("The clipboard holds no grid of numbers: %1").arg(block.error().what()));
    else if (std::ranges::any_of(block->values(), [this](float v) { return std::abs(v) > m_grid.largest; }))
        emit refused(tr("The block holds a number beyond %1.").arg(static_cast<int>(m_grid.largest)));
    else
        m_grid.replace(*block);
}

} // namespace ui
