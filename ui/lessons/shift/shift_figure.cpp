#include "ui/lessons/shift/shift_figure.h"

#include "ui/figure/map_painter.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFontMetricsF>
#include <QStringList>
#include <algorithm>
#include <array>

namespace ui {
namespace {

constexpr double smallestText = 12;
const std::array<QString, 3> parts{"before", "after", "difference"};

bool isSigned(const cnn::ShiftStage& stage) {
    return std::min(stage.before.array().minCoeff(), stage.after.array().minCoeff()) < 0;
}

double largestOf(const cnn::ShiftStage& stage) {
    return static_cast<double>(std::max(stage.before.array().abs().maxCoeff(), stage.after.array().abs().maxCoeff()));
}

cnn::Tensor difference(const cnn::ShiftStage& stage) {
    cnn::Tensor d(stage.before.shape());
    d.array() = stage.after.array() - stage.before.array();
    return d;
}

QString pixelsDown(int n) {
    if (std::abs(n) == 1) return n > 0 ? tr("1 pixel down") : tr("1 pixel up");
    return n > 0 ? tr("%n pixels down", nullptr, n) : tr("%n pixels up", nullptr, -n);
}
QString pixelsRight(int n) {
    if (std::abs(n) == 1) return n > 0 ? tr("1 pixel right") : tr("1 pixel left");
    return n > 0 ? tr("%n pixels right", nullptr, n) : tr("%n pixels left", nullptr, -n);
}

} // namespace

QString changedShare(const cnn::ShiftStage& stage) {
    const double share = static_cast<double>(stage.changed) / static_cast<double>(stage.before.size());
    const bool tiny = stage.changed > 0 && share < 0.005;
    return tiny ? percent(share) : fixed(100 * share, 0) + QChar(0x202f) + '%';
}

QString shiftWords(int down, int right) {
    QStringList words;
    if (down != 0) words << pixelsDown(down);
    if (right != 0) words << pixelsRight(right);
    if (words.size() == 2) return tr("%1 and %2").arg(words[0], words[1]);
    return words.isEmpty() ? tr("not moved") : words[0];
}

int leastChanged(const std::vector<cnn::ShiftStage>& stages) {
    int least = 1;
    for (int i = 2; i < static_cast<int>(stages.size()); ++i)
        if (stages[static_cast<std::size_t>(i)].change < stages[static_cast<std::size_t>(least)].change) least = i;
    return least;
}

QString changedWords(const cnn::ShiftStage& stage) {
    const QString cells =
        QString("%1 of %2 cells").arg(grouped(stage.changed), grouped(static_cast<qint64>(stage.before.size())));
    return stage.changed == 0 ? cells : cells + " (" + changedShare(stage) + ")";
}

QString stageName(const std::vector<cnn::ShiftStage>& stages, std::size_t stage) {
    if (stages.size() == 3) return QStringList{"Input", "conv", "conv + conv"}[static_cast<int>(stage)];
    return QStringList{"Input", "conv", "conv + pool", "twice"}[static_cast<int>(stage)];
}

ShiftFigure::ShiftFigure(ShiftPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size), m_frame(size, style) {
    const QRectF zone = m_frame.zone;
    const auto stages = static_cast<double>(m_picture.stages.size());
    m_text = std::max(13.0, 15 * m_frame.unit);
    m_rowLabels = 6.1 * m_text;
    const double gap = 26 * m_frame.unit, rowGap = 10 * m_frame.unit, heads = 2.9 * m_text,
                 bars = (m_frame.presenting ? 5 : 9.7) * m_text;
    const double room = zone.width() - m_rowLabels;
    m_side = std::min((room - 3 * gap) / 4, (zone.height() - heads - bars - 2 * rowGap) / 3);
    const double spread = std::min((room - stages * m_side) / std::max(1.0, stages - 1), 90 * m_frame.unit);
    m_headTop = zone.top();
    for (std::size_t i = 0; i < m_picture.stages.size(); ++i)
        for (std::size_t row = 0; row < parts.size(); ++row) {
            const cnn::Shape& s = m_picture.stages[i].before.shape();
            const double x = zone.left() + m_rowLabels + static_cast<double>(i) * (m_side + spread);
            const double y = m_headTop + heads + static_cast<double>(row) * (m_side + rowGap);
            m_places.push_back({parts[row], {std::round(x), std::round(y)}, m_side / s.h, s.h, s.w, 0, 0});
        }
    m_barTop = m_places.back().rect().bottom() + 0.9 * m_text;
}

void ShiftFigure::paint(QPainter& painter, const Style& style) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_frame, m_picture.headline, m_picture.line);
    paintRows(painter, style.colors());
    for (std::size_t i = 0; i < m_picture.inSight(); ++i) {
        paintStage(painter, style.colors(), i);
        paintChange(painter, style.colors(), i);
    }
    if (!m_frame.presenting) paintScale(painter, style.colors()); // small print
}

void ShiftFigure::paintRows(QPainter& painter, const Palette& c) const {
    const std::array<TextLine, 3> names{TextLine{{"before", c.text, Weight::SemiBold}},
                                        TextLine{{"moved", c.text, Weight::SemiBold}},
                                        TextLine{{"difference", c.text, Weight::SemiBold}}};
    for (std::size_t row = 0; row < names.size(); ++row)
        drawLine(painter, names[row], m_frame.left, m_places[row].rect().center().y() + 0.35 * m_text,
                 fittingSize(names[row], m_rowLabels - 6, m_text, smallestText));
    const double y = m_barTop + 1.35 * m_text;
    drawLine(painter, {{"change", c.text, Weight::SemiBold}}, m_frame.left, y, m_text);
}

void ShiftFigure::paintStage(QPainter& painter, const Palette& c, std::size_t i) const {
    const cnn::ShiftStage& stage = m_picture.stages[i];
    const cnn::Shape& s = stage.before.shape();
    const QRectF top = m_places[3 * i].rect();
    const bool noSize = m_picture.covered == "size" && i + 1 == m_picture.stages.size();
    drawLine(painter, {{stageName(m_picture.stages, i), i == 0 ? c.input : c.output, Weight::Bold}}, top.left(),
             m_headTop + 1.1 * m_text, 1.1 * m_text);
    drawLine(painter, {{noSize ? QString("?") : QString("%1 × %2").arg(s.h).arg(s.w), c.dim}}, top.left(),
             m_headTop + 2.4 * m_text, m_text);
    const Ramp ramp = i == 0 ? Ramp::Grey : isSigned(stage) ? Ramp::Signed : Ramp::Unsigned;
    const double largest = largestOf(stage);
    const cnn::Tensor diff = difference(stage);
    for (std::size_t row = 0; row < parts.size(); ++row) {
        const QRectF where = m_places[3 * i + row].rect();
        if (noSize || (hides(i) && row > 0)) {
            painter.fillRect(where, c.sunken);
            painter.setFont(Style::font(2 * m_text));
            painter.setPen(c.dim);
            painter.drawText(where, Qt::AlignCenter, "?");
        } else {
            const cnn::Tensor& values = row == 0 ? stage.before : row == 1 ? stage.after : diff;
            paintMap(painter, where, mapImage(values.values(), s.h, s.w, row == 2 ? Ramp::Signed : ramp, largest));
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(c.line, 1));
        painter.drawRect(where);
    }
    if (!m_picture.hover || m_picture.hover->map != static_cast<int>(i)) return;
    painter.setPen(QPen(c.text, 2)); // the same cell in all three
    for (std::size_t row = 0; row < parts.size(); ++row)
        painter.drawRect(m_places[3 * i + row].cells(m_picture.hover->y, m_picture.hover->x, 1, 1));
}

// The number, a bar as long as the largest possible change of 2 would fill, and how many cells differ.
void ShiftFigure::paintChange(QPainter& painter, const Palette& c, std::size_t i) const {
    const cnn::ShiftStage& stage = m_picture.stages[i];
    const QRectF map = m_places[3 * i].rect();
    const bool moved = m_picture.stages.front().change > 0;
    const bool least = moved && i > 0 && static_cast<int>(i) == leastChanged(m_picture.stages) && !hides(i);
    const QColor colour = least || !moved ? c.text : c.dim; // nothing of it is "now"
    drawLine(painter, {{hides(i) ? QString("?") : fixed(stage.change, 2), hides(i) ? c.dim : colour, Weight::Bold}},
             map.left(), m_barTop + 1.5 * m_text, 1.7 * m_text);
    const QRectF groove(map.left(), m_barTop + 2.3 * m_text, map.width(), 0.65 * m_text);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.sunken);
    painter.drawRoundedRect(groove, 3, 3);
    painter.setBrush(least ? c.text : c.lineStrong);
    const double share = std::clamp(stage.change / 2, 0.0, 1.0);
    if (!hides(i) && share > 0)
        painter.drawRoundedRect(QRectF(groove.topLeft(), QSizeF(share * groove.width(), groove.height())), 3, 3);
    if (hides(i)) return;
    const bool far = m_frame.presenting; // then no share, and on into the gap
    const double room = map.width() + (far ? 4 * m_text : 8), y = groove.bottom() + 1.25 * m_text;
    TextLine cells{{changedWords(stage), c.dim}};
    if (far || lineWidth(cells, smallestText) > room) cells.front().text = cells.front().text.section(" (", 0, 0);
    drawLine(painter, cells, map.left(), y, fittingSize(cells, room, m_text, smallestText));
}

void ShiftFigure::paintScale(QPainter& painter, const Palette& c) const {
    double y = m_barTop + 6.2 * m_text;
    for (const char* words : {"change = sum of |moved − before| ÷ sum of |before|; a full bar is 2, nothing in common.",
                              "Colours up to the largest value of the stage; difference: red more, blue less.",
                              "A cell has changed when it differs by more than a thousandth of that value."}) {
        const TextLine line{{words, c.dim}};
        drawLine(painter, line, m_frame.left, y, fittingSize(line, m_frame.right - m_frame.left, m_text, smallestText));
        y += 1.35 * m_text;
    }
}

QString ShiftFigure::describe() const {
    const bool moved = m_picture.down != 0 || m_picture.right != 0;
    QString words = moved ? ui::tr("%1. The picture is moved %2.")
                                .arg(m_picture.headline, shiftWords(m_picture.down, m_picture.right))
                          : ui::tr("%1. The picture is not moved.").arg(m_picture.headline);
    if (!m_picture.covered.isEmpty()) return words + ui::tr(" One answer is covered.");
    for (std::size_t i = 0; i < m_picture.inSight(); ++i) {
        const cnn::ShiftStage& s = m_picture.stages[i];
        words += ui::tr(" %1, %2 × %3: change %4, %5.")
                     .arg(stageName(m_picture.stages, i))
                     .arg(s.before.shape().h)
                     .arg(s.before.shape().w)
                     .arg(fixed(s.change, 2), changedWords(s));
    }
    return words;
}

std::optional<CellRef> ShiftFigure::cellAt(QPointF point) const {
    for (std::size_t i = 0; i < m_picture.inSight() * parts.size(); ++i)
        if (auto cell = m_places[i].at(point)) {
            cell->map = static_cast<int>(i / parts.size());
            return cell;
        }
    return std::nullopt;
}

QRectF ShiftFigure::cellRect(const CellRef& cell) const {
    const auto row = std::find(parts.begin(), parts.end(), cell.part) - parts.begin();
    const auto at = parts.size() * static_cast<std::size_t>(cell.map) + static_cast<std::size_t>(row);
    return row < 3 && at < m_places.size() ? m_places[at].cell(cell.y, cell.x) : QRectF();
}

} // namespace ui
