// corpus_tests FORMAT FOLDER: gives every file of the folder to the reader of that format, as the fuzz target of the
// same source does; what it can not bear ends the program.
#include "core/base/save_file.h"
#include "tests/fuzz/fuzz.h"

#include <cstdio>
#include <cstring>
#include <filesystem>

#define READ(format) extern "C" int read_##format(const std::uint8_t* data, std::size_t size);
READERS
#undef READ

namespace {

using Reader = int (*)(const std::uint8_t* data, std::size_t size);

Reader readerOf(const char* format) {
#define READ(name)                                                                                                     \
    if (std::strcmp(format, #name) == 0) return read_##name;
    READERS
#undef READ
    return nullptr;
}

} // namespace

int main(int argc, char** argv) {
    const Reader read = argc == 3 ? readerOf(argv[1]) : nullptr;
    if (!read) {
        std::fputs("Usage: corpus_tests FORMAT FOLDER\n", stderr);
        return 2;
    }
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(argv[2])) {
        const std::string bytes = cnn::readFile(entry.path(), std::size_t{1} << 26);
        std::printf("%s\n", entry.path().filename().c_str()); // the last line names the one that was not borne
        std::fflush(stdout);
        read(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
        ++files;
    }
    return files > 0 ? 0 : 1;
}
