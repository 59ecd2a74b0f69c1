#include "ui/media/tiff_facts.h"

#include "ui/media/byte_view.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <vector>

namespace ui {
namespace {

// The tags that tell where a page's pixels are and how they are written (TIFF 6.0, section 8).
enum Tag : std::uint32_t {
    ImageWidth = 256,
    ImageLength = 257,
    BitsPerSample = 258,
    Compression = 259,
    Photometric = 262,
    StripOffsets = 273,
    SamplesPerPixel = 277,
    StripByteCounts = 279,
    TileOffsets = 324,
    TileByteCounts = 325,
    ExtraSamples = 338,
    SampleFormat = 339
};

// A file's pages: each a table of tags and the place of the next one. BigTIFF has wider places and counts.
class Pages {
public:
    explicit Pages(std::string_view bytes)
        : m_view(bytes, bytes.starts_with("MM")), m_big(m_view.u16(2) == 43),
          m_at(m_big ? m_view.at(8, 8) : m_view.u32(4)) {
        (void)entries(); // remembers when the first page is not there
    }

    bool ranOut() const { return m_view.ranOut(); }
    ByteView& view() { return m_view; }

    // A tag's values of this page, the first `most`; `otherwise` alone when it has none.
    std::vector<std::uint64_t> values(Tag tag, std::uint64_t otherwise) {
        constexpr std::uint64_t most = 1'000'000;
        const std::uint64_t size = m_big ? 20 : 12, first = m_at + (m_big ? 8 : 2), count = entries();
        for (std::uint64_t i = 0; i < count && !ranOut(); ++i) {
            const std::uint64_t at = first + i * size;
            if (m_view.u16(at) != tag) continue;
            const unsigned width = widthOf(m_view.u16(at + 2)), field = m_big ? 8 : 4;
            const std::uint64_t number = m_view.at(at + 4, field), inPlace = at + 4 + field;
            const std::uint64_t begin = number * width <= field ? inPlace : m_view.at(inPlace, field);
            std::vector<std::uint64_t> all;
            for (std::uint64_t k = 0; k < std::min(number, most) && !ranOut(); ++k)
                all.push_back(m_view.at(begin + k * width, width));
            if (!all.empty()) return all;
        }
        return {otherwise};
    }
    std::uint64_t value(Tag tag, std::uint64_t otherwise) { return values(tag, otherwise).front(); }

    // False at the last page.
    bool next() {
        const std::uint64_t at = m_at + (m_big ? 8 + entries() * 20 : 2 + entries() * 12);
        const std::uint64_t to = m_view.at(at, m_big ? 8 : 4);
        if (to == 0 || ranOut() || !m_seen.insert(to).second) return false;
        m_at = to;
        (void)entries();
        return !ranOut();
    }

private:
    std::uint64_t entries() {
        constexpr std::uint64_t most = 65535;
        return std::min(most, m_view.at(m_at, m_big ? 8 : 2));
    }
    static unsigned widthOf(std::uint32_t type) {
        return type == 3 ? 2 : type == 4 ? 4 : type >= 16 && type <= 18 ? 8 : 1;
    }

    ByteView m_view;
    bool m_big;
    std::uint64_t m_at;
    std::set<std::uint64_t> m_seen;
};

// Whether all strips, or tiles, of the page lie within the file; of those that are not compressed, as many bytes as
// there are pixels.
bool allStored(Pages& pages, const PictureFacts& facts) {
    const std::uint64_t tiled = pages.value(TileOffsets, 0);
    const auto places = pages.values(tiled != 0 ? TileOffsets : StripOffsets, 0);
    auto counts = pages.values(tiled != 0 ? TileByteCounts : StripByteCounts, 0);
    const std::uint64_t row = (static_cast<std::uint64_t>(facts.width) * static_cast<std::uint64_t>(facts.channels) *
                                   static_cast<std::uint64_t>(facts.bits) +
                               7) /
                              8;
    const std::uint64_t all = row * static_cast<std::uint64_t>(facts.height);
    constexpr std::uint64_t brightnessAndColour = 6; // the latter usually for four pixels together
    const bool compressed = pages.value(Compression, 1) != 1 || pages.value(Photometric, 1) == brightnessAndColour,
               told = counts.front() != 0;
    if (!told && places.size() == 1 && !compressed) counts = {all};
    std::uint64_t stored = 0;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::uint64_t count = i < counts.size() ? counts[i] : 0;
        if (!pages.view().holds(places[i], count)) return false;
        stored += count;
    }
    return compressed || stored >= all;
}

// What numbers the page holds; empty when they are those of pictures.
std::string numbersOf(std::uint64_t format, int bits) {
    const std::string size = std::to_string(bits) + "-bit";
    if (format == 2) return "signed " + size + " numbers";
    if (format == 3) return size + " floating-point numbers";
    if (format == 5 || format == 6) return "complex numbers";
    return bits > 16 ? size + " whole numbers" : "";
}

// Channels that a picture has no use for: neither grey, colours nor transparency.
int unseenOf(Pages& pages, int channels) {
    enum : std::uint64_t { Rgb = 2, Separated = 5 };
    const std::uint64_t photometric = pages.value(Photometric, 1);
    int seen = photometric == Separated ? 4 : photometric == Rgb || photometric > Separated ? 3 : 1;
    const std::uint64_t extra = pages.value(ExtraSamples, 0);
    if (extra == 1 || extra == 2) ++seen; // transparency
    return std::max(0, channels - seen);
}

} // namespace

PictureFacts tiffFacts(std::string_view bytes) {
    constexpr std::uint64_t largest = 1U << 30U;
    Pages pages(bytes);
    PictureFacts facts;
    facts.width = static_cast<std::int64_t>(std::min(largest, pages.value(ImageWidth, 0)));
    facts.height = static_cast<std::int64_t>(std::min(largest, pages.value(ImageLength, 0)));
    facts.bits = static_cast<int>(std::min<std::uint64_t>(1024, pages.value(BitsPerSample, 1)));
    facts.channels = static_cast<int>(std::min<std::uint64_t>(65535, pages.value(SamplesPerPixel, 1)));
    facts.numbers = numbersOf(pages.value(SampleFormat, 1), facts.bits);
    facts.unseen = unseenOf(pages, facts.channels);
    facts.endsEarly = pages.ranOut() || !allStored(pages, facts);
    constexpr int mostPages = 100'000;
    while (facts.pictures < mostPages && pages.next()) ++facts.pictures;
    facts.endsEarly = facts.endsEarly || pages.ranOut();
    return facts;
}

} // namespace ui
