#include "ui/lessons/training/training_charts.h"

#include "ui/figure/class_colors.h"
#include "ui/figure/number_text.h"
#include "ui/model/setting_words.h"

#include <QHelpEvent>
#include <QLabel>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>
#include <cmath>

namespace ui {
namespace {

// A round number not below `value`, and how many hairlines divide it evenly.
struct Round {
    double end;
    int parts;
};
Round roundUp(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const auto& [factor, parts] : {std::pair{1.0, 4},
                                        {1.2, 3},
                                        {1.5, 3},
                                        {2.0, 4},
                                        {2.4, 3},
                                        {3.0, 3},
                                        {4.0, 4},
                                        {5.0, 5},
                                        {6.0, 3},
                                        {8.0, 4},
                                        {10.0, 4}})
        if (factor * power >= value * (1 - 1e-9)) return {factor * power, parts};
    return {10 * power, 4};
}

// The axis of the loss: room for everything seen, but a run that blows up may not flatten what came before.
double highestLoss(const TrainingHistory& history) {
    if (history.points().empty()) return 0;
    const double first = history.points().front().lossHigh;
    return std::clamp(history.largestLoss(), 0.1, 3 * std::max(first, 1.0));
}

Round lossAxis(const ChartedRuns& runs) {
    double highest = highestLoss(runs.history);
    for (const KeptRun& run : runs.kept) highest = std::max(highest, highestLoss(run.history));
    return highest > 0 ? roundUp(highest) : Round{2.4, 3};
}

double progressOf(const TrainingHistory& history) {
    return history.points().empty() ? 0 : history.points().back().progress;
}

// The last that is not after `progress`; null when there is none.
template<class Reports> const auto* lastBefore(const Reports& reports, double progress) {
    auto last = reports.end();
    for (auto it = reports.begin(); it != reports.end() && it->progress <= progress + 1e-9; ++it) last = it;
    return last == reports.end() ? nullptr : &*last;
}

std::vector<TrainingHistory::Mark> actingMarks(const ChartedRuns& runs) {
    std::vector<TrainingHistory::Mark> marks = runs.history.marks();
    if (runs.diverged)
        std::erase_if(marks, [&](const auto& m) { return m.progress >= progressOf(runs.history) - 1e-9; });
    return marks;
}

} // namespace

TrainingChart::TrainingChart(Quantity quantity, QWidget* parent)
    : QFrame(parent), m_quantity(quantity), m_title(new QLabel(this)), m_chart(new QChart),
      m_view(new ChartCanvas(m_chart, this)), m_batches(new QLineSeries(m_chart)), m_training(new QLineSeries(m_chart)),
      m_test(new QLineSeries(m_chart)), m_x(new QValueAxis(m_chart)), m_y(new QValueAxis(m_chart)) {
    setObjectName("card");
    setAccessibleName(quantity == Loss ? tr("Loss") : tr("Accuracy"));
    setToolTip(
        tr("Training: the mean of the last %1 batches, behind it the single ones. Test: images never learned from, "
           "within an epoch the first 1000 of them, at its end all. Validation: likewise, training images that are "
           "kept out of learning; the test images then are looked at when the run is finished.")
            .arg(TrainingHistory::meanOver));
    build();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 16, 8);
    column->setSpacing(2);
    column->addWidget(m_title);
    column->addWidget(m_view, 1);
}

void TrainingChart::build() {
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    QList<QLineSeries*> all; // in the order they are drawn
    for (QLineSeries*& series : m_kept) all << (series = new QLineSeries(m_chart));
    all << m_batches << m_training << m_test;
    for (QLineSeries* series : all) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    for (QValueAxis* axis : {m_x, m_y}) {
        axis->setLabelsVisible(false);
        axis->setLineVisible(false);
        axis->setGridLineVisible(false);
    }
    setAxes({TrainingHistory(), 1});
}

void TrainingChart::setStyle(const Style& style) {
    m_style = style;
    const Palette& c = style.colors();
    m_view->setStyle(style);
    m_batches->setPen(QPen(mix(c.surface, c.text, 0.16), 1));
    m_training->setPen(QPen(c.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPen dashed(c.runB, 2.4, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    dashed.setDashPattern({7 / 2.4, 4 / 2.4});
    m_test->setPen(dashed);
}

void TrainingChart::setCurves(const TrainingHistory& history) {
    QList<QPointF> batches, training, test;
    for (const auto& p : history.points()) {
        const bool loss = m_quantity == Loss;
        batches << QPointF(p.progress, loss ? p.lossLow : p.accuracyLow);
        if (p.batches > 1) batches << QPointF(p.progress, loss ? p.lossHigh : p.accuracyHigh);
        training << QPointF(p.progress, loss ? p.loss : p.accuracy);
    }
    for (const cnn::TestReport& t : history.tests())
        test << QPointF(t.progress, m_quantity == Loss ? t.test.loss : t.test.accuracy);
    m_batches->replace(batches);
    m_training->replace(training);
    m_test->replace(test);
}

void TrainingChart::setAxes(const ChartedRuns& runs) {
    double progress = progressOf(runs.history);
    for (const KeptRun& run : runs.kept) progress = std::max(progress, progressOf(run.history));
    const int end = std::max(1, static_cast<int>(std::ceil(progress - 1e-9)));
    const int every = std::max(1, (end + 5) / 6);
    std::vector<ChartCanvas::Mark> x, y;
    if (end == 1)
        x = {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}};
    else
        for (int epoch = 0; epoch <= end - (every + 1) / 2; epoch += every)
            x.push_back({double(epoch), QString::number(epoch)});
    x.push_back({double(end), counted(end, tr("epoch"), tr("epochs"))});
    const Round top = m_quantity == Loss ? lossAxis(runs) : Round{1, 4};
    for (int i = 0; i <= top.parts; ++i) {
        const double value = top.end * i / top.parts;
        y.push_back({value, m_quantity == Loss ? fixed(value, top.end < 1 ? 2 : 1)
                                               : QString::number(qRound(100 * value)) + " %"});
    }
    m_x->setRange(0, end);
    m_y->setRange(0, top.end);
    m_view->setMarks(std::move(x), std::move(y));
}

void TrainingChart::setTitle(const ChartedRuns& runs) {
    const TrainingHistory& history = runs.history;
    const double when = runs.shown.value_or(progressOf(history));
    const auto value = [this](double v) { return m_quantity == Loss ? fixed(v, 2) : percent(v); };
    const auto words = [&](const QString& name, const QColor& color, double v) {
        return QString("&nbsp;&nbsp;<span style='color:%1'>%2 <b>%3</b></span>").arg(color.name(), name, value(v));
    };
    QString title = "<b>" + accessibleName() + "</b>";
    QString said;
    if (const auto* last = lastBefore(history.points(), when)) {
        const double training = m_quantity == Loss ? last->loss : last->accuracy;
        title += words("training", m_style.colors().text, training);
        said += "training " + value(training);
    }
    const auto show = [&](const cnn::TestReport& last) {
        const QString name = last.validation ? tr("validation") : tr("test");
        const double test = m_quantity == Loss ? last.test.loss : last.test.accuracy;
        title += words(name, m_style.colors().runB, test);
        said += ", " + name + ' ' + value(test);
    };
    if (const auto* last = lastBefore(history.tests(), when)) {
        show(*last);
        if (history.finalTest() && history.finalTest()->progress <= when) show(*history.finalTest());
    }
    if (const auto marks = actingMarks(runs); !marks.empty()) {
        const auto& last = marks.back();
        said += tr(", %1 since %2 epochs").arg(settingWords(last.before, last.after), fixed(last.progress, 2));
    }
    m_title->setText(title);
    setAccessibleDescription(said.isEmpty() ? tr("nothing trained yet") : said);
}

// Their test curves, or where nothing was tested yet those of training, which is said at their ends; numbered as in the
// list of runs.
void TrainingChart::setKept(std::span<const KeptRun> kept) {
    std::vector<ChartCanvas::Name> names;
    for (std::size_t i = 0; i < m_kept.size(); ++i) {
        QList<QPointF> curve;
        if (i < kept.size()) {
            const bool loss = m_quantity == Loss;
            for (const cnn::TestReport& t : kept[i].history.tests())
                curve << QPointF(t.progress, loss ? t.test.loss : t.test.accuracy);
            if (curve.isEmpty())
                for (const auto& p : kept[i].history.points()) curve << QPointF(p.progress, loss ? p.loss : p.accuracy);
            if (!curve.isEmpty()) names.push_back({curve.back(), kept[i].number, watchedWith(kept[i].history)});
            m_kept[i]->setPen(QPen(runColor(m_style.theme, kept[i].number), 1.6, Qt::SolidLine, Qt::RoundCap));
        }
        m_kept[i]->replace(curve);
    }
    m_view->setNames(std::move(names));
}

// What is set after a run has ended never acts on it.
void TrainingChart::setTicks(const ChartedRuns& runs) {
    std::vector<ChartCanvas::Mark> ticks;
    for (const TrainingHistory::Mark& m : actingMarks(runs))
        ticks.push_back(
            {m.progress, tr("After %1 epochs: %2").arg(fixed(m.progress, 2), settingWords(m.before, m.after))});
    m_view->setTicks(std::move(ticks));
}

bool TrainingChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString words = m_view->tickAt(m_view->mapFrom(this, help->pos()).x());
        if (!words.isEmpty()) {
            QToolTip::showText(help->globalPos(), words, this);
            return true;
        }
    }
    return QFrame::event(event);
}

void TrainingChart::showRuns(const ChartedRuns& runs) {
    setAxes(runs);
    setCurves(runs.history);
    setKept(runs.kept);
    std::optional<QPointF> now;
    if (const auto& points = runs.history.points(); !points.empty()) {
        const auto* at = runs.shown ? lastBefore(points, *runs.shown) : &points.back();
        const double y = m_quantity == Loss ? (at ? at->loss : points.front().lossHigh) : at ? at->accuracy : 0;
        now = QPointF(runs.shown.value_or(points.back().progress), y);
    }
    m_view->setNow(now, runs.diverged && !runs.shown);
    setTicks(runs);
    setTitle(runs);
    const QString mean = tr("training: mean of up to %1 batches").arg(TrainingHistory::meanOver);
    m_view->setCaption(runs.history.points().empty() ? QString()
                       : runs.how.isEmpty()          ? mean
                                                     : mean + ", " + runs.how,
                       m_quantity == Loss ? Qt::AlignTop : Qt::AlignBottom);
}

} // namespace ui
