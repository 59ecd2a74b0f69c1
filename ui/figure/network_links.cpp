// NetworkFigure: what feeds what, the card about the place pointed at, and the scales at the foot.
#include "ui/figure/network_brush.h"
#include "ui/figure/number_text.h"

#include <QPainterPath>

namespace ui {
namespace {

constexpr std::size_t perRow = 4; // of the sixteen maps

QPointF leftOf(const QRectF& r) {
    return {r.left(), r.center().y()};
}
QPointF rightOf(const QRectF& r) {
    return {r.right(), r.center().y()};
}

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

CellRef NetworkFigure::neighbour(const CellRef& cell, int dx, int dy) const {
    CellRef next = cell;
    next.x += dx;
    next.y += dy;
    const QSize input = cellsOf(InputPart);
    const bool inside = next.x >= 0 && next.y >= 0 && next.x < input.width() && next.y < input.height();
    if (cell.part == "input" && (inside || dx <= 0)) return inside ? next : cell;
    const QPointF from = cell.part == "input" ? cellRect(cell).center() : mapRect(cell).center();
    double best = 1e9;
    for (std::size_t p = 0; p < m_layout.maps.size(); ++p)
        for (std::size_t m = 0; m < m_layout.maps[p].size(); ++m) {
            const QPointF way = m_layout.maps[p][m].center() - from;
            const double along = way.x() * dx + way.y() * dy, across = std::abs(way.x() * dy) + std::abs(way.y() * dx);
            // Up and down stay in the column.
            if (along < 1 || (dy != 0 && networkParts()[p].part != cell.part) || along + 3 * across >= best) continue;
            best = along + 3 * across;
            next = strongestCell(*m_picture, networkParts()[p].part, static_cast<int>(m));
        }
    return best < 1e9 ? next : cell;
}

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

// Without a place pointed at: what the network makes of the image, large.
void NetworkFigure::paintPrediction(Brushwork& to) const {
    const Palette& c = to.colors();
    const CardText text = predictionText(*m_picture);
    const double line = stripText * 1.45 * to.font;
    // As large as fits, in equal steps for name and share.
    double large = std::min(26.0, 0.2 * m_layout.card.height());
    const auto width = [&](double size) {
        return QFontMetricsF(to.sized(size / to.font, Weight::Bold)).horizontalAdvance(text.title) + 12 +
               QFontMetricsF(to.sized(size * 0.7 / to.font)).horizontalAdvance("100.0 %");
    };
    while (large > 12 && width(large) > m_layout.card.width()) --large;
    QRectF row = m_layout.card.adjusted(0, std::min(14.0, m_layout.card.height() / 10), 0, 0);
    row.setHeight(line);
    to.write(row, "The network says", to.sized(stripText), c.dim);
    row.translate(0, line);
    row.setHeight(1.4 * large);
    const double next = to.write(row, text.title, to.sized(large / to.font, Weight::Bold), c.text);
    QRectF share = row;
    share.setLeft(next + 12);
    to.write(share, text.lead, to.sized(large * 0.7 / to.font), c.now);
    row.translate(0, row.height());
    row.setHeight(line);
    to.write(row, text.cost, to.sized(stripText), text.right ? c.dim : c.error);
}

void NetworkFigure::paintCard(Brushwork& to) const {
    if (!m_hover || m_hover->part == "input") {
        paintPrediction(to);
        return;
    }
    const Palette& c = to.colors();
    const CardText text = cardText(*m_picture, *m_hover);
    const double pad = m_layout.card.width() > 260 * to.font ? 14 : 8, apart = pad > 10 ? 4 : 1;
    struct Paragraph {
        QString words;
        QFont font;
        QColor color;
    };
    const QFont plain = to.sized(stripText), bold = to.sized(stripText, Weight::Bold);
    const std::array<Paragraph, 4> paragraphs{{{text.title, to.sized(stripText + 1, Weight::Bold), c.now},
                                               {text.lead, plain, c.text},
                                               {text.cost, plain, c.dim},
                                               {text.value, bold, c.output}}};
    const QRectF inside = m_layout.card.adjusted(pad + 2, pad, -pad, 0);
    // Once to measure, then for good.
    double y = inside.top();
    const auto flow = [&](bool draw) {
        y = inside.top();
        for (const Paragraph& p : paragraphs) {
            if (p.words.isEmpty()) continue;
            const QRectF rest(inside.left(), y, inside.width(), 1000);
            to.painter.setFont(p.font);
            to.painter.setPen(p.color);
            const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
            const QRectF used = to.painter.boundingRect(rest, flags, p.words);
            if (draw) to.painter.drawText(rest, flags, p.words);
            y = used.bottom() + apart;
        }
    };
    flow(false);
    QRectF card = m_layout.card;
    card.setBottom(y + pad - apart);
    to.painter.setPen(QPen(c.line, 1));
    to.painter.setBrush(c.window);
    to.painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    flow(true);
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
    const QString end = weights < 1000 ? fixed(weights, 2) : figures(weights);
    word("weights " + (weights > 0 ? QChar(0x2212) + end : end));
    scale(Ramp::Signed);
    word(end);
    at.setLeft(at.left() + (narrow ? 8 : 24));
    const bool sign = partRamp(*m_picture, "maps1") == Ramp::Signed;
    word(sign ? QString("activations −") : QString("activations 0"));
    scale(sign ? Ramp::Signed : Ramp::Unsigned);
    word(sign ? QString("largest size in each map") : QString("largest in each map"));
    const QString sum = parameterSum(*m_picture->network);
    const double room = foot.right() - at.left() - 8;
    const QFontMetricsF metrics(font);
    const QString total = sum.section("= ", 1);
    to.write(foot, metrics.horizontalAdvance(sum) <= room ? sum : total, font, c.dim,
             Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace ui
