// Augmentation: each time an image is learned it is a little different, so that a network sees more than the training
// images.
#pragma once

#include "core/data/dataset.h"
#include "core/data/elastic_warp.h"

#include <optional>

namespace cnn {

struct Augmentation {
    bool shift = false;   // whole pixels, up to a fourteenth of the side: 2 of 28
    bool rotate = false;  // about the middle, up to 15 degrees either way
    bool elastic = false; // see ElasticWarp
    bool noise = false;   // standard deviation 0.1 on every value, which stays in 0 .. 1

    bool any() const { return shift || rotate || elastic || noise; }
    bool operator==(const Augmentation&) const = default;
};

// THE list of its switches, by the names that files and commands use.
struct AugmentationSwitch {
    const char* name;
    bool Augmentation::*on;
};
inline constexpr AugmentationSwitch augmentationSwitches[]{{"shift", &Augmentation::shift},
                                                           {"rotate", &Augmentation::rotate},
                                                           {"elastic", &Augmentation::elastic},
                                                           {"noise", &Augmentation::noise}};

// How one image is moved. Its pixel (row y, column x) then is the one that was at
//   (cx + c * (x - cx) + s * (y - cy) - dx, cy - s * (x - cx) + c * (y - cy) - dy), c and s of the angle,
// moved on by the warp in units of the image's sides; between pixels linear, outside the image black.
struct ImageMove {
    int dx = 0, dy = 0;
    double angle = 0; // radians, clockwise
    std::optional<ElasticWarp> warp;
    bool none() const { return dx == 0 && dy == 0 && angle == 0 && !warp; }
};

// Depends on its arguments alone, not on the batch or the thread. Holds working memory: one for each thread.
class Augmenter {
public:
    // As Dataset::gather, each image changed by `how` as chance will have it for (seed, epoch, index).
    void gather(const Dataset& set, std::span<const std::size_t> indices, const Augmentation& how, std::uint64_t seed,
                int epoch, Tensor& to);
    // How `gather` moves this image.
    static ImageMove moveOf(const Shape& shape, const Augmentation& how, std::uint64_t seed, int epoch,
                            std::size_t index);

private:
    void load(std::span<const float> image, const Shape& shape);
    void prepareWarp(const ElasticWarp& warp, const Shape& shape);
    void placeRow(const ImageMove& move, const Shape& shape, int y);
    void sampleRow(const Shape& shape, float* to) const;
    void change(const Dataset& set, std::size_t index, const Augmentation& how, Rng& rng, float* to);

    struct Crest {
        std::vector<float> sin, cos;
    };
    std::vector<float> m_images;             // changed, one after the other
    std::vector<float> m_source;             // every channel in a black frame, 0 .. 1
    std::vector<float> m_x, m_y;             // where the pixels of a row come from
    std::array<Crest, 3> m_alongX, m_alongY; // of the waves, a number a column or row
};

} // namespace cnn
