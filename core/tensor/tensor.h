// Numbers on a grid.
//
// One layout in the whole core: channel, row, column, image.
//
//     offset(c, y, x, n) = ((c * H + y) * W + x) * N + n
//
// The image index is innermost, so every layer works on the whole batch with straight vector loops; for ONE image it is
// exactly the usual channel-row-column order, so pictures, weights and files need no transposition.
//
// Weights use the same four letters: a convolution's weight is Shape{c: in channels, h: kernel rows, w: kernel columns,
// n: out channels} only in count; its memory order is PyTorch's (out, in, row, column), see conv2d.h.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <new>
#include <span>
#include <string>
#include <vector>

namespace cnn {

// Channels, height (rows), width (columns), number of images. Every extent is >= 1 in a tensor that holds numbers.
struct Shape {
    int c = 1, h = 1, w = 1, n = 1;

    std::size_t perImage() const {
        return static_cast<std::size_t>(c) * static_cast<std::size_t>(h) * static_cast<std::size_t>(w);
    }
    std::size_t count() const { return perImage() * static_cast<std::size_t>(n); }
    Shape withImages(int images) const { return {c, h, w, images}; }
    bool operator==(const Shape&) const = default;
};
// "6@28×28", the lecture's notation; the number of images is not part of it.
std::string text(const Shape&);

using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using MatrixView = Eigen::Map<RowMatrix>;
using ConstMatrixView = Eigen::Map<const RowMatrix>;
using ArrayView = Eigen::Map<Eigen::ArrayXf>;
using ConstArrayView = Eigen::Map<const Eigen::ArrayXf>;

// Memory at 64 bytes. From a megabyte on in whole large pages, of which the processor can remember where they are: a
// convolution walks through hundreds of small ones for a single number. Throws std::bad_alloc.
void* allocateAligned(std::size_t bytes);
void freeAligned(void* memory, std::size_t bytes);

// 64 bytes: a cache line, and the widest vector of any x86-64 level. As many more are allocated than asked for, so that
// kernels may read, and write back as it was, a whole vector that begins at the last number.
template<class T> struct AlignedAllocator {
    using value_type = T;
    AlignedAllocator() = default;
    template<class U> AlignedAllocator(const AlignedAllocator<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(allocateAligned(n * sizeof(T) + 64)); }
    void deallocate(T* p, std::size_t n) { freeAligned(p, n * sizeof(T) + 64); }
    template<class U> void construct(U* p) { ::new (static_cast<void*>(p)) U; } // resize() leaves numbers as they are
    template<class U, class... A> void construct(U* p, A&&... a) {
        ::new (static_cast<void*>(p)) U(std::forward<A>(a)...);
    }
    bool operator==(const AlignedAllocator&) const { return true; }
};

// Owns its floats. Copying copies them.
class Tensor {
public:
    Tensor() = default;
    explicit Tensor(const Shape& shape) : m_shape(shape), m_values(shape.count(), 0.0F) {} // zeros
    // values.size() must be shape.count(); in the layout above.
    Tensor(const Shape& shape, std::span<const float> values);

    const Shape& shape() const { return m_shape; }
    std::size_t size() const { return m_values.size(); }
    bool empty() const { return m_values.empty(); }

    float* data() { return m_values.data(); }
    const float* data() const { return m_values.data(); }
    std::span<float> values() { return m_values; }
    std::span<const float> values() const { return m_values; }

    std::size_t offset(int c, int y, int x, int n = 0) const {
        return ((static_cast<std::size_t>(c) * static_cast<std::size_t>(m_shape.h) + static_cast<std::size_t>(y)) *
                    static_cast<std::size_t>(m_shape.w) +
                static_cast<std::size_t>(x)) *
                   static_cast<std::size_t>(m_shape.n) +
               static_cast<std::size_t>(n);
    }
    float& at(int c, int y, int x, int n = 0) { return m_values[offset(c, y, x, n)]; }
    float at(int c, int y, int x, int n = 0) const { return m_values[offset(c, y, x, n)]; }

    // Gives the tensor this shape; its values are then unspecified. Keeps the memory when it is large enough.
    void reshapeTo(const Shape& shape) {
        m_shape = shape;
        m_values.resize(shape.count());
    }
    void fill(float value) { array().setConstant(value); }

    // Cheap views. matrix(): one row a value of the image (c, y, x), one column an image.
    ArrayView array() { return {data(), static_cast<Eigen::Index>(size())}; }
    ConstArrayView array() const { return {data(), static_cast<Eigen::Index>(size())}; }
    MatrixView matrix() { return {data(), static_cast<Eigen::Index>(m_shape.perImage()), m_shape.n}; }
    ConstMatrixView matrix() const { return {data(), static_cast<Eigen::Index>(m_shape.perImage()), m_shape.n}; }

    // Image n alone, as a tensor of one image.
    Tensor image(int n) const;
    bool allFinite() const;                         // neither infinite nor NaN
    bool operator==(const Tensor&) const = default; // same shape, same numbers (NaN differs from itself)

private:
    Shape m_shape{0, 0, 0, 0};
    std::vector<float, AlignedAllocator<float>> m_values;
};

} // namespace cnn
