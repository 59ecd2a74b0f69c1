#include "ui/lessons/model/field/unit_figure.h"

#include "ui/figure/number_text.h"
#include "ui/figure/picture_overlay.h"
#include "ui/figure/value_grid.h"
#include "ui/tr.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {
namespace {

constexpr double unitHead = 15, unitText = 13;

} // namespace

UnitFigure::UnitFigure(QSizeF size, const Style& style, std::shared_ptr<const UnitPicture> picture,
                       std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)) {
    layOut(style.scale);
    if (m_hover && cellRect(*m_hover).isEmpty()) m_hover.reset();
}

void UnitFigure::layOut(double scale) {
    m_font = scale * std::clamp(m_size.width() / 900, 0.9, 1.3);
    m_row = std::round(1.45 * unitText * m_font);
    const double padding = 18, gap = 28 * m_font, heads = 2.2 * m_row, below = 1.6 * m_row;
    double words = 0.4 * m_row;
    for (const Paragraph& line : said()) words += line.height(m_size.width() - 2 * padding);
    const double wide = (m_size.width() - 2 * padding - 2 * gap) / 3;
    const double high = m_size.height() - 2 * padding - heads - below - words;
    const cnn::Shape &map = m_picture->map.shape(), &image = m_picture->image.shape();
    const auto fitted = [&](const cnn::Shape& s) {
        double cell = std::min({wide / s.w, high / s.h, 60.0 * m_font});
        if (cell >= 1) cell = std::floor(2 * cell) / 2;
        return QSizeF(cell * s.w, cell * s.h);
    };
    const QSizeF small = fitted(map), large = fitted(image);
    const double tall = std::max(small.height(), large.height());
    const double top = std::round(padding + heads + std::max(0.0, (high - tall) / 3));
    m_map = {QPointF(padding, top), small};
    m_seen = {QPointF(padding + wide + gap, top), large};
    m_counted = {QPointF(padding + 2 * (wide + gap), top), large};
    m_words = {padding, top + tall + below, m_size.width() - 2 * padding, words};
}

// ---- painting ------------------------------------------------------------------------------------------------------

void UnitFigure::paintHead(const Brush& to, const QRectF& tile, const QString& first, const QString& second,
                           const QColor& ink) const {
    const double width = std::max(tile.width(), (m_size.width() - 36) / 3 - 40 * m_font);
    to.writeFitting({tile.left(), tile.top() - 2.1 * m_row, width, m_row}, first, unitHead * m_font, ink, Weight::Bold);
    to.writeFitting({tile.left(), tile.top() - 1.1 * m_row, width, m_row}, second, unitText * m_font, to.c.dim);
}

void UnitFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    const UnitPicture& p = *m_picture;
    const cnn::Shape& map = p.map.shape();
    const double end = rampEnd(p.map.values(), p.ramp);
    paintHead(to, m_map, p.layer, tr("map %1 of %2").arg(p.unit.c + 1).arg(p.maps), to.c.output);
    paintValueGrid(painter, to.c, m_map, p.map.values(), map.h, map.w, p.ramp, end);
    paintNowFrame(painter, to.c, cellRect({"cell", 0, p.unit.y, p.unit.x}), 3);
    if (m_hover) to.outline(cellRect(*m_hover).adjusted(-1, -1, 1, 1), to.c.text, 2);
    paintScale(painter, to.c, {m_map.left(), m_map.bottom() + 5, std::max(m_map.width(), 150 * m_font), m_row}, p.ramp,
               end, {}, {}, std::max(Brush::smallest, 0.95 * unitText * m_font));

    paintHead(to, m_seen, tr("What it may see"), p.caption, to.c.input);
    paintMap(painter, m_seen, pictureImage(p.image));
    paintField(to, m_seen);
    paintHead(to, m_counted, tr("What counts"), tr("its gradient on this picture"), to.c.text);
    const double largest = rampEnd(p.gradient.values(), Ramp::Unsigned);
    paintMap(painter, m_counted, overlayImage(p.image, p.gradient, largest));
    paintField(to, m_counted);

    const std::array<QColor, 3> inks{to.c.text, p.arrives ? to.c.text : to.c.error, to.c.dim};
    QRectF at = m_words;
    const std::vector<Paragraph> lines = said();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        lines[i].paint(painter, at, inks[i]);
        at.setTop(at.top() + lines[i].height(at.width()) + 0.1 * m_row);
    }
}

// Below the pictures, on as many lines as it takes.
std::vector<Paragraph> UnitFigure::said() const {
    return {{unitLead(*m_picture), 1.1 * unitText * m_font, Weight::SemiBold},
            {gradientWords(*m_picture), unitText * m_font},
            {m_picture->notes.value(0), unitText * m_font}};
}

// The part of the field that lies in the picture.
void UnitFigure::paintField(const Brush& to, const QRectF& tile) const {
    to.outline(tile.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
    const UnitPicture& p = *m_picture;
    if (p.field.rows.empty()) return;
    const cnn::Shape& s = p.image.shape();
    const double wide = tile.width() / s.w, high = tile.height() / s.h;
    const QRectF field(tile.left() + static_cast<double>(p.field.columns.first) * wide,
                       tile.top() + static_cast<double>(p.field.rows.first) * high,
                       static_cast<double>(p.fieldColumns()) * wide, static_cast<double>(p.fieldRows()) * high);
    const QRectF seen = field.intersected(tile);
    to.outline(seen, to.c.surface, 4.5);
    to.outline(seen, to.c.now, 2.5);
}

QString UnitFigure::describe() const {
    QStringList said{unitLead(*m_picture), gradientWords(*m_picture), m_picture->notes.join(' ')};
    if (m_hover)
        said << tr("Pointed at: row %1, column %2, %3.")
                    .arg(m_hover->y + 1)
                    .arg(m_hover->x + 1)
                    .arg(figures(static_cast<double>(m_picture->map.at(0, m_hover->y, m_hover->x))));
    return said.join(' ');
}

std::optional<CellRef> UnitFigure::cellAt(QPointF point) const {
    if (!m_map.contains(point)) return std::nullopt;
    const cnn::Shape& s = m_picture->map.shape();
    return CellRef{"cell", 0, std::min(s.h - 1, static_cast<int>((point.y() - m_map.top()) / m_map.height() * s.h)),
                   std::min(s.w - 1, static_cast<int>((point.x() - m_map.left()) / m_map.width() * s.w))};
}

QRectF UnitFigure::cellRect(const CellRef& cell) const {
    const cnn::Shape& s = m_picture->map.shape();
    if (cell.part != "cell" || cell.y < 0 || cell.x < 0 || cell.y >= s.h || cell.x >= s.w) return {};
    return gridCell(m_map, s.h, s.w, cell.y, cell.x);
}

} // namespace ui
