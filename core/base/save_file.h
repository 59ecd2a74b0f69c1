// The one way a file is written.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace cnn {

// Replaces `path` by `bytes` so that at every moment, also after a crash or on a full disk, the file is either the
// whole old or the whole new version: written without a name or, where the file system cannot do that, beside it as
// .NAME.convscope0, flushed to the disk, then given its name. What a killed program has left of that kind is removed.
// A symbolic link is followed, also to a file that is not there yet; an existing file keeps its permissions.
// Throws Error(WriteFailed) naming the file and the cause; the old file is then untouched.
void saveFile(const std::filesystem::path& path, std::string_view bytes);
// The pieces one after the other, for what is too large to be put together first.
void saveFile(const std::filesystem::path& path, std::span<const std::string_view> pieces);
// Throws what saveFile would as far as it can be known beforehand: better now than after an hour of work.
void requirePlace(const std::filesystem::path& path);

// The whole file in one buffer. Throws Error(NotFound, Unreadable, TooLarge) naming the file; a folder, a pipe or a
// device is refused, as is anything beyond maxBytes.
std::string readFile(const std::filesystem::path& path, std::size_t maxBytes);

} // namespace cnn
