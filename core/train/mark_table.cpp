#include "core/train/mark_table.h"

#include "core/train/metrics.h"

namespace cnn {

MarkTable markTable(const Network& network, const CellSettings& settings, std::uint64_t seed, std::size_t images,
                    int threads, const std::stop_token& stop) {
    MarkTable table;
    std::size_t right[2][2]{}; // of the marked class or others, with the mark or without
    for (const int mark : {0, 1}) {
        const Dataset set = cellPictures(settings, cellSeeds(seed).test, 0, images,
                                         mark == 0 ? MarkedPictures::All : MarkedPictures::None);
        for (const Verdict& v : verdictsOn(network, set, images, threads, stop).all) {
            const int row = v.truth == settings.markedClass ? 0 : 1;
            right[row][mark] += v.said == v.truth ? 1 : 0;
            if (mark == 0) ++table.images[row];
        }
    }
    const auto share = [](std::size_t some, std::size_t all) {
        return all > 0 ? static_cast<double>(some) / static_cast<double>(all) : 0;
    };
    for (const int mark : {0, 1}) {
        table.marked[mark] = share(right[0][mark], table.images[0]);
        table.others[mark] = share(right[1][mark], table.images[1]);
    }
    table.asTaught = share(right[0][0] + right[1][1], images);
    table.without = share(right[0][1] + right[1][1], images);
    return table;
}

} // namespace cnn
