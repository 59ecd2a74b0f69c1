#include "ui/model/cell_source.h"

#include "core/base/error.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t pieces = 20; // that progress is told in

void requireGoing(const std::stop_token& stop) {
    if (stop.stop_requested()) throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("Stopped."));
}

// Rows and columns of the middle, of `planes` grids of `side` a side one behind the other.
std::vector<std::uint8_t> middles(std::span<const std::uint8_t> grids, std::size_t planes, int side, int border) {
    const auto wide = static_cast<std::size_t>(side), cut = static_cast<std::size_t>(border), kept = wide - 2 * cut;
    std::vector<std::uint8_t> out;
    out.reserve(planes * kept * kept);
    for (std::size_t p = 0; p < planes; ++p)
        for (std::size_t y = cut; y < cut + kept; ++y) {
            const auto row = grids.subspan((p * wide + y) * wide + cut, kept);
            out.insert(out.end(), row.begin(), row.end());
        }
    return out;
}

cnn::Dataset withoutBorder(cnn::Dataset set, int border) {
    if (border == 0) return set;
    const std::size_t planes = set.size() * static_cast<std::size_t>(set.shape.c);
    set.pixels.bytes() = middles(set.pixels.bytes(), planes, set.shape.h, border);
    set.shape.h -= 2 * border;
    set.shape.w -= 2 * border;
    return set;
}

cnn::Dataset made(const CellSource& source, std::uint64_t seed, std::size_t first, std::size_t count,
                  cnn::MarkedPictures marked, const std::stop_token& stop,
                  const std::function<void(double)>& progress) {
    cnn::CellSettings how = source.of;
    how.markedClass = std::min(how.markedClass, how.classes - 1);
    cnn::Dataset all;
    for (std::size_t piece = 0; piece < pieces; ++piece) {
        requireGoing(stop);
        const std::size_t from = count * piece / pieces, to = count * (piece + 1) / pieces;
        if (from == to) continue;
        cnn::Dataset part = withoutBorder(cnn::cellPictures(how, seed, first + from, to - from, marked), source.border);
        if (all.size() == 0)
            all = std::move(part);
        else {
            all.pixels.append(part.pixels, 0, part.pixels.size());
            all.labels.insert(all.labels.end(), part.labels.begin(), part.labels.end());
        }
        if (progress) progress(static_cast<double>(piece + 1) / pieces);
    }
    return all;
}

} // namespace

std::size_t testPictures(const CellSource& source) {
    return static_cast<std::size_t>(std::max(CellSource::fewestPictures, source.pictures / CellSource::testShare));
}

cnn::DataSplit cellsToLearn(const CellSource& source, const std::stop_token& stop,
                            const std::function<void(double)>& progress) {
    const cnn::CellSeeds seeds = cnn::cellSeeds(source.seed);
    cnn::DataSplit split;
    split.name = "Cells";
    split.train =
        made(source, seeds.train, 0, static_cast<std::size_t>(source.pictures), source.marked, stop, progress);
    split.test = made(source, seeds.test, 0, testPictures(source), source.marked, stop, {});
    return split;
}

cnn::Dataset cellsToTest(const CellSource& source, cnn::MarkedPictures marked, std::size_t count, std::size_t first) {
    return made(source, cnn::cellSeeds(source.seed).test, first, count, marked, {}, {});
}

std::vector<std::uint8_t> maskOfTest(const CellSource& source, std::size_t index) {
    return middles(cnn::cellMasks(source.of, cnn::cellSeeds(source.seed).test, index, 1), 1, source.of.side,
                   source.border);
}

} // namespace ui
