#include "ui/lessons/window/stack_card.h"

#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr int columns = 11; // the input and ten layers

struct StackCard {
    QPainter& painter;
    const Palette& colors;
    QRectF area;
    double unit, names, pitch, caption;
    int longest;

    double centre(int column) const { return area.left() + names + (column + 0.5) * pitch; }
    void centred(const TextLine& line, double x, double y, double pixels) const {
        const double size = fittingSize(line, pitch - 6 * unit, pixels, 12);
        drawLine(painter, line, x - lineWidth(line, size) / 2, y, size);
    }
    void head(double y) const {
        drawLine(painter, {{ui::tr("layer"), colors.dim}}, area.left(), y, caption);
        for (int i = 0; i < columns; ++i)
            centred({{i == 0 ? ui::tr("input") : QString::number(i), colors.dim}}, centre(i), y, caption);
    }
    // A row of maps as rectangles in proportion, their sizes under them.
    void row(const Stack& stack, double top, double height) const {
        const double text = std::min(18 * unit, 0.34 * height), room = height - 1.5 * text;
        drawLine(painter, {{stack.name, colors.text}}, area.left(), top + room / 2 + 0.35 * caption, caption);
        for (int i = 0; i < static_cast<int>(stack.rows.size()); ++i) {
            const int h = stack.rows[static_cast<std::size_t>(i)], w = stack.columns[static_cast<std::size_t>(i)];
            const QSizeF size(std::max(2.0, room * w / longest), std::max(2.0, room * h / longest));
            painter.setPen(QPen(i == 0 ? colors.input : colors.output, 1.5));
            painter.setBrush(i == 0 ? colors.window : colors.outputTint);
            painter.drawRect(QRectF(QPointF(centre(i) - size.width() / 2, top + (room - size.height()) / 2), size));
            const QString words = h == w ? QString::number(h) : QString("%1 × %2").arg(h).arg(w);
            centred({{words, i == 0 ? colors.input : colors.output, Weight::SemiBold}}, centre(i), top + room + text,
                    text);
        }
        if (!stack.ends) return;
        const auto end = static_cast<int>(stack.rows.size());
        const TextLine words{{ui::tr("no window fits any more"), colors.text}};
        const double x = centre(end) - pitch / 2 + 16 * unit, size = std::min(caption * 1.1, 16 * unit);
        painter.fillRect(QRectF(x - 10 * unit, top + room / 2 - 0.8 * size, 4, 1.6 * size), colors.error);
        drawLine(painter, words, x, top + room / 2 + 0.35 * size, fittingSize(words, area.right() - x, size, 12));
    }
};

} // namespace

void paintStackCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit) {
    const Palette& colors = style.colors();
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const std::vector<Stack> all = stacks(picture);
    const QRectF area = card.adjusted(24 * unit, 12 * unit, -14 * unit, -10 * unit);
    const double caption = std::max(12.5, 14 * unit);
    double names = 0;
    for (const Stack& s : all) names = std::max(names, lineWidth({{s.name, colors.text}}, caption) + 10 * unit);
    int longest = 1;
    for (const Stack& s : all)
        for (const auto* sizes : {&s.rows, &s.columns})
            for (const int n : *sizes) longest = std::max(longest, n);
    const StackCard c{painter, colors, area, unit, names, (area.width() - names) / columns, caption, longest};
    c.head(area.top() + caption);
    const double top = area.top() + 1.7 * caption, height = (area.bottom() - top) / static_cast<double>(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) c.row(all[i], top + static_cast<double>(i) * height, height);
}

} // namespace ui
