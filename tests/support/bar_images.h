// A tiny data set in MNIST's files that LeNet-5 learns within seconds.
#pragma once

#include "tests/support/idx_bytes.h"
#include "tests/support/temp_folder.h"

constexpr int barTrainImages = 200, barTestImages = 50;

// Class k: a bright bar across two rows at height 2k + 3, and faint dots that differ from image to image.
inline std::string barImages(int images) {
    std::string bytes = idxHeader(8, {static_cast<std::uint32_t>(images), 28, 28});
    for (int i = 0; i < images; ++i)
        for (int y = 0; y < 28; ++y)
            for (int x = 0; x < 28; ++x) {
                const bool bar = (y - 3) / 2 == i % 10 && y >= 3;
                bytes += static_cast<char>(bar ? 230 : (x * 7 + y * 13 + i * 31) % 40);
            }
    return bytes;
}

inline std::string barLabels(int images) {
    std::string bytes = idxHeader(8, {static_cast<std::uint32_t>(images)});
    for (int i = 0; i < images; ++i) bytes += static_cast<char>(i % 10);
    return bytes;
}

inline void writeBars(const TempFolder& folder) {
    folder.write("train-images-idx3-ubyte", barImages(barTrainImages));
    folder.write("train-labels-idx1-ubyte.gz", gzipped(barLabels(barTrainImages)));
    folder.write("t10k-images-idx3-ubyte", barImages(barTestImages));
    folder.write("t10k-labels-idx1-ubyte", barLabels(barTestImages));
}
