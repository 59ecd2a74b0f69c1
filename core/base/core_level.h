// For which processors the core that runs here was built.
#pragma once

namespace cnn {

// "x86-64-v4", "x86-64-v3", "x86-64 baseline", or elsewhere the architecture. The dynamic loader chose among the
// libraries that core/CMakeLists.txt builds, the best one for this processor.
const char* coreLevel();

} // namespace cnn
