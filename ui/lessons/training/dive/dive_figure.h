// One level of the way down: the trail above, what the value is and costs, what it is made of, what the keys do.
#pragma once

#include "ui/lessons/training/dive/dive_body.h"

#include <memory>

namespace ui {

class DiveFigure final : public Figure {
public:
    // The parts of a CellRef: "trail" (map 0: where it began; i + 1: step i, y: how deep into it), "step" (the button
    // that steps through it), and those of DiveBody. canStep: there is such a button. origin: where it began.
    DiveFigure(QSizeF size, const Style& style, std::shared_ptr<const DivePicture> picture,
               const std::optional<CellRef>& hover, const QString& origin, bool canStep);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // A level deeper grows out of what was chosen on the one above, and shrinks back into it.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Crumb {
        Spot spot;
        QString words;
    };
    // What one goes down into from here.
    QRectF chosenRect() const;
    void layOutTrail(const QString& origin);
    void layOutButton();
    void paintTrail(const Brush& to) const;
    void paintHead(const Brush& to) const;

    QSizeF m_size;
    std::shared_ptr<const DivePicture> m_picture;
    std::optional<CellRef> m_hover;
    double m_font, m_row;
    QRectF m_trail, m_head, m_foot, m_button, m_area; // the last: of the body
    std::vector<Crumb> m_crumbs;
    std::vector<Spot> m_own;                // trail and button
    std::shared_ptr<const DiveBody> m_body; // null: there is nothing but the head
};

} // namespace ui
