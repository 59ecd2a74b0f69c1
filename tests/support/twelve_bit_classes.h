// A folder of 12-bit TIFFs of two classes, as a microscope's camera makes them: values far below 4095.
#pragma once

#include "tests/support/tiff_bytes.h"

#include <filesystem>
#include <fstream>

inline void writeTwelveBitClasses(const std::filesystem::path& folder) {
    for (int i = 0; i < 24; ++i) {
        TiffPage page{.columns = 16, .rows = 16, .bits = 12};
        page.value = [i](int, int y, int x) { return 90 + (i % 2 == 0 ? y : x) * 60 + i * 8; };
        const auto inside = folder / (i % 2 == 0 ? "rows" : "columns");
        std::filesystem::create_directories(inside);
        const std::string bytes = TiffBytes::of({page});
        std::ofstream(inside / (std::to_string(i) + ".tif"), std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }
}
