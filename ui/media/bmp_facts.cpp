#include "ui/media/bmp_facts.h"

#include "ui/media/byte_view.h"

#include <algorithm>

namespace ui {
namespace {

struct BmpHead {
    std::uint64_t pixels = 0; // where they begin
    std::uint32_t bits = 0, compression = 0;
    std::int64_t width = 0, height = 0;
};

BmpHead headOf(ByteView& view) {
    constexpr std::uint32_t oldHead = 12;
    const std::uint32_t size = view.u32(14);
    BmpHead head;
    std::uint32_t colours = 0, colourBytes = 4;
    if (size == oldHead) {
        head.width = view.u16(18);
        head.height = view.u16(20);
        head.bits = view.u16(24);
        colourBytes = 3;
    } else {
        head.width = static_cast<std::int32_t>(view.u32(18));
        head.height = static_cast<std::int32_t>(view.u32(22));
        head.height = head.height < 0 ? -head.height : head.height; // from top to bottom
        head.bits = view.u16(28);
        head.compression = view.u32(30);
        colours = view.u32(46);
    }
    if (head.bits > 8) colours = 0;
    if (head.bits <= 8 && colours == 0) colours = 1U << head.bits;
    head.pixels = std::max<std::uint64_t>(view.u32(10), 14 + size + std::uint64_t{colours} * colourBytes);
    // A palette shorter than its bits allow is told by where the pixels begin.
    if (const std::uint32_t told = view.u32(10); told >= 14 + size && told < head.pixels) head.pixels = told;
    return head;
}

// Whether run-length encoded pixels go on until all rows are done or their own end: pairs of a count and a value; a
// count of 0 is a command.
bool allRuns(ByteView& view, const BmpHead& head) {
    std::int64_t row = 0;
    for (std::uint64_t at = head.pixels; row < head.height; at += 2) {
        const int count = view.u8(at), value = view.u8(at + 1);
        if (view.ranOut()) return false;
        if (count > 0) continue;
        if (value == 1) return true; // end of the picture
        if (value == 0) ++row;
        if (value == 2) {
            row += view.u8(at + 3);
            at += 2;
        }
        if (value > 2) { // as many pixels as they are, filled up to whole words
            const std::uint64_t stored =
                head.compression == 1 ? static_cast<std::uint64_t>(value) : (static_cast<std::uint64_t>(value) + 1) / 2;
            if (!view.holds(at + 2, stored)) return false;
            at += stored + stored % 2;
        }
    }
    return true;
}

} // namespace

PictureFacts bmpFacts(std::string_view bytes) {
    ByteView view(bytes, false);
    const BmpHead head = headOf(view);
    PictureFacts facts;
    if (view.ranOut()) return facts.endsEarly = true, facts;
    facts.width = head.width;
    facts.height = head.height;
    if (head.width <= 0 || head.height <= 0 || head.bits == 0 || head.bits > 32) return facts; // no picture at all
    if (head.compression == 1 || head.compression == 2) {
        facts.endsEarly = !allRuns(view, head);
        return facts;
    }
    const std::uint64_t row = (static_cast<std::uint64_t>(head.width) * head.bits + 31) / 32 * 4;
    const std::uint64_t there = bytes.size() > head.pixels ? bytes.size() - head.pixels : 0;
    facts.endsEarly = row > there / static_cast<std::uint64_t>(head.height);
    return facts;
}

} // namespace ui
