// What is laid over pictures before a network that is to take it away reads them. The target stays the clean picture.
#pragma once

#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/train/smoothing.h"

#include <cstdint>

namespace cnn {

enum class NoiseKind {
    None,
    Gaussian,   // strength: standard deviation, 0 .. 1; the sum is cut to 0 .. 1, which lifts black and lowers white
    SaltPepper, // strength: share of pixels that become 0 or 1, each as often; in colour all channels of a pixel
    Poisson,    // photons are counted: strength 0 .. 1; a white pixel is worth 1 / strength^2 of them
    Blur,       // strength: standard deviation of a Gaussian blur as a share of a tenth of the picture's shorter side
    Bar         // strength: height of a grey bar across the picture as a share of its rows
};

// Their names in files and on the command line.
constexpr EnumName<NoiseKind> noiseNames[] = {{NoiseKind::None, "none"},       {NoiseKind::Gaussian, "gaussian"},
                                              {NoiseKind::SaltPepper, "salt"}, {NoiseKind::Poisson, "poisson"},
                                              {NoiseKind::Blur, "blur"},       {NoiseKind::Bar, "bar"}};

struct Noise {
    NoiseKind kind = NoiseKind::None;
    double strength = 0.4; // 0 .. 1
    bool mixed = false;    // each picture is given a strength of its own, uniform in 0 .. strength

    bool any() const { return kind != NoiseKind::None; }
    bool operator==(const Noise&) const = default;
};

// A sentence when the strength is out of range.
Expected<Noise> checked(const Noise& noise);

// The seed of the noise over images that are looked at and not learned. It is the same in every run, and the noise
// depends on the image's number alone, so curves of several moments and runs are of the very same noisy pictures.
constexpr std::uint64_t testNoiseSeed = 0x7e57a015eULL;
// That of the noise over the images of an epoch of learning: in each epoch another.
std::uint64_t noiseSeedOf(std::uint64_t seed, int epoch);

// Lays noise over pictures of values 0 .. 1, which stay within. What an image gets depends on the noise, `seed` and its
// `index` alone, not on the batch or the thread. Holds working memory: one for each thread.
class Noiser {
public:
    // Over one image in channel, row, column order.
    void lay(std::span<float> image, const Shape& shape, const Noise& noise, std::uint64_t seed, std::uint64_t index);
    // A batch of clean images, whose numbers in the data set are `indices`, with noise over them. `noisy` is given its
    // shape; it must be another tensor.
    void cover(const Tensor& clean, std::span<const std::size_t> indices, const Noise& noise, std::uint64_t seed,
               Tensor& noisy);

private:
    Smoother m_smoother;
    std::vector<float> m_image;
};

// Noiser::lay for whoever lays it once.
void addNoise(std::span<float> image, const Shape& shape, const Noise& noise, std::uint64_t seed, std::uint64_t index);

} // namespace cnn
