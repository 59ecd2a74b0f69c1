// A data set in memory that is learned within a few steps.
#pragma once

#include "core/base/rng.h"
#include "core/data/dataset.h"

namespace cnn {

// Ten classes that a network can tell apart at once: class k is a bright bar in row band k, on noise.
inline DataSplit bars(std::size_t trainImages) {
    DataSplit split;
    split.name = "bars";
    const auto fill = [](Dataset& set, std::size_t images, std::uint64_t seed) {
        set.shape = {1, 28, 28, 1};
        Rng rng(seed);
        for (std::size_t i = 0; i < images; ++i) {
            const int label = static_cast<int>(i % 10);
            set.labels.push_back(label);
            for (int y = 0; y < 28; ++y)
                for (int x = 0; x < 28; ++x) {
                    const double level = rng.uniform(0, 60) + (y / 2 == label + 2 ? 180 : 0);
                    set.pixels.bytes().push_back(static_cast<std::uint8_t>(level));
                }
        }
        for (int k = 0; k < 10; ++k) set.classNames.push_back("bar " + std::to_string(k));
    };
    fill(split.train, trainImages, 1);
    fill(split.test, 100, 2);
    return split;
}

} // namespace cnn
