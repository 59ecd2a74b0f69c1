// Zip archives made in memory.
#pragma once

#include <span>
#include <string>
#include <utility>

namespace cnn {

// An archive of these files, name and content, in their order; names are UTF-8 with "/" between folders. The same files
// give the same bytes: every file is dated 1 January 2000, nothing else of this computer stands in it. Throws
// Error(TooLarge) where it cannot be made.
std::string zipBytes(std::span<const std::pair<std::string, std::string>> files);

} // namespace cnn
