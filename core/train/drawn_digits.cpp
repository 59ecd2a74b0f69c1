#include "core/base/rng.h"
#include "core/train/digit_strokes.h"
#include "core/train/sources.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <numbers>

namespace cnn {
namespace {

constexpr int side = 28;  // of an image
constexpr double box = 20; // the digit with its pen width fits such a square, as in MNIST

struct Point {
    double x = 0, y = 0;
};
using Line = std::vector<Point>;

// The pen's way: one line a stroke, points close together.
using Lines = std::vector<Line>;

const DigitStyle& chooseStyle(int digit, Rng& rng) {
    const auto styles = stylesOf(digit);
    double left = rng.uniform();
    for (const DigitStyle& style : styles) {
        left -= style.share;
        if (left < 0) return style;
    }
    return styles.back();
}

// A form between the style's two, or a little beyond them, each point moved by the unsteady hand.
Lines chooseForm(const DigitStyle& style, Rng& rng) {
    const double part = rng.uniform(-0.25, 1.25);
    const double unsteady = 0.035 * rng.uniform(0.3, 1.2);
    Lines lines;
    for (std::size_t s = 0; s < style.from.size(); ++s) {
        Line line;
        for (std::size_t i = 0; i < style.from[s].size(); ++i) {
            const PenPoint a = style.from[s][i], b = style.to[s][i];
            const bool corner = i > 0 && a.x == style.from[s][i - 1].x && a.y == style.from[s][i - 1].y;
            line.push_back(corner ? line.back()
                                  : Point{a.x + part * (b.x - a.x) + unsteady * rng.normal(),
                                          a.y + part * (b.y - a.y) + unsteady * rng.normal()});
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

double catmullRom(double before, double from, double to, double after, double t) {
    const double tangent0 = (to - before) / 2, tangent1 = (after - from) / 2;
    const double t2 = t * t, t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * from + (t3 - 2 * t2 + t) * tangent0 + (3 * t2 - 2 * t3) * to + (t3 - t2) * tangent1;
}

Line smoothed(const Line& points) {
    constexpr int pieces = 6;
    Line line{points.front()};
    const std::size_t last = points.size() - 1;
    for (std::size_t i = 0; i < last; ++i) {
        const Point &a = points[i > 0 ? i - 1 : 0], &b = points[i], &c = points[i + 1], &d = points[std::min(i + 2, last)];
        if (b.x == c.x && b.y == c.y) continue;
        for (int k = 1; k <= pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            line.push_back({catmullRom(a.x, b.x, c.x, d.x, t), catmullRom(a.y, b.y, c.y, d.y, t)});
        }
    }
    return line;
}

template<class Move> void forEachPoint(Lines& lines, Move move) {
    for (Line& line : lines)
        for (Point& p : line) move(p);
}

// Smooth, small displacements: two slow waves an axis, as in Simard et al. 2003 but without a displacement field.
void warp(Lines& lines, Rng& rng) {
    struct Wave {
        double x, y, phase, toX, toY;
    };
    std::array<Wave, 3> waves{};
    for (Wave& w : waves)
        w = {rng.uniform(-5, 5), rng.uniform(-5, 5), rng.uniform(0, 2 * std::numbers::pi), 0.025 * rng.normal(), 0.025 * rng.normal()};
    forEachPoint(lines, [&](Point& p) {
        const Point from = p;
        for (const Wave& w : waves) {
            const double level = std::sin(w.x * from.x + w.y * from.y + w.phase);
            p.x += w.toX * level;
            p.y += w.toY * level;
        }
    });
}

// Scale an axis, slant (upper part to the right, as most people write) and rotation.
void tilt(Lines& lines, Rng& rng) {
    const double width = 0.72 * std::exp(0.20 * rng.normal());
    const double slant = 0.15 + 0.22 * rng.normal();
    const double angle = 0.10 * rng.normal();
    const double c = std::cos(angle), s = std::sin(angle);
    forEachPoint(lines, [&](Point& p) {
        const double x = width * (p.x - 0.5) - slant * (p.y - 0.5), y = p.y - 0.5;
        p = {c * x - s * y, s * x + c * y};
    });
}

// Scales the lines so that they and the pen fit the box, and moves their centre of mass to the middle of the image.
void fit(Lines& lines, double pen, Rng& rng) {
    Point low{1e9, 1e9}, high{-1e9, -1e9}, mass;
    double length = 0;
    for (const Line& line : lines)
        for (std::size_t i = 0; i < line.size(); ++i) {
            low = {std::min(low.x, line[i].x), std::min(low.y, line[i].y)};
            high = {std::max(high.x, line[i].x), std::max(high.y, line[i].y)};
            if (i == 0) continue;
            const double piece = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
            mass.x += piece * (line[i].x + line[i - 1].x) / 2;
            mass.y += piece * (line[i].y + line[i - 1].y) / 2;
            length += piece;
        }
    const double scale = (box + rng.uniform(-0.8, 0.8) - pen) / std::max(high.x - low.x, high.y - low.y);
    const double middle = (side - 1) / 2.0;
    const Point shift{middle + rng.uniform(-0.8, 0.8) - scale * mass.x / length,
                      middle + rng.uniform(-0.8, 0.8) - scale * mass.y / length};
    forEachPoint(lines, [&](Point& p) { p = {scale * p.x + shift.x, scale * p.y + shift.y}; });
}

double distanceToPiece(Point p, Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Pixels around a piece of line: full inside the pen, fading over `soft` pixels at its edge.
void drawPiece(Point a, Point b, double pen, double soft, std::array<double, side * side>& ink) {
    const double reach = (pen + soft) / 2;
    const auto first = [&](double v) { return std::clamp(static_cast<int>(std::ceil(v - reach)), 0, side); };
    const auto last = [&](double v) { return std::clamp(static_cast<int>(std::floor(v + reach)), -1, side - 1); };
    for (int y = first(std::min(a.y, b.y)); y <= last(std::max(a.y, b.y)); ++y)
        for (int x = first(std::min(a.x, b.x)); x <= last(std::max(a.x, b.x)); ++x) {
            const double d = distanceToPiece({static_cast<double>(x), static_cast<double>(y)}, a, b);
            double& here = ink[static_cast<std::size_t>(y * side + x)];
            here = std::max(here, std::min(1.0, (reach - d) / soft));
        }
}

void draw(const Lines& lines, double pen, Rng& rng, std::array<double, side * side>& ink) {
    const double soft = rng.uniform(1.0, 2.0);
    const double swing = rng.uniform(0, 0.25), phase = rng.uniform(0, 2 * std::numbers::pi); // pressure of the hand
    double way = 0;
    for (const Line& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i) {
            way += 0.12;
            drawPiece(line[i - 1], line[i], pen * (1 + swing * std::sin(way + phase)), soft, ink);
        }
}

void drawDigit(int digit, Rng& rng, std::span<std::uint8_t> pixels) {
    Lines lines = chooseForm(chooseStyle(digit, rng), rng);
    for (Line& line : lines) line = smoothed(line);
    warp(lines, rng);
    tilt(lines, rng);
    const double pen = std::clamp(2.4 * std::exp(0.32 * rng.normal()), 1.1, 4.6);
    fit(lines, pen, rng);
    std::array<double, side * side> ink{};
    draw(lines, pen, rng, ink);
    for (std::size_t i = 0; i < ink.size(); ++i)
        pixels[i] = static_cast<std::uint8_t>(std::clamp(255 * ink[i] * (1 + 0.04 * rng.normal()) , 0.0, 255.0));
}

Dataset drawnSet(std::uint64_t seed, std::size_t images) {
    Dataset set;
    set.shape = {1, side, side, 1};
    set.pixels.resize(images * set.shape.perImage());
    for (std::size_t i = 0; i < images; ++i) {
        const int digit = static_cast<int>(i % 10);
        Rng rng(seed, i);
        drawDigit(digit, rng, std::span(set.pixels).subspan(i * set.shape.perImage(), set.shape.perImage()));
        set.labels.push_back(digit);
    }
    for (int digit = 0; digit < 10; ++digit) set.classNames.push_back(std::to_string(digit));
    return set;
}

} // namespace

DataSplit drawnDigits(std::uint64_t seed, std::size_t trainImages, std::size_t testImages) {
    // Streams of their own, so that no test image is also learned.
    const std::uint64_t trainSeed = Rng(seed, 0).bits(), testSeed = Rng(seed, 1).bits();
    return {"Drawn digits", drawnSet(trainSeed, trainImages), drawnSet(testSeed, testImages)};
}

} // namespace cnn
