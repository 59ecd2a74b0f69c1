// While one of these lives, its thread computes numbers too small for a normal float (below 1.2e-38) as zero.
//
// In training they are everywhere: the momentum of a weight whose ReLU is off shrinks step by step towards zero. They
// change nothing that can be seen, but a processor takes a hundred times longer over each.
#pragma once

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

namespace cnn {

class FlushDenormals {
public:
    FlushDenormals(const FlushDenormals&) = delete;
    FlushDenormals& operator=(const FlushDenormals&) = delete;
#if defined(__x86_64__)
    FlushDenormals() : m_before(_mm_getcsr()) {
        _mm_setcsr(m_before | 0x8040);
    } // flush to zero, denormals are zero
    ~FlushDenormals() {
        _mm_setcsr(m_before);
    }

private:
    unsigned m_before;
#else
    FlushDenormals() {}
    ~FlushDenormals() {}
#endif
};

} // namespace cnn
