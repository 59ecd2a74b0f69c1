// How the axes of a value in an ONNX file lie in a value of ours.
//
// Ours are (channel, row, column) of each image, always. A file turns axes round, joins and splits them, and adds and
// removes axes of extent 1; nearly all of that moves no number. So a value of the file is a value of ours and a view of
// it: our axes, split into atoms where the file splits them, and for each axis of the file its atoms.
//
//     6@4x5 as PyTorch writes it         [batch] [c6] [h4] [w5]
//     as TensorFlow does                 [batch] [h4] [w5] [c6]
//     flattened after that               [batch] [h4 w5 c6]
//
// Axes of extent 1 hold no atom. A batch of free size counts as `freeBatch` images, a number that nothing else is.
#pragma once

#include "core/onnx/onnx_node.h"
#include "core/tensor/tensor.h"

#include <optional>

namespace cnn {

constexpr std::int64_t freeBatch = 999'983; // a prime

class OnnxView {
public:
    struct Atom {
        int axis;            // 0 batch, 1 channels, 2 rows, 3 columns
        std::int64_t extent; // > 1
        bool operator==(const Atom&) const = default;
    };

    OnnxView() = default;
    // (batch, channels, rows, columns)
    static OnnxView image(const Shape& shape, std::int64_t batch);
    // (batch, values), in memory order
    static OnnxView flat(const Shape& shape, std::int64_t batch);

    std::size_t rank() const { return m_axes.size(); }
    std::int64_t extent(std::size_t axis) const;
    OnnxDims dims() const;
    std::int64_t count() const;

    OnnxView transposed(const OnnxDims& perm) const;
    // Nothing where that would cut an axis of ours at a place where it cannot be.
    std::optional<OnnxView> reshaped(const OnnxDims& dims) const;
    OnnxView without(std::size_t axis) const;        // of extent 1
    OnnxView withAxis(std::size_t before) const;     // of extent 1
    OnnxView withoutAtomsOf(std::size_t axis) const; // its extent has become 1

    // The axis of the file is exactly this axis of ours, which may be of extent 1.
    bool isWhole(std::size_t axis, int ours) const;
    // The axes of ours that have an atom in it.
    std::vector<int> axesOf(std::size_t axis) const;
    // Axis 0 is the batch, and it is nowhere else.
    bool beginsWithBatch() const;
    // The axes behind the batch, one after the other, are ours as they lie in memory.
    bool isInMemoryOrder() const;
    // (batch, channels, rows, columns), each whole.
    bool isImage() const;
    // The atoms behind the batch as the file's axes, outermost first: their numbers in memory order.
    std::vector<int> order() const;
    std::size_t atomsOf(int ours) const;
    // Extents of the atoms behind the batch in memory order.
    std::vector<std::int64_t> extents() const;
    // Which axis of ours each axis of the file is, where each is one as a whole. One of extent 1 may be any of ours
    // that are left, and is the first of them.
    std::optional<std::vector<int>> layout() const;
    static OnnxView withLayout(const std::vector<int>& ours, const Shape& shape, std::int64_t batch);
    std::int64_t batch() const;

    bool operator==(const OnnxView&) const = default;

private:
    void tidy();

    std::vector<Atom> m_atoms;            // in memory order, the batch first
    std::vector<std::vector<int>> m_axes; // of the file
};

} // namespace cnn
