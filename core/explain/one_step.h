// One step of training for one image, with everything that is computed on the way: the values forwards, the loss, and
// the gradient at every value backwards. The same layers and the same numbers as in a batch of one image.
#pragma once

#include "core/layers/losses.h"
#include "core/network/network.h"

namespace cnn {

// A look at many numbers. Numbers that are not finite do not count.
struct ValueRange {
    double mean = 0, smallest = 0, largest = 0;
    double zeros = 0; // share of them that is exactly 0
    double norm = 0;  // square root of the sum of squares
};
ValueRange rangeOf(const Tensor& values);

// How the loss comes about, class by class, in double.
//     softmax and cross-entropy:  share = e^(out - largest) / sum of these,  loss = -ln(share of the target),
//                                 slope = d loss / d out = share - 1 for the target, share for the others
//     squared error:              loss = sum of (out - wanted)^2,  slope = 2 (out - wanted)
struct LossStory {
    struct Class {
        double out = 0;    // of the network
        double wanted = 0; // 1 for the target, else 0
        double part = 0;   // e^(out - largest), or (out - wanted)^2
        double share = 0;  // softmax alone
        double slope = 0;
    };
    LossKind kind = LossKind::SoftmaxCrossEntropy;
    int target = 0;
    std::vector<Class> classes;
    double sum = 0; // of the parts
    double loss = 0;
};
// kind: any loss of a class. outputs: (classes, 1, 1), one image.
LossStory lossStory(LossKind kind, const Tensor& outputs, int target);

struct OneStep {
    Trace trace;
    LossStory loss;
    std::vector<Tensor> slopes; // d loss / d trace.values[i], of the same shapes; slopes[0]: at the image
    NetworkGradients gradients; // d loss / d parameters
};
// image: of the network's input shape. target: the class it should be. The network's output is one number a class.
OneStep oneStep(const Network& network, const Tensor& image, int target, LossKind kind);

} // namespace cnn
