// The strip "one image through the network": input, kernels, feature maps, dense values, classes.
#pragma once

#include "ui/figure/network_layout.h"
#include "ui/figure/network_picture.h"

namespace ui {

class NetworkFigure final : public Figure {
public:
    // hover: the cell pointed at; it gets the accent, lines from what feeds it, and the card.
    NetworkFigure(QSizeF size, const Style& style, std::shared_ptr<const NetworkPicture> picture,
                  std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    // CellRef::part as in networkParts(); y and x are cells of the map.
    QRectF cellRect(const CellRef& cell) const override;
    // Where arrow keys go from a cell: pixel by pixel in the input, else from map to map, onto its strongest cell. The
    // same cell at an end.
    CellRef neighbour(const CellRef& cell, int dx, int dy) const;
    // Where buttons for drawing may stand.
    QRectF tools() const { return m_layout.tools; }

private:
    struct Brushwork; // a painter at work: painter, style, sizes
    QSize cellsOf(std::size_t part) const;
    QRectF mapRect(const CellRef& cell) const;
    void paintHeads(Brushwork& to) const;
    void paintCaption(Brushwork& to) const;
    void paintMaps(Brushwork& to) const;
    void paintDense(Brushwork& to) const;
    void paintClasses(Brushwork& to) const;
    void paintJoints(Brushwork& to) const;
    void paintFeeds(Brushwork& to) const;
    void paintCard(Brushwork& to) const;
    void paintPrediction(Brushwork& to) const;
    void paintFoot(Brushwork& to) const;

    QSizeF m_size;
    std::shared_ptr<const NetworkPicture> m_picture;
    std::optional<CellRef> m_hover;
    NetworkLayout m_layout;
};

} // namespace ui
