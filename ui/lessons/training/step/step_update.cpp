#include "ui/lessons/training/step/step_update.h"

#include "core/layers/catalog.h"
#include "ui/figure/number_text.h"
#include "ui/figure/term_table.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/lessons/training/maps/maps_picture.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double updateText = 13, largestSliceCell = 46;

bool isKernel(const StepPicture& p, std::size_t layer) {
    return p.network->layer(layer).info().window.has_value();
}

// Three figures.
QString number(double value) {
    if (!cnn::writable(value)) return figures(value);
    return QString::fromStdString(cnn::Decimal::rounded(value, cnn::placesFor(std::abs(value))).text());
}

// The numbers of the slice that a weight belongs to.
std::span<const float> sliceOf(const StepPicture& p, const cnn::Tensor& all, const WeightSpot& spot) {
    const QSize cells = StepUpdate::sliceCells(p, p.weight.layer);
    const cnn::LayerInfo info = p.network->layer(p.weight.layer).info();
    const std::size_t size =
        info.window ? static_cast<std::size_t>(cells.width() * cells.height()) : static_cast<std::size_t>(info.inputs);
    const int number = info.window ? spot.output * info.inputs + spot.input : spot.output;
    return all.values().subspan(static_cast<std::size_t>(number) * size, size);
}

} // namespace

StepUpdate::StepUpdate(const QRectF& body, double font, double row, const StepPicture& picture,
                       const std::optional<CellRef>& hover)
    : m_body(body), m_font(font), m_row(row), m_picture(picture), m_hover(hover) {
    layOut();
}

void StepUpdate::paint(const Brush& to) const {
    paintWeights(to);
    paintGradient(to);
    paintRule(to);
}

// A kernel as it is; the weights of a neuron as what they meet stands: a picture in its rows, maps a map a row.
QSize StepUpdate::sliceCells(const StepPicture& p, std::size_t layer) {
    const cnn::LayerInfo info = p.network->layer(layer).info();
    if (info.window) return {info.window->x.kernel, info.window->y.kernel};
    int columns = static_cast<int>(std::ceil(std::sqrt(info.inputs)));
    const std::size_t read = p.network->reads(layer)[0];
    if (read > 0 && cnn::factsOf(p.network->layer(read - 1).info().kind).onlyShape) {
        const cnn::Shape& s = p.step.trace.values[p.network->reads(read - 1)[0]].shape();
        columns = s.c == 1 ? s.w : s.h * s.w;
    }
    return {columns, (info.inputs + columns - 1) / columns};
}

std::optional<WeightSpot> StepUpdate::weightAt(const StepPicture& p, const CellRef& cell) {
    if (!p.update) return std::nullopt;
    WeightSpot spot = spotOf(p, p.weight);
    const cnn::LayerInfo info = p.network->layer(p.weight.layer).info();
    if (cell.part == "bias") {
        spot.bias = true;
        return spot;
    }
    const bool slice = cell.part == "slice";
    if (!slice && cell.part != "weight" && cell.part != "gradient") return std::nullopt;
    spot.bias = false;
    if (slice) {
        spot.output = cell.map;
        if (info.window) spot.input = cell.x;
    } else if (info.window) {
        spot.y = cell.y;
        spot.x = cell.x;
    } else {
        spot.input = cell.y * sliceCells(p, p.weight.layer).width() + cell.x;
    }
    const QSize cells = sliceCells(p, p.weight.layer);
    const bool there = spot.output < info.outputs && spot.input < info.inputs &&
                       (!info.window || (spot.y < cells.height() && spot.x < cells.width()));
    return there ? std::optional(spot) : std::nullopt;
}

void StepUpdate::addGrid(const CellRef& first, const QRectF& where, QSize cells) {
    m_spots.push_back({first, where, cells.height(), cells.width()});
}

namespace {

bool isFormula(const QString& word) {
    return std::ranges::any_of(word, [](QChar c) { return c.isDigit() || QString("+−×÷=≈").contains(c); });
}

// A sentence a line; one that is too wide even in the smallest letters breaks between words, within a formula before it
// says what it makes.
QStringList directionLines(const StepPicture& picture, double width) {
    QStringList lines;
    for (const QString& sentence : directionLine(picture).split('\n', Qt::SkipEmptyParts)) {
        QString line, piece;
        const auto add = [&](const QString& next) {
            const QString longer = line.isEmpty() ? next : line + ' ' + next;
            if (!line.isEmpty() && lineWidth({{longer, {}}}, Brush::smallest) > width) {
                lines << line;
                line = next;
            } else {
                line = longer;
            }
        };
        for (const QString& word : sentence.split(' ')) {
            const bool together = isFormula(piece.section(' ', -1)) || isFormula(word);
            if (piece.isEmpty() || (together && word != "=" && word != "≈")) {
                piece += piece.isEmpty() ? word : ' ' + word;
            } else {
                add(piece);
                piece = word;
            }
        }
        add(piece);
        lines << line;
    }
    return lines;
}

} // namespace

void StepUpdate::layOut() {
    // In a narrow card the terms, which are written, take from what is drawn.
    const bool narrow = m_body.width() < 620 * m_font;
    const double top = m_body.top() + 2.6 * m_row, apart = (narrow ? 14 : 26) * m_font;
    const QRectF overview(m_body.left(), top, (narrow ? 0.15 : 0.19) * m_body.width(), m_body.bottom() - top);
    QRectF large(overview.right() + apart, top, (narrow ? 0.24 : 0.27) * m_body.width(), overview.height());
    const double left = large.right() + apart;
    const double tab = std::min(74 * m_font, (std::min(left, m_body.left() + 0.46 * m_body.width()) - m_body.left()) /
                                                 static_cast<double>(m_picture.layers.size()));
    for (std::size_t i = 0; i < m_picture.layers.size(); ++i)
        m_spots.push_back({{"layer", 0, 0, static_cast<int>(i)},
                           {m_body.left() + static_cast<double>(i) * tab, m_body.top(), tab - 6, 1.3 * m_row}});
    layOutSlices(overview, large);
    const qsizetype words = directionLines(m_picture, m_body.right() - left).size();
    const double rule = (2.4 + static_cast<double>(words) + (words > 0 ? 0.4 : 0)) * m_row;
    m_rule = {left, m_body.bottom() - rule, m_body.right() - left, rule};
    m_terms = {QPointF(left, m_body.top()), QPointF(m_body.right(), m_rule.top() - 4)};
    const auto products = static_cast<int>(m_picture.update->products.size());
    const int shown =
        std::min({TermTable::fitting(m_terms, m_font, 2), static_cast<int>(cnn::WeightUpdate::shownAlone), products});
    for (int i = 0; i < shown; ++i) m_spots.push_back({{"term", 0, i, 0}, TermTable::line(m_terms, m_font, i)});
}

// All slices small, or a dense layer's neurons; and of the one shown its weights and their gradients.
void StepUpdate::layOutSlices(const QRectF& overview, const QRectF& large) {
    const cnn::LayerInfo info = m_picture.network->layer(m_picture.weight.layer).info();
    const QSize cells = sliceCells(m_picture, m_picture.weight.layer);
    // One input: squares in the fewest rows that fit. Several: a row an output, a column an input.
    int columns = info.window ? info.inputs : static_cast<int>(std::ceil(std::sqrt(info.outputs * 0.8)));
    if (info.window && info.inputs == 1) columns = info.outputs > 3 ? (info.outputs + 2) / 3 : 1;
    const bool pairs = info.window && info.inputs > 1;
    const int count = pairs ? info.outputs * info.inputs : info.outputs, rows = (count + columns - 1) / columns;
    const QRectF grid = fittingGrid(overview, rows, columns, (info.window ? 64 : 20) * m_font);
    for (int i = 0; i < count; ++i) {
        const QRectF where = gridCell(grid, rows, columns, i / columns, i % columns);
        const CellRef cell{"slice", pairs ? i / info.inputs : i, 0, pairs ? i % info.inputs : 0};
        const double gap = where.width() > 8 ? 2 : 1;
        m_spots.push_back({cell, where.adjusted(0, 0, -gap, -gap)});
    }
    const double caption = 1.1 * m_row, apart = 14 * m_font;
    const QSizeF beside((large.width() - apart) / 2, large.height() - caption - 1.4 * m_row);
    const QSizeF below(large.width(), (large.height() - caption - apart - 1.6 * m_row) / 2);
    const auto cell = [&](const QSizeF& room) {
        return std::min(room.width() / cells.width(), room.height() / cells.height());
    };
    const bool stacked = cell(below) > cell(beside);
    const QRectF first = fittingGrid({large.topLeft(), stacked ? below : beside}, cells.height(), cells.width(),
                                     largestSliceCell * m_font);
    addGrid({"weight", 0, 0, 0}, first, cells);
    const QPointF step = stacked ? QPointF(0, first.height() + apart + caption) : QPointF(first.width() + apart, 0);
    addGrid({"gradient", 0, 0, 0}, first.translated(step), cells);
    if (m_picture.network->layer(m_picture.weight.layer).parameters().size() > 1)
        m_spots.push_back({{"bias", 0, 0, 0},
                           {large.left(), first.translated(step).bottom() + 0.3 * m_row, 130 * m_font, 1.2 * m_row}});
}

void StepUpdate::paintSlice(const Brush& to, const Spot& spot) const {
    const bool weights = spot.first.part == "weight";
    const cnn::WeightPlace& place = m_picture.weight;
    const WeightSpot chosen = spotOf(m_picture, place);
    const cnn::Tensor& all = weights ? m_picture.network->layer(place.layer).parameters()[0].value
                                     : m_picture.step.gradients[place.layer][0];
    const double end = rampEnd(all.values(), Ramp::Signed);
    paintValueGrid(to.painter, to.c, spot.where, sliceOf(m_picture, all, chosen), spot.rows, spot.columns, Ramp::Signed,
                   end);
    const QRectF caption(spot.where.left(), spot.where.top() - 1.15 * m_row, 190 * m_font, m_row);
    const double named = to.write(caption, weights ? tr("weights") : tr("gradient"), updateText * m_font,
                                  weights ? to.c.kernel : to.c.text, Weight::SemiBold);
    to.write(caption.adjusted(named - caption.left() + 8, 0, 0, 0), tr("±%1").arg(figures(end)),
             std::max(Brush::smallest, updateText * 0.9 * m_font), to.c.dim);
    const auto mark = [&](const WeightSpot& at) {
        const bool kernel = isKernel(m_picture, place.layer);
        return gridCell(spot.where, spot.rows, spot.columns, kernel ? at.y : at.input / spot.columns,
                        kernel ? at.x : at.input % spot.columns);
    };
    if (!chosen.bias) paintNowFrame(to.painter, to.c, mark(chosen), 3);
    if (!m_hover || (m_hover->part != "weight" && m_hover->part != "gradient")) return;
    if (const auto hovered = weightAt(m_picture, *m_hover)) to.outline(mark(*hovered), to.c.text, 2);
}

// All weights of one output, small: a kernel as a picture, a neuron as the tint of its gradient.
void StepUpdate::paintThumbnail(const Brush& to, const Spot& spot, double end) const {
    const cnn::WeightPlace& place = m_picture.weight;
    const WeightSpot chosen = spotOf(m_picture, place);
    const QSize cells = sliceCells(m_picture, place.layer);
    const bool kernels = isKernel(m_picture, place.layer);
    const bool shown = spot.first.map == chosen.output && (!kernels || spot.first.x == chosen.input || chosen.bias);
    if (kernels) {
        const cnn::Tensor& weights = m_picture.network->layer(place.layer).parameters()[0].value;
        paintMap(to.painter, spot.where,
                 mapImage(sliceOf(m_picture, weights, {spot.first.map, spot.first.x}), cells.height(), cells.width(),
                          Ramp::Signed, end));
    } else {
        const cnn::Tensor& slopes = m_picture.step.slopes[place.layer + 1];
        to.fill(spot.where, signedRamp(end > 0 ? static_cast<double>(slopes.at(spot.first.map, 0, 0)) / end : 0));
    }
    if (spot.where.width() > 8) to.outline(spot.where, to.c.line, 1);
    if (shown) paintNowFrame(to.painter, to.c, spot.where, 2.5);
    if (m_hover == spot.first) to.outline(spot.where, to.c.text, 2);
}

void StepUpdate::paintWeights(const Brush& to) const {
    const cnn::WeightPlace& place = m_picture.weight;
    const WeightSpot chosen = spotOf(m_picture, place);
    const cnn::Layer& layer = m_picture.network->layer(place.layer);
    const cnn::Tensor& weights = layer.parameters()[0].value;
    const bool kernels = isKernel(m_picture, place.layer);
    const cnn::Tensor& slopes = m_picture.step.slopes[place.layer + 1];
    const double end = rampEnd(kernels ? weights.values() : slopes.values(), Ramp::Signed);
    QRectF caption(m_body.left(), m_body.top() + 1.45 * m_row, 0.19 * m_body.width(), m_row);
    to.write(caption, kernels ? tr("all kernels") : tr("neurons, by their gradient"), updateText * m_font, to.c.kernel,
             Weight::SemiBold);
    for (const Spot& spot : m_spots) {
        const QString& part = spot.first.part;
        if (part == "layer") {
            const auto index = static_cast<std::size_t>(spot.first.x);
            const bool shown = m_picture.layers[index] == place.layer, hovered = m_hover == spot.first;
            to.fill(spot.where, shown ? to.c.raised : to.c.sunken, 6);
            if (shown || hovered) to.outline(spot.where.adjusted(0.5, 0.5, -0.5, -0.5), to.c.lineStrong, 1, 6);
            to.write(spot.where, QString::fromStdString(m_picture.network->name(m_picture.layers[index])),
                     updateText * m_font, to.c.text, shown ? Weight::Bold : Weight::Regular, Qt::AlignCenter);
        } else if (part == "slice") {
            paintThumbnail(to, spot, end);
        } else if (part == "weight" || part == "gradient") {
            paintSlice(to, spot);
        } else if (part == "bias") {
            const auto output = static_cast<std::size_t>(chosen.output);
            const double value = static_cast<double>(layer.parameters()[1].value.values()[output]);
            if (m_hover == spot.first) to.outline(spot.where, to.c.text, 2, 4);
            if (chosen.bias) paintNowFrame(to.painter, to.c, spot.where, 3);
            to.write(spot.where.adjusted(4, 0, 0, 0), tr("bias %1").arg(number(value)), updateText * m_font,
                     to.c.kernel, Weight::SemiBold);
        }
    }
}

// "conv1, row 3, column 4": where one product of the gradient comes from.
void StepUpdate::paintGradient(const Brush& to) const {
    const cnn::WeightUpdate& u = *m_picture.update;
    if (!u.sum.writable) {
        to.write({m_terms.left(), m_terms.top(), m_terms.width(), m_row}, unwritable(m_picture), updateText * m_font,
                 u.vanishes() ? to.c.dim : to.c.error);
        return;
    }
    TermTable table{tr("at output"), tr("gradient × input"), to.c.output, to.c.output, to.c.input, {}, {}};
    int hot = -1, places = u.sum.total.digits();
    for (const Spot& spot : m_spots) {
        if (spot.first.part != "term") continue;
        const auto& p = u.products[static_cast<std::size_t>(spot.first.y)];
        const cnn::Decimal& d = u.sum.addends[static_cast<std::size_t>(spot.first.y)];
        if (m_hover == spot.first) hot = spot.first.y;
        places = std::max(places, d.digits());
        const cnn::Shape& out = m_picture.step.slopes[m_picture.weight.layer + 1].shape();
        const bool neuron = out.h * out.w == 1;
        const QString name =
            neuron ? tr("neuron %1").arg(p.out.c + 1) : tr("row %1, column %2").arg(p.out.y + 1).arg(p.out.x + 1);
        const QString brief =
            neuron ? QString::number(p.out.c + 1) : QString("(%1, %2)").arg(p.out.y + 1).arg(p.out.x + 1);
        const cnn::WrittenProduct written = u.product(static_cast<std::size_t>(spot.first.y));
        table.lines.push_back({name, QString::fromStdString(written.first.text()),
                               QString::fromStdString(written.second.text()), QString::fromStdString(d.text()),
                               d.value(), brief});
    }
    for (TermTable::Line& line : table.lines) line.product = padded(line.product, places);
    const std::size_t shown = table.lines.size(), rest = u.products.size() - shown;
    const cnn::Decimal others = u.sum.sumOf(shown, u.sum.addends.size());
    if (rest > 0)
        table.feet.push_back({tr("%1 more").arg(grouped(static_cast<qint64>(rest))),
                              padded(QString::fromStdString(others.text()), places), to.c.text});
    table.feet.push_back(
        {tr("gradient"), padded(QString::fromStdString(u.sum.total.text()), places), to.c.text, Weight::Bold});
    table.paint(to, m_terms, m_font, hot);
}

// "0.0312 − 0.02 × 0.14 = 0.0284", large, and the name of the weight above it.
void StepUpdate::paintRule(const Brush& to) const {
    const cnn::WeightUpdate& u = *m_picture.update;
    const auto text = [](const std::string& s) { return QString::fromStdString(s); };
    QRectF at(m_rule.left(), m_rule.top(), m_rule.width(), m_row);
    to.painter.setPen(QPen(to.c.line, 1));
    to.painter.drawLine(at.topLeft(), at.topRight());
    at.translate(0, 3);
    for (const QString& direction : directionLines(m_picture, at.width())) {
        const TextLine line{{direction, to.c.dim}};
        const double size = fittingSize(line, at.width(), updateText * m_font, 12);
        drawLine(to.painter, line, at.left(), at.center().y() + 0.36 * size, size);
        at.translate(0, m_row);
    }
    const QString name = weightName(m_picture, m_picture.weight);
    const QString fitting = firstFitting({tr("%1: weight − rate × %2").arg(name, directionName(m_picture))}, at.width(),
                                         updateText * m_font);
    to.write(at, fitting.isEmpty() ? name : fitting, updateText * m_font, to.c.dim);
    at.translate(0, 1.15 * m_row);
    const QString gradient = text(u.written.gradientText);
    const TextLine rule{
        {text(u.written.weightText), to.c.kernel, Weight::SemiBold},
        {" − ", to.c.dim},
        {text(u.written.rateText), to.c.text},
        {" × ", to.c.dim},
        {gradient.startsWith(QChar(0x2212)) ? "(" + gradient + ")" : gradient, to.c.text, Weight::SemiBold},
        {QString(" %1 ").arg(u.written.equals()), to.c.dim},
        {text(u.written.nextText), to.c.now, Weight::Bold}};
    const double size = fittingSize(rule, at.width(), 1.45 * updateText * m_font, 12);
    drawLine(to.painter, rule, at.left(), at.center().y() + 0.36 * size, size);
}

} // namespace ui
