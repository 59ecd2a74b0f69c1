// What stands under the trail on one level of the way down.
#pragma once

#include "ui/figure/brush.h"
#include "ui/lessons/training/dive/dive_picture.h"
#include "ui/lessons/training/maps/spots.h"

#include <vector>

namespace ui {

class DiveBody {
public:
    virtual ~DiveBody() = default;
    virtual void paint(const Brush& to) const = 0;
    // What can be clicked: "map" (map), "cell" (map, y, x: a value beside the one on show), "term" (y), "window",
    // "kernel", "product" (map: the channel's number; y, x), "channel" (map), "weight" (y: a term's), "bias".
    virtual std::span<const Spot> spots() const { return m_spots; }

protected:
    // font: a factor of the text sizes. Lives no longer than the picture.
    DiveBody(const DivePicture& picture, const QRectF& area, double font)
        : m_picture(picture), m_area(area), m_font(font) {}
    double row() const { return std::round(19 * m_font); }
    double text() const { return 13 * m_font; }
    // Lines under one another from `at` on: what comes behind the sum.
    void paintAfterwards(const Brush& to, QRectF at) const;

    const DivePicture& m_picture;
    QRectF m_area;
    double m_font;
    std::vector<Spot> m_spots;
};

} // namespace ui
