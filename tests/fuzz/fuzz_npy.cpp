#include "core/tensor/npy.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::readOrRefused([&] { cnn::fromNpy(fuzz::text(data, size), "some.npy"); });
    return fuzz::readOrRefused([&] { cnn::filtersFromNpy(fuzz::text(data, size), "some.npy"); });
}
