#include "ui/lessons/denoise/code_figure.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/denoise/look_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {

CodeFigure::CodeFigure(QSizeF size, const Style& style, std::shared_ptr<const DenoisePicture> picture,
                       std::optional<CellRef> hover)
    : m_size(size), m_text(lookText(size, style)), m_p(std::move(picture)), m_hover(std::move(hover)),
      m_largest(rampEnd(m_p->code.values(), Ramp::Unsigned)) {
    m_below = wordsHeight(words(), m_text, size.width() - 2 * m_text) + 0.8 * m_text;
    const double top = 2.4 * m_text, high = size.height() - top - m_below - 0.4 * m_text;
    const double end = std::floor(std::min(high - 1.6 * m_text, 0.2 * size.width()));
    const double middle = std::round(top + (high - end) / 2);
    m_before = {m_text, middle, end, end};
    m_after = {std::round(size.width() - m_text - end), middle, end, end};
    m_room = QRectF(QPointF(m_before.right() + 2.6 * m_text, top), QPointF(m_after.left() - 2.6 * m_text, top + high));
    layOutMaps();
}

// As many columns as make the maps largest.
void CodeFigure::layOutMaps() {
    const int count = m_p->code.shape().c;
    for (int columns = 1; columns <= count; ++columns) {
        const int lines = (count + columns - 1) / columns;
        const double side = std::floor(std::min(m_room.width() / columns, m_room.height() / lines) - m_gap);
        if (side <= m_side) continue;
        m_side = side;
        m_columns = columns;
    }
    m_side = std::max(2.0, m_side);
}

QRectF CodeFigure::place(int map) const {
    const int count = m_p->code.shape().c, lines = (count + m_columns - 1) / m_columns;
    const double step = m_side + m_gap;
    const double left = m_room.center().x() - (m_columns * step - m_gap) / 2;
    const double top = m_room.center().y() - (lines * step - m_gap) / 2;
    return {std::round(left + map % m_columns * step), std::round(top + map / m_columns * step), m_side, m_side};
}

QString CodeFigure::title() const {
    const cnn::Shape& code = m_p->code.shape();
    const auto& network = *m_p->network;
    const QString layer = m_p->codeLayers > 0 ? QString::fromStdString(network.name(m_p->codeLayers - 1)) : QString();
    return tr("The code, %1: %2 maps of %3, 0 to %4")
        .arg(layer)
        .arg(code.c)
        .arg(times(code.h, code.w), figures(m_largest));
}

QString CodeFigure::words() const {
    return codeWords(m_p->code.shape(), m_p->pictures.shape(), m_p->learning);
}

void CodeFigure::paintEnd(const Brush& brush, const QRectF& where, const cnn::Tensor& picture,
                          const QString& name) const {
    paintMap(brush.painter, where, pictureImage(picture));
    brush.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), brush.c.lineStrong, 1);
    brush.write({where.left(), where.bottom() + 0.3 * m_text, where.width(), 1.4 * m_text}, name, m_text, brush.c.text);
}

void CodeFigure::paint(QPainter& painter, const Style& style) const {
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), brush.c.surface);
    brush.writeFitting({m_text, 0.5 * m_text, m_size.width() - 2 * m_text, 1.5 * m_text}, title(), m_text, brush.c.text,
                       Weight::SemiBold);
    paintEnd(brush, m_before, m_p->noisy.large, tr("noisy"));
    paintEnd(brush, m_after, m_p->large, tr("reconstructed"));
    for (const double x : {m_before.right(), m_room.right()})
        brush.write({x, m_before.top(), 2.6 * m_text, m_before.height()}, "→", 1.4 * m_text, brush.c.dim,
                    Weight::Regular, Qt::AlignCenter);
    const cnn::Shape& code = m_p->code.shape();
    const std::size_t cells = static_cast<std::size_t>(code.h) * static_cast<std::size_t>(code.w);
    for (int map = 0; map < code.c; ++map) {
        const auto values = m_p->code.values().subspan(static_cast<std::size_t>(map) * cells, cells);
        paintMap(painter, place(map), mapImage(values, code.h, code.w, Ramp::Unsigned, m_largest));
        if (m_hover && m_hover->part == mapPart && m_hover->map == map)
            brush.outline(place(map).adjusted(-1, -1, 1, 1), brush.c.text, 2, 1);
    }
    writeWords(brush, {m_text, m_size.height() - m_below, m_size.width() - 2 * m_text, m_below}, words(), m_text,
               brush.c.text);
}

QString CodeFigure::describe() const {
    QString said = tr("%1. %2").arg(title(), words());
    if (!m_hover || m_hover->part != mapPart || m_hover->map >= m_p->code.shape().c) return said;
    const cnn::Shape& code = m_p->code.shape();
    const std::size_t cells = static_cast<std::size_t>(code.h) * static_cast<std::size_t>(code.w);
    const auto values = m_p->code.values().subspan(static_cast<std::size_t>(m_hover->map) * cells, cells);
    return said + ' ' +
           tr("Map %1: at most %2.")
               .arg(QString::number(m_hover->map + 1), figures(double{*std::ranges::max_element(values)}));
}

std::optional<CellRef> CodeFigure::cellAt(QPointF point) const {
    for (int map = 0; map < m_p->code.shape().c; ++map)
        if (place(map).contains(point)) return CellRef{mapPart, map, 0, 0};
    return std::nullopt;
}

QRectF CodeFigure::cellRect(const CellRef& cell) const {
    return cell.part == mapPart && cell.map >= 0 && cell.map < m_p->code.shape().c ? place(cell.map) : QRectF();
}

} // namespace ui
