#include "ui/lessons/lenet/lenet_figure.h"

#include "ui/figure/brush.h"
#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr Qt::Alignment centred = Qt::AlignHCenter | Qt::AlignVCenter;

} // namespace

const QColor& LenetFigure::inkOfStage(const Palette& c, int stage) const {
    return stage == 0 ? c.input : m_picture.at(stage).isDense() ? c.lineStrong : c.output;
}

QString LenetFigure::sizeShown(int stage) const {
    return m_picture.hidesSize(stage) ? QString("?") : lenetSize(m_picture.at(stage));
}

QString LenetFigure::parametersShown(int stage) const {
    if (stage == 0) return {};
    return m_picture.hidesParameters(stage) ? QString("?") : grouped(m_picture.at(stage).parameters);
}

void LenetFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    const Brush to{painter, style.colors()};
    m_picture.form == LenetForm::Blocks ? paintBlocks(to) : paintColumn(to);
    paintCard(to);
}

std::unique_ptr<Motion> LenetFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const LenetFigure*>(&before);
    const int stage = m_picture.stage;
    if (!was || stage != was->m_picture.stage + 1 || m_picture.form != was->m_picture.form ||
        m_layout.shapes != was->m_layout.shapes || !m_picture.covered.isEmpty() || !was->m_picture.covered.isEmpty())
        return nullptr;
    const auto around = [](const QRectF& all) { return all.adjusted(-8, -8, 8, 8); };
    return stepBetween(*was, *this,
                       Flight{shape(stage - 1), shape(stage), {around(place(stage)), around(m_layout.card)}});
}

void LenetFigure::paintFlying(QPainter& painter, const Style& style, const QRectF& at) const {
    const Brush to{painter, style.colors()};
    to.fill(at, to.c.nowTint, 3);
    to.outline(at, to.c.now, 3, 3);
}

// ---- blocks --------------------------------------------------------------------------------------------------------

void LenetFigure::paintBlocks(const Brush& to) const {
    for (int i = 0; i <= m_picture.stages.last(); ++i) {
        m_picture.at(i).isDense() ? paintBar(to, i) : paintStack(to, i);
        paintWords(to, i);
    }
    for (int i = 1; i <= m_picture.stages.last(); ++i)
        if (!isNow(i)) paintLink(to, i);
    if (m_picture.stage > 0) paintLink(to, m_picture.stage); // over the others
}

// The front sheet is below and to the left.
void LenetFigure::paintStack(const Brush& to, int stage) const {
    const QRectF front = shape(stage);
    const int sheets = lenetSheets(m_picture.at(stage));
    for (int k = sheets - 1; k >= 0; --k) {
        const QRectF sheet = front.translated(k * m_layout.sheet, -k * m_layout.sheet);
        to.fill(sheet, stage == 0 ? to.c.surface : isToCome(stage) ? to.c.surface : to.c.outputTint);
        to.outline(sheet,
                   isNow(stage)      ? to.c.now
                   : isToCome(stage) ? to.c.lineStrong
                                     : inkOfStage(to.c, stage),
                   isNow(stage) && k == 0 ? 3 : 1.2);
    }
}

void LenetFigure::paintBar(const Brush& to, int stage) const {
    const QRectF bar = shape(stage);
    to.fill(bar, isToCome(stage) ? to.c.surface : to.c.sunken, 3);
    to.outline(bar, isNow(stage) ? to.c.now : to.c.lineStrong, isNow(stage) ? 3 : 1.2, 3);
}

// A window on the map before and the one value it becomes; of a dense layer all values before and all units.
void LenetFigure::paintLink(const Brush& to, int into) const {
    const LenetStage& s = m_picture.at(into);
    const QRectF from = shape(into - 1), end = shape(into);
    const QColor colour = isNow(into) ? to.c.now : to.c.lineStrong;
    to.painter.setPen(QPen(colour, isNow(into) ? 1.8 : 1, isToCome(into) ? Qt::DashLine : Qt::SolidLine));
    if (!s.hasWindow()) {
        to.painter.drawLine(QPointF(from.right() + 2, from.top()), QPointF(end.left() - 2, end.top()));
        to.painter.drawLine(QPointF(from.right() + 2, from.bottom()), QPointF(end.left() - 2, end.bottom()));
        return;
    }
    const double before = from.width() / s.in.h, side = std::max(6.0, s.info->window->y.kernel * before);
    const QRectF window(from.left() + 0.62 * from.width() - side / 2, from.top() + 0.5 * from.height() - side / 2, side,
                        side);
    const double cell = std::max(3.0, end.width() / s.out.h);
    const QRectF target(end.left() + 0.3 * end.width() - cell / 2, end.top() + 0.5 * end.height() - cell / 2, cell,
                        cell);
    to.painter.drawLine(window.topRight(), target.topLeft());
    to.painter.drawLine(window.bottomRight(), target.bottomLeft());
    to.fill(window, s.isConvolution() ? to.c.kernelTint : to.c.surface);
    to.outline(window,
               isNow(into)         ? to.c.now
               : s.isConvolution() ? to.c.kernel
                                   : to.c.lineStrong,
               isNow(into) ? 2.4 : 1.4);
    to.fill(target, colour);
}

void LenetFigure::paintWords(const Brush& to, int stage) const {
    const double line = 1.4 * m_layout.text, text = m_layout.text;
    const QRectF all = place(stage);
    const bool hot = isNow(stage) || m_picture.hover == stage;
    const double middle = shape(stage).center().x() + m_layout.sheet * (lenetSheets(m_picture.at(stage)) - 1) / 2;
    QRectF row(middle - all.width() / 2, all.top(), all.width(), line);
    const QColor& strong = isNow(stage) ? to.c.now : to.c.text;
    to.write(row, m_picture.at(stage).name, 1.06 * text, strong, Weight::Bold, centred);
    row.translate(0, line);
    to.write(row, sizeShown(stage), text, hot ? strong : to.c.dim, hot ? Weight::SemiBold : Weight::Regular, centred);
    row = QRectF(row.left(), m_layout.under, row.width(), 1.2 * m_layout.wordSize);
    std::size_t lines = 3;
    for (const QStringList& words : m_layout.words) lines = std::max(lines, static_cast<std::size_t>(words.size()));
    for (const QString& words : m_layout.words[static_cast<std::size_t>(stage)]) {
        to.write(row, words, m_layout.wordSize, to.c.text, Weight::Regular, centred);
        row.translate(0, row.height());
    }
    row =
        QRectF(row.left(), m_layout.under + static_cast<double>(lines) * row.height() + 0.1 * line, row.width(), line);
    to.write(row, parametersShown(stage), text, isToCome(stage) ? to.c.dim : to.c.kernel, Weight::SemiBold, centred);
}

// ---- both ----------------------------------------------------------------------------------------------------------

void LenetFigure::paintCard(const Brush& to) const {
    const QRectF card = m_layout.card;
    to.fill(card, to.c.surface, 12);
    to.outline(card, to.c.line, 1, 12);
    const int shown = m_picture.stage;
    const LenetStage& s = m_picture.at(shown);
    const double text = m_layout.text;
    QRectF inside = card.adjusted(1.1 * text, 0.7 * text, -1.1 * text, -0.5 * text);
    const bool whole = shown == m_picture.stages.last() && !m_picture.stages.misfit;
    const bool column = m_picture.form == LenetForm::Column;
    QRectF row(inside.topLeft(), QSizeF(inside.width(), 1.5 * text));
    QString equation = m_picture.hidesSize(shown) ? QString() : lenetSizeEquation(s);
    if (!equation.isEmpty()) equation = tr("rows: %1").arg(equation);
    double after = to.write(row, s.name, 1.15 * text, to.c.now, Weight::Bold) + 0.8 * text;
    after = to.write({after, row.top(), row.right() - after, row.height()}, sizeShown(shown), 1.05 * text, to.c.output,
                     Weight::SemiBold);
    double top = row.bottom() + 0.1 * text;
    if (column) { // in a narrow card on as many lines as it needs
        const Paragraph words{equation, std::floor(text)};
        words.paint(to.painter, {row.left(), row.bottom(), row.width(), row.height()}, to.c.text);
        top += std::max(row.height(), words.height(row.width()));
    } else
        to.write({after, row.top(), row.right() - after, row.height()}, equation, text, to.c.text, Weight::Regular,
                 Qt::AlignRight | Qt::AlignVCenter);
    if (column) {
        const double next = paintSentence(to, {inside.left(), top, inside.width(), 0.45 * inside.height()});
        return paintStackedSums(to, {inside.left(), next + 1.2 * text, inside.width(), inside.bottom() - next}, whole);
    }
    const double sums = (m_picture.stages.misfit ? 4.6 : 3.1) * text;
    paintSentence(to, {inside.left(), top, inside.width(), inside.bottom() - sums - top});
    paintSums(to, QRectF(inside.left(), inside.bottom() - sums, inside.width(), sums), whole);
}

// Wrapped, smaller where it would not fit; gives back where it ends.
double LenetFigure::paintSentence(const Brush& to, const QRectF& where) const {
    constexpr int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    const QString sentence = m_picture.covered == "size" ? QString() : lenetSentence(m_picture.at(m_picture.stage));
    to.painter.setPen(to.c.dim);
    for (double size = m_layout.text; size >= 10; size -= 0.5) {
        to.painter.setFont(Style::font(size));
        if (to.painter.boundingRect(where, flags, sentence).height() <= where.height() + 1) break;
    }
    to.painter.drawText(where, flags, sentence);
    return to.painter.boundingRect(where, flags, sentence).bottom();
}

// Parameters of this layer, of all so far, and why it goes no further.
void LenetFigure::paintSums(const Brush& to, const QRectF& where, bool whole) const {
    const int shown = m_picture.stage;
    const double text = m_layout.text;
    const bool hidden = !m_picture.covered.isEmpty(); // a count tells of sizes, too
    const auto write = [&](const QRectF& row, const QString& label, const QString& sum, const QColor& colour,
                           Weight weight) {
        const TextLine line{{label + "  ", to.c.dim}, {sum, colour, weight}};
        drawLine(to.painter, line, row.left(), row.top() + 1.1 * text, fittingSize(line, row.width(), 1.1 * text, 12));
    };
    QRectF row(where.topLeft(), QSizeF(where.width(), 1.5 * text));
    write(row, tr("parameters"), hidden ? QString("?") : lenetParameterEquation(m_picture.at(shown)), to.c.kernel,
          Weight::SemiBold);
    row.translate(0, row.height());
    write(row, whole ? tr("in all") : tr("so far"), hidden ? QString("?") : lenetRunningSum(m_picture.stages, shown),
          to.c.text, whole ? Weight::Bold : Weight::Regular);
    if (!m_picture.stages.misfit) return;
    row.translate(0, row.height());
    to.fill({row.left(), row.top() + 2, 4, row.height() - 4}, to.c.error);
    to.writeFitting(row.adjusted(12, 0, 0, 0), lenetMisfit(m_picture.stages), text, to.c.text);
}

QString LenetFigure::describe() const {
    QStringList all{m_picture.headline + '.'};
    for (int i = 0; i <= m_picture.stages.last(); ++i) {
        const QString parameters =
            m_picture.covered.isEmpty() && i > 0 ? tr(", %1 parameters").arg(parametersShown(i)) : "";
        all << m_picture.at(i).name + ' ' + sizeShown(i) + parameters + ';';
    }
    if (m_picture.stages.misfit) all << lenetMisfit(m_picture.stages);
    all << tr("Looked at:") << lenetSpoken(m_picture, m_picture.stage);
    return all.join(' ');
}

std::optional<CellRef> LenetFigure::cellAt(QPointF point) const {
    for (int i = 0; i <= m_picture.stages.last(); ++i)
        if (place(i).contains(point)) return CellRef{"layer", i, 0, 0};
    return std::nullopt;
}

QRectF LenetFigure::cellRect(const CellRef& cell) const {
    return cell.part == "layer" && cell.map >= 0 && cell.map <= m_picture.stages.last() ? place(cell.map) : QRectF();
}

} // namespace ui
