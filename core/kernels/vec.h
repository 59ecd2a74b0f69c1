// A vector register's worth of floats, as wide as the x86-64 level (or other machine) this file is compiled for.
//
// GNU vector extensions: + and * work element by element, a float times a Vec is spread over all lanes. Most files that
// include this are compiled with -ffp-contract=fast, so that a product and its sum become one instruction where there
// is one. No public header may include it: its types differ from level to level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace cnn::kernels {

#if defined(__AVX512F__)
inline constexpr int lanes = 16, registers = 32;
#elif defined(__AVX__)
inline constexpr int lanes = 8, registers = 16;
#elif defined(__aarch64__)
inline constexpr int lanes = 4, registers = 32;
#else
inline constexpr int lanes = 4, registers = 16;
#endif

using Vec = float __attribute__((vector_size(lanes * sizeof(float))));
using VecInt = std::int32_t __attribute__((vector_size(lanes * sizeof(float))));

// From and to any address. A Tensor may be read one whole Vec beyond its last float (see tensor.h).
inline Vec load(const float* p) {
    Vec v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
inline void store(float* p, Vec v) {
    std::memcpy(p, &v, sizeof v);
}
inline void storeFirst(float* p, Vec v, std::size_t count) {
    std::memcpy(p, &v, count * sizeof(float));
}

inline constexpr auto eachLane = std::make_integer_sequence<int, lanes>{};

template<int... Lane> constexpr VecInt laneNumbers(std::integer_sequence<int, Lane...>) {
    return VecInt{Lane...};
}

// The first `count` lanes of v, the others 0 whatever they held.
inline Vec firstOf(Vec v, std::ptrdiff_t count) {
    return laneNumbers(eachLane) < static_cast<std::int32_t>(count) ? v : Vec{};
}

// v with every lane's place taken by the lane `half` places away.
template<int half, int... Lane> inline Vec swapped(Vec v, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(v, v, (Lane ^ half)...);
}

// The even lanes of a and b one after the other, or with first = 1 the odd ones.
template<int first, int... Lane> inline Vec everySecond(Vec a, Vec b, std::integer_sequence<int, Lane...>) {
    return __builtin_shufflevector(a, b, (2 * Lane + first)...);
}

// All lanes added, by halves.
template<int half = lanes / 2> inline float sum(Vec v) {
    if constexpr (half == 0)
        return v[0];
    else
        return sum<half / 2>(v + swapped<half>(v, eachLane));
}

} // namespace cnn::kernels
