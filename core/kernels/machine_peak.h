// The yardsticks of the benchmarks: multiply-adds on registers alone, more than which no kernel can do, and a product
// of square matrices by Eigen, the general-purpose best that we could use instead of kernels of our own. They are
// measured here, in the core, because what the processor can do depends on what the code was compiled for.
#pragma once

#include "core/tensor/tensor.h"

namespace cnn::kernels {

// Some 20 microseconds of them on the calling thread; how many operations that were is returned (a multiplication and
// an addition are two).
double multiplyAdds();

class SquareProduct {
public:
    explicit SquareProduct(int side);
    void run(); // once, on the calling thread
    double operations() const { return 2.0 * m_side * m_side * m_side; }

private:
    int m_side;
    Tensor m_a, m_b, m_product;
};

} // namespace cnn::kernels
