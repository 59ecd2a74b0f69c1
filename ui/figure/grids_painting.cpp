#include "ui/figure/grids_painting.h"

#include "ui/figure/grid_painter.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int side = GridsPicture::side, places = GridsPicture::places;

QString tr(const char* text) {
    return QCoreApplication::translate("GridsFigure", text);
}

QString channelName(int channel) {
    return channel == 0 ? tr("red") : channel == 1 ? tr("green") : tr("blue");
}

// One number of a picture as a colour: grey, or the share of its channel.
QColor numberColour(const GridsPicture& p, int value, int channel) {
    if (p.channels == 1) return QColor(value, value, value);
    return QColor(channel == 0 ? value : 0, channel == 1 ? value : 0, channel == 2 ? value : 0);
}

// One painting of the figure; lives for the length of a call.
class Painting {
public:
    Painting(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout)
        : m_painter(painter), m_c(style.colors()), m_p(picture), m_l(layout), m_grid(painter, style),
          m_u(layout.frame.unit), m_near(neighbours(picture.place())) {}

    void all() {
        panel(m_l.picture, false);
        if (m_p.shuffled) panel(m_l.shuffled, true);
        if (m_p.training) {
            panelNames();
            moves(m_l.picture, m_l.shuffled);
            return;
        }
        cropBeam();
        for (int channel = 0; channel < m_p.channels; ++channel) numbers(channel);
        panelNames();
        if (m_p.shuffled) moves(m_l.picture, m_l.shuffled);
        strips();
        words();
    }

private:
    // ---- pictures
    void panel(const GridPlace& grid, bool shuffled) {
        QImage image(side, side, QImage::Format_RGB32);
        for (int from = 0; from < places; ++from) {
            const int at = shuffled ? m_p.shownPlace(from) : from;
            image.setPixel(at % side, at / side, m_p.colour(from).rgb());
        }
        paintMap(m_painter, grid.rect(), image);
        m_painter.setPen(QPen(m_c.line, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(grid.rect().adjusted(-0.5, -0.5, 0.5, 0.5));
        const auto at = [&](int from) {
            const int shown = shuffled ? m_p.shownPlace(from) : from;
            return grid.cell(shown / side, shown % side);
        };
        for (const Neighbour& n : m_near) ring(at(n.place));
        now(at(m_p.place()));
        if (!m_p.training && !(m_p.covered == "index" && shuffled))
            coordinates(grid, shuffled ? m_p.shownPlace(m_p.place()) : m_p.place());
    }
    // Seen on black and on white.
    void ring(const QRectF& cell) {
        const QRectF round = cell.adjusted(-1, -1, 1, 1);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_c.surface, 4));
        m_painter.drawRect(round);
        m_painter.setPen(QPen(m_c.text, 1.6));
        m_painter.drawRect(round);
    }
    void now(const QRectF& cell) {
        const QRectF round = cell.adjusted(-2, -2, 2, 2);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_c.surface, 5.5));
        m_painter.drawRect(round);
        m_painter.setPen(QPen(m_c.now, 3.2));
        m_painter.drawRect(round);
    }
    // Its row and column, at the edges of a picture.
    void coordinates(const GridPlace& grid, int place) {
        const int row = place / side, column = place % side;
        const QRectF cell = grid.cell(row, column);
        m_painter.setFont(Style::numberFont(17 * m_u, Weight::Bold));
        m_painter.setPen(m_c.now);
        const double tall = QFontMetricsF(m_painter.font()).height();
        m_painter.drawText(QRectF(grid.corner.x() - 60, cell.center().y() - tall / 2, 60 - 6 * m_u, tall),
                           Qt::AlignRight | Qt::AlignVCenter, QString::number(row));
        m_painter.drawText(QRectF(cell.center().x() - 40, grid.corner.y() - tall - 1 * m_u, 80, tall), Qt::AlignCenter,
                           QString::number(column));
    }
    void panelName(const GridPlace& grid, const QString& name, const QString& more, double width) {
        const TextLine line{{name, m_c.text, Weight::SemiBold}, {"  " + more, m_c.dim, Weight::Regular, 0.86}};
        const double size = fittingSize(line, width, 19 * m_u, 9);
        drawLine(m_painter, line, grid.corner.x(), grid.corner.y() - m_l.head + 18 * m_u, size);
    }
    void panelNames() {
        const double edge = m_l.picture.rect().width();
        if (m_p.training) {
            panelName(m_l.picture, tr("In order"), m_p.caption, edge);
            panelName(m_l.shuffled, tr("Shuffled"), tr("the same pixels"), edge);
            return;
        }
        panelName(m_l.picture, m_p.shuffled ? tr("In order") : tr("Image"), m_p.caption, edge);
        if (m_p.shuffled) panelName(m_l.shuffled, tr("Shuffled"), tr("the same pixels"), edge);
        const QString what = m_p.channels == 3 ? tr("three a pixel, 0 to 255")
                             : m_p.shuffled    ? tr("of the shuffled image")
                                               : tr("0 is black, 255 white");
        const GridPlace& numbers = m_l.numbers.front();
        GridPlace over = numbers;
        over.corner.setX(numbers.corner.x());
        panelName(over, tr("Numbers"), what, m_l.frame.right - numbers.corner.x());
    }

    // ---- numbers
    void cropBeam() {
        const Crop crop = cropOf(m_p);
        const GridPlace& grid = m_p.shuffled ? m_l.shuffled : m_l.picture;
        const QRectF from = grid.cells(crop.firstRow, crop.firstColumn, crop.rows, crop.columns);
        QRectF to = m_l.numbers.front().rect();
        for (const GridPlace& numbers : m_l.numbers) to = to.united(numbers.rect());
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(m_c.surface, 3.5));
        m_painter.drawRect(from);
        m_painter.setPen(QPen(m_c.lineStrong, 1.8));
        m_painter.drawRect(from);
        m_painter.save();
        m_painter.setClipRect(QRectF(QPointF(grid.rect().right() + 2, 0),
                                     QPointF(to.left() - 26 * m_u, m_l.frame.zone.bottom())));
        m_painter.setPen(QPen(m_c.lineStrong, 1.2));
        m_painter.drawLine(from.topRight(), to.topLeft());
        m_painter.drawLine(from.bottomRight(), to.bottomLeft());
        m_painter.restore();
    }
    int placeAt(int shown) const {
        return m_p.shuffled ? static_cast<int>(m_p.order->from[static_cast<std::size_t>(shown)]) : shown;
    }
    void numbers(int channel) {
        const GridPlace& grid = m_l.numbers[static_cast<std::size_t>(channel)];
        for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y)
            for (int x = grid.firstColumn; x < grid.firstColumn + grid.columns; ++x) number(grid, channel, y, x);
        const auto visible = [&](int from) {
            const int shown = m_p.shownPlace(from);
            return shown / side >= grid.firstRow && shown / side < grid.firstRow + grid.rows &&
                   shown % side >= grid.firstColumn && shown % side < grid.firstColumn + grid.columns;
        };
        const auto cell = [&](int from) {
            return grid.cell(m_p.shownPlace(from) / side, m_p.shownPlace(from) % side);
        };
        for (const Neighbour& n : m_near)
            if (visible(n.place)) ring(cell(n.place).adjusted(1, 1, -1, -1));
        m_grid.frame(cell(m_p.place()), 3.5, grid.radius());
        indices(grid, channel);
    }
    void number(const GridPlace& grid, int channel, int y, int x) {
        const int from = placeAt(y * side + x), value = m_p.value(from, channel);
        CellLook look{numberColour(m_p, value, channel), {}, m_c.line, Weight::SemiBold};
        look.digit = digitOn(look.ground);
        const bool hidden = from == m_p.place() && m_p.covered == "value";
        if (hidden) look.ground = m_c.sunken;
        look.empty = hidden;
        m_grid.ground(grid, y, x, look);
        if (hidden) {
            m_painter.setFont(Style::numberFont(0.44 * grid.side, Weight::Bold));
            m_painter.setPen(m_c.dim);
            m_painter.drawText(grid.cell(y, x), Qt::AlignCenter, "?");
        } else
            m_grid.digit(grid, y, x, static_cast<float>(value), look);
    }
    // Row numbers left of the numbers, column numbers over the first grid; the names of the channels.
    void indices(const GridPlace& grid, int channel) {
        const int shown = m_p.shownPlace(m_p.place());
        const auto pen = [&](bool here) {
            m_painter.setFont(Style::numberFont(15 * m_u, here ? Weight::Bold : Weight::Regular));
            m_painter.setPen(here ? m_c.now : m_c.dim);
        };
        const double tall = 20 * m_u;
        const bool hideHere = m_p.covered == "index" && m_p.shuffled;
        for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y) {
            pen(y == shown / side && !hideHere);
            m_painter.drawText(QRectF(grid.corner.x() - 60, grid.cell(y, grid.firstColumn).center().y() - tall / 2,
                                      60 - 7 * m_u, tall),
                               Qt::AlignRight | Qt::AlignVCenter, QString::number(y));
        }
        for (int x = grid.firstColumn; channel == 0 && x < grid.firstColumn + grid.columns; ++x) {
            pen(x == shown % side && !hideHere);
            m_painter.drawText(QRectF(grid.cell(grid.firstRow, x).center().x() - 30, grid.corner.y() - tall - 1, 60, tall),
                               Qt::AlignCenter, QString::number(x));
        }
        if (m_p.channels == 1) return;
        m_painter.save();
        m_painter.setFont(Style::font(16 * m_u, Weight::SemiBold));
        m_painter.setPen(m_c.dim);
        m_painter.drawText(QPointF(grid.rect().right() + 10 * m_u, grid.rect().center().y() + 6 * m_u),
                           channelName(channel));
        m_painter.restore();
    }

    // ---- moves of a few pixels
    void moves(const GridPlace& from, const GridPlace& to) {
        const auto centre = [](const GridPlace& grid, int place) {
            return grid.cell(place / side, place % side).center();
        };
        for (const Neighbour& n : m_near)
            arrow(centre(from, n.place), centre(to, m_p.shownPlace(n.place)), m_c.text, 1.5, from.side);
        arrow(centre(from, m_p.place()), centre(to, m_p.shownPlace(m_p.place())), m_c.now, 2.6, from.side);
    }
    // From beside the one point to beside the other, so that it hides neither.
    void arrow(QPointF from, QPointF to, const QColor& colour, double width, double clearance) {
        const QLineF whole(from, to);
        if (whole.length() < 4 * clearance) return;
        const QPointF along = (to - from) / whole.length(), across(-along.y(), along.x());
        const QPointF tip = to - along * clearance, back = tip - along * (5 + 2 * width);
        const QPolygonF head{{tip, back + across * (1.5 + 1.3 * width), back - across * (1.5 + 1.3 * width)}};
        for (const bool halo : {true, false}) {
            m_painter.setPen(QPen(halo ? m_c.surface : colour, width + (halo ? 2.4 : 0), Qt::SolidLine, Qt::FlatCap));
            m_painter.drawLine(from + along * clearance, back);
            m_painter.setPen(halo ? QPen(m_c.surface, 2.4) : QPen(Qt::NoPen));
            m_painter.setBrush(halo ? m_c.surface : colour);
            m_painter.drawPolygon(head);
        }
    }

    // ---- strips
    // The strip of all numbers, as it is or shuffled.
    void strip(const QRectF& where, bool shuffled) {
        QImage image(places * m_p.channels, 1, QImage::Format_RGB32);
        for (int channel = 0; channel < m_p.channels; ++channel)
            for (int from = 0; from < places; ++from)
                image.setPixel(channel * places + (shuffled ? m_p.shownPlace(from) : from), 0,
                               numberColour(m_p, m_p.value(from, channel), channel).rgb());
        paintMap(m_painter, where, image);
        m_painter.setPen(QPen(m_c.lineStrong, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(where.adjusted(-0.5, -0.5, 0.5, 0.5));
    }
    // A tick where each row of the image begins.
    void rowTicks(const QRectF& where) {
        m_painter.setPen(QPen(m_c.lineStrong, 1));
        const int rows = side * m_p.channels;
        for (int row = 0; row <= rows; ++row) {
            const double x = std::round(where.left() + where.width() * row / rows) + 0.5;
            const double tall = row % side == 0 ? 8 * m_u : 5 * m_u;
            m_painter.drawLine(QPointF(x, where.top() - 2 - tall), QPointF(x, where.top() - 2));
        }
    }
    // A number of the strip, too thin for a frame: a bar over the strip's whole height and a little more.
    void pin(const QRectF& strip, int i, bool isNow) {
        const double x = stripCell(strip, i, places * m_p.channels).center().x();
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
                    pin(where, channel * places + at(n.place), false);
        for (int channel = 0; channel < m_p.channels; ++channel) pin(where, channel * places + at(m_p.place()), true);
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
        const int count = places * m_p.channels;
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
        const int count = places * m_p.channels;
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
    void section() {
        const double tall = m_l.section.height() / m_p.channels;
        for (int channel = 0; channel < m_p.channels; ++channel)
            for (int i = m_l.sectionFirst; i < m_l.sectionFirst + m_l.sectionCount; ++i) {
                QRectF cell = sectionCell(i);
                cell.setTop(m_l.section.top() + channel * tall);
                cell.setHeight(tall);
                m_painter.setPen(QPen(m_c.line, 1));
                m_painter.setBrush(numberColour(m_p, m_p.value(i, channel), channel));
                m_painter.drawRect(cell);
            }
        for (const Neighbour& n : m_near) ring(sectionCell(n.place).adjusted(1, 0, -1, 0));
        now(sectionCell(m_p.place()));
        distances();
    }
    // "28 places", drawn like dimension lines, and the numbers of the ends.
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
            if (std::abs(n.place - m_p.place()) == 1) continue;
            const double there = sectionCell(n.place).center().x();
            dimension(std::min(here, there), std::max(here, there), y, tr("28 numbers"));
            const QString number = hidden || m_p.channels == 3 ? QString() : " " + QString::number(n.place);
            name(there, {{n.name, m_c.dim}, {number, m_c.text, Weight::SemiBold}}, 16 * m_u);
        }
        name(here, {{hidden ? "?" : QString::number(m_p.place()), hidden ? m_c.dim : m_c.now, Weight::Bold}}, 19 * m_u);
    }
    void dimension(double left, double right, double y, const QString& text) {
        m_painter.setFont(Style::font(16 * m_u));
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
        const int here = m_p.place(), total = places * m_p.channels;
        const bool hidden = m_p.covered == "index";
        const QString count = m_p.covered == "length" ? QString("?") : grouped(total);
        TextLine line{{tr("Strip"), m_c.text, Weight::SemiBold}};
        if (m_p.shuffled) {
            line.push_back({"  " + tr("above in order, below shuffled, %1 numbers each:").arg(count) + "  ", m_c.dim,
                            Weight::Regular, 0.86});
            if (hidden)
                line.push_back({"?", m_c.dim, Weight::Bold});
            else {
                line.push_back({tr("number %1 went to ").arg(here), m_c.text});
                line.push_back({QString::number(m_p.shownPlace(here)), m_c.now, Weight::Bold, 1.25});
            }
        } else {
            line.push_back({"  " + tr("%1 numbers, row after row").arg(count) + "     ", m_c.dim, Weight::Regular, 0.86});
            line.push_back({tr("row × 28 + column"), m_c.dim, Weight::Regular, 0.95});
            line.push_back({QString(" = %1 × 28 + %2 = ").arg(m_p.row).arg(m_p.column), m_c.text});
            line.push_back({hidden ? "?" : QString::number(here), hidden ? m_c.dim : m_c.now, Weight::Bold, 1.25});
            for (int channel = 1; channel < m_p.channels && !hidden; ++channel)
                line.push_back({QString(channel == 1 ? "  (%1), %2 (%3)" : ", %2 (%3)")
                                    .replace("%1", channelName(0))
                                    .replace("%2", grouped(here + channel * places))
                                    .replace("%3", channelName(channel)),
                                m_c.dim, Weight::Regular, 0.86});
        }
        drawLine(m_painter, line, m_l.words.left(), m_l.words.top() + 17 * m_u,
                 fittingSize(line, m_l.words.width(), 19 * m_u, 9));
    }

    QPainter& m_painter;
    const Palette& m_c;
    const GridsPicture& m_p;
    const GridsLayout& m_l;
    GridPainter m_grid;
    double m_u;
    std::vector<Neighbour> m_near;
};

} // namespace

QRectF stripCell(const QRectF& strip, int i, int count) {
    const double cell = strip.width() / count;
    return {strip.left() + i * cell, strip.top(), cell, strip.height()};
}

void paintGrids(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout) {
    Painting(painter, style, picture, layout).all();
}

} // namespace ui
