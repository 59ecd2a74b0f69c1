// The table of the loss: a line a class, with what its output adds, and beside it what they make.
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/step/step_figure.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double lossText = 13;
constexpr auto toTheRight = Qt::AlignRight | Qt::AlignVCenter;

} // namespace

// The table leaves the sums beside it what they need.
double StepFigure::lossTable() const {
    return (m_body.width() < 620 * m_font ? 0.72 : 0.64) * m_body.width();
}

// The columns of the table, as shares of its width: where they would be too narrow for what stands in them, as close
// together as that leaves it.
std::array<StepFigure::LossColumn, 4> StepFigure::lossColumns() const {
    const cnn::LossStory& loss = m_picture->step.loss;
    const bool softmax = loss.kind == cnn::LossKind::SoftmaxCrossEntropy;
    std::array<LossColumn, 4> usual{{{0.19, 0.31, tr("output")},
                                     {0.33, 0.56, softmax ? tr("e^(output − max)") : tr("squared error")},
                                     {0.56, 0.68, softmax ? tr("share") : tr("wanted")},
                                     {0.80, 0.92, tr("gradient")}}};
    const double table = lossTable(), names = 0.19 * table;
    std::array<double, 4> headings{}, numbers{};
    double named = 0;
    for (std::size_t i = 0; i < usual.size(); ++i) headings[i] = lineWidth({{usual[i].name, {}}}, headingSize());
    for (const Spot& spot : m_spots) {
        const Weight weight = spot.first.y == loss.target ? Weight::Bold : Weight::Regular;
        const auto wide = [&](const QString& words) { return lineWidth({{words, {}, weight}}, small()); };
        named = std::max(named, wide(className(*m_picture, spot.first.y)));
        const auto written = lossNumbers(static_cast<std::size_t>(spot.first.y));
        for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = std::max(numbers[i], wide(written[i]));
    }
    const auto needed = [&](std::size_t i) { return std::max(headings[i], numbers[i]); };
    bool fits = named + 12 + needed(0) <= usual[0].until * table && named <= names + 6;
    for (std::size_t i = 0; i < usual.size(); ++i) fits = fits && needed(i) <= (usual[i].until - usual[i].from) * table;
    if (fits) return usual;
    constexpr double apart = 10;
    const double slope = 0.07 * table; // the bar of the gradient
    const auto left = [&] {
        double room = table - slope - 6 - named;
        for (std::size_t i = 0; i < usual.size(); ++i) room -= apart + needed(i);
        return room;
    };
    if (left() < 0 && softmax) { // the formula is the widest, and can be said in a word
        usual[1].name = tr("exponential");
        headings[1] = lineWidth({{usual[1].name, {}}}, headingSize());
    }
    double at = 6 + named;
    for (std::size_t i = 0; i < usual.size(); ++i) {
        const double bar = i == 3 ? std::max(0.0, left()) : 0; // of the share
        usual[i].from = (at + apart + bar) / table;
        usual[i].until = usual[i].from + needed(i) / table;
        at = usual[i].until * table;
    }
    return usual;
}

// In the order of the columns.
std::array<QString, 4> StepFigure::lossNumbers(std::size_t k) const {
    const auto& one = m_picture->step.loss.classes[k];
    const bool softmax = m_picture->step.loss.kind == cnn::LossKind::SoftmaxCrossEntropy;
    return {outText(*m_picture, k), partText(k),
            softmax ? percent(std::round(1000 * one.share) / 1000) : fixed(one.wanted, 0), slopeText(*m_picture, k)};
}

void StepFigure::paintLoss(const Brush& to) const {
    const cnn::LossStory& loss = m_picture->step.loss;
    const bool softmax = loss.kind == cnn::LossKind::SoftmaxCrossEntropy;
    const double table = lossTable();
    const auto columns = lossColumns();
    for (const LossColumn& c : columns)
        to.write({m_body.left() + c.from * table, m_body.top(), (c.until - c.from) * table, m_row}, c.name,
                 headingSize(), to.c.dim, Weight::Regular, toTheRight);
    double steepest = 0;
    for (const auto& one : loss.classes) steepest = std::max(steepest, std::abs(one.slope));
    for (const Spot& spot : m_spots) {
        const auto& one = loss.classes[static_cast<std::size_t>(spot.first.y)];
        const bool target = spot.first.y == loss.target;
        QRectF line = spot.where;
        line.setWidth(table);
        if (target) to.fill(line, to.c.nowTint, 4);
        if (meant("line", spot.first.y)) to.outline(line.adjusted(1, 1, -1, -1), to.c.text, 1.5, 4);
        const Weight weight = target ? Weight::Bold : Weight::Regular;
        to.write({line.left() + 6, line.top(), std::max(0.22, columns[0].from) * table - 6, line.height()},
                 className(*m_picture, spot.first.y), small(), target ? to.c.now : to.c.text, weight);
        const auto k = static_cast<std::size_t>(spot.first.y);
        const auto numbers = lossNumbers(k);
        for (std::size_t i = 0; i < columns.size(); ++i)
            to.write({line.left() + columns[i].from * table, line.top(), (columns[i].until - columns[i].from) * table,
                      line.height()},
                     numbers[i], small(), to.c.text, weight, toTheRight);
        const auto bar = [&](double at, double width, const QColor& colour) {
            to.fill(QRectF(QPointF(line.left() + at * table, line.center().y() - 0.2 * line.height()),
                           QSizeF(width * table, 0.4 * line.height()))
                        .normalized(),
                    colour);
        };
        const double barAt = columns[2].until + 0.015, longest = std::min(0.11, columns[3].from - barAt - 0.01);
        if (softmax && longest > 0.02)
            bar(barAt, std::max(0.003, longest * one.share), target ? to.c.now : to.c.lineStrong);
        if (steepest > 0) bar(0.965, 0.03 * one.slope / steepest, signedRamp(one.slope < 0 ? -0.75 : 0.75));
    }
    if (!m_others.isEmpty()) paintOtherClasses(to, table);
    paintLossSums(to,
                  {QPointF(m_body.left() + table + 0.03 * m_body.width(), m_body.top() + m_row), m_body.bottomRight()});
}

// The classes without a line, with what they add to the sum.
void StepFigure::paintOtherClasses(const Brush& to, double table) const {
    const cnn::LossStory& loss = m_picture->step.loss;
    const cnn::WrittenLoss& written = m_picture->loss;
    const bool asWritten = written.writable;
    double part = asWritten ? std::stod(written.sum) : loss.sum, share = 1;
    for (const Spot& spot : m_spots) {
        const auto k = static_cast<std::size_t>(spot.first.y);
        part -= asWritten ? std::stod(written.classes[k].part) : loss.classes[k].part;
        share -= loss.classes[k].share;
    }
    const auto columns = lossColumns();
    const auto column = [&](const LossColumn& c, const QString& words) {
        to.write({m_others.left() + c.from * table, m_others.top(), (c.until - c.from) * table, m_others.height()},
                 words, small(), to.c.dim, Weight::Regular, toTheRight);
    };
    const auto more = static_cast<qint64>(loss.classes.size() - m_spots.size());
    to.write({m_others.left() + 6, m_others.top(), columns[0].until * table, m_others.height()},
             counted(more, tr("more class, together"), tr("more classes, together")), small(), to.c.dim);
    column(columns[1], fixed(std::max(0.0, part), written.places));
    if (loss.kind == cnn::LossKind::SoftmaxCrossEntropy) column(columns[2], percent(std::max(0.0, share)));
}

QString StepFigure::partText(std::size_t k) const {
    if (!m_picture->loss.writable) return fixed(m_picture->step.loss.classes[k].part, 3);
    const QString part = QString::fromStdString(m_picture->loss.classes[k].part);
    return part.contains('e') ? part : padded(part, m_picture->loss.places);
}

void StepFigure::paintLossSums(const Brush& to, const QRectF& area) const {
    const cnn::LossStory& loss = m_picture->step.loss;
    const QString name = className(*m_picture, loss.target);
    QRectF at(area.left(), area.top(), area.width(), 1.3 * m_row);
    const auto say = [&](const QString& words, const QColor& colour, double size = lossText,
                         Weight weight = Weight::Regular) {
        // A number must not be cut: what a formula makes stands below it at last.
        QStringList lines{words};
        const qsizetype makes = words.indexOf(QString(" ≈ "));
        if (makes > 0 && lineWidth({{words, colour, weight}}, Brush::smallest) > 0.97 * at.width())
            lines = {words.left(makes), words.mid(makes + 1)};
        double fitting = size * m_font;
        for (const QString& line : lines)
            fitting = fittingSize({{line, colour, weight}}, 0.97 * at.width(), fitting, Brush::smallest);
        for (const QString& line : lines) {
            to.write(at, line, fitting, colour, weight);
            at.translate(0, at.height());
        }
    };
    const auto text = [](const std::string& written) { return QString::fromStdString(written); };
    const cnn::WrittenLoss& written = m_picture->loss;
    if (loss.kind == cnn::LossKind::SoftmaxCrossEntropy) {
        if (written.writable) {
            const QString sum = padded(text(written.sum), written.places);
            const QString ways = firstFitting({tr("sum of the column: %1").arg(sum), tr("column's sum: %1").arg(sum)},
                                              0.97 * at.width(), lossText * m_font);
            say(ways.isEmpty() ? tr("sum: %1").arg(sum) : ways, to.c.dim);
            say(tr("share of %1").arg(name), to.c.dim);
            say(tr("%1 ÷ %2 ≈ %3")
                    .arg(partText(static_cast<std::size_t>(loss.target)), padded(text(written.sum), written.places),
                         text(written.share)),
                to.c.text, 16);
        }
        at.translate(0, 0.4 * m_row);
        say(tr("loss"), to.c.dim);
        say(lossLine(*m_picture).section(" = ", 1), to.c.now, 20, Weight::Bold);
        at.translate(0, 0.4 * m_row);
        say(tr("gradient: the share,"), to.c.dim);
        say(tr("less 1 for %1").arg(name), to.c.dim);
        return;
    }
    say(tr("squared error: (output − wanted)²"), to.c.dim);
    say(tr("loss: the sum of the column"), to.c.dim);
    say(written.writable ? padded(text(written.loss), written.places) : figures(loss.loss), to.c.now, 20, Weight::Bold);
    say(tr("gradient: 2 × (output − wanted)"), to.c.dim);
}

} // namespace ui
