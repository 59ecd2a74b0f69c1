#include "ui/figure/run_chart.h"

#include "ui/figure/class_colors.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using Point = RunCourse::Point;
using Points = std::vector<Point>;

constexpr double nameText = 16; // above the charts on paper

QPen trainingPen(const Palette& c) {
    return {c.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

QPen testPen(const Palette& c) {
    return dashedPen(c.runB, 2.4, 7, 4);
}

int lastEpoch(const RunCourse& run) {
    double last = 0;
    const auto look = [&](const Points& points) {
        if (!points.empty()) last = std::max(last, points.back().epochs);
    };
    look(run.training);
    look(run.test);
    for (const RunCourse::Kept& kept : run.kept) look(kept.points);
    return std::max(1, static_cast<int>(std::ceil(last - 1e-9)));
}

// The last that is not after a moment; null when there is none.
const Point* lastBefore(const Points& points, const std::optional<double>& epochs) {
    const Point* last = nullptr;
    for (const Point& p : points)
        if (!epochs || p.epochs <= *epochs + 1e-9) last = &p;
    return last;
}

QString watchedWords(const RunCourse& run) {
    return run.validation ? tr("validation") : tr("test");
}

// Mean squared errors of pictures begin where losses of classes end.
QString lossText(const RunCourse& run, double value) {
    return fixed(value, run.pictures ? 4 : 2);
}

QString qualityText(const RunCourse& run, double value) {
    return run.pictures ? tr("%1 dB").arg(fixed(value, 1)) : percent(value);
}

} // namespace

QuantityChart::Look QuantityChart::Look::paper() {
    return {19, 16, 14, 19, 32, 76, 64, 28, 40, 36, 22};
}

QuantityChart::Look QuantityChart::Look::screen(double scale) {
    const double text = 13 * scale, line = QFontMetricsF(Style::numberFont(text)).height();
    const QFontMetricsF head(Style::font(15 * scale)); // as high as the lines of text beside it
    const double top = 15 + head.height() + line / 2, baseline = 13 + head.ascent();
    return {text, text, text, 9 * scale, 0, 0, top, 23, line + 14, baseline, 21};
}

QuantityChart::QuantityChart(QSizeF size, const Look& look, Quantity quantity, RunCourse run, RunStand stand)
    : m_size(size), m_look(look), m_quantity(quantity), m_run(std::move(run)), m_stand(std::move(stand)) {
    m_plot.x = epochAxis(lastEpoch(m_run));
    m_plot.y = quantity == Accuracy ? qualityAxis() : lossAxis(highest());
    double left = m_look.left;
    if (left <= 0) {
        const QFontMetricsF metrics(Style::numberFont(m_look.axis));
        for (const ChartMark& mark : m_plot.y.marks) left = std::max(left, metrics.horizontalAdvance(mark.label));
        left += m_look.indent + 8;
    }
    m_plot.area = QRectF(QPointF(0, 0), size).adjusted(left, m_look.top, -m_look.right, -m_look.below);
}

QString QuantityChart::title(Quantity quantity, bool pictures) {
    if (quantity == Loss) return tr("Loss");
    return pictures ? tr("PSNR") : tr("Accuracy");
}

double QuantityChart::valueOf(const Point& p) const {
    return m_quantity == Loss ? p.loss : p.accuracy;
}

QString QuantityChart::textOf(double value) const {
    return m_quantity == Loss ? lossText(m_run, value) : qualityText(m_run, value);
}

std::vector<QPointF> QuantityChart::curveOf(const Points& points) const {
    std::vector<QPointF> curve;
    for (const Point& p : points) curve.emplace_back(p.epochs, valueOf(p));
    return curve;
}

// All shares, or as many decibels as there are.
ChartAxis QuantityChart::qualityAxis() const {
    if (!m_run.pictures) return shareAxis(4);
    double most = 1;
    const auto look = [&](const Points& points) {
        for (const Point& p : points)
            if (std::isfinite(p.accuracy)) most = std::max(most, p.accuracy);
    };
    for (const Points* points : {&m_run.batches, &m_run.training, &m_run.test}) look(*points);
    for (const RunCourse::Kept& kept : m_run.kept) look(kept.points);
    return lossAxis(most);
}

// Room for all that is drawn.
double QuantityChart::highest() const {
    const auto highestOf = [](std::initializer_list<const Points*> parts) {
        double first = 0, largest = 0;
        for (const Points* points : parts) {
            if (first <= 0 && !points->empty()) first = points->front().loss;
            for (const Point& p : *points) largest = std::max(largest, std::isfinite(p.loss) ? p.loss : 0);
        }
        return largest > 0 ? roomForLoss(first, largest) : 0;
    };
    double highest = highestOf({&m_run.batches, &m_run.training, &m_run.test});
    for (const RunCourse::Kept& kept : m_run.kept) highest = std::max(highest, highestOf({&kept.points}));
    return highest > 0 ? highest : 2.4;
}

// ---- the head ------------------------------------------------------------------------------------------------------

// What stands in the head: a curve's name, its value where the run stands, and the line it is drawn with.
struct QuantityChart::Named {
    QString name;
    double value;
    QPen pen;
    TextLine words(const QString& text) const { return {{name + ' ', pen.color()}, {text, pen.color(), Weight::Bold}}; }
};

std::vector<QuantityChart::Named> QuantityChart::named(const Palette& c) const {
    std::vector<Named> all;
    if (const Point* p = lastBefore(m_run.training, m_stand.epochs))
        all.push_back({tr("training"), valueOf(*p), trainingPen(c)});
    const Point* watched = lastBefore(m_run.test, m_stand.epochs);
    if (watched) all.push_back({watchedWords(m_run), valueOf(*watched), testPen(c)});
    if (watched && m_run.finalTest && m_run.finalTest->epochs <= m_stand.epochs.value_or(m_run.finalTest->epochs))
        all.push_back({tr("test"), valueOf(*m_run.finalTest), testPen(c)});
    return all;
}

// With samples of the lines where the look has them and there is room.
void QuantityChart::paintHead(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    const TextLine head{{title(m_quantity, m_run.pictures), c.text, Weight::Bold}};
    const std::vector<Named> all = named(c);
    const double y = m_look.baseline, room = m_size.width() - 2 * m_look.indent;
    const double sample = m_look.sample, near = 0.5 * m_look.name;
    double words = lineWidth(head, m_look.title);
    for (const Named& n : all) words += m_look.apart + lineWidth(n.words(textOf(n.value)), m_look.name);
    const bool samples = sample > 0 && words + static_cast<double>(all.size()) * (sample + near) <= room;
    const double size = std::min(1.0, room / std::max(1.0, words));
    double x = drawLine(painter, head, m_look.indent, y, size * m_look.title);
    for (const Named& n : all) {
        x += size * m_look.apart;
        if (samples) {
            painter.setPen(n.pen);
            painter.drawLine(QPointF(x, y - 0.3 * m_look.name), QPointF(x + sample, y - 0.3 * m_look.name));
            x += sample + near;
        }
        x = drawLine(painter, n.words(textOf(n.value)), x, y, size * m_look.name);
    }
}

// ---- the plot ------------------------------------------------------------------------------------------------------

bool QuantityChart::isOnACurve(const QRectF& words) const {
    const auto inside = [&](const Point& p) { return words.contains(m_plot.within({p.epochs, valueOf(p)})); };
    return std::ranges::any_of(m_run.training, inside) || std::ranges::any_of(m_run.test, inside);
}

// What the training curve is beside that of the test. It stands on the roomier side of now, whose line crosses no
// words.
void QuantityChart::paintCaption(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const {
    if (m_run.training.empty() || style.presenting) return; // small print
    painter.setFont(Style::font(m_look.axis));
    painter.setPen(style.colors().dim);
    const Qt::Alignment side = m_quantity == Loss ? Qt::AlignTop : Qt::AlignBottom; // away from the curves
    const int how = static_cast<int>(Qt::AlignRight | side) | Qt::TextWordWrap;
    QRectF room = m_plot.area.adjusted(12, 2, -12, -0.75 * m_look.axis);
    if (m_stand.epochs) {
        const double now = m_plot.within({*m_stand.epochs, 0}).x(), apart = 6;
        now - room.left() > room.right() - now ? room.setRight(std::min(room.right(), now - apart))
                                               : room.setLeft(std::max(room.left(), now + apart));
    }
    QString words = tr("training: while learning, mean of up to %1 batches").arg(m_run.meanOf);
    if (!m_run.how.isEmpty()) words += ", " + m_run.how;
    const auto isCovered = [&](const QRectF& there) {
        return isOnACurve(there) ||
               std::ranges::any_of(taken, [&](const QRectF& other) { return other.intersects(there); });
    };
    QRectF there = painter.boundingRect(room, how, words);
    if (there.height() > 0.5 * room.height() || isCovered(there))
        there = painter.boundingRect(room, how, words = tr("training: while learning"));
    if (there.width() > room.width() || isCovered(there)) return;
    // No line of the grid goes through the words.
    painter.fillRect(there.adjusted(-3, 0, 3, 0), style.colors().surface);
    painter.drawText(room, how, words);
    taken.push_back(there);
}

void QuantityChart::paintCurves(const ChartBrush& brush, const Style& style) const {
    const Palette& c = style.colors();
    for (const RunCourse::Kept& kept : m_run.kept)
        brush.curve({curveOf(kept.points),
                     QPen(runColor(style.theme, kept.number), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin)});
    brush.curve({curveOf(m_run.batches), QPen(mix(c.surface, c.text, 0.22), 1)}); // seen under any mean
    brush.curve({curveOf(m_run.training), trainingPen(c)});
    // Each dash has an edge of the ground, so that it is seen on the curve of training, too.
    brush.curve({curveOf(m_run.test), dashedPen(c.surface, 5, 7, 4)});
    brush.curve({curveOf(m_run.test), testPen(c)});
}

// With runs to compare it with, the test curve of the present one has its name as theirs have.
RunNames QuantityChart::curveNames(const Style& style) const {
    const auto end = [&](const Points& points) {
        return m_plot.within({points.back().epochs, valueOf(points.back())});
    };
    RunNames names;
    for (const RunCourse::Kept& kept : m_run.kept)
        if (!kept.points.empty())
            names.add(end(kept.points), QString::number(kept.number) + ' ' + kept.of,
                      runColor(style.theme, kept.number));
    if (!names.empty() && !m_run.test.empty())
        names.add(end(m_run.test), tr("now %1").arg(watchedWords(m_run)), style.colors().runB);
    return names;
}

// Small wedges that stand on the axis: what they say is read there, too, when the mouse rests on them.
void QuantityChart::paintChanges(QPainter& painter, const Style& style) const {
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.colors().text);
    const double half = 0.35 * m_look.axis, height = 0.62 * m_look.axis, bottom = m_plot.area.bottom();
    for (const RunStand::Change& change : m_stand.changes) {
        const double x = m_plot.within({change.epochs, 0}).x();
        painter.drawPolygon(QPolygonF{{x - half, bottom}, {x + half, bottom}, {x, bottom - height}});
    }
}

// Over a curve that falls, under one that rises, and on one side of now.
QRectF QuantityChart::placeOfName(QPointF curve, double width, double height) const {
    QRectF name(curve.x() + 4, m_quantity == Loss ? curve.y() - 12 - height : curve.y() + 12, width, height);
    if (m_stand.epochs) {
        const double now = m_plot.within({*m_stand.epochs, 0}).x();
        if (name.left() < now && now < name.right()) name.moveRight(curve.x() - 4);
    }
    if (name.right() > m_plot.area.right()) name.moveRight(curve.x() - 4);
    return name;
}

// What was changed stands at the curve. A name without room is left out whole: the wedge below it tells it.
void QuantityChart::nameChanges(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const {
    painter.setFont(Style::font(m_look.axis));
    const QFontMetricsF metrics(painter.font());
    const auto isFree = [&](const QRectF& name) {
        return m_plot.area.contains(name) &&
               std::ranges::none_of(taken, [&](const QRectF& other) { return other.intersects(name); });
    };
    const double away = m_quantity == Loss ? -metrics.height() : metrics.height();
    for (const RunStand::Change& change : m_stand.changes) {
        const Point* p = lastBefore(m_run.training, change.epochs);
        if (!p) continue;
        const QPointF curve = m_plot.within({change.epochs, valueOf(*p)});
        QRectF name = placeOfName(curve, metrics.horizontalAdvance(change.words) + 4, metrics.height());
        for (int tries = 0; tries < 4 && !isFree(name); ++tries) name.translate(0, away);
        if (!isFree(name)) continue;
        painter.setPen(QPen(style.colors().lineStrong, 1));
        painter.drawLine(curve, {curve.x(), m_quantity == Loss ? name.top() : name.bottom()});
        painter.fillRect(name, style.colors().surface);
        painter.setPen(style.colors().text);
        painter.drawText(name, Qt::AlignCenter, change.words);
        taken.push_back(name);
    }
}

void QuantityChart::paintRules(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const {
    const RunRules& rules = m_run.rules;
    const std::optional<double> target = m_quantity == Loss ? rules.loss
                                         : m_run.pictures   ? std::nullopt
                                                            : rules.accuracy;
    paintRunRules(painter, style, m_plot, m_look.axis, target, tr("target %1").arg(textOf(target.value_or(0))),
                  rules.stops, taken);
}

QString QuantityChart::changeAt(QPointF at) const {
    const double epoch = m_plot.area.width() / (m_plot.x.to - m_plot.x.from); // in pixels
    const double moment = m_plot.x.from + (at.x() - m_plot.area.left()) / epoch;
    if (const RunRules::Stop* stop = m_run.rules.stopNear(moment, 0.62 * m_look.axis / epoch))
        return tr("Stopped after %1 epochs: %2").arg(fixed(stop->epochs, 2), stop->reason);
    const RunStand::Change* nearest = nullptr;
    double least = 0.62 * m_look.axis;
    for (const RunStand::Change& change : m_stand.changes) {
        const double distance = std::abs(m_plot.within({change.epochs, 0}).x() - at.x());
        if (distance > least) continue;
        least = distance;
        nearest = &change;
    }
    return nearest ? tr("After %1 epochs: %2").arg(fixed(nearest->epochs, 2), nearest->words) : QString();
}

void QuantityChart::paintStand(const ChartBrush& brush) const {
    if (!m_stand.epochs || m_run.training.empty()) return;
    double value = 0;
    if (const Point* p = lastBefore(m_run.training, m_stand.epochs))
        value = valueOf(*p);
    else if (m_quantity == Loss) // before the first batch
        value = m_run.batches.empty() ? m_run.training.front().loss : m_run.batches.front().loss;
    brush.nowLine(*m_stand.epochs);
    if (m_stand.diverged && m_stand.newest)
        brush.cross({*m_stand.epochs, value});
    else
        brush.dot({*m_stand.epochs, value});
}

void QuantityChart::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    ChartBrush::card(painter, style.colors(), QRectF(QPointF(0, 0), m_size));
    const ChartBrush brush(painter, style, m_plot, m_look.axis);
    paintHead(painter, style);
    brush.hairlines();
    const RunNames names = curveNames(style);
    std::vector<QRectF> taken = names.places(m_plot.area, m_look.axis);
    paintCaption(painter, style, taken);
    paintCurves(brush, style);
    brush.yLabels();
    brush.xLabels();
    names.draw(painter, style.colors().surface, m_plot.area, m_look.axis);
    paintRules(painter, style, taken);
    paintChanges(painter, style);
    nameChanges(painter, style, taken);
    paintStand(brush);
}

QString QuantityChart::describe() const {
    QStringList said;
    for (const Named& n : named(palette(Theme::Light))) said << n.name + ' ' + textOf(n.value);
    if (!m_stand.changes.empty())
        said << tr("%1 since %2 epochs").arg(m_stand.changes.back().words, fixed(m_stand.changes.back().epochs, 2));
    if (!m_run.rules.stops.empty())
        said << tr("stopped after %1 epochs: %2")
                    .arg(fixed(m_run.rules.stops.back().epochs, 2), m_run.rules.stops.back().reason);
    return said.isEmpty() ? tr("nothing trained yet") : said.join(", ");
}

// ---- both, on paper ------------------------------------------------------------------------------------------------

void RunChart::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.window);
    TextLine head{{m_run.name, c.dim}};
    for (const RunCourse::Kept& run : m_run.kept) {
        head.push_back({QString("     %1  ").arg(run.number), runColor(style.theme, run.number), Weight::Bold});
        head.push_back({run.name, c.dim});
    }
    drawLine(painter, head, 24, 36, fittingSize(head, m_size.width() - 48, nameText, 9));
    const double top = 52, half = (m_size.width() - 3 * 20) / 2;
    for (int i = 0; i < 2; ++i) {
        painter.save();
        painter.translate(20 + i * (half + 20), top);
        QuantityChart({half, m_size.height() - top - 20}, QuantityChart::Look::paper(),
                      i == 0 ? QuantityChart::Loss : QuantityChart::Accuracy, m_run)
            .paint(painter, style);
        painter.restore();
    }
}

QString RunChart::describe() const {
    QStringList words{m_run.name + "."};
    const auto ends = [&](const QString& what, const Points& points, const QString& of = {}) {
        if (points.empty()) return;
        const QString sentence = m_run.pictures ? tr("%1 after %2 epochs: %3loss %4, PSNR %5.")
                                                : tr("%1 after %2 epochs: %3loss %4, accuracy %5.");
        words << sentence.arg(what, fixed(points.back().epochs, 2), of.isEmpty() ? of : of + ' ',
                              lossText(m_run, points.back().loss), qualityText(m_run, points.back().accuracy));
    };
    ends(tr("Training"), m_run.training);
    ends(m_run.validation ? tr("Validation") : tr("Test"), m_run.test);
    for (const RunCourse::Kept& run : m_run.kept)
        ends(tr("Kept run %1, %2,").arg(run.number).arg(run.name), run.points, run.of);
    return words.join(' ');
}

} // namespace ui
