#include "core/data/pixel_table.h"
#include "tests/fuzz/fuzz.h"

// A table of images, a line an image.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::readOrRefused([&] { cnn::parsePixelTable(fuzz::text(data, size), "some.csv"); });
}
