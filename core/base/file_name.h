// Names of files are bytes; in the interface they are text. Every name comes back from text as the bytes it was.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cnn {

// A byte that is no UTF-8 becomes a lone surrogate, 0xff as U+DCFF, as Python does it.
std::u16string textOfName(std::string_view bytes);
std::filesystem::path nameOfText(std::u16string_view text);

} // namespace cnn
