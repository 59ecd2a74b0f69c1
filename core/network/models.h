// THE list of networks, and how weights begin.
#pragma once

#include "core/base/rng.h"
#include "core/layers/activation.h"
#include "core/network/network.h"

namespace cnn {

enum class Initialisation {
    He,     // normal, variance 2 / fan-in (He et al. 2015): for ReLU
    Glorot, // uniform, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010): for tanh and sigmoid
    LeCun   // normal, variance 1 / fan-in (LeCun et al. 1998)
};
// Fills every weight, layer by layer in order, from one generator; biases become 0.
void initialise(Network& network, Initialisation how, std::uint64_t seed);

enum class PoolingKind { Max, Average };

struct LeNetOptions {
    ActivationKind activation = ActivationKind::Relu;
    PoolingKind pooling = PoolingKind::Max;
    bool operator==(const LeNetOptions&) const = default;
};
// LeNet-5 on 28x28 grey images (LeCun et al. 1998, in the form of Dive into Deep Learning):
//   conv1 6@5x5 pad 2 - act1 - pool1 2 - conv2 16@5x5 - act2 - pool2 2 - flatten - dense1 120 - act3 - dense2 84 - act4
//   - dense3 10 (logits)
// 61,706 parameters. ReLU networks begin with He, the others with Glorot weights.
Network lenet5(const LeNetOptions& options, std::uint64_t seed);

struct MlpOptions {
    ActivationKind activation = ActivationKind::Relu;
    std::vector<int> hidden{75, 32}; // units of the hidden layers
    bool operator==(const MlpOptions&) const = default;
};
// A network of dense layers alone on 28x28 grey images, which reads them as 784 numbers in a row:
//   flatten - dense1 - act1 - dense2 - act2 - ... - dense 10 (logits)
// As it stands by default it has 61,637 parameters, 69 fewer than LeNet-5. Weights begin as lenet5's.
Network mlp(const MlpOptions& options, std::uint64_t seed);

} // namespace cnn
