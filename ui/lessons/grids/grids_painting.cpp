#include "ui/lessons/grids/grids_painting.h"

#include "ui/figure/grid_painter.h"
#include "ui/figure/map_painter.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/grids/grids_brush.h"
#include "ui/lessons/grids/grids_strip.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <cmath>

namespace ui {
namespace {

// One painting of the figure; lives for the length of a call.
class Painting : GridsBrush {
public:
    Painting(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout)
        : GridsBrush(painter, style, picture, layout), m_grid(painter, style) {}

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
    }

private:
    // ---- pictures
    void panel(const GridPlace& grid, bool shuffled) {
        QImage image(imageSide, imageSide, QImage::Format_RGB32);
        for (int from = 0; from < imagePlaces; ++from) {
            const int at = shuffled ? m_p.shownPlace(from) : from;
            image.setPixel(at % imageSide, at / imageSide, m_p.colour(from).rgb());
        }
        paintMap(m_painter, grid.rect(), image);
        m_painter.setPen(QPen(m_c.line, 1));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(grid.rect().adjusted(-0.5, -0.5, 0.5, 0.5));
        const auto at = [&](int from) {
            const int shown = shuffled ? m_p.shownPlace(from) : from;
            return grid.cell(shown / imageSide, shown % imageSide);
        };
        for (const Neighbour& n : m_near) ring(at(n.place));
        now(at(m_p.place()));
        if (!m_p.training && !(m_p.covered == "index" && shuffled))
            coordinates(grid, shuffled ? m_p.shownPlace(m_p.place()) : m_p.place());
    }
    // Its row and column, at the edges of a picture.
    void coordinates(const GridPlace& grid, int place) {
        const int row = place / imageSide, column = place % imageSide;
        const QRectF cell = grid.cell(row, column);
        m_painter.setFont(Style::numberFont(17 * m_u, Weight::Bold));
        m_painter.setPen(m_c.now);
        const double tall = QFontMetricsF(m_painter.font()).height();
        m_painter.drawText(QRectF(grid.corner.x() - 60, cell.center().y() - tall / 2, 60 - 6 * m_u, tall),
                           Qt::AlignRight | Qt::AlignVCenter, QString::number(row + 1));
        m_painter.drawText(QRectF(cell.center().x() - 40, grid.corner.y() - tall - 1 * m_u, 80, tall), Qt::AlignCenter,
                           QString::number(column + 1));
    }
    // Small print, which is left away while presenting.
    TextRun besides(const QString& words) const {
        return {m_l.frame.presenting ? QString() : "  " + words, m_c.dim, Weight::Regular, 0.86};
    }
    // Without the small print where both are too long.
    void name(QPointF at, double width, const QString& name, const QString& more) {
        TextLine line{{name, m_c.text, Weight::SemiBold}, besides(more)};
        if (lineWidth(line, smallPrintFrom) > width) line.pop_back();
        const double wanted = std::max(smallPrintFrom, 19 * m_u), least = line.size() > 1 ? smallPrintFrom : 12;
        drawLine(m_painter, line, at.x(), at.y(), std::floor(fittingSize(line, width, wanted, least)));
    }
    void panelName(const GridPlace& grid, const QString& name, const QString& more, double width) {
        this->name(grid.corner + QPointF(0, 18 * m_u - m_l.head), width, name, more);
    }
    void panelNames() {
        const double edge = m_l.picture.rect().width();
        if (m_p.training) {
            panelName(m_l.picture, ui::tr("In order"), m_p.caption, edge);
            const QRectF under = m_l.shuffled.rect();
            name(under.bottomLeft() + QPointF(0, 24 * m_u), edge, ui::tr("Shuffled"), ui::tr("the same pixels"));
            return;
        }
        panelName(m_l.picture, m_p.shuffled ? ui::tr("In order") : ui::tr("Image"), m_p.caption, edge);
        if (m_p.shuffled) panelName(m_l.shuffled, ui::tr("Shuffled"), ui::tr("the same pixels"), edge);
        const QString what = m_p.channels == 3 ? ui::tr("three a pixel, 0 to 255")
                             : m_p.shuffled    ? ui::tr("of the shuffled image")
                                               : ui::tr("0 is black, 255 white");
        const GridPlace& numbers = m_l.numbers.front();
        panelName(numbers, ui::tr("Numbers"), what, m_l.frame.right - numbers.corner.x());
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
        m_painter.setClipRect(
            QRectF(QPointF(grid.rect().right() + 2, 0), QPointF(to.left() - 36 * m_u, m_l.frame.zone.bottom())));
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
            return shown / imageSide >= grid.firstRow && shown / imageSide < grid.firstRow + grid.rows &&
                   shown % imageSide >= grid.firstColumn && shown % imageSide < grid.firstColumn + grid.columns;
        };
        const auto cell = [&](int from) {
            return grid.cell(m_p.shownPlace(from) / imageSide, m_p.shownPlace(from) % imageSide);
        };
        for (const Neighbour& n : m_near)
            if (visible(n.place)) ring(cell(n.place).adjusted(1, 1, -1, -1));
        if (visible(m_p.place())) m_grid.frame(cell(m_p.place()), m_grid.frameWidth(grid.side), grid.radius());
        indices(grid, channel);
    }
    void number(const GridPlace& grid, int channel, int y, int x) {
        const int from = placeAt(y * imageSide + x), value = m_p.value(from, channel);
        CellLook look{numberColour(value, channel), {}, m_c.line};
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
            const double size = std::max(12.0, std::min(15 * m_u, 0.6 * grid.side)); // of two digits, side by side
            m_painter.setFont(Style::numberFont(size, here ? Weight::Bold : Weight::Regular));
            m_painter.setPen(here ? m_c.now : m_c.dim);
        };
        const double tall = 20 * m_u;
        const bool hideHere = m_p.covered == "index" && m_p.shuffled;
        // While presenting only those of the pixel: there is no room for large ones at every cell.
        const auto shows = [&](int index, int here) { return !m_l.frame.presenting || (index == here && !hideHere); };
        for (int y = grid.firstRow; y < grid.firstRow + grid.rows; ++y) {
            if (!shows(y, shown / imageSide)) continue;
            pen(y == shown / imageSide && !hideHere);
            m_painter.drawText(QRectF(grid.corner.x() - 60, grid.cell(y, grid.firstColumn).center().y() - tall / 2,
                                      60 - 7 * m_u, tall),
                               Qt::AlignRight | Qt::AlignVCenter, QString::number(y + 1));
        }
        for (int x = grid.firstColumn; channel == 0 && x < grid.firstColumn + grid.columns; ++x) {
            if (!shows(x, shown % imageSide)) continue;
            pen(x == shown % imageSide && !hideHere);
            m_painter.drawText(
                QRectF(grid.cell(grid.firstRow, x).center().x() - 30, grid.corner.y() - tall - 1, 60, tall),
                Qt::AlignCenter, QString::number(x + 1));
        }
        if (m_p.channels == 1) return;
        m_painter.save();
        m_painter.setFont(Style::font(std::max(12.0, 16 * m_u), Weight::SemiBold));
        m_painter.setPen(m_c.dim);
        m_painter.drawText(QPointF(grid.rect().right() + 10 * m_u, grid.rect().center().y() + 6 * m_u),
                           channelName(channel));
        m_painter.restore();
    }

    // ---- moves of a few pixels
    void moves(const GridPlace& from, const GridPlace& to) {
        const auto centre = [](const GridPlace& grid, int place) {
            return grid.cell(place / imageSide, place % imageSide).center();
        };
        for (const Neighbour& n : m_near)
            arrow(centre(from, n.place), centre(to, m_p.shownPlace(n.place)), m_c.text, 1.5, from.side);
        arrow(centre(from, m_p.place()), centre(to, m_p.shownPlace(m_p.place())), m_c.now, 2.6, from.side);
    }
    GridPainter m_grid;
};

} // namespace

void paintGrids(QPainter& painter, const Style& style, const GridsPicture& picture, const GridsLayout& layout) {
    Painting(painter, style, picture, layout).all();
    if (!picture.training) paintStrips(painter, style, picture, layout);
}

} // namespace ui
