// The block of results that stays in registers, and how a job is cut into such blocks.
#pragma once

#include "core/kernels/vec.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace cnn::kernels {

// Largest block of correlate and spread: outputs x vectors. 8 x 3 and the three vectors of cells fill 27 of 32
// registers, 4 x 3 fill 15 of 16; a weight is multiplied from memory.
inline constexpr int tileOutputs = registers == 32 ? 8 : 4, tileVectors = 3;

// `count` things in blocks of at most `most`, as even as can be: 10 by 8 is 5 + 5.
template<class Visit> void inEvenBlocks(int count, int most, Visit visit) {
    const int blocks = (count + most - 1) / most;
    for (int b = 0, from = 0; b < blocks; ++b) {
        const int to = static_cast<int>((static_cast<std::int64_t>(count) * (b + 1)) / blocks);
        visit(from, to - from);
        from = to;
    }
}

// acc[o][v] += sum over t of weight(o, t) * in[v][taps[t] ..]; weight(o, t) is w[o * step + t], or with TapMajor
// w[t * step + o].
template<int O, int V, bool TapMajor>
inline __attribute__((always_inline)) void multiply(const float* w, std::ptrdiff_t step, const std::ptrdiff_t* taps,
                                                    std::ptrdiff_t count, const std::array<const float*, V>& in,
                                                    Vec (&acc)[O][V]) {
    for (std::ptrdiff_t t = 0; t < count; ++t) {
        const std::ptrdiff_t tap = taps[t];
        Vec cells[V];
#pragma GCC unroll 16
        for (int v = 0; v < V; ++v) cells[v] = load(in.data()[v] + tap);
#pragma GCC unroll 16
        for (int o = 0; o < O; ++o) {
            const float weight = TapMajor ? w[t * step + o] : w[o * step + t];
#pragma GCC unroll 16
            for (int v = 0; v < V; ++v) acc[o][v] += weight * cells[v];
        }
    }
}

// Table of Make<O, V>::run for O = 1 .. outputs and V = 1 .. vectors, so that a block of any size finds its code:
// table[O - 1][V - 1].
template<template<int, int> class Make, int O, int... V> constexpr auto tileRow(std::integer_sequence<int, V...>) {
    return std::array{&Make<O, V + 1>::run...};
}
template<template<int, int> class Make, int Vectors, int... O> constexpr auto tiles(std::integer_sequence<int, O...>) {
    return std::array{tileRow<Make, O + 1>(std::make_integer_sequence<int, Vectors>{})...};
}
template<template<int, int> class Make, int Outputs, int Vectors> constexpr auto tileTable() {
    return tiles<Make, Vectors>(std::make_integer_sequence<int, Outputs>{});
}

} // namespace cnn::kernels
