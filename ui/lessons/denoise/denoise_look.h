// What a denoiser makes of the pictures on show at one moment of its run, as a value: computed on any thread, drawn by
// the figures.
#pragma once

#include "core/network/network.h"
#include "core/train/denoise.h"
#include "ui/lessons/denoise/shown_pictures.h"

#include <memory>
#include <stop_token>

namespace ui {

// PSNR over the strength of the noise, of those who need no learning: dB on the pictures of the rows.
struct RivalCurves {
    ShownPictures pictures; // they are of these
    cnn::NoiseKind kind = cnn::NoiseKind::None;
    std::array<std::vector<double>, cnn::rivalCount> curves; // by cnn::Rival, a value a strength

    bool areOf(const ShownPictures& shown, cnn::NoiseKind noise) const {
        return kind == noise && pictures.rows == shown.rows;
    }
};
constexpr int strengthSteps = 10; // of the curves: strengths 0, 0.1, .. 1
constexpr int mixtures = 7;       // from one picture to the other, both included

struct DenoiseMoment {
    std::shared_ptr<const cnn::Network> network;   // never null; it reads and gives pictures of the shown ones' shape
    std::shared_ptr<const cnn::DataSplit> learned; // null: none are read yet
    cnn::LossKind loss = cnn::LossKind::Reconstruction;
    cnn::AutoencoderOptions coder;
    cnn::Noise noise, learning; // over the pictures on show; over those that are learned
    ShownPictures pictures;
    DenoiseScene::View view = DenoiseScene::Pictures;
    DenoiseScene::Tool tool = DenoiseScene::Wipe;
    int wipe = 50, between = 50, other = 1;
    std::shared_ptr<const RivalCurves> rivals; // where somebody has them; else null
};

struct DenoisePicture : DenoiseMoment {
    NoisyPictures noisy;
    cnn::Tensor rows, large;             // reconstructed, 0 .. 1
    cnn::Tensor code;                    // of the large one
    std::size_t codeLayers = 0;          // the code is the value after so many layers
    std::vector<double> strengths;       // dB of the network, a value a strength; empty unless they are on show
    cnn::Tensor mixedCodes, mixedPixels; // pictures from the large one to the other, then the one at `between`
    cnn::Tensor flat;                    // its answer to an even grey picture; as it comes out, not cut
    QString covered;                     // the id of the question that is asked

    double error(bool reconstructed) const; // mean squared, of the rows
    cnn::Tensor misfit() const;             // reconstructed - clean, of the rows, the mean over channels
};

// What the network makes of pictures, as pictures of 0 .. 1.
cnn::Tensor reconstructed(const cnn::Network& network, cnn::LossKind loss, const cnn::Tensor& noisy);
// How many layers come before the code: the last value with the fewest rows.
std::size_t layersToCode(const cnn::Network& network);

// Throws cnn::Error(Interrupted) when stopped.
DenoisePicture lookAt(const DenoiseMoment& moment, const std::stop_token& stop = {});
// The same as before but for the large picture: at once, for a hand that draws.
DenoisePicture withLarge(DenoisePicture before, const ShownPictures& pictures, const cnn::Noise& noise);

} // namespace ui
