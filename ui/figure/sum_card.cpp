#include "ui/figure/sum_card.h"

#include "ui/figure/text_runs.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Decimal;
using cnn::WrittenSum;
using cnn::WrittenTerm;

constexpr std::size_t mostColumns = 9; // beyond, the sum is written a kernel row a line
constexpr double smallestText = 11;

QString text(const Decimal& d) {
    return QString::fromStdString(d.text());
}
QString inside(const Decimal& d) {
    return d.negative() ? "(" + text(d) + ")" : text(d);
}

struct Card {
    QPainter& painter;
    const Palette& colors;
    const WindowPicture& picture;
    const WrittenSum& sum;   // as far as it goes
    const WrittenSum& whole; // with the terms still to come
    QRectF area;             // without the margins
    double unit;
};

void drawCentred(QPainter& painter, const TextLine& line, double centre, double y, double pixels) {
    drawLine(painter, line, centre - lineWidth(line, pixels) / 2, y, pixels);
}

bool rectified(const Card& c) {
    return c.picture.relu && c.picture.isConvolution() && c.sum.complete && !c.picture.hidesResult();
}

QString weightText(const Card& c, const WrittenTerm& t) {
    return c.picture.hidesKernel() ? QString("?") : inside(t.weight);
}
QString productText(const Card& c, const WrittenTerm& t) {
    return c.picture.hidesKernel() ? QString("?") : inside(t.product);
}

// "a × w" of one term.
TextLine product(const Card& c, const WrittenTerm& t) {
    const QColor input = t.padding ? c.colors.text : c.colors.input;
    return {{inside(t.input), input, Weight::SemiBold},
            {" × ", c.colors.dim, Weight::Regular, 0.72},
            {weightText(c, t), c.colors.kernel, Weight::SemiBold}};
}

TextLine result(const Card& c) {
    if (c.picture.hidesResult()) return {{"?", c.colors.dim, Weight::Bold}};
    if (rectified(c)) return {{text(c.sum.result), c.colors.text, Weight::SemiBold, 0.72}};
    return {{text(c.sum.result), c.colors.now, Weight::Bold}};
}

// "max(0, −3) = 0" after the sum.
TextLine rectifier(const Card& c) {
    const QString sum = text(c.sum.result), value = c.sum.result.negative() ? QString("0") : sum;
    return {{QString("max(0, %1) = ").arg(sum), c.colors.dim, Weight::Regular, 0.5},
            {value, c.colors.now, Weight::Bold}};
}

void drawResult(const Card& c, double left, double baseline, double size) {
    const double room = (rectified(c) ? 0.36 : 1) * (c.area.right() - left);
    const double pixels = fittingSize(result(c), room, size, smallestText);
    drawLine(c.painter, result(c), left, baseline, pixels);
    if (rectified(c)) {
        const TextLine line = rectifier(c);
        const double fitting = fittingSize(line, 0.64 * (c.area.right() - left), size, smallestText);
        drawLine(c.painter, line, c.area.right() - lineWidth(line, fitting), baseline, fitting);
    }
    if (c.sum.complete) return;
    const TextLine soFar{{QCoreApplication::translate("SumCard", "so far"), c.colors.dim}};
    drawLine(c.painter, soFar, left, baseline + 0.45 * size, std::max(12.5, 14 * c.unit));
}

// One column a term: the product above, its value below, plus signs of both rows on the same axis.
// False, and nothing is drawn, when they would be too small to read.
bool drawColumns(const Card& c) {
    const auto count = c.whole.terms.size() + (c.whole.hasBias ? 1 : 0);
    const double caption = std::max(12.5, 14 * c.unit);
    const QString rowName = QCoreApplication::translate("SumCard", "window × %1").arg(c.picture.kernelName.toLower());
    const double columns = static_cast<double>(std::max<std::size_t>(count, 3)), plus = 34 * c.unit;
    double names = lineWidth({{rowName, c.colors.dim}}, caption) + 24 * c.unit,
           results = (c.picture.relu ? 400 : 190) * c.unit;
    double pitch = 0, size = 0, below = 0;
    const auto fit = [&] {
        pitch = std::min((c.area.width() - names - results) / columns, 300 * c.unit);
        size = 40 * c.unit, below = 24 * c.unit;
        for (const WrittenTerm& t : c.whole.terms) {
            const TextLine value{{productText(c, t), c.colors.text}};
            size = std::min(size, fittingSize(product(c, t), pitch - plus, 40 * c.unit, smallestText));
            below = std::min(below, fittingSize(value, pitch - plus, 24 * c.unit, smallestText));
        }
    };
    fit();
    // Where it is tight the terms matter more than the rows' names and the size of the result.
    const bool tight = size < 25 * c.unit;
    if (tight) {
        names = 0;
        results = (c.picture.relu ? 300 : 120) * c.unit;
        fit();
    }
    if (size < 17 * c.unit && c.whole.rowSums().size() > 1) return false;
    const double top = c.area.top() + 0.40 * c.area.height(), bottom = c.area.top() + 0.88 * c.area.height();
    const auto name = [&](const QString& s, double y) {
        drawLine(c.painter, {{s, c.colors.dim}}, c.area.left(), y, caption);
    };
    if (!tight) {
        name(rowName, top - 4 * c.unit);
        name(QCoreApplication::translate("SumCard", "products"), bottom);
    }
    double x = c.area.left() + names;
    const auto between = [&](const char* sign, double at, bool products) {
        drawCentred(c.painter, {{sign, c.colors.dim}}, at, top, 0.72 * size);
        if (products) drawCentred(c.painter, {{sign, c.colors.dim}}, at, bottom, std::min(below, 20 * c.unit));
    };
    for (std::size_t i = 0; i < count; ++i, x += pitch) {
        const double centre = x + (pitch - plus) / 2;
        if (i >= c.sum.terms.size() && !c.sum.complete) {
            const bool bias = i == c.whole.terms.size();
            const TextLine coming{
                {bias ? inside(c.whole.bias) : inside(c.whole.terms[i].input) + " × " + weightText(c, c.whole.terms[i]),
                 c.colors.dim}};
            drawCentred(c.painter, coming, centre, top, 0.72 * size);
        } else if (i == c.sum.terms.size()) {
            drawCentred(c.painter, {{inside(c.sum.bias), c.colors.kernel, Weight::SemiBold}}, centre, top, size);
            drawCentred(c.painter, {{inside(c.sum.bias), c.colors.text}}, centre, bottom, below);
        } else {
            drawCentred(c.painter, product(c, c.sum.terms[i]), centre, top, size);
            drawCentred(c.painter, {{productText(c, c.sum.terms[i]), c.colors.text}}, centre, bottom, below);
            const double half = std::min(40 * c.unit, (pitch - plus) * 0.42), y = c.area.top() + 0.56 * c.area.height();
            c.painter.setPen(QPen(c.colors.line, 1));
            c.painter.drawLine(QPointF(centre - half, y), QPointF(centre + half, y));
        }
        between(i + 1 < count ? "+" : "=", x + pitch - plus / 2, c.sum.complete || i + 1 < c.sum.terms.size());
    }
    drawResult(c, x + 14 * c.unit, top + 6 * c.unit, (tight ? 46 : 58) * c.unit);
    const TextLine total{{c.picture.hidesResult() ? QString("?") : text(c.sum.result), c.colors.text}};
    if (c.sum.complete)
        drawLine(c.painter, total, x + 14 * c.unit, bottom,
                 fittingSize(total, c.area.right() - x - 14 * c.unit, below, smallestText));
    return true;
}

TextLine dimmed(const Card& c, const QString& s) {
    return {{s, c.colors.dim}};
}

// A kernel row a line, as many as there is room for; the rest as one line with their count and sum. It always adds up.
void drawRows(const Card& c) {
    const auto sums = c.sum.rowSums();
    const auto lines = c.sum.rowLines();
    const double results = (c.picture.relu ? 400 : 200) * c.unit, width = c.area.width() - results - 70 * c.unit;
    const auto fitting = static_cast<std::size_t>(std::max(3.0, std::floor(c.area.height() / (17 * c.unit))));
    const std::size_t rows = sums.size();
    const std::size_t head = rows <= fitting ? rows : fitting - 2;
    const double pitch = std::min(30 * c.unit, c.area.height() / static_cast<double>(std::min(rows, fitting)));
    double y =
        c.area.top() + (c.area.height() - pitch * static_cast<double>(std::min(rows, fitting))) / 2 + pitch * 0.7;
    const auto row = [&](const QString& left, const Decimal& sum) {
        const QString part = c.picture.hidesKernel() ? QString("?") : text(sum);
        const TextLine line = dimmed(c, left);
        drawLine(c.painter, line, c.area.left(), y, fittingSize(line, width - 90 * c.unit, 0.68 * pitch, 9));
        const TextLine total{{"= ", c.colors.dim}, {part, c.colors.text, Weight::SemiBold}};
        drawLine(c.painter, total, c.area.left() + width - 80 * c.unit, y,
                 fittingSize(total, 140 * c.unit, 0.7 * pitch, 9));
        y += pitch;
    };
    const auto numbersIn = [&](std::size_t first, std::size_t last) {
        const std::size_t n = std::min(c.sum.terms.size(), (last + 1) * static_cast<std::size_t>(c.sum.columns)) -
                              first * static_cast<std::size_t>(c.sum.columns);
        return QCoreApplication::translate("SumCard", c.picture.isConvolution() ? "%n product(s)" : "%n number(s)",
                                           nullptr, static_cast<int>(n))
            .replace("(s)", n == 1 ? "" : "s");
    };
    const auto rowText = [&](std::size_t i) {
        const QString whole = QString::fromStdString(lines[i]).section(" = ", 0, 0).replace("×", " × ");
        const bool readable =
            !c.picture.hidesKernel() && lineWidth(dimmed(c, whole), smallestText) <= width - 90 * c.unit;
        return readable ? whole : QCoreApplication::translate("SumCard", "row %1: %2").arg(i + 1).arg(numbersIn(i, i));
    };
    for (std::size_t i = 0; i < head; ++i) row(rowText(i), sums[i]);
    if (head < rows) {
        Decimal rest;
        for (std::size_t i = head; i + 1 < rows; ++i) rest = rest + sums[i];
        row(QCoreApplication::translate("SumCard", "rows %1 to %2: %3")
                .arg(head + 1)
                .arg(rows - 1)
                .arg(numbersIn(head, rows - 2)),
            rest);
        row(rowText(rows - 1), sums[rows - 1]);
    }
    const double x = c.area.right() - results, middle = c.area.center().y() + 18 * c.unit;
    const bool mean = c.sum.operation == cnn::WindowOperation::AvgPool && c.sum.complete;
    const QString sign = mean ? "÷ " + QString::number(c.sum.terms.size()) + " " + c.sum.equals() : "=";
    const double end = drawLine(c.painter, dimmed(c, sign), x - 30 * c.unit, middle, 26 * c.unit);
    drawResult(c, end + 14 * c.unit, middle, 54 * c.unit);
}

// "max(4, 7, 4, 6) = 7" and "(0 + 1 + 3 + 4) ÷ 4 = 2" on one line.
void drawPooling(const Card& c) {
    const bool max = c.sum.operation == cnn::WindowOperation::MaxPool;
    const cnn::WindowStep step = c.picture.step();
    TextLine line;
    line.push_back({max ? "max(" : c.sum.complete ? "(" : "", c.colors.dim});
    bool marked = false; // the first of equals wins
    for (std::size_t i = 0; i < c.sum.terms.size(); ++i) {
        const WrittenTerm& t = c.sum.terms[i];
        if (i > 0) line.push_back({max ? ", " : " + ", c.colors.dim});
        const bool winner = max && !marked && !t.padding && t.input == c.sum.result && !c.picture.hidesResult();
        marked = marked || winner;
        const QString shown = t.padding && max ? QString("–") : max ? text(t.input) : inside(t.input);
        line.push_back({shown, t.padding ? c.colors.dim : winner ? c.colors.now : c.colors.input, Weight::SemiBold});
    }
    const bool divided = !max && c.sum.complete;
    line.push_back({max       ? ") = "
                    : divided ? QString(") ÷ %1 %2 ").arg(c.sum.terms.size()).arg(c.sum.equals())
                              : " = ",
                    c.colors.dim});
    line.push_back(result(c).front());
    line.back().size = 1.35;
    if (!c.sum.complete)
        line.push_back({QCoreApplication::translate("SumCard", "  so far"), c.colors.dim, Weight::Regular, 0.4});
    const double pixels = fittingSize(line, c.area.width(), 44 * c.unit, 9);
    drawCentred(c.painter, line, c.area.center().x(), c.area.center().y() + 0.36 * pixels, pixels);
}

} // namespace

void paintSumCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit) {
    if (!picture.walk) return;
    const Palette& colors = style.colors();
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const cnn::WindowStep step = picture.step();
    const WrittenSum sum = cnn::writeSum(picture.task, step, picture.shown);
    const WrittenSum whole = cnn::writeSum(picture.task, step, static_cast<int>(step.terms.size()));
    const double side = 28 * unit, ends = 14 * unit;
    const Card c{painter, colors, picture, sum, whole, card.adjusted(side, ends, -side, -ends), unit};
    if (sum.operation == cnn::WindowOperation::MaxPool && sum.terms.size() > 36) {
        const TextLine line{
            {QCoreApplication::translate("SumCard", "max of %1 numbers = ").arg(sum.terms.size()), colors.dim},
            result(c).front()};
        drawCentred(painter, line, c.area.center().x(), c.area.center().y() + 16 * unit, 40 * unit);
    } else if (!picture.isConvolution() && sum.terms.size() <= 36)
        drawPooling(c);
    else if (whole.terms.size() > mostColumns || !drawColumns(c))
        drawRows(c);
}

} // namespace ui
