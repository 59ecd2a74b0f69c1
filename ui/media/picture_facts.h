// What the bytes of a picture file say by themselves, before anybody decodes them. Decoders fill in for what is
// missing: of a file that was cut off they give pixels that nobody stored, or whatever was in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace ui {

struct PictureFacts {
    std::int64_t width = 0, height = 0; // 0: not told
    bool endsEarly = false;             // some of the pixels, or of the file's own marks, are missing at its end
    int pictures = 1;                   // pages or frames
    int channels = 0;                   // 0: not told
    int unseen = 0;                     // how many of them are neither colours nor transparency
    int bits = 8;                       // of a value
    std::string numbers;                // what it holds where that is no picture: "signed 16-bit numbers"
};

// format: as QImageReader names it ("png", "jpeg", ...). A file that is damaged otherwise is left to the decoder.
PictureFacts pictureFacts(std::string_view bytes, std::string_view format);

// By format.
PictureFacts pngFacts(std::string_view bytes);
PictureFacts jpegFacts(std::string_view bytes);
PictureFacts webpFacts(std::string_view bytes);
PictureFacts portableMapFacts(std::string_view bytes); // pbm, pgm, ppm
PictureFacts bmpFacts(std::string_view bytes);
PictureFacts gifFacts(std::string_view bytes);
PictureFacts tiffFacts(std::string_view bytes);

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
