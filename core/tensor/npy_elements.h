// What the elements of a .npy file are in C++.
#pragma once

#include "core/base/error.h"
#include "core/base/plain_text.h"
#include "core/tensor/tensor.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace cnn {

// THE list of element types: NumPy's kind letter and size in bytes. Calls use(T()) with the type that `descr`, out of
// the file's header, names. Throws Error(BadFormat), whose sentence does not know the file.
template<class Use> void withNpyElement(const std::string& descr, Use&& use) {
    const std::string_view type = std::string_view(descr).substr(std::min<std::size_t>(1, descr.size()));
    const bool ordered = !descr.empty() && std::string_view("<>|=").find(descr[0]) != std::string_view::npos;
    if (ordered && (type == "b1" || type == "u1")) return use(std::uint8_t());
    if (ordered && type == "i1") return use(std::int8_t());
    if (ordered && type == "i2") return use(std::int16_t());
    if (ordered && type == "u2") return use(std::uint16_t());
    if (ordered && type == "i4") return use(std::int32_t());
    if (ordered && type == "u4") return use(std::uint32_t());
    if (ordered && type == "i8") return use(std::int64_t());
    if (ordered && type == "u8") return use(std::uint64_t());
    if (ordered && type == "f2") return use(Eigen::half());
    if (ordered && type == "f4") return use(float());
    if (ordered && type == "f8") return use(double());
    if (descr.ends_with('O'))
        throw Error(ErrorCode::BadFormat, Message::tr("it holds Python objects, and reading those could run code. Save "
                                                      "the array with a number type instead, such as float32."));
    throw Error(ErrorCode::BadFormat,
                Message::tr("its element type %1 is not understood. Save the array as float32 instead.", quote(descr)));
}

// Whether the bytes of an element stand in the other order than this machine's.
inline bool npyBytesSwapped(const std::string& descr) {
    return descr[0] == (std::endian::native == std::endian::little ? '>' : '<');
}

template<class T> T npyElement(const char* from, bool swapped) {
    std::array<char, sizeof(T)> bytes{};
    std::memcpy(bytes.data(), from, sizeof(T));
    if (swapped) std::reverse(bytes.begin(), bytes.end());
    return std::bit_cast<T>(bytes);
}

} // namespace cnn
