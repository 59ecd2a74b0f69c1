#include "ui/lessons/stamp/stamp_card.h"

#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr double smallestEquation = 12;

QString decimalText(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}
QString decimalIn(const cnn::Decimal& d) {
    return d.negative() ? "(" + decimalText(d) + ")" : decimalText(d);
}

// "2 + 3×1 = 5": what was there, the product, and what is there now.
TextLine equation(const Palette& c, const StampPicture& p, int index) {
    const cnn::StampedCell cell = p.step().cells[static_cast<std::size_t>(index)];
    if (cell.cut) return {{ui::tr("cut off"), c.dim}};
    const StampSum sum = stampSum(p, index);
    TextLine line;
    if (!sum.first) line = {{decimalText(sum.before), c.output}, {" + ", c.dim}};
    line.push_back({decimalIn(sum.input), c.input, Weight::SemiBold});
    line.push_back({"×", c.dim});
    line.push_back({decimalIn(sum.weight), c.kernel, Weight::SemiBold});
    line.push_back({" = ", c.dim});
    const bool hidden = p.hidesOutput(cell.outY, cell.outX);
    line.push_back({hidden ? QString("?") : decimalText(sum.after), hidden ? c.dim : c.now, Weight::Bold});
    return line;
}

// Of many products the one where most stamps meet, or the last that was added.
int chosenProduct(const StampPicture& p) {
    if (!p.complete()) return p.shown - 1;
    const cnn::Place place = p.busiest();
    const auto cells = p.step().cells;
    const auto found =
        std::ranges::find_if(cells, [&](const auto& c) { return c.outY == place.y && c.outX == place.x; });
    return found == cells.end() ? 0 : static_cast<int>(found - cells.begin());
}

void paintOne(QPainter& painter, const Palette& c, const StampPicture& p, const QRectF& area, double unit) {
    const int index = chosenProduct(p);
    const TextLine line = equation(c, p, index);
    const double size = fittingSize(line, area.width(), 38 * unit, smallestEquation),
                 caption = std::max(12.5, 14 * unit);
    const TextLine name{{ui::tr("one of the %1 cells of this stamp").arg(p.products()), c.dim}};
    drawLine(painter, name, area.left(), area.top() + caption, caption);
    drawLine(painter, line, area.center().x() - lineWidth(line, size) / 2, area.center().y() + 0.5 * size, size);
}

} // namespace

void paintStampCard(QPainter& painter, const Style& style, const StampPicture& p, QRectF card, double unit) {
    const Palette& c = style.colors();
    if (!style.presenting) {
        painter.setPen(QPen(c.line, 1));
        painter.setBrush(c.surface);
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    }
    const QRectF area = style.presenting ? card : card.adjusted(28 * unit, 12 * unit, -28 * unit, -12 * unit);
    const int rows = p.task.kernel.shape().h, columns = p.task.kernel.shape().w;
    const double pitch = area.height() / rows, across = area.width() / columns;
    double size = std::min(30 * unit, (style.presenting ? 0.72 : 0.62) * pitch);
    std::vector<TextLine> lines;
    for (int i = 0; i < p.products(); ++i) {
        lines.push_back(equation(c, p, i));
        size = std::min(size, fittingSize(lines.back(), across - 24 * unit, size, 1));
    }
    if (size < (style.presenting ? 14 * unit : smallestEquation)) return paintOne(painter, c, p, area, unit);
    for (int x = 0; x < columns; ++x)
        for (int y = 0; y < rows && y * columns + x < p.shown; ++y) {
            const TextLine& line = lines[static_cast<std::size_t>(y * columns + x)];
            const double middle = area.left() + (x + 0.5) * across;
            drawLine(painter, line, middle - lineWidth(line, size) / 2, area.top() + (y + 0.5) * pitch + 0.36 * size,
                     size);
        }
}

} // namespace ui
