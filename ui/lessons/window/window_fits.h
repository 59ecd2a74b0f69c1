// Which padding fits? The paddings that one compares, each with what the window then does.
#pragma once

#include "core/walk/window_facts.h"

#include <QString>
#include <vector>

namespace ui {

// In the order of the table: padding 0, 1, 2, 3 on every side, then in a word.
enum class Padding { Zero, One, Two, Three, Valid, Same, Full };

// The window with that padding on such an input. Same: as TensorFlow where there is a stride, which PyTorch refuses.
cnn::Window paddedAs(const cnn::Window& window, const cnn::Shape& in, Padding padding);

struct PaddingColumn {
    Padding padding;
    QString name; // "p = 1", "same"
    cnn::Window window;
    bool now = false; // the window has this padding
    cnn::WindowFit fit;

    // "1", "0 + 1" (before + after), "0 + 1, 2" where rows and columns differ.
    QString amount() const;
    // "1", or "1, 0" where rows and columns differ.
    QString left() const;
};
std::vector<PaddingColumn> paddingColumns(const cnn::Window& window, const cnn::Shape& in);
// The padding that a key stands for: 0 to 3, v, s, f; nullopt: none.
std::optional<Padding> paddingOfKey(int key);

} // namespace ui
