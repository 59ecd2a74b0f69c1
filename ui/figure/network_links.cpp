// NetworkFigure: what feeds what, the card about the place pointed at, and the scales at the foot.
#include "ui/figure/network_brush.h"
#include "ui/figure/number_text.h"

#include <QPainterPath>
#include <QTextLayout>

namespace ui {
namespace {

constexpr std::size_t perRow = 4; // of the sixteen maps

QPointF leftOf(const QRectF& r) { return {r.left(), r.center().y()}; }
QPointF rightOf(const QRectF& r) { return {r.right(), r.center().y()}; }

// From one thing to another at its right, leaving and arriving level.
QPainterPath curve(QPointF from, QPointF to) {
    QPainterPath path(from);
    const double middle = (from.x() + to.x()) / 2;
    path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
    return path;
}

// Over the gap above a row of maps, then down into the one meant: crosses no other map.
void dropInto(QPainterPath& path, const QRectF& map, double gap) {
    const double lane = map.top() - gap / 2;
    path.lineTo(map.center().x(), lane);
    path.lineTo(map.center().x(), map.top());
}

QRectF bounds(const std::vector<QRectF>& maps) {
    QRectF all;
    for (const QRectF& map : maps) all |= map;
    return all;
}

void frame(QPainter& painter, const QRectF& what, const QColor& color, double width) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::SquareCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const double out = width / 2 + 1;
    painter.drawRoundedRect(what.adjusted(-out, -out, out, out), 3, 3);
}

} // namespace

void NetworkFigure::paintJoints(Brushwork& to) const {
    to.painter.setPen(QPen(to.colors().line, 1.5));
    for (std::size_t i = 0; i < 6; ++i)
        for (const PartIndex from : {KernelPart, Maps1Part})
            to.painter.drawLine(rightOf(m_layout.maps[from][i]) + QPointF(3, 0),
                                leftOf(m_layout.maps[from + 1][i]) - QPointF(3, 0));
}

void NetworkFigure::paintFeeds(Brushwork& to) const {
    if (!m_hover) return;
    const auto& maps = m_layout.maps;
    const auto i = static_cast<std::size_t>(m_hover->map);
    const QString part = m_hover->part;
    QPainterPath path;
    const double gap = maps[Maps2Part][perRow].top() - maps[Maps2Part][0].bottom();
    if (part == "kernel") path = curve(rightOf(m_layout.input) + QPointF(2, 0), leftOf(maps[KernelPart][i]));
    if (part == "maps1" || part == "pooled1") {
        path = curve(rightOf(m_layout.input) + QPointF(2, 0), leftOf(maps[KernelPart][i]));
        path.moveTo(rightOf(maps[KernelPart][i]));
        path.lineTo(leftOf(maps[Maps1Part][i]));
    }
    if (part == "pooled1") {
        path.moveTo(rightOf(maps[Maps1Part][i]));
        path.lineTo(leftOf(maps[Pooled1Part][i]));
    }
    if (part == "maps2" || part == "pooled2") {
        const QRectF target = maps[Maps2Part][i];
        const bool first = i % perRow == 0;
        const QPointF door = first ? leftOf(target) : QPointF(maps[Maps2Part][0].left() - 6, target.top() - gap / 2);
        for (const QRectF& from : maps[Pooled1Part]) path.addPath(curve(rightOf(from), door));
        if (!first) {
            path.moveTo(door);
            dropInto(path, target, gap);
        }
    }
    if (part == "pooled2") {
        path.moveTo(QPointF(maps[Maps2Part][i].center().x(), maps[Maps2Part][i].top()));
        path.lineTo(maps[Maps2Part][i].center().x(), maps[Maps2Part][i].top() - gap / 2);
        path.lineTo(maps[Pooled2Part][i].center().x(), maps[Maps2Part][i].top() - gap / 2);
        path.lineTo(maps[Pooled2Part][i].center().x(), maps[Pooled2Part][i].top());
    }
    to.painter.setPen(QPen(to.colors().now, 1.5));
    to.painter.setBrush(Qt::NoBrush);
    to.painter.drawPath(path);
    // A neuron reads everything before it: one frame around all of that.
    const QColor now = to.colors().now;
    if (part == "dense1") frame(to.painter, bounds(maps[Pooled2Part]), now, 1.5);
    if (part == "dense2") frame(to.painter, m_layout.dense1, now, 1.5);
    if (part == "class") frame(to.painter, m_layout.dense2, now, 1.5);
    for (std::size_t p = 0; p < maps.size(); ++p)
        if (part == networkParts()[p].part && p != ClassPart && p != InputPart)
            frame(to.painter, maps[p][i], now, part.startsWith("dense") ? 2 : 3);
    if (part == "input" || part == "kernel") frame(to.painter, cellRect(*m_hover), now, 2);
}

void NetworkFigure::paintCard(Brushwork& to) const {
    const Palette& c = to.colors();
    const CardText text = m_hover ? cardText(*m_picture, *m_hover) : predictionText(*m_picture);
    const QRectF card = m_layout.card;
    to.painter.setPen(QPen(c.line, 1));
    to.painter.setBrush(c.window);
    to.painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    const double pad = card.height() > 120 * to.font ? 14 : 9, line = stripText * 1.45 * to.font;
    QRectF row = card.adjusted(pad, pad, -pad, -pad);
    const QFont plain = to.sized(stripText), bold = to.sized(stripText, Weight::Bold);
    const QFont title = to.sized(stripText + 1, Weight::Bold);
    row.setHeight(line);
    const double next = to.write(row, text.title, title, m_hover ? c.now : c.text) + 10;
    const double needed = QFontMetricsF(plain).horizontalAdvance(text.lead);
    QRectF lead = row;
    if (next + needed <= row.right())
        lead.setLeft(next);
    else
        lead.moveTop(row.top() + line);
    to.write(lead, text.lead, plain, c.text);
    QRectF rest(row.left(), lead.bottom() + 3, row.width(), card.bottom() - pad - lead.bottom() - 3);
    to.painter.setFont(plain);
    to.painter.setPen(text.right ? c.dim : c.error);
    QRectF used;
    to.painter.drawText(rest, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text.cost, &used);
    rest.setTop(used.bottom() + 3);
    rest.setHeight(line);
    to.write(rest, text.value, bold, c.output);
}

void NetworkFigure::paintFoot(Brushwork& to) const {
    const Palette& c = to.colors();
    const QFont font = to.sized(stripText);
    const QRectF foot = m_layout.foot;
    const bool narrow = m_layout.padding < 20;
    const double ramp = narrow ? 64 : 110, height = 11 * to.font;
    QRectF at = foot;
    const auto word = [&](const QString& text) { at.setLeft(to.write(at, text, font, c.dim) + 8); };
    const auto scale = [&](Ramp which) {
        const QRectF bar(at.left(), foot.center().y() - height / 2, ramp, height);
        paintRamp(to.painter, bar, which);
        at.setLeft(bar.right() + 8);
    };
    const double weights = rampEnd(m_picture->network->layer(0).parameters()[0].value.values(), Ramp::Signed);
    word("weights " + fixed(-weights, 2));
    scale(Ramp::Signed);
    word(fixed(weights, 2));
    at.setLeft(at.left() + (narrow ? 8 : 24));
    const bool sign = partRamp(*m_picture, "maps1") == Ramp::Signed;
    word(sign ? QString("activations −") : QString("activations 0"));
    scale(sign ? Ramp::Signed : Ramp::Unsigned);
    word(sign ? QString("largest size in each map") : QString("largest in each map"));
    const QString sum = parameterSum(*m_picture->network);
    const double room = foot.right() - at.left() - 8;
    const QFontMetricsF metrics(font);
    const QString total = sum.section("= ", 1);
    to.write(foot, metrics.horizontalAdvance(sum) <= room ? sum : total, font, c.dim, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace ui
