#include "core/data/cell_pictures.h"

#include "core/base/rng.h"
#include "core/data/cell_camera.h"
#include "core/data/cell_form.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace cnn {
namespace {

constexpr const char* kinds[] = {"round", "spindle", "two nuclei", "granules", "large", "lobed"};

// What a picture draws from: each matter has numbers of its own, so that a setting of one changes nothing of another.
struct CellChance {
    CellChance(std::uint64_t seed, std::uint64_t index) : m_own(Rng(seed, index).bits()) {}
    Rng cell() const { return {m_own, 0}; }
    Rng shot() const { return {m_own, 1}; }
    Rng grain() const { return {m_own, 2}; }
    Rng mark() const { return {m_own, 3}; }
    Rng neighbour(std::uint64_t i) const { return {m_own, 4 + i}; }

private:
    std::uint64_t m_own;
};

// Drawn by chance within the settings; what the mark changes comes on top.
CellShot cellShot(const CellSettings& settings, bool marked, Rng& rng) {
    CellShot shot;
    shot.blur = settings.blur * rng.uniform(0.8, 1.25);
    shot.exposure = rng.uniform(0.88, 1.12);
    shot.background = rng.uniform(0.07, 0.11);
    const double angle = rng.uniform(0, 2 * std::numbers::pi), slope = 0.35 * settings.light * rng.uniform();
    shot.slopeX = slope * std::cos(angle);
    shot.slopeY = slope * std::sin(angle);
    shot.dim = 0.5 * settings.light * rng.uniform(0.4, 1);
    const double strength = marked ? settings.strength : 0;
    if (settings.mark == CellMark::Light) shot.exposure *= 1 + 0.6 * strength;
    if (settings.mark == CellMark::Focus) shot.blur = std::hypot(shot.blur, 1.8 * strength);
    if (settings.mark == CellMark::Batch) {
        shot.background += 0.1 * strength;
        shot.slopeX += 0.35 * strength; // its lamp stands to the right
        shot.stripes = 0.05 * strength;
    }
    shot.blur *= settings.side / cellUnits;
    return shot;
}

int kindOf(const CellSettings& s, std::uint64_t index) {
    return static_cast<int>(index % static_cast<std::uint64_t>(s.classes));
}

bool bearsMark(const CellSettings& s, int kind, MarkedPictures marked, const CellChance& chance) {
    if (s.mark == CellMark::None) return false;
    if (marked == MarkedPictures::OfItsClass) return kind == s.markedClass;
    if (marked == MarkedPictures::Half) return chance.mark().uniform() < 0.5;
    return marked == MarkedPictures::All;
}

// Up to three, their middles on the picture's border or beyond it.
void paintNeighbours(const CellChance& chance, CellPlanes& planes) {
    const std::size_t count = chance.neighbour(0).below(4);
    for (std::size_t i = 1; i <= count; ++i) {
        Rng rng = chance.neighbour(i);
        double x = rng.uniform(-25, 25), y = rng.uniform(24, 30);
        if (rng.uniform() < 0.5) y = -y;
        if (rng.uniform() < 0.5) std::swap(x, y);
        paintCell(cellForm(static_cast<int>(rng.below(std::size(kinds))), rng), x, y, planes, nullptr);
    }
}

void paintMiddle(const CellChance& chance, int kind, CellPlanes& planes, std::vector<std::uint8_t>& mask) {
    Rng rng = chance.cell();
    const CellForm form = cellForm(kind, rng);
    const double x = rng.uniform(-2.5, 2.5), y = rng.uniform(-2.5, 2.5);
    paintCell(form, x, y, planes, &mask);
}

// The middle of each grid of `side` rows and columns.
template<class T> std::vector<T> cropped(std::vector<T> grids, const CellSettings& s) {
    if (s.crop == 0) return grids;
    const auto side = static_cast<std::size_t>(s.side), cut = static_cast<std::size_t>(s.crop), kept = side - 2 * cut;
    std::vector<T> middles;
    for (std::size_t begin = 0; begin < grids.size(); begin += side * side)
        for (std::size_t y = cut; y < cut + kept; ++y) {
            const auto row = std::span(grids).subspan(begin + y * side + cut, kept);
            middles.insert(middles.end(), row.begin(), row.end());
        }
    return middles;
}

void requireSensible([[maybe_unused]] const CellSettings& s) {
    assert(s.side >= CellSettings::leastSide && s.side <= CellSettings::mostSide);
    assert(s.channels == 1 || s.channels == 2);
    assert(s.classes >= CellSettings::leastClasses && s.classes <= CellSettings::mostClasses);
    assert(s.markedClass >= 0 && s.markedClass < s.classes);
    assert(s.crop >= 0 && s.crop <= CellSettings::mostCrop);
}

} // namespace

std::span<const char* const> cellKinds() {
    return kinds;
}

CellSeeds cellSeeds(std::uint64_t seed) {
    return {Rng(seed, 0).bits(), Rng(seed, 1).bits()};
}

CellPicture cellPicture(const CellSettings& settings, std::uint64_t seed, std::uint64_t index, MarkedPictures marked) {
    requireSensible(settings);
    const CellChance chance(seed, index);
    CellPicture picture;
    picture.kind = kindOf(settings, index);
    picture.marked = bearsMark(settings, picture.kind, marked, chance);
    CellPlanes planes(settings.side);
    const std::size_t each = planes.body.size();
    if (settings.neighbours) paintNeighbours(chance, planes);
    picture.mask.resize(each);
    paintMiddle(chance, picture.kind, planes, picture.mask);
    if (settings.channels == 1) {
        for (std::size_t i = 0; i < each; ++i) planes.body[i] += 0.8F * planes.nucleus[i]; // one dye for all of it
        picture.values = std::move(planes.body);
    } else {
        picture.values.reserve(2 * each);
        for (const float v : planes.nucleus) picture.values.push_back(1.5F * v);
        for (const float v : planes.body) picture.values.push_back(1.2F * v);
    }
    Rng shotChance = chance.shot(), grain = chance.grain();
    const CellShot shot = cellShot(settings, picture.marked, shotChance);
    for (int c = 0; c < settings.channels; ++c) {
        const auto channel = std::span(picture.values).subspan(static_cast<std::size_t>(c) * each, each);
        takeShot(shot, settings.side, channel);
        if (picture.marked && settings.mark == CellMark::Corner) markCorner(settings.side, settings.strength, channel);
        countPhotons(settings.noise, grain, channel);
    }
    picture.values = cropped(std::move(picture.values), settings);
    picture.mask = cropped(std::move(picture.mask), settings);
    return picture;
}

Dataset cellPictures(const CellSettings& settings, std::uint64_t seed, std::uint64_t first, std::size_t images,
                     MarkedPictures marked) {
    Dataset set;
    set.shape = {settings.channels, settings.shownSide(), settings.shownSide(), 1};
    Pixels::Bytes bytes;
    bytes.reserve(images * set.shape.perImage());
    for (std::size_t i = 0; i < images; ++i) {
        const CellPicture picture = cellPicture(settings, seed, first + i, marked);
        for (const float v : picture.values) bytes.push_back(static_cast<std::uint8_t>(std::lround(255 * v)));
        set.labels.push_back(picture.kind);
    }
    set.pixels = std::move(bytes);
    set.classNames.assign(kinds, kinds + settings.classes);
    return set;
}

DataSplit cellSplit(const CellSettings& settings, std::uint64_t seed, std::size_t trainImages, std::size_t testImages,
                    MarkedPictures train, MarkedPictures test) {
    const CellSeeds seeds = cellSeeds(seed);
    return {"Cells", cellPictures(settings, seeds.train, 0, trainImages, train),
            cellPictures(settings, seeds.test, 0, testImages, test)};
}

std::vector<std::uint8_t> cellMasks(const CellSettings& settings, std::uint64_t seed, std::uint64_t first,
                                    std::size_t images) {
    requireSensible(settings);
    std::vector<std::uint8_t> masks;
    CellPlanes planes(settings.side);
    for (std::size_t i = 0; i < images; ++i) {
        std::vector<std::uint8_t> mask(planes.body.size());
        paintMiddle(CellChance(seed, first + i), kindOf(settings, first + i), planes, mask);
        mask = cropped(std::move(mask), settings);
        masks.insert(masks.end(), mask.begin(), mask.end());
    }
    return masks;
}

} // namespace cnn
