// The picture of several channels: input channels, the slices of a kernel, their partial sums, the plus, the outputs.
#pragma once

#include "ui/lessons/channels/channel_layout.h"
#include "ui/lessons/channels/channel_words.h"

namespace ui {

class ChannelFigure final : public PictureFigure<ChannelPicture, ChannelLayout> {
public:
    using PictureFigure::PictureFigure;
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override { return m_layout.at(point); }
    QRectF cellRect(const CellRef& cell) const override;
};

} // namespace ui
