#include "ui/lessons/denoise/large_picture.h"

#include "ui/figure/map_painter.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {

LargePicture::LargePicture(const QRectF& room, double text, const DenoisePicture& picture)
    : m_room(room), m_text(text), m_p(picture) {
    const cnn::Shape& shape = picture.pictures.shape();
    const double high = room.height() - 5.2 * text;
    const QSizeF size = QSizeF(shape.w, shape.h).scaled(room.width(), std::max(20.0, high), Qt::KeepAspectRatio);
    m_where = QRectF(std::round(room.left()), std::round(room.top() + 1.7 * text), std::floor(size.width()),
                     std::floor(size.height()));
}

QString LargePicture::quality(bool back) const {
    if (m_p.covered == "psnr" && back) return "?";
    const cnn::Tensor& picture = back ? m_p.large : m_p.noisy.large;
    return decibels(cnn::psnrOf(cnn::squaredErrorOf(picture.values(), m_p.pictures.large.values())));
}

void LargePicture::paint(const Brush& brush, const std::optional<CellRef>& hover) const {
    brush.write({m_room.left(), m_room.top(), m_room.width(), 1.5 * m_text}, m_p.pictures.name, m_text, brush.c.text,
                Weight::SemiBold);
    paintMap(brush.painter, m_where, pictureImage(m_p.noisy.large));
    brush.painter.save();
    brush.painter.setClipRect(QRectF(QPointF(handle(), m_where.top()), m_where.bottomRight()));
    paintMap(brush.painter, m_where, pictureImage(m_p.large));
    brush.painter.restore();
    brush.outline(m_where.adjusted(-0.5, -0.5, 0.5, 0.5), brush.c.lineStrong, 1);
    paintHandle(brush);
    if (hover && hover->part == pixelPart) brush.outline(cellRect(*hover), brush.c.text, 2);
    const double line = 1.45 * m_text;
    const auto say = [&](double top, const QString& what, const QString& dB, const QColor& ink) {
        const QRectF where(m_where.left(), top, std::max(m_where.width(), 9 * m_text), line);
        const double number = lineWidth({{dB, ink, Weight::Bold}}, m_text);
        brush.writeFitting(where.adjusted(0, 0, -number - 0.5 * m_text, 0), what, m_text, brush.c.text);
        brush.write(where, dB, m_text, ink, Weight::Bold, Qt::AlignRight | Qt::AlignVCenter);
    };
    const double top = m_where.bottom() + 0.4 * m_text;
    if (isClean())
        say(top, tr("◂ as it is, without noise"), {}, brush.c.text);
    else
        say(top, tr("◂ noisy"), quality(false), brush.c.text);
    say(top + line, tr("reconstructed ▸"), quality(true), brush.c.text);
}

void LargePicture::paintHandle(const Brush& brush) const {
    const double x = std::round(handle()), grip = 0.75 * m_text;
    const double wide = std::max(2.0, 0.2 * m_text);
    for (const auto& [ink, width] : {std::pair(brush.c.surface, wide + 2), std::pair(brush.c.text, wide)}) {
        brush.painter.setPen(QPen(ink, width)); // it is seen on any picture
        brush.painter.drawLine(QPointF(x, m_where.top()), QPointF(x, m_where.bottom()));
    }
    brush.painter.setPen(QPen(brush.c.surface, 1.5));
    brush.painter.setBrush(brush.c.text);
    brush.painter.drawEllipse(QPointF(x, m_where.center().y()), grip, grip);
    brush.painter.setPen(QPen(brush.c.surface, 0.14 * m_text, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    brush.painter.setBrush(Qt::NoBrush);
    for (const double way : {-1.0, 1.0}) {
        const double tip = x + way * 0.45 * grip, back = x + way * 0.1 * grip, y = m_where.center().y();
        brush.painter.drawPolyline(QPolygonF{{back, y - 0.35 * grip}, {tip, y}, {back, y + 0.35 * grip}});
    }
}

bool LargePicture::isClean() const {
    return m_p.noisy.large == m_p.pictures.large;
}

QString LargePicture::describe() const {
    if (isClean())
        return tr("Large: %1. Without noise; reconstructed %2. The handle stands at %3 %.")
            .arg(m_p.pictures.name, quality(true), QString::number(m_p.wipe));
    return tr("Large: %1. Noisy %2, reconstructed %3. The handle stands at %4 %.")
        .arg(m_p.pictures.name, quality(false), quality(true), QString::number(m_p.wipe));
}

std::optional<CellRef> LargePicture::cellAt(QPointF point) const {
    const double beside = m_p.tool == DenoiseScene::Wipe ? m_text : 0; // the handle is held beyond the edges, too
    if (!m_where.adjusted(-beside, 0, beside, 0).contains(point)) return std::nullopt;
    const double across = std::clamp((point.x() - m_where.left()) / m_where.width(), 0.0, 1.0);
    const double down = (point.y() - m_where.top()) / m_where.height();
    if (m_p.tool == DenoiseScene::Wipe) return CellRef{wipePart, 0, 0, static_cast<int>(std::lround(100 * across))};
    const cnn::Shape& shape = m_p.pictures.shape();
    return CellRef{pixelPart, 0, std::min(shape.h - 1, static_cast<int>(down * shape.h)),
                   std::min(shape.w - 1, static_cast<int>(across * shape.w))};
}

QRectF LargePicture::cellRect(const CellRef& cell) const {
    if (cell.part == wipePart)
        return {m_where.left() + m_where.width() * cell.x / 100.0 - 1, m_where.top(), 2, m_where.height()};
    if (cell.part != pixelPart) return {};
    const cnn::Shape& shape = m_p.pictures.shape();
    const double w = m_where.width() / shape.w, h = m_where.height() / shape.h;
    return {m_where.left() + cell.x * w, m_where.top() + cell.y * h, w, h};
}

} // namespace ui
