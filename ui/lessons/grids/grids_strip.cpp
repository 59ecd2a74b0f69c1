#include "ui/lessons/grids/grids_strip.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/grids/grids_brush.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// One painting; lives for the length of a call.
class Strips : GridsBrush {
public:
    using GridsBrush::GridsBrush;
    void all() {
        strips();
        words();
    }

private:
    // The strip of all numbers, as it is or shuffled.
    void strip(const QRectF& where, bool shuffled) {
        QImage image(imagePlaces * m_p.channels, 1, QImage::Format_RGB32);
        for (int channel = 0; channel < m_p.channels; ++channel)
            for (int from = 0; from < imagePlaces; ++from)
                image.setPixel(channel * imagePlaces + (shuffled ? m_p.shownPlace(from) : from), 0,
                               numberColour(m_p.value(from, channel), channel).rgb());
        paintMap(m_painter, where, image);
        m_painter.setPen(QPen(m_c.lineStrong, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    // A tick where each row of the image begins.
    void rowTicks(const QRectF& where) {
        m_painter.setPen(QPen(m_c.lineStrong, 1));
        const int rows = imageSide * m_p.channels;
        for (int row = 0; row <= rows; ++row) {
            const double x = std::round(where.left() + where.width() * row / rows) + 0.5;
            const double tall = row % imageSide == 0 ? 8 * m_u : 5 * m_u;
            m_painter.drawLine(QPointF(x, where.top() - 2 - tall), QPointF(x, where.top() - 2));
        }
    }
    // A number of the strip, too thin for a frame: a bar over the strip's whole height and a little more.
    void pin(const QRectF& strip, int i, bool isNow) {
        const double x = stripCell(strip, i, imagePlaces * m_p.channels).center().x();
        const double out = (isNow ? 6 : 4) * m_u, width = isNow ? 3.2 : 2;
        m_painter.setPen(QPen(m_c.surface, width + 2.6, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(x, strip.top() - out - 1), QPointF(x, strip.bottom() + out + 1));
        m_painter.setPen(QPen(isNow ? m_c.now : m_c.text, width, Qt::SolidLine, Qt::FlatCap));
        m_painter.drawLine(QPointF(x, strip.top() - out), QPointF(x, strip.bottom() + out));
    }
    void pins(const QRectF& where, bool shuffled) {
        const auto at = [&](int from) { return shuffled ? m_p.shownPlace(from) : from; };
        for (const Neighbour& n : m_near)
            if (std::abs(at(n.place) - at(m_p.place())) > 1)
                for (int channel = 0; channel < m_p.channels; ++channel)
                    pin(where, channel * imagePlaces + at(n.place), false);
        for (int channel = 0; channel < m_p.channels; ++channel)
            pin(where, channel * imagePlaces + at(m_p.place()), true);
    }
    void strips() {
        strip(m_l.strip, false);
        rowTicks(m_l.strip);
        if (!m_p.shuffled) {
            funnel();
            pins(m_l.strip, false);
            section();
            return;
        }
        strip(m_l.section, true);
        pins(m_l.strip, false);
        pins(m_l.section, true);
        const int count = imagePlaces * m_p.channels;
        const auto join = [&](int from, const QColor& colour, double width) {
            const QPointF top(stripCell(m_l.strip, from, count).center().x(), m_l.strip.bottom() + 4 * m_u);
            const QPointF bottom(stripCell(m_l.section, m_p.shownPlace(from), count).center().x(),
                                 m_l.section.top() - 5 * m_u);
            arrow(top, bottom, colour, width, 2);
        };
        for (const Neighbour& n : m_near) join(n.place, m_c.text, 1.4);
        join(m_p.place(), m_c.now, 2.4);
    }
    // From the part of the strip to the same part, larger.
    void funnel() {
        const int count = imagePlaces * m_p.channels;
        const QRectF from = stripCell(m_l.strip, m_l.sectionFirst, count)
                                .united(stripCell(m_l.strip, m_l.sectionFirst + m_l.sectionCount - 1, count));
        QColor tint = m_c.lineStrong;
        tint.setAlphaF(0.13F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(tint);
        m_painter.drawPolygon(
            QPolygonF{{from.bottomLeft(), from.bottomRight(), m_l.section.topRight(), m_l.section.topLeft()}});
        m_painter.setPen(QPen(m_c.lineStrong, 1.2));
        m_painter.drawLine(from.bottomLeft(), m_l.section.topLeft());
        m_painter.drawLine(from.bottomRight(), m_l.section.topRight());
    }
    QRectF sectionCell(int i) const { return stripCell(m_l.section, i - m_l.sectionFirst, m_l.sectionCount); }
    bool inSection(int i) const { return i >= m_l.sectionFirst && i < m_l.sectionFirst + m_l.sectionCount; }
    void section() {
        const double tall = m_l.section.height() / m_p.channels;
        for (int channel = 0; channel < m_p.channels; ++channel)
            for (int i = m_l.sectionFirst; i < m_l.sectionFirst + m_l.sectionCount; ++i) {
                QRectF cell = sectionCell(i);
                cell.setTop(m_l.section.top() + channel * tall);
                cell.setHeight(tall);
                m_painter.setPen(QPen(m_c.line, 1));
                m_painter.setBrush(numberColour(m_p.value(i, channel), channel));
                m_painter.drawRect(cell);
            }
        for (const Neighbour& n : m_near)
            if (inSection(n.place)) ring(sectionCell(n.place).adjusted(1, 0, -1, 0));
        if (!inSection(m_p.place())) return; // the pointer is elsewhere
        now(sectionCell(m_p.place()));
        distances();
    }
    // "28 imagePlaces", drawn like dimension lines, and the numbers of the ends.
    void distances() {
        const double here = sectionCell(m_p.place()).center().x();
        const double y = m_l.section.bottom() + 17 * m_u, label = m_l.section.bottom() + 45 * m_u;
        const bool hidden = m_p.covered == "index";
        const auto name = [&](double x, const TextLine& line, double size) {
            const double width = lineWidth(line, size);
            drawLine(m_painter, line, std::clamp(x - width / 2, m_l.section.left(), m_l.section.right() - width), label,
                     size);
        };
        for (const Neighbour& n : m_near) {
            if (std::abs(n.place - m_p.place()) == 1 || !inSection(n.place)) continue;
            const double there = sectionCell(n.place).center().x();
            dimension(std::min(here, there), std::max(here, there), y, ui::tr("28 numbers"));
            const QString number = hidden || m_p.channels == 3 ? QString() : " " + QString::number(n.place + 1);
            name(there, {{n.name, m_c.dim}, {number, m_c.text, Weight::SemiBold}}, std::max(12.0, 16 * m_u));
        }
        name(here, {{hidden ? "?" : QString::number(m_p.place() + 1), hidden ? m_c.dim : m_c.now, Weight::Bold}},
             19 * m_u);
    }
    void dimension(double left, double right, double y, const QString& text) {
        m_painter.setFont(Style::font(std::max(12.0, 16 * m_u)));
        const double half = QFontMetricsF(m_painter.font()).horizontalAdvance(text) / 2 + 8 * m_u;
        const double middle = (left + right) / 2, end = 5 * m_u;
        left += 3;
        right -= 3;
        m_painter.setPen(QPen(m_c.lineStrong, 1.4));
        for (const auto& [a, b] : {std::pair{left, middle - half}, {middle + half, right}})
            m_painter.drawLine(QPointF(a, y), QPointF(b, y));
        for (const auto& [x, by] : {std::pair{left, end}, {right, -end}}) {
            m_painter.drawLine(QPointF(x, y), QPointF(x + by, y - end * 0.7));
            m_painter.drawLine(QPointF(x, y), QPointF(x + by, y + end * 0.7));
        }
        m_painter.setPen(m_c.dim);
        m_painter.drawText(QRectF(middle - half, y - 12 * m_u, 2 * half, 24 * m_u), Qt::AlignCenter, text);
    }

    // ---- the line over the strip
    void words() {
        const int here = m_p.place(), total = imagePlaces * m_p.channels;
        const bool hidden = m_p.covered == "index";
        const QString count = m_p.covered == "length" ? QString("?") : grouped(total);
        TextLine line{{ui::tr("Strip"), m_c.text, Weight::SemiBold}};
        if (m_p.shuffled) {
            line.push_back({"  " + ui::tr("above in order, below shuffled, %1 numbers each:").arg(count) + "  ",
                            m_c.dim, Weight::Regular, 0.86});
            if (hidden)
                line.push_back({"?", m_c.dim, Weight::Bold});
            else {
                line.push_back({ui::tr("number %1 went to ").arg(here + 1), m_c.text});
                line.push_back({QString::number(m_p.shownPlace(here) + 1), m_c.now, Weight::Bold, 1.25});
            }
        } else {
            line.push_back({"  " +
                                (m_p.channels == 3 ? ui::tr("%1 numbers, row after row of each colour")
                                                   : ui::tr("%1 numbers, row after row"))
                                    .arg(count) +
                                "     ",
                            m_c.dim, Weight::Regular, 0.86});
            line.push_back({ui::tr("rows above × 28 + column"), m_c.dim, Weight::Regular, 0.95});
            line.push_back({QString(" = %1 × 28 + %2 = ").arg(m_p.row).arg(m_p.column + 1), m_c.text});
            line.push_back({hidden ? "?" : QString::number(here + 1), hidden ? m_c.dim : m_c.now, Weight::Bold, 1.25});
            for (int channel = 1; channel < m_p.channels && !hidden; ++channel)
                line.push_back({QString(channel == 1 ? "  (%1), %2 (%3)" : ", %2 (%3)")
                                    .replace("%1", channelName(0))
                                    .replace("%2", grouped(here + channel * imagePlaces + 1))
                                    .replace("%3", channelName(channel)),
                                m_c.dim, Weight::Regular, 0.86});
        }
        // What explains goes before the numbers become too small.
        double size = fittingSize(line, m_l.words.width(), std::max(smallPrintFrom, 19 * m_u), smallPrintFrom);
        for (std::size_t i = 1; i < line.size() && lineWidth(line, size) > m_l.words.width();)
            line[i].size < 0.9 ? void(line.erase(line.begin() + static_cast<std::ptrdiff_t>(i))) : void(++i);
        size = std::floor(fittingSize(line, m_l.words.width(), size, 12));
        for (TextRun& run : line) run.size = std::max(run.size, 12 / size);
        drawLine(m_painter, line, m_l.words.left(), m_l.words.top() + 17 * m_u, size);
    }
};

} // namespace

QRectF stripCell(const QRectF& strip, int i, int count) {
    const double cell = strip.width() / count;
    return {strip.left() + i * cell, strip.top(), cell, strip.height()};
}

void paintStrips(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout) {
    Strips(painter, style, picture, layout).all();
}

} // namespace ui
