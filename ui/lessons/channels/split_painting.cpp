#include "ui/lessons/channels/split_painting.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

// Blocks where there is room for them, otherwise every pixel counts a little.
void paintPicture(ChannelBrush& b, const QRectF& where, const QImage& image) {
    if (where.width() >= image.width() && where.height() >= image.height()) {
        paintMap(b.painter, where, image);
    } else {
        b.painter.save();
        b.painter.setRenderHint(QPainter::SmoothPixmapTransform);
        b.painter.drawImage(where, image);
        b.painter.restore();
    }
    b.painter.setPen(QPen(b.colors.lineStrong, 1));
    b.painter.setBrush(Qt::NoBrush);
    b.painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
}

// With the ground's colour around it, so that it is seen on any picture; not smaller than can be seen.
void mark(ChannelBrush& b, const QRectF& cells, const QColor& colour, double width) {
    const double least = 7 * b.unit;
    const double dx = std::max(0.0, least - cells.width()) / 2, dy = std::max(0.0, least - cells.height()) / 2;
    const QRectF frame = cells.adjusted(-dx, -dy, dx, dy);
    b.painter.setBrush(Qt::NoBrush);
    b.painter.setPen(QPen(b.colors.surface, 2 * width));
    b.painter.drawRect(frame);
    b.painter.setPen(QPen(colour, width));
    b.painter.drawRect(frame);
}

// What is cut out of a picture drawn there.
QRectF windowIn(const ChannelBrush& b, const QRectF& where) {
    const cnn::Shape& in = b.p.task.input.shape();
    return ChannelLayout::cells(where, b.p.split->shape(), b.p.top, b.p.left, in.h, in.w);
}

// And of that what meets the kernel now; padding lies beyond it.
QRectF kernelIn(const ChannelBrush& b, const QRectF& where) {
    const auto& [y, x] = b.p.task.window;
    const cnn::WindowStep step = b.p.step();
    return ChannelLayout::cells(where, b.p.split->shape(), b.p.top + y.tap(step.outY, 0),
                                b.p.left + x.tap(step.outX, 0), y.kernel, x.kernel) &
           windowIn(b, where);
}

void captions(ChannelBrush& b) {
    const QImage& photo = b.p.split->photo;
    const cnn::Shape& s = b.p.split->shape();
    const QString pixels = times(photo.height(), photo.width());
    // They end before the wires.
    constexpr double least = 12;
    const double room = b.l.photo.width() + 4 * b.unit;
    const auto fitting = [&](const QString& text, const QString& shorter) {
        return lineWidth({{text, b.colors.dim}}, least) <= room ? text : shorter;
    };
    QStringList texts{fitting(tr("%1 pixels").arg(pixels), tr("%1 px").arg(pixels)),
                      tr("%1 cells").arg(times(s.h, s.w))};
    if (const int n = b.p.split->reduction; n > 1)
        texts << fitting(tr("each of %1").arg(times(n, n)), tr("of %1").arg(times(n, n)));
    const auto sizeOf = [&](const QString& text) {
        return fittingSize({{text, b.colors.dim}}, room, std::max(12.5, 14 * b.unit), least);
    };
    double size = sizeOf(texts[0]);
    for (const QString& text : texts) size = std::min(size, sizeOf(text));
    double y = b.l.photo.bottom() + 1.5 * size;
    for (const QString& text : texts) {
        const TextLine line{{text, b.colors.dim}};
        drawLine(b.painter, line, b.l.photo.left(), y, size);
        y += 1.35 * size;
    }
}

// From the picture to each channel.
void wires(ChannelBrush& b) {
    b.painter.setPen(QPen(b.colors.lineStrong, 1.2));
    const double gap = 6 * b.unit;
    for (const QRectF& channel : b.l.channels)
        b.painter.drawLine(QPointF(b.l.photo.right() + gap, b.l.photo.center().y()),
                           QPointF(channel.left() - gap, channel.center().y()));
}

// From the window in a channel to its numbers.
void funnel(ChannelBrush& b, std::size_t channel) {
    const QRectF from = windowIn(b, b.l.channels[channel]);
    const cnn::Shape& in = b.p.task.input.shape();
    const QRectF to = b.l.inputs[channel].cells(0, 0, in.h, in.w);
    QColor tint = b.colors.lineStrong;
    tint.setAlphaF(0.13F);
    b.painter.setPen(Qt::NoPen);
    b.painter.setBrush(tint);
    b.painter.drawPolygon(QPolygonF{{from.topRight(), to.topLeft(), to.bottomLeft(), from.bottomRight()}});
    b.painter.setPen(QPen(b.colors.lineStrong, 1.2));
    b.painter.drawLine(from.topRight(), to.topLeft());
    b.painter.drawLine(from.bottomRight(), to.bottomLeft());
}

} // namespace

void paintSplit(ChannelBrush& b) {
    wires(b);
    paintPicture(b, b.l.photo, b.p.split->photo);
    captions(b);
    for (std::size_t c = 0; c < b.l.channels.size(); ++c) {
        paintPicture(b, b.l.channels[c], b.p.split->channels[c]);
        funnel(b, c);
    }
    for (const QRectF& where : b.l.splits()) {
        const double width = where == b.l.photo ? 2.4 : 1.7;
        mark(b, windowIn(b, where), b.colors.text, width);
        if (b.p.walk) mark(b, kernelIn(b, where), b.colors.now, width);
    }
}

void paintSplitHover(ChannelBrush& b) {
    const auto cell = b.p.hover ? b.p.cellOf(*b.p.hover) : std::nullopt;
    if (!cell) return;
    for (const QRectF& where : b.l.splits())
        mark(b, ChannelLayout::cells(where, b.p.split->shape(), cell->y(), cell->x(), 1, 1), b.colors.text, 1.4);
}

} // namespace ui
