#include "ui/media/gif_facts.h"

#include "ui/media/byte_view.h"

#include <array>

namespace ui {
namespace {

// The bits of a picture's data: blocks of up to 255 bytes, each behind its length, the last of length 0.
class BlockBits {
public:
    BlockBits(ByteView& view, std::uint64_t at) : m_view(view), m_at(at) {}

    // The next `count` bits, lowest first; -1 when there are no more.
    int next(int count) {
        while (m_count < count) {
            if (m_left == 0) {
                m_left = m_view.u8(m_at++);
                if (m_left == 0) return -1;
            }
            m_bits |= static_cast<std::uint32_t>(m_view.u8(m_at++)) << m_count;
            if (m_view.ranOut()) return -1;
            m_count += 8;
            --m_left;
        }
        const int value = static_cast<int>(m_bits & ((1U << count) - 1));
        m_bits >>= count;
        m_count -= count;
        return value;
    }

private:
    ByteView& m_view;
    std::uint64_t m_at;
    std::uint32_t m_bits = 0;
    int m_count = 0, m_left = 0;
};

// How many pixels the data hold, `most` at most: each code stands for as many as its entry is long.
std::int64_t pixelsIn(ByteView& view, std::uint64_t at, std::int64_t most) {
    constexpr int entries = 4096;
    const int smallest = view.u8(at);
    if (smallest < 1 || smallest > 11) return 0;
    const int clear = 1 << smallest, end = clear + 1;
    std::array<std::int64_t, entries> lengths{};
    lengths.fill(1);
    BlockBits bits(view, at + 1);
    int used = end + 1, width = smallest + 1;
    std::int64_t pixels = 0, last = 0; // last: the length of the code before; 0: there is none
    while (pixels < most) {
        const int code = bits.next(width);
        if (code < 0 || code == end) break;
        if (code == clear) {
            used = end + 1;
            width = smallest + 1;
            last = 0;
            continue;
        }
        if (code > used || (code == used && last == 0)) break; // no such entry
        if (last > 0 && used < entries) {
            lengths[static_cast<std::size_t>(used++)] = last + 1;
            if (used == 1 << width && width < 12) ++width;
        }
        last = code < end ? 1 : lengths[static_cast<std::size_t>(code)];
        pixels += last;
    }
    return pixels;
}

// Where the blocks that begin at `at` are over; ranOut() when they are not.
std::uint64_t afterBlocks(ByteView& view, std::uint64_t at) {
    for (int length = view.u8(at); length > 0; length = view.u8(at)) {
        at += static_cast<std::uint64_t>(length) + 1;
        if (!view.holds(at, 1)) break;
    }
    (void)view.u8(at); // remembers when that is beyond the end
    return at + 1;
}

std::uint64_t paletteBytes(int flags) {
    return (flags & 0x80) != 0 ? std::uint64_t{3} << ((flags & 7) + 1) : 0;
}

} // namespace

// A head, then extensions (0x21), pictures (0x2C) and a last byte 0x3B.
PictureFacts gifFacts(std::string_view bytes) {
    ByteView view(bytes, false);
    PictureFacts facts;
    facts.width = view.u16(6);
    facts.height = view.u16(8);
    std::uint64_t at = 13 + paletteBytes(view.u8(10));
    int pictures = 0;
    while (!view.ranOut() && !facts.endsEarly) {
        if (at >= bytes.size()) { // without its last byte: what came before is whole
            facts.endsEarly = pictures == 0;
            break;
        }
        const int kind = view.u8(at);
        if (kind == 0x21) {
            at = afterBlocks(view, at + 2);
        } else if (kind == 0x2C) {
            const std::int64_t pixels = std::int64_t{view.u16(at + 5)} * view.u16(at + 7);
            const std::uint64_t data = at + 10 + paletteBytes(view.u8(at + 9));
            if (pictures == 0 && !view.ranOut()) facts.endsEarly = pixelsIn(view, data, pixels) < pixels;
            at = afterBlocks(view, data + 1);
            ++pictures;
        } else {
            break; // the last byte, or something that is none of ours
        }
    }
    facts.endsEarly = facts.endsEarly || view.ranOut();
    facts.pictures = pictures > 1 ? pictures : 1;
    return facts;
}

} // namespace ui
