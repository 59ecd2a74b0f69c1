// A tensor of a file whose numbers are known: weights, and what shapes are worked out with.
//
// Numbers stay where they are in the file until somebody reads them; turning axes round or giving another shape does
// not touch them. Large ones are read once, straight into where they belong.
#pragma once

#include "core/onnx/onnx_source.h"

#include <onnx/onnx.pb.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace cnn {

// A tensor's extents as in the file, outermost first.
using OnnxDims = std::vector<std::int64_t>;
std::string text(const OnnxDims& dims); // "(2, 3)"
// Nothing when it is larger than anything we read, or an extent is negative.
std::optional<std::int64_t> countOf(const OnnxDims& dims);
// Of a tensor that is worked with while a file is read; weights may have more.
constexpr std::int64_t mostValues = std::int64_t{4} << 20;

// Why something cannot be used; whoever knows the node makes a sentence of it.
struct OnnxRefusal {
    ErrorCode code;
    Message reason; // "has weights ...", without a full stop
};
[[noreturn]] void refuseOnnx(ErrorCode code, const Message& reason);

class OnnxConstant {
public:
    OnnxConstant() = default;
    // `type` is a TensorProto::DataType; values.size() is the count of dims.
    OnnxConstant(int type, OnnxDims dims, std::vector<double> values);
    // place: where the numbers lie when they are missing in `tensor`. Throws OnnxRefusal when shape and numbers do not
    // belong together or the type is none that we know.
    static OnnxConstant of(const onnx::TensorProto& tensor, const std::optional<OnnxPlace>& place);

    int type() const { return m_type; }
    bool isFloating() const;
    const OnnxDims& dims() const { return m_dims; }
    std::int64_t count() const { return m_count; }

    OnnxConstant transposed(const OnnxDims& perm) const;
    OnnxConstant reshaped(const OnnxDims& dims) const; // of the same count
    OnnxConstant cast(int type) const;

    // Throws OnnxRefusal for more than four million, which only weights are.
    std::vector<double> values() const;
    std::vector<std::int64_t> integers() const;
    double only() const; // of a tensor of one number
    // In the order of dims(). to.size() is count().
    void read(std::span<float> to) const;

private:
    void readStored(std::int64_t first, std::span<double> to) const;
    void readStored(std::int64_t first, std::span<float> to) const;
    bool isContiguous() const;

    int m_type = 0;
    OnnxDims m_dims, m_strides;
    std::int64_t m_count = 0;
    int m_storedType = 0;
    OnnxPlace m_place; // without a source: m_values
    std::shared_ptr<const std::vector<double>> m_values;
};

} // namespace cnn
