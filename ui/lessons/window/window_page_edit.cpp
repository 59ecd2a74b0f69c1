// The sliding-window page's keyboard, and its ways of changing cells.
#include "ui/lessons/window/window_edit.h"
#include "ui/lessons/window/window_page.h"
#include "ui/view/step_bar.h"

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
    event->setAccepted(m_cursor->handleKey(event) || stepKey(event->key(), event->modifiers() & Qt::ShiftModifier));
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

// ---- cells ---------------------------------------------------------------------------------------------------------

GridDoor WindowPage::door() {
    GridDoor door;
    door.editable = [this](const CellRef& c) {
        if (c.part == "kernel" && m_covered == "kernel") return false; // editing would show it
        return c.part != "output" && editable(m_lab.scene(), gridPart(c.part), c.y, c.x);
    };
    door.name = cellName;
    door.value = [this](const CellRef& c) { return valueAt(m_lab.scene(), gridPart(c.part), c.y, c.x); };
    door.set = [this](const CellRef& c, float value, bool merge) { setCell(c, value, merge); };
    door.after = [this](const CellRef& c) { return cellAfter(c); };
    door.block = [this](const CellRef& c) {
        return gridPart(c.part) == GridPart::Kernel ? m_lab.scene().kernel : m_lab.scene().input;
    };
    door.paste = [this](const CellRef& c, const cnn::Tensor& block) { paste(c, block); };
    door.first = CellRef{"input", 0, 0, 0};
    return door;
}

// Right, then the next row, then the kernel, then out of the grids.
std::optional<CellRef> WindowPage::cellAfter(const CellRef& cell) const {
    const WindowScene& scene = m_lab.scene();
    const GridPart part = gridPart(cell.part);
    if (editable(scene, part, cell.y, cell.x + 1)) return CellRef{cell.part, 0, cell.y, cell.x + 1};
    if (editable(scene, part, cell.y + 1, 0)) return CellRef{cell.part, 0, cell.y + 1, 0};
    return part == GridPart::Input && scene.isConvolution() ? std::optional(CellRef{"kernel", 0, 0, 0}) : std::nullopt;
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

// Without a selected cell the block becomes the input.
void WindowPage::paste(const CellRef& at, const cnn::Tensor& block) {
    const auto next = withBlock(m_lab.scene(), gridPart(at.part), at.y, at.x, block, !m_cursor->selected());
    if (next)
        m_lab.edit(tr("Paste %1 × %2 numbers").arg(block.shape().h).arg(block.shape().w), *next);
    else
        emit notice(next.error().what());
}

} // namespace ui
