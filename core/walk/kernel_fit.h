// A kernel learned from an input and a target alone: gradient descent on the squared error of a cross-correlation, kept
// as a history that can be asked for any moment.
//
//     loss(w) = sum over all outputs of (prediction - target)^2, prediction = cross-correlation of input and w
//     gradient of weight (i, j) = 2 * sum over (y, x) of error(y, x) * input(y + i, x + j)
//     update: w <- w - learning rate * gradient
//
// The loss is a quadratic bowl, so that everything about its course is known beforehand: with the Hessian H (constant)
// the updates come to rest below a learning rate of 2 / (largest eigenvalue of H) and overshoot further each time above
// it (e.g. Goodfellow et al., Deep Learning, chapter 4.3).
#pragma once

#include "core/base/error.h"
#include "core/tensor/tensor.h"

#include <vector>

namespace cnn {

struct FitTask {
    Tensor input;              // (1, H, W)
    Tensor target;             // (1, H - rows + 1, W - columns + 1)
    int rows = 1, columns = 1; // of the kernel
    std::vector<double> start; // its weights before the first update, in reading order
    double learningRate = 0;
};

// All numbers of one moment, each grid in reading order.
struct FitMoment {
    std::vector<double> kernel, prediction, error, gradient;
    double loss = 0;
};

// The form of the loss over the weights.
struct LossBowl {
    std::vector<double> hessian;    // weights x weights
    std::vector<double> curvatures; // its eigenvalues, rising, none below 0
    std::vector<double> directions; // the unit eigenvectors belonging to them, one after the other
    std::vector<double> minimum;    // the lowest point that is reached from the start
    double lowest = 0;              // the loss there
    int flat = 0; // directions in which the loss does not change: then the minimum is not the only one
    double largestLearningRate() const; // above it the updates diverge; infinite when the loss is flat everywhere
};

class KernelFit {
public:
    // Descends at once (25 weights and 1000 updates take milliseconds). Error(Mismatch) when the shapes do not belong
    // together, Error(TooLarge) beyond `mostUpdates`.
    static Expected<KernelFit> make(FitTask task, int updates);
    static constexpr int mostUpdates = 1000;

    const FitTask& task() const { return m_task; }
    // Updates made: as many as asked for, or fewer when the next would leave the numbers a float can hold.
    int updates() const { return static_cast<int>(m_kernels.size()) - 1; }
    bool stopped() const { return m_stopped; }
    const LossBowl& bowl() const { return m_bowl; }
    // Whether this learning rate is above the bowl's largest.
    bool diverges() const { return m_task.learningRate > m_bowl.largestLearningRate() * (1 + 1e-9); }

    // Everything before update i, counted from 1; at updates() + 1 the end.
    FitMoment at(int i) const;
    double lossAt(int i) const { return m_losses[static_cast<std::size_t>(i - 1)]; }
    const std::vector<double>& kernelAt(int i) const { return m_kernels[static_cast<std::size_t>(i - 1)]; }
    // Of any kernel, on the way or beside it.
    FitMoment momentOf(const std::vector<double>& kernel) const;

private:
    explicit KernelFit(FitTask task) : m_task(std::move(task)) {}
    void descend(int updates);
    FitTask m_task;
    LossBowl m_bowl;
    std::vector<std::vector<double>> m_kernels;
    std::vector<double> m_losses;
    bool m_stopped = false;
};

} // namespace cnn
