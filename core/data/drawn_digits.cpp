#include "core/base/rng.h"
#include "core/data/digit_form.h"
#include "core/data/sources.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

constexpr int side = 28; // of an image
using Ink = std::array<double, side * side>;

struct Pen {
    double width;        // in pixels
    double soft;         // pixels over which its edge fades
    double swing, phase; // the hand presses now more, now less: the width swings along the way
};

Pen choosePen(Rng& rng) {
    return {std::clamp(2.7 * std::exp(0.30 * rng.normal()), 1.1, 4.8), rng.uniform(0.8, 1.5), rng.uniform(0, 0.25),
            rng.uniform(0, 2 * std::numbers::pi)};
}

double squareDistance(PenPoint p, PenPoint a, PenPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double square = dx * dx + dy * dy;
    const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0.0;
    const double x = p.x - a.x - t * dx, y = p.y - a.y - t * dy;
    return x * x + y * y;
}

// The pixels around a piece of line; only they are looked at.
void drawPiece(PenPoint a, PenPoint b, double width, double soft, Ink& ink) {
    const double reach = (width + soft) / 2;
    const auto first = [&](double v) { return std::clamp(static_cast<int>(std::ceil(v - reach)), 0, side); };
    const auto last = [&](double v) { return std::clamp(static_cast<int>(std::floor(v + reach)), -1, side - 1); };
    for (int y = first(std::min(a.y, b.y)); y <= last(std::max(a.y, b.y)); ++y)
        for (int x = first(std::min(a.x, b.x)); x <= last(std::max(a.x, b.x)); ++x) {
            const double d = squareDistance({static_cast<double>(x), static_cast<double>(y)}, a, b);
            if (d >= reach * reach) continue;
            double& here = ink[static_cast<std::size_t>(y * side + x)];
            here = std::max(here, std::min(1.0, (reach - std::sqrt(d)) / soft));
        }
}

Ink drawn(const PenStrokes& strokes, const Pen& pen) {
    Ink ink{};
    double phase = pen.phase;
    for (const PenStroke& stroke : strokes)
        for (std::size_t i = 1; i < stroke.size(); ++i) {
            phase += 0.12;
            drawPiece(stroke[i - 1], stroke[i], pen.width * (1 + pen.swing * std::sin(phase)), pen.soft, ink);
        }
    return ink;
}

PenPoint centreOfMass(const Ink& ink) {
    double sum = 0, x = 0, y = 0;
    for (std::size_t i = 0; i < ink.size(); ++i) {
        sum += ink[i];
        x += ink[i] * static_cast<double>(i % side);
        y += ink[i] * static_cast<double>(i / side);
    }
    return {x / sum, y / sum};
}

// The centre of mass comes to the middle of the image, or a pixel beside it.
void centre(PenStrokes& strokes, const Pen& pen, Rng& rng) {
    const PenPoint mass = centreOfMass(drawn(strokes, pen));
    const PenPoint shift{side / 2.0 + rng.uniform(-0.9, 0.9) - mass.x, side / 2.0 + rng.uniform(-0.9, 0.9) - mass.y};
    for (PenStroke& stroke : strokes)
        for (PenPoint& p : stroke) p = {p.x + shift.x, p.y + shift.y};
}

void drawDigit(int digit, Rng& rng, std::span<std::uint8_t> pixels) {
    const Pen pen = choosePen(rng);
    PenStrokes strokes = writtenDigit(digit, side, pen.width, rng);
    centre(strokes, pen, rng);
    const Ink ink = drawn(strokes, pen);
    for (std::size_t i = 0; i < ink.size(); ++i) {
        const double grain = ink[i] > 0 ? 1 + 0.04 * rng.normal() : 0; // of paper and scanner
        pixels[i] = static_cast<std::uint8_t>(std::clamp(255 * ink[i] * grain, 0.0, 255.0));
    }
}

Dataset drawnSet(std::uint64_t seed, std::size_t images) {
    Dataset set;
    set.shape = {1, side, side, 1};
    const std::size_t perImage = set.shape.perImage();
    set.pixels.resize(images * perImage);
    for (std::size_t i = 0; i < images; ++i) {
        const int digit = static_cast<int>(i % 10);
        Rng rng(seed, i);
        drawDigit(digit, rng, std::span(set.pixels.bytes()).subspan(i * perImage, perImage));
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
