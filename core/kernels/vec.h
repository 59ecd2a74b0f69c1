// A vector register's worth of floats, as wide as the x86-64 level (or other machine) this file is compiled for.
//
// GNU vector extensions: + and * work element by element, a float times a Vec is spread over all lanes. Most files that
// include this are compiled with -ffp-contract=fast, so that a product and its sum become one instruction where there
// is one. No public header may include it: its types differ from level to level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

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

inline constexpr VecInt laneNumbers() {
    VecInt lane{};
    for (int i = 0; i < lanes; ++i) lane[i] = i;
    return lane;
}

// The first `count` lanes of v, the others 0 whatever they held.
inline Vec firstOf(Vec v, std::ptrdiff_t count) {
    return laneNumbers() < static_cast<std::int32_t>(count) ? v : Vec{};
}

// All lanes added, by halves.
inline float sum(Vec v) {
#pragma GCC unroll 4
    for (int half = lanes / 2; half > 0; half /= 2) v += __builtin_shuffle(v, laneNumbers() ^ half);
    return v[0];
}

} // namespace cnn::kernels
