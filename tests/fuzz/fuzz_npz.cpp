#include "core/data/number_array.h"
#include "core/files/npz_read.h"
#include "tests/fuzz/fuzz.h"

// Every array of an archive.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    return fuzz::readOrRefused([&] {
        const std::string name = "some.npz";
        const cnn::NpzArchive archive(fuzz::text(data, size), name);
        for (std::size_t i = 0; i < archive.names().size(); ++i)
            fuzz::readOrRefused([&] { cnn::numberArrayFrom(archive.npy(i), name); });
    });
}
