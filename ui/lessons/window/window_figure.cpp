#include "ui/lessons/window/window_figure.h"

#include "core/walk/window_facts.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/window/fits_card.h"
#include "ui/lessons/window/sum_card.h"
#include "ui/lessons/window/window_fits.h"
#include "ui/lessons/window/window_painting.h"
#include "ui/lessons/window/window_sums.h"
#include "ui/lessons/window/window_words.h"
#include "ui/tr.h"

namespace ui {
namespace {

QString outputText(const WindowPicture& p) {
    const int columns = p.walk->output().shape().w, finished = p.finished();
    QStringList all;
    for (int i = 0; i < finished; ++i) all << written(p.outputAt(i / columns, i % columns));
    if (p.covered == "cell" || p.covered == "map") all << tr("covered");
    if (all.isEmpty()) return {};
    return (p.hidesKernel() ? tr("Output: %1.") : tr("Output so far: %1.")).arg(all.join(" "));
}

// Row by row, the real cells only.
QString usesText(const WindowPicture& p) {
    const cnn::Tensor uses = cnn::windowUses(p.task.window, p.task.input.shape());
    QStringList rows;
    for (int y = 0; y < p.task.input.shape().h; ++y) {
        QStringList row;
        for (int x = 0; x < p.task.input.shape().w; ++x)
            row << written(uses.at(0, y + p.task.window.y.padBefore, x + p.task.window.x.padBefore));
        rows << row.join(" ");
    }
    return tr("Windows that read each input: %1.").arg(rows.join("; "));
}

QString breakpointText(const WindowPicture& p) {
    QStringList all;
    for (const cnn::Place& at : p.breakpoints) all << tr("row %1, column %2").arg(at.y + 1).arg(at.x + 1);
    return tr("Breakpoints: %1.").arg(all.join("; "));
}

// "p = 1: 2 × 2, left over 1, never read 0, 36 multiplications"
QString fitsText(const WindowPicture& p) {
    QStringList all;
    for (const PaddingColumn& c : paddingColumns(p.task.window, p.task.input.shape())) {
        const QString size = p.hidesSize() ? tr("covered") : times(c.fit.rows, c.fit.columns);
        all << (c.fit.fits ? tr("%1 (%2 around): output %3, left over %4, %5 never read, %6 multiplications")
                                 .arg(c.name, c.amount(), size, c.left())
                                 .arg(c.fit.unread)
                                 .arg(p.hidesSize() ? tr("covered") : grouped(c.fit.products))
                           : tr("%1: no window fits").arg(c.name));
    }
    return tr("Paddings: %1.").arg(all.join("; "));
}

} // namespace

void WindowFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    WindowPainting(painter, style, m_picture, m_layout).all(m_size);
}

QString describeWindow(const WindowPicture& p, const QString& sums) {
    const cnn::Shape& in = p.task.input.shape();
    const auto& [y, x] = p.task.window;
    QStringList parts{p.headline + ".", tr("%1 %2.").arg(p.inputName, times(in.h, in.w))};
    const QString size = times(y.kernel, x.kernel);
    parts << (p.isConvolution() ? tr("%1 %2.").arg(p.kernelName, size) : tr("%1 of %2.").arg(p.operationName(), size));
    if (p.hidesKernel()) parts << tr("The kernel is covered.");
    if (!p.walk) return (p.fits ? parts << p.misfit << fitsText(p) : parts << p.misfit).join(" ");
    const cnn::Shape& out = p.walk->output().shape();
    if (p.outputRole != GridRole::Output) parts << tr("The output is the %1.").arg(p.outputName.toLower());
    parts << tr("Output %1.").arg(p.hidesSize() ? tr("covered") : times(out.h, out.w));
    parts << stepPlace(p) + ": " + (p.byLayer ? layerSentence(p) : stepSum(p) + ".");
    if (const QString output = outputText(p); !output.isEmpty()) parts << output;
    if (p.uses) parts << usesText(p) << usesSentence(p);
    if (p.stacked) parts << stackSentence(p);
    if (p.fits) parts << fitsText(p);
    if (const QString work = workSentence(p); !work.isEmpty()) parts << work;
    if (!p.breakpoints.empty()) parts << breakpointText(p);
    if (!sums.isEmpty()) parts << sums;
    if (const QString hover = hoverSentence(p); !hover.isEmpty()) parts << hover;
    return parts.join(" ");
}

QString WindowFigure::describe() const {
    return describeWindow(m_picture, m_layout.sums.shown() ? sumsText(m_picture) : QString());
}

std::optional<CellRef> WindowFigure::cellAt(QPointF point) const {
    if (auto cell = m_layout.input.at(point)) return cell;
    for (int i = 0; m_picture.fits && i <= static_cast<int>(Padding::Full); ++i)
        if (paddingColumnRect(m_layout.card, i, m_layout.frame.unit).contains(point)) return CellRef{"fit", 0, 0, i};
    if (m_picture.isConvolution())
        if (auto cell = m_layout.kernel.at(point)) return cell;
    if (m_picture.walk && !m_picture.hidesSize()) return m_layout.output.at(point);
    return std::nullopt;
}

QRectF WindowFigure::cellRect(const CellRef& cell) const {
    if (cell.part == "fit") return paddingColumnRect(m_layout.card, cell.x, m_layout.frame.unit);
    for (const GridPlace* grid : {&m_layout.input, &m_layout.kernel, &m_layout.output})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    return {};
}

// ---- motion --------------------------------------------------------------------------------------------------------

bool isStep(const WindowPicture& before, const WindowPicture& after) {
    return after.walk && before.walk == after.walk && before.covered == after.covered &&
           before.byLayer == after.byLayer && before.layers == after.layers;
}

std::optional<CellRef> weightChanged(const WindowPicture& before, const WindowPicture& after) {
    const bool stands = before.walk && after.walk && before.walk != after.walk && before.cell == after.cell &&
                        before.shown == after.shown && before.covered == after.covered && !before.byLayer &&
                        !after.byLayer && before.isConvolution() && after.isConvolution();
    if (!stands || after.hidesKernel() || after.hidesSize() || before.task.window != after.task.window ||
        before.task.input != after.task.input)
        return std::nullopt;
    return changedWeight(before.task.kernel, after.task.kernel);
}

NowParts WindowFigure::now() const {
    return windowNow(m_picture, m_layout);
}

std::unique_ptr<Motion> WindowFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const WindowFigure*>(&before);
    if (!was || was->m_layout.input.rect() != m_layout.input.rect() || was->m_layout.card != m_layout.card)
        return nullptr;
    if (const auto weight = weightChanged(was->m_picture, m_picture)) return aimBetween(*was, *this, beamsAt(*weight));
    if (!isStep(was->m_picture, m_picture)) return nullptr;
    return stepBetween(*was, *this, flightFrom(was->m_picture));
}

// From the number that the weight meets through it to the output.
std::vector<Beam> WindowFigure::beamsAt(const CellRef& weight) const {
    const NowParts parts = now();
    const auto& [y, x] = m_picture.task.window;
    const cnn::WindowStep step = m_picture.step();
    const QRectF met = m_layout.input.cell(y.tap(step.outY, weight.y), x.tap(step.outX, weight.x)),
                 cell = m_layout.kernel.cell(weight.y, weight.x), target = parts.frames.back().cells;
    return {aimed(parts.beams[0], met, cell), aimed(parts.beams[1], cell, target.adjusted(-4, -4, 0, 4))};
}

// Only forward: what was there already does not come again.
std::optional<Flight> WindowFigure::flightFrom(const WindowPicture& before) const {
    const WindowPicture& p = m_picture;
    const bool isMaximum = p.task.operation == cnn::WindowOperation::MaxPool && !p.bypass;
    if (p.hidesResult() || p.hidesSize() || p.hidesKernel()) return std::nullopt;
    const cnn::WindowStep step = p.step();
    const QRectF output = m_layout.output.cell(step.outY, step.outX);
    if (isMaximum && step.winner >= 0 && p.shown == p.walk->termsPerStep() && p.cell > before.cell) {
        const cnn::Term& won = step.terms[static_cast<std::size_t>(step.winner)];
        return Flight{digitIn(m_layout.input.cell(won.inY, won.inX)), digitIn(output)};
    }
    const bool oneMore = p.cell == before.cell && p.shown == before.shown + 1;
    if (!oneMore || p.byLayer || p.stacked || p.fits || p.uses) return std::nullopt;
    const cnn::Term& t = step.terms[static_cast<std::size_t>(p.shown - 1)];
    const QRectF& card = m_layout.card;
    QRectF place = m_layout.frame.presenting ? QRectF() : lastProductPlace(p, card, m_layout.frame.unit);
    if (place.isEmpty()) place = digitIn(card);
    return Flight{digitIn(m_layout.input.cell(t.inY, t.inX)),
                  place,
                  {card, m_layout.sums.area, m_layout.sentence, output.adjusted(-12, -12, 12, 12)}};
}

// What paints it while it moves has everything but the window as it was.
void WindowFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const int before = static_cast<const WindowFigure&>(next).m_picture.cell;
    WindowPainting(painter, style, m_picture, m_layout, before).all(m_size);
}

void WindowFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    WindowPainting painting(painter, style, m_picture, m_layout, m_picture.cell);
    painting.beams(at.beams);
    paintFrames(painter, style, at);
    painting.weights(at.frames.front());
}

void WindowFigure::paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const {
    WindowPainting(painter, style, m_picture, m_layout, m_picture.cell)
        .passed(frame == 0 ? m_layout.input : m_layout.output, where);
}

TextLine WindowFigure::flying(const Style& style) const {
    const Palette& c = style.colors();
    const cnn::WindowStep step = m_picture.step();
    if (!m_picture.isConvolution()) {
        const bool whole = m_picture.shown == m_picture.walk->termsPerStep() && step.winner >= 0;
        const int index = whole ? step.winner : m_picture.shown - 1;
        return {{written(step.terms[static_cast<std::size_t>(index)].input), c.now, Weight::Bold}};
    }
    return lastProduct(c, m_picture);
}

void WindowFigure::paintFlying(QPainter& painter, const Style& style, const QRectF& at) const {
    paintFlyingText(painter, style.colors(), flying(style), at);
}

} // namespace ui
