// The strip "one image through the network", whatever the network: what its two forms share. LeNet-5's own is
// NetworkFigure, that of any other network StagesFigure.
#pragma once

#include "ui/lessons/training/strip/network_picture.h"
#include "ui/lessons/training/strip/pool_motion.h"

#include <vector>

namespace ui {

// Text sizes in the strip, before the factor.
constexpr double stripHead = 14, stripText = 13;

// What stands around the maps.
struct StripFrame {
    double font = 1;    // factor for text; less than asked for when the strip would not fit
    double padding = 0; // around everything
    QRectF foot, caption, tools, card;
    double barLeft = 0, barRight = 0, shareRight = 0; // of the class rows
};

struct StripBrush; // a painter at work

class StripFigure : public Figure {
public:
    QSizeF size() const override { return m_size; }
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    // CellRef::part as in networkParts(); y and x are cells of the map.
    QRectF cellRect(const CellRef& cell) const override;
    // Where arrow keys go from a cell: pixel by pixel in the input, else from map to map, onto its strongest cell. The
    // same cell at an end.
    CellRef neighbour(const CellRef& cell, int dx, int dy) const;
    // Where another image is on show of the same network: maps shrink into the pooled ones. Learning moves nothing.
    std::unique_ptr<Motion> motionFrom(const Figure& before) const override;
    std::vector<Pooling> poolings() const; // of those in sight
    // Where buttons for drawing may stand.
    QRectF tools() const { return frame().tools; }
    // Of what goes through the network.
    cnn::Shape imageShape() const { return m_picture->trace.values.front().shape(); }

protected:
    // One map, neuron or class.
    struct Place {
        std::size_t part; // in NetworkPicture::parts
        int map;
        QRectF where;
    };

    StripFigure(QSizeF size, std::shared_ptr<const NetworkPicture> picture, std::optional<CellRef> hover)
        : m_size(size), m_picture(std::move(picture)), m_hover(std::move(hover)) {}
    virtual const StripFrame& frame() const = 0;
    virtual std::shared_ptr<const StripFigure> copied() const = 0;
    QImage imageOf(const NetworkPart& part, int map) const;

    QRectF mapRect(const CellRef& cell) const;
    void paintHead(StripBrush& to, std::size_t part, QPointF at, const QString& size, double heading = stripHead) const;
    void paintCaption(StripBrush& to) const;
    void paintMaps(StripBrush& to) const; // input, kernels, maps
    void paintClasses(StripBrush& to) const;
    void paintCard(StripBrush& to) const;
    void paintPrediction(StripBrush& to) const;
    void paintFoot(StripBrush& to) const;

    QSizeF m_size;
    std::shared_ptr<const NetworkPicture> m_picture;
    std::optional<CellRef> m_hover;
    std::vector<Place> m_places; // filled by who lays it out
};

double stripTextWidth(double pixels, const QString& text, Weight weight = Weight::Regular);
// The height of a part's two lines of heading, with the space below them.
double stripHeadsHeight(double font, bool roomy);
double widestClassName(const QStringList& names);

// Lines from one thing to another at its right, leaving and arriving level; and a frame around what is meant.
QPainterPath stripCurve(QPointF from, QPointF to);
QPointF leftOf(const QRectF& r);
QPointF rightOf(const QRectF& r);
void paintStripFrame(QPainter& painter, const QRectF& what, const QColor& color, double width);

} // namespace ui
