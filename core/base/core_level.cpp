#include "core/base/core_level.h"

namespace cnn {

// The compiler knows for which processor it compiles.
const char* coreLevel() {
#if defined(__AVX512F__) && defined(__AVX512VL__) && defined(__AVX512BW__) && defined(__AVX512DQ__)
    return "x86-64-v4";
#elif defined(__AVX2__) && defined(__FMA__) && defined(__BMI2__)
    return "x86-64-v3";
#elif defined(__x86_64__)
    return "x86-64 baseline";
#elif defined(__aarch64__)
    return "arm64";
#else
    return "this processor's baseline";
#endif
}

} // namespace cnn
