#include "core/train/optimizer.h"

#include <cmath>

namespace cnn {

OptimizerStep::OptimizerStep(const TrainingSettings& settings, double learningRate, std::uint64_t adamSteps)
    : m_kind(settings.optimizer), m_rate(static_cast<float>(learningRate)),
      m_momentum(static_cast<float>(settings.momentum)), m_decay(static_cast<float>(settings.weightDecay)),
      m_correction1(static_cast<float>(1 - std::pow(0.9, static_cast<double>(adamSteps)))),
      m_correction2(static_cast<float>(1 - std::pow(0.999, static_cast<double>(adamSteps)))) {}

void OptimizerStep::apply(std::span<float> gradient, const float* w, float* v, float* s, float* next) const {
    float* g = gradient.data();
    const std::size_t size = gradient.size();
    if (m_decay > 0)
        for (std::size_t k = 0; k < size; ++k) g[k] += m_decay * w[k];
    if (m_kind == OptimizerKind::SgdMomentum) {
        for (std::size_t k = 0; k < size; ++k) {
            v[k] = m_momentum * v[k] + g[k];
            next[k] = w[k] - m_rate * v[k];
        }
        return;
    }
    constexpr float beta1 = 0.9F, beta2 = 0.999F, epsilon = 1e-8F;
    const float rate = m_rate / m_correction1;
    for (std::size_t k = 0; k < size; ++k) {
        v[k] = beta1 * v[k] + (1 - beta1) * g[k];
        s[k] = beta2 * s[k] + (1 - beta2) * g[k] * g[k];
        next[k] = w[k] - rate * v[k] / (std::sqrt(s[k] / m_correction2) + epsilon);
    }
}

} // namespace cnn
