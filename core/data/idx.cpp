#include "core/data/idx.h"

#include "core/base/counted.h"
#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/plain_text.h"
#include "core/base/save_file.h"
#include "core/data/byte_source.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

constexpr std::uint64_t mostIdxBytes = 512U * 1024U * 1024U;
constexpr int idxBytes = 0x08, idxFloats = 0x0D;

// Elements of T out of big-endian bytes. False when one of them is not finite as a float.
template<class T> bool decode(std::span<const std::uint8_t> bytes, Pixels& to) {
    const std::size_t count = bytes.size() / sizeof(T);
    const auto element = [&](std::size_t i) {
        std::array<std::uint8_t, sizeof(T)> one{};
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * sizeof(T)), sizeof(T), one.begin());
        if constexpr (std::endian::native == std::endian::little) std::reverse(one.begin(), one.end());
        return std::bit_cast<T>(one);
    };
    bool negative = false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto value = static_cast<double>(element(i));
        if (!(std::abs(value) <= static_cast<double>(std::numeric_limits<float>::max()))) return false;
        negative = negative || value < 0;
    }
    const auto fill = [&](auto values) {
        for (std::size_t i = 0; i < count; ++i)
            values[i] = static_cast<typename decltype(values)::value_type>(element(i));
        to = std::move(values);
    };
    if (sizeof(T) == 2 && !negative)
        fill(Pixels::Words(count));
    else
        fill(Pixels::Floats(count));
    return true;
}

// THE list of element types but bytes, which need no decoding.
struct IdxType {
    int number;
    std::size_t size; // bytes
    bool (*decode)(std::span<const std::uint8_t>, Pixels&);
    DisplayRange range;
};
constexpr std::array<IdxType, 5> idxTypes{{
    {0x09, 1, decode<std::int8_t>, {-128, 127}},
    {0x0B, 2, decode<std::int16_t>, {0, 32767}},
    {0x0C, 4, decode<std::int32_t>, {0, 255}},
    {idxFloats, 4, decode<float>, {0, 1}},
    {0x0E, 8, decode<double>, {0, 1}},
}};

class IdxReader {
public:
    explicit IdxReader(ByteSource& source) : m_source(source) {}

    IdxArray read(IdxContent content) {
        const auto magic = take();
        if (magic[0] != 0 || magic[1] != 0 || magic[3] == 0)
            throw Error(ErrorCode::BadFormat, Message::tr("it is no IDX file."));
        const auto type = std::ranges::find(idxTypes, magic[2], &IdxType::number);
        if (magic[2] != idxBytes && type == idxTypes.end())
            throw Error(ErrorCode::BadFormat, Message::tr("there is no IDX element type %1.", magic[2]));
        checkAxes(magic[3], content);
        IdxArray array;
        const std::uint64_t size = readExtents(magic[3], magic[2] == idxBytes ? 1 : type->size, array);
        // Before any memory is taken: a short file cannot promise much.
        if (m_source.atMostLeft() < size) tooShort(size);
        Pixels::Bytes bytes(size);
        if (m_source.read(bytes) != size) tooShort(size);
        std::array<std::uint8_t, 1> beyond{};
        if (m_source.read(beyond) != 0)
            throw Error(ErrorCode::BadFormat,
                        Message::tr("it goes on after the %1 its header promises.", counted::bytes(size)));
        if (magic[2] == idxBytes)
            array.values = std::move(bytes);
        else if (array.type = type->range; !type->decode(bytes, array.values))
            throw Error(ErrorCode::BadFormat, Message::tr("it holds NaN, infinity or a number too large for 32-bit "
                                                          "floats."));
        return array;
    }

private:
    [[noreturn]] static void tooShort(std::uint64_t size) {
        throw Error(ErrorCode::BadFormat,
                    Message::tr("it ends before the %1 its header promises.", counted::bytes(size)));
    }
    std::array<std::uint8_t, 4> take() {
        std::array<std::uint8_t, 4> four{};
        if (m_source.read(four) != four.size())
            throw Error(ErrorCode::BadFormat, Message::tr("it ends within its header."));
        return four;
    }
    static void checkAxes(int axes, IdxContent content) {
        if (content == IdxContent::Labels && axes > 2)
            throw Error(ErrorCode::BadFormat, Message::tr("it has %1, 1 (labels) is needed.", counted::axes(axes)));
        if (content == IdxContent::Images && axes != 3 && axes != 4)
            throw Error(ErrorCode::BadFormat,
                        Message::tr("it has %1, 3 (images, rows, columns) are needed, or 4 with channels.",
                                    counted::axes(axes)));
    }
    // Bytes in all.
    std::uint64_t readExtents(int axes, std::size_t each, IdxArray& array) {
        std::uint64_t size = each;
        for (int i = 0; i < axes; ++i) {
            const auto b = take();
            const std::uint64_t extent =
                std::uint64_t{b[0]} << 24U | std::uint64_t{b[1]} << 16U | std::uint64_t{b[2]} << 8U | b[3];
            if (extent == 0)
                throw Error(ErrorCode::BadFormat, Message::tr("it is empty: one of its axes has length 0."));
            if (extent > mostIdxBytes / size)
                throw Error(ErrorCode::TooLarge, Message::tr("its header promises more than 512 MB."));
            size *= extent;
            array.extents.push_back(static_cast<int>(extent));
        }
        return size;
    }

    ByteSource& m_source;
};

std::string idxHead(int type, const std::vector<int>& extents) {
    std::string head{'\0', '\0', static_cast<char>(type), static_cast<char>(extents.size())};
    for (const int extent : extents)
        for (int shift = 24; shift >= 0; shift -= 8) head += static_cast<char>(extent >> shift & 0xFF);
    return head;
}

} // namespace

IdxArray parseIdx(std::string_view file, IdxContent content, const std::string& name) {
    try {
        if (file.empty()) throw Error(ErrorCode::BadFormat, Message::tr("the file is empty."));
        return IdxReader(*openBytes(file)).read(content);
    } catch (const Error& error) {
        throw Error(error.code(), Message::tr("Cannot read %1: %2", name, error.message()));
    }
}

IdxArray readIdx(const std::filesystem::path& path, IdxContent content) {
    constexpr std::uint64_t longestHead = 20;
    return parseIdx(readFile(path, mostIdxBytes + longestHead), content, plainName(path));
}

std::string toIdx(const std::vector<int>& extents, std::span<const std::uint8_t> bytes) {
    return idxHead(idxBytes, extents).append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

std::string toIdx(const std::vector<int>& extents, std::span<const float> values) {
    std::string file = idxHead(idxFloats, extents);
    file.reserve(file.size() + 4 * values.size());
    for (const float value : values) {
        const auto bits = std::bit_cast<std::uint32_t>(value);
        for (int shift = 24; shift >= 0; shift -= 8) file += static_cast<char>(bits >> shift & 0xFFU);
    }
    return file;
}

} // namespace cnn
