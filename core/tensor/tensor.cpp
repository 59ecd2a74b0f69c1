#include "core/tensor/tensor.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>

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

bool Tensor::allFinite() const {
    std::uint32_t largest = 0; // exponent and mantissa as one number: what is not finite has the largest exponent
    for (const float v : m_values) largest = std::max(largest, std::bit_cast<std::uint32_t>(v) & 0x7fffffffU);
    return largest < 0x7f800000U;
}

} // namespace cnn
