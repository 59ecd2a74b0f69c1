#include "ui/lessons/training/step/step_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/term_table.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/maps/maps_layout.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace ui {
namespace {

constexpr double textSize = 13, smallestLine = 15, largestLine = 30;

// Where the columns of a table begin, as shares of its width.
struct StepColumns {
    double shape = 0.08, work = 0.19, maps = 0.37, numbers = 0.72, mean = 0.82, largest = 0.91;
    bool saysWork = true;
};

// Wider ones where the words need it; then the maps have less room, and at last it is not said what a layer does.
StepColumns columnsFor(const StepPicture& p, double width, double pixels) {
    double names = 0, shapes = 0, work = 0, numbers = lineWidth({{tr("smallest"), {}}}, pixels);
    for (std::size_t value = 0; value < p.step.trace.values.size(); ++value) {
        const cnn::Tensor& values = p.step.trace.values[value];
        const cnn::Shape& s = values.shape();
        const auto widen = [&](double& column, const QString& words, Weight weight = Weight::Regular) {
            column = std::max(column, lineWidth({{words, {}, weight}}, pixels));
        };
        widen(names, value == 0 ? tr("image") : QString::fromStdString(p.network->name(value - 1)), Weight::Bold);
        widen(shapes, s.h == 1 && s.w == 1 ? QString::number(s.c) : QString::fromStdString(cnn::text(s)));
        if (value > 0) widen(work, workWords(*p.network, value - 1));
        const cnn::ValueRange range = cnn::rangeOf(values);
        for (const double n : {range.smallest, range.mean, range.largest})
            widen(numbers, fixed(n, 3), Weight::SemiBold);
    }
    constexpr double apart = 12, leastMaps = 80;
    StepColumns c;
    c.shape = std::max(c.shape, (names + apart) / width);
    c.work = std::max(c.work, c.shape + (shapes + apart) / width);
    const double number = std::max(0.09, (numbers + apart) / width);
    c.largest = std::min(c.largest, 1 - number);
    c.mean = std::min(c.mean, c.largest - number);
    c.numbers = std::min(c.numbers, c.mean - number);
    const double maps = std::max(c.maps, c.work + (work + apart) / width);
    c.saysWork = (c.numbers - maps) * width >= leastMaps;
    c.maps = c.saysWork ? maps : c.work;
    return c;
}

// The longest first.
QStringList headWays(const StepPicture& p, StepPart part) {
    switch (part) {
    case StepPart::Forward:
        return {tr("Forward: each layer makes its values from those of the layer before it.")};
    case StepPart::Loss:
        return {tr("Loss: how far the outputs are from the right answer, as one number.")};
    case StepPart::Backward:
        return {tr("Backward: from the loss to the image, how the loss would change with each value."),
                tr("Backward: how the loss would change with each value.")};
    case StepPart::Update: {
        const QString each = tr("Update: each of the %1 weights goes a small step against its gradient.")
                                 .arg(grouped(static_cast<qint64>(p.network->parameterCount())));
        return {each + ' ' + tr("Here is one of them."), each};
    }
    }
    return {};
}

constexpr auto right = Qt::AlignRight | Qt::AlignVCenter;

} // namespace

StepFigure::StepFigure(QSizeF size, const Style& style, std::shared_ptr<const StepPicture> picture, StepPart part,
                       std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_part(part), m_hover(std::move(hover)) {
    const bool roomy = size.height() >= 420;
    m_font = std::min(style.scale, std::max(1.0, size.width() / 800)) * (roomy ? 1.05 : 0.95);
    m_row = TermTable::row(m_font);
    const double padding = roomy ? 18 : 10;
    const QRectF all(padding, padding, size.width() - 2 * padding, size.height() - 2 * padding);
    m_head = {all.left(), all.top(), all.width(), 2 * m_row};
    m_body = {QPointF(all.left(), m_head.bottom() + (roomy ? 12 : 4)), all.bottomRight()};
    layOut();
}

void StepFigure::layOut() {
    const int values = static_cast<int>(m_picture->network->size()) + 1;
    if (m_part == StepPart::Forward || m_part == StepPart::Backward) layOutLines(values);
    if (m_part == StepPart::Loss) layOutClasses();
    if (m_part == StepPart::Update && m_picture->update) {
        m_update.emplace(m_body, m_font, m_row, *m_picture, m_hover);
        m_spots = m_update->spots();
    }
}

// One line each under a line of headings.
void StepFigure::layOutLines(int count) {
    const double pitch = std::min(largestLine * m_font, (m_body.height() - m_row) / count);
    for (int i = 0; i < count; ++i)
        m_spots.push_back(
            {{"line", 0, i, 0}, {m_body.left(), m_body.top() + m_row + i * pitch, m_body.width(), pitch}});
}

// Of more classes than can be read: the right one and those with the largest parts of the sum, largest first.
void StepFigure::layOutClasses() {
    const cnn::LossStory& loss = m_picture->step.loss;
    const auto count = static_cast<int>(loss.classes.size());
    const int fitting = std::max(3, static_cast<int>((m_body.height() - m_row) / (smallestLine * m_font)));
    if (count <= fitting) return layOutLines(count);
    std::vector<int> order(loss.classes.size());
    std::iota(order.begin(), order.end(), 0);
    std::swap(order[0], order[static_cast<std::size_t>(loss.target)]);
    const auto part = [&](int k) { return loss.classes[static_cast<std::size_t>(k)].part; };
    std::ranges::stable_sort(order.begin() + 1, order.end(), std::greater(), part);
    std::ranges::stable_sort(order.begin(), order.begin() + fitting - 1, std::greater(), part);
    layOutLines(fitting);
    m_others = m_spots.back().where;
    m_spots.pop_back();
    for (std::size_t i = 0; i < m_spots.size(); ++i) m_spots[i].first.y = order[i];
}

double StepFigure::headingSize() const {
    return textSize * m_font * 0.95;
}

double StepFigure::small() const {
    return m_spots.empty() ? textSize * m_font : std::min(textSize * m_font, 0.74 * m_spots.front().where.height());
}

void StepFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    paintHead(to);
    switch (m_part) {
    case StepPart::Forward:
        return paintForward(to);
    case StepPart::Loss:
        return paintLoss(to);
    case StepPart::Backward:
        return paintBackward(to);
    case StepPart::Update:
        if (!m_picture->update) return;
        return m_update->paint(to);
    }
}

void StepFigure::paintHead(const Brush& to) const {
    const QRectF first(m_head.left(), m_head.top(), m_head.width(), m_row);
    const double head = (textSize + 2) * m_font;
    const QStringList ways = headWays(*m_picture, m_part);
    const QString fitting = firstFitting(ways, first.width(), head, Weight::Bold);
    to.write(first, fitting.isEmpty() ? ways.back() : fitting, head, to.c.text, Weight::Bold);
    const QString words = m_picture->caption + ". " + targetWords(*m_picture);
    to.write(first.translated(0, m_row), words, textSize * m_font, to.c.dim);
}

// ---- forward and backward: a line a layer --------------------------------------------------------------------------

void StepFigure::paintHeadings(const Brush& to, const std::vector<std::pair<double, QString>>& names) const {
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto& [at, name] = names[i];
        // From the numbers on the headings end where their column does.
        const double next = i + 1 < names.size() ? names[i + 1].first : 1;
        const QRectF where(m_body.left() + at * m_body.width(), m_body.top(), (next - at) * m_body.width() - 8, m_row);
        to.write(where, name, headingSize(), to.c.dim, Weight::Regular,
                 at >= columnsFor(*m_picture, m_body.width(), small()).numbers ? right
                                                                               : Qt::AlignLeft | Qt::AlignVCenter);
    }
}

void StepFigure::paintNames(const Brush& to, const QRectF& line, std::size_t value) const {
    const cnn::Network& network = *m_picture->network;
    const cnn::Shape& s = m_picture->step.trace.values[value].shape();
    const QString name = value == 0 ? tr("image") : QString::fromStdString(network.name(value - 1));
    const bool weights = value > 0 && network.layer(value - 1).parameterCount() > 0;
    const double w = m_body.width();
    const StepColumns c = columnsFor(*m_picture, w, small());
    to.write({line.left() + 4, line.top(), c.shape * w - 8, line.height()}, name, small(),
             value == 0 ? to.c.input : to.c.text, weights || value == 0 ? Weight::Bold : Weight::Regular);
    to.write({line.left() + c.shape * w, line.top(), (c.work - c.shape) * w - 8, line.height()},
             s.h == 1 && s.w == 1 ? QString::number(s.c) : QString::fromStdString(cnn::text(s)), small(), to.c.dim);
}

// As many maps as there is room for; values in a row as a band.
void StepFigure::paintThumbnails(const Brush& to, const QRectF& where, const cnn::Tensor& values, Ramp ramp) const {
    const cnn::Shape& s = values.shape();
    const double end = ramp == Ramp::Grey ? 1 : rampEnd(values.values(), ramp);
    const double fitting = (where.width() + 3) / s.c - 3; // all of them, unless they would be tiny
    const double side = std::floor(std::min(where.height() - 4, s.h * s.w > 1 ? std::max(fitting, 10.0) : 1e9));
    QRectF at(where.left(), where.center().y() - side / 2, side, side);
    if (s.h == 1 && s.w == 1) {
        at.setWidth(std::min(where.width(), std::max(1.0, std::floor(where.width() / s.c)) * s.c));
        at.setWidth(std::min(at.width(), side * s.c));
        paintMap(to.painter, at, mapImage(values.values(), 1, s.c, ramp, end));
        to.outline(at.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
        return;
    }
    for (int map = 0; map < s.c && at.right() <= where.right(); ++map) {
        paintMap(to.painter, at, mapImage(mapOf(values, map), s.h, s.w, ramp, end));
        to.outline(at.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
        at.translate(side + 3, 0);
    }
}

void StepFigure::paintForward(const Brush& to) const {
    const double w = m_body.width();
    const StepColumns c = columnsFor(*m_picture, w, small());
    std::vector<std::pair<double, QString>> heads{{0.0, tr("layer")}, {c.shape, tr("values")}};
    if (c.saysWork) heads.emplace_back(c.work, tr("what it does"));
    heads.insert(heads.end(), {{c.maps, tr("what comes out")},
                               {c.numbers, tr("smallest")},
                               {c.mean, tr("mean")},
                               {c.largest, tr("largest")}});
    paintHeadings(to, heads);
    for (const Spot& spot : m_spots) {
        const auto value = static_cast<std::size_t>(spot.first.y);
        const QRectF line = spot.where;
        if (meant("line", spot.first.y)) to.fill(line, to.c.sunken, 4);
        paintNames(to, line, value);
        const QString work =
            value == 0 ? m_picture->caption.section(':', 0, 0) : workWords(*m_picture->network, value - 1);
        if (c.saysWork)
            to.write({line.left() + c.work * w, line.top(), (c.maps - c.work) * w - 8, line.height()}, work, small(),
                     to.c.dim);
        const cnn::Tensor& values = m_picture->step.trace.values[value];
        paintThumbnails(to, {line.left() + c.maps * w, line.top(), (c.numbers - c.maps) * w - 12, line.height()},
                        values, valueRamp(*m_picture->network, value));
        const cnn::ValueRange range = cnn::rangeOf(values);
        const auto number = [&](double from, double until, double n, Weight weight) {
            to.write({line.left() + from * w, line.top(), (until - from) * w - 8, line.height()}, fixed(n, 3), small(),
                     to.c.text, weight, right);
        };
        number(c.numbers, c.mean, range.smallest, Weight::Regular);
        number(c.mean, c.largest, range.mean, Weight::SemiBold);
        number(c.largest, 1, range.largest, Weight::Regular);
    }
}

void StepFigure::paintBackward(const Brush& to) const {
    const double w = m_body.width(), numbersAt = StepColumns().numbers;
    const StepColumns c = columnsFor(*m_picture, w, small());
    // Words and numbers have the room they need, the maps what is left.
    const auto wide = [&](double share, const QString& heading, const QString& widest, Weight weight) {
        return std::max({share, (lineWidth({{heading, {}}}, headingSize()) + 12) / w,
                         (lineWidth({{widest, {}, weight}}, small()) + 12) / w});
    };
    const double reachedAt = c.work, weightsAt = reachedAt + wide(0.08, tr("reached"), percent(0.999), Weight::Regular),
                 mapsAt = weightsAt + wide(0.10, tr("its weights"), figures(-0.000123), Weight::SemiBold);
    const QString maps = firstFitting({tr("gradient at what came out"), tr("its gradient"), tr("gradient")},
                                      (numbersAt - mapsAt) * w - 8, headingSize());
    paintHeadings(to, {{0.0, tr("layer")},
                       {c.shape, tr("values")},
                       {reachedAt, tr("reached")},
                       {weightsAt, tr("its weights")},
                       {mapsAt, maps},
                       {numbersAt, tr("length")}});
    double longest = 0;
    for (const cnn::Tensor& slopes : m_picture->step.slopes) longest = std::max(longest, cnn::rangeOf(slopes).norm);
    const auto last = static_cast<int>(m_picture->network->size());
    for (const Spot& spot : m_spots) {
        const auto value = static_cast<std::size_t>(last - spot.first.y);
        const QRectF line = spot.where;
        if (meant("line", spot.first.y)) to.fill(line, to.c.sunken, 4);
        paintNames(to, line, value);
        const cnn::Tensor& slopes = m_picture->step.slopes[value];
        const cnn::ValueRange range = cnn::rangeOf(slopes);
        to.write({line.left() + reachedAt * w, line.top(), (weightsAt - reachedAt) * w - 8, line.height()},
                 percent(1 - range.zeros), small(), range.zeros == 1 ? to.c.error : to.c.dim);
        if (value > 0 && !m_picture->step.gradients[value - 1].empty())
            to.write({line.left() + weightsAt * w, line.top(), (mapsAt - weightsAt) * w - 8, line.height()},
                     figures(cnn::rangeOf(m_picture->step.gradients[value - 1][0]).norm), small(), to.c.kernel,
                     Weight::SemiBold);
        paintThumbnails(to, {line.left() + mapsAt * w, line.top(), (numbersAt - mapsAt) * w - 12, line.height()},
                        slopes, Ramp::Signed);
        const double share = longest > 0 ? range.norm / longest : 0;
        QRectF groove(line.left() + (numbersAt + 0.005) * w, line.center().y() - 0.2 * line.height(), 0.18 * w,
                      0.4 * line.height());
        to.fill(groove, to.c.window);
        groove.setWidth(std::max(1.5, share * groove.width()));
        to.fill(groove, to.c.lineStrong, 2);
        to.write({line.left() + 0.91 * w, line.top(), 0.09 * w - 8, line.height()}, figures(range.norm), small(),
                 to.c.text, Weight::SemiBold, right);
    }
}

// ---- in words, and what can be pointed at --------------------------------------------------------------------------

QString StepFigure::describe() const {
    QString said = stepWords(*m_picture, m_part);
    if (!m_hover || m_part != StepPart::Update) return said;
    if (const auto spot = StepUpdate::weightAt(*m_picture, *m_hover)) {
        const cnn::WeightPlace place = placeOf(*m_picture, m_picture->weight.layer, *spot);
        const auto value = [&](const cnn::Tensor& t) { return figures(static_cast<double>(t.values()[place.index])); };
        said += ' ' + tr("Pointed at: %1, %2, gradient %3.")
                          .arg(weightName(*m_picture, place),
                               value(m_picture->network->layer(place.layer).parameters()[place.parameter].value),
                               value(m_picture->step.gradients[place.layer][place.parameter]));
    }
    return said;
}

} // namespace ui
