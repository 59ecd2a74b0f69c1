#include "ui/lessons/training/dive/dive_picture.h"

#include "core/explain/inside.h"
#include "core/layers/catalog.h"

#include <algorithm>

namespace ui {
namespace {

bool isCopy(const cnn::Network& network, std::size_t value) {
    return value > 0 && cnn::factsOf(network.layer(value - 1).info().kind).copies;
}

// Down through what only copies.
void toSource(const cnn::Network& network, std::size_t& value, cnn::ValuePlace& place) {
    while (isCopy(network, value)) {
        const cnn::LayerKind& facts = cnn::factsOf(network.layer(value - 1).info().kind);
        const std::size_t read = network.reads(value - 1)[0];
        const cnn::Shape& s = network.valueShape(read);
        const cnn::ValuePlace from = facts.source ? facts.source(network.layer(value - 1).info(), s, place) : place;
        if (from.y < 0 || from.x < 0 || from.y >= s.h || from.x >= s.w) return; // in the padding
        place = from;
        value = read;
    }
}

// Sums whose terms stand in no window.
bool isListed(const cnn::ValueOrigin& o) {
    return o.kind == cnn::OriginKind::Share || (o.kind == cnn::OriginKind::Sum && o.perChannel() == 1);
}

void findOrigins(DivePicture& p) {
    const cnn::Network& network = *p.look->network;
    for (std::size_t value = p.step().value; value > 0;) {
        p.layer = value - 1;
        const std::size_t read = network.reads(p.layer)[0];
        if (!cnn::factsOf(network.layer(p.layer).info().kind).function || read == 0) break;
        p.functions.insert(p.functions.begin(), cnn::originOf(network, *p.look->trace, p.layer, p.step().place));
        value = read;
    }
    if (p.step().value == 0) return;
    auto maps = mapsPicture(p.look->network, p.look->trace, {.layer = p.layer, .chosen = p.step().place});
    maps.caption = p.look->caption;
    maps.classNames = p.look->classNames;
    p.maps = std::make_shared<const MapsPicture>(std::move(maps));
}

std::vector<DiveLevel> levelsOf(const DivePicture& p) {
    if (p.step().value == 0) return {DiveLevel::Pixel};
    std::vector<DiveLevel> levels;
    if (!p.isVector()) levels.push_back(DiveLevel::Map);
    if (!p.made() || !p.made()->writable)
        levels.push_back(DiveLevel::Closed);
    else if (isListed(*p.made()))
        levels.push_back(DiveLevel::Terms);
    else
        levels.push_back(DiveLevel::Window);
    if (levels.back() == DiveLevel::Window && p.made()->kind == cnn::OriginKind::Sum)
        levels.push_back(DiveLevel::Products);
    return levels;
}

// Of a window the largest product, or the winner.
std::size_t mostCounting(const cnn::ValueOrigin& o) {
    if (o.winner >= 0) return static_cast<std::size_t>(o.winner);
    const auto size = [](const cnn::Term& t) {
        return std::abs(static_cast<double>(t.input) * static_cast<double>(t.weight));
    };
    const auto most = std::ranges::max_element(o.terms, {}, size);
    return static_cast<std::size_t>(most - o.terms.begin());
}

// The scores as a softmax at the end makes shares of them.
std::optional<cnn::ValueOrigin> shareOf(const DivePicture& p) {
    const cnn::Network& network = *p.look->network;
    if (!cnn::tellsClasses(network) || p.step().value != cnn::scoreValue(network)) return std::nullopt;
    if (network.size() > p.step().value && network.layer(p.step().value).info().kind != "softmax") return std::nullopt;
    cnn::Network softmax(p.values().shape());
    softmax.add("softmax", cnn::makeLayer({"softmax", {}}));
    cnn::Trace trace;
    softmax.forward(p.values(), trace);
    cnn::ValueOrigin share = cnn::originOf(softmax, trace, 0, p.step().place);
    return share.writable ? std::optional(std::move(share)) : std::nullopt;
}

DivePath with(const DivePicture& at, const DiveStep& step) {
    DivePath next = at.path;
    next.steps.back() = step;
    return next;
}

std::optional<DivePath> toTerm(const DivePicture& at) {
    if (!at.made() || at.biasChosen() || at.path.steps.size() >= DivePath::mostSteps) return std::nullopt;
    const cnn::Term& t = at.made()->terms[at.term];
    if (t.srcY < 0 || t.srcX < 0) return std::nullopt; // padding
    DivePath next = at.path;
    next.steps.back().term = static_cast<int>(at.term);
    next.steps.push_back(sourceOf(at, at.term));
    next.depth = 0;
    return next;
}

// Over the products, from one channel into the next; below the last row stands the bias.
DivePath overProducts(const DivePicture& at, int dx, int dy) {
    const cnn::ValueOrigin& o = *at.made();
    const auto each = static_cast<int>(o.perChannel()), all = static_cast<int>(o.terms.size());
    if (at.biasChosen()) return dy < 0 || dx < 0 ? withTerm(at, o.terms.size() - 1, false) : at.path;
    const int term = static_cast<int>(at.term);
    int channel = term / each, y = term % each / o.columns + dy, x = term % o.columns + dx;
    if (y >= o.rows) return o.hasBias ? withTerm(at, o.terms.size(), false) : at.path;
    if (x < 0 || x >= o.columns) {
        channel += dx;
        x = dx > 0 ? 0 : o.columns - 1;
    }
    const int next = (channel * o.rows + y) * o.columns + x;
    return y < 0 || next < 0 || next >= all ? at.path : withTerm(at, static_cast<std::size_t>(next), false);
}

} // namespace

double DivePicture::value() const {
    const cnn::ValuePlace& at = step().place;
    return static_cast<double>(values().at(at.c, at.y, at.x));
}

DiveStep sourceOf(const DivePicture& at, std::size_t term) {
    const cnn::Term& t = at.made()->terms[term];
    DiveStep step{at.made()->readOf(term), {t.c, std::max(0, t.srcY), std::max(0, t.srcX)}, -1};
    toSource(*at.look->network, step.value, step.place);
    return step;
}

DivePicture divePicture(std::shared_ptr<const DiveLook> look, DivePath path) {
    DivePicture p;
    p.look = std::move(look);
    if (path.steps.empty()) {
        const std::size_t score =
            cnn::tellsClasses(*p.look->network) ? cnn::scoreValue(*p.look->network) : p.look->network->size();
        path.steps.push_back({score, cnn::strongest(p.look->trace->values[score]), -1});
        path.depth = 0;
    }
    for (DiveStep& step : path.steps)
        if (step.place.c < 0) step.place = cnn::strongest(p.look->trace->values[step.value]);
    p.path = std::move(path);
    findOrigins(p);
    p.levels = levelsOf(p);
    p.path.depth = std::min(p.path.depth, static_cast<int>(p.levels.size()) - 1);
    p.level = p.levels[static_cast<std::size_t>(p.path.depth)];
    if (p.made()) {
        const std::size_t last = p.made()->terms.size() - (p.made()->hasBias ? 0 : 1);
        p.term = p.step().term < 0 ? mostCounting(*p.made()) : std::min(static_cast<std::size_t>(p.step().term), last);
    }
    if (p.level == DiveLevel::Terms) p.share = shareOf(p);
    return p;
}

std::optional<DivePath> deeper(const DivePicture& at) {
    const bool last = at.path.depth + 1 == static_cast<int>(at.levels.size());
    if (last) return toTerm(at);
    DivePath next = at.path;
    ++next.depth;
    return next;
}

std::optional<DivePath> higher(const DivePicture& at) {
    DivePath next = at.path;
    if (next.depth > 0) return --next.depth, next;
    if (next.steps.size() == 1) return std::nullopt;
    next.steps.pop_back();
    next.depth = 2; // the deepest it has
    return next;
}

DivePath upTo(const DivePicture& at, std::size_t step, int depth) {
    DivePath next = at.path;
    next.steps.resize(std::min(step + 1, next.steps.size()));
    next.depth = depth;
    return next;
}

DivePath withTerm(const DivePicture& at, std::size_t term, bool below) {
    DiveStep step = at.step();
    step.term = static_cast<int>(term);
    DivePath next = with(at, step);
    if (below) next.depth = std::min(next.depth + 1, static_cast<int>(at.levels.size()) - 1);
    return next;
}

DivePath withPlace(const DivePicture& at, const cnn::ValuePlace& place) {
    return with(at, {at.step().value, place, -1});
}

DivePath moved(const DivePicture& at, int dx, int dy) {
    if (at.level == DiveLevel::Products) return overProducts(at, dx, dy);
    if (at.level == DiveLevel::Terms && dy != 0) {
        const std::size_t most = std::min(at.made()->terms.size(), cnn::ValueOrigin::shownAlone);
        const std::size_t row = at.biasChosen() ? most : std::min(at.term, most);
        if (dy < 0) return row == 0 ? at.path : withTerm(at, row - 1, false);
        if (row + 1 < most) return withTerm(at, row + 1, false);
        return at.made()->hasBias ? withTerm(at, at.made()->terms.size(), false) : at.path;
    }
    const cnn::Shape& s = at.values().shape();
    cnn::ValuePlace place = at.step().place;
    if (at.isVector())
        place.c = std::clamp(place.c + dx + dy, 0, s.c - 1);
    else
        place = {place.c, std::clamp(place.y + dy, 0, s.h - 1), std::clamp(place.x + dx, 0, s.w - 1)};
    return place == at.step().place ? at.path : withPlace(at, place);
}

DivePath diveInto(const cnn::Network& network, std::size_t value, const cnn::ValuePlace& place, const QString& from,
                  int depth) {
    DiveStep step{value, place, -1};
    toSource(network, step.value, step.place);
    return {{step}, depth, from};
}

} // namespace ui
