#include "ui/figure/quiz_drawing.h"

#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/text_runs.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double largestCell = 3.4, smallestCell = 8; // times the text; pixels
constexpr double readable = 21;                       // pixels of a cell whose number can be read

QString nameOf(const cnn::QuizPicture::Grid& grid) {
    const std::string& role = grid.role;
    const QString name = role == "input"      ? tr("Input")
                         : role == "kernel"   ? tr("Kernel")
                         : role == "output"   ? tr("Output")
                         : role == "gradient" ? tr("Gradient of the output")
                         : role == "region"   ? tr("Input")
                                              : QString();
    const int channels = grid.values.shape().c;
    return channels > 1 && !name.isEmpty() ? tr("%1, %n channels", nullptr, channels).arg(name) : name;
}

GridRole roleOf(const std::string& role) {
    return role == "kernel"                         ? GridRole::Kernel
           : role == "output" || role == "gradient" ? GridRole::Output
                                                    : GridRole::Input;
}

// What stands between two grids.
QString signBetween(const std::string& before, const std::string& after) {
    if (before == "input" && after == "kernel") return "∗";
    if (after == "output") return before == "kernel" ? "=" : "→";
    return {};
}

int rowsOf(const cnn::QuizPicture::Grid& grid) {
    return grid.values.shape().h + 2 * grid.padding;
}
int columnsOf(const cnn::QuizPicture::Grid& grid) {
    return grid.values.shape().w + 2 * grid.padding;
}

} // namespace

QuizDrawing::QuizDrawing(cnn::QuizPicture picture, QSizeF room, double text)
    : m_picture(std::move(picture)), m_room(room), m_text(text) {
    for (const cnn::Message& layer : m_picture.layers) m_layers.push_back(sentenceOf(layer));
    layOutLines();
    layOutLayers();
    if (!m_picture.grids.empty()) layOutGrids(m_room.height() - m_size.height());
}

QuizDrawing::QuizDrawing(const cnn::QuizPicture::Grid& grid, QSizeF room, double text)
    : m_room(room), m_text(text), m_named(false) {
    m_picture.grids.push_back(grid);
    layOutGrids(m_room.height());
}

// ---- where things stand --------------------------------------------------------------------------------------------

double QuizDrawing::widthWith(double side) const {
    double width = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const double cells = columnsOf(m_picture.grids[i]) * side;
        width += std::max(cells, m_columns[i].width);
        if (i > 0) width += (m_columns[i].sign.isEmpty() ? 1.6 : 2.4) * m_text;
    }
    return width;
}

double QuizDrawing::heightWith(double side) const {
    double tallest = 0;
    for (const auto& grid : m_picture.grids) {
        const int channels = grid.values.shape().c;
        tallest = std::max(tallest, channels * rowsOf(grid) * side + (channels - 1) * 0.7 * m_text);
    }
    return tallest + (m_named ? 1.8 * m_text : 0);
}

void QuizDrawing::layOutGrids(double height) {
    for (std::size_t i = 0; i < m_picture.grids.size(); ++i) {
        Column column;
        if (m_named) column.name = nameOf(m_picture.grids[i]);
        column.width = Paragraph{column.name, 0.9 * m_text, Weight::SemiBold}.width();
        if (i > 0) column.sign = signBetween(m_picture.grids[i - 1].role, m_picture.grids[i].role);
        m_columns.push_back(column);
    }
    double side = std::floor(largestCell * m_text);
    while (side > smallestCell && (widthWith(side) > m_room.width() || heightWith(side) > height)) --side;
    m_readable = side >= readable;
    placeColumns(side);
}

void QuizDrawing::placeColumns(double side) {
    const double top = m_size.height(), tall = heightWith(side), head = m_named ? 1.8 * m_text : 0;
    double x = 0;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        Column& column = m_columns[i];
        const auto& grid = m_picture.grids[i];
        if (i > 0) {
            const double gap = (column.sign.isEmpty() ? 1.6 : 2.4) * m_text;
            column.signAt = x + gap / 2;
            x += gap;
        }
        const int channels = grid.values.shape().c, rows = rowsOf(grid), columns = columnsOf(grid);
        const double cells = columns * side, width = std::max(cells, column.width);
        const double high = channels * rows * side + (channels - 1) * 0.7 * m_text;
        double y = top + head + (tall - head - high) / 2; // in the middle of the tallest
        column.head = QRectF(x, y - head, width, head);
        for (int channel = 0; channel < channels; ++channel) {
            column.channels.push_back({QString(), QPointF(std::round(x + (width - cells) / 2), std::round(y)), side,
                                       rows, columns, -grid.padding, -grid.padding});
            y += rows * side + 0.7 * m_text;
        }
        x += width;
    }
    m_size = QSizeF(std::max(m_size.width(), x), top + tall);
}

void QuizDrawing::layOutLines() {
    if (m_picture.lines.empty()) return;
    const double width = std::min(m_room.width(), 32 * m_text);
    double highest = 0;
    std::size_t epochs = 1;
    for (const auto& line : m_picture.lines) {
        epochs = std::max(epochs, line.values.size());
        for (const double v : line.values) highest = std::max(highest, v);
    }
    double x = 3.2 * m_text, names = 0.8 * m_text;
    for (const auto& line : m_picture.lines) { // in as many rows as they need
        const double wide = 2.5 * m_text + Paragraph{sentenceOf(line.name), 0.9 * m_text, Weight::SemiBold}.width();
        if (!m_names.empty() && x + wide > width) {
            x = 3.2 * m_text;
            names += 1.4 * m_text;
        }
        m_names.emplace_back(x, names);
        x += wide + 1.4 * m_text;
    }
    const double top = names + 1.4 * m_text;
    const double plot = std::min({12 * m_text, 0.55 * width, m_room.height() - top - 2 * m_text});
    m_plot.area = QRectF(3.2 * m_text, top, width - 4 * m_text, std::max(5 * m_text, plot));
    m_plot.x = epochAxis(static_cast<int>(epochs));
    m_plot.y = lossAxis(std::max(highest, 0.1));
    m_size = QSizeF(width, m_plot.area.bottom() + 2 * m_text +
                               (m_picture.grids.empty() && m_picture.layers.empty() ? 0 : m_text));
}

void QuizDrawing::layOutLayers() {
    if (m_layers.empty()) return;
    double widest = 0;
    for (const QString& layer : m_layers) widest = std::max(widest, Paragraph{layer, m_text, Weight::SemiBold}.width());
    const double width = std::min(m_room.width(), widest + 2.4 * m_text);
    const auto count = static_cast<double>(m_layers.size());
    const double room = std::max(0.0, m_room.height() - m_size.height());
    const double row = std::clamp(room / (count + 0.5 * (count - 1)), 1.3 * m_text, 2 * m_text), gap = 0.5 * row;
    double y = m_size.height();
    for (std::size_t i = 0; i < m_layers.size(); ++i) {
        m_boxes.push_back({0, y, width, row});
        y += row + gap;
    }
    m_size = QSizeF(std::max(m_size.width(), width), y - gap + (m_picture.grids.empty() ? 0 : m_text));
}

// ---- painting ------------------------------------------------------------------------------------------------------

void QuizDrawing::paint(QPainter& painter, const Style& style, QPointF corner) const {
    painter.save();
    painter.translate(corner);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!m_picture.lines.empty()) paintLines(painter, style);
    if (!m_boxes.empty()) paintLayers(painter, style);
    for (std::size_t i = 0; i < m_columns.size(); ++i) paintColumn(painter, style, i);
    painter.restore();
}

void QuizDrawing::paintColumn(QPainter& painter, const Style& style, std::size_t index) const {
    const Palette& c = style.colors();
    const Column& column = m_columns[index];
    const auto& grid = m_picture.grids[index];
    if (!column.name.isEmpty())
        Paragraph{column.name, 0.9 * m_text, Weight::SemiBold}.paint(
            painter, column.head.adjusted(0, 0, 0, -0.45 * m_text), inkOf(c, roleOf(grid.role)),
            Qt::AlignHCenter | Qt::AlignBottom);
    if (!column.sign.isEmpty()) {
        const double tall = 2 * m_text,
                     middle = column.head.bottom() +
                              (column.channels.back().rect().bottom() - column.channels.front().rect().top()) / 2;
        Paragraph{column.sign, 1.4 * m_text}.paint(
            painter, QRectF(column.signAt - tall, middle - tall, 2 * tall, 2 * tall), c.dim, Qt::AlignCenter);
    }
    GridPainter to(painter, style);
    for (std::size_t channel = 0; channel < column.channels.size(); ++channel) {
        const GridPlace& place = column.channels[channel];
        for (int y = 0; y < place.rows; ++y)
            for (int x = 0; x < place.columns; ++x)
                paintCell(to, c, index, place, static_cast<int>(channel), y + place.firstRow, x + place.firstColumn);
        if (const auto& at = grid.marked)
            to.frame(place.cell(at->y, at->x), std::max(2.0, 0.05 * place.side), place.radius());
    }
}

void QuizDrawing::paintCell(GridPainter& to, const Palette& c, std::size_t index, const GridPlace& place, int channel,
                            int y, int x) const {
    const auto& grid = m_picture.grids[index];
    const cnn::Shape& s = grid.values.shape();
    const GridRole role = roleOf(grid.role);
    const bool inside = y >= 0 && x >= 0 && y < s.h && x < s.w;
    const float value = inside ? grid.values.at(channel, y, x) : 0;
    const bool marked = grid.marked && grid.marked->y == y && grid.marked->x == x;
    CellLook look{tintOf(c, role), inkOf(c, role), c.line, Weight::SemiBold};
    if (marked) look.ground = c.nowTint;
    if (!inside) {
        look = {c.surface, c.dim, c.line};
        look.hatched = true;
    } else if (std::isnan(value)) {
        look = {marked ? c.nowTint : c.window, marked ? c.now : c.dim, c.lineStrong, Weight::Bold};
        look.dashed = true;
        look.empty = true;
        if (marked || !grid.marked) look.instead = "?";
    } else if (grid.role == "region") {
        look = {value > 0 ? c.input : c.surface, c.dim, value > 0 ? c.input : c.line};
        look.empty = true;
    } else if (place.side < readable) {
        const ValueRamp ramp = ValueRamp::of(grid.values, role == GridRole::Input);
        look.ground = ramp.colour(static_cast<double>(value));
        look.border = QColor();
        look.empty = true;
    }
    to.ground(place, y, x, look);
    to.digit(place, y, x, value, look);
}

// No legend: the names stand above the curves, each behind a piece of its line.
void QuizDrawing::paintLines(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    const ChartBrush brush(painter, style, m_plot, 0.8 * m_text);
    brush.hairlines();
    brush.yLabels(0.5 * m_text);
    brush.xLabels();
    const QPen pens[] = {QPen(c.text, 2.2), dashedPen(c.runB, 2.4, 7, 4), dashedPen(c.lineStrong, 2.4, 2, 3),
                         dashedPen(c.text, 1.6, 14, 5), QPen(c.lineStrong, 2.2)};
    for (std::size_t i = 0; i < m_picture.lines.size(); ++i) {
        const auto& line = m_picture.lines[i];
        const QPen& pen = pens[std::min(i, std::size(pens) - 1)];
        ChartCurve curve{{}, pen};
        for (std::size_t epoch = 0; epoch < line.values.size(); ++epoch)
            curve.points.emplace_back(static_cast<double>(epoch + 1), line.values[epoch]);
        brush.curve(curve);
        const QPointF at = m_names[i];
        painter.setPen(pen);
        painter.drawLine(at, at + QPointF(2 * m_text, 0));
        drawLine(painter, {{sentenceOf(line.name), pen.color(), Weight::SemiBold}}, at.x() + 2.5 * m_text,
                 at.y() + 0.33 * m_text, 0.9 * m_text);
    }
}

void QuizDrawing::paintLayers(QPainter& painter, const Style& style) const {
    const Palette& c = style.colors();
    for (std::size_t i = 0; i < m_boxes.size(); ++i) {
        const QRectF& box = m_boxes[i];
        painter.setPen(QPen(c.lineStrong, 1));
        painter.setBrush(c.surface);
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
        const TextLine words{{m_layers[i], i == 0 ? c.input : c.text, Weight::SemiBold}};
        const double size = fittingSize(words, box.width() - m_text, std::min(m_text, 0.75 * box.height()), 8);
        drawLine(painter, words, box.center().x() - lineWidth(words, size) / 2, box.center().y() + 0.35 * size, size);
        if (i == 0) continue;
        const double x = box.center().x(), from = m_boxes[i - 1].bottom() + 1, to = box.top() - 2,
                     tip = 0.4 * (to - from);
        painter.setPen(QPen(c.lineStrong, 1.5));
        painter.drawLine(QPointF(x, from), QPointF(x, to));
        painter.drawPolyline(QPolygonF{QPointF(x - tip, to - tip), QPointF(x, to), QPointF(x + tip, to - tip)});
    }
}

// ---- in words ------------------------------------------------------------------------------------------------------

QString quizGridWords(const cnn::QuizPicture::Grid& grid) {
    QStringList rows;
    const cnn::Shape& s = grid.values.shape();
    for (int channel = 0; channel < s.c; ++channel)
        for (int y = 0; y < s.h; ++y) {
            QStringList row;
            for (int x = 0; x < s.w; ++x) {
                const float v = grid.values.at(channel, y, x);
                const bool marked = grid.marked && grid.marked->y == y && grid.marked->x == x;
                row << (std::isnan(v) ? (marked ? QString("?") : QString("_")) : written(static_cast<double>(v)));
            }
            rows << row.join(' ');
        }
    return rows.join("; ");
}

QString quizPictureWords(const cnn::QuizPicture& picture) {
    QStringList all;
    for (const auto& grid : picture.grids) {
        const cnn::Shape& s = grid.values.shape();
        const QString name = nameOf(grid);
        const QString words = grid.padding > 0 ? tr("%1, %2, padding %3: %4.") : tr("%1, %2: %3.");
        const QString size = times(s.h, s.w), cells = quizGridWords(grid);
        all << (grid.padding > 0 ? words.arg(name, size, QString::number(grid.padding), cells)
                                 : words.arg(name, size, cells));
        if (grid.marked) all << tr("Marked: row %1, column %2.").arg(grid.marked->y + 1).arg(grid.marked->x + 1);
    }
    for (const auto& line : picture.lines) {
        QStringList values;
        for (const double v : line.values) values << fixed(v, 2);
        all << tr("%1: %2.").arg(sentenceOf(line.name), values.join(" "));
    }
    QStringList layers;
    for (const cnn::Message& layer : picture.layers) layers << sentenceOf(layer);
    if (!layers.isEmpty()) all << layers.join("; ") + ".";
    return all.join(' ');
}

} // namespace ui
