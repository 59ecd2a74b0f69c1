// Names of files are bytes, UTF-8 as a rule; in the interface they are text. Every name comes back from text as the
// bytes it was. On Windows a name is text, and its bytes are that text in UTF-8: never path::string() or a path made of
// a std::string, which know ASCII alone there.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cnn {

// A byte that is no UTF-8 becomes a lone surrogate, 0xff as U+DCFF, as Python does it.
std::u16string textOfName(std::string_view bytes);
std::filesystem::path nameOfText(std::u16string_view text);

std::string bytesOfName(const std::filesystem::path& name);
std::filesystem::path nameOfBytes(std::string_view bytes);
// For messages: the bytes as core/base/plain_text.h makes them plain.
std::string plainName(const std::filesystem::path& name);

} // namespace cnn
