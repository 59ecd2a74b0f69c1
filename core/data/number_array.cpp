#include "core/data/number_array.h"

#include "core/tensor/npy_elements.h"
#include "core/tensor/npy_header.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace cnn {
namespace {

constexpr std::uint64_t mostArrayBytes = 512U * 1024U * 1024U;

// How many elements a header promises; neither they nor what becomes of them may pass the cap.
std::size_t elementCount(const NpyHeader& header, std::size_t size) {
    std::uint64_t left = mostArrayBytes / size, count = 1;
    for (const std::uint64_t extent : header.shape) {
        if (extent == 0)
            throw Error(ErrorCode::BadFormat, Message::tr("it holds no numbers: one of its axes has length 0."));
        if (extent > left) throw Error(ErrorCode::TooLarge, Message::tr("it holds more than 512 MB of numbers."));
        left /= extent;
        count *= extent;
    }
    return count;
}

// Calls use(where the element lies, counted in elements) in C order.
template<class Use> void inCOrder(const NpyHeader& header, std::size_t count, Use use) {
    if (!header.fortranOrder || header.shape.size() < 2) {
        for (std::size_t i = 0; i < count; ++i) use(i);
        return;
    }
    std::vector<std::size_t> index(header.shape.size()), step(header.shape.size(), 1);
    for (std::size_t axis = 1; axis < step.size(); ++axis) step[axis] = step[axis - 1] * header.shape[axis - 1];
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        use(at);
        for (std::size_t axis = index.size(); axis-- > 0;) {
            at += step[axis];
            if (++index[axis] < header.shape[axis]) break;
            at -= step[axis] * index[axis];
            index[axis] = 0;
        }
    }
}

template<class T> NumberArray arrayOf(const NpyParts& parts, std::size_t count) {
    const bool swapped = npyBytesSwapped(parts.header.descr);
    const auto element = [&](std::size_t at) { return npyElement<T>(parts.elements.data() + at * sizeof(T), swapped); };
    const auto filled = [&](auto values) {
        values.reserve(count);
        inCOrder(parts.header, count, [&](std::size_t at) {
            values.push_back(static_cast<typename decltype(values)::value_type>(element(at)));
        });
        return Pixels(std::move(values));
    };
    NumberArray array;
    array.extents.assign(parts.header.shape.begin(), parts.header.shape.end());
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        array.values = filled(Pixels::Bytes());
        array.type = parts.header.descr.ends_with("b1") ? DisplayRange{0, 1} : DisplayRange{};
    } else if constexpr (std::is_integral_v<T>) {
        bool words = true;
        for (std::size_t i = 0; i < count; ++i) words = words && std::in_range<std::uint16_t>(element(i));
        array.values = words ? filled(Pixels::Words()) : filled(Pixels::Floats());
        if (std::is_same_v<T, std::uint16_t>) array.type = {0, 65535};
    } else {
        for (std::size_t i = 0; i < count; ++i)
            if (!(std::abs(static_cast<double>(element(i))) <= static_cast<double>(std::numeric_limits<float>::max())))
                throw Error(ErrorCode::BadFormat,
                            Message::tr("it holds NaN, infinity or a number too large for 32-bit floats."));
        array.values = filled(Pixels::Floats());
        array.type = {0, 1};
    }
    return array;
}

// "<U7", "|S12": how many signs a text has at most; 0: no texts.
std::size_t textLength(const std::string& descr) {
    constexpr std::size_t longest = 1024;
    if (descr.size() < 3 || (descr[1] != 'U' && descr[1] != 'S')) return 0;
    std::size_t length = 0;
    const auto [end, status] = std::from_chars(descr.data() + 2, descr.data() + descr.size(), length);
    return status == std::errc() && end == descr.data() + descr.size() && length <= longest ? length : 0;
}

void appendUtf8(std::string& text, std::uint32_t sign) {
    constexpr std::uint32_t last = 0x10FFFF, unknown = 0xFFFD;
    if (sign > last || (sign >= 0xD800 && sign <= 0xDFFF)) sign = unknown;
    const auto more = [&](int shift) { text += static_cast<char>(0x80U | (sign >> shift & 0x3FU)); };
    if (sign < 0x80) {
        text += static_cast<char>(sign);
    } else if (sign < 0x800) {
        text += static_cast<char>(0xC0U | sign >> 6U);
        more(0);
    } else if (sign < 0x10000) {
        text += static_cast<char>(0xE0U | sign >> 12U);
        more(6);
        more(0);
    } else {
        text += static_cast<char>(0xF0U | sign >> 18U);
        more(12);
        more(6);
        more(0);
    }
}

// Zeros at its end are none of its signs.
std::string textAt(const char* from, std::size_t length, bool wide, bool swapped) {
    std::string text;
    std::size_t filled = 0;
    for (std::size_t i = 0; i < length; ++i) {
        if (wide)
            appendUtf8(text, npyElement<std::uint32_t>(from + 4 * i, swapped));
        else
            text += from[i];
        if (text.back() != '\0') filled = text.size();
    }
    text.resize(filled);
    return plainText(text);
}

void requireBytes(const NpyParts& parts, std::size_t bytes) {
    if (parts.elements.size() != bytes)
        throw Error(ErrorCode::BadFormat, Message::tr("its shape needs %n bytes of elements, it holds %1.", nullptr,
                                                      bytes, parts.elements.size()));
}

NumberArray textsOf(const NpyParts& parts, std::size_t length) {
    const bool wide = parts.header.descr[1] == 'U', swapped = npyBytesSwapped(parts.header.descr);
    const std::size_t size = wide ? 4 * length : length, count = elementCount(parts.header, size);
    requireBytes(parts, count * size);
    std::vector<std::string> all;
    all.reserve(count);
    inCOrder(parts.header, count,
             [&](std::size_t at) { all.push_back(textAt(parts.elements.data() + at * size, length, wide, swapped)); });
    NumberArray array;
    array.extents.assign(parts.header.shape.begin(), parts.header.shape.end());
    array.texts = all;
    std::ranges::sort(array.texts);
    array.texts.erase(std::unique(array.texts.begin(), array.texts.end()), array.texts.end());
    Pixels::Floats places;
    for (const std::string& text : all)
        places.push_back(static_cast<float>(std::ranges::lower_bound(array.texts, text) - array.texts.begin()));
    array.values = std::move(places);
    return array;
}

} // namespace

std::string NumberArray::text() const {
    std::string list;
    for (const std::size_t extent : extents) list += (list.empty() ? "" : ", ") + std::to_string(extent);
    return "(" + list + ")";
}

NumberArray numberArrayFrom(std::string_view npy, const std::string& name) {
    try {
        const NpyParts parts = npyParts(npy);
        if (const std::size_t length = textLength(parts.header.descr)) return textsOf(parts, length);
        NumberArray array;
        withNpyElement(parts.header.descr, [&](auto zero) {
            const std::size_t count = elementCount(parts.header, sizeof(zero));
            requireBytes(parts, count * sizeof(zero));
            array = arrayOf<decltype(zero)>(parts, count);
        });
        return array;
    } catch (const Error& error) {
        throw Error(error.code(), Message::tr("Cannot read %1: %2", name, error.message()));
    }
}

} // namespace cnn
