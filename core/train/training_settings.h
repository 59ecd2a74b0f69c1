// How to train: what may be set, and in which range.
#pragma once

#include "core/base/enum_names.h"
#include "core/base/error.h"
#include "core/layers/losses.h"
#include "core/train/augment.h"
#include "core/train/noise.h"
#include "core/train/stop_rules.h"

#include <cstdint>

namespace cnn {

enum class OptimizerKind { SgdMomentum, Adam }; // as optimizer.h writes them

enum class ScheduleKind {
    Constant, // the learning rate stays
    Step,     // times scheduleFactor every scheduleEvery epochs (PyTorch's StepLR)
    Cosine    // half a cosine from the learning rate down to 0 at the last epoch's end (Loshchilov and Hutter 2017)
};

// Their names in files.
constexpr EnumName<OptimizerKind> optimizerNames[] = {{OptimizerKind::SgdMomentum, "sgd"},
                                                      {OptimizerKind::Adam, "adam"}};
constexpr EnumName<ScheduleKind> scheduleNames[] = {
    {ScheduleKind::Constant, "constant"}, {ScheduleKind::Step, "step"}, {ScheduleKind::Cosine, "cosine"}};
constexpr EnumName<LossKind> lossNames[] = {{LossKind::SoftmaxCrossEntropy, "cross-entropy"},
                                            {LossKind::SquaredError, "squared-error"},
                                            {LossKind::Reconstruction, "reconstruction"},
                                            {LossKind::ReconstructionEntropy, "reconstruction-entropy"}};

struct TrainingSettings {
    double learningRate = 0.02; // > 0; where the schedule begins
    double momentum = 0.9;      // 0 .. <1, SGD only
    int batch = 64;             // images a step, >= 1
    int epochs = 10;            // passes over the training images
    OptimizerKind optimizer = OptimizerKind::SgdMomentum;
    LossKind loss = LossKind::SoftmaxCrossEntropy;
    Augmentation augment;   // of the images that are learned
    Noise noise;            // over the input of a reconstruction, not over its target
    double validation = 0;  // share of the training images that is not learned but watched, 0 .. 0.9
    std::uint64_t seed = 1; // order of the images, augmentation, and which of them are watched
    int threads = 1;        // >= 1; never changes the result
    ScheduleKind schedule = ScheduleKind::Constant;
    int scheduleEvery = 5;       // epochs, >= 1
    double scheduleFactor = 0.5; // above 0, up to 1
    double weightDecay = 0;      // 0 .. 1; on weights and biases (optimizer.h)
    int frozen = 0;              // the first so many layers keep all their numbers as they are, >= 0
    StopRules stop;              // never changes a number, only how many steps are taken

    bool operator==(const TrainingSettings&) const = default;
};
// What people begin with: a cosine schedule and a weight decay of 0.0005, which bring LeNet-5 to 90.7 % or more on
// Fashion-MNIST's test images in ten epochs, where a constant rate without decay stays below 90 % even in twenty.
TrainingSettings usualSettings();
// And where pictures are to be learned clean: Adam from a rate of 0.003 along a cosine in batches of 32, no decay,
// Gaussian noise of 0.4.
TrainingSettings denoisingSettings();

// A sentence when a setting is out of range.
Expected<TrainingSettings> checked(const TrainingSettings&);

// The learning rate of the step that is taken after `progress` epochs. Stepwise it changes between epochs, along the
// cosine from batch to batch.
double learningRateAt(const TrainingSettings& settings, double progress);

} // namespace cnn
