// What is there to be read and is no file.
#pragma once

#include <filesystem>
#if !defined(_WIN32)
#include <sys/stat.h>
#endif

#if defined(_WIN32)
inline constexpr bool hasPipes = false; // with names in folders
inline constexpr const char* aDevice = "NUL";
inline bool makePipe(const std::filesystem::path&) {
    return false;
}
#else
inline constexpr bool hasPipes = true;
inline constexpr const char* aDevice = "/dev/zero";
inline bool makePipe(const std::filesystem::path& path) {
    return ::mkfifo(path.c_str(), 0600) == 0;
}
#endif
