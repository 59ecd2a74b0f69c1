#include "core/walk/kernel_fit.h"

#include "core/base/counted.h"
#include "core/tensor/symmetric.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double flatBelow = 1e-9; // of the largest curvature

// One row an output, one column a weight: the input each weight meets there.
MatrixXd windows(const FitTask& task) {
    const Shape& out = task.target.shape();
    MatrixXd all(out.h * out.w, task.rows * task.columns);
    for (int y = 0; y < out.h; ++y)
        for (int x = 0; x < out.w; ++x)
            for (int i = 0; i < task.rows; ++i)
                for (int j = 0; j < task.columns; ++j)
                    all(y * out.w + x, i * task.columns + j) = static_cast<double>(task.input.at(0, y + i, x + j));
    return all;
}

VectorXd vectorOf(const std::vector<double>& values) {
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}
VectorXd vectorOf(const Tensor& values) {
    return Eigen::Map<const Eigen::VectorXf>(values.data(), static_cast<Eigen::Index>(values.size())).cast<double>();
}
template<class Matrix> std::vector<double> valuesOf(const Matrix& m) {
    return {m.data(), m.data() + m.size()};
}

// Eigenvalues a hair below zero are rounding.
LossBowl bowlOf(const FitTask& task) {
    const MatrixXd a = windows(task);
    const VectorXd start = vectorOf(task.start), target = vectorOf(task.target);
    const MatrixXd hessian = 2 * a.transpose() * a;
    const SymmetricEigen parts = symmetricEigen(hessian);
    const VectorXd curvatures = parts.values.cwiseMax(0);
    const VectorXd gradient = 2 * a.transpose() * (a * start - target);
    const double steepest = curvatures.maxCoeff();
    LossBowl bowl;
    VectorXd minimum = start;
    for (Eigen::Index i = 0; i < curvatures.size(); ++i) {
        if (curvatures(i) <= flatBelow * steepest) {
            ++bowl.flat;
            continue;
        }
        const auto direction = parts.vectors.col(i);
        minimum -= direction * (direction.dot(gradient) / curvatures(i));
    }
    bowl.hessian = valuesOf(hessian);
    bowl.curvatures = valuesOf(curvatures);
    bowl.directions = valuesOf(parts.vectors);
    bowl.minimum = valuesOf(minimum);
    bowl.lowest = (a * minimum - target).squaredNorm();
    return bowl;
}

bool holds(double value) {
    return std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max());
}

std::string size(int rows, int columns) {
    return std::to_string(rows) + " × " + std::to_string(columns);
}

} // namespace

double LossBowl::largestLearningRate() const {
    const double steepest = curvatures.empty() ? 0 : curvatures.back();
    return steepest > 0 ? 2 / steepest : std::numeric_limits<double>::infinity();
}

Expected<KernelFit> KernelFit::make(FitTask task, int updates) {
    const Shape& in = task.input.shape();
    const Shape wanted{1, in.h - task.rows + 1, in.w - task.columns + 1, 1};
    if (task.rows < 1 || task.columns < 1 || wanted.h < 1 || wanted.w < 1)
        return Error(ErrorCode::Mismatch, Message::tr("A %1 kernel does not fit a %2 input.",
                                                      size(task.rows, task.columns), size(in.h, in.w)));
    if (!(task.target.shape() == wanted))
        return Error(ErrorCode::Mismatch,
                     Message::tr("A %1 kernel makes %2 outputs of a %3 input; the target has %4.",
                                 size(task.rows, task.columns), size(wanted.h, wanted.w), size(in.h, in.w),
                                 size(task.target.shape().h, task.target.shape().w)));
    if (task.start.size() != static_cast<std::size_t>(task.rows) * static_cast<std::size_t>(task.columns))
        return Error(ErrorCode::Mismatch,
                     Message::tr("A %1 kernel starts with %2, not with %3.", size(task.rows, task.columns),
                                 counted::weights(task.rows * task.columns), task.start.size()));
    if (updates < 0 || updates > mostUpdates)
        return Error(ErrorCode::TooLarge,
                     Message::tr("%n updates are out of range; up to %1 can be made.", nullptr, updates, mostUpdates));
    KernelFit fit(std::move(task));
    fit.m_bowl = bowlOf(fit.m_task);
    fit.descend(updates);
    return fit;
}

void KernelFit::descend(int updates) {
    const MatrixXd a = windows(m_task);
    const VectorXd target = vectorOf(m_task.target);
    VectorXd w = vectorOf(m_task.start);
    for (int i = 0; i <= updates; ++i) {
        const VectorXd error = a * w - target;
        const double loss = error.squaredNorm();
        m_stopped = !holds(loss) || !holds(w.cwiseAbs().maxCoeff());
        if (m_stopped && i > 0) return;
        m_kernels.push_back(valuesOf(w));
        m_losses.push_back(loss);
        w -= m_task.learningRate * 2 * a.transpose() * error;
    }
}

FitMoment KernelFit::momentOf(const std::vector<double>& kernel) const {
    const MatrixXd a = windows(m_task);
    const VectorXd prediction = a * vectorOf(kernel);
    const VectorXd error = prediction - vectorOf(m_task.target);
    const VectorXd gradient = 2 * a.transpose() * error;
    return {kernel, valuesOf(prediction), valuesOf(error), valuesOf(gradient), error.squaredNorm()};
}

FitMoment KernelFit::at(int i) const {
    return momentOf(kernelAt(i));
}

} // namespace cnn
