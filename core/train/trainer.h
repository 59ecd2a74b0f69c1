// Gradient descent, one batch at a time. The loop is the caller's.
//
// A batch is worked through in fixed pieces of 16 images whose gradients are added in a fixed order, so a run with a
// seed gives bit-identical weights with any number of threads. A step allocates nothing once every batch size of the
// run has been met. Where a layer mixes the images of a batch (batch normalisation), the batch is one piece.
#pragma once

#include "core/base/error.h"
#include "core/base/thread_pool.h"
#include "core/data/dataset.h"
#include "core/network/pass.h"
#include "core/train/optimizer.h"
#include "core/train/trainer_state.h"
#include "core/train/training_parts.h"

#include <memory>

namespace cnn {

struct StepReport {
    int epoch = 0;           // 0-based, of the batch just learned
    int batch = 0;           // 0-based within the epoch
    double progress = 0;     // epochs done so far, as 1.25: the x axis of the charts
    float loss = 0;          // mean over the batch, before the update
    float accuracy = 0;      // 0..1, on the batch; 0 of a reconstruction
    double learningRate = 0; // used for the update
    bool endOfEpoch = false;
    float squaredError = 0; // of a reconstruction, as LossResult::squaredError, on the batch; 0 of classes
};

struct Evaluation {
    double loss = 0;     // mean
    double accuracy = 0; // 0..1; 0 of a reconstruction
    std::size_t images = 0;
    double squaredError = 0; // of a reconstruction: the mean squared difference of its pictures; 0 of classes
    // Of a reconstruction, in dB: that of the mean squared error of all pictures (denoise.h).
    double psnr() const;
};

class Trainer {
public:
    // Throws Error(Mismatch) when network and data do not belong together, Error(Usage) for settings out of range or
    // when no layer is left that learns.
    Trainer(Network network, std::shared_ptr<const DataSplit> data, const TrainingSettings& settings);
    ~Trainer();

    // Learns one batch. Throws Error(Diverged) when loss or gradients are no longer finite, or the batch's mean loss is
    // beyond 1000; network() is then the last one that was not so.
    StepReport step();
    bool finished() const;

    const Network& network() const { return m_network; }
    const DataSplit& data() const { return *m_data; }
    const TrainingSettings& settings() const { return m_settings; }
    // Everything takes effect at the next step, but for seed, validation share and threads, which are kept. Throws as
    // the constructor.
    void change(const TrainingSettings& settings);
    // Where the run stands, and going on from there. restore() takes all of it over but threads and stop rules, which
    // are no part of a state and stay; it
    // throws Error(Mismatch) when the state belongs to another network or other data, and leaves the run as it was.
    TrainerState state() const;
    void restore(const TrainerState& state);
    // Epochs done so far; batches and batches in the whole run at the present batch size.
    double progress() const;
    int batchesPerEpoch() const;
    // That an epoch learns, and that the run is watched with.
    std::size_t learnedImages() const { return m_parts.learned.size(); }
    std::size_t validationImages() const { return m_parts.validation.size(); }

    // Of the last step: the gradients its update was made from, and for each layer the length of the update of its
    // weights over the length of the weights before it, 0 where it has none. Empty before the first step and after
    // restore(). Computed when asked for.
    NetworkGradients lastGradients() const;
    std::vector<double> updateToWeight() const;

    // Loss and accuracy on the first `most` images, of a reconstruction with the run's noise over them: for each image
    // the same each time (testNoiseSeed). Throws Error(Diverged) as step() when an output is not finite.
    Evaluation evaluate(const Dataset& set, std::size_t most = static_cast<std::size_t>(-1));
    // On `most` of the training images that are not learned.
    Evaluation evaluateValidation(std::size_t most = static_cast<std::size_t>(-1));

private:
    struct Worker; // a thread's working memory
    struct Share;  // a part of the batch that is worked through by one thread
    struct Slice;  // a part of the parameters, likewise
    bool learns(std::size_t layer, std::size_t parameter) const;
    void orderImages();
    void learn(Share& share, Worker& worker, std::size_t images);
    void update(std::size_t shares, double learningRate);
    void updateSlice(const Slice& slice, std::size_t shares, const OptimizerStep& how);
    void takeBackUpdate();
    Evaluation evaluateFinite(const Dataset& set, std::span<const std::size_t> which);

    Network m_network;
    std::shared_ptr<const DataSplit> m_data;
    TrainingSettings m_settings;
    ThreadPool m_pool;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::vector<std::unique_ptr<Share>> m_shares;
    std::size_t m_sharesUsed = 0; // by the last step
    bool m_inPieces = true;       // a batch may be worked through in pieces
    std::vector<Slice> m_slices;
    TrainingParts m_parts;
    std::vector<std::size_t> m_order; // of the images in this epoch
    std::uint64_t m_chance = 0;       // what layers that are random in training draw from in this epoch
    std::uint64_t m_noiseSeed = 0;    // what the noise over its images is drawn from
    std::size_t m_cursor = 0;         // images of this epoch already learned
    int m_epoch = 0, m_batch = 0;
    std::vector<Tensor> m_lastGood;            // parameters before the last update
    std::vector<Tensor> m_velocity, m_squares; // optimiser state, one a parameter
    std::uint64_t m_adamSteps = 0;
};

// The loss of outputs for these labels, see losses.h; of a reconstruction for the clean pictures.
LossResult lossOf(LossKind kind, const Tensor& out, const Tensor& clean, std::span<const int> labels, int total,
                  Tensor* dOutputs);

// Throws Error(Mismatch) when the network cannot read the images.
void requireReadable(const Network& network, const Dataset& set);
// That, and that there is no label it does not know; a reconstruction must be of the input's size instead.
void requireMatch(const Network& network, const Dataset& set, LossKind loss);

// What to throw, (Diverged), when one of a network's outputs is not finite.
Error outputsNotFinite();

// Loss and accuracy of a network on the first `most` images, with a pool of its own; `noise` of testNoiseSeed is laid
// over what it reads. Throws outputsNotFinite().
Evaluation evaluate(const Network& network, const Dataset& set, LossKind loss, int threads = 1,
                    std::size_t most = static_cast<std::size_t>(-1), const Noise& noise = {});

} // namespace cnn
