// The picture of several channels: input channels, the slices of a kernel, their partial sums, the plus, the outputs.
#pragma once

#include "ui/figure/step_motion.h"
#include "ui/lessons/channels/channel_brush.h"
#include "ui/lessons/channels/channel_words.h"

namespace ui {

class ChannelFigure final : public PictureFigure<ChannelPicture, ChannelLayout, SteppingFigure> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override { return m_layout.at(point); }
    QRectF cellRect(const CellRef& cell) const override;
    // The windows slide, one in each channel, and with them the cells of partial sums and output, also from one output
    // channel to the next. Beams point at a weight that was changed.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    NowParts now() const override;
    void paintAtRest(QPainter& painter, const Style& style, const SteppingFigure& next) const override;

private:
    ChannelBrush brush(QPainter& painter, const Style& style, bool resting) const;
    void paintAll(ChannelBrush brush) const;
    std::vector<Beam> beamsAt(const CellRef& weight) const;
    void paintHot(QPainter& painter, const Style& style, std::size_t frame, const QRectF& where) const override;
};

} // namespace ui
