#include "ui/figure/network_figure.h"

#include "ui/figure/network_brush.h"
#include "ui/figure/number_text.h"

#include <QFontMetricsF>
#include <cmath>

namespace ui {
namespace {

double widestName(const QStringList& names) {
    const QFontMetricsF bold(Style::numberFont(stripText, Weight::Bold));
    double widest = 0;
    for (const QString& name : names) widest = std::max(widest, bold.horizontalAdvance(name));
    return widest;
}

// The dense values in the picture's rows of four and three, the last row filled up with nothing.
QImage denseImage(std::span<const float> values, int perRow, Ramp ramp) {
    const int rows = static_cast<int>(values.size()) / perRow;
    return mapImage(values, rows, perRow, ramp, rampEnd(values, ramp));
}

std::span<const float> allValues(const NetworkPicture& picture, const QString& part) {
    return picture.trace.values[networkPart(part).value].values();
}

} // namespace

NetworkFigure::NetworkFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                             std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)),
      m_layout(NetworkLayout::fit(size, style.scale, widestName(m_picture->classNames))) {}

QSize NetworkFigure::cellsOf(std::size_t part) const {
    const cnn::Shape shape = partShape(*m_picture, networkParts()[part].part);
    return {shape.w, shape.h};
}

std::optional<CellRef> NetworkFigure::cellAt(QPointF point) const {
    std::array<QSize, 9> cells;
    for (std::size_t p = 0; p < cells.size(); ++p) cells[p] = cellsOf(p);
    return m_layout.at(point, cells);
}

QRectF NetworkFigure::mapRect(const CellRef& cell) const {
    for (std::size_t p = 0; p < m_layout.maps.size(); ++p)
        if (cell.part == networkParts()[p].part) return m_layout.maps[p][static_cast<std::size_t>(cell.map)];
    return {};
}

QRectF NetworkFigure::cellRect(const CellRef& cell) const {
    const QRectF map = mapRect(cell);
    const cnn::Shape cells = partShape(*m_picture, cell.part);
    const QSizeF one(map.width() / cells.w, map.height() / cells.h);
    return {QPointF(map.left() + cell.x * one.width(), map.top() + cell.y * one.height()), one};
}

void NetworkFigure::paint(QPainter& painter, const Style& style) const {
    Brushwork to{painter, style, m_layout.font};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), style.colors().surface);
    paintHeads(to);
    paintJoints(to);
    paintMaps(to);
    paintDense(to);
    paintClasses(to);
    paintFeeds(to);
    paintCard(to);
    paintFoot(to);
}

void NetworkFigure::paintHeads(Brushwork& to) const {
    const Palette& c = to.colors();
    const QFont head = to.sized(stripHead, Weight::Bold), sub = to.sized(stripText);
    const double line = stripHead * 1.35 * to.font;
    for (std::size_t p = 0; p < m_layout.heads.size(); ++p) {
        if (p == Dense2Part) continue;
        const NetworkPart& part = networkParts()[p];
        const QColor color = p == InputPart     ? c.input
                             : p == KernelPart  ? c.kernel
                             : p <= Pooled2Part ? c.output
                                                : c.text;
        const QRectF first(m_layout.heads[p], QSizeF(200, line));
        to.write(first, part.heading, head, color);
        const QString size = p == Dense1Part ? partSize(*m_picture, "dense1") + ", " + partSize(*m_picture, "dense2")
                                             : partSize(*m_picture, part.part);
        to.write(first.translated(0, line), size, sub, c.dim);
    }
    paintCaption(to);
}

// On two lines where there is room for them; a long name is cut off rather than running into the kernels.
void NetworkFigure::paintCaption(Brushwork& to) const {
    const QFont font = to.sized(stripText);
    const QFontMetricsF metrics(font);
    const double width = m_layout.caption.width();
    QStringList lines{m_picture->caption};
    const bool room = m_layout.caption.height() >= 2 * metrics.height();
    if (room && metrics.horizontalAdvance(lines[0]) > width) {
        const qsizetype cut = lines[0].indexOf(' ', lines[0].lastIndexOf(": ") >= 0 ? lines[0].lastIndexOf(": ") : 12);
        if (cut > 0) lines = {lines[0].left(cut), lines[0].mid(cut + 1)};
    }
    QRectF row = m_layout.caption;
    row.setHeight(metrics.height());
    for (const QString& line : lines) {
        to.write(row, metrics.elidedText(line, Qt::ElideRight, width), font, to.colors().text);
        row.translate(0, metrics.height());
    }
}

void NetworkFigure::paintMaps(Brushwork& to) const {
    for (const PartIndex p : {InputPart, KernelPart, Maps1Part, Pooled1Part, Maps2Part, Pooled2Part}) {
        const QString part = networkParts()[p].part;
        const Ramp ramp = partRamp(*m_picture, part);
        const QSize cells = cellsOf(p);
        // Weights share one scale, so that kernels can be compared; each map has its own.
        const double weights = rampEnd(m_picture->network->layer(0).parameters()[0].value.values(), Ramp::Signed);
        for (std::size_t m = 0; m < m_layout.maps[p].size(); ++m) {
            const auto values = mapValues(*m_picture, part, static_cast<int>(m));
            const double end = p == InputPart ? 1 : p == KernelPart ? weights : rampEnd(values, ramp);
            const QRectF where = m_layout.maps[p][m];
            paintMap(to.painter, where, mapImage(values, cells.height(), cells.width(), ramp, end));
            if (p == InputPart) continue;
            to.painter.setPen(QPen(to.colors().line, 1)); // zero is the card's white, or nearly the dark one's black
            to.painter.setBrush(Qt::NoBrush);
            to.painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
        }
    }
}

void NetworkFigure::paintDense(Brushwork& to) const {
    const auto paintOne = [&](const char* part, const QRectF& where, int perRow) {
        const Ramp ramp = partRamp(*m_picture, part);
        paintMap(to.painter, where, denseImage(allValues(*m_picture, part), perRow, ramp));
        to.painter.setPen(QPen(to.colors().surface, 1));
        const double cell = where.width() / perRow;
        for (double x = where.left(); x < where.right() + 1; x += cell)
            to.painter.drawLine(QPointF(x - 0.5, where.top()), QPointF(x - 0.5, where.bottom()));
        for (double y = where.top(); y < where.bottom() + 1; y += cell)
            to.painter.drawLine(QPointF(where.left(), y - 0.5), QPointF(where.right(), y - 0.5));
    };
    paintOne("dense1", m_layout.dense1, 4);
    paintOne("dense2", m_layout.dense2, 3);
}

void NetworkFigure::paintClasses(Brushwork& to) const {
    const Palette& c = to.colors();
    const auto shares = probabilities(*m_picture);
    const bool covered = m_picture->covers("class");
    const int winner = covered ? -1 : largestClass(shares);
    for (int i = 0; i < 10; ++i) {
        const QRectF row = m_layout.maps[ClassPart][static_cast<std::size_t>(i)];
        const bool first = i == winner;
        const QFont font = to.sized(stripText, first ? Weight::Bold : Weight::Regular);
        to.write(row, m_picture->classNames[i], font, first ? c.text : c.dim);
        const double height = std::min(16.0 * to.font, row.height() * 0.6);
        const QRectF groove(m_layout.barLeft, row.center().y() - height / 2, m_layout.barRight - m_layout.barLeft,
                            height);
        to.painter.fillRect(groove, covered ? c.sunken : c.window);
        QRectF number = row;
        number.setRight(m_layout.shareRight);
        if (covered) {
            to.write(number, "?", font, c.dim, Qt::AlignRight | Qt::AlignVCenter);
            continue;
        }
        QRectF bar = groove;
        const double share = double{shares[static_cast<std::size_t>(i)]};
        bar.setWidth(std::max(1.5, groove.width() * (std::isfinite(share) ? share : 0)));
        to.painter.setPen(Qt::NoPen);
        to.painter.setBrush(first ? c.now : c.lineStrong);
        const double radius = std::min(3.0, bar.width() / 2);
        to.painter.drawRoundedRect(bar, radius, radius);
        to.write(number, percent(share), font, first ? c.now : c.dim, Qt::AlignRight | Qt::AlignVCenter);
    }
}

QString NetworkFigure::describe() const {
    QStringList said{"One image through the network: " + m_picture->caption + "."};
    QStringList shapes;
    for (const NetworkPart& part : networkParts())
        if (part.value < 12) shapes << QString(part.heading).toLower() + ' ' + partSize(*m_picture, part.part);
    said << shapes.join(", ") + '.';
    said << "Largest class: " + predictionText(*m_picture).spoken() << classWords(*m_picture)
         << shownParameters(*m_picture) + '.';
    if (m_hover) said << "Pointed at: " + cardText(*m_picture, *m_hover).spoken();
    return said.join(' ');
}

} // namespace ui
