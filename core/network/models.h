// THE list of networks.
#pragma once

#include "core/layers/activation.h"
#include "core/network/initialise.h"

namespace cnn {

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

// A convolutional autoencoder on 28x28 grey images, 16-32-16-1, every convolution 3x3 with padding 1:
//   conv1 16 - relu1 - pool1 2 - conv2 32 - relu2 - pool2 2 - up1 2 - conv3 16 - relu3 - up2 2 - conv4 1
// 9,569 parameters; the bottleneck is pool2, 32@7x7. Its output is a picture like the input. No sigmoid at the end:
// with the squared error it learns several times slower, stuck where the sigmoid is flat; values beyond 0..1 are to be
// cut.
Network autoencoder(std::uint64_t seed);

// VGG-19 on 224x224 RGB images (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
// Recognition", 2015, configuration E), layers named as there and in Caffe:
//   conv1_1 .. conv1_2 64, pool1, conv2_1 .. 2_2 128, pool2, conv3_1 .. 3_4 256, pool3, conv4_1 .. 4_4 512, pool4,
//   conv5_1 .. 5_4 512, pool5, flatten, fc6 4096, fc7 4096, fc8 1000 (logits);
// convolutions 3x3 with padding 1, a ReLU after each and after fc6 and fc7. 143,667,240 parameters: 575 MB.
Network vgg19(std::uint64_t seed);

} // namespace cnn
