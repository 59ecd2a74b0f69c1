#include "core/data/digit_form.h"

#include "core/data/elastic_warp.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

const DigitStyle& chooseStyle(int digit, Rng& rng) {
    const auto styles = stylesOf(digit);
    double left = rng.uniform();
    for (const DigitStyle& style : styles) {
        left -= style.share;
        if (left < 0) return style;
    }
    return styles.back();
}

// A form between the style's two, or a little beyond them, nearer to one at the beginning than at the end; each point
// is moved by the unsteady hand, the two of a corner together.
PenStrokes chooseForm(const DigitStyle& style, Rng& rng) {
    const double begin = rng.uniform(-0.25, 1.25), end = rng.uniform(-0.25, 1.25);
    const double unsteady = 0.048 * rng.uniform(0.3, 1.2);
    PenStrokes strokes = style.from;
    for (std::size_t s = 0; s < strokes.size(); ++s) {
        const PenStroke &from = style.from[s], &to = style.to[s];
        for (std::size_t i = 0; i < from.size(); ++i) {
            const bool corner = i > 0 && from[i] == from[i - 1] && to[i] == to[i - 1];
            const double part = begin + (end - begin) * static_cast<double>(i) / static_cast<double>(from.size());
            strokes[s][i] = corner ? strokes[s][i - 1]
                                   : PenPoint{from[i].x + part * (to[i].x - from[i].x) + unsteady * rng.normal(),
                                              from[i].y + part * (to[i].y - from[i].y) + unsteady * rng.normal()};
        }
    }
    return strokes;
}

double catmullRom(double before, double from, double to, double after, double t) {
    const double tangent0 = (to - before) / 2, tangent1 = (after - from) / 2;
    const double t2 = t * t, t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * tangent0 + (3 * t2 - 2 * t3) * to + (t3 - t2) * tangent1;
}

PenStroke smoothed(const PenStroke& points) {
    constexpr int pieces = 6;
    PenStroke line{points.front()};
    const std::size_t last = points.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        const PenPoint &a = points[i > 0 ? i - 1 : 0], &b = points[i], &c = points[i + 1],
                       &d = points[std::min(i + 2, last)];
        if (b == c) continue;
        for (int k = 1; k <= pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            line.push_back({catmullRom(a.x, b.x, c.x, d.x, t), catmullRom(a.y, b.y, c.y, d.y, t)});
        }
    }
    return line;
}

template<class Visit> void forEachPoint(PenStrokes& strokes, Visit visit) {
    for (PenStroke& stroke : strokes)
        for (PenPoint& p : stroke) visit(p);
}

// Proportions: a larger upper or lower half, left or right half, and a head wider or narrower than the foot.
void bend(PenStrokes& strokes, Rng& rng) {
    const auto some = [&](double deviation) { return std::clamp(deviation * rng.normal(), -0.8, 0.8); };
    const double down = some(0.38), across = some(0.20), foot = some(0.35);
    forEachPoint(strokes, [&](PenPoint& p) {
        p.y += down * p.y * (1 - p.y);
        p.x += across * p.x * (1 - p.x);
        p.x = 0.5 + (p.x - 0.5) * (1 + foot * (p.y - 0.5));
    });
}

void warp(PenStrokes& strokes, Rng& rng) {
    const ElasticWarp elastic = ElasticWarp::random(rng);
    forEachPoint(strokes, [&](PenPoint& p) { elastic.move(p.x, p.y); });
}

// Width against height, slant (a little to the right, as most people write) and rotation.
void tilt(PenStrokes& strokes, Rng& rng) {
    const double width = 0.82 * std::exp(0.26 * rng.normal());
    const double slant = 0.07 + 0.25 * rng.normal();
    const double angle = 0.10 * rng.normal();
    const double c = std::cos(angle), s = std::sin(angle);
    forEachPoint(strokes, [&](PenPoint& p) {
        const double x = width * (p.x - 0.5) - slant * (p.y - 0.5), y = p.y - 0.5;
        p = {c * x - s * y, s * x + c * y};
    });
}

// The middle of the bounding box comes to the middle of the image.
void fit(PenStrokes& strokes, int side, double pen, Rng& rng) {
    PenPoint low = strokes.front().front(), high = low;
    forEachPoint(strokes, [&](const PenPoint& p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    });
    const double extent = std::max(high.x - low.x, high.y - low.y);
    const double scale = (19.3 + rng.uniform(-1.0, 0.8) - pen) / extent;
    forEachPoint(strokes, [&](PenPoint& p) {
        p = {side / 2.0 + scale * (p.x - (low.x + high.x) / 2), side / 2.0 + scale * (p.y - (low.y + high.y) / 2)};
    });
}

} // namespace

PenStrokes writtenDigit(int digit, int side, double pen, Rng& rng) {
    PenStrokes strokes = chooseForm(chooseStyle(digit, rng), rng);
    for (PenStroke& stroke : strokes) stroke = smoothed(stroke);
    bend(strokes, rng);
    warp(strokes, rng);
    tilt(strokes, rng);
    fit(strokes, side, pen, rng);
    return strokes;
}

} // namespace cnn
