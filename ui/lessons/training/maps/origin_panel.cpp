#include "ui/lessons/training/maps/origin_panel.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/figure/term_table.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/tr.h"

#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestText = 12, smallestProduct = 9;

QString text(const cnn::Decimal& d) {
    return QString::fromStdString(d.text());
}
QString inside(const cnn::Decimal& d) {
    return d.negative() ? '(' + text(d) + ')' : text(d);
}
// A number as it stands beside others that are written with three figures.
QString number(float value) {
    if (!cnn::writable(static_cast<double>(value))) return figures(static_cast<double>(value));
    return text(
        cnn::Decimal::rounded(static_cast<double>(value), cnn::placesFor(std::abs(static_cast<double>(value)))));
}

std::vector<float> inputsOf(const cnn::ValueOrigin& o, std::size_t group) {
    std::vector<float> values;
    for (std::size_t i = 0; i < o.perChannel(); ++i) values.push_back(o.terms[group * o.perChannel() + i].input);
    return values;
}
std::vector<float> weightsOf(const cnn::ValueOrigin& o, std::size_t group) {
    std::vector<float> values;
    for (std::size_t i = 0; i < o.perChannel(); ++i) values.push_back(o.terms[group * o.perChannel() + i].weight);
    return values;
}

} // namespace

// Terms a line each, not in a window.
bool OriginPanel::isList() const {
    return origin().kind == cnn::OriginKind::Share ||
           (origin().kind == cnn::OriginKind::Sum && origin().perChannel() == 1);
}

bool OriginPanel::meant(const CellRef& cell) const {
    if (!m_hover) return false;
    const auto term = termOf(origin(), *m_hover);
    return term && termOf(origin(), cell) == term && (m_hover->part == "term") == (cell.part == "term");
}

void OriginPanel::paint(const Brush& to) const {
    paintHead(to);
    if (!m_picture.origin) return;
    if (!origin().writable) {
        to.write({m_area.left(), m_area.top() + 3 * m_row, m_area.width(), m_row},
                 origin().vanishes ? tr("The products are too small to be written side by side.")
                                   : tr("The numbers grew beyond all bounds: too large to be written."),
                 mapsText * m_font, to.c.error);
        return;
    }
    if (!m_source.isEmpty()) paintSource(to);
    for (const Spot& spot : m_spots)
        if (spot.first.part == "window" || spot.first.part == "kernel") paintGrid(to, spot);
    if (!m_products.isEmpty()) {
        paintProducts(to);
        paintProductsFrame(to);
    }
    if (!m_curve.isEmpty()) paintCurve(to);
    if (isList()) paintTerms(to);
    if (!m_addition.isEmpty()) paintAddition(to);
    if (!m_line.isEmpty()) paintLine(to);
}

// What a click does.
QString OriginPanel::hint() const {
    if (m_picture.layer == 0) return {};
    if (origin().kind == cnn::OriginKind::Function) return tr("Click the framed value to go down to it.");
    if (isList()) return tr("Click a line to go down to its value.");
    if (origin().kind == cnn::OriginKind::Copy && origin().terms[0].srcY < 0) return {};
    return tr("Click a number of the window to go down to it.");
}

void OriginPanel::paintHead(const Brush& to) const {
    const double pixels = (mapsHead + 1) * m_font, line = mapsText * 1.5 * m_font;
    if (m_headed) {
        const QRectF first(m_area.left(), m_area.top(), m_area.width(), line);
        const double end = to.write(first, placeName(m_picture, m_picture.chosen), pixels, to.c.text, Weight::Bold);
        to.write(first.adjusted(end - first.left() + 12, 0, 0, 0), number(m_picture.chosenValue()), pixels, to.c.now,
                 Weight::Bold);
        const QString cost = costWords(m_picture);
        to.write(first.translated(0, line),
                 firstFitting({cost, cost.section(": ", 1)}, first.width(), mapsText * m_font), mapsText * m_font,
                 to.c.dim);
    }
    if (!m_picture.origin || !origin().writable) return;
    const auto term = m_hover ? termOf(origin(), *m_hover) : std::nullopt;
    if (term)
        paintTerm(to, *term);
    else if (m_headed)
        to.write(m_foot, hint(), mapsText * m_font, to.c.dim);
}

// The one that is pointed at, in the foot: where it comes from, and its product.
void OriginPanel::paintTerm(const Brush& to, std::size_t term) const {
    const double small = mapsText * m_font;
    const cnn::Term& t = origin().terms[term];
    const QString from =
        t.srcY < 0 ? tr("padding: ") : tr("%1, %2: ").arg(sourceName(m_picture, term), termName(m_picture, term));
    const double at = to.write(m_foot, from, small, to.c.dim);
    if (origin().kind != cnn::OriginKind::Sum) {
        to.write(m_foot.adjusted(at - m_foot.left(), 0, 0, 0), number(t.input), small, to.c.text, Weight::SemiBold);
        return;
    }
    cnn::WrittenProduct written = origin().product(term);
    const double truth = static_cast<double>(t.input) * static_cast<double>(t.weight);
    if (written.product == cnn::Decimal() && truth != 0) // alone it need not be as short as the sum's addends
        written = cnn::writeProduct(static_cast<double>(t.input), static_cast<double>(t.weight),
                                    cnn::placesFor(std::abs(truth)));
    const bool tiny = written.product == cnn::Decimal() && truth != 0;
    const TextLine product{{inside(written.first), to.c.input, Weight::SemiBold},
                           {" × ", to.c.dim},
                           {inside(written.second), to.c.kernel, Weight::SemiBold},
                           {tiny              ? ", "
                            : written.exact() ? " = "
                                              : " ≈ ",
                            to.c.dim},
                           {tiny ? tr("almost 0") : text(written.product), to.c.text, Weight::Bold}};
    drawLine(to.painter, product, at, m_foot.center().y() + 0.36 * small, small);
}

// The map that the window reads, with the window on it.
void OriginPanel::paintSource(const Brush& to) const {
    const cnn::Tensor& from = m_picture.trace->values[origin().readOf(0)];
    const cnn::Shape& in = from.shape();
    const cnn::Term &first = origin().terms.front(), &last = origin().terms.back();
    const QRectF caption(m_source.left(), m_source.top() - m_row, 2 * m_source.width(), m_row);
    const QString source = sourceName(m_picture, 0);
    const QString name = in.c == 1 ? source : tr("%1, map %2").arg(source).arg(first.c + 1);
    to.write(caption, name, mapsText * m_font, to.c.input, Weight::SemiBold);
    paintValueGrid(to.painter, to.c, m_source, mapOf(from, first.c), in.h, in.w, m_picture.inputRamp,
                   m_picture.inputEnd);
    if (origin().kind == cnn::OriginKind::Copy && first.srcY < 0) return; // a constant
    const double cell = m_source.width() / in.w;
    const QRectF window(m_source.left() + first.inX * cell, m_source.top() + first.inY * cell,
                        (last.inX - first.inX + 1) * cell, (last.inY - first.inY + 1) * cell);
    paintNowFrame(to.painter, to.c, window, 2.5);
}

void OriginPanel::paintGrid(const Brush& to, const Spot& spot) const {
    if (!m_curve.isEmpty()) return; // the source is the window
    const bool kernel = spot.first.part == "kernel";
    const auto group = static_cast<std::size_t>(spot.first.map);
    const cnn::ValueOrigin& o = origin();
    const Ramp ramp = kernel ? Ramp::Signed : m_picture.inputRamp;
    const double end = kernel ? m_picture.weightEnd : m_picture.inputEnd;
    paintValueGrid(to.painter, to.c, spot.where, kernel ? weightsOf(o, group) : inputsOf(o, group), o.rows, o.columns,
                   ramp, end);
    for (int y = 0; y < o.rows; ++y)
        for (int x = 0; x < o.columns; ++x) {
            const CellRef cell{spot.first.part, spot.first.map, y, x};
            const QRectF where = gridCell(spot.where, o.rows, o.columns, y, x);
            const std::size_t term = *termOf(o, cell);
            if (!kernel && o.terms[term].srcY < 0) {
                to.painter.fillRect(where, to.c.surface);
                QColor hatch = to.c.lineStrong;
                hatch.setAlphaF(0.5F);
                to.painter.fillRect(where, QBrush(hatch, Qt::BDiagPattern));
            }
            if (!kernel && o.winner == static_cast<int>(term)) {
                to.painter.setPen(QPen(to.c.now, where.width() < 44 ? 2.4 : 4.5));
                to.painter.setBrush(Qt::NoBrush);
                to.painter.drawEllipse(where.center(), 0.4 * where.width(), 0.4 * where.width());
            }
            if (meant(cell)) to.outline(where.adjusted(1, 1, -1, -1), to.c.text, 2);
        }
    if (!kernel) paintNowFrame(to.painter, to.c, spot.where, 2.5);
    if (m_addition.isEmpty()) return; // pooling
    if (kernel)
        to.write({spot.where.left() - 20 * m_font, spot.where.top(), 18 * m_font, spot.where.height()}, "×",
                 1.2 * mapsText * m_font, to.c.dim, Weight::Regular, Qt::AlignCenter);
    if (spot.first.map != static_cast<int>(m_groups.empty() ? 0 : m_groups.front())) return; // one heading is enough
    const QString name = kernel             ? tr("kernel %1").arg(o.place.c + 1)
                         : o.channels() > 1 ? sourceName(m_picture)
                                            : tr("window");
    // Away from each other: small windows are narrower than their names.
    const bool ofMany = !kernel && o.channels() > 1;
    const QRectF head(spot.where.left() - (ofMany ? 40 * m_font : 0), m_body.top(), spot.where.width() + 40 * m_font,
                      m_row);
    to.write(head, name, mapsText * m_font, kernel ? to.c.kernel : to.c.input, Weight::SemiBold,
             (ofMany ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

// A tint tells at a glance which products count; with it their numbers, and at the right the sum of each row.
void OriginPanel::paintProducts(const Brush& to) const {
    const cnn::ValueOrigin& o = origin();
    const std::size_t first = m_group * o.perChannel();
    double largest = 0, pixels = mapsText * m_font;
    const QRectF one = gridCell(m_products, o.rows, o.columns, 0, 0);
    for (std::size_t i = 0; i < o.perChannel(); ++i) {
        const cnn::Decimal& d = o.numbers[first + i];
        largest = std::max(largest, std::abs(d.value()));
        pixels = fittingSize({{aligned(d), to.c.text}}, one.width() - 5, pixels, smallestProduct);
    }
    for (int y = 0; y < o.rows; ++y) {
        for (int x = 0; x < o.columns; ++x) {
            const CellRef cell{"product", static_cast<int>(m_group), y, x};
            const QRectF where = gridCell(m_products, o.rows, o.columns, y, x);
            const cnn::Decimal& d = o.numbers[*termOf(o, cell)];
            const double t = largest > 0 ? d.value() / largest : 0;
            const QColor ground = mix(to.c.surface, signedRamp(t < 0 ? -0.75 : 0.75), std::abs(t));
            to.painter.fillRect(where.adjusted(0, 0, -1, -1), ground);
            to.write(where.adjusted(-2, 0, -3, 0), aligned(d), pixels, std::abs(t) < 0.02 ? to.c.dim : digitOn(ground),
                     Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
            if (meant(cell)) to.outline(where.adjusted(1, 1, -2, -2), to.c.text, 2);
        }
        const std::size_t row = first + static_cast<std::size_t>(y * o.columns);
        const QRectF right(m_products.right(), m_products.top() + y * one.height(), m_rowSums, one.height());
        if (m_rowSums > 0)
            to.write(right, aligned(o.sumOf(row, row + static_cast<std::size_t>(o.columns))),
                     std::max(smallestText, pixels), to.c.text, Weight::SemiBold, Qt::AlignRight | Qt::AlignVCenter);
    }
}

// What stands above and below the products: their names, and where there are several channels the sum of this one.
void OriginPanel::paintProductsFrame(const Brush& to) const {
    const cnn::ValueOrigin& o = origin();
    const std::size_t first = m_group * o.perChannel();
    const QRectF one = gridCell(m_products, o.rows, o.columns, 0, 0);
    const QRectF caption(m_products.left(), m_products.top() - m_row, m_products.width(), m_row);
    const QString name = o.channels() == 1 ? tr("products") : tr("products of map %1").arg(o.terms[first].c + 1);
    to.write(caption, name, mapsText * m_font, to.c.text, Weight::SemiBold);
    if (m_rowSums > 0)
        to.write({m_products.right(), caption.top(), m_rowSums, m_row}, tr("row"), mapsText * m_font, to.c.dim,
                 Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
    if (o.channels() == 1) return;
    const double below = m_products.bottom() + 3, end = m_products.right() + (m_rowSums > 0 ? m_rowSums : -4);
    to.painter.setPen(QPen(to.c.lineStrong, 1));
    to.painter.drawLine(QPointF(end - one.width() + 6, below), QPointF(end, below));
    to.write({m_products.left(), below, end - m_products.left(), m_row},
             aligned(o.sumOf(first, first + o.perChannel())), mapsText * m_font, to.c.text, Weight::Bold,
             Qt::AlignRight | Qt::AlignVCenter);
}

void OriginPanel::paintTerms(const Brush& to) const {
    if (origin().kind == cnn::OriginKind::Share) return paintShares(to);
    const cnn::ValueOrigin& o = origin();
    const QString name = o.from.empty() ? sourceName(m_picture) : tr("of");
    TermTable table{name, tr("value × weight"), to.c.input, to.c.input, to.c.kernel, {}, {}};
    int hot = -1;
    for (const Spot& spot : m_spots) {
        const auto i = static_cast<std::size_t>(spot.first.y);
        if (meant(spot.first)) hot = spot.first.y;
        const cnn::WrittenProduct written = o.product(i);
        const QString from = o.from.empty() ? termName(m_picture, i)
                                            : tr("%1, %2").arg(sourceName(m_picture, i), termName(m_picture, i));
        table.lines.push_back(
            {from, text(written.first), text(written.second), aligned(o.numbers[i]), o.numbers[i].value()});
    }
    const std::size_t shown = table.lines.size(), rest = o.terms.size() - shown;
    if (rest > 0) table.feet.push_back({tr("%1 more").arg(rest), aligned(o.sumOf(shown, o.terms.size())), to.c.text});
    if (o.hasBias) table.feet.push_back({biasName(), aligned(o.writtenBias), to.c.kernel});
    table.feet.push_back({tr("sum"), aligned(o.result), to.c.now, Weight::Bold});
    table.paint(to, m_body, m_font, hot);
}

// What is added without a value: of a norm and of a padding it is no bias that was learned.
QString OriginPanel::biasName() const {
    const cnn::Made made = cnn::factsOf(origin().layer.kind).made;
    return made == cnn::Made::OneByOne || made == cnn::Made::OfItsMap ? tr("constant") : tr("bias");
}

// The channels that a softmax divides by, and what is left of the one asked for.
void OriginPanel::paintShares(const Brush& to) const {
    const cnn::ValueOrigin& o = origin();
    TermTable table{sourceName(m_picture), tr("value"), to.c.input, to.c.input, to.c.kernel, {}, {}, tr("e^(v − max)")};
    int hot = o.winner;
    for (const Spot& spot : m_spots) {
        const auto i = static_cast<std::size_t>(spot.first.y);
        if (meant(spot.first)) hot = spot.first.y;
        table.lines.push_back(
            {shareName(i), number(o.terms[i].input), {}, aligned(o.numbers[i]), o.numbers[i].value()});
    }
    const std::size_t shown = table.lines.size(), rest = o.terms.size() - shown;
    if (rest > 0) table.feet.push_back({tr("%1 more").arg(rest), aligned(o.sumOf(shown, o.terms.size())), to.c.text});
    table.feet.push_back({tr("sum"), aligned(o.sum), to.c.text, Weight::Bold});
    const QString share = tr("%1 ÷ sum").arg(text(o.numbers[static_cast<std::size_t>(o.winner)]));
    table.feet.push_back({cnn::factsOf(o.layer.kind).made == cnn::Made::LogShare ? tr("ln(%1)").arg(share) : share,
                          text(o.result), to.c.now, Weight::Bold});
    table.paint(to, m_body, m_font, hot < static_cast<int>(shown) ? hot : -1);
}

// A channel by its class, where these are the classes.
QString OriginPanel::shareName(std::size_t term) const {
    const int c = origin().terms[term].c;
    const bool last = m_picture.layer + 1 == m_picture.network->size();
    return last && c < m_picture.classNames.size() ? m_picture.classNames[c] : termName(m_picture, term);
}

// Partial sums, what is not shown one by one, the bias, a line, and what they make.
void OriginPanel::paintAddition(const Brush& to) const {
    const cnn::ValueOrigin& o = origin();
    const double pixels = mapsText * m_font;
    const auto line = [&](const QRectF& at, const QString& name, const QString& value, const QColor& colour,
                          Weight weight) {
        to.write(at, value, pixels, colour, weight, Qt::AlignRight | Qt::AlignVCenter);
        to.write({at.left() - 120 * m_font, at.top(), 112 * m_font, at.height()}, name, pixels, to.c.dim,
                 Weight::Regular, Qt::AlignRight | Qt::AlignVCenter);
    };
    cnn::Decimal rest = o.sumOf(0, o.terms.size());
    for (const Spot& spot : m_spots) {
        if (spot.first.part != "channel") continue;
        const auto from = static_cast<std::size_t>(spot.first.map) * o.perChannel();
        const cnn::Decimal part = o.sumOf(from, from + o.perChannel());
        rest = rest + cnn::Decimal(-1, 0) * part;
        const bool shown = static_cast<std::size_t>(spot.first.map) == m_group;
        if (shown) to.fill({spot.where.left() - 6, spot.where.top() + 1, 3, spot.where.height() - 2}, to.c.text, 1);
        to.write({spot.where.left() + 2, spot.where.top(), 60 * m_font, spot.where.height()},
                 tr("map %1").arg(o.terms[from].c + 1), pixels, shown ? to.c.text : to.c.dim,
                 shown ? Weight::SemiBold : Weight::Regular);
        to.write({m_addition.left(), spot.where.top(), m_addition.width(), spot.where.height()}, aligned(part), pixels,
                 to.c.text, shown ? Weight::Bold : Weight::SemiBold, Qt::AlignRight | Qt::AlignVCenter);
    }
    QRectF at = m_addition;
    if (o.channels() > 1 && m_groups.size() < o.channels()) {
        line(at, tr("%1 more").arg(o.channels() - m_groups.size()), aligned(rest), to.c.text, Weight::SemiBold);
        at.translate(0, m_row);
    }
    if (o.hasBias) {
        line(at, tr("bias"), aligned(o.writtenBias), to.c.kernel, Weight::SemiBold);
        at.translate(0, m_row);
    }
    to.painter.setPen(QPen(to.c.lineStrong, 1));
    to.painter.drawLine(at.topLeft() + QPointF(8, 2), at.topRight() + QPointF(0, 2));
    line(at.translated(0, 3), tr("sum"), aligned(o.result), to.c.now, Weight::Bold);
}

void OriginPanel::paintCurve(const Brush& to) const {
    const auto& curve = m_picture.curve;
    double low = 0, high = 0;
    for (const auto& [x, y] : curve) {
        low = std::min(low, static_cast<double>(y));
        high = std::max(high, static_cast<double>(y));
    }
    const double reach = static_cast<double>(curve.back().first), span = std::max(high - low, 1e-6) * 1.1;
    const auto at = [&](double x, double y) {
        return QPointF(m_curve.left() + (x / reach + 1) / 2 * m_curve.width(),
                       m_curve.bottom() - (y - low + 0.05 * span) / span * m_curve.height());
    };
    to.painter.setPen(QPen(to.c.line, 1));
    to.painter.drawLine(at(-reach, 0), at(reach, 0));
    to.painter.drawLine(at(0, low), at(0, high));
    QPainterPath path(at(static_cast<double>(curve[0].first), static_cast<double>(curve[0].second)));
    for (const auto& [x, y] : curve) path.lineTo(at(static_cast<double>(x), static_cast<double>(y)));
    to.painter.setPen(QPen(to.c.text, 2.2));
    to.painter.setBrush(Qt::NoBrush);
    to.painter.drawPath(path);
    const QPointF dot = at(static_cast<double>(origin().terms[0].input), origin().value);
    to.painter.setPen(QPen(to.c.now, 1.5, Qt::DashLine));
    to.painter.drawLine(dot, {dot.x(), at(0, 0).y()});
    to.painter.drawLine(dot, {at(0, 0).x(), dot.y()});
    to.painter.setPen(Qt::NoPen);
    to.painter.setBrush(to.c.now);
    to.painter.drawEllipse(dot, 6, 6);
    const QString title = kindInSentence(origin().layer.kind);
    to.write({m_curve.left(), m_curve.top() - m_row, m_curve.width(), m_row}, title, mapsText * m_font, to.c.text,
             Weight::SemiBold);
}

void OriginPanel::paintLine(const Brush& to) const {
    const QString line = QString::fromStdString(origin().line(16));
    const qsizetype sign = std::max(line.lastIndexOf('='), line.lastIndexOf(QChar(0x2248)));
    TextLine runs{{line.left(sign + 1), to.c.text}, {line.mid(sign + 1), to.c.now, Weight::Bold, 1.2}};
    if (sign < 0) runs = {{line, to.c.now, Weight::Bold, 1.2}};
    const double pixels = fittingSize(runs, m_line.width(), 1.5 * mapsText * m_font, smallestText);
    drawLine(to.painter, runs, m_line.left(), m_line.center().y() + 0.36 * pixels, pixels);
}

} // namespace ui
