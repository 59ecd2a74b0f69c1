#include "ui/lessons/fit/fit_figure.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_card.h"
#include "ui/lessons/fit/fit_charts.h"
#include "ui/lessons/fit/fit_maps.h"
#include "ui/lessons/fit/fit_table.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {
namespace {

constexpr int plotParts = 100;

QString valuesText(const std::vector<double>& values) {
    QStringList all;
    for (const double v : values) all << numberText(v);
    return all.join(' ');
}

QString valuesText(const cnn::Tensor& values) {
    return valuesText(std::vector<double>(values.values().begin(), values.values().end()));
}

QString times(const cnn::Shape& s) {
    return QString("%1 × %2").arg(s.h).arg(s.w);
}

} // namespace

void FitFigure::paint(QPainter& painter, const Style& style) const {
    const cnn::FitMoment now = m_picture.fit->at(m_picture.step);
    const FitBrush brush{painter, style, style.colors(), m_picture, m_layout, now, m_layout.frame.unit};
    paintGround(painter, m_size, style);
    const QString trouble = troubleSentence(m_picture);
    const StageFrame& frame = m_layout.frame;
    paintHeadings(painter, style, frame, m_picture.headline, trouble.isEmpty() ? m_picture.line : QString());
    if (!trouble.isEmpty()) {
        const double size = 17.5 * frame.unit;
        painter.fillRect(QRectF(frame.left, frame.lineBaseline - size, 4, 1.3 * size), brush.colors.error);
        const TextLine words{{trouble, brush.colors.text, Weight::SemiBold}};
        drawLine(painter, words, frame.left + 14, frame.lineBaseline,
                 fittingSize(words, 0.96 * (frame.right - frame.left - 14), size, 12));
    }
    paintFitMaps(brush);
    paintFitKernels(brush);
    paintFitTable(brush);
    paintLossChart(brush);
    if (m_picture.twoWeights())
        paintLossBowl(brush);
    else
        paintWeightLines(brush);
    paintUpdateCard(brush);
}

QString FitFigure::describeUpdates() const {
    const FitPicture& p = m_picture;
    const cnn::FitMoment now = p.fit->at(p.step);
    QStringList parts;
    for (std::size_t k = 0; k < now.kernel.size(); ++k) {
        const cnn::WrittenUpdate u = cnn::writeUpdate(*p.fit, now, k);
        QString line = QString::fromStdString(p.covers("next") ? u.rule() + " = ?" : u.line());
        if (p.covers("gradient")) line = QString::fromStdString(u.weightText + " − " + u.rateText) + " × ? = ?";
        parts << weightName(p.rows(), p.columns(), k) + " ← " + line;
    }
    QString text = ui::tr("Update %1: %2.").arg(p.step).arg(parts.join("; "));
    if (!p.covers("gradient"))
        text += " " + ui::tr("Gradient of %1: %2.")
                          .arg(weightName(p.rows(), p.columns(), p.weight),
                               QString::fromStdString(cnn::writeGradient(*p.fit, now, p.weight).totalLine()));
    return text;
}

QString FitFigure::describe() const {
    const FitPicture& p = m_picture;
    const cnn::FitMoment now = p.fit->at(p.step);
    const cnn::FitTask& task = p.fit->task();
    QStringList parts{p.headline + "."};
    const QString trouble = troubleSentence(p);
    parts << (trouble.isEmpty() ? p.line : trouble);
    parts << ui::tr("Input %1, target %2.").arg(times(task.input.shape()), times(task.target.shape()));
    parts << ui::tr("Kernel %1: %2.").arg(momentName(p), valuesText(now.kernel));
    parts << ui::tr("True kernel %1: %2.").arg(times(p.truth.shape()), valuesText(p.truth));
    parts << ui::tr("Loss %1: %2.").arg(momentName(p), p.covers("loss") ? "?" : lossText(now.loss));
    QStringList losses;
    const int shown = p.covers("loss") ? p.step - 1 : p.step;
    for (int i = 1; i <= shown; ++i) losses << lossText(p.fit->lossAt(i));
    parts << ui::tr("Losses so far: %1.").arg(losses.join(' '));
    parts << describeTable(p, m_layout.tableRows) << describeUpdates();
    parts << ui::tr("Learning rate %1; it diverges above %2.")
                 .arg(numberText(task.learningRate, 6), p.covers("rate") ? "?" : limitText(*p.fit));
    if (const QString hover = hoverSentence(p); !hover.isEmpty()) parts << hover;
    return parts.join(" ");
}

std::optional<CellRef> FitFigure::cellAt(QPointF point) const {
    for (const GridPlace* grid :
         {&m_layout.input, &m_layout.prediction, &m_layout.target, &m_layout.error, &m_layout.kernel, &m_layout.truth})
        if (auto cell = grid->at(point)) return cell;
    const QRectF& plot = m_layout.path.area;
    if (!m_picture.twoWeights() || !plot.contains(point)) return std::nullopt;
    return CellRef{"plot", 0, qRound((plot.bottom() - point.y()) / plot.height() * plotParts),
                   qRound((point.x() - plot.left()) / plot.width() * plotParts)};
}

QRectF FitFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid :
         {&m_layout.input, &m_layout.prediction, &m_layout.target, &m_layout.error, &m_layout.kernel, &m_layout.truth})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    if (cell.part != "plot") return {};
    const QRectF& plot = m_layout.path.area;
    const QPointF at(plot.left() + cell.x * plot.width() / plotParts,
                     plot.bottom() - cell.y * plot.height() / plotParts);
    return {at - QPointF(1, 1), QSizeF(2, 2)};
}

std::vector<double> FitFigure::weightsAt(const CellRef& plot) const {
    const ChartPlot& c = m_layout.path;
    const auto along = [](double from, double to, int part) {
        return std::round((from + (to - from) * part / plotParts) * 100) / 100;
    };
    return {along(c.x.from, c.x.to, plot.x), along(c.y.from, c.y.to, plot.y)};
}

} // namespace ui
