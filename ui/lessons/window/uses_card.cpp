#include "ui/lessons/window/uses_card.h"

#include "ui/figure/paragraph.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

namespace ui {
namespace {

// "3 × 3 = 9".
TextLine countOf(const Palette& c, const PixelUses& uses) {
    return {{QString("%1 × %2").arg(uses.down).arg(uses.across), c.text, Weight::SemiBold},
            {" = ", c.dim},
            {QString::number(uses.down * uses.across), c.text, Weight::Bold, 1.25}};
}

} // namespace

void paintUsesCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit) {
    if (!picture.walk) return;
    const Palette& c = style.colors();
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.surface);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const std::vector<PixelUses> all = countedUses(picture);
    const double pitch = card.width() / static_cast<double>(all.size()), caption = std::max(12.5, 14 * unit);
    double size = (style.presenting ? 26 : 32) * unit;
    for (const PixelUses& uses : all) size = std::min(size, fittingSize(countOf(c, uses), 0.86 * pitch, size, 12));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double middle = card.left() + (static_cast<double>(i) + 0.5) * pitch;
        const TextLine count = countOf(c, all[i]), name{{all[i].name, c.dim}};
        const double small = fittingSize(name, 0.94 * pitch, caption, 12);
        drawLine(painter, count, middle - lineWidth(count, size) / 2, card.center().y() + 0.5 * size, size);
        drawLine(painter, name, middle - lineWidth(name, small) / 2, card.top() + 0.28 * card.height(), small);
    }
    Paragraph below{tr("how many rows of windows read the pixel, times how many columns")};
    const QRectF foot = card.adjusted(0.03 * card.width(), 0.5 * card.height(), -0.03 * card.width(),
                                      -0.05 * card.height()); // on two lines where one is too long
    below.pixels = fittingSize({{below.text, c.dim}}, foot.width(), caption, std::max(12.0, 0.9 * caption));
    below.paint(painter, foot, c.dim, Qt::AlignHCenter | Qt::AlignBottom);
}

} // namespace ui
