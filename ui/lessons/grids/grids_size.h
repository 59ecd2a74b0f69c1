#pragma once

namespace ui {

// Of the pictures: rows and columns, and numbers a channel.
inline constexpr int imageSide = 28, imagePlaces = imageSide * imageSide;

} // namespace ui
