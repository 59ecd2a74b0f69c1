#include "ui/view/training_charts.h"

#include "ui/figure/number_text.h"

#include <QCategoryAxis>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QHBoxLayout>
#include <QLabel>
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
    for (const auto& [factor, parts] : {std::pair{1.0, 4}, {1.2, 3}, {1.5, 3}, {2.0, 4}, {2.4, 3}, {3.0, 3}, {4.0, 4},
                                        {5.0, 5}, {6.0, 3}, {8.0, 4}, {10.0, 4}})
        if (factor * power >= value * (1 - 1e-9)) return {factor * power, parts};
    return {10 * power, 4};
}

// The axis of the loss: room for everything seen, but a run that blows up may not flatten what came before.
Round lossAxis(const TrainingHistory& history) {
    if (history.points().empty()) return {2.4, 3};
    const double first = history.points().front().lossHigh;
    return roundUp(std::clamp(history.largestLoss(), 0.1, 3 * std::max(first, 1.0)));
}

void relabel(QCategoryAxis* axis, const std::vector<std::pair<double, QString>>& marks, double end) {
    for (const QString& label : axis->categoriesLabels()) axis->remove(label);
    axis->setStartValue(marks.front().first - 1e-9);
    for (const auto& [value, label] : marks) axis->append(label, value);
    axis->setRange(0, end);
}

} // namespace

TrainingChart::TrainingChart(Quantity quantity, QWidget* parent)
    : QFrame(parent), m_quantity(quantity), m_title(new QLabel(this)), m_mean(new QLabel(this)), m_chart(new QChart),
      m_view(new QChartView(m_chart, this)), m_batches(new QLineSeries(m_chart)), m_training(new QLineSeries(m_chart)),
      m_test(new QLineSeries(m_chart)), m_nowLine(new QLineSeries(m_chart)), m_nowDot(new QScatterSeries(m_chart)),
      m_end(new QScatterSeries(m_chart)), m_x(new QCategoryAxis(m_chart)), m_y(new QCategoryAxis(m_chart)),
      m_unit(new QGraphicsSimpleTextItem(tr("epoch"), m_chart)) {
    setObjectName("card");
    setAccessibleName(quantity == Loss ? tr("Loss") : tr("Accuracy"));
    m_mean->setObjectName("quiet");
    m_mean->setText(tr("mean of %1 batches").arg(TrainingHistory::meanOver));
    build();
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_mean);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 12, 16, 8);
    column->setSpacing(2);
    column->addLayout(head);
    column->addWidget(m_view, 1);
}

void TrainingChart::build() {
    m_chart->legend()->hide();
    m_chart->setBackgroundVisible(false);
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->addAxis(m_x, Qt::AlignBottom);
    m_chart->addAxis(m_y, Qt::AlignLeft);
    for (QXYSeries* series : std::initializer_list<QXYSeries*>{m_batches, m_training, m_test, m_nowLine, m_nowDot, m_end}) {
        m_chart->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    for (QCategoryAxis* axis : {m_x, m_y}) {
        axis->setLabelsPosition(QCategoryAxis::AxisLabelsPositionOnValue);
        axis->setLineVisible(false);
    }
    m_x->setGridLineVisible(false);
    m_nowDot->setMarkerSize(10);
    m_end->setMarkerShape(QScatterSeries::MarkerShapeStar);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_view->setMinimumSize(60, 40);
    setAxes({}, 1);
}

void TrainingChart::setStyle(const Style& style) {
    m_style = style;
    const Palette& c = style.colors();
    m_view->setBackgroundBrush(c.surface);
    m_batches->setPen(QPen(mix(c.surface, c.text, 0.16), 1));
    m_training->setPen(QPen(c.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    QPen dashed(c.runB, 2.4, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
    dashed.setDashPattern({7 / 2.4, 4 / 2.4});
    m_test->setPen(dashed);
    m_nowLine->setPen(QPen(c.now, 1.2));
    m_nowDot->setBrush(c.now);
    m_nowDot->setPen(QPen(c.surface, 1.5));
    m_end->setBrush(c.error);
    m_end->setPen(QPen(c.error, 1));
    m_end->setMarkerSize(15);
    for (QCategoryAxis* axis : {m_x, m_y}) {
        axis->setLabelsBrush(c.dim);
        axis->setLabelsFont(Style::numberFont(13 * style.scale));
        axis->setGridLinePen(QPen(c.line, 1));
    }
    m_unit->setBrush(c.dim);
    m_unit->setFont(Style::numberFont(13 * style.scale));
    placeUnit();
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

void TrainingChart::setNow(const TrainingHistory& history, bool diverged) {
    m_nowLine->clear();
    m_nowDot->clear();
    m_end->clear();
    if (history.points().empty()) return;
    const auto& last = history.points().back();
    const QPointF now(last.progress, m_quantity == Loss ? std::min(last.loss, m_y->max()) : last.accuracy);
    m_nowLine->replace(QList<QPointF>{{now.x(), 0}, {now.x(), m_y->max()}});
    (diverged ? m_end : m_nowDot)->replace(QList<QPointF>{now});
}

void TrainingChart::setAxes(const TrainingHistory& history, int epochs) {
    const double progress = history.points().empty() ? 0 : history.points().back().progress;
    const int end = std::min(std::max(1, epochs), std::max(1, static_cast<int>(std::ceil(progress - 1e-9))));
    const int every = std::max(1, (end + 5) / 6);
    std::vector<std::pair<double, QString>> marks;
    if (end == 1) marks = {{0, "0"}, {0.25, "0.25"}, {0.5, "0.5"}, {0.75, "0.75"}, {1, "1"}};
    else
        for (int epoch = 0; epoch <= end; epoch += every) marks.emplace_back(epoch, QString::number(epoch));
    relabel(m_x, marks, end);
    marks.clear();
    const Round y = m_quantity == Loss ? lossAxis(history) : Round{1, 4};
    for (int i = 0; i <= y.parts; ++i) {
        const double value = y.end * i / y.parts;
        marks.emplace_back(value, m_quantity == Loss ? fixed(value, y.end < 1 ? 2 : 1)
                                                     : QString::number(qRound(100 * value)) + " %");
    }
    relabel(m_y, marks, y.end);
}

void TrainingChart::setTitle(const TrainingHistory& history) {
    const auto value = [this](double v) { return m_quantity == Loss ? fixed(v, 2) : percent(v); };
    const auto words = [&](const char* name, const QColor& color, double v) {
        return QString("&nbsp;&nbsp;<span style='color:%1'>%2 <b>%3</b></span>").arg(color.name(), name, value(v));
    };
    QString title = "<b>" + accessibleName() + "</b>";
    QString said;
    if (!history.points().empty()) {
        const auto& last = history.points().back();
        const double training = m_quantity == Loss ? last.loss : last.accuracy;
        title += words("training", m_style.colors().text, training);
        said += "training " + value(training);
    }
    if (!history.tests().empty()) {
        const auto& last = history.tests().back().test;
        const double test = m_quantity == Loss ? last.loss : last.accuracy;
        title += words("test", m_style.colors().runB, test);
        said += ", test " + value(test);
    }
    m_title->setText(title);
    setAccessibleDescription(said.isEmpty() ? tr("nothing trained yet") : said);
}

void TrainingChart::show(const TrainingHistory& history, int epochs, bool diverged) {
    setAxes(history, epochs);
    setCurves(history);
    setNow(history, diverged);
    setTitle(history);
    placeUnit();
}

void TrainingChart::placeUnit() {
    const QRectF plot = m_chart->plotArea();
    const QRectF text = m_unit->boundingRect();
    m_unit->setPos(plot.right() - text.width(), plot.bottom() - text.height() - 2);
}

void TrainingChart::resizeEvent(QResizeEvent* event) {
    QFrame::resizeEvent(event);
    m_mean->setVisible(width() > 440 * m_style.scale);
    placeUnit();
}

} // namespace ui
