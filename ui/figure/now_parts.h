// What of a figure says "now", as values: the same is painted at rest and on its way from one step to the next.
#pragma once

#include "ui/figure/style.h"

#include <QImage>
#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <functional>
#include <vector>

namespace ui {

// From one thing to what it makes: a tinted quadrilateral with an edge above and one below.
struct Beam {
    QPointF fromTop, fromBottom, toTop, toBottom;
    QRectF room;  // the tint stays in here
    QRectF edges; // and the edges in here, where they cross no digit
};

// The frame around a window or a cell; what lies in it looks as it does now.
struct NowFrame {
    QRectF cells;
    double width = 4, radius = 0;  // as GridPainter::frame() takes them
    std::vector<QRectF> taps = {}; // what a dilated window reads of it; empty: all
};

// A part of a picture, painted beforehand.
struct PassedLayer {
    QRectF place;
    QImage pixels;
};
// What `paint` paints there, in the pixels that a painter as this one has.
PassedLayer layerOf(const QPainter& like, const QRectF& place, const std::function<void(QPainter&)>& paint);

struct NowParts {
    std::vector<Beam> beams;
    std::vector<NowFrame> frames;
    std::vector<PassedLayer> passed = {}; // what lies in each frame on its way; none: it is painted each time

    // Each of these can become the one in its place there.
    bool matches(const NowParts& other) const;
    bool standsAs(const NowParts& other) const; // at the same places
};

// t from 0, the first, to 1, the second; they match.
NowParts onTheWay(const NowParts& first, const NowParts& second, double t);
QRectF onTheWay(const QRectF& first, const QRectF& second, double t);
QPointF onTheWay(QPointF first, QPointF second, double t);

// The same beam, from and to other things.
Beam aimed(const Beam& beam, const QRectF& from, const QRectF& to);

void paintBeam(QPainter& painter, const Palette& colors, const Beam& beam);

} // namespace ui
