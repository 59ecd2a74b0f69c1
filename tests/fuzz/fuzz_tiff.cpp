#include "core/files/pgm_read.h"
#include "core/files/tiff_read.h"
#include "tests/fuzz/fuzz.h"

// The first page as it is, then the maximum of all, reduced.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::readOrRefused([&] { cnn::readTiff(fuzz::text(data, size), "some.tif"); });
    cnn::TiffWish wish;
    wish.page = cnn::TiffWish::maximum;
    wish.channel = cnn::TiffWish::every;
    wish.reduced = true;
    fuzz::readOrRefused([&] { cnn::readTiff(fuzz::text(data, size), "some.tif", wish); });
    return fuzz::readOrRefused([&] { cnn::readDeepMap(fuzz::text(data, size), "some.pgm"); });
}
