// Where a run stands: everything it needs to go on bit for bit as if it had never stopped. The order of the images is
// not in it; it follows from seed and epoch. Neither are the layers: a state belongs to a network with the same ones.
#pragma once

#include "core/tensor/tensor.h"
#include "core/train/training_settings.h"

namespace cnn {

struct TrainerState {
    // A parameter of the network and what the optimiser remembers of it, all of one shape.
    struct Parameter {
        Tensor value, velocity, squares;
        bool operator==(const Parameter&) const = default;
    };
    TrainingSettings settings; // threads and stop rules say nothing here: they change no bit
    int epoch = 0, batch = 0;  // of the next step, 0-based
    std::uint64_t learned = 0; // images of this epoch already learned
    std::uint64_t images = 0;  // that an epoch learns
    std::uint64_t adamSteps = 0;
    std::vector<Parameter> parameters; // in the order of the layers and their parameters()

    // Epochs done so far, as Trainer::progress().
    double progress() const {
        return epoch + (images > 0 ? static_cast<double>(learned) / static_cast<double>(images) : 0);
    }
    bool operator==(const TrainerState&) const = default;
};

} // namespace cnn
