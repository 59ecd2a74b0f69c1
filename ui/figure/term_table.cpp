#include "ui/figure/term_table.h"

#include "ui/figure/text_runs.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double textSize = 13, smallestText = 9.5;

QString inParentheses(const QString& number) {
    return number.startsWith(QChar(0x2212)) ? "(" + number + ")" : number;
}

} // namespace

double TermTable::row(double font) {
    return std::round(textSize * 1.45 * font);
}

int TermTable::fitting(const QRectF& area, double font, std::size_t feet) {
    return std::max(1, static_cast<int>((area.height() - 6) / row(font)) - 1 - static_cast<int>(feet));
}

QRectF TermTable::line(const QRectF& area, double font, int index) {
    return {area.left(), area.top() + (index + 1) * row(font), area.width(), row(font)};
}

namespace {

// Where the columns of a table end, from its left edge.
struct Columns {
    explicit Columns(double width) : named(0.315 * width), product(0.78 * width), factorRoom(0.28 * width) {}
    double named, product, factorRoom;
};

constexpr Qt::Alignment atLeft = Qt::AlignLeft | Qt::AlignVCenter, atRight = Qt::AlignRight | Qt::AlignVCenter;

TextLine factorsOf(const TermTable& t, const TermTable::Line& l, const QColor& dim) {
    return {{inParentheses(l.first), t.firstInk, Weight::SemiBold},
            {" × ", dim},
            {inParentheses(l.second), t.secondInk, Weight::SemiBold}};
}

} // namespace

void TermTable::paint(const Brush& to, const QRectF& area, double font, int hot) const {
    const double pixels = textSize * font, high = row(font), width = area.width();
    const Columns at(width);
    const auto write = [&](const QRectF& where, double from, double until, const QString& text, const QColor& colour,
                           Weight weight, Qt::Alignment align) {
        to.write({where.left() + from, where.top(), until - from, where.height()}, text, pixels, colour, weight, align);
    };
    const QRectF head = line(area, font, -1);
    write(head, 4, at.named, name, nameInk, Weight::SemiBold, atLeft);
    to.writeFitting({head.left() + at.named, head.top(), at.factorRoom, head.height()}, factors, pixels, to.c.dim);
    write(head, 0, at.product, QCoreApplication::translate("TermTable", "product"), to.c.dim, Weight::Regular, atRight);
    double largest = 0, size = pixels;
    for (const Line& l : lines) {
        largest = std::max(largest, std::abs(l.value));
        size = fittingSize(factorsOf(*this, l, to.c.dim), at.factorRoom, size, smallestText);
    }
    const double room = width - at.product - 12, middle = area.left() + at.product + 12 + room / 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& l = lines[i];
        const QRectF where = line(area, font, static_cast<int>(i));
        if (static_cast<int>(i) == hot) to.fill(where, to.c.sunken, 4);
        write(where, 4, at.named - 6, l.name, to.c.dim, Weight::Regular, atLeft);
        drawLine(to.painter, factorsOf(*this, l, to.c.dim), where.left() + at.named, where.center().y() + 0.36 * size,
                 size);
        write(where, at.named + at.factorRoom, at.product, l.product, to.c.text, Weight::Regular, atRight);
        const double bar = largest > 0 ? l.value / largest * room / 2 : 0;
        to.fill(QRectF(QPointF(middle, where.top() + 0.28 * high), QSizeF(bar, 0.44 * high)).normalized(),
                signedRamp(l.value < 0 ? -0.75 : 0.75));
    }
    paintFeet(to, area, font);
}

void TermTable::paintFeet(const Brush& to, const QRectF& area, double font) const {
    const Columns at(area.width());
    const double numbers = at.named + at.factorRoom;
    QRectF where = line(area, font, static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < feet.size(); ++i) {
        const Foot& foot = feet[i];
        if (i + 1 == feet.size()) {
            to.painter.setPen(QPen(to.c.lineStrong, 1));
            to.painter.drawLine(QPointF(area.left() + numbers, where.top() + 2),
                                QPointF(area.left() + at.product, where.top() + 2));
            where.translate(0, 3);
        }
        const auto column = [&](double from, double until) {
            return QRectF(where.left() + from, where.top(), until - from, where.height());
        };
        to.write(column(at.named, numbers), foot.name, textSize * font, to.c.dim, Weight::Regular, atRight);
        to.write(column(numbers, at.product), foot.number, textSize * font, foot.colour, foot.weight, atRight);
        where.translate(0, row(font));
    }
}

} // namespace ui
