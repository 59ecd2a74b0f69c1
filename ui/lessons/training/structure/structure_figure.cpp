#include "ui/lessons/training/structure/structure_figure.h"

#include "core/layers/catalog.h"
#include "ui/figure/layer_words.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <QPainterPath>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace ui {
namespace {

using cnn::LayerRole;

QString count(std::size_t number) {
    return grouped(static_cast<qint64>(number));
}

// Layers that only pass on what they get.
bool isPassing(const cnn::PlannedLayer& layer) {
    return cnn::factsOf(layer.info.kind).onlyShape || cnn::layerRole(layer.info.kind) == LayerRole::Activation;
}

bool hasWeights(LayerRole role) {
    return role == LayerRole::Convolution || role == LayerRole::Dense;
}

constexpr int mostSheets = 8;
constexpr double smallestStructureText = 12;
constexpr double leastBlockText = 14, slotInText = 7; // so that what is 0.86 times as large is 12 pixels, and fits
constexpr double sheetStep = 4;

// Where text stands in the column's table, as shares of the width.
constexpr std::array<double, 5> columnEdges{0, 0.44, 0.62, 0.79, 1};

} // namespace

namespace {

bool readsRowBefore(const StructureRow& row, std::size_t index) {
    return std::ranges::find(row.reads, index - 1) != row.reads.end();
}

QString readWords(const std::vector<StructureRow>& rows, std::size_t index) {
    QStringList read;
    for (const std::size_t from : rows[index].reads) read << QString("row %1, %2").arg(from).arg(rows[from].words);
    return read.join(" and ");
}

} // namespace

std::vector<StructureRow> structureRows(const cnn::Network& network) {
    const cnn::Shape in = network.inputShape();
    const QString size = QString("%1 × %2").arg(in.h).arg(in.w);
    const QString image = in.c == 1 ? size + " image" : QString("%1 image, %2 channels").arg(size).arg(in.c);
    std::vector<StructureRow> rows{{image, {}, in, 0, 0, LayerRole::Other}};
    std::vector<std::size_t> rowOf{0}; // of each value
    for (const cnn::PlannedLayer& layer : plannedLayers(network)) {
        const LayerRole role = cnn::layerRole(layer.info.kind);
        std::set<std::size_t> reads;
        for (const std::size_t value : layer.reads) reads.insert(rowOf[value]);
        const bool readsLast = layer.reads == std::vector{rowOf.size() - 1};
        if (role == LayerRole::Activation && readsLast && rows.back().activation.isEmpty() && rows.size() > 1)
            rows.back().activation = layerWords(layer.info);
        else if (!isPassing(layer) || role == LayerRole::Activation)
            rows.push_back({layerWords(layer.info),
                            {},
                            layer.out,
                            layer.parameters,
                            layer.multiplyAdds,
                            role,
                            0,
                            {reads.begin(), reads.end()}});
        else {
            rowOf.push_back(*reads.begin()); // the values stay
            continue;
        }
        rows.back().value = rowOf.size();
        rowOf.push_back(rows.size() - 1);
    }
    return rows;
}

struct StructureFigure::Pen {
    QPainter& painter;
    const Palette& c;
    double font;

    // Fill and border of what a layer gives: the image is the input, all else are outputs.
    std::pair<QColor, QColor> valueColors(std::size_t row) const {
        if (row == 0) return {mix(c.surface, c.input, 0.14), c.input};
        return {c.outputTint, c.output};
    }
    // Of the layer itself: what has weights has the kernels' colour.
    std::pair<QColor, QColor> layerColors(std::size_t row, LayerRole role) const {
        if (row == 0) return valueColors(0);
        return hasWeights(role) ? std::pair(c.kernelTint, c.kernel) : std::pair(c.sunken, c.lineStrong);
    }
    void write(const QRectF& where, const QString& text, const QColor& color, int flags, double scale = 1,
               Weight weight = Weight::Regular) {
        const bool wraps = flags & Qt::TextWordWrap;
        double pixels = font * scale;
        QFont f = Style::numberFont(pixels, weight);
        while (!wraps && pixels > smallestStructureText && QFontMetricsF(f).horizontalAdvance(text) > where.width())
            f = Style::numberFont(--pixels, weight);
        painter.setFont(f);
        painter.setPen(color);
        const QString shown = wraps ? text : QFontMetricsF(f).elidedText(text, Qt::ElideRight, where.width() + 1);
        painter.drawText(where, flags, shown);
    }
};

StructureFigure::StructureFigure(QSizeF size, const Style& style, StructureForm form, std::vector<StructureRow> rows,
                                 std::optional<CellRef> hover)
    : m_size(size), m_form(form), m_rows(std::move(rows)), m_hover(std::move(hover)) {
    const double margin = size.height() >= 450 ? 18 : 10;
    m_inside = QRectF(margin, margin, size.width() - 2 * margin, size.height() - 2 * margin);
    m_font = 14 * std::min(style.scale, std::max(1.0, size.width() / 800));
    for (std::size_t i = 1; i < m_rows.size(); ++i)
        for (const std::size_t from : m_rows[i].reads)
            if (from + 1 != i) m_branches.push_back({from, i});
    // Blocks that would be too narrow for their words stand as a column.
    if (m_inside.width() / static_cast<double>(m_rows.size()) < slotInText * leastBlockText)
        m_form = StructureForm::Column;
    m_form == StructureForm::Column ? layOutColumn() : layOutBlocks();
}

bool StructureFigure::isHot(std::size_t row) const {
    return m_hover && m_hover->part == "layer" && m_hover->map == static_cast<int>(row);
}

// ---- the compressed column -----------------------------------------------------------------------------------------

// The image at the bottom; above the boxes the heads of the table, below them its sum.
void StructureFigure::layOutColumn() {
    const double wide = std::min(m_inside.width(), 1000.0 * m_font / 14);
    m_inside = QRectF(m_inside.center().x() - wide / 2, m_inside.top(), wide, m_inside.height());
    const double head = 1.6 * m_font, rows = static_cast<double>(m_rows.size());
    const double pitch = std::min((m_inside.height() - 2 * head) / rows, 4.0 * m_font);
    m_font = std::clamp(0.52 * pitch, smallestStructureText, std::max(smallestStructureText, m_font));
    const double bottom = m_inside.bottom() - head;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QRectF line(m_inside.left(), bottom - (static_cast<double>(i) + 1) * pitch, wide, pitch);
        m_places.push_back(line);
        const double high = std::min(0.7 * pitch, 2.2 * m_font);
        m_drawings.emplace_back(line.left() + 2, line.center().y() - high / 2, columnEdges[1] * wide - 4 - laneRoom(),
                                high);
    }
}

void StructureFigure::paintColumn(Pen& to) const {
    const double wide = m_inside.width();
    const auto cell = [&](const QRectF& line, std::size_t column) {
        return QRectF(line.left() + columnEdges[column] * wide, line.top(),
                      (columnEdges[column + 1] - columnEdges[column]) * wide - 4, line.height());
    };
    constexpr int right = Qt::AlignRight | Qt::AlignVCenter;
    const QRectF head = m_places.back().translated(0, -1.1 * m_places.back().height() / 2 - 0.8 * m_font);
    const std::array<QString, 3> heads{"gives", "parameters", "multiply-adds"};
    for (std::size_t i = 0; i < heads.size(); ++i) to.write(cell(head, i + 1), heads[i], to.c.dim, right);
    paintBranches(to, m_drawings.front().right());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const StructureRow& row = m_rows[i];
        const auto [fill, border] = to.layerColors(i, row.role);
        const QRectF box = m_drawings[i];
        to.painter.setPen(QPen(isHot(i) ? to.c.now : border, isHot(i) ? 2.5 : 1.2));
        to.painter.setBrush(fill);
        to.painter.drawRoundedRect(box, 4, 4);
        const QString words = row.words + (row.activation.isEmpty() ? QString() : ", " + row.activation);
        to.write(box.adjusted(8, 0, -8, 0), words, to.c.text, Qt::AlignCenter, 1, Weight::SemiBold);
        if (i > 0 && readsRowBefore(row, i)) { // an arrow from the box below
            const double from = m_drawings[i - 1].top(), tip = box.bottom() + 1, x = box.center().x();
            to.painter.setPen(QPen(to.c.lineStrong, 1.5));
            to.painter.drawLine(QPointF(x, from), QPointF(x, tip));
            if (from - tip > 4) {
                to.painter.drawLine(QPointF(x, tip), QPointF(x - 3, tip + 4));
                to.painter.drawLine(QPointF(x, tip), QPointF(x + 3, tip + 4));
            }
        }
        const QColor color = isHot(i) ? to.c.now : to.c.text;
        to.write(cell(m_places[i], 1), shapeWords(row.out), isHot(i) ? color : to.valueColors(i).second, right);
        if (i == 0) continue;
        to.write(cell(m_places[i], 2), row.parameters ? count(row.parameters) : "–", color, right);
        to.write(cell(m_places[i], 3), row.multiplyAdds ? count(row.multiplyAdds) : "–", color, right);
    }
    paintSum(to, QRectF(m_inside.left(), m_inside.bottom() - 1.4 * m_font, m_inside.width() - 4, 1.4 * m_font));
}

void StructureFigure::paintSum(Pen& to, const QRectF& where) const {
    std::size_t parameters = 0, multiplyAdds = 0;
    for (const StructureRow& row : m_rows) {
        parameters += row.parameters;
        multiplyAdds += row.multiplyAdds;
    }
    to.write(
        where,
        QString("in all %1 parameters, %2 multiply-adds for one image").arg(count(parameters), count(multiplyAdds)),
        to.c.text, Qt::AlignRight | Qt::AlignVCenter, 1, Weight::SemiBold);
}

// ---- blocks --------------------------------------------------------------------------------------------------------

// One slot a row, from left to right: the size above, the stack, and below it what the layer is and holds. Sides follow
// the square root of the size, so that the smallest maps are still seen.
void StructureFigure::layOutBlocks() {
    const double stacks = static_cast<double>(m_rows.size());
    const double slot = std::min(m_inside.width() / stacks, 13.0 * m_font);
    m_font = std::clamp(slot / slotInText, leastBlockText, std::max(leastBlockText, m_font));
    const double text = 9 * m_font + laneRoom(), top = m_inside.top() + 1.6 * m_font;
    const double room = std::max(40.0, std::min(m_inside.height() - text - 1.6 * m_font, 2.4 * slot));
    const double left = m_inside.center().x() - stacks * slot / 2;
    double largest = 1, longest = 1;
    for (const StructureRow& row : m_rows) {
        const bool flat = row.out.h * row.out.w == 1;
        (flat ? longest : largest) =
            std::max<double>(flat ? longest : largest, flat ? row.out.c : std::max(row.out.h, row.out.w));
    }
    const double mostSide = std::min(0.62 * slot, room) - 4;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const cnn::Shape& s = m_rows[i].out;
        const QRectF place(left + static_cast<double>(i) * slot, m_inside.top(), slot,
                           m_inside.height() - 1.6 * m_font);
        m_places.push_back(place);
        const double middle = top + room / 2;
        if (s.h * s.w == 1) {
            const double high = std::max(14.0, room * std::sqrt(s.c / longest));
            m_drawings.emplace_back(place.center().x() - 6, middle - high / 2, 12, high);
            continue;
        }
        const double scale = mostSide * std::sqrt(std::max(s.h, s.w) / largest) / std::max(s.h, s.w);
        const double spread = sheetStep * (std::min(s.c, mostSheets) - 1);
        const QSizeF side(std::max(8.0, s.w * scale), std::max(8.0, s.h * scale));
        m_drawings.emplace_back(place.center().x() - (side.width() + spread) / 2, middle - (side.height() + spread) / 2,
                                side.width() + spread, side.height() + spread);
    }
}

// As many sheets as there are channels, up to mostSheets; the front one is below and to the left.
void StructureFigure::paintStack(Pen& to, std::size_t i) const {
    const StructureRow& row = m_rows[i];
    const auto [fill, border] = to.valueColors(i);
    const QRectF all = m_drawings[i];
    to.painter.setBrush(fill);
    to.painter.setPen(QPen(isHot(i) ? to.c.now : border, isHot(i) ? 2 : 1));
    if (row.out.h * row.out.w == 1) return to.painter.drawRoundedRect(all, 2, 2);
    const int sheets = std::min(row.out.c, mostSheets);
    const double spread = sheetStep * (sheets - 1);
    const QSizeF side(all.width() - spread, all.height() - spread);
    for (int k = sheets - 1; k >= 0; --k)
        to.painter.drawRect(QRectF(all.left() + k * sheetStep, all.bottom() - side.height() - k * sheetStep,
                                   side.width(), side.height()));
}

// From the drawing of the row before; on it the kernels, where the layer has any.
void StructureFigure::paintArrow(Pen& to, std::size_t row) const {
    const double y = m_drawings[row].center().y(), from = m_drawings[row - 1].right() + 4,
                 tip = m_drawings[row].left() - 4;
    if (tip - from <= 6) return;
    to.painter.setPen(QPen(to.c.lineStrong, 1.5));
    to.painter.drawLine(QPointF(from, y), QPointF(tip, y));
    to.painter.drawLine(QPointF(tip, y), QPointF(tip - 4, y - 3));
    to.painter.drawLine(QPointF(tip, y), QPointF(tip - 4, y + 3));
    const double side = std::min(0.9 * m_font, tip - from - 10);
    if (!hasWeights(m_rows[row].role) || side < 5) return;
    const auto [fill, border] = to.layerColors(row, m_rows[row].role);
    to.painter.setPen(QPen(border, 1.2));
    to.painter.setBrush(fill);
    to.painter.drawRect(QRectF((from + tip - 4 - side) / 2, y - side / 2, side, side));
}

// Around the drawings between: below the blocks, beside the column's boxes; `edge` is where the lanes begin.
void StructureFigure::paintBranches(Pen& to, double edge) const {
    const bool blocks = m_form == StructureForm::Blocks;
    to.painter.setBrush(Qt::NoBrush);
    for (std::size_t lane = 0; lane < m_branches.size(); ++lane) {
        const auto [from, into] = m_branches[lane];
        to.painter.setPen(QPen(isHot(from) || isHot(into) ? to.c.now : to.c.lineStrong, 1.5));
        const QRectF start = m_drawings[from], end = m_drawings[into];
        const double way = edge + static_cast<double>(lane + 1) * laneHeight() - 2, aside = 4;
        // Leaves a little behind the middle and arrives a little before it, so that two at one drawing are two.
        const QPolygonF path = blocks ? QPolygonF{{start.center().x() + aside, start.bottom() + 2},
                                                  {start.center().x() + aside, way},
                                                  {end.center().x() - aside, way},
                                                  {end.center().x() - aside, end.bottom() + 3}}
                                      : QPolygonF{{start.right() + 1, start.center().y() - aside},
                                                  {way, start.center().y() - aside},
                                                  {way, end.center().y() + aside},
                                                  {end.right() + 2, end.center().y() + aside}};
        to.painter.drawPolyline(path);
        const QPointF tip = path.back(), back = blocks ? QPointF(0, 4) : QPointF(4, 0),
                      side = blocks ? QPointF(3, 0) : QPointF(0, 3);
        to.painter.drawPolyline(QPolygonF{tip + back + side, tip, tip + back - side});
    }
}

// What the numbers in a line are stands under the image, which has none.
void StructureFigure::paintHeads(Pen& to, double top, double line) const {
    QRectF text = m_places.front().adjusted(1, 0, -1, 0);
    text.moveTop(top);
    text.setHeight(line);
    to.write(text, tr("parameters"), to.c.kernel, Qt::AlignCenter, 0.86);
    to.write(text.translated(0, line), tr("multiply-adds"), to.c.dim, Qt::AlignCenter, 0.86);
}

void StructureFigure::paintBlocks(Pen& to) const {
    double lowest = 0, highest = m_size.height();
    for (const QRectF& drawing : m_drawings) {
        lowest = std::max(lowest, drawing.bottom());
        highest = std::min(highest, drawing.top());
    }
    const double line = 1.35 * m_font;
    paintBranches(to, lowest);
    lowest += laneRoom();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const StructureRow& row = m_rows[i];
        const QRectF place = m_places[i];
        if (i > 0 && readsRowBefore(row, i)) paintArrow(to, i);
        paintStack(to, i);
        const QColor strong = isHot(i) ? to.c.now : to.c.text, weak = isHot(i) ? to.c.now : to.c.dim;
        QRectF text = place.adjusted(1, 0, -1, 0);
        text.setTop(highest - line - 2);
        text.setHeight(line);
        to.write(text, shapeWords(row.out), strong, Qt::AlignCenter, 1, Weight::SemiBold);
        text.moveTop(lowest + 4);
        text.setHeight(3 * line);
        const QString words = row.words + (row.activation.isEmpty() ? QString() : ", " + row.activation);
        to.write(text, words, strong, Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, 0.86);
        if (i == 0) continue;
        text.moveTop(lowest + 4 + 3 * line);
        text.setHeight(line);
        const QColor kernel = isHot(i) ? to.c.now : to.c.kernel;
        if (row.parameters) to.write(text, count(row.parameters), kernel, Qt::AlignCenter, 0.86);
        text.translate(0, line);
        if (row.multiplyAdds) to.write(text, count(row.multiplyAdds), weak, Qt::AlignCenter, 0.86);
    }
    paintHeads(to, lowest + 4 + 3 * line, line);
    paintSum(to, QRectF(m_inside.left(), m_inside.bottom() - line, m_inside.width(), line));
}

// ---- both ----------------------------------------------------------------------------------------------------------

void StructureFigure::paint(QPainter& painter, const Style& style) const {
    Pen to{painter, style.colors(), m_font};
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    m_form == StructureForm::Column ? paintColumn(to) : paintBlocks(to);
}

QString StructureFigure::describe() const {
    const auto said = [](const StructureRow& row) {
        QString words =
            row.words + (row.activation.isEmpty() ? "" : ", then " + row.activation) + ": gives " + shapeWords(row.out);
        if (row.parameters) words += ", " + count(row.parameters) + " parameters";
        if (row.multiplyAdds) words += ", " + count(row.multiplyAdds) + " multiply-adds";
        return words;
    };
    QStringList all{"The network, layer by layer: " + m_rows.front().words};
    std::size_t parameters = 0, multiplyAdds = 0;
    for (std::size_t i = 1; i < m_rows.size(); ++i) {
        all << said(m_rows[i]);
        if (m_rows[i].reads != std::vector{i - 1}) all.back() += ", reads " + readWords(m_rows, i);
        parameters += m_rows[i].parameters;
        multiplyAdds += m_rows[i].multiplyAdds;
    }
    QString text =
        all.join("; ") +
        QString(". In all %1 parameters, %2 multiply-adds for one image.").arg(count(parameters), count(multiplyAdds));
    if (m_hover && m_hover->map < static_cast<int>(m_rows.size()))
        text += " Pointed at: " + said(m_rows[static_cast<std::size_t>(m_hover->map)]) + '.';
    return text;
}

std::optional<CellRef> StructureFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_places.size(); ++i)
        if (m_places[i].contains(point)) return CellRef{"layer", static_cast<int>(i), 0, 0};
    return std::nullopt;
}

QRectF StructureFigure::cellRect(const CellRef& cell) const {
    const bool there = cell.part == "layer" && cell.map >= 0 && cell.map < static_cast<int>(m_places.size());
    return there ? m_places[static_cast<std::size_t>(cell.map)] : QRectF();
}

} // namespace ui
