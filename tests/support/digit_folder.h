// A small MNIST-style folder of drawn digits, so that a lesson trains within milliseconds.
#pragma once

#include "core/base/save_file.h"
#include "core/data/sources.h"
#include "tests/support/idx_bytes.h"

#include <filesystem>

inline void writeIdxPair(const std::filesystem::path& folder, const std::string& prefix, const cnn::Dataset& set) {
    const auto count = static_cast<std::uint32_t>(set.size());
    std::string images =
        idxHeader(8, {count, static_cast<std::uint32_t>(set.shape.h), static_cast<std::uint32_t>(set.shape.w)});
    images.append(reinterpret_cast<const char*>(set.pixels.bytes().data()), set.pixels.size());
    std::string labels = idxHeader(8, {count});
    for (const int label : set.labels) labels += static_cast<char>(label);
    cnn::saveFile(folder / (prefix + "-images-idx3-ubyte"), std::string_view(images));
    cnn::saveFile(folder / (prefix + "-labels-idx1-ubyte"), std::string_view(labels));
}

inline void writeDigitFolder(const std::filesystem::path& folder, std::size_t train, std::size_t test) {
    const cnn::DataSplit digits = cnn::drawnDigits(7, train, test);
    writeIdxPair(folder, "train", digits.train);
    writeIdxPair(folder, "t10k", digits.test);
}
