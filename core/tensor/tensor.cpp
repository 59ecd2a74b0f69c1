#include "core/tensor/tensor.h"

#include <algorithm>
#include <cassert>

namespace cnn {

std::string text(const Shape& s) {
    return std::to_string(s.c) + "@" + std::to_string(s.h) + "×" + std::to_string(s.w);
}

Tensor::Tensor(const Shape& shape, std::span<const float> values) : Tensor(shape) {
    assert(values.size() == shape.count());
    std::copy(values.begin(), values.end(), m_values.begin());
}

Tensor Tensor::image(int n) const {
    Tensor one(m_shape.withImages(1));
    one.matrix().col(0) = matrix().col(n);
    return one;
}

} // namespace cnn
