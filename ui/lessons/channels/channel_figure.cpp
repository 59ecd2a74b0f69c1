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

// From kernel to kernel nothing slides: the other one is there at once.
std::unique_ptr<Motion> ChannelFigure::motionFrom(const Figure& before) const {
    const auto* was = dynamic_cast<const ChannelFigure*>(&before);
    if (!was || !m_picture.walk || !m_layout.partials.empty()) return nullptr; // of maps of partial sums nothing slides
    const ChannelPicture& p = was->m_picture;
    const bool step = p.walk == m_picture.walk && p.split == m_picture.split && p.map == m_picture.map &&
                      p.cover == m_picture.cover && p.top == m_picture.top && p.left == m_picture.left;
    if (!step || was->m_layout.card != m_layout.card || was->m_layout.plus != m_layout.plus) return nullptr;
    return stepBetween(*was, *this);
}

} // namespace ui
