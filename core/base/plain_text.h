// What a file says, made harmless for people's eyes: a terminal obeys control bytes, and text that runs backwards reads
// as something else.
#pragma once

#include <string>
#include <string_view>

namespace cnn {

// The same text with every control character (C0, DEL, C1), every sign that turns the direction of writing, line and
// paragraph separators, invisible signs and bytes that are no UTF-8 written out: "\x1b", "\u202e", "\xff". Newlines and
// tabs are control characters, too. What is plain comes back as it is.
std::string plainText(std::string_view text);
// The same for text of several lines: newlines stay.
std::string plainLines(std::string_view text);

// For messages: in quotation marks, plain, and of a long text the beginning only.
std::string quote(std::string_view text);

} // namespace cnn
