// THE list of networks.
#pragma once

#include "core/base/enum_names.h"
#include "core/layers/activation.h"
#include "core/network/network_plan.h"

namespace cnn {

enum class PoolingKind { Max, Average };

// Their names in files and on the command line; of the activations those that the models let people choose.
constexpr EnumName<ActivationKind> activationNames[] = {
    {ActivationKind::Relu, "relu"}, {ActivationKind::Tanh, "tanh"}, {ActivationKind::Sigmoid, "sigmoid"}};
constexpr EnumName<PoolingKind> poolingNames[] = {{PoolingKind::Max, "max"}, {PoolingKind::Average, "average"}};

struct LeNetOptions {
    ActivationKind activation = ActivationKind::Relu;
    PoolingKind pooling = PoolingKind::Max;
    bool operator==(const LeNetOptions&) const = default;
};

// What Fashion-MNIST and MNIST are.
constexpr Shape usualInput{1, 28, 28, 1};
constexpr int usualClasses = 10;

// Networks that say which class a picture is of, as plans (network_plan.h): their last layer has one output, the logit,
// a class. Parameters are counted for 28x28 grey images and ten classes. An option without a place in a model is
// ignored.
struct Model {
    const char* id;    // in files and on the command line
    const char* title; // for people
    NetworkPlan (*plan)(const LeNetOptions& options);
};
std::span<const Model> models();
// nullptr: there is none.
const Model* findModel(const std::string& id);

// LeNet-5 in the form of Dive into Deep Learning (after LeCun et al. 1998):
//   conv1 6@5x5 pad 2 - act1 - pool1 2 - conv2 16@5x5 - act2 - pool2 2 - flatten - dense1 120 - act3 - dense2 84 - act4
//   - dense3 10 (logits)
// 61,706 parameters.
NetworkPlan lenet5Plan(const LeNetOptions& options);

// LeNet-5 as it was in 1998 (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document
// recognition"), a scaled tanh after every layer but the last:
//   C1 6@5x5 pad 2 - S2 trainable subsampling 2x2 - C3 16@5x5, each map on the maps of S2 that the paper's table I
//   names - S4 trainable subsampling 2x2 - C5 120@5x5 - F6 84 - output
// Padding 2 on 28x28 gives what 32x32 images without padding gave. The paper counts 156 + 12 + 1,516 + 32 + 48,120 +
// 10,164 = 60,000 parameters up to F6. Its output layer, distances to drawn characters that did not learn, is a dense
// one here (850 parameters), so that the loss can be chosen: 60,850 in all.
NetworkPlan lenet1998Plan();

// Dense layers alone, which read a picture as numbers in a row:
//   flatten - dense1 - act1 - dense2 - act2 - ... - dense 10 (logits)
// By default it has 61,637 parameters, 69 fewer than LeNet-5.
struct MlpOptions {
    ActivationKind activation = ActivationKind::Relu;
    std::vector<int> hidden{75, 32}; // units of the hidden layers
    bool operator==(const MlpOptions&) const = default;
};
NetworkPlan mlpPlan(const MlpOptions& options);

// A small network in the manner of VGG (Simonyan and Zisserman 2015): pairs of 3x3 convolutions that keep the size,
// twice as many channels after each pooling.
//   conv1 8 - act1 - conv2 8 - act2 - pool1 2 - conv3 16 - act3 - conv4 16 - act4 - pool2 2 - flatten - dense1 64 -
//   act5
//   - dense2 10 (logits)
// 55,042 parameters.
NetworkPlan tinyVggPlan(const LeNetOptions& options);

// Built, with the usual initialisation: ReLU networks begin with He, LeNet-5 of 1998 with LeCun, the others with Glorot
// weights. Throws Error(DoesNotFit) when the pictures are too small for the windows.
Network lenet5(const LeNetOptions& options, std::uint64_t seed, const Shape& input = usualInput,
               int classes = usualClasses);
Network lenet1998(std::uint64_t seed, const Shape& input = usualInput, int classes = usualClasses);
Network mlp(const MlpOptions& options, std::uint64_t seed, const Shape& input = usualInput, int classes = usualClasses);
Network tinyVgg(const LeNetOptions& options, std::uint64_t seed, const Shape& input = usualInput,
                int classes = usualClasses);

// A convolutional autoencoder on 28x28 grey images, 16-32-16-1, every convolution 3x3 with padding 1:
//   conv1 16 - relu1 - pool1 2 - conv2 32 - relu2 - pool2 2 - up1 2 - conv3 16 - relu3 - up2 2 - conv4 1
// 9,569 parameters; the bottleneck is pool2, 32@7x7. Its output is a picture like the input. No sigmoid at the end:
// with the squared error it learns several times slower, stuck where the sigmoid is flat; values beyond 0..1 are to be
// cut.
Network autoencoder(std::uint64_t seed);

// The same in the shapes that answer a why: how sizes shrink and grow again, how deep, how wide the code.
enum class Shrinking { Pooling, Stride };   // max pooling 2x2, or a stride of 2 in the convolution
enum class Growing { Nearest, Transposed }; // nearest upsampling and a convolution, or a transposed one of stride 2
constexpr EnumName<Shrinking> shrinkingNames[] = {{Shrinking::Pooling, "pooling"}, {Shrinking::Stride, "stride"}};
constexpr EnumName<Growing> growingNames[] = {{Growing::Nearest, "nearest"}, {Growing::Transposed, "transposed"}};
struct AutoencoderOptions {
    int width = 16; // channels of the first convolution, 4 .. 64; each halving doubles them, but for the bottleneck's
    int depth = 2;  // halvings, 1 .. 3; with one there is no convolution before the bottleneck's
    int code = 32;  // channels of the bottleneck, 1 .. 128
    Shrinking shrinking = Shrinking::Pooling;
    Growing growing = Growing::Nearest;
    bool operator==(const AutoencoderOptions&) const = default;
};
// For pictures of this shape, of any size: an odd side of n is halved to (n + 1) / 2, by windows of 3 with padding 1
// where they are of 2 on even ones, and grows to n again. Every other window is 3x3 with padding 1. Its last layer has
// one output map a channel of the input, without an activation. By default what autoencoder() builds. Throws
// Error(Usage) for options out of range, Error(DoesNotFit) for a picture that has no side of 2 left to be halved.
NetworkPlan autoencoderPlan(const AutoencoderOptions& options, const Shape& input = usualInput);
// Built, with the usual initialisation.
Network autoencoder(const AutoencoderOptions& options, std::uint64_t seed, const Shape& input = usualInput);
// The bottleneck's output for a plan of autoencoderPlan, as 32@7x7.
Shape codeShape(const AutoencoderOptions& options, const Shape& input = usualInput);

// VGG-19 on 224x224 RGB images (Simonyan and Zisserman, "Very Deep Convolutional Networks for Large-Scale Image
// Recognition", 2015, configuration E), layers named as there and in Caffe:
//   conv1_1 .. conv1_2 64, pool1, conv2_1 .. 2_2 128, pool2, conv3_1 .. 3_4 256, pool3, conv4_1 .. 4_4 512, pool4,
//   conv5_1 .. 5_4 512, pool5, flatten, fc6 4096, fc7 4096, fc8 1000 (logits);
// convolutions 3x3 with padding 1, a ReLU after each and after fc6 and fc7. 143,667,240 parameters: 575 MB.
Network vgg19(std::uint64_t seed);

} // namespace cnn
