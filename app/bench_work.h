// What is measured: fixed work on made-up images, through the core's own doors. Shared by the command `bench` and the
// benchmarks in tests/bench; no Qt.
#pragma once

#include "core/network/models.h"
#include "core/train/trainer.h"

#include <functional>

namespace bench {

// Call `once` as often as you like; it keeps what it needs.
struct Work {
    std::function<void()> once;
    double images = 1;     // that one call works through
    double operations = 0; // multiplications and additions of one call; 0: not counted
};

// Images of random numbers, labels in 0 .. 9.
cnn::Tensor noise(const cnn::Shape& shape, int images);
std::shared_ptr<const cnn::DataSplit> noiseSet(std::size_t images);

// One step of the trainer.
Work lenetTraining(const cnn::LeNetOptions& options, int batch, int threads);
Work autoencoderTraining(int batch, int threads);
// Batches of images, one a thread at a time.
Work inference(std::shared_ptr<const cnn::Network> network, int batch, int threads);
// One image whose work is shared among threads, on the shorter way where there is one: as a loaded network is run.
Work onePicture(std::shared_ptr<const cnn::Network> network, int threads);
// The sliding window on a 12x12 grid, 3x3 kernel: made, and every step asked for.
Work slidingWalk();
Work multiplyAdds(); // on registers alone
// A square product by Eigen.
Work product(int side);

// A layer of a network by itself.
struct LayerWork {
    std::string name, kind;
    cnn::Shape out;
    Work forward, backward;
};
// On batches of `images`. The first layer's gradients stop at its weights, as in training.
std::vector<LayerWork> layerWorks(std::shared_ptr<const cnn::Network> network, int images);

} // namespace bench
