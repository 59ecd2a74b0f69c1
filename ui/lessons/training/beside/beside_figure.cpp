#include "ui/lessons/training/beside/beside_figure.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// So many columns that `count` tiles of these proportions become as large as they can.
int besideColumns(int count, const QSizeF& room, double ratio) {
    int best = 1;
    double largest = 0;
    for (int columns = 1; columns <= count; ++columns) {
        const int rows = (count + columns - 1) / columns;
        const double width = std::min(room.width() / columns, room.height() / rows * ratio);
        if (width <= largest) continue;
        largest = width;
        best = columns;
    }
    return best;
}

} // namespace

BesideFigure::BesideFigure(QSizeF size, const Style& style, std::shared_ptr<const BesidePicture> picture,
                           std::optional<CellRef>)
    : m_size(size), m_text(13 * style.scale), m_picture(std::move(picture)) {}

// The larger of both ends: what is compared has one range.
MapColours BesideFigure::coloursOf(MapSet BesideRun::*which) const {
    MapColours both;
    for (const BesideRun& run : m_picture->runs) {
        if ((run.*which).values.empty()) continue;
        const MapColours one = mapColours(run.*which, {}).front();
        if (one.ramp == Ramp::Signed) both.ramp = Ramp::Signed;
        both.largest = std::max(both.largest, one.largest);
    }
    return both;
}

void BesideFigure::paintSet(const Brush& brush, const MapSet& set, const MapColours& colours, const QRectF& where,
                            const QColor& ink) const {
    const double line = 1.5 * m_text;
    brush.writeFitting({where.left(), where.top(), where.width(), line}, set.title, m_text, ink);
    if (set.values.empty()) return;
    const cnn::Shape& s = set.values.shape();
    const QRectF room = where.adjusted(0, line, 0, 0);
    const double ratio = static_cast<double>(s.w) / s.h;
    const int columns = set.columns > 0 ? std::min(set.columns, s.c) : besideColumns(s.c, room.size(), ratio);
    const int rows = (s.c + columns - 1) / columns;
    const double width = std::min(room.width() / columns, room.height() / rows * ratio),
                 gap = std::min(4.0, 0.1 * width);
    for (int i = 0; i < s.c; ++i) {
        const QRectF tile(room.left() + i % columns * width, room.top() + i / columns * width / ratio, width - gap,
                          width / ratio - gap);
        paintMap(brush.painter, tile, mapImage(set.map(i), s.h, s.w, colours.ramp, colours.largest));
    }
}

void BesideFigure::paintRun(const Brush& brush, const BesideRun& run, const QRectF& where) const {
    const double line = 1.6 * m_text;
    QRectF row(where.left(), where.top(), where.width(), line);
    brush.writeFitting(row, run.differs.isEmpty() ? run.name : run.name + ": " + run.differs, 1.15 * m_text,
                       brush.c.text, Weight::Bold);
    row.translate(0, line);
    const bool wrong = !m_picture->label.isEmpty() && run.answer != m_picture->label;
    brush.writeFitting(row, tr("after %1 epochs it says %2").arg(fixed(run.progress, 2), run.answer), m_text,
                       wrong ? brush.c.error : brush.c.dim);
    const double top = row.bottom() + 0.4 * m_text, height = where.bottom() - top;
    const double share = run.kernels.values.empty() ? 0 : 0.3;
    if (share > 0)
        paintSet(brush, run.kernels, coloursOf(&BesideRun::kernels),
                 {where.left(), top, where.width(), share * height - 0.5 * m_text}, brush.c.kernel);
    paintSet(brush, run.maps, coloursOf(&BesideRun::maps),
             {where.left(), top + share * height, where.width(), (1 - share) * height}, brush.c.output);
}

void BesideFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    const Brush brush{painter, style.colors()};
    brush.fill(QRectF(QPointF(0, 0), m_size), style.colors().surface);
    const double pad = 1.2 * m_text, foot = 2 * m_text, picture = std::min(0.14 * m_size.width(), 120 * style.scale);
    const cnn::Shape& s = m_picture->image.shape();
    const QRectF image(pad, 0.5 * pad, picture, picture * s.h / s.w);
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    paintMap(painter, image, pictureImage(m_picture->image));
    painter.restore();
    painter.setFont(Style::font(m_text));
    painter.setPen(style.colors().dim);
    painter.drawText(QRectF(image.left(), image.bottom() + 4, picture, 6 * m_text), Qt::AlignLeft | Qt::TextWordWrap,
                     m_picture->caption);
    const double left = image.right() + 2 * pad, half = (m_size.width() - left - 2 * pad) / 2;
    for (int i = 0; i < 2; ++i) {
        const QRectF where(left + i * (half + pad), 0.3 * pad, half - pad, m_size.height() - foot - 0.5 * pad);
        paintRun(brush, m_picture->runs[static_cast<std::size_t>(i)], where);
    }
    const QString kernels = m_picture->runs[0].kernels.values.empty()
                                ? QString()
                                : tr("weights %1, ").arg(coloursOf(&BesideRun::kernels).range());
    brush.writeFitting(
        {pad, m_size.height() - foot, m_size.width() - 2 * pad, foot},
        tr("Colours: %1maps %2, the same in both runs").arg(kernels, coloursOf(&BesideRun::maps).range()), m_text,
        style.colors().dim);
}

QString BesideFigure::describe() const {
    QStringList words{m_picture->caption + "."};
    for (const BesideRun& run : m_picture->runs)
        words << tr("%1, after %2 epochs, says %3: %4.")
                     .arg(run.differs.isEmpty() ? run.name : run.name + " (" + run.differs + ")",
                          fixed(run.progress, 2), run.answer, run.maps.title);
    return words.join(' ');
}

} // namespace ui
