#include "core/kernels/machine_peak.h"

namespace cnn::kernels {

SquareProduct::SquareProduct(int side)
    : m_side(side), m_a({side, 1, 1, side}), m_b({side, 1, 1, side}), m_product({side, 1, 1, side}) {
    m_a.fill(0.5F);
    m_b.fill(0.25F);
}

void SquareProduct::run() {
    m_product.matrix().noalias() = m_a.matrix() * m_b.matrix();
}

} // namespace cnn::kernels
