// PNG, JPEG, WebP and the portable maps; the others have files of their own.
#include "ui/media/picture_facts.h"

#include "ui/media/bmp_facts.h"
#include "ui/media/byte_view.h"
#include "ui/media/gif_facts.h"

#include <algorithm>
#include <array>

namespace ui {

// Chunks up to IEND: length, name, content, checksum.
PictureFacts pngFacts(std::string_view bytes) {
    ByteView view(bytes, true);
    PictureFacts facts;
    for (std::uint64_t at = 8;;) {
        const std::uint64_t length = view.u32(at);
        const std::string_view name = view.text(at + 4, 4);
        if (name.empty() || !view.holds(at, length + 12)) return facts.endsEarly = true, facts;
        if (name == "IHDR") {
            facts.width = view.u32(at + 8);
            facts.height = view.u32(at + 12);
            facts.bits = view.u8(at + 16);
        }
        if (name == "acTL") facts.pictures = static_cast<int>(std::min(view.u32(at + 8), 1'000'000U));
        if (name == "IEND") return facts;
        at += length + 12;
    }
}

namespace {

// Where the compressed data of a scan ends: at the next mark that is neither a stuffed zero nor a restart.
std::uint64_t scanEnd(ByteView& view, std::uint64_t at) {
    for (; at + 1 < view.size(); ++at) {
        if (view.u8(at) != 0xFF) continue;
        const int next = view.u8(at + 1);
        if (next != 0 && next != 0xFF && (next < 0xD0 || next > 0xD7)) return at;
    }
    return view.size();
}

bool isFrame(int mark) {
    return mark >= 0xC0 && mark <= 0xCF && mark != 0xC4 && mark != 0xC8 && mark != 0xCC;
}

} // namespace

// Segments up to EOI: a mark, and unless it stands alone a length and content.
PictureFacts jpegFacts(std::string_view bytes) {
    ByteView view(bytes, true);
    PictureFacts facts;
    for (std::uint64_t at = 2;;) {
        while (at < view.size() && view.u8(at) != 0xFF) ++at; // what some programs leave between segments
        while (at < view.size() && view.u8(at) == 0xFF) ++at;
        const int mark = view.u8(at++);
        if (view.ranOut()) return facts.endsEarly = true, facts;
        if (mark == 0xD9) return facts;
        if (mark == 0x01 || (mark >= 0xD0 && mark <= 0xD8)) continue;
        const std::uint64_t length = view.u16(at);
        if (view.ranOut() || !view.holds(at, length)) return facts.endsEarly = true, facts;
        if (isFrame(mark)) {
            facts.bits = view.u8(at + 2);
            facts.height = view.u16(at + 3);
            facts.width = view.u16(at + 5);
        }
        at += length;
        if (mark == 0xDA) at = scanEnd(view, at);
    }
}

// "RIFF", the length of all that follows, "WEBP", then chunks.
PictureFacts webpFacts(std::string_view bytes) {
    ByteView view(bytes, false);
    PictureFacts facts;
    const std::uint64_t all = view.u32(4);
    facts.endsEarly = view.ranOut() || !view.holds(8, all);
    int frames = 0;
    for (std::uint64_t at = 12; at + 8 <= std::min(view.size(), all + 8);) {
        const std::string_view name = view.text(at, 4);
        const std::uint64_t length = view.u32(at + 4);
        if (!view.holds(at + 8, length)) facts.endsEarly = true;
        if (name == "ANMF") ++frames;
        if (name == "VP8X") {
            facts.width = static_cast<std::int64_t>(view.at(at + 12, 3)) + 1;
            facts.height = static_cast<std::int64_t>(view.at(at + 15, 3)) + 1;
        }
        at += 8 + length + length % 2;
    }
    facts.pictures = std::max(1, frames);
    return facts;
}

namespace {

// The numbers of a portable map's head and, where they are written as text, its pixels.
class MapText {
public:
    MapText(std::string_view bytes, std::size_t at) : m_bytes(bytes), m_at(at) {}

    // -1: there is none any more. digits: how many belong to it at most.
    std::int64_t next(std::size_t digits = 9) {
        while (m_at < m_bytes.size() && !isDigit(m_bytes[m_at])) {
            if (m_bytes[m_at] == '#') m_at = std::min(m_bytes.find('\n', m_at), m_bytes.size());
            if (m_at < m_bytes.size()) ++m_at;
        }
        if (m_at == m_bytes.size()) return -1;
        std::int64_t value = 0;
        for (; m_at < m_bytes.size() && isDigit(m_bytes[m_at]) && digits > 0; ++m_at, --digits)
            value = value * 10 + (m_bytes[m_at] - '0');
        return value;
    }
    std::size_t at() const { return m_at; }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    std::string_view m_bytes;
    std::size_t m_at;
};

} // namespace

// P1 to P3: numbers as text; P4 to P6: bytes, of pbm eight pixels each.
PictureFacts portableMapFacts(std::string_view bytes) {
    PictureFacts facts;
    if (bytes.size() < 2 || bytes[0] != 'P' || bytes[1] < '1' || bytes[1] > '6') return facts;
    const int kind = bytes[1] - '0';
    const bool bits = kind == 1 || kind == 4;
    MapText text(bytes, 2);
    facts.width = text.next();
    facts.height = text.next();
    const std::int64_t largest = bits ? 1 : text.next();
    if (facts.width < 0 || facts.height < 0 || largest < 0) return facts.endsEarly = true, facts;
    facts.bits = largest > 255 ? 16 : 8;
    const std::int64_t row = facts.width * (kind % 3 == 0 ? 3 : 1);
    if (kind >= 4) {
        const std::int64_t stored = bits ? (row + 7) / 8 : row * (facts.bits / 8);
        const auto there = static_cast<std::int64_t>(bytes.size()) - static_cast<std::int64_t>(text.at()) - 1;
        facts.endsEarly = facts.height > 0 && stored > std::max<std::int64_t>(there, 0) / facts.height;
        return facts;
    }
    // A number takes a byte at least, so a false size does not keep us long.
    for (std::int64_t left = row * facts.height; left > 0 && !facts.endsEarly; --left)
        facts.endsEarly = text.next(bits ? 1 : 9) < 0;
    // The last of them may have lost digits; the line's end behind it tells.
    if (!bits && text.at() == bytes.size()) facts.endsEarly = true;
    return facts;
}

PictureFacts pictureFacts(std::string_view bytes, std::string_view format) {
    using Reader = PictureFacts (*)(std::string_view);
    constexpr std::array<std::pair<std::string_view, Reader>, 9> readers{{{"png", pngFacts},
                                                                          {"jpeg", jpegFacts},
                                                                          {"jpg", jpegFacts},
                                                                          {"webp", webpFacts},
                                                                          {"pbm", portableMapFacts},
                                                                          {"pgm", portableMapFacts},
                                                                          {"ppm", portableMapFacts},
                                                                          {"bmp", bmpFacts},
                                                                          {"gif", gifFacts}}};
    for (const auto& [name, read] : readers)
        if (name == format) return read(bytes);
    return {};
}

} // namespace ui
