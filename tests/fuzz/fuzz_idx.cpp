#include "core/data/idx.h"
#include "tests/fuzz/fuzz.h"

// Images and labels, plain or gzipped.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    for (const auto content : {cnn::IdxContent::Images, cnn::IdxContent::Labels})
        fuzz::readOrRefused([&] { cnn::parseIdx(fuzz::text(data, size), content, "some.idx"); });
    return 0;
}
