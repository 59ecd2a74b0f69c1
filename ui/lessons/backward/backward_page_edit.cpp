// The keyboard of the backward page, and its ways of changing cells.
#include "ui/lessons/backward/backward_page.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>
#include <algorithm>

namespace ui {
namespace {

const cnn::Tensor nothing;

} // namespace

void BackwardPage::handleKey(QKeyEvent* event) {
    event->setAccepted(m_cursor->handleKey(event) || stepKey(event->key()));
}

bool BackwardPage::stepKey(int key) {
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return move([](StepCounter& s) { s.next(); }), true;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        return move([](StepCounter& s) { s.back(); }), true;
    case Qt::Key_Home:
        return move([](StepCounter& s) { s.goToStop(0); }), true;
    case Qt::Key_End:
        return move([](StepCounter& s) { s.goToStop(s.stops() - 1); }), true;
    case Qt::Key_Space:
        return m_bar->setPlaying(!m_bar->playing()), true;
    default:
        return false;
    }
}

GridDoor BackwardPage::door() {
    const auto has = [this](const QString& part, int y, int x) {
        const cnn::Shape& s = shown(part).shape();
        return y >= 0 && x >= 0 && y < s.h && x < s.w;
    };
    GridDoor door;
    door.editable = [has](const CellRef& c) { return has(c.part, c.y, c.x); };
    door.name = [](const CellRef& c) {
        const QString grid = c.part == "input"    ? tr("the left grid")
                             : c.part == "kernel" ? tr("the middle grid")
                                                  : tr("the output gradient");
        return tr("row %1, column %2 of %3").arg(c.y + 1).arg(c.x + 1).arg(grid);
    };
    door.value = [this](const CellRef& c) { return shown(c.part).at(0, c.y, c.x); };
    door.set = [this](const CellRef& c, float value, bool merge) { setCell(c.part, c.y, c.x, value, merge); };
    door.after = [has](const CellRef& c) -> std::optional<CellRef> { // right, then the next row, then out of the grid
        if (has(c.part, c.y, c.x + 1)) return CellRef{c.part, 0, c.y, c.x + 1};
        return has(c.part, c.y + 1, 0) ? std::optional(CellRef{c.part, 0, c.y + 1, 0}) : std::nullopt;
    };
    door.block = [this](const CellRef& c) { return shown(c.part); };
    door.paste = [this](const CellRef& c, const cnn::Tensor& block) { replace(c.part, block); };
    door.first = CellRef{"input", 0, 0, 0};
    door.largest = 1e6F;
    return door;
}

const cnn::Tensor& BackwardPage::shown(const QString& part) const {
    if (!m_walk) return part == "input" ? m_lab.scene().forward.input : nothing;
    if (part == "gradient") return pooling() ? m_gradient : nothing;
    if (part == "kernel") return pooling() ? nothing : m_walk->task().kernel;
    return part == "input" ? m_walk->task().input : nothing;
}

void BackwardPage::setGradient(int y, int x, float value, bool merge) {
    const cnn::Shape& s = m_gradient.shape();
    if (y < 0 || x < 0 || y >= s.h || x >= s.w) {
        emit notice(tr("This zero stands between the cells of the output gradient because of the stride."));
        return;
    }
    emit notice({});
    m_lab.edit(tr("Set output gradient row %1, column %2").arg(y + 1).arg(x + 1),
               m_lab.scene().withGradient(y, x, value), merge ? 2000 + y * 100 + x : -1);
}

void BackwardPage::setCell(const QString& part, int y, int x, float value, bool merge) {
    const BackwardScene& s = m_lab.scene();
    const bool ofInput = m_walk && s.pass == BackwardPass::Input;
    if (part == "gradient" || (part == "kernel" && s.pass == BackwardPass::Kernel))
        return setGradient(y, x, value, merge);
    if (part == "input" && ofInput) { // shown with its cells a stride apart, and cut where windows saw padding only
        const auto along = [](const cnn::Axis& a, int i) {
            const int z = i + std::max(0, a.padBefore - a.dilation * (a.kernel - 1));
            return z % a.stride == 0 ? z / a.stride : -1;
        };
        return setGradient(along(s.forward.window.y, y), along(s.forward.window.x, x), value, merge);
    }
    emit notice({});
    BackwardScene next = s;
    if (part == "kernel") { // shown turned
        const cnn::Shape& k = next.forward.kernel.shape();
        const bool turned = !next.forward.flip;
        next.forward.kernel.at(0, turned ? k.h - 1 - y : y, turned ? k.w - 1 - x : x) = value;
    } else
        next.forward.input.at(0, y, x) = value;
    m_lab.edit(tr("Set %1 row %2, column %3").arg(part).arg(y + 1).arg(x + 1), next,
               merge ? (part == "kernel" ? 1000 : 0) + y * 100 + x : -1);
}

void BackwardPage::replace(const QString& part, const cnn::Tensor& block) {
    const cnn::Shape& b = block.shape();
    if (std::max(b.h, b.w) > BackwardScene::largestSide) {
        emit notice(tr("The block has %1 × %2 numbers; a grid here has up to 8 × 8.").arg(b.h).arg(b.w));
        return;
    }
    BackwardScene next = m_lab.scene();
    const bool ofInput = next.pass == BackwardPass::Input, ofKernel = next.pass == BackwardPass::Kernel;
    if (part == "gradient" || (part == "kernel" && ofKernel) || (part == "input" && ofInput)) {
        next.gradient = block;
    } else if (part == "kernel") {
        next.forward.resizeKernel(b.h, b.w);
        next.forward.kernel = next.forward.flip ? block : cnn::flipped(block);
    } else {
        next.forward.input = block;
    }
    m_lab.edit(tr("Paste %1 × %2 numbers").arg(b.h).arg(b.w), next);
}

} // namespace ui
