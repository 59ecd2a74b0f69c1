// How long a scene may learn before it is first looked at.
#pragma once

#include <limits>

namespace ui {

// In batches, whatever the scene's "learned" asks for. The program leaves it as it is; a test that opens every lesson
// need not wait for all that they learn.
inline int learnedAtMost = std::numeric_limits<int>::max();

} // namespace ui
