#include "core/train/augment.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::uint64_t ownStream = 0xa46b1de5ULL; // apart from the order of the images, which has the same seed
constexpr double largestAngle = 15 * std::numbers::pi / 180;
constexpr float noiseLevel = 0.1F;

std::size_t size(int extent) {
    return static_cast<std::size_t>(extent);
}

// A frame of one pixel before and two after: linear between pixels, never outside.
std::size_t framedWidth(const Shape& shape) {
    return size(shape.w) + 3;
}
std::size_t framedSize(const Shape& shape) {
    return framedWidth(shape) * (size(shape.h) + 3);
}

int wholeShift(int extent, Rng& rng) {
    const int most = std::max(1, (extent + 7) / 14);
    return static_cast<int>(rng.below(size(2 * most + 1))) - most;
}

ImageMove drawn(const Shape& shape, const Augmentation& how, Rng& rng) {
    ImageMove move;
    if (how.shift) {
        move.dx = wholeShift(shape.w, rng);
        move.dy = wholeShift(shape.h, rng);
    }
    if (how.rotate) move.angle = rng.uniform(-largestAngle, largestAngle);
    if (how.elastic) move.warp = ElasticWarp::random(rng);
    return move;
}

std::uint64_t streamOf(std::uint64_t seed, int epoch) {
    return Rng(seed ^ ownStream, static_cast<std::uint64_t>(epoch)).bits();
}

// Four bytes added up are close enough to a normal deviate, and two of them cost one random number.
void addNoise(Rng& rng, std::span<float> image) {
    constexpr float scale = noiseLevel / 147.8F; // the standard deviation of the sum
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < image.size(); ++i) {
        bits = i % 2 == 0 ? rng.bits() : bits >> 32U;
        // Bytes added in pairs, then the pairs.
        const auto pairs = static_cast<std::uint32_t>((bits & 0x00ff00ffU) + (bits >> 8U & 0x00ff00ffU));
        const auto sum = static_cast<int>((pairs & 0xffffU) + (pairs >> 16U));
        image[i] = std::min(std::max(image[i] + scale * static_cast<float>(sum - 510), 0.0F), 1.0F);
    }
}

// Image after image becomes the core's layout, in which the image is innermost.
void interleave(std::span<const float> images, Tensor& to) {
    const auto count = size(to.shape().n);
    const std::size_t each = to.shape().perImage();
    constexpr std::size_t block = 64; // pixels whose places for all images fit the first-level cache
    for (std::size_t begin = 0; begin < each; begin += block)
        for (std::size_t n = 0; n < count; ++n) {
            const float* from = images.data() + n * each + begin;
            float* out = to.data() + begin * count + n;
            for (std::size_t i = 0; i < std::min(block, each - begin); ++i) out[i * count] = from[i];
        }
}

} // namespace

ImageMove Augmenter::moveOf(const Shape& shape, const Augmentation& how, std::uint64_t seed, int epoch,
                            std::size_t index) {
    Rng rng(streamOf(seed, epoch), index);
    return drawn(shape, how, rng);
}

void Augmenter::load(std::span<const float> image, const Shape& shape) {
    const std::size_t wide = framedWidth(shape);
    m_source.assign(framedSize(shape) * size(shape.c), 0.0F);
    auto from = image.begin();
    for (int c = 0; c < shape.c; ++c)
        for (int y = 0; y < shape.h; ++y) {
            float* row = m_source.data() + framedSize(shape) * size(c) + wide * size(y + 1) + 1;
            for (int x = 0; x < shape.w; ++x) row[x] = *from++;
        }
}

// sin(a + b) from the sines and cosines of both: so a wave costs a few sines an image, not one a pixel.
void Augmenter::prepareWarp(const ElasticWarp& warp, const Shape& shape) {
    const auto prepare = [](Crest& crest, double perLength, double phase, int count) {
        crest.sin.resize(size(count));
        crest.cos.resize(size(count));
        const double step = perLength / count;
        const double stepSin = std::sin(step), stepCos = std::cos(step);
        double s = std::sin(step / 2 + phase), c = std::cos(step / 2 + phase);
        for (std::size_t i = 0; i < size(count); ++i) {
            crest.sin[i] = static_cast<float>(s);
            crest.cos[i] = static_cast<float>(c);
            const double next = s * stepCos + c * stepSin;
            c = c * stepCos - s * stepSin;
            s = next;
        }
    };
    for (std::size_t i = 0; i < warp.waves.size(); ++i) {
        prepare(m_alongX[i], warp.waves[i].x, warp.waves[i].phase, shape.w);
        prepare(m_alongY[i], warp.waves[i].y, 0, shape.h);
    }
}

void Augmenter::placeRow(const ImageMove& move, const Shape& shape, int y) {
    m_x.resize(size(shape.w));
    m_y.resize(size(shape.w));
    const float cx = static_cast<float>(shape.w - 1) / 2, cy = static_cast<float>(shape.h - 1) / 2;
    const auto c = static_cast<float>(std::cos(move.angle)), s = static_cast<float>(std::sin(move.angle));
    const float down = static_cast<float>(y) - cy;
    const float fromX = cx + s * down - static_cast<float>(move.dx),
                fromY = cy + c * down - static_cast<float>(move.dy);
    for (std::size_t x = 0; x < m_x.size(); ++x) {
        const float across = static_cast<float>(static_cast<int>(x)) - cx;
        m_x[x] = fromX + c * across;
        m_y[x] = fromY - s * across;
    }
    if (!move.warp) return;
    for (std::size_t i = 0; i < m_alongX.size(); ++i) {
        const ElasticWarp::Wave& wave = move.warp->waves[i];
        const float rowSin = m_alongY[i].sin[size(y)], rowCos = m_alongY[i].cos[size(y)];
        const float toX = static_cast<float>(wave.toX * shape.w), toY = static_cast<float>(wave.toY * shape.h);
        const float *columnSin = m_alongX[i].sin.data(), *columnCos = m_alongX[i].cos.data();
        for (std::size_t x = 0; x < m_x.size(); ++x) {
            const float level = columnSin[x] * rowCos + columnCos[x] * rowSin;
            m_x[x] += toX * level;
            m_y[x] += toY * level;
        }
    }
}

void Augmenter::sampleRow(const Shape& shape, float* to) const {
    const std::size_t wide = framedWidth(shape), plane = framedSize(shape);
    const std::size_t pixels = size(shape.h) * size(shape.w);
    const auto mostX = static_cast<float>(shape.w + 1), mostY = static_cast<float>(shape.h + 1);
    for (std::size_t x = 0; x < m_x.size(); ++x) {
        // In the frame's coordinates, which are one higher, so that cutting off rounds down.
        const float px = std::min(std::max(m_x[x] + 1, 0.0F), mostX), py = std::min(std::max(m_y[x] + 1, 0.0F), mostY);
        const int ix = static_cast<int>(px), iy = static_cast<int>(py);
        const float right = px - static_cast<float>(ix), low = py - static_cast<float>(iy);
        const float* from = m_source.data() + wide * size(iy) + size(ix);
        for (int c = 0; c < shape.c; ++c, from += plane) {
            const float above = from[0] + right * (from[1] - from[0]);
            const float below = from[wide] + right * (from[wide + 1] - from[wide]);
            to[size(c) * pixels + x] = above + low * (below - above);
        }
    }
}

void Augmenter::change(const Dataset& set, std::size_t index, const Augmentation& how, Rng& rng, float* to) {
    const Shape& shape = set.shape;
    const ImageMove move = drawn(shape, how, rng);
    if (move.none()) {
        set.scale(index, to);
    } else {
        set.scale(index, to); // which is written over below
        load({to, shape.perImage()}, shape);
        if (move.warp) prepareWarp(*move.warp, shape);
        for (int y = 0; y < shape.h; ++y) {
            placeRow(move, shape, y);
            sampleRow(shape, to + size(y) * size(shape.w));
        }
    }
    if (how.noise) addNoise(rng, {to, shape.perImage()});
}

void Augmenter::gather(const Dataset& set, std::span<const std::size_t> indices, const Augmentation& how,
                       std::uint64_t seed, int epoch, Tensor& to) {
    if (!how.any()) return set.gather(indices, to);
    const std::size_t each = set.shape.perImage();
    const std::uint64_t stream = streamOf(seed, epoch);
    m_images.resize(indices.size() * each);
    for (std::size_t n = 0; n < indices.size(); ++n) {
        Rng rng(stream, indices[n]);
        change(set, indices[n], how, rng, m_images.data() + n * each);
    }
    to.reshapeTo(set.shape.withImages(static_cast<int>(indices.size())));
    interleave(m_images, to);
}

} // namespace cnn
