#include "core/onnx/onnx_constant.h"

#include "core/onnx/onnx_text.h"

#include <Eigen/Core>
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

namespace cnn {
namespace {

using onnx::TensorProto;

// The file keeps numbers little-endian, and so do we in memory.
static_assert(std::endian::native == std::endian::little && sizeof(float) == 4 && sizeof(double) == 8);

constexpr std::int64_t mostNumbers = std::int64_t{1} << 31;
constexpr std::int64_t block = std::int64_t{1} << 18; // numbers that are converted at a time

// What `bits` become when the upper half of a float is kept.
float fromBrain(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

template<class T> T loaded(const char* bytes) {
    T value;
    std::memcpy(&value, bytes, sizeof value);
    return value;
}

struct StoredType {
    int type;
    std::size_t bytes;
    double (*load)(const char* bytes);
};
template<class T> double load(const char* bytes) {
    return static_cast<double>(loaded<T>(bytes));
}
constexpr StoredType storedTypes[] = {
    {TensorProto::FLOAT, 4, load<float>},
    {TensorProto::DOUBLE, 8, load<double>},
    {TensorProto::INT64, 8, load<std::int64_t>},
    {TensorProto::INT32, 4, load<std::int32_t>},
    {TensorProto::INT16, 2, load<std::int16_t>},
    {TensorProto::INT8, 1, load<std::int8_t>},
    {TensorProto::UINT64, 8, load<std::uint64_t>},
    {TensorProto::UINT32, 4, load<std::uint32_t>},
    {TensorProto::UINT16, 2, load<std::uint16_t>},
    {TensorProto::UINT8, 1, load<std::uint8_t>},
    {TensorProto::BOOL, 1, load<std::uint8_t>},
    {TensorProto::FLOAT16, 2,
     [](const char* b) { return static_cast<double>(static_cast<float>(loaded<Eigen::half>(b))); }},
    {TensorProto::BFLOAT16, 2, [](const char* b) { return static_cast<double>(fromBrain(loaded<std::uint16_t>(b))); }},
};

const StoredType* storedType(int type) {
    const auto* found = std::ranges::find(storedTypes, type, &StoredType::type);
    return found == std::end(storedTypes) ? nullptr : found;
}

// The numbers of a tensor that does not keep them as raw bytes.
std::vector<double> typedValues(const TensorProto& t) {
    const auto all = [](const auto& field) { return std::vector<double>(field.begin(), field.end()); };
    switch (t.data_type()) {
    case TensorProto::FLOAT:
        return all(t.float_data());
    case TensorProto::DOUBLE:
        return all(t.double_data());
    case TensorProto::INT64:
        return all(t.int64_data());
    case TensorProto::UINT32:
    case TensorProto::UINT64:
        return all(t.uint64_data());
    case TensorProto::FLOAT16:
    case TensorProto::BFLOAT16: {
        std::vector<double> values;
        for (const std::int32_t bits : t.int32_data()) {
            const auto low = static_cast<std::uint16_t>(bits);
            values.push_back(storedType(t.data_type())->load(reinterpret_cast<const char*>(&low)));
        }
        return values;
    }
    default:
        return all(t.int32_data());
    }
}

OnnxDims rowMajor(const OnnxDims& dims) {
    OnnxDims strides(dims.size(), 1);
    for (std::size_t i = dims.size(); i-- > 1;) strides[i - 1] = strides[i] * std::max<std::int64_t>(dims[i], 1);
    return strides;
}

} // namespace

std::string text(const OnnxDims& dims) {
    if (dims.empty()) return "(no dimensions)";
    std::string text;
    for (const std::int64_t d : dims) text += (text.empty() ? "" : ", ") + std::to_string(d);
    return "(" + text + ")";
}

std::optional<std::int64_t> countOf(const OnnxDims& dims) {
    std::int64_t count = 1;
    for (const std::int64_t d : dims) {
        if (d < 0 || (d > 0 && count > mostNumbers / d)) return std::nullopt;
        count *= d;
    }
    return count;
}

void refuseOnnx(ErrorCode code, const Message& reason) {
    throw OnnxRefusal{code, reason};
}

OnnxConstant::OnnxConstant(int type, OnnxDims dims, std::vector<double> values)
    : m_type(type), m_dims(std::move(dims)), m_strides(rowMajor(m_dims)),
      m_count(static_cast<std::int64_t>(values.size())), m_storedType(type),
      m_values(std::make_shared<const std::vector<double>>(std::move(values))) {}

OnnxConstant OnnxConstant::of(const TensorProto& t, const std::optional<OnnxPlace>& place) {
    const OnnxDims dims(t.dims().begin(), t.dims().end());
    const StoredType* stored = storedType(t.data_type());
    if (!stored)
        refuseOnnx(
            ErrorCode::BadFormat,
            Message::tr("has weights %1 of a type that is not supported (number %2); float, double and half float are",
                        inQuotes(t.name()), t.data_type()));
    const std::uint64_t bytes = place ? place->size : t.raw_data().size();
    const bool isRaw = place || t.has_raw_data();
    if (t.has_segment() || (isRaw && bytes % stored->bytes != 0) || (isRaw && t.float_data_size() > 0))
        refuseOnnx(ErrorCode::BadFormat, Message::tr("has damaged weights %1", inQuotes(t.name())));
    std::vector<double> values;
    if (!isRaw) values = typedValues(t);
    const auto count = countOf(dims);
    const std::uint64_t there = isRaw ? bytes / stored->bytes : values.size();
    if (!count || static_cast<std::uint64_t>(*count) != there)
        refuseOnnx(ErrorCode::Mismatch,
                   Message::tr("has weights %1 of shape %2 but %3 numbers", inQuotes(t.name()), text(dims), there));
    if (!place && isRaw)
        for (std::size_t i = 0; i < there; ++i) values.push_back(stored->load(t.raw_data().data() + i * stored->bytes));
    OnnxConstant constant(t.data_type(), dims, std::move(values));
    constant.m_count = *count;
    if (place) constant.m_place = *place;
    return constant;
}

bool OnnxConstant::isFloating() const {
    return m_type == TensorProto::FLOAT || m_type == TensorProto::DOUBLE || m_type == TensorProto::FLOAT16 ||
           m_type == TensorProto::BFLOAT16;
}

bool OnnxConstant::isContiguous() const {
    const OnnxDims usual = rowMajor(m_dims);
    for (std::size_t i = 0; i < m_dims.size(); ++i)
        if (m_dims[i] > 1 && m_strides[i] != usual[i]) return false;
    return true;
}

OnnxConstant OnnxConstant::transposed(const OnnxDims& perm) const {
    OnnxConstant result = *this;
    for (std::size_t i = 0; i < perm.size(); ++i) {
        result.m_dims[i] = m_dims[static_cast<std::size_t>(perm[i])];
        result.m_strides[i] = m_strides[static_cast<std::size_t>(perm[i])];
    }
    return result;
}

OnnxConstant OnnxConstant::reshaped(const OnnxDims& dims) const {
    if (dims == m_dims) return *this;
    if (!isContiguous()) return OnnxConstant(m_type, dims, values());
    OnnxConstant result = *this;
    result.m_dims = dims;
    result.m_strides = rowMajor(dims);
    return result;
}

OnnxConstant OnnxConstant::cast(int type) const {
    OnnxConstant result = *this;
    result.m_type = type;
    if (result.isFloating() || !isFloating()) return result;
    std::vector<double> whole = values();
    for (double& v : whole) v = type == TensorProto::BOOL ? double(v != 0) : std::trunc(v);
    return {type, m_dims, std::move(whole)};
}

void OnnxConstant::readStored(std::int64_t first, std::span<double> to) const {
    const auto start = static_cast<std::size_t>(first);
    if (!m_place.source) {
        std::copy_n(m_values->begin() + first, to.size(), to.begin());
        return;
    }
    const StoredType& stored = *storedType(m_storedType);
    std::vector<char> bytes(to.size() * stored.bytes);
    m_place.source->read(m_place.offset + start * stored.bytes, bytes);
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = stored.load(bytes.data() + i * stored.bytes);
}

void OnnxConstant::readStored(std::int64_t first, std::span<float> to) const {
    if (m_place.source && m_storedType == TensorProto::FLOAT) {
        const std::uint64_t offset = m_place.offset + static_cast<std::uint64_t>(first) * sizeof(float);
        return m_place.source->read(offset, {reinterpret_cast<char*>(to.data()), to.size_bytes()});
    }
    std::vector<double> some;
    for (std::size_t done = 0; done < to.size(); done += some.size()) {
        some.resize(std::min(to.size() - done, static_cast<std::size_t>(block)));
        readStored(first + static_cast<std::int64_t>(done), std::span(some));
        std::transform(some.begin(), some.end(), to.begin() + static_cast<std::ptrdiff_t>(done),
                       [](double v) { return static_cast<float>(v); });
    }
}

// In the order in which they lie in the file, each to its place.
void OnnxConstant::read(std::span<float> to) const {
    if (isContiguous()) return readStored(0, to);
    std::vector<std::size_t> axes(m_dims.size()); // as they are stored, outermost first
    for (std::size_t i = 0; i < axes.size(); ++i) axes[i] = i;
    std::ranges::stable_sort(axes, [&](std::size_t a, std::size_t b) { return m_strides[a] > m_strides[b]; });
    const OnnxDims wanted = rowMajor(m_dims);
    OnnxDims at(axes.size(), 0);
    std::vector<float> some;
    std::int64_t target = 0;
    for (std::int64_t done = 0; done < m_count; done += static_cast<std::int64_t>(some.size())) {
        some.resize(static_cast<std::size_t>(std::min(m_count - done, block)));
        readStored(done, std::span(some));
        for (const float value : some) {
            to[static_cast<std::size_t>(target)] = value;
            for (std::size_t k = axes.size(); k-- > 0;) { // counts on in the file's order
                target += wanted[axes[k]];
                if (++at[k] < m_dims[axes[k]]) break;
                target -= wanted[axes[k]] * at[k];
                at[k] = 0;
            }
        }
    }
}

std::vector<double> OnnxConstant::values() const {
    if (m_count > mostValues)
        refuseOnnx(
            ErrorCode::TooLarge,
            Message::tr(
                "computes with a constant of %1 numbers; four million are the most that are worked out in advance",
                m_count));
    std::vector<double> stored(static_cast<std::size_t>(m_count));
    readStored(0, std::span(stored));
    if (isContiguous()) return stored;
    std::vector<double> values;
    values.reserve(stored.size());
    OnnxDims at(m_dims.size(), 0);
    for (std::size_t i = 0; i < stored.size(); ++i) {
        std::int64_t from = 0;
        for (std::size_t k = 0; k < at.size(); ++k) from += at[k] * m_strides[k];
        values.push_back(stored[static_cast<std::size_t>(from)]);
        for (std::size_t k = at.size(); k-- > 0 && ++at[k] == m_dims[k];) at[k] = 0;
    }
    return values;
}

std::vector<std::int64_t> OnnxConstant::integers() const {
    constexpr double largest = 9e18;
    std::vector<std::int64_t> whole;
    for (const double v : values()) {
        if (std::isnan(v))
            refuseOnnx(ErrorCode::BadFormat, Message::tr("has a number that is none where a whole number belongs"));
        whole.push_back(static_cast<std::int64_t>(std::clamp(v, -largest, largest)));
    }
    return whole;
}

double OnnxConstant::only() const {
    if (m_count != 1) refuseOnnx(ErrorCode::BadFormat, Message::tr("has more than one number where one belongs"));
    return values()[0];
}

} // namespace cnn
