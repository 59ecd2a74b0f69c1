#include "tests/fuzz/fuzz.h"
#include "ui/pages/lecture.h"

// What was read is written and read again as the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    return fuzz::readOrRefused([&] {
        const QByteArray written = ui::lectureBytes(ui::lectureFrom(bytes, "some.json"));
        if (ui::lectureBytes(ui::lectureFrom(written, "written.json")) != written) __builtin_trap();
    });
}
