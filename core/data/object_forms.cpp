#include "core/data/object_forms.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

using Parts = std::vector<ObjectPart>;
constexpr Rgb darkPart{0.12, 0.12, 0.14}, greyPart{0.72, 0.72, 0.74}, glassPart{0.72, 0.87, 0.95},
    palePart{0.96, 0.94, 0.88}, woodPart{0.42, 0.27, 0.15};

ObjectPart ellipse(PenPoint centre, double rx, double ry, const Rgb& colour) {
    return {ObjectPart::Ellipse, {centre, {rx, ry}}, colour};
}
ObjectPart disc(PenPoint centre, double r, const Rgb& colour) {
    return ellipse(centre, r, r, colour);
}
ObjectPart polygon(std::vector<PenPoint> corners, const Rgb& colour) {
    return {ObjectPart::Polygon, std::move(corners), colour};
}
ObjectPart box(double left, double top, double right, double bottom, const Rgb& colour) {
    return polygon({{left, top}, {right, top}, {right, bottom}, {left, bottom}}, colour);
}
ObjectPart line(std::vector<PenPoint> points, double width, const Rgb& colour) {
    return {ObjectPart::Line, std::move(points), colour, width};
}
ObjectPart upperHalf(ObjectPart part) {
    part.lowest = part.points[0].y;
    return part;
}

bool chance(Rng& rng, double share) {
    return rng.uniform() < share;
}

Rgb darker(const Rgb& colour, double share = 0.35) {
    return mixed(colour, darkPart, share);
}
Rgb lighter(const Rgb& colour, double share = 0.4) {
    return mixed(colour, palePart, share);
}
Rgb leafColour(Rng& rng) {
    const bool autumn = chance(rng, 0.25);
    return autumn ? rgbOf(rng.uniform(0.02, 0.13), rng.uniform(0.7, 1), rng.uniform(0.55, 0.9))
                  : rgbOf(rng.uniform(0.22, 0.42), rng.uniform(0.5, 0.9), rng.uniform(0.35, 0.7));
}

// Points of an arc around a centre, from one angle to another, clockwise from the right.
std::vector<PenPoint> arc(PenPoint centre, double rx, double ry, double from, double to) {
    constexpr int pieces = 8;
    std::vector<PenPoint> points;
    for (int i = 0; i <= pieces; ++i) {
        const double angle = from + (to - from) * i / pieces;
        points.push_back({centre.x + rx * std::cos(angle), centre.y + ry * std::sin(angle)});
    }
    return points;
}

// ---- the kinds -----------------------------------------------------------------------------------------------------

// From above, its nose to the right.
Parts planeParts(const ObjectColours& c, Rng& rng) {
    const double span = rng.uniform(0.82, 1), sweep = rng.uniform(0.2, 0.42), wide = rng.uniform(0.13, 0.18);
    const bool engines = chance(rng, 0.6);
    Parts all;
    for (const double way : {-1.0, 1.0}) {
        all.push_back(
            polygon({{0.3, 0.06 * way}, {-0.18, 0.06 * way}, {-0.2 - sweep, span * way}, {-sweep, span * way}},
                    darker(c.main, 0.15)));
        all.push_back(
            polygon({{-0.6, 0.05 * way}, {-0.9, 0.05 * way}, {-1, 0.42 * way}, {-0.84, 0.42 * way}}, c.second));
        if (engines) all.push_back(ellipse({0.06 - sweep / 2, 0.45 * way}, 0.17, 0.08, darkPart));
    }
    all.push_back(ellipse({0, 0}, 1, wide, c.main));
    all.push_back(ellipse({0.72, 0}, 0.13, 0.6 * wide, darkPart));
    return all;
}

Parts carParts(const ObjectColours& c, Rng& rng) {
    const double roof = rng.uniform(-0.68, -0.48), back = rng.uniform(-0.85, -0.45), wheel = rng.uniform(0.21, 0.27);
    const double front = rng.uniform(0.15, 0.35);
    Parts all{
        polygon({{back - 0.08, 0}, {back + 0.14, roof}, {front, roof}, {front + 0.36, 0}}, darker(c.main, 0.2)),
        polygon({{back + 0.06, -0.04}, {back + 0.2, roof + 0.09}, {-0.14, roof + 0.09}, {-0.14, -0.04}}, glassPart),
        polygon({{-0.03, -0.04}, {-0.03, roof + 0.09}, {front - 0.04, roof + 0.09}, {front + 0.24, -0.04}}, glassPart),
        polygon({{-0.98, 0.38}, {-0.98, 0}, {-0.8, -0.06}, {0.74, -0.04}, {0.97, 0.08}, {1, 0.38}}, c.main)};
    if (chance(rng, 0.4)) all.push_back(line({{-0.9, 0.15}, {0.85, 0.15}}, 0.09, c.second));
    all.push_back(disc({0.92, 0.14}, 0.08, {1, 0.93, 0.6}));
    for (const double x : {-0.55, 0.56}) {
        all.push_back(disc({x, 0.4}, wheel, darkPart));
        all.push_back(disc({x, 0.4}, 0.45 * wheel, greyPart));
    }
    return all;
}

void addSails(Parts& all, const ObjectColours& c, Rng& rng) {
    const double top = rng.uniform(-1, -0.85);
    const Rgb sail = chance(rng, 0.6) ? palePart : lighter(c.second);
    all.push_back(line({{-0.06, 0.1}, {-0.06, top}}, 0.08, woodPart));
    all.push_back(polygon({{0.02, top + 0.06}, {0.02, 0}, {0.8, 0}}, sail));
    all.push_back(polygon({{-0.14, top + 0.25}, {-0.14, 0}, {-0.65, 0}}, darker(sail, 0.12)));
}

void addDecks(Parts& all, const ObjectColours& c, Rng& rng) {
    const int funnels = chance(rng, 0.5) ? 2 : 1;
    for (int i = 0; i < funnels; ++i) {
        const double left = -0.3 + 0.36 * i;
        all.push_back(box(left, -0.88, left + 0.22, -0.3, c.second));
        all.push_back(box(left, -0.88, left + 0.22, -0.74, darkPart));
    }
    all.push_back(box(-0.45, -0.42, 0.35, -0.1, darker(palePart, 0.1)));
    all.push_back(box(-0.68, -0.16, 0.56, 0.14, palePart));
    for (const double x : {-0.5, -0.24, 0.02, 0.28}) all.push_back(disc({x, 0}, 0.06, darkPart));
}

Parts shipParts(const ObjectColours& c, Rng& rng) {
    Parts all;
    chance(rng, 0.5) ? addSails(all, c, rng) : addDecks(all, c, rng);
    all.push_back(polygon({{-1, 0.1}, {1, 0.1}, {0.68, 0.62}, {-0.74, 0.62}}, c.main));
    if (chance(rng, 0.6)) all.push_back(polygon({{-0.84, 0.42}, {0.81, 0.42}, {0.68, 0.62}, {-0.74, 0.62}}, darkPart));
    return all;
}

Parts treeParts(const ObjectColours& c, Rng& rng) {
    const Rgb leaf = leafColour(rng);
    Parts all{polygon({{-0.12, 0.1}, {0.12, 0.1}, {0.17, 1}, {-0.17, 1}}, woodPart)};
    if (chance(rng, 0.45)) { // a fir
        const double wide = rng.uniform(0.6, 0.8);
        for (int i = 2; i >= 0; --i) {
            const double top = -1 + 0.36 * i, spread = wide * (0.55 + 0.22 * i);
            all.push_back(polygon({{0, top}, {spread, top + 0.68}, {-spread, top + 0.68}}, darker(leaf, 0.16 * i)));
        }
        return all;
    }
    for (const PenPoint p : {PenPoint{-0.4, -0.08}, {0.4, -0.06}, {0, -0.48}, {0.02, -0.1}})
        all.push_back(
            disc({p.x + rng.uniform(-0.06, 0.06), p.y}, rng.uniform(0.38, 0.5), darker(leaf, 0.2 * p.y + 0.1)));
    if (chance(rng, 0.5))
        for (int i = 0; i < 5; ++i)
            all.push_back(disc({rng.uniform(-0.5, 0.5), rng.uniform(-0.65, 0.15)}, 0.08, c.main));
    return all;
}

Parts houseParts(const ObjectColours& c, Rng& rng) {
    const double half = rng.uniform(0.6, 0.78), eaves = rng.uniform(-0.15, 0.05), ridge = rng.uniform(-0.95, -0.75);
    const double door = chance(rng, 0.5) ? -0.35 : 0.3;
    const double chimney = chance(rng, 0.5) ? -0.5 : 0.28;
    Parts all;
    if (chance(rng, 0.7)) all.push_back(box(chimney, -0.82, chimney + 0.2, eaves, darker(c.second, 0.4)));
    all.push_back(box(-half, eaves - 0.02, half, 0.9, c.main));
    all.push_back(polygon({{-half - 0.22, eaves}, {0, ridge}, {half + 0.22, eaves}}, c.second));
    all.push_back(box(door - 0.14, 0.38, door + 0.14, 0.9, chance(rng, 0.5) ? woodPart : darkPart));
    const double window = door < 0 ? 0.3 : -0.32;
    all.push_back(box(window - 0.19, 0.22, window + 0.19, 0.56, palePart));
    all.push_back(box(window - 0.13, 0.28, window + 0.13, 0.5, chance(rng, 0.3) ? Rgb{1, 0.85, 0.4} : glassPart));
    return all;
}

Parts cupParts(const ObjectColours& c, Rng& rng) {
    const double foot = rng.uniform(0.3, 0.5), high = rng.uniform(-0.6, -0.35);
    constexpr double quarter = std::numbers::pi / 2;
    Parts all{line(arc({0.45, 0.5 * (high + 0.6)}, 0.44, 0.3, -quarter, quarter), 0.15, darker(c.main, 0.2)),
              polygon({{-0.72, high}, {0.52, high}, {0.52 - 0.4 * (0.52 - foot), 0.75}, {-foot - 0.12, 0.75}}, c.main),
              ellipse({-0.1, high}, 0.62, 0.15, lighter(c.main)),
              ellipse({-0.1, high + 0.03}, 0.5, 0.1, chance(rng, 0.6) ? woodPart : c.second)};
    if (chance(rng, 0.5)) all.push_back(line({{-0.6, 0.3}, {0.42, 0.3}}, 0.16, c.second));
    if (chance(rng, 0.6))
        for (const double x : {-0.32, 0.08})
            all.push_back(line({{x, high - 0.14}, {x + 0.09, high - 0.26}, {x, high - 0.38}, {x + 0.07, high - 0.48}},
                               0.07, {0.95, 0.95, 0.97}));
    return all;
}

Parts fishParts(const ObjectColours& c, Rng& rng) {
    const double tall = rng.uniform(0.36, 0.52), tail = rng.uniform(0.36, 0.52);
    Parts all{polygon({{-0.42, 0}, {-1, -tail}, {-0.84, 0}}, c.second),
              polygon({{-0.42, 0}, {-1, tail}, {-0.84, 0}}, c.second),
              polygon({{-0.2, -0.75 * tall}, {0.32, -0.8 * tall}, {-0.3, -tall - 0.3}}, c.second),
              polygon({{0, 0.8 * tall}, {0.25, 0.8 * tall}, {-0.08, tall + 0.22}}, c.second),
              ellipse({0.18, 0}, 0.78, tall, c.main)};
    const int stripes = static_cast<int>(rng.below(3));
    for (int i = 0; i < stripes; ++i) {
        const double x = 0.16 - 0.3 * i, reach = 0.72 * tall;
        all.push_back(line({{x, -reach}, {x - 0.05, 0}, {x, reach}}, 0.1, c.second));
    }
    all.push_back(disc({0.6, -0.28 * tall}, 0.12, palePart));
    all.push_back(disc({0.62, -0.28 * tall}, 0.06, darkPart));
    return all;
}

Parts flowerParts(const ObjectColours& c, Rng& rng) {
    const int petals = 5 + static_cast<int>(rng.below(4));
    const double phase = rng.uniform(0, 2 * std::numbers::pi), reach = rng.uniform(0.36, 0.42);
    const double size = std::min(0.3, reach * std::sin(std::numbers::pi / petals) * rng.uniform(1, 1.25));
    const Rgb stem = rgbOf(rng.uniform(0.25, 0.4), rng.uniform(0.5, 0.9), rng.uniform(0.35, 0.6));
    constexpr PenPoint head{0, -0.35};
    const double bend = rng.uniform(-0.15, 0.15);
    Parts all{line({head, {bend, 0.4}, {bend, 1}}, 0.1, stem)};
    for (const double way : {-1.0, 1.0})
        if (chance(rng, 0.75))
            all.push_back(
                polygon({{bend, 0.8}, {bend + 0.3 * way, 0.42}, {bend + 0.5 * way, 0.4}, {bend + 0.3 * way, 0.74}},
                        lighter(stem, 0.12)));
    for (int i = 0; i < petals; ++i) {
        const double angle = phase + 2 * std::numbers::pi * i / petals;
        all.push_back(disc({head.x + reach * std::cos(angle), head.y + reach * std::sin(angle)}, size,
                           i % 2 == 0 ? c.main : darker(c.main, 0.12)));
    }
    all.push_back(disc(head, 0.2, chance(rng, 0.6) ? Rgb{0.98, 0.8, 0.2} : darker(c.second)));
    return all;
}

Parts mushroomParts(const ObjectColours& c, Rng& rng) {
    const double thick = rng.uniform(0.18, 0.3), tall = rng.uniform(0.75, 1);
    Parts all{polygon({{-thick, 0}, {thick, 0}, {1.25 * thick, 0.9}, {-1.25 * thick, 0.9}}, palePart),
              upperHalf(ellipse({0, 0.14}, 0.95, tall, c.main))};
    const int dots = static_cast<int>(rng.below(6));
    const PenPoint places[] = {{-0.1, -0.5}, {0.35, -0.3}, {-0.45, -0.22}, {0.05, -0.12}, {0.62, -0.02}};
    for (int i = 0; i < dots; ++i) all.push_back(disc(places[i], rng.uniform(0.09, 0.15), lighter(c.second, 0.7)));
    return all;
}

Parts umbrellaParts(const ObjectColours& c, Rng& rng) {
    const double tall = rng.uniform(0.75, 0.95);
    std::vector<PenPoint> pole{{0, -0.98}, {0, 0.72}};
    for (const PenPoint& p : arc({-0.17, 0.75}, 0.17, 0.2, 0, std::numbers::pi)) pole.push_back(p);
    Parts all{line(pole, 0.1, chance(rng, 0.5) ? woodPart : darkPart), upperHalf(ellipse({0, 0.06}, 1, tall, c.main))};
    if (chance(rng, 0.75)) {
        all.push_back(upperHalf(ellipse({0, 0.06}, 0.62, tall, c.second)));
        all.push_back(upperHalf(ellipse({0, 0.06}, 0.24, tall, c.main)));
    }
    return all;
}

constexpr ObjectKind formsOfObjects[] = {
    {"plane", planeParts, 0.7},       {"car", carParts, 0.12},      {"ship", shipParts, 0.12},
    {"tree", treeParts, 0.1},         {"house", houseParts, 0.06},  {"cup", cupParts, 0.12},
    {"fish", fishParts, 0.35},        {"flower", flowerParts, 0.2}, {"mushroom", mushroomParts, 0.15},
    {"umbrella", umbrellaParts, 0.3},
};

} // namespace

std::span<const ObjectKind> objectKinds() {
    return formsOfObjects;
}

} // namespace cnn
