#include "core/explain/filter_look.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <functional>
#include <optional>
#include <vector>

namespace cnn {
namespace {

struct Slice {
    std::span<const float> weights;
    int rows, columns;

    double at(int y, int x) const { return double{weights[static_cast<std::size_t>(y * columns + x)]}; }
    double fromTop(int y) const { return y - (rows - 1) / 2.0; } // from the middle, downwards
    double fromLeft(int x) const { return x - (columns - 1) / 2.0; }
};

// How much of the weights adds, and how much subtracts.
struct Balance {
    double bright = 0, dark = 0, energy = 0, largest = 0;
};

Balance balanceOf(const Slice& s) {
    Balance b;
    for (const float w : s.weights) {
        const double v = double{w};
        (v > 0 ? b.bright : b.dark) += std::abs(v);
        b.energy += v * v;
        b.largest = std::max(b.largest, std::abs(v));
    }
    return b;
}

// The cosine of the angle between the weights and a shape without its mean, so that plain brightness counts for
// nothing; of the weights the mean is taken off, too, where `centred`.
double likeness(const Slice& s, const std::function<double(int, int)>& shape, bool centred) {
    const auto count = static_cast<double>(s.weights.size());
    double mean = 0, shapeMean = 0, product = 0, own = 0, other = 0;
    for (int y = 0; y < s.rows; ++y)
        for (int x = 0; x < s.columns; ++x) {
            mean += centred ? s.at(y, x) / count : 0;
            shapeMean += shape(y, x) / count;
        }
    for (int y = 0; y < s.rows; ++y)
        for (int x = 0; x < s.columns; ++x) {
            const double a = s.at(y, x) - mean, b = shape(y, x) - shapeMean;
            product += a * b;
            own += a * a;
            other += b * b;
        }
    return own > 0 && other > 0 ? product / std::sqrt(own * other) : 0;
}

struct Shaped {
    double like = 0;
    Message words;
};

void keepBetter(std::optional<Shaped>& best, double like, const Message& words) {
    if (!best || like > best->like) best = Shaped{like, words};
}

// ---- shapes --------------------------------------------------------------------------------------------------------

// The way from dark to bright, down and to the right.
struct Way {
    int down, right;
    Message words;
};

std::vector<Way> edgeWays() {
    return {{0, 1, Message::tr("an edge: dark left, bright right")},
            {0, -1, Message::tr("an edge: bright left, dark right")},
            {1, 0, Message::tr("an edge: dark above, bright below")},
            {-1, 0, Message::tr("an edge: bright above, dark below")},
            {1, 1, Message::tr("an edge: dark top left, bright bottom right")},
            {-1, -1, Message::tr("an edge: bright top left, dark bottom right")},
            {1, -1, Message::tr("an edge: dark top right, bright bottom left")},
            {-1, 1, Message::tr("an edge: bright top right, dark bottom left")}};
}

// A step, or a slope: whichever is more like it.
void lookForEdges(const Slice& s, std::optional<Shaped>& best) {
    for (const Way& way : edgeWays()) {
        if ((way.down != 0 && s.rows < 2) || (way.right != 0 && s.columns < 2)) continue;
        const auto along = [&](int y, int x) { return way.down * s.fromTop(y) + way.right * s.fromLeft(x); };
        const auto step = [&](int y, int x) {
            const double d = along(y, x);
            return d > 1e-9 ? 1.0 : d < -1e-9 ? -1.0 : 0.0;
        };
        keepBetter(best, likeness(s, along, false), way.words);
        keepBetter(best, likeness(s, step, false), way.words);
    }
}

struct Lying {
    int down, right; // across it
    Message bright, dark;
};

std::vector<Lying> lines() {
    return {
        {0, 1, Message::tr("a bright line, upright"), Message::tr("a dark line, upright")},
        {1, 0, Message::tr("a bright line, level"), Message::tr("a dark line, level")},
        {1, -1, Message::tr("a bright line, falling to the right"), Message::tr("a dark line, falling to the right")},
        {1, 1, Message::tr("a bright line, rising to the right"), Message::tr("a dark line, rising to the right")}};
}

// Through the middle.
void lookForLines(const Slice& s, std::optional<Shaped>& best) {
    for (const Lying& line : lines()) {
        if ((line.down != 0 && s.rows < 3) || (line.right != 0 && s.columns < 3)) continue;
        const auto shape = [&](int y, int x) {
            return std::abs(line.down * s.fromTop(y) + line.right * s.fromLeft(x)) < 0.6 ? 1.0 : 0.0;
        };
        const double like = likeness(s, shape, false);
        keepBetter(best, like, line.bright);
        keepBetter(best, -like, line.dark);
    }
}

void lookForSpots(const Slice& s, std::optional<Shaped>& best) {
    if (s.rows < 3 || s.columns < 3) return;
    const double reach = std::min(s.rows, s.columns) / 5.0;
    const auto spot = [&](int y, int x) { return std::hypot(s.fromTop(y), s.fromLeft(x)) <= reach ? 1.0 : 0.0; };
    const double like = likeness(s, spot, false);
    keepBetter(best, like, Message::tr("a bright spot on dark ground"));
    keepBetter(best, -like, Message::tr("a dark spot on bright ground"));
}

void lookForCorners(const Slice& s, std::optional<Shaped>& best) {
    if (s.rows < 3 || s.columns < 3) return;
    const struct {
        bool right, bottom;
        Message words;
    } all[] = {{false, true, Message::tr("an L along the left and the bottom")},
               {true, true, Message::tr("an L along the right and the bottom")},
               {false, false, Message::tr("an L along the left and the top")},
               {true, false, Message::tr("an L along the right and the top")}};
    for (const auto& corner : all) {
        const auto shape = [&](int y, int x) {
            return x == (corner.right ? s.columns - 1 : 0) || y == (corner.bottom ? s.rows - 1 : 0) ? 1.0 : 0.0;
        };
        keepBetter(best, likeness(s, shape, true), corner.words);
    }
}

// Those that say "dark" only where there is darkness.
std::optional<Message> shapeOf(const Slice& s, const Balance& b) {
    constexpr double enough = 0.85, least = 0.3; // how like; of the smaller of bright and dark to the larger
    std::optional<Shaped> best;
    lookForCorners(s, best);
    if (std::min(b.bright, b.dark) >= least * std::max(b.bright, b.dark)) {
        lookForEdges(s, best);
        lookForLines(s, best);
        lookForSpots(s, best);
    }
    return best && best->like >= enough ? std::optional(best->words) : std::nullopt;
}

// ---- places --------------------------------------------------------------------------------------------------------

Message zoneName(int row, int column) {
    const std::array<Message, 9> names{
        Message::tr("the top left"),    Message::tr("the top"),    Message::tr("the top right"),
        Message::tr("the left"),        Message::tr("the middle"), Message::tr("the right"),
        Message::tr("the bottom left"), Message::tr("the bottom"), Message::tr("the bottom right")};
    return names[static_cast<std::size_t>(3 * row + column)];
}

// Which third of an axis; of two cells the outer ones.
int third(int at, int count) {
    return count == 1 ? 1 : count == 2 ? 2 * at : 3 * (2 * at + 1) / (2 * count);
}

// The one or two of nine places where at least the share `most` of `sum` lies, in weights of one sign; nothing: they
// lie everywhere.
std::optional<Message> placesOf(const Slice& s, double sign, double sum, double most) {
    constexpr double alone = 0.2, widest = 0.4; // shares: of the weights, of one place; of the cells
    std::array<double, 9> shares{}, cells{};
    for (int y = 0; y < s.rows; ++y)
        for (int x = 0; x < s.columns; ++x) {
            const auto zone = static_cast<std::size_t>(3 * third(y, s.rows) + third(x, s.columns));
            shares[zone] += std::max(0.0, sign * s.at(y, x)) / sum;
            cells[zone] += 1.0 / static_cast<double>(s.weights.size());
        }
    std::array<int, 9> order{0, 1, 2, 3, 4, 5, 6, 7, 8};
    std::ranges::stable_sort(
        order, [&](int a, int b) { return shares[static_cast<std::size_t>(a)] > shares[static_cast<std::size_t>(b)]; });
    const auto first = static_cast<std::size_t>(order[0]), second = static_cast<std::size_t>(order[1]);
    if (shares[first] >= most && shares[second] < alone && cells[first] <= widest)
        return zoneName(order[0] / 3, order[0] % 3);
    if (shares[first] + shares[second] < most || shares[second] < alone || cells[first] + cells[second] > widest)
        return std::nullopt;
    const auto [a, b] =
        std::minmax(order[0], order[1], [](int p, int q) { return (p == 4 ? -1 : p) < (q == 4 ? -1 : q); });
    return Message::tr("%1 and %2", zoneName(a / 3, a % 3), zoneName(b / 3, b % 3));
}

std::optional<Message> placeWords(const Slice& s, const Balance& b) {
    constexpr double most = 0.65; // of all weights, whatever their sign: half of noise is bright
    if (const auto bright = placesOf(s, 1, b.bright + b.dark, most)) return Message::tr("mostly %1", *bright);
    if (const auto dark = placesOf(s, -1, b.bright + b.dark, most)) return Message::tr("darkness, mostly at %1", *dark);
    return std::nullopt;
}

// All alike, or a soft spot, where nothing subtracts.
std::optional<Message> blurWords(const Slice& s, const Balance& b) {
    constexpr double alike = 0.2, soft = 0.95, bright = 0.05;
    const auto [least, largest] = std::ranges::minmax(s.weights);
    if (double{largest} - double{least} <= alike * b.largest)
        return double{largest} > 0 ? Message::tr("every place alike: their mean")
                                   : Message::tr("every place alike, the darker the better");
    if (b.dark > bright * b.bright || s.rows < 3 || s.columns < 3) return std::nullopt;
    const double wide = std::min(s.rows, s.columns) / 3.5;
    const auto bell = [&](int y, int x) {
        const double far = std::hypot(s.fromTop(y), s.fromLeft(x)) / wide;
        return std::exp(-far * far / 1.2);
    };
    return likeness(s, bell, true) >= soft ? std::optional(Message::tr("the middle most, and less all around"))
                                           : std::nullopt;
}

// One weight that is nearly all there is.
std::optional<Message> onePlace(const Slice& s, const Balance& b) {
    constexpr double nearlyAll = 0.9;
    if (b.largest * b.largest < nearlyAll * b.energy) return std::nullopt;
    for (int y = 0; y < s.rows; ++y)
        for (int x = 0; x < s.columns; ++x) {
            if (std::abs(s.at(y, x)) < b.largest) continue;
            const Message where = zoneName(third(y, s.rows), third(x, s.columns));
            return s.at(y, x) > 0 ? Message::tr("one pixel alone, at %1", where)
                                  : Message::tr("the darkness of one pixel alone, at %1", where);
        }
    return std::nullopt;
}

} // namespace

Message lookOf(std::span<const float> weights, int rows, int columns) {
    assert(rows >= 1 && columns >= 1 && weights.size() == static_cast<std::size_t>(rows * columns));
    const Slice slice{weights, rows, columns};
    const Balance balance = balanceOf(slice);
    if (!(balance.largest > 0) || !std::isfinite(balance.energy))
        return Message::tr("nothing: no weight differs from 0");
    if (weights.size() == 1)
        return weights[0] > 0 ? Message::tr("the one value under it")
                              : Message::tr("the one value under it, turned round");
    if (const auto words = onePlace(slice, balance)) return *words;
    if (const auto words = blurWords(slice, balance)) return *words;
    if (const auto words = shapeOf(slice, balance)) return *words;
    return placeWords(slice, balance).value_or(Message::tr("no clear place"));
}

} // namespace cnn
