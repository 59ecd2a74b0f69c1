#include "ui/lessons/channels/channel_figure.h"

#include "ui/lessons/channels/channel_card.h"
#include "ui/lessons/channels/channel_labels.h"
#include "ui/lessons/channels/channel_matrix.h"
#include "ui/lessons/channels/channel_painting.h"
#include "ui/lessons/channels/channel_sums.h"
#include "ui/lessons/channels/channel_words.h"
#include "ui/lessons/channels/split_painting.h"

namespace ui {

ChannelBrush ChannelFigure::brush(QPainter& painter, const Style& style, bool resting) const {
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const bool walked = m_picture.walk != nullptr;
    return {painter,
            style,
            style.colors(),
            m_picture,
            m_layout,
            GridPainter(painter, style),
            m_layout.frame.unit,
            walked ? m_picture.sums() : cnn::ChannelSums{},
            walked ? m_picture.wholeSums() : cnn::ChannelSums{},
            resting};
}

void ChannelFigure::paint(QPainter& painter, const Style& style) const {
    paintAll(brush(painter, style, false));
}

void ChannelFigure::paintAtRest(QPainter& painter, const Style& style, const SteppingFigure&) const {
    paintAll(brush(painter, style, true));
}

void ChannelFigure::paintAll(ChannelBrush brush) const {
    QPainter& painter = brush.painter;
    const Style& style = brush.style;
    const bool walked = m_picture.walk != nullptr;
    paintGround(painter, m_size, style);
    paintChannelLabels(brush);
    if (m_picture.split) paintSplit(brush);
    paintChannelGrids(brush);
    if (m_picture.showsMatrix()) paintChannelMatrix(brush);
    paintChannelLinks(brush);
    if (m_picture.split) paintSplitHover(brush);
    if (walked) paintChannelCard(brush);
    paintSentence(painter, style, m_layout.frame, m_layout.sentence, stepPlace(m_picture), stepSentence(m_picture));
    paintSumList(painter, style, sumsOf(style.colors(), m_picture), m_layout.sums, m_layout.frame.unit);
}

QString ChannelFigure::describe() const {
    const QString words = described(m_picture);
    return m_layout.sums.shown() ? words + " " + sumsText(m_picture) : words;
}

QRectF ChannelFigure::cellRect(const CellRef& cell) const {
    return m_layout.rect(cell);
}

NowParts ChannelFigure::now() const {
    return channelNow(m_picture, m_layout);
}

void ChannelFigure::paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const {
    ChannelBrush to = brush(painter, style, true);
    paintChannelPassed(to, frame, where);
}

namespace {

// The weight of the kernel on show, where nothing but this one is another.
std::optional<CellRef> weightChanged(const ChannelPicture& before, const ChannelPicture& after) {
    const bool stands = before.walk != after.walk && before.map == after.map && before.cell == after.cell &&
                        before.shown == after.shown && before.maps() == after.maps() && !after.hidesShape();
    if (!stands || before.task.window != after.task.window || before.task.groups != after.task.groups ||
        before.task.input != after.task.input)
        return std::nullopt;
    const auto map = static_cast<std::size_t>(after.map);
    return changedWeight(before.task.kernels[map], after.task.kernels[map]);
}

} // namespace

// The kernel of the next output channel is there when its first window is.
std::unique_ptr<Motion> ChannelFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const ChannelFigure*>(&before);
    if (!was || !m_picture.walk || !was->m_picture.walk) return nullptr;
    const ChannelPicture& p = was->m_picture;
    const bool same = p.split == m_picture.split && p.cover == m_picture.cover && p.top == m_picture.top &&
                      p.left == m_picture.left && was->m_layout.card == m_layout.card &&
                      was->m_layout.plus == m_layout.plus && was->m_layout.partials.size() == m_layout.partials.size();
    if (!same) return nullptr;
    if (const auto weight = weightChanged(p, m_picture)) return aimBetween(*was, *this, beamsAt(*weight));
    return p.walk == m_picture.walk ? stepBetween(*was, *this) : nullptr;
}

// Of the weight's slice: from the number that it meets through it to the partial sum.
std::vector<Beam> ChannelFigure::beamsAt(const CellRef& weight) const {
    std::vector<Beam> beams = now().beams;
    const auto slice = static_cast<std::size_t>(weight.map), first = 2 * slice;
    if (first + 2 > beams.size() || slice >= m_layout.kernels.size()) return {}; // the sum has not come so far
    const auto& [y, x] = m_picture.task.window;
    const cnn::WindowStep step = m_picture.step();
    const GridPlace& input = m_layout.inputs[static_cast<std::size_t>(m_picture.first()) + slice];
    const QRectF met = input.cell(y.tap(step.outY, weight.y), x.tap(step.outX, weight.x)),
                 cell = m_layout.kernels[slice].cell(weight.y, weight.x);
    beams[first] = aimed(beams[first], met, cell);
    beams[first + 1] = aimed(beams[first + 1], cell, m_layout.partialRect(slice));
    return beams;
}

} // namespace ui
