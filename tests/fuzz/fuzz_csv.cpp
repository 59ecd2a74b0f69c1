#include "core/tensor/tensor_text.h"
#include "tests/fuzz/fuzz.h"

// A grid, and a column of a table by number and by name.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text(data, size);
    constexpr std::size_t cells = 1U << 16;
    fuzz::readOrRefused([&] { (void)cnn::fromCsv(text, cells); });
    fuzz::readOrRefused([&] { (void)cnn::columnFromCsv(text, "2"); });
    return fuzz::readOrRefused([&] { (void)cnn::columnFromCsv(text, "v"); });
}
