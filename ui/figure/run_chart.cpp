#include "ui/figure/run_chart.h"

#include "core/tensor/tensor_text.h"
#include "ui/figure/class_colors.h"
#include "ui/figure/number_text.h"
#include "ui/figure/run_names.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <cmath>
#include <map>

namespace ui {
namespace {

using Point = RunCourse::Point;
using Points = std::vector<Point>;

constexpr double chartTitleText = 19, axisText = 14, nameText = 16;

// What one of the two charts is of.
struct Quantity {
    QString title;
    double Point::*value;
    QString (*text)(double);
    QString (*tick)(double);
    double top; // end of its axis
};

// The smallest of 1, 2, 2.5, 5 times a power of ten that four, or five, parts of make `value`.
double roundUp(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0})
        if (factor * power >= value * (1 - 1e-9)) return factor * power;
    return 10 * power;
}

// Room for all that was seen; but a run that blows up may not flatten what came before.
double largestLoss(const RunCourse& run) {
    double largest = 0.1;
    const auto look = [&](const Points& points) {
        for (const Point& p : points) largest = std::max(largest, std::isfinite(p.loss) ? p.loss : 0);
    };
    look(run.training);
    look(run.test);
    for (const RunCourse::Kept& kept : run.kept) look(kept.points);
    const double first = run.training.empty() ? 1 : run.training.front().loss;
    return roundUp(std::min(largest, 3 * std::max(first, 1.0)));
}

QString watched(const RunCourse& run) {
    return run.validation ? tr("validation") : tr("test");
}

double lastEpoch(const RunCourse& run) {
    double last = 0;
    for (const Points* points : {&run.training, &run.test})
        if (!points->empty()) last = std::max(last, points->back().epochs);
    for (const RunCourse::Kept& kept : run.kept)
        if (!kept.points.empty()) last = std::max(last, kept.points.back().epochs);
    return std::max(1.0, std::ceil(last - 1e-9));
}

// One chart; lives for the length of a call.
class Chart {
public:
    Chart(QPainter& painter, Theme theme, const RunCourse& run, const Quantity& quantity, const QRectF& card)
        : m_painter(painter), m_theme(theme), m_c(palette(theme)), m_run(run), m_q(quantity), m_card(card),
          m_epochs(lastEpoch(run)), m_plot(card.adjusted(76, 64, -28, -40)) {}

    void all() {
        m_painter.setPen(QPen(m_c.line, 1));
        m_painter.setBrush(m_c.surface);
        m_painter.drawRoundedRect(m_card.adjusted(0.5, 0.5, -0.5, -0.5), 12, 12);
        head();
        axes();
        for (const RunCourse::Kept& run : m_run.kept) kept(run);
        curve(m_run.training, QPen(m_c.text, 2.2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        curve(m_run.test, dashed());
        m_names.draw(m_painter, m_theme, m_plot, axisText);
    }

private:
    QPen dashed() const {
        QPen pen(m_c.runB, 2.4, Qt::CustomDashLine, Qt::FlatCap, Qt::RoundJoin);
        pen.setDashPattern({7 / 2.4, 4 / 2.4});
        return pen;
    }
    // The title, and what each line is and where it ends.
    void head() {
        const double y = m_card.top() + 36;
        double x =
            drawLine(m_painter, {{m_q.title, m_c.text, Weight::Bold}}, m_card.left() + 22, y, chartTitleText) + 24;
        const auto name = [&](const QString& words, const Points& points, const QPen& pen) {
            if (points.empty()) return;
            m_painter.setPen(pen);
            m_painter.drawLine(QPointF(x, y - 5), QPointF(x + 30, y - 5));
            const TextLine line{{words + " ", pen.color()},
                                {m_q.text(points.back().*m_q.value), pen.color(), Weight::Bold}};
            x = drawLine(m_painter, line, x + 38, y, nameText) + 24;
        };
        name(tr("training"), m_run.training, QPen(m_c.text, 2.2));
        name(watched(m_run), m_run.test, dashed());
    }
    QPointF place(const Point& p) const {
        const double share = std::isfinite(p.*m_q.value) ? std::clamp(p.*m_q.value / m_q.top, 0.0, 1.0) : 1;
        return {m_plot.left() + m_plot.width() * p.epochs / m_epochs, m_plot.bottom() - m_plot.height() * share};
    }
    void axes() {
        m_painter.setFont(Style::numberFont(axisText));
        const double height = QFontMetricsF(m_painter.font()).height();
        constexpr int parts = 5;
        for (int i = 0; i <= parts; ++i) {
            const double y = std::round(m_plot.bottom() - m_plot.height() * i / parts) + 0.5;
            m_painter.setPen(QPen(m_c.line, 1));
            m_painter.drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
            m_painter.setPen(m_c.dim);
            m_painter.drawText(QRectF(m_card.left(), y - height / 2, m_plot.left() - m_card.left() - 10, height),
                               Qt::AlignRight | Qt::AlignVCenter, m_q.tick(m_q.top * i / parts));
        }
        const int end = static_cast<int>(m_epochs), every = std::max(1, (end + 5) / 6);
        const QString last = counted(end, tr("epoch"), tr("epochs"));
        const double lastLeft = m_plot.right() - QFontMetricsF(m_painter.font()).horizontalAdvance(last);
        for (int epoch = 0; epoch < end; epoch += every) {
            const double x = m_plot.left() + m_plot.width() * epoch / m_epochs;
            if (x + 20 > lastLeft) break;
            m_painter.drawText(QRectF(x - 40, m_plot.bottom() + 6, 80, height), Qt::AlignHCenter | Qt::AlignTop,
                               QString::number(epoch));
        }
        m_painter.drawText(QRectF(m_plot.right() - 200, m_plot.bottom() + 6, 200, height),
                           Qt::AlignRight | Qt::AlignTop, last);
    }
    void curve(const Points& points, const QPen& pen) {
        if (points.empty()) return;
        QPainterPath path(place(points.front()));
        for (const Point& p : points) path.lineTo(place(p));
        m_painter.setPen(pen);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawPath(path);
    }

    // Its number, and what it is of, stand behind its end.
    void kept(const RunCourse::Kept& run) {
        if (run.points.empty()) return;
        curve(run.points, QPen(runColor(m_theme, run.number), 1.6, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_names.add(place(run.points.back()), run.number, run.of);
    }

    QPainter& m_painter;
    Theme m_theme;
    const Palette& m_c;
    const RunCourse& m_run;
    const Quantity& m_q;
    QRectF m_card;
    double m_epochs;
    QRectF m_plot;
    RunNames m_names;
};

// "     training: mean of 20 batches while they are learned, with dropout"
QString trainingWords(const RunCourse& run) {
    if (run.training.empty()) return {};
    const QString words = tr("     training: mean of up to 20 batches while they are learned");
    return run.how.isEmpty() ? words : words + ", " + run.how;
}

QString lossText(double value) {
    return fixed(value, 2);
}
QString accuracyText(double value) {
    return percent(value);
}
QString lossTick(double value) {
    return QString::number(value, 'g', 3);
}
QString accuracyTick(double value) {
    return QString::number(100 * value, 'g', 3) + QChar(0x202f) + '%';
}

} // namespace

void RunChart::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.window);
    TextLine head{{m_run.name, c.dim}, {trainingWords(m_run), c.dim}};
    for (const RunCourse::Kept& run : m_run.kept) {
        head.push_back({QString("     %1  ").arg(run.number), runColor(style.theme, run.number), Weight::Bold});
        head.push_back({run.name, c.dim});
    }
    drawLine(painter, head, 24, 36, fittingSize(head, m_size.width() - 48, nameText, 9));
    const double top = 52, half = (m_size.width() - 3 * 20) / 2;
    const Quantity both[] = {{tr("Loss"), &Point::loss, lossText, lossTick, largestLoss(m_run)},
                             {tr("Accuracy"), &Point::accuracy, accuracyText, accuracyTick, 1}};
    for (int i = 0; i < 2; ++i)
        Chart(painter, style.theme, m_run, both[i], QRectF(20 + i * (half + 20), top, half, m_size.height() - top - 20))
            .all();
}

QString RunChart::describe() const {
    QStringList words{m_run.name + "."};
    const auto ends = [&](const QString& what, const Points& points, const QString& of = {}) {
        if (points.empty()) return;
        words << tr("%1 after %2 epochs: %3loss %4, accuracy %5.")
                     .arg(what, fixed(points.back().epochs, 2), of.isEmpty() ? of : of + ' ',
                          lossText(points.back().loss), accuracyText(points.back().accuracy));
    };
    ends(tr("Training"), m_run.training);
    ends(m_run.validation ? tr("Validation") : tr("Test"), m_run.test);
    for (const RunCourse::Kept& run : m_run.kept)
        ends(tr("Kept run %1, %2,").arg(run.number).arg(run.name), run.points, run.of);
    return words.join(' ');
}

std::string toCsv(const RunCourse& run) {
    std::map<double, std::pair<const Point*, const Point*>> lines;
    for (const Point& p : run.training) lines[p.epochs].first = &p;
    for (const Point& p : run.test) lines[p.epochs].second = &p;
    const auto number = [](double value) { return cnn::shortest(static_cast<float>(value)); };
    const auto pair = [&](const Point* p) {
        return p ? number(p->loss) + "," + number(p->accuracy) : std::string(",");
    };
    const std::string watched = run.validation ? "validation" : "test";
    std::string text = "epochs,training_loss,training_accuracy," + watched + "_loss," + watched + "_accuracy\n";
    for (const auto& [epochs, points] : lines)
        text += number(epochs) + "," + pair(points.first) + "," + pair(points.second) + "\n";
    return text;
}

} // namespace ui
