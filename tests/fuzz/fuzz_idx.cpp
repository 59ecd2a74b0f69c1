#include "core/train/idx.h"
#include "tests/fuzz/fuzz.h"

// Images and labels, plain or gzipped.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const int axes : {1, 3}) fuzz::readOrRefused([&] { cnn::parseIdx(fuzz::text(data, size), axes, "some.idx"); });
    return 0;
}
