#include "ui/lessons/model/input/input_figure.h"

#include "ui/figure/map_set.h"
#include "ui/figure/number_text.h"
#include "ui/figure/paragraph.h"
#include "ui/figure/value_grid.h"
#include "ui/figure/ways.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double inputHead = 15, inputText = 13;

QRectF squareIn(const QRectF& room, const cnn::Shape& s) {
    double cell = std::min(room.width() / s.w, room.height() / s.h);
    if (cell >= 2) cell = std::floor(cell);
    return {room.topLeft(), QSizeF(cell * s.w, cell * s.h)};
}

} // namespace

InputFigure::InputFigure(QSizeF size, const Style& style, std::shared_ptr<const InputPicture> picture,
                         std::optional<CellRef> hover)
    : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)) {
    layOut(style.scale);
    for (const PictureWay& given : m_picture->ways)
        m_end = std::max(&given == &m_picture->ways.front() ? 0 : m_end, rampEnd(given.map.values(), m_picture->ramp));
    if (m_hover && cellRect(*m_hover).isEmpty()) m_hover.reset();
}

void InputFigure::layOut(double scale) {
    m_font = scale * std::clamp(m_size.width() / 900, 0.9, 1.3);
    m_row = std::round(1.45 * inputText * m_font);
    const double padding = 16;
    m_foot = {padding, m_size.height() - padding - 3 * m_row, m_size.width() - 2 * padding, 3 * m_row};
    const auto count = static_cast<double>(m_picture->ways.size());
    const double gap = 18 * m_font, head = 2.4 * m_row;
    const auto sideAbove = [&](double foot) {
        const double high = (foot - 8 - padding - (count - 1) * gap) / count;
        return std::min({high - head, 0.27 * m_foot.width(), 380 * m_font});
    };
    double words = m_row;
    for (const Paragraph& note : notesBelow()) words += noteHeight(note);
    // More lines where the pictures, in whole pixels a value, do not become smaller for them.
    const auto wide = [&](double foot) {
        const PictureWay& given = m_picture->ways.front();
        const double picture = sideAbove(foot);
        return std::pair(squareIn({0, 0, picture, picture}, given.shown.shape()).width(),
                         squareIn({0, 0, 0.8 * picture, 0.8 * picture}, given.map.shape()).width());
    };
    const double wanted = m_foot.bottom() - words;
    if (wanted < m_foot.top() && wide(wanted) == wide(m_foot.top())) m_foot.setTop(wanted);
    const double side = sideAbove(m_foot.top()), room = m_foot.top() - 8 - padding;
    const double apart = 22 * m_font, numbers = std::max(0.23 * m_foot.width(), 160 * m_font);
    double top = padding + std::max(0.0, (room - count * (head + side) - (count - 1) * gap) / 3);
    for (std::size_t i = 0; i < m_picture->ways.size(); ++i) {
        Line line;
        line.head = {padding, top, m_foot.width(), head};
        line.picture = squareIn({padding, top + head, side, side}, m_picture->ways[i].shown.shape());
        line.numbers = {line.picture.right() + apart, top + head, numbers, side};
        const double map = std::min(0.8 * side, side - m_row - 6); // below the last one stands the scale
        line.map = squareIn({line.numbers.right() + apart, top + head, map, map}, m_picture->ways[i].map.shape());
        const double left = line.numbers.right() + apart + 0.8 * side + apart;
        line.answers = {left, top + head, m_foot.right() - left, side};
        m_lines.push_back(line);
        top += head + side + gap;
    }
}

std::pair<int, int> InputFigure::pixel() const {
    return m_hover ? std::pair(m_hover->y, m_hover->x) : std::pair(m_picture->row, m_picture->column);
}

// ---- painting ------------------------------------------------------------------------------------------------------

void InputFigure::paint(QPainter& painter, const Style& style) const {
    const Brush to{painter, style.colors()};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(QPointF(0, 0), m_size), to.c.surface);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        paintLine(to, i);
        paintNumbers(to, i);
        paintMapOf(to, i);
        paintAnswers(to, i);
    }
    const QRectF first(m_foot.left(), m_foot.top(), m_foot.width(), m_row);
    to.write(first, said().value(0), 1.1 * inputText * m_font, to.c.text, Weight::SemiBold);
    QRectF below = m_foot.adjusted(0, m_row, 0, 0);
    for (const Paragraph& note : notesBelow()) {
        const double high = noteHeight(note);
        if (high > below.height() + 1) break; // all of one, or nothing
        note.paint(painter, below, to.c.dim);
        below.setTop(below.top() + high);
    }
}

QStringList InputFigure::said() const {
    return comparison(*m_picture) + m_picture->notes;
}

std::vector<Paragraph> InputFigure::notesBelow() const {
    std::vector<Paragraph> notes;
    for (const QString& words : said().mid(1)) notes.push_back({words, inputText * m_font});
    return notes;
}

double InputFigure::noteHeight(const Paragraph& note) const {
    return m_row * std::round(note.height(m_foot.width()) / QFontMetricsF(Style::numberFont(note.pixels)).height());
}

void InputFigure::paintLine(const Brush& to, std::size_t index) const {
    const Line& line = m_lines[index];
    const PictureWay& given = m_picture->ways[index];
    QRectF head(line.head.left(), line.head.top(), line.head.width(), m_row);
    const double end = to.write(head, given.title, inputHead * m_font, to.c.text, Weight::Bold);
    head.setLeft(end + 14);
    to.writeFitting(head, given.scaling, inputText * m_font, to.c.kernel);
    const QRectF under(line.picture.left(), line.head.top() + m_row, line.picture.width(), 1.2 * m_row);
    to.write(under,
             firstFitting({m_picture->caption, tr("Picture")}, under.width(), inputText * m_font, Weight::SemiBold),
             inputText * m_font, to.c.input, Weight::SemiBold);
    paintMap(to.painter, line.picture, pictureImage(given.shown));
    to.outline(line.picture.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
    const auto [y, x] = pixel();
    const QRectF cell = cellRect({"pixel", static_cast<int>(index), y, x});
    to.outline(cell.adjusted(-2, -2, 2, 2), to.c.surface, 4);
    to.outline(cell.adjusted(-2, -2, 2, 2), to.c.now, 2);
}

// The pixel's bytes and what becomes of them; below it what all numbers are.
void InputFigure::paintNumbers(const Brush& to, std::size_t index) const {
    const QRectF& room = m_lines[index].numbers;
    const PictureWay& given = m_picture->ways[index];
    const auto [y, x] = pixel();
    QRectF line(room.left(), room.top() - 1.2 * m_row, room.width(), m_row);
    to.writeFitting(line, tr("Row %1, column %2").arg(y + 1).arg(x + 1), inputText * m_font, to.c.text,
                    Weight::SemiBold);
    line.translate(0, 1.3 * m_row);
    const int channels = std::min(given.input.shape().c, 3);
    for (int c = 0; c < channels; ++c) {
        const double name = 0.28 * room.width(), byte = 0.2 * room.width();
        to.writeFitting({line.left(), line.top(), name, m_row}, channelName(given, c), inputText * m_font, to.c.dim);
        to.write({line.left() + name, line.top(), byte, m_row}, QString::number(byteOf(given, c, y, x)),
                 inputText * m_font, to.c.input, Weight::SemiBold, Qt::AlignRight | Qt::AlignVCenter);
        to.write({line.left() + name + byte, line.top(), 0.14 * room.width(), m_row}, QString(QChar(0x2192)),
                 inputText * m_font, to.c.dim, Weight::Regular, Qt::AlignCenter);
        to.write({line.left() + 0.62 * room.width(), line.top(), 0.38 * room.width(), m_row},
                 figures(static_cast<double>(given.input.at(c, y, x))), 1.15 * inputText * m_font, to.c.now,
                 Weight::Bold);
        line.translate(0, 1.25 * m_row);
    }
    line.translate(0, 0.4 * m_row);
    to.writeFitting(line, tr("All numbers it reads:"), inputText * m_font, to.c.dim);
    const QString range =
        tr("%1 to %2").arg(figures(static_cast<double>(given.least)), figures(static_cast<double>(given.most)));
    const QString mean = tr("mean %1").arg(figures(given.mean)), both = range + ", " + mean;
    const bool oneLine = !firstFitting({both}, line.width(), inputText * m_font, Weight::SemiBold).isEmpty();
    for (const QString& words : oneLine ? QStringList{both} : QStringList{range, mean}) {
        line.translate(0, m_row);
        to.write(line, words, inputText * m_font, to.c.text, Weight::SemiBold);
    }
}

void InputFigure::paintMapOf(const Brush& to, std::size_t index) const {
    const QRectF& where = m_lines[index].map;
    const PictureWay& given = m_picture->ways[index];
    const cnn::Shape& s = given.map.shape();
    const QRectF head(where.left(), where.top() - 1.2 * m_row, 0.8 * m_lines[index].picture.width(), m_row);
    const QString map = tr("map %1").arg(m_picture->map + 1);
    to.write(head,
             firstFitting({m_picture->layer + ", " + map, map}, head.width(), inputText * m_font, Weight::SemiBold),
             inputText * m_font, to.c.output, Weight::SemiBold);
    paintMap(to.painter, where, mapImage(given.map.values(), s.h, s.w, m_picture->ramp, m_end));
    to.outline(where.adjusted(-0.5, -0.5, 0.5, 0.5), to.c.line, 1);
    if (index + 1 < m_lines.size()) return;
    const double room = m_lines[index].answers.left() - where.left() - 8,
                 text = std::max(Brush::smallest, 0.9 * inputText * m_font);
    const QRectF below(where.left(), where.bottom() + 4, room, m_row);
    if (room < 14 * text) // the bar has no room beside the answers
        to.writeFitting(below, MapColours{m_picture->ramp, m_end}.range(), text, to.c.dim);
    else
        paintScale(to.painter, to.c, below, m_picture->ramp, m_end, {}, {}, text);
}

void InputFigure::paintAnswers(const Brush& to, std::size_t index) const {
    const QRectF& room = m_lines[index].answers;
    const PictureWay& given = m_picture->ways[index];
    QRectF line(room.left(), room.top() - 1.2 * m_row, room.width(), m_row);
    if (given.scores.empty())
        return void(to.writeFitting(line, tr("It tells no classes."), inputText * m_font, to.c.dim));
    to.writeFitting(line, tr("Answer"), inputText * m_font, to.c.output, Weight::SemiBold);
    const bool differs = index > 0 && given.scores[0].first != m_picture->ways[0].scores[0].first;
    line.translate(0, 1.3 * m_row);
    for (std::size_t i = 0; i < given.scores.size(); ++i) {
        const auto& [name, share] = given.scores[i];
        const QColor ink = i > 0 ? to.c.text : differs ? to.c.error : to.c.now;
        const Weight weight = i == 0 ? Weight::Bold : Weight::Regular;
        const double number = 62 * m_font;
        to.writeFitting({line.left(), line.top(), line.width() - number - 6, m_row}, name, inputText * m_font, ink,
                        weight);
        to.write({line.right() - number, line.top(), number, m_row}, percent(share), inputText * m_font, ink, weight,
                 Qt::AlignRight | Qt::AlignVCenter);
        const QRectF bar(line.left(), line.bottom() + 1, line.width(), 5 * m_font);
        to.fill(bar, to.c.sunken, 2);
        to.fill({bar.topLeft(), QSizeF(bar.width() * share, bar.height())}, ink, 2);
        line.translate(0, 1.75 * m_row);
        if (line.bottom() + 6 * m_font > room.bottom() + 4) break;
    }
}

// ---- in words ------------------------------------------------------------------------------------------------------

QString InputFigure::describe() const {
    QStringList said{tr("%1.").arg(m_picture->caption)};
    const auto [y, x] = pixel();
    for (const PictureWay& given : m_picture->ways) {
        QStringList numbers;
        for (int c = 0; c < std::min(given.input.shape().c, 3); ++c)
            numbers << tr("%1 %2 becomes %3")
                           .arg(channelName(given, c))
                           .arg(byteOf(given, c, y, x))
                           .arg(figures(static_cast<double>(given.input.at(c, y, x))));
        said << tr("%1, %2: row %3, column %4: %5; all from %6 to %7.")
                    .arg(given.title, given.scaling)
                    .arg(y + 1)
                    .arg(x + 1)
                    .arg(numbers.join(", "), figures(static_cast<double>(given.least)),
                         figures(static_cast<double>(given.most)));
    }
    said << comparison(*m_picture) << m_picture->notes;
    return said.join(' ');
}

std::optional<CellRef> InputFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const QRectF& where = m_lines[i].picture;
        if (!where.contains(point)) continue;
        const cnn::Shape& s = m_picture->ways[i].shown.shape();
        return CellRef{"pixel", static_cast<int>(i),
                       std::min(s.h - 1, static_cast<int>((point.y() - where.top()) / where.height() * s.h)),
                       std::min(s.w - 1, static_cast<int>((point.x() - where.left()) / where.width() * s.w))};
    }
    return std::nullopt;
}

QRectF InputFigure::cellRect(const CellRef& cell) const {
    if (cell.part != "pixel" || cell.map < 0 || cell.map >= static_cast<int>(m_lines.size())) return {};
    const cnn::Shape& s = m_picture->ways[static_cast<std::size_t>(cell.map)].shown.shape();
    if (cell.y < 0 || cell.x < 0 || cell.y >= s.h || cell.x >= s.w) return {};
    const QRectF& where = m_lines[static_cast<std::size_t>(cell.map)].picture;
    const double high = where.height() / s.h, wide = where.width() / s.w;
    return {where.left() + cell.x * wide, where.top() + cell.y * high, wide, high};
}

} // namespace ui
