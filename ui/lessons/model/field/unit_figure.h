// The view "Receptive field": a map with one of its units, the pixels that it may see, and how much each counts.
//
//     map                 what it may see       how much each pixel counts
//     [    []   ]         [   +--+   ]          [   .##.   ]
//     what that is
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/figure/paragraph.h"
#include "ui/lessons/model/field/unit_picture.h"

namespace ui {

class UnitFigure final : public Figure {
public:
    // The part of a CellRef: "cell" (y, x: of the map).
    UnitFigure(QSizeF size, const Style& style, std::shared_ptr<const UnitPicture> picture,
               std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    void layOut(double scale);
    void paintHead(const Brush& to, const QRectF& tile, const QString& first, const QString& second,
                   const QColor& ink) const;
    void paintField(const Brush& to, const QRectF& tile) const;
    std::vector<Paragraph> said() const;

    QSizeF m_size;
    std::shared_ptr<const UnitPicture> m_picture;
    std::optional<CellRef> m_hover;
    double m_font = 1, m_row = 18;
    QRectF m_map, m_seen, m_counted, m_words;
};

} // namespace ui
