#include "ui/lessons/window/fits_card.h"

#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/window/window_fits.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {
namespace {

constexpr int paddings = 7, tableRows = 6, kernels = 4; // of the table; kernels 1, 3, 5, 7 in the line under it

QStringList rowNames() {
    return {ui::tr("which padding?"), ui::tr("padding a side"),    ui::tr("output size"),
            ui::tr("remainder"),      ui::tr("pixels never read"), ui::tr("multiplications")};
}
// At least what the names need in the smallest letters that they are written in.
double namesWidth(const QRectF& card, double unit) {
    double width = 0;
    for (const QString& name : rowNames()) width = std::max(width, lineWidth({{name, {}}}, std::max(12.0, 12 * unit)));
    return std::max(0.2 * card.width(), width + 26 * unit);
}
double footHeight(double unit) {
    return std::max(18.0, 24 * unit);
}

struct FitsTable {
    Brush brush;
    QRectF card;
    double unit, row, text;

    QRectF cell(const QRectF& column, int index) const {
        return {column.left(), column.top() + index * row, column.width(), row};
    }
    void name(int index, const QString& words) const {
        const QRectF where(card.left() + 20 * unit, card.top() + 6 * unit + index * row,
                           namesWidth(card, unit) - 24 * unit, row);
        brush.writeFitting(where, words, text, brush.c.dim);
    }
    void value(const QRectF& column, int index, const QString& words, const QColor& ink,
               Weight weight = Weight::Regular) const {
        brush.write(cell(column, index), words, text, ink, weight, Qt::AlignCenter);
    }
    void column(const PaddingColumn& c, int index, bool hidesSize) const {
        const QRectF where = paddingColumnRect(card, index, unit);
        if (c.now) {
            brush.fill(where.adjusted(2, 0, -2, 0), brush.c.raised, 7);
            brush.outline(where.adjusted(3, 1, -3, -1), brush.c.text, 2, 7);
        }
        value(where, 0, c.name, brush.c.text, c.now ? Weight::Bold : Weight::SemiBold);
        value(where, 1, c.amount(), brush.c.text);
        if (!c.fit.fits) return value(where, 2, ui::tr("no window"), brush.c.error);
        value(where, 2, hidesSize ? QString("?") : times(c.fit.rows, c.fit.columns), brush.c.output, Weight::SemiBold);
        value(where, 3, c.left(), brush.c.text);
        value(where, 4, QString::number(c.fit.unread), brush.c.text, c.fit.unread > 0 ? Weight::Bold : Weight::Regular);
        value(where, 5, hidesSize ? QString("?") : grouped(c.fit.products), brush.c.text);
    }
    // "(3 − 1) ÷ 2 = 1" for kernels of 1, 3, 5 and 7; the current one stands out.
    void foot(const cnn::Window& window) const {
        const QRectF line(card.left() + 20 * unit, card.bottom() - footHeight(unit) - 3 * unit,
                          card.width() - 40 * unit, footHeight(unit));
        const bool strided = window.y.stride > 1 || window.x.stride > 1;
        const QString name = strided ? ui::tr("same size at stride 1: p =") : ui::tr("same size: p =");
        const double least = namesWidth(card, unit) - 24 * unit, wanted = lineWidth({{name, {}}}, text) + 1;
        const double end =
            brush.write({line.topLeft(), QSizeF(std::max(least, wanted), line.height())}, name, text, brush.c.dim);
        const double left = std::max(card.left() + namesWidth(card, unit), end + 6 * unit),
                     pitch = (card.right() - left) / kernels;
        for (int i = 0; i < kernels; ++i) {
            const int k = 2 * i + 1;
            const bool now = window.y.extent() == k && window.x.extent() == k;
            const TextLine words{{"(", brush.c.dim},
                                 {QString::number(k), brush.c.kernel, now ? Weight::Bold : Weight::Regular},
                                 {QString::fromUtf8(" − 1) ÷ 2 = "), brush.c.dim},
                                 {QString::number(i), brush.c.text, now ? Weight::Bold : Weight::Regular}};
            const double size = fittingSize(words, 0.94 * pitch, text, 12);
            drawLine(brush.painter, words, left + (i + 0.5) * pitch - lineWidth(words, size) / 2,
                     line.center().y() + 0.36 * size, size);
        }
    }
};

} // namespace

QRectF paddingColumnRect(const QRectF& card, int index, double unit) {
    const double left = card.left() + namesWidth(card, unit), pitch = (card.right() - 8 * unit - left) / paddings;
    return {left + index * pitch, card.top() + 6 * unit, pitch, card.height() - footHeight(unit) - 9 * unit};
}

void paintFitsCard(QPainter& painter, const Style& style, const WindowPicture& p, QRectF card, double unit) {
    const Brush brush{painter, style.colors()};
    brush.fill(card.adjusted(0.5, 0.5, -0.5, -0.5), brush.c.surface, 12);
    brush.outline(card.adjusted(0.5, 0.5, -0.5, -0.5), brush.c.line, 1, 12);
    const double row = paddingColumnRect(card, 0, unit).height() / tableRows;
    const FitsTable table{brush, card, unit, row,
                          std::max(12.0, std::floor(std::min(0.74 * row, std::max(12.5, 16 * unit))))};
    const QStringList names = rowNames();
    for (int i = 0; i < tableRows; ++i) table.name(i, names[i]);
    const auto columns = paddingColumns(p.task.window, p.task.input.shape());
    for (int i = 0; i < paddings; ++i) table.column(columns[static_cast<std::size_t>(i)], i, p.hidesSize());
    if (p.hover && p.hover->part == "fit")
        brush.outline(paddingColumnRect(card, p.hover->x, unit).adjusted(3, 1, -3, -1), brush.c.text, 1, 7);
    table.foot(p.task.window);
}

} // namespace ui
