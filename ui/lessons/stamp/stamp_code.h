// What a transposed convolution shows, as code: PyTorch, NumPy, and the loops alone.
#pragma once

#include "ui/lessons/stamp/stamp_picture.h"
#include "ui/pages/page.h"

namespace ui {

// There is a walk.
QString stampCode(const StampPicture& picture, CodeDialect dialect);

} // namespace ui
