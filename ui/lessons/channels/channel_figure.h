// The picture of several channels: input channels, the slices of a kernel, their partial sums, the plus, the outputs.
#pragma once

#include "ui/lessons/channels/channel_layout.h"
#include "ui/lessons/channels/channel_words.h"

namespace ui {

class ChannelFigure final : public Figure {
public:
    ChannelFigure(ChannelPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override { return described(m_picture); }
    std::optional<CellRef> cellAt(QPointF point) const override { return m_layout.at(point); }
    QRectF cellRect(const CellRef& cell) const override;

private:
    ChannelPicture m_picture;
    QSizeF m_size;
    ChannelLayout m_layout;
};

} // namespace ui
