// Two runs side by side: the same picture through both, the kernels and maps of one layer in one range of colours.
#pragma once

#include "core/network/network.h"
#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/figure/map_set.h"

#include <array>
#include <memory>

namespace ui {

struct BesideRun {
    QString name;    // "this run", "run 2"
    QString differs; // what only this one of the two has: "tanh, lr 0.05"; often empty
    double progress = 0;
    QString answer; // the class it says
    MapSet kernels; // of the layer's convolution; none where there is none
    MapSet maps;    // of the layer
};

struct BesidePicture {
    std::array<BesideRun, 2> runs;
    cnn::Tensor image; // 0 .. 1
    QString caption;   // which picture that is
    QString label;     // its class; empty: none is known
};

class BesideFigure final : public Figure {
public:
    BesideFigure(QSizeF size, const Style& style, std::shared_ptr<const BesidePicture> picture,
                 std::optional<CellRef> hover = std::nullopt);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;

private:
    void paintRun(const Brush& brush, const BesideRun& run, const QRectF& where) const;
    void paintSet(const Brush& brush, const MapSet& set, const MapColours& colours, const QRectF& where,
                  const QColor& ink) const;
    MapColours coloursOf(MapSet BesideRun::*which) const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const BesidePicture> m_picture;
};

} // namespace ui
