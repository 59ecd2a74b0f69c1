#include "ui/lessons/grids/grids_figure.h"

#include "ui/lessons/grids/accuracy_chart.h"
#include "ui/lessons/grids/grids_painting.h"
#include "ui/lessons/grids/grids_strip.h"
#include "ui/lessons/grids/grids_words.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {
namespace {

// The numbers on show, row by row.
QString numbersText(const GridsPicture& p, int channel) {
    const Crop crop = cropOf(p);
    QStringList rows;
    for (int y = crop.firstRow; y < crop.firstRow + crop.rows; ++y) {
        QStringList row;
        for (int x = crop.firstColumn; x < crop.firstColumn + crop.columns; ++x) {
            const int shown = y * imageSide + x;
            const int from = p.shuffled ? static_cast<int>(p.order->from[static_cast<std::size_t>(shown)]) : shown;
            row << (from == p.place() && p.covered == "value" ? QString("?") : QString::number(p.value(from, channel)));
        }
        rows << row.join(' ');
    }
    return tr("Rows %1 to %2, columns %3 to %4: %5.")
        .arg(crop.firstRow + 1)
        .arg(crop.firstRow + crop.rows)
        .arg(crop.firstColumn + 1)
        .arg(crop.firstColumn + crop.columns)
        .arg(rows.join("; "));
}

QString pixelText(const GridsPicture& p) {
    QStringList parts{pixelName(p.place()) + ".", pixelSentence(p)};
    QStringList values;
    for (int channel = 0; channel < p.channels; ++channel) values << QString::number(p.value(p.place(), channel));
    if (p.covered == "value") values = QStringList{"?"};
    parts << (p.channels == 1 ? tr("Its value is %1.") : tr("Its values are red, green, blue %1."))
                 .arg(values.join(", "));
    if (p.covered != "index")
        for (const Neighbour& n : neighbours(p.place()))
            parts << tr("%1: number %2, value %3.").arg(n.name).arg(p.shownPlace(n.place) + 1).arg(p.value(n.place));
    return parts.join(' ');
}

} // namespace

void GridsFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_layout.frame, m_picture.headline, m_picture.line);
    if (m_picture.image.empty()) return;
    paintGrids(painter, style, m_picture, m_layout);
    if (m_picture.training) paintAccuracyChart(painter, style, m_picture, m_layout.chart, m_layout.frame.unit);
}

QString GridsFigure::describe() const {
    const GridsPicture& p = m_picture;
    QStringList parts{p.headline + "."};
    if (p.image.empty()) return (parts << p.line).join(' ');
    parts << p.caption + "." << ui::tr("Image 28 × 28.");
    if (p.covered != "length") parts << ui::tr("Strip of %1 numbers.").arg(imagePlaces * p.channels);
    if (p.shuffled) parts << ui::tr("The pixels are shuffled.");
    if (p.training) return (parts << p.data << accuracyInWords(p)).join(' ');
    parts << pixelText(p);
    for (int channel = 0; channel < p.channels; ++channel) parts << numbersText(p, channel);
    return parts.join(' ');
}

int GridsFigure::placeOf(const CellRef& cell) const {
    const auto from = [this](int shown) {
        return static_cast<int>(m_picture.order->from[static_cast<std::size_t>(shown)]);
    };
    if (cell.part == "strip" || cell.part == "section") return cell.x;
    if (cell.part == "shuffledStrip") return from(cell.x);
    const int there = cell.y * imageSide + cell.x;
    if (cell.part == "shuffled" || (cell.part == "numbers" && m_picture.shuffled)) return from(there);
    return there;
}

std::optional<CellRef> GridsFigure::cellAt(QPointF point) const {
    if (m_picture.image.empty()) return std::nullopt;
    for (const GridPlace* grid : {&m_layout.picture, &m_layout.shuffled})
        if (auto cell = grid->at(point)) return cell;
    for (std::size_t channel = 0; channel < m_layout.numbers.size(); ++channel)
        if (auto cell = m_layout.numbers[channel].at(point)) {
            cell->map = static_cast<int>(channel);
            return cell;
        }
    if (m_picture.training) return std::nullopt;
    const int total = imagePlaces;
    const auto along = [&](const QRectF& strip, int first, int count) {
        const double t = (point.x() - strip.left()) / strip.width();
        return first + std::clamp(static_cast<int>(t * count), 0, count - 1);
    };
    const QRectF thin = m_layout.strip.adjusted(0, -6, 0, 6);
    if (thin.contains(point))
        return CellRef{"strip", 0, 0, along(m_layout.strip, 0, total * m_picture.channels) % total};
    if (!m_layout.section.adjusted(0, -2, 0, 6).contains(point)) return std::nullopt;
    if (m_picture.shuffled)
        return CellRef{"shuffledStrip", 0, 0, along(m_layout.section, 0, total * m_picture.channels) % total};
    return CellRef{"section", 0, 0, along(m_layout.section, m_layout.sectionFirst, m_layout.sectionCount)};
}

QRectF GridsFigure::cellRect(const CellRef& cell) const {
    for (const GridPlace* grid : {&m_layout.picture, &m_layout.shuffled})
        if (grid->part == cell.part) return grid->cell(cell.y, cell.x);
    if (cell.part == "numbers" && cell.map < static_cast<int>(m_layout.numbers.size()))
        return m_layout.numbers[static_cast<std::size_t>(cell.map)].cell(cell.y, cell.x);
    if (m_picture.training) return {};
    if (cell.part == "section")
        return stripCell(m_layout.section, cell.x - m_layout.sectionFirst, m_layout.sectionCount);
    const int total = imagePlaces * m_picture.channels;
    if (cell.part == "strip") return stripCell(m_layout.strip, cell.x, total);
    if (cell.part == "shuffledStrip" && m_picture.shuffled) return stripCell(m_layout.section, cell.x, total);
    return {};
}

} // namespace ui
