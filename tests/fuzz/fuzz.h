// What every fuzz target holds: any bytes are read, or refused with a sentence. Everything else (a signal, another
// exception, a sanitizer's finding, more time or memory than run.sh allows) is a fault.
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

inline std::string_view text(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// libFuzzer's answer for "go on".
template<class Read> int readOrRefused(const Read& read) {
    try {
        read();
    } catch (const cnn::Error& refusal) {
        if (std::string(refusal.what()).empty()) std::abort();
    }
    return 0;
}

} // namespace fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
