// How well noise was taken away from pictures, and by whom: a network is worth its learning only beside what needs
// none.
#pragma once

#include "core/data/dataset.h"
#include "core/layers/losses.h"
#include "core/network/network.h"
#include "core/train/noise.h"

#include <array>
#include <stop_token>

namespace cnn {

// Peak signal to noise ratio of pictures of 0 .. 1 in dB, 10 log10(1 / mean squared difference); infinite for 0.
double psnrOf(double squaredError);
// Of two pictures of the same size.
double squaredErrorOf(std::span<const float> picture, std::span<const float> clean);

// Who answers noise without learning.
enum class Rival {
    Noisy,    // nobody: the noisy picture as it is
    Mean,     // of 3x3 values
    Gaussian, // filter, at the width that does best on training pictures
    Median    // of 3x3 values
};
// Their names in files and on the command line.
constexpr EnumName<Rival> rivalNames[] = {
    {Rival::Noisy, "noisy"}, {Rival::Mean, "mean"}, {Rival::Gaussian, "gaussian"}, {Rival::Median, "median"}};
constexpr std::size_t rivalCount = std::size(rivalNames);

// What a rival makes of one noisy image in channel, row, column order, in place. sigma: the Gaussian's, in pixels.
void answer(Rival rival, std::span<float> noisy, const Shape& shape, double sigma, Smoother& smoother);

struct RivalScores {
    double sigma = 0; // pixels, of the Gaussian filter
    // Mean over all values of all pictures, by the order of Rival.
    std::array<double, rivalCount> squaredError{};

    double psnr(Rival rival) const { return psnrOf(squaredError[static_cast<std::size_t>(rival)]); }
    // The one, other than the noisy picture itself, that comes closest.
    Rival bestFilter() const;
};

// The width of the Gaussian filter, 0 .. 4 pixels, that comes closest to the first `images` of the set under this noise
// (which is of another seed than the noise they are looked at or learned with), to a hundredth of a pixel. 0: every
// width makes it worse. Throws Error(Interrupted) when stopped.
double bestGaussianWidth(const Dataset& learned, std::size_t images, const Noise& noise, int threads = 1,
                         const std::stop_token& stop = {});
// On the first `images` of a set with noise of testNoiseSeed over them, as evaluate() (trainer.h) lays it over them.
// Throws likewise.
RivalScores rivalsOn(const Dataset& set, std::size_t images, const Noise& noise, double sigma, int threads = 1,
                     const std::stop_token& stop = {});

// A network that learned with this loss, as one whose outputs are the pictures: with a sigmoid behind it where they are
// logits, so that whoever reads it from a file need not know. Values that are only to be cut stay.
Network givingPictures(const Network& network, LossKind loss);

// The least ReconstructionEntropy of the first `images` of a set (losses.h), whoever gives them back.
double entropyFloor(const Dataset& set, std::size_t images);

} // namespace cnn
