#include "core/tensor/tensor.h"

#include "core/base/system.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>

namespace cnn {
namespace {

constexpr std::size_t cacheLine = 64, largePage = std::size_t{2} << 20;

std::size_t alignmentOf(std::size_t bytes) {
    return bytes >= largePage / 2 ? largePage : cacheLine;
}

} // namespace

void* allocateAligned(std::size_t bytes) {
    const std::size_t alignment = alignmentOf(bytes);
    if (alignment == cacheLine) return ::operator new (bytes, std::align_val_t{cacheLine});
    const std::size_t whole = (bytes + largePage - 1) / largePage * largePage;
    void* memory = ::operator new (whole, std::align_val_t{largePage});
    wishLargePages(memory, whole);
    return memory;
}

void freeAligned(void* memory, std::size_t bytes) {
    ::operator delete (memory, std::align_val_t{alignmentOf(bytes)});
}

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
