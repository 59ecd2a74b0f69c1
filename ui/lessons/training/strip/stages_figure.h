// The strip of any network that says which class an image is of, see stages_layout.h.
#pragma once

#include "ui/lessons/training/strip/stages_layout.h"

namespace ui {

class StagesFigure final : public StripFigure {
public:
    StagesFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                 std::optional<CellRef> hover = std::nullopt);

    void paint(QPainter& painter, const Style& style) const override;

private:
    const StripFrame& frame() const override { return m_layout; }
    std::shared_ptr<const StripFigure> copied() const override { return std::make_shared<StagesFigure>(*this); }
    void paintHeads(StripBrush& to) const;
    void paintNeurons(StripBrush& to) const;
    void paintJoints(StripBrush& to) const;
    void paintFeeds(StripBrush& to) const;
    QPainterPath feeds(std::size_t column, std::size_t map) const;

    StagesLayout m_layout;
};

} // namespace ui
