#include "ui/lessons/connections/connections_figure.h"

#include "ui/figure/brush.h"
#include "ui/figure/class_colors.h"
#include "ui/figure/count.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr Qt::Alignment inTheMiddle = Qt::AlignHCenter | Qt::AlignVCenter;

// Weights beside one another look different, and so do those of neighbouring outputs unless they are the same.
QColor weightColour(const Style& style, Wiring wiring, int output, int weight) {
    const int own = wiring == Wiring::Convolution ? 0 : 3 * output;
    return classColor(style.theme, (7 * weight + own) % classColors);
}

// "× 4" where that is exact, otherwise "× 15.98".
QString growthText(double growth) {
    const QString number = growth == std::floor(growth) ? QString::number(growth) : fixed(growth, 2);
    return QString(QChar(0x00d7)) + ' ' + number;
}

} // namespace

ConnectionsFigure::ConnectionsFigure(ConnectionsPicture picture, QSizeF size, const Style& style)
    : m_picture(std::move(picture)), m_size(size), m_frame(size, style) {
    const QRectF zone = m_frame.zone;
    m_text = std::max(12.5, std::min(16.5 * m_frame.unit, zone.width() / 46));
    const double gap = 1.6 * m_text, wide = (zone.width() - 2 * gap) / 3, words = 12.6 * m_text;
    const double pitch = (wide - 2.4 * m_text) / ConnectionsScene::longestRow;
    m_radius = std::clamp(0.36 * pitch, 5.0, 20.0);
    const double top = zone.top() + 2.6 * m_text, bottom = zone.bottom() - words;
    const double high = std::min(bottom - top, 1.5 * wide);
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        Panel& p = m_panels[i];
        p.all = {zone.left() + static_cast<double>(i) * (wide + gap), zone.top(), wide, zone.height()};
        p.outputs = top + m_radius + 1.3 * m_text;
        p.inputs = top + high - m_radius - 3 * m_text;
        p.words = top + high;
    }
}

QPointF ConnectionsFigure::unitAt(std::size_t panel, bool output, int unit) const {
    const Panel& p = m_panels[panel];
    const double pitch = (p.all.width() - 2.4 * m_text) / ConnectionsScene::longestRow;
    const double from = p.all.center().x() - (m_picture.scene.units() - 1) * pitch / 2;
    return {from + unit * pitch, output ? p.outputs : p.inputs};
}

void ConnectionsFigure::paint(QPainter& painter, const Style& style) const {
    paintAll(painter, style, m_picture.unit);
}

void ConnectionsFigure::paintAll(QPainter& painter, const Style& style, int unit) const {
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter, m_size, style);
    paintHeadings(painter, style, m_frame, m_picture.headline, m_picture.line);
    const Brush to{painter, style.colors()};
    for (std::size_t i = 0; i < m_panels.size(); ++i) paintPanel(to, style, i, unit);
}

void ConnectionsFigure::paintPanel(const Brush& to, const Style& style, std::size_t panel, int unit) const {
    const Panel& p = m_panels[panel];
    const QRectF card(p.all.left(), p.all.top(), p.all.width(), p.words - p.all.top());
    to.fill(card, to.c.surface, 12);
    to.outline(card, to.c.line, 1, 12);
    to.write({card.left() + m_text, card.top() + 0.5 * m_text, card.width() - 2 * m_text, 1.7 * m_text},
             wiringTitle(wirings[panel]), 1.2 * m_text, to.c.text, Weight::Bold);
    paintLines(to, style, panel, unit);
    paintUnits(to, panel, unit);
    paintWeights(to, panel);
    paintCounts(to, panel);
}

// Those of the output that is looked at over all others.
void ConnectionsFigure::paintLines(const Brush& to, const Style& style, std::size_t panel, int unit) const {
    const int units = m_picture.scene.units();
    for (const bool now : {false, true})
        for (int o = 0; o < units; ++o) {
            if ((o == unit) != now) continue;
            for (int i = 0; i < units; ++i) {
                const auto weight = weightBetween(m_picture.scene, wirings[panel], o, i);
                if (!weight) continue;
                const QColor colour = weightColour(style, wirings[panel], o, *weight);
                to.painter.setPen(QPen(now ? colour : mix(to.c.surface, colour, 0.4), now ? 2.8 : 1));
                to.painter.drawLine(unitAt(panel, true, o) + QPointF(0, m_radius),
                                    unitAt(panel, false, i) - QPointF(0, m_radius));
            }
        }
}

void ConnectionsFigure::paintUnits(const Brush& to, std::size_t panel, int unit) const {
    for (int u = 0; u < m_picture.scene.units(); ++u) {
        const bool reads = unit >= 0 && weightBetween(m_picture.scene, wirings[panel], unit, u).has_value();
        to.painter.setBrush(reads ? to.c.nowTint : to.c.surface);
        to.painter.setPen(QPen(to.c.input, reads ? 2.4 : 1.2));
        to.painter.drawEllipse(unitAt(panel, false, u), m_radius, m_radius);
        paintOutput(to, unitAt(panel, true, u), u == unit);
    }
}

void ConnectionsFigure::paintOutput(const Brush& to, QPointF at, bool now) const {
    to.painter.setBrush(now ? to.c.nowTint : to.c.outputTint);
    to.painter.setPen(QPen(now ? to.c.now : to.c.output, now ? 4 : 1.2));
    to.painter.drawEllipse(at, m_radius, m_radius);
}

// ---- motion --------------------------------------------------------------------------------------------------------

std::unique_ptr<Motion> ConnectionsFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const ConnectionsFigure*>(&before);
    if (!was || was->m_picture.scene != m_picture.scene || was->m_picture.covered != m_picture.covered) return nullptr;
    return stepBetween(*was, *this);
}

NowParts ConnectionsFigure::now() const {
    NowParts now;
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        now.frames.push_back({QRectF(unitAt(i, true, m_picture.unit) - QPointF(m_radius, m_radius),
                                     QSizeF(2 * m_radius, 2 * m_radius))});
    return now;
}

void ConnectionsFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    paintAll(painter, style, -1);
}

// A dense output reads the same pixels everywhere; the others take theirs along, as far as there are any.
void ConnectionsFigure::paintNow(QPainter& painter, const Style& style, const NowParts& at) const {
    const Brush to{painter, style.colors()};
    const int units = m_picture.scene.units();
    for (std::size_t panel = 0; panel < m_panels.size(); ++panel) {
        const QPointF unit = at.frames[panel].cells.center();
        const QPointF moved(wirings[panel] == Wiring::Dense ? 0 : unit.x() - unitAt(panel, true, m_picture.unit).x(),
                            0);
        for (int i = 0; i < units; ++i) {
            const auto weight = weightBetween(m_picture.scene, wirings[panel], m_picture.unit, i);
            const QPointF pixel = unitAt(panel, false, i) + moved;
            if (!weight || pixel.x() < unitAt(panel, false, 0).x() || pixel.x() > unitAt(panel, false, units - 1).x())
                continue;
            painter.setPen(QPen(weightColour(style, wirings[panel], m_picture.unit, *weight), 2.8));
            painter.drawLine(unit + QPointF(0, m_radius), pixel - QPointF(0, m_radius));
        }
        paintOutput(to, unit, true);
    }
}

// The number of each weight that the output reads with, under the pixel it meets; of long numbers in a narrow row every
// second or third.
void ConnectionsFigure::paintWeights(const Brush& to, std::size_t panel) const {
    const Panel& p = m_panels[panel];
    const double pitch = (p.all.width() - 2.4 * m_text) / ConnectionsScene::longestRow;
    const double size = std::max(12.0, std::min(0.85 * m_text, 0.5 * pitch));
    double widest = 0;
    for (int i = 0; i < m_picture.scene.units(); ++i)
        if (const auto weight = weightBetween(m_picture.scene, wirings[panel], m_picture.unit, i))
            widest = std::max(widest, lineWidth({{QString::number(*weight), {}, Weight::SemiBold}}, size));
    const int apart = std::max(1, static_cast<int>(std::ceil(widest / pitch)));
    for (int i = 0; i < m_picture.scene.units(); i += apart)
        if (const auto weight = weightBetween(m_picture.scene, wirings[panel], m_picture.unit, i)) {
            const QPointF at = unitAt(panel, false, i);
            const double room = apart * pitch;
            to.write({at.x() - room / 2, at.y() + m_radius + 1, room, 1.3 * size}, QString::number(*weight), size,
                     to.c.kernel, Weight::SemiBold, inTheMiddle);
        }
    const QString row = tr("%1 in this row").arg(count::weights(weightsOfRow(m_picture.scene, wirings[panel])));
    to.write({p.all.left(), p.words - 1.6 * m_text, p.all.width(), 1.4 * m_text}, row, std::max(12.0, 0.9 * m_text),
             to.c.dim, Weight::Regular, inTheMiddle);
}

void ConnectionsFigure::paintCounts(const Brush& to, std::size_t panel) const {
    const Panel& p = m_panels[panel];
    const Wiring wiring = wirings[panel];
    const bool hidden = m_picture.hides(wiring);
    QRectF row(p.all.left(), p.words + 0.6 * m_text, p.all.width(), 1.4 * m_text);
    row.setHeight(2.7 * m_text); // on two lines
    to.painter.setFont(Style::font(std::max(12.0, 0.95 * m_text)));
    to.painter.setPen(to.c.text);
    to.painter.drawText(row, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, wiringSentence(wiring));
    row.translate(0, row.height());
    row.setHeight(2.6 * m_text);
    const QString count = hidden ? QString("?") : grouped(m_picture.count(wiring));
    const QColor& strong = wiring == Wiring::Convolution ? to.c.now : to.c.text;
    const TextLine large{{count, strong, Weight::Bold}};
    to.write(row, count, fittingSize(large, row.width(), 2.1 * m_text, 12), strong, Weight::Bold);
    row.translate(0, row.height());
    row.setHeight(1.4 * m_text);
    for (const QString& side : hidden ? QStringList{"?"} : equationLines(wiring)) {
        to.write(row, side, fittingSize({{side, to.c.kernel}}, row.width(), m_text, 12), to.c.kernel);
        row.translate(0, row.height());
    }
    row.translate(0, 0.2 * m_text);
    const QString twice = hidden ? QString("?") : growthText(m_picture.growth(wiring));
    const TextLine grows{{tr("twice the side: "), to.c.dim}, {twice, to.c.text, Weight::SemiBold}};
    drawLine(to.painter, grows, row.left(), row.top() + 1.05 * m_text, fittingSize(grows, row.width(), m_text, 12));
}

// All three on one line, or all broken behind their first side.
QStringList ConnectionsFigure::equationLines(Wiring wiring) const {
    const bool breaks = std::ranges::any_of(wirings, [&](Wiring one) {
        const TextLine line{{countEquation(m_picture.scene, one), QColor()}};
        return fittingSize(line, m_panels.front().all.width(), m_text, 12) < m_text;
    });
    const QString whole = countEquation(m_picture.scene, wiring);
    if (!breaks) return {whole};
    return {whole.section(" = ", 0, 0), "= " + whole.section(" = ", 1)};
}

QString ConnectionsFigure::describe() const {
    const ConnectionsScene& s = m_picture.scene;
    QStringList all{m_picture.headline + '.',
                    tr("From %1 to %2 maps of that size.").arg(times(s.side, s.side)).arg(s.maps)};
    for (const Wiring w : wirings) {
        all << wiringTitle(w) + ": " + wiringSentence(w);
        all << (m_picture.hides(w) ? QString("?")
                                   : tr("Parameters: %1; at twice the side %2.")
                                         .arg(countEquation(s, w), growthText(m_picture.growth(w))));
    }
    all << unitSentence(s, m_picture.unit);
    return all.join(' ');
}

std::optional<CellRef> ConnectionsFigure::cellAt(QPointF point) const {
    for (std::size_t panel = 0; panel < m_panels.size(); ++panel)
        for (int u = 0; u < m_picture.scene.units(); ++u)
            for (const char* part : {"output", "input"})
                if (const CellRef cell{part, static_cast<int>(panel), 0, u}; cellRect(cell).contains(point))
                    return cell;
    return std::nullopt;
}

QRectF ConnectionsFigure::cellRect(const CellRef& cell) const {
    const bool there = (cell.part == "output" || cell.part == "input") && cell.map >= 0 && cell.map < 3 &&
                       cell.x >= 0 && cell.x < m_picture.scene.units();
    if (!there) return {};
    const QPointF middle = unitAt(static_cast<std::size_t>(cell.map), cell.part == "output", cell.x);
    const double reach = m_radius + 3;
    return {middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach};
}

} // namespace ui
