#include "ui/lessons/window/signal_figure.h"

#include "ui/figure/yielding.h"
#include "ui/lessons/window/signal_painting.h"
#include "ui/lessons/window/window_figure.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

SignalLayout signalLaidOut(const WindowPicture& p, QSizeF size, const Style& style) {
    StageFrame frame(size, style);
    const QRectF sentence = frame.takeSentence();
    const double u = frame.unit, h = size.height();
    SignalLayout l{frame, {}, {}, {}, {}};
    l.sentence = sentence;
    const double cardHeight = frame.presenting ? 34 * u : std::min(140 * u, h * 0.24);
    l.card = QRectF(frame.left, frame.zone.bottom() - cardHeight, frame.zone.width(), cardHeight);
    const bool far = frame.presenting; // then more room for the numbers
    const double top = frame.zone.top() + (far ? 22 : 30) * u, room = l.card.top() - (far ? 26 : 42) * u - top;
    const double axis = 46 * u; // the numbers at the left of the curves
    const QRectF curves(QPointF(frame.left + axis, top), QPointF(frame.right, top + room));
    l.input = QRectF(curves.left(), curves.top(), curves.width(), room * (far ? 0.26 : 0.34));
    l.output =
        QRectF(curves.left(), curves.bottom() - room * (far ? 0.2 : 0.29), curves.width(), room * (far ? 0.2 : 0.29));

    const cnn::Axis& x = p.task.window.x;
    const int padded = std::max(x.padded(p.task.input.shape().w), 1);
    l.pitch = curves.width() / padded;
    l.first = curves.left() + (x.padBefore + 0.5) * l.pitch;

    // The samples around the window, or around the one that is being edited.
    const int extent = x.extent(), shown = std::min(padded, std::max(15, extent + 6));
    int middle = p.walk ? x.tap(p.cell, 0) + extent / 2 : shown / 2;
    if (p.selected && p.selected->part == "input") middle = p.selected->x;
    const int start = std::clamp(middle - shown / 2, -x.padBefore, padded - x.padBefore - shown);
    const double between = l.output.top() - l.input.bottom();
    const double side = std::floor(std::min({curves.width() / shown, (between - (far ? 30 : 66) * u) / 2.15, 76 * u}));
    const double centre = std::clamp(l.sampleX(middle), curves.left() + shown * side / 2,
                                     std::max(curves.left() + shown * side / 2, curves.right() - shown * side / 2));
    const double cellsTop = l.input.bottom() + (between - 2.15 * side - (far ? 18 : 24) * u) / 2;
    l.cells = {"input", {centre - shown * side / 2, cellsTop}, side, 1, shown, 0, start};
    l.kernelTop = cellsTop + 1.15 * side;
    return l;
}

SignalLayout layOutSignal(const WindowPicture& p, QSizeF size, const Style& style) {
    return yieldingTo([](const SignalLayout& l) { return l.cells.side; }, style,
                      [&](const Style& s) { return signalLaidOut(p, size, s); });
}

} // namespace

SignalFigure::SignalFigure(WindowPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size), m_layout(layOutSignal(m_picture, size, style)) {}

void SignalFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    SignalPainting(painter, style, m_picture, m_layout, [this](int kx) { return kernelCell(kx); }).all();
}

std::unique_ptr<Motion> SignalFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const SignalFigure*>(&before);
    if (!was || !isStep(was->m_picture, m_picture) || was->m_layout.card != m_layout.card) return nullptr;
    return stepBetween(*was, *this);
}

NowParts SignalFigure::now() const {
    return signalNow(m_picture, m_layout);
}

void SignalFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    SignalPainting(painter, style, m_picture, m_layout, [this](int kx) { return kernelCell(kx); }).atRest();
}

void SignalFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    const QRectF kernel = kernelCell(0), &window = at.frames.back().cells;
    const QPointF moved(window.left() - kernel.left(), 0);
    SignalPainting(painter, style, m_picture, m_layout, [&](int kx) {
        return kernelCell(kx).translated(moved);
    }).moving(at);
}

QString SignalFigure::describe() const {
    return describeWindow(m_picture);
}

// Under the input sample that the weight meets now.
QRectF SignalFigure::kernelCell(int kx) const {
    const int cell = m_picture.walk ? m_picture.task.window.x.tap(m_picture.cell, kx) : m_layout.cells.firstColumn + kx;
    return m_layout.cells.cell(0, cell).translated(0, m_layout.kernelTop - m_layout.cells.corner.y());
}

std::optional<CellRef> SignalFigure::cellAt(QPointF point) const {
    if (const auto cell = m_layout.cells.at(point)) return cell;
    for (int kx = 0; kx < m_picture.task.window.x.kernel; ++kx)
        if (kernelCell(kx).contains(point)) return CellRef{"kernel", 0, 0, kx};
    const double sample = (point.x() - m_layout.first) / m_layout.pitch;
    const int inputs = m_picture.task.input.shape().w;
    if (m_layout.input.contains(point))
        return CellRef{"input", 0, 0, std::clamp(int(std::round(sample)), 0, inputs - 1)};
    if (!m_picture.walk || !m_layout.output.contains(point)) return std::nullopt;
    const cnn::Axis& x = m_picture.task.window.x;
    const double output = (sample + x.padBefore - (x.extent() - 1) / 2.0) / x.stride;
    return CellRef{"output", 0, 0, std::clamp(int(std::round(output)), 0, m_picture.walk->size() - 1)};
}

QRectF SignalFigure::cellRect(const CellRef& cell) const {
    if (cell.part == "kernel") return kernelCell(cell.x);
    const GridPlace& cells = m_layout.cells;
    const bool visible = cell.x >= cells.firstColumn && cell.x < cells.firstColumn + cells.columns;
    if (cell.part == "input" && visible) return cells.cell(0, cell.x);
    const cnn::Axis& x = m_picture.task.window.x;
    const QRectF& curve = cell.part == "input" ? m_layout.input : m_layout.output;
    const double sample = cell.part == "input" ? cell.x : x.tap(cell.x, 0) + (x.extent() - 1) / 2.0;
    return {m_layout.sampleX(sample) - m_layout.pitch / 2, curve.top(), m_layout.pitch, curve.height()};
}

} // namespace ui
