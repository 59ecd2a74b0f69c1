// Numbers in the bytes of a file.
#pragma once

#include <cstdint>
#include <string_view>

namespace ui {

// Reads numbers out of bytes; beyond their end it gives 0 and remembers.
class ByteView {
public:
    ByteView(std::string_view bytes, bool bigEndian) : m_bytes(bytes), m_big(bigEndian) {}

    std::uint64_t at(std::uint64_t offset, unsigned width) {
        if (offset > m_bytes.size() || width > m_bytes.size() - offset) return m_short = true, 0;
        std::uint64_t value = 0;
        for (unsigned i = 0; i < width; ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[offset + (m_big ? i : width - 1 - i)]);
            value = value << 8U | byte;
        }
        return value;
    }
    int u8(std::uint64_t offset) { return static_cast<int>(at(offset, 1)); }
    std::uint32_t u16(std::uint64_t offset) { return static_cast<std::uint32_t>(at(offset, 2)); }
    std::uint32_t u32(std::uint64_t offset) { return static_cast<std::uint32_t>(at(offset, 4)); }
    // Whether `count` bytes from `offset` on are there.
    bool holds(std::uint64_t offset, std::uint64_t count) const {
        return offset <= m_bytes.size() && count <= m_bytes.size() - offset;
    }
    bool ranOut() const { return m_short; }
    std::uint64_t size() const { return m_bytes.size(); }
    std::string_view text(std::uint64_t offset, std::uint64_t count) const {
        return holds(offset, count) ? m_bytes.substr(offset, count) : std::string_view();
    }

private:
    std::string_view m_bytes;
    bool m_big, m_short = false;
};

} // namespace ui
