#include "core/data/cifar.h"
#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::readOrRefused([&] { cnn::parseCifar(fuzz::text(data, size), "some.bin"); });
}
