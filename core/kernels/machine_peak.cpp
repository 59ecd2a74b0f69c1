#include "core/kernels/machine_peak.h"

#include "core/kernels/vec.h"

namespace cnn::kernels {

double multiplyAdds() {
    constexpr int sums = registers == 32 ? 24 : 12, rounds = 2000; // enough at once to hide how long one takes
    static volatile float one = 1;                                 // volatile: or the compiler would know the result
    const Vec factor = Vec{} + one;
    Vec acc[sums];
    for (Vec& a : acc) a = Vec{} + one;
    for (int i = 0; i < rounds; ++i)
#pragma GCC unroll 24
        for (int k = 0; k < sums; ++k) acc[k] = acc[k] * factor + factor;
    Vec total{};
    for (const Vec& a : acc) total += a;
    one = sum(total) > 0 ? 1.0F : 0.0F;
    return 2.0 * lanes * sums * rounds;
}

SquareProduct::SquareProduct(int side)
    : m_side(side), m_a({side, 1, 1, side}), m_b({side, 1, 1, side}), m_product({side, 1, 1, side}) {
    m_a.fill(0.5F);
    m_b.fill(0.25F);
}

void SquareProduct::run() {
    m_product.matrix().noalias() = m_a.matrix() * m_b.matrix();
}

} // namespace cnn::kernels
