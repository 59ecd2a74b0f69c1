#include "core/data/object_forms.h"
#include "core/data/sources.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

constexpr int objectSide = 32; // of an image

double difference(const Rgb& a, const Rgb& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum);
}

Rgb groundColour(Rng& rng) {
    return rgbOf(rng.uniform(), rng.uniform(0.05, 0.5), rng.uniform(0.35, 0.95));
}

// From one colour above to another below; or both with an edge between, as land and sky; with blots on it, or stripes.
// None of it tells what stands before it.
void paintBackground(ColourCanvas& canvas, Rng& rng) {
    const Rgb above = groundColour(rng), below = rng.uniform() < 0.5 ? groundColour(rng) : mixed(above, {1, 1, 1}, 0.3);
    const bool edged = rng.uniform() < 0.4;
    const double edge = rng.uniform(0.35, 0.8) * objectSide, slope = rng.uniform(-0.1, 0.1);
    const double stripes = rng.uniform() < 0.25 ? rng.uniform(0.3, 1.2) : 0,
                 direction = rng.uniform(0, std::numbers::pi);
    const double alongX = stripes * std::cos(direction), alongY = stripes * std::sin(direction);
    for (int y = 0; y < objectSide; ++y)
        for (int x = 0; x < objectSide; ++x) {
            const double deep = y + slope * (x - objectSide / 2);
            Rgb here = mixed(above, below, edged ? std::clamp(deep - edge + 0.5, 0.0, 1.0) : deep / objectSide);
            if (stripes > 0) here = mixed(here, {1, 1, 1}, 0.12 + 0.12 * std::sin(alongX * x + alongY * y));
            canvas.at(y, x) = here;
        }
    const std::size_t blots = rng.uniform() < 0.4 ? 2 + rng.below(4) : 0;
    for (std::size_t i = 0; i < blots; ++i) {
        const ObjectPart blot{
            ObjectPart::Ellipse, {{0, 0}, {rng.uniform(0.4, 1), rng.uniform(0.4, 1)}}, groundColour(rng)};
        const ObjectPlace place{{rng.uniform(0, objectSide), rng.uniform(0, objectSide)}, rng.uniform(2, 7), 0, false};
        drawObject(std::span(&blot, 1), place, canvas);
    }
}

Rgb meanColour(const ColourCanvas& canvas) {
    Rgb mean{};
    for (const Rgb& pixel : canvas.pixels)
        for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += pixel[i] / static_cast<double>(canvas.pixels.size());
    return mean;
}

// Of some colours the one that is least like those it must not be mistaken for.
Rgb colourUnlike(std::initializer_list<Rgb> others, Rng& rng) {
    constexpr int tries = 4;
    Rgb best{};
    double most = -1;
    for (int i = 0; i < tries; ++i) {
        const Rgb colour = rgbOf(rng.uniform(), rng.uniform(0.45, 1), rng.uniform(0.4, 1));
        double least = 2;
        for (const Rgb& other : others) least = std::min(least, difference(colour, other));
        if (least <= most) continue;
        most = least;
        best = colour;
    }
    return best;
}

ObjectPlace chosenPlace(const ObjectKind& kind, Rng& rng) {
    const double scale = rng.uniform(9, 14), free = objectSide / 2 - scale;
    const auto somewhere = [&] { return objectSide / 2 + rng.uniform(-free, free); };
    const double x = somewhere(), y = somewhere(), angle = rng.uniform(-kind.turn, kind.turn);
    return {{x, y}, scale, angle, rng.uniform() < 0.5};
}

void drawKind(const ObjectKind& kind, Rng& rng, std::span<std::uint8_t> pixels) {
    ColourCanvas canvas(objectSide);
    paintBackground(canvas, rng);
    const Rgb ground = meanColour(canvas);
    const Rgb main = colourUnlike({ground}, rng), second = colourUnlike({ground, main}, rng);
    const auto parts = kind.parts({main, second}, rng);
    const ObjectPlace place = chosenPlace(kind, rng);
    drawObject(parts, place, canvas);
    const double light = rng.uniform(0.85, 1.08), grain = rng.uniform(0.005, 0.035);
    const std::size_t each = canvas.pixels.size();
    for (std::size_t i = 0; i < each; ++i)
        for (std::size_t c = 0; c < 3; ++c) {
            const double value =
                light * canvas.pixels[i][c] + grain * (rng.uniform(-1.5, 1.5) + rng.uniform(-1.5, 1.5));
            pixels[c * each + i] = static_cast<std::uint8_t>(std::lround(255 * std::clamp(value, 0.0, 1.0)));
        }
}

Dataset objectSet(std::uint64_t seed, std::size_t images) {
    const auto kinds = objectKinds();
    Dataset set;
    set.shape = {3, objectSide, objectSide, 1};
    const std::size_t perImage = set.shape.perImage();
    set.pixels.resize(images * perImage);
    for (std::size_t i = 0; i < images; ++i) {
        Rng rng(seed, i);
        const std::size_t kind = i % kinds.size();
        drawKind(kinds[kind], rng, std::span(set.pixels.bytes()).subspan(i * perImage, perImage));
        set.labels.push_back(static_cast<int>(kind));
    }
    for (const ObjectKind& kind : kinds) set.classNames.emplace_back(kind.name);
    return set;
}

} // namespace

DataSplit drawnObjects(std::uint64_t seed, std::size_t trainImages, std::size_t testImages) {
    // Streams of their own, so that no test image is also learned; others than those of digits.
    const std::uint64_t trainSeed = Rng(seed, 2).bits(), testSeed = Rng(seed, 3).bits();
    return {"Drawn objects", objectSet(trainSeed, trainImages), objectSet(testSeed, testImages)};
}

} // namespace cnn
