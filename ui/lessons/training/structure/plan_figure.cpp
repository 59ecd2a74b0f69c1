#include "ui/lessons/training/structure/plan_figure.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double blockMargin = 16, smallestBlockText = 12;

} // namespace

PlanFigure::PlanFigure(QSizeF size, const Style& style, PlanPicture picture)
    : m_size(size), m_picture(std::move(picture)), m_text(14 * style.scale) {
    layOut();
}

// Lines of blocks from left to right, as many in a line as there is room for whole words; smaller ones where all lines
// would not fit.
void PlanFigure::layOut() {
    const auto count = static_cast<int>(m_picture.plan.layers.size()) + 1; // with the image
    for (;; m_text -= 1) {
        const double gap = 2.2 * m_text, wide = 9.5 * m_text, high = 5.6 * m_text;
        const double footHigh = 3.2 * m_text, room = m_size.width() - 2 * blockMargin;
        const int across = std::max(1, static_cast<int>((room + gap) / (wide + gap)));
        const int lines = (count + across - 1) / across;
        m_foot = QRectF(blockMargin, m_size.height() - blockMargin - footHigh, room, footHigh);
        const double pitch = std::min(high + 1.6 * m_text, (m_foot.top() - blockMargin - 4) / lines);
        if (pitch < high + 4 && m_text > smallestBlockText) continue;
        m_blocks.clear();
        m_gaps.clear();
        for (int i = 0; i < count; ++i) {
            const QRectF block(blockMargin + (i % across) * (wide + gap), blockMargin + (i / across) * pitch, wide,
                               std::min(high, pitch - 4));
            if (i == 0)
                m_image = block;
            else
                m_blocks.push_back(block);
            m_gaps.emplace_back(block.right(), block.top(), std::min(gap, m_size.width() - block.right()),
                                block.height());
        }
        return;
    }
}

bool PlanFigure::isPointed(const char* part, int index) const {
    return m_picture.pointed && m_picture.pointed->part == part && m_picture.pointed->map == index;
}

bool PlanFigure::isMisfit(int layer) const {
    return m_picture.checked.error && layer == static_cast<int>(m_picture.checked.layers.size());
}

QString PlanFigure::wordsOf(int layer) const {
    const auto at = static_cast<std::size_t>(layer);
    cnn::LayerInfo info =
        at < m_picture.checked.layers.size() ? m_picture.checked.layers[at].info : m_picture.plan.layers[at].info;
    if (cnn::layerRole(info.kind) == cnn::LayerRole::Dense && info.outputs == 0) info.outputs = m_picture.classes;
    return layerWords(info);
}

QString PlanFigure::givesOf(int layer) const {
    const auto at = static_cast<std::size_t>(layer);
    if (at < m_picture.checked.layers.size()) return shapeWords(m_picture.checked.layers[at].out);
    return isMisfit(layer) ? tr("does not fit") : QString("–");
}

QString PlanFigure::misfit() const {
    if (!m_picture.checked.error) return {};
    const auto at = static_cast<int>(m_picture.checked.layers.size());
    const QString why = sentenceOf(*m_picture.checked.error);
    const bool atEnd = at == static_cast<int>(m_picture.plan.layers.size());
    return (atEnd ? why : tr("Layer %1: %2").arg(at + 1).arg(why)) + ' ' +
           tr("Until this is mended, the last network that fitted stays.");
}

// ---- painting ------------------------------------------------------------------------------------------------------

void PlanFigure::paintBlock(QPainter& painter, const Palette& c, int layer) const {
    const QRectF block = m_blocks[static_cast<std::size_t>(layer)];
    const cnn::LayerRole role = cnn::layerRole(m_picture.plan.layers[static_cast<std::size_t>(layer)].info.kind);
    const bool weights = role == cnn::LayerRole::Convolution || role == cnn::LayerRole::Dense;
    const bool wrong = isMisfit(layer), chosen = isPointed(layerPart, layer) || isPointed(removePart, layer);
    const QColor border = wrong ? c.error : weights ? c.kernel : c.lineStrong;
    painter.setPen(QPen(m_picture.held == layer ? c.now : chosen ? c.text : border, chosen || wrong ? 2.5 : 1.2));
    painter.setBrush(weights ? c.kernelTint : c.sunken);
    painter.drawRoundedRect(block, 7, 7);
    const QRectF inside = block.adjusted(8, 6, -8, -1.6 * m_text);
    ui::Paragraph words{wordsOf(layer), m_text, Weight::SemiBold};
    while (words.height(inside.width()) > inside.height() && words.pixels > smallestBlockText) words.pixels -= 1;
    words.paint(painter, inside, c.text, Qt::AlignCenter);
    const QRectF below(block.left(), block.bottom() - 1.6 * m_text, block.width(), 1.5 * m_text);
    painter.setFont(
        Style::numberFont(std::max(smallestBlockText, 0.93 * m_text), wrong ? Weight::Bold : Weight::Regular));
    painter.setPen(wrong ? c.error : layer < static_cast<int>(m_picture.checked.layers.size()) ? c.output : c.dim);
    painter.drawText(below, Qt::AlignCenter, givesOf(layer));
    if (!chosen || m_picture.held >= 0 || m_blocks.size() < 2) return;
    const QRectF cross = cellRect({removePart, layer, 0, 0}).adjusted(5, 5, -5, -5);
    painter.setPen(QPen(isPointed(removePart, layer) ? c.error : c.dim, 2));
    painter.drawLine(cross.topLeft(), cross.bottomRight());
    painter.drawLine(cross.topRight(), cross.bottomLeft());
}

// An arrow to what reads it; a plus where the mouse would put another layer, a bar where a dragged one would go.
void PlanFigure::paintGap(QPainter& painter, const Palette& c, int gap) const {
    const QRectF where = m_gaps[static_cast<std::size_t>(gap)];
    const QPointF middle = where.center();
    const double half = 0.32 * m_text;
    if (isPointed(gapPart, gap)) {
        painter.setPen(QPen(m_picture.held >= 0 ? c.now : c.text, 3, Qt::SolidLine, Qt::RoundCap));
        if (m_picture.held < 0) painter.drawLine(middle - QPointF(half * 1.6, 0), middle + QPointF(half * 1.6, 0));
        const double up = m_picture.held >= 0 ? 0.45 * where.height() : half * 1.6;
        painter.drawLine(middle - QPointF(0, up), middle + QPointF(0, up));
        return;
    }
    if (gap == static_cast<int>(m_blocks.size())) return; // nothing reads the classes
    painter.setPen(QPen(c.lineStrong, 1.5));
    const QPointF tip(where.right() - 4, middle.y());
    painter.drawLine(QPointF(where.left() + 4, middle.y()), tip);
    painter.drawLine(tip, tip - QPointF(half, half));
    painter.drawLine(tip, tip + QPointF(-half, half));
}

void PlanFigure::paintFoot(QPainter& painter, const Palette& c) const {
    const QString wrong = misfit();
    const QString sum =
        tr("In all %1 parameters, %2 multiply-adds for one image. Drag a block to move it, click between "
           "two to put one there.")
            .arg(grouped(static_cast<qint64>(m_picture.checked.parameters())),
                 grouped(static_cast<qint64>(m_picture.checked.multiplyAdds())));
    ui::Paragraph words{wrong.isEmpty() ? sum : wrong, m_text, wrong.isEmpty() ? Weight::Regular : Weight::SemiBold};
    while (words.height(m_foot.width()) > m_foot.height() && words.pixels > smallestBlockText) words.pixels -= 1;
    words.paint(painter, m_foot, wrong.isEmpty() ? c.dim : c.error, Qt::AlignLeft | Qt::AlignBottom);
}

void PlanFigure::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.surface);
    painter.setPen(QPen(c.input, 1.2));
    painter.setBrush(mix(c.surface, c.input, 0.14));
    painter.drawRoundedRect(m_image, 7, 7);
    painter.setFont(Style::numberFont(m_text, Weight::SemiBold));
    painter.setPen(c.text);
    painter.drawText(m_image, Qt::AlignCenter, tr("image\n%1").arg(shapeWords(m_picture.input)));
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) paintBlock(painter, c, i);
    for (int i = 0; i < static_cast<int>(m_gaps.size()); ++i) paintGap(painter, c, i);
    paintFoot(painter, c);
}

// ---- what is where -------------------------------------------------------------------------------------------------

QString PlanFigure::describe() const {
    QStringList all{tr("Your network, block by block: image %1").arg(shapeWords(m_picture.input))};
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i)
        all << tr("%1 %2, gives %3").arg(i + 1).arg(wordsOf(i), givesOf(i));
    QString text = all.join("; ") + '.';
    if (const QString wrong = misfit(); !wrong.isEmpty()) text += ' ' + wrong;
    if (m_picture.pointed && m_picture.pointed->part == layerPart)
        text += ' ' + tr("Chosen: layer %1.").arg(m_picture.pointed->map + 1);
    return text;
}

std::optional<CellRef> PlanFigure::cellAt(QPointF point) const {
    for (int i = 0; i < static_cast<int>(m_blocks.size()); ++i) {
        if (!m_blocks[static_cast<std::size_t>(i)].contains(point)) continue;
        const bool removes = m_blocks.size() > 1 && cellRect({removePart, i, 0, 0}).contains(point);
        return CellRef{removes ? removePart : layerPart, i, 0, 0};
    }
    for (int i = 0; i < static_cast<int>(m_gaps.size()); ++i)
        if (m_gaps[static_cast<std::size_t>(i)].contains(point)) return CellRef{gapPart, i, 0, 0};
    return std::nullopt;
}

QRectF PlanFigure::cellRect(const CellRef& cell) const {
    const auto& places = cell.part == gapPart ? m_gaps : m_blocks;
    if (cell.map < 0 || cell.map >= static_cast<int>(places.size())) return {};
    const QRectF place = places[static_cast<std::size_t>(cell.map)];
    const double side = 1.6 * m_text;
    return cell.part == removePart ? QRectF(place.right() - side, place.top(), side, side) : place;
}

} // namespace ui
