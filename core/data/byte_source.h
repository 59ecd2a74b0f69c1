// The bytes of a file in memory one after the other, plain or gzipped, without unpacking more than was asked for.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace cnn {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // Fills `to` and returns how many bytes there were: fewer than asked for only at the end.
    // Throws Error(BadFormat) for damaged gzip data; its sentence does not know the file.
    virtual std::size_t read(std::span<std::uint8_t> to) = 0;
    // Never less than what is still to come; from the size of the packed data, so it may be far more.
    virtual std::uint64_t atMostLeft() const = 0;
};

// Gzipped or not is told by the first two bytes. `file` must stay alive.
std::unique_ptr<ByteSource> openBytes(std::string_view file);

} // namespace cnn
