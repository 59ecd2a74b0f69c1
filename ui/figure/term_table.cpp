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

void TermTable::paint(const Brush& to, const QRectF& area, double font, int hot) const {
    const double pixels = textSize * font, high = row(font), width = area.width();
    const double named = 0.315 * width, product = 0.78 * width, factorRoom = 0.28 * width;
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const auto write = [&](const QRectF& at, double from, double until, const QString& text, const QColor& colour,
                           Weight weight, Qt::Alignment align) {
        to.write({at.left() + from, at.top(), until - from, at.height()}, text, pixels, colour, weight, align);
    };
    const QRectF head = line(area, font, -1);
    write(head, 4, named, name, nameInk, Weight::SemiBold, Qt::AlignLeft | Qt::AlignVCenter);
    to.writeFitting({head.left() + named, head.top(), factorRoom, head.height()}, factors, pixels, to.c.dim);
    write(head, 0, product, QCoreApplication::translate("TermTable", "product"), to.c.dim, Weight::Regular, right);
    double largest = 0, size = pixels;
    const auto runs = [&](const Line& l) {
        return TextLine{{inParentheses(l.first), firstInk, Weight::SemiBold},
                        {" × ", to.c.dim},
                        {inParentheses(l.second), secondInk, Weight::SemiBold}};
    };
    for (const Line& l : lines) {
        largest = std::max(largest, std::abs(l.value));
        size = fittingSize(runs(l), factorRoom, size, smallestText);
    }
    const double room = width - product - 12, middle = area.left() + product + 12 + room / 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& l = lines[i];
        const QRectF at = line(area, font, static_cast<int>(i));
        if (static_cast<int>(i) == hot) to.fill(at, to.c.sunken, 4);
        write(at, 4, named - 6, l.name, to.c.dim, Weight::Regular, Qt::AlignLeft | Qt::AlignVCenter);
        drawLine(to.painter, runs(l), at.left() + named, at.center().y() + 0.36 * size, size);
        write(at, named + factorRoom, product, l.product, to.c.text, Weight::Regular, right);
        const double bar = largest > 0 ? l.value / largest * room / 2 : 0;
        to.fill(QRectF(QPointF(middle, at.top() + 0.28 * high), QSizeF(bar, 0.44 * high)).normalized(),
                signedRamp(l.value < 0 ? -0.75 : 0.75));
    }
    QRectF at = line(area, font, static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < feet.size(); ++i) {
        if (i + 1 == feet.size()) {
            to.painter.setPen(QPen(to.c.lineStrong, 1));
            to.painter.drawLine(QPointF(area.left() + named + factorRoom, at.top() + 2),
                                QPointF(area.left() + product, at.top() + 2));
            at.translate(0, 3);
        }
        write(at, named, named + factorRoom, feet[i].name, to.c.dim, Weight::Regular, right);
        write(at, named + factorRoom, product, feet[i].number, feet[i].colour, feet[i].weight, right);
        at.translate(0, high);
    }
}

} // namespace ui
