// LeNet-5's strip: input, kernels, feature maps, dense values, classes.
#pragma once

#include "ui/lessons/training/strip/network_layout.h"
#include "ui/lessons/training/strip/strip_figure.h"

namespace ui {

class NetworkFigure final : public StripFigure {
public:
    // The picture must be of a LeNet-5, see isLeNet5(); networkStrip() chooses.
    NetworkFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                  std::optional<CellRef> hover = std::nullopt);

    void paint(QPainter& painter, const Style& style) const override;
    // Otherwise there is too little room for all of it.
    bool isWhole() const { return m_layout.whole; }

private:
    const StripFrame& frame() const override { return m_layout; }
    std::shared_ptr<const StripFigure> copied() const override { return std::make_shared<NetworkFigure>(*this); }
    void paintHeads(StripBrush& to) const;
    void paintDense(StripBrush& to) const;
    void paintJoints(StripBrush& to) const;
    void paintFeeds(StripBrush& to) const;

    NetworkLayout m_layout;
};

} // namespace ui
