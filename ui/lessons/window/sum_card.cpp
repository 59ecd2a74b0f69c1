#include "ui/lessons/window/sum_card.h"

#include "ui/figure/count.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/window/window_sums.h"
#include "ui/tr.h"

#include <QCoreApplication>
#include <algorithm>

namespace ui {
namespace {

using cnn::Decimal;
using cnn::WrittenSum;
using cnn::WrittenTerm;

constexpr std::size_t mostColumns = 9; // beyond, the sum is written a kernel row a line
constexpr double smallestText = 12;

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
// The products, and their sums row by row, would give away what is asked: only adding them up would be left.
bool hidesProducts(const Card& c) {
    return c.picture.hidesKernel() || c.picture.hidesResult();
}
QString productText(const Card& c, const WrittenTerm& t) {
    return hidesProducts(c) ? QString("?") : inside(t.product);
}

// "a × w" of one term.
TextLine product(const Card& c, const WrittenTerm& t) {
    const QColor input = t.padding ? c.colors.text : inkOf(c.colors, c.picture.inputRole);
    return {{inside(t.input), input, Weight::SemiBold},
            {" × ", c.colors.dim, Weight::Regular, 0.72},
            {weightText(c, t), inkOf(c.colors, c.picture.kernelRole), Weight::SemiBold}};
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

// From `left`, with so much room to its right.
void drawResult(const Card& c, double left, double width, double baseline, double size) {
    const double room = (rectified(c) ? 0.36 : 1) * width;
    const double pixels = fittingSize(result(c), room, size, smallestText);
    drawLine(c.painter, result(c), left, baseline, pixels);
    if (rectified(c)) {
        const TextLine line = rectifier(c);
        const double fitting = fittingSize(line, 0.64 * width, size, smallestText);
        drawLine(c.painter, line, left + width - lineWidth(line, fitting), baseline, fitting);
    }
    if (c.sum.complete) return;
    const TextLine soFar{{QCoreApplication::translate("SumCard", "so far"), c.colors.dim}};
    drawLine(c.painter, soFar, left, baseline + 0.45 * size, std::max(12.5, 14 * c.unit));
}

// One column a term: the product above, its value below, plus signs of both rows on the same axis. In the middle of a
// sum what is there so far stands before the "=", and what is still to come beyond the result, in a box of its own.
class Columns {
public:
    explicit Columns(const Card& card)
        : c(card), m_count(card.whole.terms.size() + (card.whole.hasBias ? 1 : 0)),
          m_reached(card.sum.complete ? m_count : card.sum.terms.size()), m_caption(std::max(12.5, 14 * card.unit)),
          m_plus(34 * card.unit), m_top(card.area.top() + 0.40 * card.area.height()),
          m_bottom(card.area.top() + 0.88 * card.area.height()) {
        m_names = lineWidth({{rowName(), c.colors.dim}}, m_caption) + 24 * c.unit;
        m_results = (c.picture.relu ? 400 : 190) * c.unit;
        fit();
        // Where it is tight the terms matter more than the rows' names and the size of the result.
        m_tight = m_size < 25 * c.unit;
        if (!m_tight) return;
        m_names = 0;
        m_results = (c.picture.relu ? 300 : 120) * c.unit;
        fit();
    }
    QRectF lastProduct() const {
        const std::size_t last = c.sum.terms.size() - 1;
        const QSizeF size(lineWidth(product(c, c.sum.terms[last]), m_size), 1.2 * m_size);
        return {QPointF(centre(last) - size.width() / 2, m_top - 0.36 * m_size - size.height() / 2), size};
    }
    bool readable() const { return m_size >= 22 * c.unit || c.whole.rowSums().size() <= 1; }
    void draw() {
        if (!m_tight) {
            name(rowName(), m_top - 4 * c.unit);
            name(QCoreApplication::translate("SumCard", "products"), m_bottom);
        }
        for (std::size_t i = 0; i < m_reached; ++i) {
            term(i);
            sign(i + 1 < m_reached ? "+" : "=", left(i + 1) - m_plus / 2);
        }
        const double at = left(m_reached) + 14 * c.unit, room = m_results - 14 * c.unit;
        const double large = (m_tight ? 46 : 58) * c.unit;
        drawResult(c, at, c.sum.complete ? c.area.right() - at : room, m_top + 0.1 * large, large);
        const TextLine total{{c.picture.hidesResult() ? QString("?") : text(c.sum.result), c.colors.text}};
        drawLine(c.painter, total, at, m_bottom, fittingSize(total, room, m_below, smallestText));
        if (m_reached < m_count) coming();
    }

private:
    QString rowName() const {
        return QCoreApplication::translate("SumCard", "window × %1").arg(c.picture.kernelName.toLower());
    }
    double left(std::size_t column) const { return c.area.left() + m_names + static_cast<double>(column) * m_pitch; }
    double centre(std::size_t column) const { return left(column) + (m_pitch - m_plus) / 2; }
    void fit() {
        const double least = static_cast<double>(std::max<std::size_t>(m_count, 3));
        m_pitch = std::min((c.area.width() - m_names - m_results) / least, 300 * c.unit);
        m_size = 40 * c.unit, m_below = 24 * c.unit;
        for (const WrittenTerm& t : c.whole.terms) {
            const TextLine value{{productText(c, t), c.colors.text}};
            m_size = std::min(m_size, fittingSize(product(c, t), 0.9 * (m_pitch - m_plus), 40 * c.unit, smallestText));
            m_below = std::min(m_below, fittingSize(value, 0.9 * (m_pitch - m_plus), 24 * c.unit, smallestText));
        }
    }
    void name(const QString& words, double y) {
        drawLine(c.painter, {{words, c.colors.dim}}, c.area.left(), y, m_caption);
    }
    void sign(const char* sign, double at) {
        drawCentred(c.painter, {{sign, c.colors.dim}}, at, m_top, 0.72 * m_size);
        drawCentred(c.painter, {{sign, c.colors.dim}}, at, m_bottom, std::min(m_below, 20 * c.unit));
    }
    void term(std::size_t i) {
        if (i == c.sum.terms.size()) { // the bias
            drawCentred(c.painter, {{inside(c.sum.bias), c.colors.kernel, Weight::SemiBold}}, centre(i), m_top, m_size);
            drawCentred(c.painter, {{inside(c.sum.bias), c.colors.text}}, centre(i), m_bottom, m_below);
            return;
        }
        drawCentred(c.painter, product(c, c.sum.terms[i]), centre(i), m_top, m_size);
        drawCentred(c.painter, {{productText(c, c.sum.terms[i]), c.colors.text}}, centre(i), m_bottom, m_below);
        const double half = std::min(40 * c.unit, (m_pitch - m_plus) * 0.42), y = c.area.top() + 0.56 * c.area.height();
        c.painter.setPen(QPen(c.colors.line, 1));
        c.painter.drawLine(QPointF(centre(i) - half, y), QPointF(centre(i) + half, y));
    }
    void coming() {
        const QRectF box(QPointF(left(m_reached) + m_results, c.area.top() + 0.06 * c.area.height()),
                         QPointF(left(m_count) + m_results - m_plus / 2, c.area.bottom()));
        QPen dashed(c.colors.lineStrong, 1);
        dashed.setDashPattern({5, 5});
        c.painter.setPen(dashed);
        c.painter.setBrush(c.colors.window);
        c.painter.drawRoundedRect(box, 8, 8);
        for (std::size_t i = m_reached; i < m_count; ++i) {
            const QString words = i == c.whole.terms.size()
                                      ? inside(c.whole.bias)
                                      : inside(c.whole.terms[i].input) + " × " + weightText(c, c.whole.terms[i]);
            drawCentred(c.painter, {{words, c.colors.dim}}, centre(i) + m_results + m_plus / 4,
                        box.center().y() + 0.1 * m_size, 0.72 * m_size); // on no line of the equations
        }
        const TextLine caption{{QCoreApplication::translate("SumCard", "to come"), c.colors.dim}};
        drawCentred(c.painter, caption, box.center().x(), box.bottom() - 0.6 * m_caption,
                    fittingSize(caption, box.width() - 8, m_caption, smallestText));
    }

    const Card& c;
    std::size_t m_count, m_reached; // columns, and how many are in the sum
    double m_caption, m_plus, m_top, m_bottom, m_names = 0, m_results = 0, m_pitch = 0, m_size = 0, m_below = 0;
    bool m_tight = false;
};

// False, and nothing is drawn, when they would be too small to read.
bool drawColumns(const Card& c) {
    Columns columns(c);
    if (!columns.readable()) return false;
    columns.draw();
    return true;
}

TextLine dimmed(const Card& c, const QString& s) {
    return {{s, c.colors.dim}};
}

struct Row {
    TextLine left;
    Decimal sum;
};

// How many products (numbers when there are no weights) the kernel rows `first` to `last` have.
QString numbersIn(const Card& c, std::size_t first, std::size_t last) {
    const auto columns = static_cast<std::size_t>(c.sum.columns);
    const std::size_t n = std::min(c.sum.terms.size(), (last + 1) * columns) - first * columns;
    const auto number = static_cast<qint64>(n);
    return c.picture.isConvolution() ? count::products(number) : count::numbers(number);
}

// A kernel row term by term, or only how many there are where they could not be read.
TextLine rowText(const Card& c, std::size_t row, double room) {
    const auto columns = static_cast<std::size_t>(c.sum.columns);
    TextLine line;
    for (std::size_t i = row * columns; i < std::min(c.sum.terms.size(), (row + 1) * columns); ++i) {
        if (!line.empty()) line.push_back({" + ", c.colors.dim});
        const TextLine term = c.picture.isConvolution()
                                  ? product(c, c.sum.terms[i])
                                  : TextLine{{inside(c.sum.terms[i].input), inkOf(c.colors, c.picture.inputRole)}};
        line.insert(line.end(), term.begin(), term.end());
    }
    if (!c.picture.hidesKernel() && lineWidth(line, smallestText) <= room) return line;
    return dimmed(c, QCoreApplication::translate("SumCard", "row %1: %2").arg(row + 1).arg(numbersIn(c, row, row)));
}

// The kernel's rows, at most `most`: what does not fit is one line with its count and sum. It always adds up.
std::vector<Row> rowsOf(const Card& c, std::size_t most, double room) {
    const auto sums = c.sum.rowSums();
    const std::size_t all = sums.size(), head = all <= most ? all : most - 2;
    std::vector<Row> rows;
    for (std::size_t i = 0; i < head; ++i) rows.push_back({rowText(c, i, room), sums[i]});
    if (head == all) return rows;
    Decimal rest;
    for (std::size_t i = head; i + 1 < all; ++i) rest = rest + sums[i];
    rows.push_back({dimmed(c, QCoreApplication::translate("SumCard", "rows %1 to %2: %3")
                                  .arg(head + 1)
                                  .arg(all - 1)
                                  .arg(numbersIn(c, head, all - 2))),
                    rest});
    rows.push_back({rowText(c, all - 1, room), sums[all - 1]});
    return rows;
}

// A kernel row a line with its sum, all sums in a column right of the longest row, and then the sum of these.
void drawRows(const Card& c) {
    const double results = (c.picture.relu ? 400 : 200) * c.unit, sumsWidth = 130 * c.unit;
    const double room = c.area.width() - results - sumsWidth - 60 * c.unit;
    const auto most =
        static_cast<std::size_t>(std::max(3.0, std::floor(c.area.height() / std::max(17 * c.unit, 15.0))));
    const auto rows = rowsOf(c, most, room);
    const double pitch = std::min(42 * c.unit, c.area.height() / static_cast<double>(rows.size()));
    double size = 0.66 * pitch, widest = 0;
    for (const Row& row : rows) size = std::min(size, fittingSize(row.left, room, size, smallestText));
    for (const Row& row : rows) widest = std::max(widest, lineWidth(row.left, size));
    widest = std::min(room, std::ceil(widest / (60 * c.unit)) * 60 * c.unit); // the sums do not jump at every step
    const double at = c.area.left() + widest + 24 * c.unit;
    double y = c.area.center().y() - pitch * static_cast<double>(rows.size()) / 2 + 0.5 * pitch + 0.36 * size;
    for (const Row& row : rows) {
        drawLine(c.painter, row.left, c.area.left(), y, size);
        const QString sum = hidesProducts(c) ? QString("?") : text(row.sum);
        const TextLine total{{"= ", c.colors.dim}, {sum, c.colors.text, Weight::SemiBold}};
        drawLine(c.painter, total, at, y, fittingSize(total, sumsWidth, size, smallestText));
        y += pitch;
    }
    const double middle = c.area.center().y() + 18 * c.unit;
    const bool mean = c.sum.operation == cnn::WindowOperation::AvgPool && c.sum.complete;
    // Named: beside a row's own sum a mere "=" would go on with that.
    const QString name = QCoreApplication::translate("SumCard", "sum");
    const QString sign =
        mean ? QString("%1 ÷ %2 %3").arg(name).arg(c.sum.terms.size()).arg(c.sum.equals()) : name + " =";
    const double end = drawLine(c.painter, dimmed(c, sign), at + sumsWidth, middle, 26 * c.unit);
    drawResult(c, end + 14 * c.unit, c.area.right() - end - 14 * c.unit, middle, 54 * c.unit);
}

// "max(4, 7, 4, 6) = 7" and "(0 + 1 + 3 + 4) ÷ 4 = 2" on one line.
void drawPooling(const Card& c) {
    TextLine line = poolingTerms(c.colors, c.picture, c.sum);
    line.push_back(
        {c.sum.none ? QCoreApplication::translate("SumCard", ": no number yet") : QString(" %1 ").arg(c.sum.equals()),
         c.colors.dim});
    if (!c.sum.none) {
        line.push_back(result(c).front());
        line.back().size = 1.35;
    }
    if (!c.sum.complete && !c.sum.none)
        line.push_back({QCoreApplication::translate("SumCard", "  so far"), c.colors.dim, Weight::Regular, 0.4});
    const double pixels = fittingSize(line, c.area.width(), 44 * c.unit, smallestText);
    drawCentred(c.painter, line, c.area.center().x(), c.area.center().y() + 0.36 * pixels, pixels);
}

QRectF areaOf(const QRectF& card, double unit) {
    return card.adjusted(28 * unit, 14 * unit, -28 * unit, -14 * unit);
}

} // namespace

TextLine lastProduct(const Palette& colors, const WindowPicture& picture) {
    const WrittenSum sum = cnn::writeSum(picture.task, picture.step(), picture.shown);
    QPainter none;
    return product({none, colors, picture, sum, sum, {}, 1}, sum.terms.back());
}

QRectF lastProductPlace(const WindowPicture& picture, QRectF card, double unit) {
    const cnn::WindowStep step = picture.step();
    const WrittenSum sum = cnn::writeSum(picture.task, step, picture.shown);
    const WrittenSum whole = cnn::writeSum(picture.task, step, static_cast<int>(step.terms.size()));
    if (!picture.isConvolution() || whole.terms.size() > mostColumns) return {};
    QPainter none;
    const Card c{none, palette(Theme::Light), picture, sum, whole, areaOf(card, unit), unit};
    const Columns columns(c);
    return columns.readable() ? columns.lastProduct() : QRectF();
}

void paintSumCard(QPainter& painter, const Style& style, const WindowPicture& picture, QRectF card, double unit) {
    if (!picture.walk) return;
    const Palette& colors = style.colors();
    painter.setPen(QPen(colors.line, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
    const cnn::WindowStep step = picture.step();
    const WrittenSum sum = cnn::writeSum(picture.task, step, picture.shown);
    const WrittenSum whole = cnn::writeSum(picture.task, step, static_cast<int>(step.terms.size()));
    const Card c{painter, colors, picture, sum, whole, areaOf(card, unit), unit};
    if (sum.operation == cnn::WindowOperation::MaxPool && sum.terms.size() > 36) {
        const QString numbers = count::numbers(static_cast<qint64>(sum.terms.size()));
        TextLine line{{(sum.none ? ui::tr("max of %1: none yet") : ui::tr("max of %1 = ")).arg(numbers), colors.dim}};
        if (!sum.none) line.push_back(result(c).front());
        drawCentred(painter, line, c.area.center().x(), c.area.center().y() + 16 * unit, 40 * unit);
    } else if (!picture.isConvolution() && sum.terms.size() <= 36)
        drawPooling(c);
    else if (whole.terms.size() > mostColumns || !drawColumns(c))
        drawRows(c);
}

} // namespace ui
