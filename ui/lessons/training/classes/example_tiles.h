// Images with the classes they belong to and were taken for, as a part of a figure.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/training/classes/confusion_picture.h"

namespace ui {

class ExampleTiles {
public:
    static constexpr const char* part = "example"; // of a CellRef: map is the number of the tile

    // As many of `examples` as fit into `room` with images of `side`; text: size of the names.
    ExampleTiles(const std::vector<Example>& examples, const QStringList& classNames, const QRectF& room, double text,
                 double side);

    // What the names under an image need.
    static double tileWidth(const QStringList& classNames, double text);

    void paint(const Brush& brush, const std::vector<Example>& examples, const QStringList& classNames,
               const std::optional<CellRef>& hover) const;
    std::optional<CellRef> at(QPointF point) const;
    QRectF image(int tile) const; // empty when there is no such tile
    int count() const { return m_columns * m_rows < m_count ? m_columns * m_rows : m_count; }

private:
    int m_count, m_columns, m_rows;
    bool m_short; // names that fit beside each other: "9 → 3"
    double m_text, m_side;
    QRectF m_room;
    QSizeF m_step;
};

} // namespace ui
