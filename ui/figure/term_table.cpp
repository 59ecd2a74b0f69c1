#include "ui/figure/term_table.h"

#include "ui/figure/text_runs.h"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double textSize = 13, smallestText = 12;

QString inParentheses(const QString& number) {
    return number.startsWith(QChar(0x2212)) ? "(" + number + ")" : number;
}

QString thirdHeading(const TermTable& table) {
    return table.made.isEmpty() ? QCoreApplication::translate("TermTable", "product") : table.made;
}

TextLine factorsOf(const TermTable& table, const TermTable::Line& line, const QColor& sign) {
    if (line.second.isEmpty()) return {{line.first, table.firstInk, Weight::SemiBold}};
    return {{inParentheses(line.first), table.firstInk, Weight::SemiBold},
            {" × ", sign},
            {inParentheses(line.second), table.secondInk, Weight::SemiBold}};
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

// Where the columns end, for one width.
struct TermTable::Columns {
    Columns(const Brush& brush, const TermTable& table, double width, double font)
        : to(brush), pixels(textSize * font), named(0.315 * width), product(0.78 * width), factorRoom(0.28 * width) {
        const bool canBeBrief = !table.lines.empty() && !table.lines.front().brief.isEmpty();
        for (;; --pixels) {
            double names = lineWidth({{table.name, {}, Weight::SemiBold}}, pixels), factors = 0;
            double products = lineWidth({{thirdHeading(table), {}}}, pixels);
            for (const Line& line : table.lines) {
                names = std::max(names, lineWidth({{nameOf(line), {}}}, pixels));
                factors = std::max(factors, lineWidth(factorsOf(table, line, {}), pixels));
                products = std::max(products, lineWidth({{line.product, {}}}, pixels));
            }
            for (const Foot& foot : table.feet) {
                factors = std::max(factors, lineWidth({{foot.name, {}}}, pixels));
                products = std::max(products, lineWidth({{foot.number, {}, foot.weight}}, pixels));
            }
            if (names <= named - 10 && factors <= factorRoom && products <= product - named - factorRoom - 8) return;
            // The bars give way, then the size, at last the names.
            const double apart = 12, numbers = factors + products + apart;
            const bool fits = names + apart + numbers + 4 <= width;
            if (!fits && pixels - 1 >= smallestText) continue;
            if (!fits && canBeBrief && !brief) {
                brief = true;
                pixels = textSize * font + 1;
                continue;
            }
            named = std::max(0.0, std::min(names + apart + 4, width - numbers));
            factorRoom = factors;
            product = std::min(width, named + numbers);
            return;
        }
    }
    void write(const QRectF& at, double from, double until, const QString& text, const QColor& colour, Weight weight,
               Qt::Alignment align) const {
        to.write({at.left() + from, at.top(), until - from, at.height()}, text, pixels, colour, weight, align);
    }
    const QString& nameOf(const Line& line) const { return brief ? line.brief : line.name; }

    const Brush& to;
    double pixels, named, product, factorRoom;
    bool brief = false;
};

void TermTable::paint(const Brush& to, const QRectF& area, double font, int hot) const {
    const Columns columns(to, *this, area.width(), font);
    const double pixels = columns.pixels, named = columns.named, product = columns.product;
    const double factorRoom = columns.factorRoom;
    const double high = row(font), width = area.width();
    const auto right = Qt::AlignRight | Qt::AlignVCenter;
    const QRectF head = line(area, font, -1);
    columns.write(head, 4, named, name, nameInk, Weight::SemiBold, Qt::AlignLeft | Qt::AlignVCenter);
    to.writeFitting({head.left() + named, head.top(), factorRoom, head.height()}, factors, pixels, to.c.dim);
    columns.write(head, 0, product, thirdHeading(*this), to.c.dim, Weight::Regular, right);
    double largest = 0;
    for (const Line& l : lines) largest = std::max(largest, std::abs(l.value));
    const double room = std::max(0.0, width - product - 12), middle = area.left() + product + 12 + room / 2;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Line& l = lines[i];
        const QRectF at = line(area, font, static_cast<int>(i));
        if (static_cast<int>(i) == hot) to.fill(at, to.c.sunken, 4);
        columns.write(at, 4, named - 6, columns.nameOf(l), to.c.dim, Weight::Regular, Qt::AlignLeft | Qt::AlignVCenter);
        drawLine(to.painter, factorsOf(*this, l, to.c.dim), at.left() + named, at.center().y() + 0.36 * pixels, pixels);
        columns.write(at, named + factorRoom, product, l.product, to.c.text, Weight::Regular, right);
        const double bar = largest > 0 ? l.value / largest * room / 2 : 0;
        to.fill(QRectF(QPointF(middle, at.top() + 0.28 * high), QSizeF(bar, 0.44 * high)).normalized(),
                signedRamp(l.value < 0 ? -0.75 : 0.75));
    }
    paintFeet(columns, area, font);
}

void TermTable::paintFeet(const Columns& columns, const QRectF& area, double font) const {
    QRectF at = line(area, font, static_cast<int>(lines.size()));
    for (std::size_t i = 0; i < feet.size(); ++i) {
        if (i + 1 == feet.size()) {
            columns.to.painter.setPen(QPen(columns.to.c.lineStrong, 1));
            columns.to.painter.drawLine(QPointF(area.left() + columns.named + columns.factorRoom, at.top() + 2),
                                        QPointF(area.left() + columns.product, at.top() + 2));
            at.translate(0, 3);
        }
        columns.write(at, columns.named, columns.named + columns.factorRoom, feet[i].name, columns.to.c.dim,
                      Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
        columns.write(at, columns.named + columns.factorRoom, columns.product, feet[i].number, feet[i].colour,
                      feet[i].weight, Qt::AlignRight | Qt::AlignVCenter);
        at.translate(0, row(font));
    }
}

} // namespace ui
