#include "ui/lessons/training/attention/attention_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/figure/text_runs.h"
#include "ui/figure/ways.h"
#include "ui/lessons/training/attention/attention_words.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestWords = 12; // pixels

// "7 × 7" of "black square, 7 × 7", "Sneaker" of "Test image 310: Sneaker".
QStringList waysOf(const QString& words) {
    return {words, words.section(", ", 1), words.section(": ", 1)};
}

} // namespace

AttentionFigure::AttentionFigure(QSizeF size, const Style& style, std::shared_ptr<const AttentionPicture> picture,
                                 std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)) {
    const AttentionPicture& p = *m_picture;
    if (!p.trouble.isEmpty()) return;
    const QString& name = p.classNames[p.explained];
    m_tiles.push_back({"picture", "Picture", p.caption, nullptr, {}, 1, {}});
    m_tiles.push_back({"saliency", "Saliency", "slope of the score", &p.saliency, {}, 1, {}});
    if (!p.layer.isEmpty())
        m_tiles.push_back({"gradcam", "Grad-CAM", p.layer + " for " + name, &p.camOnInput, {}, 1, {}});
    const QString square = QString("black square, %1 × %1").arg(p.square.side);
    m_tiles.push_back({"occlusion",
                       "Occlusion",
                       p.pending.isEmpty() ? square : p.pending,
                       p.covered ? &p.decisive : nullptr,
                       p.wins ? " points won" : " points",
                       100,
                       {}});
    place(style.scale);
    if (hover && !cellRect(*hover).isEmpty()) m_hover = std::move(hover);
}

// As large as four tiles in a row can be, in half pixels a pixel of the picture; what is left over goes around it.
void AttentionFigure::place(double scale) {
    const double room = std::clamp(std::min(m_size.width() / 900, m_size.height() / 370), 0.8, 1.35);
    m_text = 13 * std::min(scale, 1.6) * std::max(room, 0.95);
    m_left = 20 * room;
    const double gap = 22 * room, heads = 3.0 * m_text, below = 2.6 * m_text, words = 4.4 * m_text;
    const auto count = static_cast<double>(m_tiles.size());
    const cnn::Shape& s = m_picture->image.shape();
    const double wide = (m_size.width() - 2 * m_left - (count - 1) * gap) / count / s.w;
    const double tall = (m_size.height() - heads - below - words - 6 * room) / s.h;
    double cell = std::min(wide, tall);
    if (cell >= 1) cell = std::floor(2 * cell) / 2;
    const double used = heads + cell * s.h + below + words;
    const double top = std::round(std::max(2.0, (m_size.height() - used) / 2.5)) + heads;
    const double spread = count > 1 ? (m_size.width() - 2 * m_left - count * cell * s.w) / (count - 1) : 0;
    const double apart = std::min(spread, 2.2 * gap);
    const double left = std::round((m_size.width() - count * cell * s.w - (count - 1) * apart) / 2);
    for (std::size_t i = 0; i < m_tiles.size(); ++i)
        m_tiles[i].where =
            QRectF(std::round(left + static_cast<double>(i) * (cell * s.w + apart)), top, cell * s.w, cell * s.h);
    m_left = left;
    m_words = top + cell * s.h + below;
}

std::optional<CellRef> AttentionFigure::cellAt(QPointF point) const {
    const cnn::Shape& s = m_picture->image.shape();
    for (const Tile& tile : m_tiles) {
        if (!tile.where.contains(point)) continue;
        const QPointF at = point - tile.where.topLeft();
        return CellRef{tile.part, 0, std::min(s.h - 1, static_cast<int>(at.y() / tile.where.height() * s.h)),
                       std::min(s.w - 1, static_cast<int>(at.x() / tile.where.width() * s.w))};
    }
    return std::nullopt;
}

QRectF AttentionFigure::cellRect(const CellRef& cell) const {
    const cnn::Shape& s = m_picture->image.shape();
    const auto tile = std::ranges::find(m_tiles, cell.part, &Tile::part);
    if (tile == m_tiles.end() || cell.y < 0 || cell.x < 0 || cell.y >= s.h || cell.x >= s.w) return {};
    const double side = tile->where.width() / s.w;
    return {tile->where.left() + cell.x * side, tile->where.top() + cell.y * side, side, side};
}

// ---- painting -------------------------------------------------------------------------------------------------------

void AttentionFigure::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), c.surface);
    if (!m_picture->trouble.isEmpty()) {
        painter.setFont(Style::font(16 * style.scale));
        painter.setPen(c.text);
        painter.drawText(QRectF(QPointF(0, 0), m_size), Qt::AlignCenter | Qt::TextWordWrap, m_picture->trouble);
        return;
    }
    for (const Tile& tile : m_tiles) {
        paintTile(painter, c, tile);
        paintSquare(painter, c, tile);
        paintPixel(painter, c, tile);
        if (tile.map)
            paintScale(painter, c, tile);
        else if (tile.part == "picture")
            paintShares(painter, c, tile);
    }
    paintWords(painter, c);
}

void AttentionFigure::paintTile(QPainter& painter, const Palette& c, const Tile& tile) const {
    const double width = tile.where.width();
    const TextLine head{{tile.heading, tile.part == "picture" ? c.input : c.text, Weight::Bold}};
    drawLine(painter, head, tile.where.left(), tile.where.top() - 1.95 * m_text, 14.0 / 13 * m_text);
    const QString sub = firstFitting(waysOf(tile.sub), width, m_text);
    drawLine(painter, {{sub, c.dim}}, tile.where.left(), tile.where.top() - 0.6 * m_text,
             fittingSize({{sub, c.dim}}, width, m_text, smallestWords));
    const QImage image = tile.map
                             ? overlayImage(m_picture->image, *tile.map, rampEnd(tile.map->values(), Ramp::Unsigned))
                             : pictureImage(m_picture->image);
    paintMap(painter, tile.where, image);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.line, 1));
    painter.drawRect(tile.where.adjusted(-0.5, -0.5, 0.5, 0.5));
}

void AttentionFigure::paintScale(QPainter& painter, const Palette& c, const Tile& tile) const {
    const double end = tile.factor * rampEnd(tile.map->values(), Ramp::Unsigned);
    const QString top = (tile.factor == 1 ? figures(end) : fixed(end, end < 9.95 ? 1 : 0)) + tile.unit;
    const QFont font = Style::numberFont(m_text);
    const double zero = QFontMetricsF(font).horizontalAdvance("0") + 0.5 * m_text;
    const double right = QFontMetricsF(font).horizontalAdvance(top) + 0.5 * m_text;
    const double middle = tile.where.bottom() + 1.2 * m_text;
    drawLine(painter, {{"0", c.dim}}, tile.where.left(), middle + 0.36 * m_text, m_text);
    drawLine(painter, {{top, c.dim}}, tile.where.right() - right + 0.5 * m_text, middle + 0.36 * m_text, m_text);
    const QRectF bar(tile.where.left() + zero, middle - 0.35 * m_text, tile.where.width() - zero - right, 0.7 * m_text);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(bar, overlayScale());
    painter.restore();
}

// The prediction below the picture, and the label when it is another.
void AttentionFigure::paintShares(QPainter& painter, const Palette& c, const Tile& tile) const {
    const AttentionPicture& p = *m_picture;
    const double share = static_cast<double>(p.shares[static_cast<std::size_t>(p.predicted)]);
    TextLine line{{p.classNames[p.predicted] + "  ", c.text, Weight::SemiBold}, {percent(share), c.text}};
    TextLine other;
    if (p.trueClass >= 0 && p.trueClass != p.predicted) other = {{"not " + p.classNames.value(p.trueClass), c.error}};
    const double width = tile.where.width();
    if (lineWidth(line, m_text) + lineWidth({{"  ", {}}}, m_text) + lineWidth(other, m_text) <= width) {
        line.push_back({"  ", c.text});
        line.insert(line.end(), other.begin(), other.end());
        other.clear();
    }
    drawLine(painter, line, tile.where.left(), tile.where.bottom() + 1.3 * m_text,
             fittingSize(line, width, m_text, smallestWords));
    drawLine(painter, other, tile.where.left(), tile.where.bottom() + 2.5 * m_text,
             fittingSize(other, width, m_text, smallestWords));
}

// What the square covers: where it costs most, or where somebody points.
void AttentionFigure::paintSquare(QPainter& painter, const Palette& c, const Tile& tile) const {
    if (!m_picture->covered || (tile.map && tile.part != "occlusion")) return;
    const AttentionPicture& p = *m_picture;
    if (!m_hover && std::abs(lostAt(p, p.row, p.column)) < 0.01) return;
    const int row = m_hover ? m_hover->y / p.square.stride : p.row,
              column = m_hover ? m_hover->x / p.square.stride : p.column;
    const int before = (p.square.side - p.square.stride) / 2;
    const double cell = tile.where.width() / p.image.shape().w;
    const QRectF square(tile.where.left() + (column * p.square.stride - before) * cell,
                        tile.where.top() + (row * p.square.stride - before) * cell, p.square.side * cell,
                        p.square.side * cell);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.now, 2.5));
    painter.drawRect(square.intersected(tile.where).adjusted(0.5, 0.5, -0.5, -0.5));
}

void AttentionFigure::paintPixel(QPainter& painter, const Palette& c, const Tile& tile) const {
    if (!m_hover) return;
    const QRectF cell = cellRect({tile.part, 0, m_hover->y, m_hover->x});
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(c.now, 2));
    painter.drawRect(cell.adjusted(-1, -1, 1, 1));
}

QString AttentionFigure::pointed() const {
    if (m_hover) return pixelWords(*m_picture, m_hover->y, m_hover->x);
    return QString("Bright: what matters for %1. Point at a pixel to compare the three.")
        .arg(m_picture->classNames[m_picture->explained]);
}

void AttentionFigure::paintWords(QPainter& painter, const Palette& c) const {
    const double width = m_size.width() - 2 * m_left;
    const TextLine lead{{attentionLead(*m_picture), c.text, Weight::SemiBold}};
    const TextLine rest{{pointed(), c.dim}};
    drawLine(painter, lead, m_left, m_words + 1.5 * m_text, fittingSize(lead, 0.97 * width, 1.3 * m_text, 10));
    drawLine(painter, rest, m_left, m_words + 3.3 * m_text, fittingSize(rest, width, m_text, 9));
}

QString AttentionFigure::describe() const {
    const AttentionPicture& p = *m_picture;
    if (!p.trouble.isEmpty()) return p.trouble;
    QString said = p.caption + ". " + attentionLead(p);
    said += " Saliency up to " + figures(rampEnd(p.saliency.values(), Ramp::Unsigned));
    if (!p.layer.isEmpty())
        said += QString(", Grad-CAM of %1 up to %2").arg(p.layer, figures(rampEnd(p.cam.values(), Ramp::Unsigned)));
    said += '.';
    return m_hover ? said + " Pointed at: " + pointed() : said;
}

} // namespace ui
