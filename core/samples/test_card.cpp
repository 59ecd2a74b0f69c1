#include "core/samples/test_card.h"

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>
#include <optional>

namespace cnn {
namespace {

constexpr int rows = 96, columns = 128;

struct CardColour {
    double r = 0, g = 0, b = 0;
};
CardColour grey(double v) {
    return {v, v, v};
}

struct Point {
    double x = 0, y = 0;
};

double distanceToSegment(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

bool within(Point p, double left, double top, double right, double bottom) {
    return p.x >= left && p.x < right && p.y >= top && p.y < bottom;
}

// A disc on a dark square: the square's edges are upright and level, the disc's have every direction.
std::optional<CardColour> disc(Point p) {
    if (!within(p, 4, 4, 44, 46)) return std::nullopt;
    return std::hypot(p.x - 24, p.y - 25) < 14 ? CardColour{245, 176, 66} : CardColour{38, 44, 70};
}

// Twelve spokes: stripes that grow from nothing to nine pixels, in twenty-four directions.
std::optional<CardColour> star(Point p) {
    const double dx = p.x - 66, dy = p.y - 25, radius = std::hypot(dx, dy);
    if (radius >= 20) return std::nullopt;
    const double turn = (std::atan2(dy, dx) + std::numbers::pi) / (2 * std::numbers::pi);
    return static_cast<int>(std::floor(turn * 24 + 0.5)) % 2 == 0 ? grey(20) : grey(240);
}

// Whether a place lies on one of the dark stripes, which are 1, 2, 3 and 4 pixels wide and as far apart.
bool onStripe(double along) {
    double start = 1;
    for (const int width : {1, 1, 1, 2, 2, 3, 4}) {
        if (along >= start && along < start + width) return true;
        start += 2 * width;
    }
    return false;
}

std::optional<CardColour> stripes(Point p) {
    if (!within(p, 92, 4, 124, 46)) return std::nullopt;
    const bool upright = p.y < 25;
    const bool dark = upright ? onStripe(p.x - 93) : p.y >= 26 && onStripe(p.y - 26);
    return dark ? CardColour{24, 60, 48} : CardColour{236, 240, 232};
}

// From black to white, and from red over green to blue.
std::optional<CardColour> gradients(Point p) {
    if (!within(p, 4, 51, 124, 64)) return std::nullopt;
    const double t = (p.x - 4) / 120;
    if (p.y < 58) return grey(255 * t);
    const auto peak = [t](double at) { return 40 + 190 * std::max(0.0, 1 - std::abs(t - at) * 2); };
    return CardColour{peak(0), peak(0.5), peak(1)};
}

// "conv" in round pen strokes on paper.
std::optional<CardColour> writing(Point p) {
    if (!within(p, 4, 69, 62, 92)) return std::nullopt;
    constexpr double middle = 81, radius = 5.6;
    const auto arc = [&](double centre, double from) { // open to the right when from > 0
        const double dx = p.x - centre, dy = p.y - middle;
        const double distance = std::abs(std::hypot(dx, dy) - radius);
        return std::abs(std::atan2(dy, dx)) < from ? 1e9 : distance;
    };
    double distance = std::min(arc(14, 0.8), arc(28, 0));
    const double top = middle - radius, bottom = middle + radius;
    const auto line = [&](Point a, Point b) { distance = std::min(distance, distanceToSegment(p, a, b)); };
    line({37.5, top}, {37.5, bottom});
    line({37.5, top + 1}, {43, top + 1});
    line({43, top + 1}, {44.5, bottom});
    line({48.5, top}, {53, bottom});
    line({53, bottom}, {57.5, top});
    return distance < 1.15 ? CardColour{40, 26, 60} : CardColour{238, 232, 218};
}

// A bright square on its corner, over a soft spot.
std::optional<CardColour> diamond(Point p) {
    if (!within(p, 96, 69, 124, 92)) return std::nullopt;
    const double dx = p.x - 110, dy = p.y - 80.5;
    if (std::abs(dx) + std::abs(dy) < 8) return CardColour{196, 40, 52};
    const double spot = std::exp(-(dx * dx + dy * dy) / 160);
    return CardColour{90 + 140 * spot, 110 + 120 * spot, 150 + 80 * spot};
}

bool noisy(int y, int x) {
    return within({x + 0.5, y + 0.5}, 66, 69, 92, 92);
}

CardColour colourAt(Point p) {
    for (const auto part : {disc, star, stripes, gradients, writing, diamond})
        if (const auto colour = part(p)) return *colour;
    return grey(150);
}

// The mean of 4 x 4 places inside the pixel, so that slanted edges are smooth.
CardColour pixel(int y, int x) {
    constexpr int n = 4;
    CardColour sum;
    for (int i = 0; i < n * n; ++i) {
        const CardColour c = colourAt({x + (i % n + 0.5) / n, y + (static_cast<double>(i / n) + 0.5) / n});
        sum = {sum.r + c.r, sum.g + c.g, sum.b + c.b};
    }
    return {sum.r / (n * n), sum.g / (n * n), sum.b / (n * n)};
}

float whole(double v) {
    return static_cast<float>(std::lround(std::clamp(v, 0.0, 255.0)));
}

} // namespace

Tensor testCard() {
    Tensor card({3, rows, columns, 1});
    Rng rng(1);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            CardColour c = pixel(y, x);
            if (noisy(y, x)) c = {128 + 34 * rng.normal(), 128 + 34 * rng.normal(), 128 + 34 * rng.normal()};
            card.at(0, y, x) = whole(c.r);
            card.at(1, y, x) = whole(c.g);
            card.at(2, y, x) = whole(c.b);
        }
    return card;
}

Tensor greyOf(const Tensor& colour) {
    assert(colour.shape().c == 3);
    Tensor grey({1, colour.shape().h, colour.shape().w, 1});
    const std::size_t plane = grey.size();
    const float* p = colour.data();
    for (std::size_t i = 0; i < plane; ++i)
        grey.data()[i] = std::round(0.299F * p[i] + 0.587F * p[plane + i] + 0.114F * p[2 * plane + i]);
    return grey;
}

} // namespace cnn
