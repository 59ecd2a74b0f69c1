#include "ui/lessons/fit/fit_card.h"

#include "core/walk/written_update.h"
#include "ui/figure/count.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t mostRules = 3;
constexpr double usualText = 13, smallestText = 12; // the latter in small windows

QString text(const std::string& s) {
    return QString::fromStdString(s);
}
QString inside(const QString& s) {
    return s.startsWith(QChar(0x2212)) ? "(" + s + ")" : s;
}

TextLine rule(const FitBrush& b, std::size_t k) {
    const cnn::WrittenUpdate u = cnn::writeUpdate(*b.picture.fit, b.now, k);
    const bool chosen = k == b.picture.weight, noGradient = b.picture.covers("gradient");
    const bool noNext = noGradient || b.picture.covers("next");
    const Palette& c = b.colors;
    return {{weightName(b.picture.rows(), b.picture.columns(), k), c.kernel, Weight::Bold},
            {" ← ", c.dim},
            {text(u.weightText), c.kernel, Weight::SemiBold},
            {" − ", c.dim},
            {text(u.rateText), c.text},
            {" × ", c.dim},
            {noGradient ? "?" : inside(text(u.gradientText)), noGradient ? c.dim : c.text,
             chosen ? Weight::Bold : Weight::Regular},
            {QString(" %1 ").arg(u.equals()), c.dim},
            {noNext ? "?" : text(u.nextText), noNext ? c.dim : c.now, Weight::Bold}};
}

// The chosen weight and its neighbours, as many as there is room for.
std::vector<std::size_t> shownRules(const FitBrush& b) {
    const std::size_t all = b.now.kernel.size(), count = std::min(all, mostRules);
    const std::size_t first = std::min(b.picture.weight > 0 ? b.picture.weight - 1 : 0, all - count);
    std::vector<std::size_t> shown;
    for (std::size_t k = first; k < first + count; ++k) shown.push_back(k);
    return shown;
}

void rules(const FitBrush& b, const QRectF& area) {
    const auto shown = shownRules(b);
    const double caption = b.layout.captionSize;
    const QString what = b.now.kernel.size() > shown.size()
                             ? tr(": %1 of %2 weights; click another").arg(shown.size()).arg(b.now.kernel.size())
                             : tr(": weight − learning rate × gradient");
    const QString name = b.picture.atEnd() ? tr("The next update would be") : tr("Update %1").arg(b.picture.step);
    const TextLine heading{{name, b.colors.text, Weight::Bold}, {what, b.colors.dim}};
    drawHeading(b, heading, {area.left(), area.top() + caption}, area.width(), b.layout.labelSize * 0.94);
    const double pitch = (area.height() - 1.6 * caption) / static_cast<double>(shown.size());
    double size = std::min(27 * b.unit, 0.62 * pitch);
    for (const std::size_t k : shown) size = std::min(size, fittingSize(rule(b, k), area.width(), size, smallestText));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double y = area.top() + 1.6 * caption + (static_cast<double>(i) + 0.5) * pitch + 0.36 * size;
        drawLine(b.painter, rule(b, shown[i]), area.left(), y, size);
    }
}

// A row of outputs as products, with fewer of them written out until it fits.
QString fittingRow(const cnn::WrittenGradient& g, std::size_t row, double width, double size) {
    for (std::size_t most = 12; most >= 3; --most) {
        const QString line = text(g.rowLine(row, most));
        if (fittingSize({{line, {}}}, width, size, 0) >= 0.92 * size) return line;
    }
    return tr("%1 = %2").arg(count::products(static_cast<qint64>(g.rows[row].size())), text(g.rowSums[row].text()));
}

// The sum a line for each row of outputs, those in the middle as one, and in the last line the total.
struct NamedLine {
    QString name;
    TextLine line;
};
std::vector<NamedLine> gradientLines(const cnn::WrittenGradient& g, const Palette& c, double room, double widest,
                                     double size) {
    std::vector<NamedLine> lines;
    const std::size_t last = g.rows.size() - 1;
    const auto whole = [&](std::size_t row) {
        lines.push_back({tr("row %1").arg(row + 1), {{fittingRow(g, row, room, size), c.text}}});
    };
    whole(0);
    if (last >= 3)
        lines.push_back({tr("rows %1 to %2").arg(2).arg(last),
                         {{tr("%1 = ").arg(count::products(static_cast<qint64>((last - 1) * g.rows[0].size()))), c.dim},
                          {text(g.sumOf(1, last - 1).text()), c.text}}});
    else
        for (std::size_t row = 1; row < last; ++row) whole(row);
    if (last > 0) whole(last);
    TextLine total{{"2 × " + inside(text(g.sum.text())) + " = ", c.text},
                   {text(g.gradient.text()), c.text, Weight::Bold}};
    if (!(g.gradient == g.rounded) && !(g.rounded == cnn::Decimal()))
        total.push_back({" ≈ " + text(g.rounded.text()), c.text, Weight::Bold});
    if (lineWidth(total, smallestText) > widest && total.size() > 2) total.pop_back();
    lines.push_back({tr("their sum"), total});
    return lines;
}

void gradient(const FitBrush& b, const QRectF& area) {
    const Palette& c = b.colors;
    const QString name = weightName(b.picture.rows(), b.picture.columns(), b.picture.weight);
    const double caption = b.layout.captionSize;
    const TextLine heading{{tr("Gradient of %1").arg(name), c.text, Weight::Bold},
                           {tr(" = 2 × sum of error × input, zeros left out"), c.dim}};
    drawHeading(b, heading, {area.left(), area.top() + caption}, area.width(), b.layout.labelSize * 0.94);
    const cnn::WrittenGradient g = cnn::writeGradient(*b.picture.fit, b.now, b.picture.weight);
    if (b.picture.covers("gradient") || !g.exact) {
        const TextLine line{{b.picture.covers("gradient") ? "?" : text(g.text), c.dim, Weight::Bold}};
        drawLine(b.painter, line, area.left(), area.center().y() + 0.5 * caption, 27 * b.unit);
        return;
    }
    const auto namesWidth = [&](double pixels) {
        return lineWidth({{tr("rows %1 to %2  ").arg(2).arg(10), c.dim}}, pixels);
    };
    double size = std::max(caption, 18 * b.unit); // as large as the first row allows
    const TextLine first{{text(g.rowLine(0, 12)), c.text}};
    size = std::max(caption, fittingSize(first, area.width() - namesWidth(size), size, caption));
    const double names = namesWidth(size);
    const double room = area.width() - names;
    std::vector<NamedLine> lines = gradientLines(g, c, room, area.width(), size);
    if (b.style.presenting) lines.erase(lines.begin(), lines.end() - 1); // the sum alone
    const double pitch = (area.height() - 1.6 * caption) / static_cast<double>(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const double y = area.top() + 1.6 * caption + (static_cast<double>(i) + 0.5) * pitch + 0.36 * size;
        // A total that is too long stands without a name.
        const bool named = lineWidth(lines[i].line, smallestText) <= room;
        const double left = area.left() + (named ? names : 0), width = area.right() - left;
        if (named) drawLine(b.painter, {{lines[i].name, c.dim}}, area.left(), y, size);
        drawLine(b.painter, lines[i].line, left, y, fittingSize(lines[i].line, width, size, smallestText));
    }
}

} // namespace

void paintUpdateCard(const FitBrush& b) {
    const QRectF& card = b.layout.sumCard;
    paintFitCard(b, card);
    const double pad = 16 * b.unit;
    const QRectF inner = card.adjusted(pad, pad * 0.8, -pad, -pad * 0.5);
    // The rules get what they need at a size that is read well, the sums all the rest.
    double needed = 0;
    for (const std::size_t k : shownRules(b))
        needed = std::max(needed, lineWidth(rule(b, k), std::max(usualText, 18 * b.unit)));
    const double split = inner.left() + std::clamp(needed + 1.2 * pad, 0.36 * inner.width(), 0.56 * inner.width());
    rules(b, QRectF(inner.topLeft(), QPointF(split - pad, inner.bottom())));
    b.painter.setPen(QPen(b.colors.line, 1));
    b.painter.drawLine(QPointF(split, inner.top()), QPointF(split, inner.bottom()));
    gradient(b, QRectF(QPointF(split + pad, inner.top()), inner.bottomRight()));
}

} // namespace ui
