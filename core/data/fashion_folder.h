// Where Fashion-MNIST is installed, and what its classes are called.
#pragma once

#include <array>
#include <filesystem>
#include <optional>

namespace cnn {

inline constexpr std::array<const char*, 10> garments{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                                      "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};

// $CONVSCOPE_FASHION_MNIST, whether or not it is there.
std::optional<std::filesystem::path> wishedFashionMnist();
// The folder, if there is one: the wished one, the one that came with the program, or where distributions put it.
std::optional<std::filesystem::path> findFashionMnist();

} // namespace cnn
