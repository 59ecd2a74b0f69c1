#include "ui/export/film_strip.h"

#include "core/base/error.h"
#include "ui/tr.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double stripGap = 24, captionHeight = 56, captionPixels = 26;

void requireParts(int count) {
    if (count < 1 || count > FilmStrip::mostParts)
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("%1 steps on one sheet: 1 to %2 have room there.",
                                                                 count, FilmStrip::mostParts));
}

} // namespace

FilmStrip::FilmStrip(std::vector<StripPart> parts, int columns) : m_parts(std::move(parts)), m_columns(columns) {
    const int count = static_cast<int>(m_parts.size());
    requireParts(count);
    m_each = m_parts.front().figure->size();
    if (m_columns > 0) return;
    const double wish = std::sqrt(2 * count * (m_each.height() + captionHeight) / m_each.width());
    m_columns = std::clamp(static_cast<int>(std::lround(wish)), 1, count);
    m_columns = (count + (count - 1) / m_columns) / ((count - 1) / m_columns + 1); // rows as full as can be
}

QRectF FilmStrip::place(int part) const {
    const QPointF corner(stripGap + part % m_columns * (m_each.width() + stripGap),
                         stripGap + part / m_columns * (m_each.height() + captionHeight + stripGap));
    return {corner, m_each};
}

QSizeF FilmStrip::size() const {
    const QRectF last = place(static_cast<int>(m_parts.size()) - 1);
    return {stripGap + m_columns * (m_each.width() + stripGap), last.bottom() + captionHeight + stripGap};
}

void FilmStrip::paint(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    painter.fillRect(QRectF(QPointF(0, 0), size()), c.window);
    for (int i = 0; i < static_cast<int>(m_parts.size()); ++i) {
        const StripPart& part = m_parts[static_cast<std::size_t>(i)];
        const QRectF where = place(i);
        painter.save();
        painter.setClipRect(where);
        painter.translate(where.topLeft());
        part.figure->paint(painter, style);
        painter.restore();
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(c.line, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(where);
        painter.setPen(c.text);
        painter.setFont(Style::font(captionPixels, Weight::SemiBold));
        painter.drawText(QPointF(where.left(), where.bottom() + 0.68 * captionHeight), part.caption);
        painter.restore();
    }
}

QString FilmStrip::describe() const {
    QStringList all;
    for (const StripPart& part : m_parts) all << part.caption + ": " + part.figure->describe();
    return all.join('\n');
}

std::unique_ptr<FilmStrip> stripOf(const Reel& reel, int from, int to, const Style& style) {
    if (from < 1 || from > to || to > reel.count)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("Steps %1 to %2: there are the steps 1 to %3.", from, to, reel.count));
    requireParts(to - from + 1); // before any figure is made
    std::vector<StripPart> parts;
    for (int step = from; step <= to; ++step)
        parts.push_back({reel.figure(step - 1, reel.size, style), tr("Step %1 of %2").arg(step).arg(reel.count)});
    return std::make_unique<FilmStrip>(std::move(parts));
}

} // namespace ui
