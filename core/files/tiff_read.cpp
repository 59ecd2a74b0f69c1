#include "core/files/tiff_read.h"

#include "core/base/plain_text.h"

#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <tiffio.h>

namespace cnn {
namespace {

constexpr std::uint64_t mostValueBytes = 512ULL * 1024U * 1024U, mostRowBytes = 300ULL * 1024U * 1024U;
constexpr std::uint64_t mostUnpacked = 2048ULL * 1024U * 1024U; // of all channels, also of those that nobody wants
constexpr int mostPages = 100'000;

// A file in memory, as libtiff wants to see it, and what libtiff says of it.
struct Source {
    std::string_view bytes;
    std::uint64_t at = 0;
    std::string complaint{}; // the first one
    bool pixelsMade = false; // the decoder of JPEG filled up what it could not read
};

Source& sourceOf(thandle_t handle) {
    return *static_cast<Source*>(handle);
}

tmsize_t readBytes(thandle_t handle, void* to, tmsize_t most) {
    Source& s = sourceOf(handle);
    const std::uint64_t left = s.bytes.size() - std::min<std::uint64_t>(s.at, s.bytes.size());
    const auto count =
        static_cast<std::size_t>(std::min(left, static_cast<std::uint64_t>(std::max<tmsize_t>(0, most))));
    if (count > 0) std::memcpy(to, s.bytes.data() + s.at, count);
    s.at += count;
    return static_cast<tmsize_t>(count);
}

tmsize_t writeNothing(thandle_t, void*, tmsize_t) {
    return 0;
}

toff_t seekTo(thandle_t handle, toff_t offset, int from) {
    Source& s = sourceOf(handle);
    s.at = offset + (from == SEEK_CUR ? s.at : from == SEEK_END ? s.bytes.size() : 0);
    return s.at;
}

int closeNothing(thandle_t) {
    return 0;
}

toff_t sizeOf(thandle_t handle) {
    return sourceOf(handle).bytes.size();
}

int mapBytes(thandle_t handle, void** base, toff_t* size) {
    *base = const_cast<char*>(sourceOf(handle).bytes.data()); // a file that is open for reading is never written to
    *size = sizeOf(handle);
    return 1;
}

void unmapNothing(thandle_t, void*, toff_t) {}

std::string spoken(const char* format, va_list arguments) {
    std::array<char, 300> text{};
    std::vsnprintf(text.data(), text.size(), format, arguments);
    return plainText(text.data());
}

int hearError(TIFF*, void* source, const char*, const char* format, va_list arguments) {
    auto& s = *static_cast<Source*>(source);
    if (s.complaint.empty()) s.complaint = spoken(format, arguments);
    return 1; // nobody else shall hear it
}

int hearWarning(TIFF*, void* source, const char*, const char* format, va_list arguments) {
    const std::string words = spoken(format, arguments);
    auto& s = *static_cast<Source*>(source);
    s.pixelsMade = s.pixelsMade || words.starts_with("Premature end") || words.starts_with("Corrupt JPEG data");
    return 1;
}

// What one page says of its pixels.
struct Layout {
    std::uint32_t width = 0, height = 0;
    std::uint16_t bits = 1, samples = 1, format = SAMPLEFORMAT_UINT, photometric = PHOTOMETRIC_MINISBLACK,
                  planar = PLANARCONFIG_CONTIG, orientation = ORIENTATION_TOPLEFT, compression = COMPRESSION_NONE;
    std::vector<std::uint16_t> extra; // what the channels behind the first ones are
    bool tiled = false;

    bool isPlanar() const { return planar == PLANARCONFIG_SEPARATE && samples > 1; }
    bool isWhole() const { return format == SAMPLEFORMAT_UINT || format == SAMPLEFORMAT_VOID; }
    bool hasColours() const {
        return samples >= 3 && (photometric == PHOTOMETRIC_RGB || photometric == PHOTOMETRIC_YCBCR);
    }
    // Brightness and colour, of which JPEG's decoder makes red, green and blue.
    bool isJpegColour() const { return photometric == PHOTOMETRIC_YCBCR && compression == COMPRESSION_JPEG; }
    // Behind the colours or the grey; -1: there is none.
    int alphaChannel() const {
        const int first = samples - static_cast<int>(extra.size());
        return !extra.empty() && isWhole() && first >= 1 &&
                       (extra[0] == EXTRASAMPLE_ASSOCALPHA || extra[0] == EXTRASAMPLE_UNASSALPHA)
                   ? first
                   : -1;
    }
    bool operator==(const Layout&) const = default;
};

// Values of one kind out of a row's bytes, as floats; `rounded` remembers whole numbers that a float cannot hold.
class Unpacker {
public:
    explicit Unpacker(const Layout& layout) : m_layout(layout) {}
    bool rounded() const { return m_rounded; }

    // Sample `first`, first + step, ... of the row.
    void unpack(const unsigned char* row, std::size_t first, std::size_t step, std::vector<float>& to) {
        const int bits = m_layout.bits;
        if (m_layout.format == SAMPLEFORMAT_IEEEFP) {
            if (bits == 16) return each<Eigen::half>(row, first, step, to);
            if (bits == 32) return each<float>(row, first, step, to);
            return each<double>(row, first, step, to);
        }
        if (m_layout.format == SAMPLEFORMAT_INT) {
            if (bits == 8) return each<std::int8_t>(row, first, step, to);
            if (bits == 16) return each<std::int16_t>(row, first, step, to);
            return each<std::int32_t>(row, first, step, to);
        }
        if (bits == 8)
            each<std::uint8_t>(row, first, step, to);
        else if (bits == 16)
            each<std::uint16_t>(row, first, step, to);
        else if (bits == 32)
            each<std::uint32_t>(row, first, step, to);
        else
            packed(row, first, step, to);
        const auto top = static_cast<float>(largest());
        if (m_layout.photometric == PHOTOMETRIC_MINISWHITE)
            for (float& v : to) v = top - v;
        if (bits < 8 && m_layout.photometric != PHOTOMETRIC_PALETTE)
            for (float& v : to) v = std::round(v * 255 / top);
    }

private:
    double largest() const { return std::ldexp(1.0, m_layout.bits) - 1; }

    template<class T> void each(const unsigned char* row, std::size_t first, std::size_t step, std::vector<float>& to) {
        for (std::size_t i = 0; i < to.size(); ++i) {
            T value;
            std::memcpy(&value, row + (first + i * step) * sizeof(T), sizeof(T));
            to[i] = asFloat(value);
        }
    }
    template<class T> float asFloat(T value) {
        if constexpr (std::is_same_v<T, double>) {
            constexpr double most = std::numeric_limits<float>::max();
            return static_cast<float>(std::isnan(value) ? value : std::clamp(value, -most, most));
        }
        const auto as = static_cast<float>(value);
        if constexpr (std::is_integral_v<T> && sizeof(T) == 4)
            m_rounded = m_rounded || static_cast<double>(as) != static_cast<double>(value);
        return as;
    }
    // Of any number of bits, the highest one first; whole bytes stand in the machine's order.
    void packed(const unsigned char* row, std::size_t first, std::size_t step, std::vector<float>& to) {
        const auto bits = static_cast<std::size_t>(m_layout.bits);
        for (std::size_t i = 0; i < to.size(); ++i) {
            std::uint32_t value = 0;
            const std::size_t begin = (first + i * step) * bits;
            if (bits == 24)
                for (std::size_t k = 3; k > 0; --k) value = value << 8U | row[begin / 8 + k - 1];
            else
                for (std::size_t b = begin; b < begin + bits; ++b)
                    value = value << 1U | (row[b / 8] >> (7 - b % 8) & 1U);
            to[i] = asFloat(value);
        }
    }

    const Layout& m_layout;
    bool m_rounded = false;
};

// Rows of one channel, each pixel of what is kept the mean of by x by that come in.
class Plane {
public:
    Plane(Pixels& to, std::size_t begin, std::size_t columns, int by)
        : m_to(to), m_at(begin), m_by(static_cast<std::size_t>(by)), m_sums(by > 1 ? columns : 0) {}

    void addRow(const std::vector<float>& row) {
        if (m_by == 1) return store(row);
        for (std::size_t i = 0; i < row.size(); ++i) m_sums[i / m_by] += static_cast<double>(row[i]);
        if (++m_rows == m_by) finish(row.size());
    }
    // `columns` that came in: the last rows may be fewer than the others.
    void finish(std::size_t columns) {
        if (m_rows == 0) return;
        std::vector<float> means(m_sums.size());
        for (std::size_t i = 0; i < means.size(); ++i)
            means[i] = static_cast<float>(m_sums[i] / static_cast<double>(m_rows * std::min(m_by, columns - i * m_by)));
        std::ranges::fill(m_sums, 0.0);
        m_rows = 0;
        store(means);
    }

private:
    void store(const std::vector<float>& row) {
        m_to.visit([&](auto& values) {
            using T = typename std::decay_t<decltype(values)>::value_type;
            for (std::size_t i = 0; i < row.size(); ++i)
                if constexpr (std::is_same_v<T, float>)
                    values[m_at + i] = row[i];
                else
                    values[m_at + i] = static_cast<T>(row[i] + 0.5F);
        });
        m_at += row.size();
    }

    Pixels& m_to;
    std::size_t m_at, m_by, m_rows = 0;
    std::vector<double> m_sums;
};

// As it stands upright: rows and columns as the orientation tag numbers them.
void turnUpright(Raster& raster, int orientation) {
    if (orientation < ORIENTATION_TOPRIGHT || orientation > ORIENTATION_LEFTBOT) return;
    const bool swaps = orientation >= ORIENTATION_LEFTTOP;
    const auto h = static_cast<std::size_t>(raster.shape.h), w = static_cast<std::size_t>(raster.shape.w);
    const bool fromRight = orientation == ORIENTATION_TOPRIGHT || orientation == ORIENTATION_BOTRIGHT ||
                           orientation == ORIENTATION_RIGHTBOT || orientation == ORIENTATION_LEFTBOT;
    const bool fromBelow = orientation == ORIENTATION_BOTRIGHT || orientation == ORIENTATION_BOTLEFT ||
                           orientation == ORIENTATION_RIGHTTOP || orientation == ORIENTATION_RIGHTBOT;
    const auto turn = [&](auto& values) {
        const auto stored = values;
        for (std::size_t begin = 0; begin < values.size(); begin += h * w)
            for (std::size_t y = 0; y < (swaps ? w : h); ++y)
                for (std::size_t x = 0; x < (swaps ? h : w); ++x) {
                    std::size_t row = swaps ? x : y, column = swaps ? y : x;
                    if (fromBelow) row = h - 1 - row;
                    if (fromRight) column = w - 1 - column;
                    values[begin + y * (swaps ? h : w) + x] = stored[begin + row * w + column];
                }
    };
    raster.pixels.visit(turn);
    raster.alpha.visit(turn);
    if (swaps) std::swap(raster.shape.h, raster.shape.w);
}

class TiffReader {
public:
    TiffReader(std::string_view bytes, const std::string& name, const TiffWish& wish)
        : m_source{bytes}, m_name(name), m_wish(wish) {
        const std::unique_ptr<TIFFOpenOptions, void (*)(TIFFOpenOptions*)> options(TIFFOpenOptionsAlloc(),
                                                                                   TIFFOpenOptionsFree);
        if (!options) throw std::bad_alloc();
        TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), mostRowBytes);
        TIFFOpenOptionsSetErrorHandlerExtR(options.get(), hearError, &m_source);
        TIFFOpenOptionsSetWarningHandlerExtR(options.get(), hearWarning, &m_source);
        m_tiff.reset(TIFFClientOpenExt("", "r", &m_source, readBytes, writeNothing, seekTo, closeNothing, sizeOf,
                                       mapBytes, unmapNothing, options.get()));
        if (!m_tiff) endsEarly();
    }

    Raster read() {
        findPages();
        const auto pages = static_cast<int>(m_pages.size());
        if (m_wish.page >= pages || m_wish.page < TiffWish::maximum)
            throw Error(ErrorCode::Usage, pages == 1 ? Message::tr("The picture %1 has 1 page; there is no page %2.",
                                                                   m_name, m_wish.page + 1)
                                                     : Message::tr("The picture %1 has %n pages; there is no page %2.",
                                                                   nullptr, pages, m_name, m_wish.page + 1));
        goTo(m_wish.page == TiffWish::maximum ? 0 : m_wish.page);
        const Layout layout = layoutHere();
        Raster raster = pageOf(layout);
        raster.pages = pages;
        if (m_wish.page == TiffWish::maximum && pages > 1)
            takeMaximum(layout, raster);
        else if (pages > 1)
            raster.notes.push_back(Message::tr("It has %n pages; page %1 is read.", nullptr, pages, m_wish.page + 1));
        noteOnChannels(layout, raster);
        if (m_by > 1) raster.notes.push_back(reducedNote(layout.height, layout.width, m_by));
        if (m_rounded)
            raster.notes.push_back(Message::tr("It holds whole numbers beyond 16,777,216 that were rounded to what a "
                                               "number of 32 bits with a point can hold."));
        return raster;
    }

    // Of its first page.
    bool isTooLargeUnlessReduced() {
        findPages();
        goTo(0);
        const Layout l = layoutHere();
        return l.width > 0 && l.height > mostPixels / l.width && canBeReduced(l.height, l.width) && isPlain(l);
    }

private:
    [[noreturn]] void fail(const Message& message) const { throw Error(ErrorCode::BadFormat, message); }
    [[noreturn]] void endsEarly() const {
        fail(Message::tr("The picture %1 is damaged: it ends early, and pixels are missing. Copy or save it again.",
                         m_name));
    }
    [[noreturn]] void damaged() const {
        const std::string& said = m_source.complaint;
        fail(Message::tr("The picture %1 is damaged: some of its pixels are missing (%2). Copy or save it again.",
                         m_name, said.empty() ? std::string("JPEG") : said));
    }
    void requireGoingOn() const {
        if (m_wish.stop.stop_requested())
            throw Error(ErrorCode::Interrupted, Message::tr("%1 is not read any further.", m_name));
    }

    template<class T> T field(std::uint32_t tag, T otherwise) const {
        T value{};
        return TIFFGetFieldDefaulted(m_tiff.get(), tag, &value) == 1 ? value : otherwise;
    }

    // Where each page stands that is no preview of another; all of them when there is nothing else.
    void findPages() {
        std::vector<std::uint64_t> all;
        do {
            requireGoingOn();
            const std::uint64_t at = TIFFCurrentDirOffset(m_tiff.get());
            all.push_back(at);
            constexpr std::uint32_t preview = FILETYPE_REDUCEDIMAGE | FILETYPE_MASK;
            if ((field<std::uint32_t>(TIFFTAG_SUBFILETYPE, 0) & preview) == 0) m_pages.push_back(at);
        } while (static_cast<int>(all.size()) < mostPages && TIFFReadDirectory(m_tiff.get()) == 1);
        if (!m_source.complaint.empty()) endsEarly(); // at a page that is told of, but not there
        if (m_pages.empty()) m_pages = all;
    }
    void goTo(int page) {
        if (TIFFSetSubDirectory(m_tiff.get(), m_pages[static_cast<std::size_t>(page)]) != 1) endsEarly();
    }

    Layout layoutHere() const {
        Layout l;
        l.width = field<std::uint32_t>(TIFFTAG_IMAGEWIDTH, 0);
        l.height = field<std::uint32_t>(TIFFTAG_IMAGELENGTH, 0);
        l.bits = field<std::uint16_t>(TIFFTAG_BITSPERSAMPLE, 1);
        l.samples = field<std::uint16_t>(TIFFTAG_SAMPLESPERPIXEL, 1);
        l.format = field<std::uint16_t>(TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
        l.photometric = field<std::uint16_t>(TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISBLACK);
        l.planar = field<std::uint16_t>(TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
        l.orientation = field<std::uint16_t>(TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
        l.compression = field<std::uint16_t>(TIFFTAG_COMPRESSION, COMPRESSION_NONE);
        l.tiled = TIFFIsTiled(m_tiff.get()) != 0;
        std::uint16_t count = 0;
        std::uint16_t* extra = nullptr;
        if (TIFFGetFieldDefaulted(m_tiff.get(), TIFFTAG_EXTRASAMPLES, &count, &extra) == 1 && extra)
            l.extra.assign(extra, extra + count);
        return l;
    }

    // In an order in which the reason that helps most is said.
    void requireReadable(const Layout& l) {
        constexpr std::uint16_t colourFilters = 32803, rawOfLines = 34892;
        std::uint8_t* dng = nullptr;
        if (l.photometric == colourFilters || l.photometric == rawOfLines ||
            TIFFGetField(m_tiff.get(), TIFFTAG_DNGVERSION, &dng) == 1)
            fail(Message::tr("%1 holds the raw data of a camera, which have to be developed first: export it as JPEG, "
                             "PNG or TIFF.",
                             m_name));
        if (l.width == 0 || l.height == 0) fail(Message::tr("The picture %1 is damaged: it has no pixels.", m_name));
        m_by = reductionFor(l.height, l.width);
        if (m_by > 1 && (!m_wish.reduced || !canBeReduced(l.height, l.width)))
            throw TooManyPixels(m_name, l.height, l.width, isPlain(l) ? Reducible::Yes : Reducible::No);
        if (TIFFIsCODECConfigured(l.compression) == 0)
            fail(Message::tr("The picture %1 is compressed in a way that is not read here (number %2). In Fiji: File > "
                             "Save As > Tiff.",
                             m_name, l.compression));
        const bool floats = l.format == SAMPLEFORMAT_IEEEFP && (l.bits == 16 || l.bits == 32 || l.bits == 64);
        const bool whole = l.isWhole() && l.bits >= 1 && l.bits <= 32;
        const bool isSigned = l.format == SAMPLEFORMAT_INT && (l.bits == 8 || l.bits == 16 || l.bits == 32);
        if (!floats && !whole && !isSigned)
            fail(l.format == SAMPLEFORMAT_COMPLEXINT || l.format == SAMPLEFORMAT_COMPLEXIEEEFP
                     ? Message::tr("The picture %1 holds complex numbers. Save their magnitude.", m_name)
                     : Message::tr("The picture %1 holds numbers of %2 bits of a kind that is not read. Save it as "
                                   "32-bit TIFF.",
                                   m_name, l.bits));
        requireStored(l);
    }

    // All strips, or tiles, lie within the file.
    void requireStored(const Layout& l) const {
        const std::uint32_t parts = l.tiled ? TIFFNumberOfTiles(m_tiff.get()) : TIFFNumberOfStrips(m_tiff.get());
        for (std::uint32_t i = 0; i < parts; ++i) {
            const std::uint64_t at = TIFFGetStrileOffset(m_tiff.get(), i),
                                count = TIFFGetStrileByteCount(m_tiff.get(), i);
            if (at == 0 || count == 0 || at > m_source.bytes.size() || count > m_source.bytes.size() - at) endsEarly();
        }
    }

    // Its rows hold values as they are shown.
    static bool isPlain(const Layout& l) { return l.photometric <= PHOTOMETRIC_PALETTE || l.isJpegColour(); }

    std::vector<int> channelsOf(const Layout& l) const {
        const int visible = l.samples - (l.alphaChannel() >= 0 ? 1 : 0);
        if (!m_wish.channel) return l.hasColours() ? std::vector{0, 1, 2} : std::vector{0};
        if (*m_wish.channel >= l.samples || *m_wish.channel < TiffWish::every)
            throw Error(ErrorCode::Usage, l.samples == 1
                                              ? Message::tr("The picture %1 has 1 channel; there is no channel %2.",
                                                            m_name, *m_wish.channel + 1)
                                              : Message::tr("The picture %1 has %n channels; there is no channel %2.",
                                                            nullptr, l.samples, m_name, *m_wish.channel + 1));
        if (*m_wish.channel >= 0) return {*m_wish.channel};
        std::vector<int> all;
        for (int c = 0; c < l.samples && static_cast<int>(all.size()) < visible; ++c)
            if (c != l.alphaChannel()) all.push_back(c);
        return all;
    }

    // The page that libtiff stands at.
    Raster pageOf(const Layout& l) {
        m_source.complaint.clear();
        requireReadable(l);
        if (l.isJpegColour()) TIFFSetField(m_tiff.get(), TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        Raster raster = isPlain(l) ? rowsOf(l) : convertedBy(l);
        if (!m_source.complaint.empty() || m_source.pixelsMade) damaged();
        raster.channels = l.samples;
        turnUpright(raster, l.orientation);
        return raster;
    }

    Raster rowsOf(const Layout& l) {
        const bool palette = l.photometric == PHOTOMETRIC_PALETTE && !m_wish.channel;
        if (palette && (l.bits > 16 || !l.isWhole()))
            fail(Message::tr("The picture %1 is damaged: it has a palette, but no numbers that choose from it.",
                             m_name));
        std::vector<int> channels = channelsOf(l);
        const int alpha = m_wish.channel ? -1 : l.alphaChannel();
        Raster raster;
        raster.shape = {palette ? 3 : static_cast<int>(channels.size()), static_cast<int>(reducedSide(l.height, m_by)),
                        static_cast<int>(reducedSide(l.width, m_by)), 1};
        raster.colour = palette || (l.hasColours() && !m_wish.channel);
        const bool bytes = palette || (l.isWhole() && l.bits <= 8), words = l.isWhole() && l.bits <= 16;
        const Pixels none = Pixels::none(bytes   ? Pixels::Kind::Bytes
                                         : words ? Pixels::Kind::Words
                                                 : Pixels::Kind::Floats);
        raster.pixels = raster.alpha = none;
        const std::size_t each = raster.shape.perImage() / static_cast<std::size_t>(raster.shape.c);
        if ((raster.shape.perImage() + (alpha >= 0 ? each : 0)) > mostValueBytes / (bytes ? 1U : words ? 2U : 4U))
            throw Error(ErrorCode::TooLarge,
                        Message::tr("The picture %1 takes more than 512 MB in memory; choose one of its %2 channels.",
                                    m_name, l.samples));
        raster.byType = typeRange(l, bytes);
        raster.pixels.resize(raster.shape.perImage());
        if (alpha >= 0) {
            raster.alpha.resize(each);
            raster.premultiplied = l.extra[0] == EXTRASAMPLE_ASSOCALPHA;
            channels.push_back(alpha);
        }
        std::vector<Plane> planes;
        for (std::size_t c = 0; c < static_cast<std::size_t>(raster.shape.c); ++c)
            planes.emplace_back(raster.pixels, c * each, static_cast<std::size_t>(raster.shape.w), m_by);
        if (alpha >= 0) planes.emplace_back(raster.alpha, 0, static_cast<std::size_t>(raster.shape.w), m_by);
        decode(l, channels, palette ? paletteOf(l) : std::vector<std::vector<float>>(), planes);
        return raster;
    }

    static DisplayRange typeRange(const Layout& l, bool bytes) {
        if (bytes) return {0, 255};
        if (l.format == SAMPLEFORMAT_IEEEFP) return {0, 1};
        const auto half = static_cast<float>(std::ldexp(1.0, l.bits - 1));
        if (l.format == SAMPLEFORMAT_INT) return {-half, half - 1};
        return {0, static_cast<float>(std::ldexp(1.0, l.bits) - 1)};
    }

    // Three tables: red, green and blue of every number, 0 to 255.
    std::vector<std::vector<float>> paletteOf(const Layout& l) const {
        std::array<std::uint16_t*, 3> tables{};
        if (TIFFGetField(m_tiff.get(), TIFFTAG_COLORMAP, &tables[0], &tables[1], &tables[2]) != 1)
            fail(Message::tr("The picture %1 is damaged: its palette is missing.", m_name));
        const std::size_t colours = std::size_t{1} << l.bits;
        std::uint16_t most = 0;
        for (const std::uint16_t* table : tables) most = std::max(most, *std::max_element(table, table + colours));
        const float scale = most > 255 ? 1.0F / 257.0F : 1.0F; // old programs wrote 8 bits
        std::vector<std::vector<float>> all;
        for (const std::uint16_t* table : tables) {
            all.emplace_back();
            for (std::size_t i = 0; i < colours; ++i) all.back().push_back(scale * static_cast<float>(table[i]));
        }
        return all;
    }

    // Goes through the rows of the channels; with a palette a plane takes its colour of the only channel.
    void decode(const Layout& l, const std::vector<int>& channels, const std::vector<std::vector<float>>& palette,
                std::vector<Plane>& planes) {
        const std::size_t samples = l.isPlanar() ? 1 : l.samples;
        requireModest(l, samples);
        Unpacker unpacker(l);
        std::vector<float> values(l.width), colours(l.width);
        const auto take = [&](const unsigned char* row, std::size_t first, std::size_t plane) {
            unpacker.unpack(row, first, samples, values);
            if (palette.empty()) return planes[plane].addRow(values);
            for (std::size_t c = 0; c < palette.size(); ++c) {
                for (std::size_t i = 0; i < values.size(); ++i)
                    colours[i] = palette[c][static_cast<std::size_t>(values[i])];
                planes[c].addRow(colours);
            }
        };
        const double share = 1 / static_cast<double>(channels.size());
        if (l.isPlanar())
            for (std::size_t k = 0; k < channels.size(); ++k)
                eachRow(l, static_cast<std::uint16_t>(channels[k]), share * static_cast<double>(k), share,
                        [&](const unsigned char* row) { take(row, 0, k); });
        else
            eachRow(l, 0, 0, 1, [&](const unsigned char* row) {
                for (std::size_t k = 0; k < channels.size(); ++k) take(row, static_cast<std::size_t>(channels[k]), k);
            });
        for (Plane& plane : planes) plane.finish(l.width);
        m_rounded = m_rounded || unpacker.rounded();
    }

    // What the numbers of the file multiply to, before anything is allocated for them.
    void requireModest(const Layout& l, std::size_t samples) const {
        const std::uint64_t row = (std::uint64_t{l.width} * samples * l.bits + 7) / 8;
        const std::uint64_t passes = l.isPlanar() ? l.samples : 1;
        if (row > mostRowBytes || row * passes > mostUnpacked * static_cast<std::uint64_t>(m_by) *
                                                     static_cast<std::uint64_t>(m_by) / l.height)
            throw Error(ErrorCode::TooLarge,
                        Message::tr("The picture %1 takes more than 2 GB unpacked: %2 × %3 pixels of %4 channels.",
                                    m_name, l.width, l.height, l.samples));
    }

    template<class Take>
    void eachRow(const Layout& l, std::uint16_t plane, double done, double share, const Take& take) {
        if (l.tiled) return eachRowOfTiles(l, plane, done, share, take);
        const tmsize_t size = TIFFScanlineSize(m_tiff.get());
        if (size <= 0 || static_cast<std::uint64_t>(size) > mostRowBytes || !roomFor(l, size)) damaged();
        std::vector<unsigned char> row(static_cast<std::size_t>(size));
        for (std::uint32_t y = 0; y < l.height; ++y) {
            if (TIFFReadScanline(m_tiff.get(), row.data(), y, plane) != 1) damaged();
            take(row.data());
            if (y % 64 == 0) say(done + share * y / l.height);
        }
    }

    template<class Take>
    void eachRowOfTiles(const Layout& l, std::uint16_t plane, double done, double share, const Take& take) {
        const auto wide = field<std::uint32_t>(TIFFTAG_TILEWIDTH, 0),
                   high = field<std::uint32_t>(TIFFTAG_TILELENGTH, 0);
        const tmsize_t size = TIFFTileSize(m_tiff.get()), tileRow = TIFFTileRowSize(m_tiff.get());
        if (wide == 0 || high == 0 || size <= 0 || tileRow <= 0) damaged();
        const std::uint64_t across = (std::uint64_t{l.width} + wide - 1) / wide,
                            rowBytes = across * static_cast<std::uint64_t>(tileRow);
        if (static_cast<std::uint64_t>(size) > mostRowBytes || rowBytes > mostRowBytes / high)
            throw Error(ErrorCode::TooLarge,
                        Message::tr("The tiles of the picture %1 are too large: %2 × %3.", m_name, wide, high));
        if (!roomFor(l, static_cast<tmsize_t>(rowBytes)) || tileRow > size / static_cast<tmsize_t>(high)) damaged();
        std::vector<unsigned char> tile(static_cast<std::size_t>(size)), band(rowBytes * high);
        for (std::uint32_t top = 0; top < l.height;) {
            const std::uint32_t rows = std::min(high, l.height - top);
            for (std::uint64_t t = 0; t < across; ++t) {
                if (TIFFReadTile(m_tiff.get(), tile.data(), static_cast<std::uint32_t>(t * wide), top, 0, plane) < 0)
                    damaged();
                for (std::uint32_t y = 0; y < rows; ++y)
                    std::copy_n(tile.data() + y * static_cast<std::size_t>(tileRow), tileRow,
                                band.data() + y * rowBytes + t * static_cast<std::uint64_t>(tileRow));
            }
            for (std::uint32_t y = 0; y < rows; ++y) take(band.data() + y * rowBytes);
            top += rows;
            say(done + share * top / l.height);
        }
    }

    // As many bytes a row as its values take; libtiff has its own sums.
    static bool roomFor(const Layout& l, tmsize_t row) {
        const std::uint64_t samples = l.isPlanar() ? 1 : l.samples;
        return static_cast<std::uint64_t>(row) >= (std::uint64_t{l.width} * samples * l.bits + 7) / 8;
    }

    void say(double done) const {
        requireGoingOn();
        if (m_wish.progress) m_wish.progress(done);
    }

    // Of printers' and photographers' colours libtiff makes red, green and blue of 8 bits.
    Raster convertedBy(const Layout& l) {
        std::array<char, 1024> why{};
        if (TIFFRGBAImageOK(m_tiff.get(), why.data()) == 0)
            fail(Message::tr("The picture %1 has colours that are not read here (%2). Save it in red, green and blue.",
                             m_name, plainText(why.data())));
        if (m_by > 1) throw TooManyPixels(m_name, l.height, l.width, Reducible::No);
        const std::size_t each = std::size_t{l.width} * l.height;
        std::vector<std::uint32_t> colours(each);
        if (TIFFReadRGBAImageOriented(m_tiff.get(), l.width, l.height, colours.data(), l.orientation, 1) != 1)
            damaged();
        Raster raster;
        raster.shape = {3, static_cast<int>(l.height), static_cast<int>(l.width), 1};
        raster.colour = true;
        raster.pixels.resize(3 * each);
        for (std::size_t i = 0; i < each; ++i)
            for (std::size_t c = 0; c < 3; ++c)
                raster.pixels.bytes()[c * each + i] = static_cast<std::uint8_t>(colours[i] >> (8 * c));
        if (l.bits > 8) raster.notes.push_back(Message::tr("It has more than 8 bits a value, and is read with 8."));
        return raster;
    }

    void takeMaximum(const Layout& first, Raster& raster) {
        int others = 0;
        for (int page = 1; page < raster.pages; ++page) {
            goTo(page);
            const Layout layout = layoutHere();
            if (layout != first) {
                ++others;
                continue;
            }
            const Raster next = pageOf(layout);
            raster.pixels.visit([&](auto& most) {
                next.pixels.visit([&](const auto& values) {
                    using T = typename std::decay_t<decltype(most)>::value_type;
                    for (std::size_t i = 0; i < most.size(); ++i)
                        most[i] = std::max(most[i], static_cast<T>(values[i]));
                });
            });
        }
        raster.notes.push_back(
            Message::tr("It has %n pages; each pixel is the largest of all pages.", nullptr, raster.pages));
        if (others == 1) raster.notes.push_back(Message::tr("1 page is not like the first and is left out."));
        if (others > 1)
            raster.notes.push_back(Message::tr("%n pages are not like the first and are left out.", nullptr, others));
    }

    void noteOnChannels(const Layout& l, Raster& raster) const {
        if (l.samples == 1 || raster.colour) {
            const int seen = (l.alphaChannel() >= 0 ? 1 : 0) + (l.photometric == PHOTOMETRIC_SEPARATED ? 4 : 3);
            if (l.hasColours() && l.samples > seen)
                raster.notes.push_back(
                    Message::tr("It has %n channels; channels 1 to 3 are read.", nullptr, l.samples));
            return;
        }
        if (!m_wish.channel && l.samples == 2 && l.alphaChannel() == 1) return;
        const int channel = m_wish.channel.value_or(0);
        if (channel != TiffWish::every)
            raster.notes.push_back(
                Message::tr("It has %n channels; channel %1 is read.", nullptr, l.samples, channel + 1));
    }

    Source m_source;
    const std::string& m_name;
    const TiffWish& m_wish;
    std::unique_ptr<TIFF, void (*)(TIFF*)> m_tiff{nullptr, TIFFClose};
    std::vector<std::uint64_t> m_pages;
    int m_by = 1; // sides are divided by it
    bool m_rounded = false;
};

} // namespace

bool isTiff(std::string_view bytes) {
    using namespace std::string_view_literals;
    return bytes.starts_with("II*\0"sv) || bytes.starts_with("MM\0*"sv) || bytes.starts_with("II+\0"sv) ||
           bytes.starts_with("MM\0+"sv);
}

bool isTiffToReduce(std::string_view bytes) {
    const std::string nameless;
    const TiffWish wish;
    return TiffReader(bytes, nameless, wish).isTooLargeUnlessReduced();
}

Raster readTiff(std::string_view bytes, const std::string& name, const TiffWish& wish) {
    return TiffReader(bytes, name, wish).read();
}

} // namespace cnn
