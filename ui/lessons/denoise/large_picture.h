// One picture large, with a handle across it: left of the handle as the network reads it, right of it as it comes back.
#pragma once

#include "ui/figure/brush.h"
#include "ui/figure/figure.h"
#include "ui/lessons/denoise/denoise_look.h"

namespace ui {

class LargePicture {
public:
    static constexpr const char* wipePart = "wipe";   // of a CellRef: x is the per cent that is noisy
    static constexpr const char* pixelPart = "large"; // y and x of a pixel, while the mouse draws

    // room: for the name above, the picture and two lines below. text: size of the letters.
    LargePicture(const QRectF& room, double text, const DenoisePicture& picture);

    void paint(const Brush& brush, const std::optional<CellRef>& hover) const;
    QString describe() const;
    std::optional<CellRef> cellAt(QPointF point) const;
    QRectF cellRect(const CellRef& cell) const;
    double right() const { return m_where.right(); }
    const QRectF& where() const { return m_where; }

private:
    QString quality(bool reconstructed) const;
    bool isClean() const; // what the network reads is the picture itself
    double handle() const { return m_where.left() + m_where.width() * m_p.wipe / 100.0; }
    void paintHandle(const Brush& brush) const;
    QRectF m_room, m_where; // the second: the picture
    double m_text;
    const DenoisePicture& m_p; // outlives this
};

} // namespace ui
