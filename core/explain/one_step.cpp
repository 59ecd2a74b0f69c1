#include "core/explain/one_step.h"

#include <algorithm>
#include <cmath>

namespace cnn {

ValueRange rangeOf(const Tensor& values) {
    ValueRange range;
    double count = 0, sum = 0, squares = 0;
    for (const float v : values.values()) {
        if (!std::isfinite(v)) continue;
        const auto value = static_cast<double>(v);
        range.smallest = count == 0 ? value : std::min(range.smallest, value);
        range.largest = count == 0 ? value : std::max(range.largest, value);
        range.zeros += v == 0.0F ? 1 : 0;
        sum += value;
        squares += value * value;
        ++count;
    }
    if (count > 0) {
        range.mean = sum / count;
        range.zeros /= count;
    }
    range.norm = std::sqrt(squares);
    return range;
}

LossStory lossStory(LossKind kind, const Tensor& outputs, int target) {
    assert(!isReconstruction(kind) && outputs.shape().n == 1);
    LossStory story;
    story.kind = kind;
    story.target = target;
    const double largest = static_cast<double>(outputs.array().maxCoeff());
    const bool softmax = kind == LossKind::SoftmaxCrossEntropy;
    for (const float v : outputs.values()) {
        LossStory::Class one;
        one.out = static_cast<double>(v);
        one.wanted = static_cast<int>(story.classes.size()) == target ? 1 : 0;
        one.part = softmax ? std::exp(one.out - largest) : (one.out - one.wanted) * (one.out - one.wanted);
        one.slope = 2 * (one.out - one.wanted);
        story.sum += one.part;
        story.classes.push_back(one);
    }
    story.loss = story.sum;
    if (!softmax) return story;
    for (LossStory::Class& one : story.classes) {
        one.share = one.part / story.sum;
        one.slope = one.share - one.wanted;
    }
    story.loss = std::log(story.sum) - (story.classes[static_cast<std::size_t>(target)].out - largest);
    return story;
}

OneStep oneStep(const Network& network, const Tensor& image, int target, LossKind kind) {
    OneStep step;
    network.forward(image, step.trace);
    step.loss = lossStory(kind, step.trace.output(), target);
    step.slopes.resize(network.size() + 1);
    evaluateLoss(kind, step.trace.output(), std::span(&target, 1), 1, &step.slopes.back());
    step.gradients = zeroGradients(network);
    GradientFlow flow;
    flow.begin(network.size() + 1, network.size(), step.slopes.back());
    for (std::size_t i = network.size(); i-- > 0;) network.backLayer(i, step.trace, flow, step.gradients[i], 0, true);
    for (std::size_t value = 0; value < network.size(); ++value) {
        const Tensor* arrived = flow.at(value); // nothing, where the output does not depend on it
        step.slopes[value] = arrived ? *arrived : Tensor(step.trace.values[value].shape());
    }
    return step;
}

} // namespace cnn
