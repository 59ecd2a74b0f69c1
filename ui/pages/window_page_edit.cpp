// The sliding-window page's keyboard, and its ways of changing cells.
#include "core/tensor/tensor_text.h"
#include "core/walk/decimal.h"
#include "ui/pages/window_page.h"
#include "ui/view/cell_editor.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>

namespace ui {
namespace {

QString cellName(const CellRef& cell) {
    return WindowPage::tr(cell.part == "kernel" ? "kernel row %1, column %2" : "input row %1, column %2")
        .arg(cell.y + 1)
        .arg(cell.x + 1);
}

} // namespace

// ---- keys ----------------------------------------------------------------------------------------------------------

void WindowPage::handleKey(QKeyEvent* event) {
    const bool used = gridKey(event) || stepKey(event->key(), event->modifiers() & Qt::ShiftModifier);
    event->setAccepted(used);
}

void WindowPage::stepOn(bool toBreakpoint) {
    if (toBreakpoint)
        m_lab.goToNextBreakpoint();
    else if (!m_bar->playing())
        m_lab.next();
    else if (m_lab.nextOrBreakpoint())
        m_bar->setPlaying(false);
}

// At the output cell that is pointed at, otherwise at the current one.
void WindowPage::toggleBreakpoint() {
    if (!m_lab.walk()) return;
    const int columns = m_lab.walk()->output().shape().w;
    const WindowPicture p = picture();
    if (p.hover && p.hover->part == "output")
        toggleBreakpoint(p.hover->y, p.hover->x);
    else
        toggleBreakpoint(p.cell / columns, p.cell % columns);
}

void WindowPage::toggleBreakpoint(int row, int column) {
    WindowScene next = m_lab.scene();
    next.toggleBreakpoint(row, column);
    m_lab.edit(tr("Set or remove a breakpoint"), next);
}

bool WindowPage::stepKey(int key, bool shift) {
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        stepOn(shift);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        m_lab.back();
        return true;
    case Qt::Key_Home:
        m_lab.goToStop(0);
        return true;
    case Qt::Key_End:
        m_lab.goToStop(m_lab.stops() - 1);
        return true;
    case Qt::Key_Space:
        m_bar->setPlaying(!m_bar->playing());
        return true;
    default:
        return false;
    }
}

// Keys that belong to the selected cell. Without a selection, Enter or an up or down arrow selects the first cell.
bool WindowPage::gridKey(QKeyEvent* event) {
    const int key = event->key();
    if (event->matches(QKeySequence::Paste)) return pasteGrid(), true;
    if (event->matches(QKeySequence::Copy)) return copyGrid(), true;
    if (!m_selected) {
        if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Down && key != Qt::Key_Up) return false;
        select(CellRef{"input", 0, 0, 0});
        return true;
    }
    switch (key) {
    case Qt::Key_Left:
        moveSelection(0, -1);
        return true;
    case Qt::Key_Right:
        moveSelection(0, 1);
        return true;
    case Qt::Key_Up:
        moveSelection(-1, 0);
        return true;
    case Qt::Key_Down:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        moveSelection(1, 0);
        return true;
    case Qt::Key_Tab:
        nextCell();
        return true;
    case Qt::Key_Escape:
        select(std::nullopt);
        return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        setCell(*m_selected, 0, false);
        return true;
    case Qt::Key_F2:
        beginEditing(QString::fromStdString(cnn::shortest(
                         valueAt(m_lab.scene(), gridPart(m_selected->part), m_selected->y, m_selected->x))),
                     true);
        return true;
    case Qt::Key_Plus:
        nudge(*m_selected, 1, event->modifiers() & Qt::ShiftModifier && event->text() != "+");
        return true;
    default:
        break;
    }
    const QString text = event->text();
    const bool starts = !text.isEmpty() && QStringLiteral("0123456789.,-−").contains(text[0]);
    if (starts) beginEditing(text, false);
    return starts;
}

void WindowPage::select(std::optional<CellRef> cell) {
    if (cell && cell->part == "kernel" && m_covered == "kernel") cell.reset(); // editing would show it
    m_selected = std::move(cell);
    m_view->setKeepTab(m_selected.has_value());
    refreshStage();
}

void WindowPage::moveSelection(int dy, int dx) {
    CellRef next = *m_selected;
    next.y += dy;
    next.x += dx;
    if (editable(m_lab.scene(), gridPart(next.part), next.y, next.x)) select(next);
}

// Right, then the next row, then the kernel, then out of the grids.
void WindowPage::nextCell() {
    const WindowScene& scene = m_lab.scene();
    CellRef next = *m_selected;
    const GridPart part = gridPart(next.part);
    if (editable(scene, part, next.y, next.x + 1))
        ++next.x;
    else if (editable(scene, part, next.y + 1, 0))
        next = {next.part, 0, next.y + 1, 0};
    else if (part == GridPart::Input && scene.isConvolution())
        next = {"kernel", 0, 0, 0};
    else {
        select(std::nullopt);
        return;
    }
    select(next);
}

// ---- editing -------------------------------------------------------------------------------------------------------

void WindowPage::beginEditing(const QString& text, bool selectAll) {
    m_editor->begin(m_view->figure()->cellRect(*m_selected), text, selectAll);
}

void WindowPage::commitCell(const QString& text, int key) {
    if (m_selected && !text.trimmed().isEmpty()) {
        const auto value = typedNumber(text);
        if (!value) {
            emit notice(tr("\"%1\" is not a number; %2 keeps its value.").arg(text, cellName(*m_selected)));
            return;
        }
        setCell(*m_selected, *value, false);
    }
    if (!m_selected || key == 0) return;
    if (key == Qt::Key_Tab)
        nextCell();
    else if (key != Qt::Key_Backtab)
        moveSelection(key == Qt::Key_Up ? -1 : 1, 0);
}

void WindowPage::setCell(const CellRef& cell, float value, bool merge) {
    const auto next = withCell(m_lab.scene(), gridPart(cell.part), cell.y, cell.x, value);
    if (!next) {
        emit notice(next.error().what());
        return;
    }
    const int key = (cell.part == "kernel" ? 1000 : 0) + cell.y * WindowScene::largestGrid + cell.x;
    m_lab.edit(tr("Set %1").arg(cellName(cell)), *next, merge ? key : -1);
}

void WindowPage::nudge(const CellRef& cell, int steps, bool fine) {
    const GridPart part = gridPart(cell.part);
    if (!editable(m_lab.scene(), part, cell.y, cell.x)) return;
    const double now = static_cast<double>(valueAt(m_lab.scene(), part, cell.y, cell.x));
    // Through a decimal, so that ten times 0.1 is 1.
    setCell(cell, static_cast<float>(cnn::Decimal::rounded(now + steps * (fine ? 0.1 : 1.0), 6).value()), true);
}

std::optional<GridPart> WindowPage::selectedPart() const {
    return m_selected ? std::optional(gridPart(m_selected->part)) : std::nullopt;
}

void WindowPage::copyGrid() const {
    const cnn::Tensor* grid = &m_lab.scene().input;
    if (selectedPart() == GridPart::Kernel) grid = &m_lab.scene().kernel;
    QApplication::clipboard()->setText(QString::fromStdString(cnn::toCsv(*grid, '\t')));
}

void WindowPage::pasteGrid() {
    const auto block = cnn::fromCsv(QApplication::clipboard()->text().toStdString(), 1U << 20U);
    if (!block) {
        emit notice(tr("The clipboard holds no grid of numbers: %1").arg(block.error().what()));
        return;
    }
    const GridPart part = selectedPart().value_or(GridPart::Input);
    const int y = m_selected ? m_selected->y : 0, x = m_selected ? m_selected->x : 0;
    const auto next = withBlock(m_lab.scene(), part, y, x, *block, !m_selected);
    if (!next)
        emit notice(next.error().what());
    else
        m_lab.edit(tr("Paste %1 × %2 numbers").arg(block->shape().h).arg(block->shape().w), *next);
}

} // namespace ui
