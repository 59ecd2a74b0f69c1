// What a save has left, and what it refuses.
#pragma once

#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/save_file.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

inline std::string content(const std::filesystem::path& file) {
    return cnn::readFile(file, 1U << 30);
}

// What is in a folder, hidden names too.
inline std::set<std::string> names(const std::filesystem::path& folder) {
    std::set<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        all.insert(cnn::bytesOfName(entry.path().filename()));
    return all;
}

inline void expectRefused(const std::filesystem::path& file, const std::vector<std::string>& words,
                          std::string_view bytes = "new") {
    try {
        cnn::saveFile(file, bytes);
        ADD_FAILURE() << file << " was written";
    } catch (const cnn::Error& e) {
        EXPECT_EQ(e.code(), cnn::ErrorCode::WriteFailed);
        for (const std::string& word : words)
            EXPECT_NE(std::string(e.what()).find(word), std::string::npos) << e.what() << " lacks " << word;
    }
}
