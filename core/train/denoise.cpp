#include "core/train/denoise.h"

#include "core/layers/activation.h"
#include "core/train/chunks.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <utility>

namespace cnn {
namespace {

constexpr std::uint64_t widthNoiseSeed = 0x51d7b0bULL;

void leaveIfAsked(const std::stop_token& stop) {
    if (stop.stop_requested()) throw Error(ErrorCode::Interrupted, Message::tr("The measuring was stopped."));
}

// Working memory of a thread.
struct NoisyPair {
    std::vector<float> clean, noisy;
    Noiser noiser;
    Smoother smoother;
};

// The sum over the first images of what measure(pair) finds in each: the same bits with any number of threads.
template<std::size_t count, class Measure>
std::array<double, count> meanOver(const Dataset& set, std::size_t images, const Noise& noise, std::uint64_t seed,
                                   int threads, const std::stop_token& stop, const Measure& measure) {
    checked(noise).orThrow();
    images = std::min(images, set.size());
    std::vector<std::array<double, count>> sums(chunksOf(images));
    ThreadPool pool(threads);
    std::vector<NoisyPair> pairs(static_cast<std::size_t>(pool.threads()));
    pool.forEach(static_cast<int>(sums.size()), [&](int turn, int thread) {
        const auto chunk = static_cast<std::size_t>(turn);
        NoisyPair& pair = pairs[static_cast<std::size_t>(thread)];
        pair.clean.resize(set.shape.perImage());
        for (std::size_t i = chunk * chunkSize; i < std::min(images, (chunk + 1) * chunkSize); ++i) {
            if (stop.stop_requested()) return;
            set.scale(i, pair.clean.data());
            pair.noisy = pair.clean;
            pair.noiser.lay(pair.noisy, set.shape, noise, seed, i);
            measure(pair, sums[chunk]);
        }
    });
    leaveIfAsked(stop);
    std::array<double, count> mean{};
    for (const auto& sum : sums)
        for (std::size_t k = 0; k < count; ++k) mean[k] += sum[k] / static_cast<double>(images);
    return mean;
}

} // namespace

double psnrOf(double squaredError) {
    return squaredError > 0 ? -10 * std::log10(squaredError) : std::numeric_limits<double>::infinity();
}

double squaredErrorOf(std::span<const float> picture, std::span<const float> clean) {
    assert(picture.size() == clean.size() && !clean.empty());
    double sum = 0;
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const double difference = static_cast<double>(picture[i]) - static_cast<double>(clean[i]);
        sum += difference * difference;
    }
    return sum / static_cast<double>(clean.size());
}

void answer(Rival rival, std::span<float> noisy, const Shape& shape, double sigma, Smoother& smoother) {
    switch (rival) {
    case Rival::Noisy:
        return;
    case Rival::Mean:
        return smoother.mean3x3(noisy, shape);
    case Rival::Gaussian:
        return smoother.gaussian(noisy, shape, sigma);
    case Rival::Median:
        return smoother.median3x3(noisy, shape);
    }
}

Rival RivalScores::bestFilter() const {
    const auto first = squaredError.begin() + 1; // behind Noisy
    return static_cast<Rival>(std::min_element(first, squaredError.end()) - squaredError.begin());
}

double bestGaussianWidth(const Dataset& learned, std::size_t images, const Noise& noise, int threads,
                         const std::stop_token& stop) {
    const auto error = [&](double sigma) {
        return meanOver<1>(learned, images, noise, widthNoiseSeed, threads, stop,
                           [&](NoisyPair& pair, std::array<double, 1>& sum) {
                               pair.smoother.gaussian(pair.noisy, learned.shape, sigma);
                               sum[0] += squaredErrorOf(pair.noisy, pair.clean);
                           })[0];
    };
    // Golden section: the error falls to the best width and rises behind it.
    constexpr double share = 0.6180339887498949, enough = 0.01;
    double low = 0, high = 4;
    double left = high - share * (high - low), right = low + share * (high - low);
    double atLeft = error(left), atRight = error(right);
    while (high - low > enough) {
        if (atLeft <= atRight) {
            high = std::exchange(right, left);
            atRight = atLeft;
            left = high - share * (high - low);
            atLeft = error(left);
        } else {
            low = std::exchange(left, right);
            atLeft = atRight;
            right = low + share * (high - low);
            atRight = error(right);
        }
    }
    const double best = (low + high) / 2;
    return error(best) < error(0) ? best : 0;
}

RivalScores rivalsOn(const Dataset& set, std::size_t images, const Noise& noise, double sigma, int threads,
                     const std::stop_token& stop) {
    RivalScores scores{sigma, {}};
    scores.squaredError = meanOver<rivalCount>(
        set, images, noise, testNoiseSeed, threads, stop, [&](NoisyPair& pair, std::array<double, rivalCount>& sums) {
            const std::vector<float> noisy = pair.noisy;
            for (std::size_t k = 0; k < rivalCount; ++k) {
                pair.noisy = noisy;
                answer(rivalNames[k].value, pair.noisy, set.shape, sigma, pair.smoother);
                sums[k] += squaredErrorOf(pair.noisy, pair.clean);
            }
        });
    return scores;
}

Network givingPictures(const Network& network, LossKind loss) {
    Network pictures = network;
    if (loss == LossKind::ReconstructionEntropy)
        pictures.add("picture", std::make_unique<Activation>(ActivationKind::Sigmoid));
    return pictures;
}

double entropyFloor(const Dataset& set, std::size_t images) {
    images = std::min(images, set.size());
    std::vector<float> image(set.shape.perImage());
    double sum = 0;
    for (std::size_t i = 0; i < images; ++i) {
        set.scale(i, image.data());
        sum += entropyFloor(image);
    }
    return images > 0 ? sum / static_cast<double>(images) : 0;
}

} // namespace cnn
