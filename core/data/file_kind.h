// What readers of data sets ask about files and folders before they read.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

// Files whose only use here is to be unpacked or converted first, by their first bytes, which are enough.
enum class Container { None, Zip, Packed, Pickle, Matlab, Hdf5 };
constexpr std::size_t containerBytes = 520;
Container containerOf(std::string_view beginning);

// Everything in a folder that is not hidden, sorted by name. Throws Error(NotFound, Unreadable) naming the folder.
std::vector<std::filesystem::path> entriesOf(const std::filesystem::path& folder);
// Throws as entriesOf when it is no folder.
void requireFolder(const std::filesystem::path& folder);
// The last part of a path, for people.
std::string nameOfData(const std::filesystem::path& path);

} // namespace cnn
