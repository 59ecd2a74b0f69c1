// Which letters the bytes of a text file mean.
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace cnn {

// The text as UTF-8, without a byte order mark. UTF-16 is known by its byte order mark, or by every other byte being 0;
// what is no UTF-8 is taken for Windows' western letters, as older spreadsheets write them. Usually a view of `bytes`,
// otherwise of `storage`. Error(BadFormat) for UTF-32 and half a letter at the end of UTF-16.
Expected<std::string_view> utf8Text(std::string_view bytes, std::string& storage);

} // namespace cnn
