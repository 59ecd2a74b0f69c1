#include "core/train/noise.h"

#include "core/base/rng.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace cnn {
namespace {

constexpr std::uint64_t noiseStream = 0x5a17a4d9ULL; // apart from the order of the images, which has the same seed
constexpr float barGrey = 0.5F;

// Normal deviates, some times quicker than by Rng: the ziggurat of Marsaglia and Tsang ("The ziggurat method for
// generating random variables", 2000) as Doornik ("An improved ziggurat method", 2005) mended it. The area under the
// bell is cut into 128 pieces of equal size: a rectangle each, and what is left beside it.
class Ziggurat {
public:
    Ziggurat() {
        double height = std::exp(-0.5 * tailBegin * tailBegin);
        m_wide[0] = pieceArea / height;
        m_wide[1] = tailBegin;
        for (std::size_t i = 2; i < pieces; ++i) {
            m_wide[i] = std::sqrt(-2 * std::log(pieceArea / m_wide[i - 1] + height));
            height = std::exp(-0.5 * m_wide[i] * m_wide[i]);
        }
        m_wide[pieces] = 0;
        for (std::size_t i = 0; i < pieces; ++i) m_sure[i] = m_wide[i + 1] / m_wide[i];
    }
    double draw(Rng& rng) const {
        for (;;) {
            const std::uint64_t bits = rng.bits();
            const std::size_t piece = bits % pieces;
            const double u = static_cast<double>(bits >> 11) * 0x1.0p-52 - 1; // -1 .. 1, of other bits than the piece
            if (std::abs(u) < m_sure[piece]) return u * m_wide[piece];
            if (piece == 0) return u < 0 ? -tail(rng) : tail(rng);
            const double x = u * m_wide[piece];
            const double below = std::exp(-0.5 * (m_wide[piece] * m_wide[piece] - x * x)),
                         above = std::exp(-0.5 * (m_wide[piece + 1] * m_wide[piece + 1] - x * x));
            if (above + rng.uniform() * (below - above) < 1) return x;
        }
    }

private:
    static constexpr std::size_t pieces = 128;
    static constexpr double tailBegin = 3.442619855899, pieceArea = 9.91256303526217e-3;

    static double tail(Rng& rng) {
        double x = 0, y = 0;
        do {
            x = -std::log(1 - rng.uniform()) / tailBegin;
            y = -std::log(1 - rng.uniform());
        } while (2 * y < x * x);
        return tailBegin + x;
    }
    std::array<double, pieces + 1> m_wide{};
    std::array<double, pieces> m_sure{};
};

double normalDeviate(Rng& rng) {
    static const Ziggurat ziggurat;
    return ziggurat.draw(rng);
}

// How many photons come where `mean` are to be expected: the first count whose cumulated probability is beyond a
// uniform number. Of many photons the normal distribution, rounded, is off by half a photon at two deviations.
double photons(double mean, Rng& rng) {
    constexpr double many = 100;
    if (mean > many) return std::max(0.0, std::round(mean + std::sqrt(mean) * normalDeviate(rng)));
    double left = rng.uniform(), probability = std::exp(-mean), count = 0;
    while (left >= probability && probability > 0) {
        left -= probability;
        probability *= mean / ++count;
    }
    return count;
}

void addGaussian(std::span<float> image, double strength, Rng& rng) {
    for (float& value : image)
        value = std::clamp(value + static_cast<float>(strength * normalDeviate(rng)), 0.0F, 1.0F);
}

void addSaltPepper(std::span<float> image, std::size_t pixels, double strength, Rng& rng) {
    for (std::size_t i = 0; i < pixels; ++i) {
        const double u = rng.uniform();
        if (u >= strength) continue;
        for (std::size_t channel = 0; channel < image.size(); channel += pixels)
            image[channel + i] = u < strength / 2 ? 0.0F : 1.0F;
    }
}

void countPhotons(std::span<float> image, double strength, Rng& rng) {
    const double each = strength * strength; // grey a photon
    for (float& value : image)
        value = static_cast<float>(std::min(1.0, each * photons(static_cast<double>(value) / each, rng)));
}

void addBar(std::span<float> image, const Shape& shape, double strength, Rng& rng) {
    const auto rows = static_cast<std::size_t>(shape.h), wide = static_cast<std::size_t>(shape.w);
    const std::size_t high =
        std::clamp<std::size_t>(static_cast<std::size_t>(std::lround(strength * shape.h)), 1, rows);
    const std::size_t top = rng.below(rows - high + 1);
    for (std::size_t channel = 0; channel < image.size(); channel += rows * wide)
        std::ranges::fill(image.subspan(channel + top * wide, high * wide), barGrey);
}

} // namespace

Expected<Noise> checked(const Noise& noise) {
    if (nameOf<NoiseKind>(noiseNames, noise.kind).empty() || !(noise.strength >= 0 && noise.strength <= 1))
        return Error(ErrorCode::Usage, Message::tr("The strength of the noise must be 0 to 1."));
    return noise;
}

std::uint64_t noiseSeedOf(std::uint64_t seed, int epoch) {
    return Rng(seed ^ noiseStream, static_cast<std::uint64_t>(epoch)).bits();
}

void Noiser::lay(std::span<float> image, const Shape& shape, const Noise& noise, std::uint64_t seed,
                 std::uint64_t index) {
    assert(image.size() == shape.perImage());
    Rng rng(seed, index);
    const double strength = noise.mixed ? rng.uniform(0, noise.strength) : noise.strength;
    if (strength <= 0) return;
    switch (noise.kind) {
    case NoiseKind::None:
        break;
    case NoiseKind::Gaussian:
        addGaussian(image, strength, rng);
        break;
    case NoiseKind::SaltPepper:
        addSaltPepper(image, image.size() / static_cast<std::size_t>(shape.c), strength, rng);
        break;
    case NoiseKind::Poisson:
        countPhotons(image, strength, rng);
        break;
    case NoiseKind::Blur:
        m_smoother.gaussian(image, shape, strength * std::min(shape.h, shape.w) / 10);
        break;
    case NoiseKind::Bar:
        addBar(image, shape, strength, rng);
        break;
    }
}

void Noiser::cover(const Tensor& clean, std::span<const std::size_t> indices, const Noise& noise, std::uint64_t seed,
                   Tensor& noisy) {
    assert(&clean != &noisy && indices.size() == static_cast<std::size_t>(clean.shape().n));
    noisy.reshapeTo(clean.shape());
    m_image.resize(clean.shape().perImage());
    const std::size_t images = indices.size();
    for (std::size_t n = 0; n < images; ++n) { // the image is innermost in a tensor
        for (std::size_t i = 0; i < m_image.size(); ++i) m_image[i] = clean.data()[i * images + n];
        lay(m_image, clean.shape(), noise, seed, indices[n]);
        for (std::size_t i = 0; i < m_image.size(); ++i) noisy.data()[i * images + n] = m_image[i];
    }
}

void addNoise(std::span<float> image, const Shape& shape, const Noise& noise, std::uint64_t seed, std::uint64_t index) {
    Noiser().lay(image, shape, noise, seed, index);
}

} // namespace cnn
