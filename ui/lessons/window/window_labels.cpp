#include "ui/lessons/window/window_labels.h"

#include "ui/figure/number_text.h"
#include "ui/figure/text_runs.h"
#include "ui/lessons/window/window_words.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestCaption = 12.5;

} // namespace

WindowLabels::WindowLabels(QPainter& painter, const Style& style, const WindowPicture& picture,
                           const WindowLayout& layout, const WindowLooks& looks)
    : m_painter(painter), m_style(style), m_colors(style.colors()), m_p(picture), m_l(layout), m_grid(painter, style),
      m_unit(layout.frame.unit), m_looks(looks) {}

void WindowLabels::headings() {
    paintHeadings(m_painter, m_style, m_l.frame, m_p.headline, m_p.line);
    labels();
}

void WindowLabels::label(const GridPlace& grid, const QString& name, const QColor& colour, const QString& size,
                         double lift) {
    TextLine line{{name, colour, Weight::Bold}, {"  " + size, m_colors.dim}};
    const bool last = grid.part == m_l.output.part;
    const GridPlace& next = grid.part == m_l.input.part && m_p.isConvolution() ? m_l.kernel : m_l.output;
    double end = next.rect().left();
    // The output's name may begin before its grid does.
    if (grid.part == m_l.kernel.part && std::abs(grid.rect().top() - next.rect().top()) < 1.5 * m_l.frame.label())
        end = std::min(end, m_l.frame.right - lineWidth(outputLabel(), m_l.frame.label()));
    const double room = (last ? m_l.frame.right - m_l.input.rect().right() : end - grid.rect().left()) - 14 * m_unit;
    if (lineWidth(line, smallestCaption) > room) line.pop_back();
    const double pixels = std::floor(fittingSize(line, room, m_l.frame.label(), smallestCaption));
    const double width = lineWidth(line, pixels),
                 x = std::min(grid.rect().left() + grid.gap() / 2, m_l.frame.right - width);
    const double y = grid.rect().top() - m_l.labelGap - lift;
    if (x < grid.rect().left()) // no line of the funnel runs through the words
        m_painter.fillRect(QRectF(x - 4 * m_unit, y - pixels, width + 4 * m_unit, 1.3 * pixels), m_colors.window);
    drawLine(m_painter, line, x, y, pixels);
}

void WindowLabels::labels() {
    QString size = times(m_p.task.input.shape().h, m_p.task.input.shape().w);
    if (m_l.input.rows != m_p.task.input.shape().h || m_l.input.columns != m_p.task.input.shape().w)
        size = ui::tr("%1, padded to %2").arg(size, times(m_l.input.rows, m_l.input.columns));
    const QString name = m_p.uses ? ui::tr("How many windows read it") : m_p.inputName;
    label(m_l.input, name, inkOf(m_colors, m_p.inputRole), size, strided() ? 32 * m_unit : 0);
    if (m_p.isConvolution()) {
        QString kernelSize = times(window().y.kernel, window().x.kernel);
        if (m_p.flipped) kernelSize = ui::tr("%1, flipped").arg(kernelSize);
        label(m_l.kernel, m_p.kernelName, inkOf(m_colors, m_p.kernelRole), kernelSize);
    }
    const TextLine output = outputLabel();
    label(m_l.output, output[0].text, output[0].colour, output[1].text.trimmed());
}

TextLine WindowLabels::outputLabel() const {
    const QString size = !m_p.walk         ? ui::tr("none")
                         : m_p.hidesSize() ? ui::tr("? × ?")
                                           : times(m_l.output.rows, m_l.output.columns);
    return {{m_p.outputName, inkOf(m_colors, m_p.outputRole), Weight::Bold}, {"  " + size, m_colors.dim}};
}

// "2 across" and "3 down", drawn like dimension lines.
void WindowLabels::measures() {
    if (window().y.stride == 1 && window().x.stride == 1) return;
    const QRectF grid = m_l.input.rect();
    const double side = m_l.input.side, off = 12 * m_unit, size = std::max(smallestCaption, 14 * m_unit);
    m_painter.setPen(QPen(m_colors.dim, 1.4));
    m_painter.setFont(Style::font(size));
    if (window().x.stride > 1 && m_l.output.columns > 1) {
        const QPointF a(grid.left(), grid.top() - off), b = a + QPointF(window().x.stride * side, 0);
        arrow(a, b, QPointF(0, 4));
        const QRectF words(QPointF(a.x() - 30, a.y() - size * 1.6), QPointF(b.x() + 30, a.y() - 2));
        m_painter.drawText(words, Qt::AlignCenter, ui::tr("%1 across").arg(window().x.stride));
    }
    if (window().y.stride > 1 && m_l.output.rows > 1) {
        const QPointF a(grid.left() - off, grid.top()), b = a + QPointF(0, window().y.stride * side);
        arrow(a, b, QPointF(4, 0));
        m_painter.save();
        m_painter.translate(a.x() - 6 * m_unit, (a.y() + b.y()) / 2);
        m_painter.rotate(-90);
        m_painter.drawText(QRectF(-80, -size * 1.5, 160, size * 1.4), Qt::AlignCenter,
                           ui::tr("%1 down").arg(window().y.stride));
        m_painter.restore();
    }
}

void WindowLabels::arrow(QPointF a, QPointF b, QPointF tick) {
    const QPointF along = (b - a) / std::hypot(b.x() - a.x(), b.y() - a.y()) * 7;
    m_painter.drawLine(a, b);
    m_painter.drawLine(a - tick, a + tick);
    m_painter.drawLine(b, b - along + tick);
    m_painter.drawLine(b, b - along - tick);
}

// What hatch, strike and dots mean; only those that occur, and only where there is room.
void WindowLabels::legend() {
    if (m_style.presenting) return; // the sum stands there
    struct Entry {
        QString text;
        CellLook look;
    };
    std::vector<Entry> entries;
    const CellLook plain{m_colors.surface, m_colors.dim, m_colors.line, Weight::Regular, false, false, false, true};
    CellLook padded = plain, unreached = plain, past = plain;
    padded.hatched = true;
    unreached.dashed = unreached.struck = true;
    unreached.border = m_colors.lineStrong;
    past.ground = m_colors.window;
    past.border = QColor();
    if (m_l.input.rows != m_p.task.input.shape().h || m_l.input.columns != m_p.task.input.shape().w)
        entries.push_back({ui::tr("padding"), padded});
    if (m_looks.unreached() && !m_p.uses) entries.push_back({ui::tr("never reached"), unreached});
    if (m_p.cell > 0) entries.push_back({ui::tr("earlier window"), past});
    const double size = std::max(smallestCaption, 14 * m_unit), box = 26 * m_unit, between = 18 * m_unit;
    std::vector<std::vector<Entry>> rows;
    double room = 0; // what is left of the last row
    for (const Entry& e : entries) {
        const double width = entryWidth(e.text, size);
        if (width > m_l.legend.width()) return work(size, 0);
        if (width > room) {
            rows.emplace_back();
            room = m_l.legend.width();
        }
        rows.back().push_back(e);
        room -= width + between;
    }
    const double pitch = box + 4 * m_unit, height = static_cast<double>(rows.size()) * pitch;
    const bool fits = height - 4 * m_unit <= m_l.legend.height();
    work(size, fits ? height : 0);
    double y = m_l.legend.bottom() - height + 4 * m_unit;
    for (const auto& row : rows) {
        double x = m_l.frame.right + between;
        for (const Entry& e : row) x -= entryWidth(e.text, size) + between;
        for (const Entry& e : row) {
            if (fits) entry(e.text, e.look, {x, y}, size);
            x += entryWidth(e.text, size) + between;
        }
        y += pitch;
    }
}

double WindowLabels::entryWidth(const QString& text, double size) const {
    return 34 * m_unit + lineWidth({{text, m_colors.dim}}, size);
}

// A cell as it looks, and what that means.
void WindowLabels::entry(const QString& text, const CellLook& look, QPointF at, double size) {
    const double box = 26 * m_unit;
    const GridPlace one{"", at, box, 1, 1, 0, 0};
    m_grid.ground(one, 0, 0, look);
    m_grid.digit(one, 0, 0, 0, look);
    if (!look.border.isValid()) m_grid.dotted(one.cell(0, 0).adjusted(3, 3, -3, -3), 0);
    drawLine(m_painter, {{text, m_colors.dim}}, at.x() + 34 * m_unit, at.y() + box / 2 + size * 0.35, size);
}

// What the stride saves, over the legend of this height; on two lines where one is too long.
void WindowLabels::work(double size, double legend) {
    const double below = legend > 0 ? legend + 6 * m_unit : 0, pitch = 1.35 * size;
    std::vector<TextLine> lines;
    for (const QString& word : workSentence(m_p).split(' ', Qt::SkipEmptyParts)) {
        TextLine longer = lines.empty() ? TextLine{{word, m_colors.dim}} : lines.back();
        if (!lines.empty()) longer.front().text += ' ' + word;
        if (lines.empty() || lineWidth(longer, size) > m_l.legend.width())
            lines.push_back({{word, m_colors.dim}});
        else
            lines.back() = longer;
    }
    const double height = static_cast<double>(lines.size()) * pitch;
    if (lines.size() > 2 || m_l.legend.height() < below + height) return;
    double y = m_l.legend.bottom() - below - height + pitch - 0.3 * size;
    for (const TextLine& line : lines) {
        drawLine(m_painter, line, m_l.frame.right - lineWidth(line, size), y, size);
        y += pitch;
    }
}

void WindowLabels::misfit() {
    const QRectF grid = m_l.output.rect();
    const CellLook nothing{
        m_colors.window, m_colors.dim, m_colors.lineStrong, Weight::Regular, false, false, true, true};
    for (int y = 0; y < m_l.output.rows; ++y)
        for (int x = 0; x < m_l.output.columns; ++x) m_grid.ground(m_l.output, y, x, nothing);
    const double size = m_l.frame.label(), beside = m_l.frame.right - m_l.kernel.rect().right() - 24 * m_unit;
    const double wish = std::max(grid.width(), 300 * m_unit), least = 170 * m_unit;
    const bool under = m_p.isConvolution() && beside < least;
    const double width = m_p.isConvolution() && !under ? std::min(wish, beside) : wish;
    const double top = (under ? std::max(grid.bottom(), m_l.kernel.rect().bottom()) : grid.bottom()) + 18 * m_unit;
    QRectF words(m_l.frame.right - width, top, width, 4 * size);
    m_painter.setFont(Style::font(size));
    const int flags = static_cast<int>(Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextWordWrap;
    const QRectF needed = m_painter.boundingRect(words.adjusted(14, 0, 0, 0), flags, m_p.misfit);
    words.setHeight(std::max(words.height(), needed.height()));
    words.moveBottom(std::min(words.bottom(), m_l.frame.zone.bottom()));
    m_painter.fillRect(QRectF(words.left(), words.top(), 4, words.height()), m_colors.error);
    m_painter.setPen(m_colors.text);
    m_painter.drawText(words.adjusted(14, 0, 0, 0), flags, m_p.misfit);
}

void WindowLabels::scales() {
    const auto under = [&](const GridPlace& grid, const ValueRamp& ramp, bool hidden) {
        const bool coloured = m_p.coloured(grid.side) || (m_p.uses && grid.part == "input");
        if (!coloured || hidden) return;
        const double width = std::clamp(grid.rect().width(), 60 * m_unit, 200 * m_unit);
        const double x = std::min(grid.rect().left() + grid.gap() / 2, m_l.frame.right - width);
        m_grid.ramp(ramp, QRectF(x, grid.rect().bottom() + 14 * m_unit, width, 8 * m_unit),
                    std::max(13.0, (m_style.presenting ? 14 : 13) * m_unit));
    };
    under(m_l.input, m_looks.inputRamp(), false);
    if (m_p.isConvolution()) under(m_l.kernel, m_looks.kernelRamp(), m_p.hidesKernel());
    if (m_p.walk) under(m_l.output, m_looks.outputRamp(), m_p.hidesSize() || m_p.covered == "map");
}

} // namespace ui
