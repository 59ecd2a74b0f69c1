// TIFF: every kind of number comes back as it was written, whatever the layout; what lies or ends early is refused.
#include "core/base/error.h"
#include "core/files/pgm_read.h"
#include "core/files/tiff_read.h"
#include "tests/support/tiff_bytes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace test_tiff {

namespace {

using namespace cnn;

// The sentence that refuses it; empty when it is read.
std::string refusal(const std::string& bytes, const TiffWish& wish = {}) {
    try {
        readTiff(bytes, "cells.tif", wish);
    } catch (const Error& e) {
        return e.what();
    }
    return {};
}

std::string notesOf(const Raster& raster) {
    std::string all;
    for (const Message& note : raster.notes) all += (all.empty() ? "" : " ") + note.english();
    return all;
}

void expectValues(const Raster& raster, const TiffPage& page, int channels) {
    ASSERT_EQ(raster.shape, (Shape{channels, page.rows, page.columns, 1}));
    for (int c = 0; c < channels; ++c)
        for (int y = 0; y < page.rows; ++y)
            for (int x = 0; x < page.columns; ++x)
                ASSERT_EQ(raster.at(c, y, x), static_cast<float>(page.value(c, y, x))) << c << ' ' << y << ' ' << x;
}

struct Number {
    int bits, format;
    double low, step;
    Pixels::Kind kind;
};
const Number numbers[] = {{8, SAMPLEFORMAT_UINT, 0, 1, Pixels::Kind::Bytes},
                          {10, SAMPLEFORMAT_UINT, 0, 3, Pixels::Kind::Words},
                          {12, SAMPLEFORMAT_UINT, 5, 13, Pixels::Kind::Words},
                          {16, SAMPLEFORMAT_UINT, 0, 250, Pixels::Kind::Words},
                          {32, SAMPLEFORMAT_UINT, 70000, 1000, Pixels::Kind::Floats},
                          {8, SAMPLEFORMAT_INT, -128, 1, Pixels::Kind::Floats},
                          {16, SAMPLEFORMAT_INT, -32768, 200, Pixels::Kind::Floats},
                          {32, SAMPLEFORMAT_INT, -100000, 999, Pixels::Kind::Floats},
                          {16, SAMPLEFORMAT_IEEEFP, -2, 0.25, Pixels::Kind::Floats},
                          {32, SAMPLEFORMAT_IEEEFP, -1.5, 0.001953125, Pixels::Kind::Floats},
                          {64, SAMPLEFORMAT_IEEEFP, -3e8, 1048576, Pixels::Kind::Floats}};

TiffPage pageOf(const Number& n) {
    TiffPage page{.columns = 21, .rows = 18, .bits = n.bits, .format = n.format};
    page.value = [n](int c, int y, int x) { return n.low + n.step * ((c * 60 + y * 11 + x * 5) % 251); };
    return page;
}

TEST(Tiff, GivesEveryKindOfNumberBackInEveryLayout) {
    for (const Number& n : numbers)
        for (const int compression :
             {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS})
            for (const char* mode : {"wl", "wb", "w8"})
                for (int layout = 0; layout < 8; ++layout) {
                    TiffPage page = pageOf(n);
                    page.compression = compression;
                    page.tiled = layout & 1;
                    page.planar = layout & 2;
                    if (layout & 4) {
                        page.channels = 3;
                        page.photometric = PHOTOMETRIC_RGB;
                    }
                    const Raster raster = readTiff(TiffBytes::of({page}, mode), "cells.tif");
                    EXPECT_EQ(raster.pixels.kind(), n.kind);
                    EXPECT_EQ(raster.colour, page.channels == 3);
                    EXPECT_EQ(notesOf(raster), "");
                    expectValues(raster, page, page.channels);
                }
}

TEST(Tiff, SpreadsFewerThanEightBitsOverAByte) {
    for (const int bits : {1, 2, 4}) {
        const int most = (1 << bits) - 1;
        TiffPage page{.columns = 13, .bits = bits};
        page.value = [&](int, int y, int x) { return (x + y) % (most + 1); };
        const Raster raster = readTiff(TiffBytes::of({page}), "x");
        for (int x = 0; x < page.columns; ++x)
            EXPECT_EQ(raster.at(0, 1, x), static_cast<float>((x + 1) % (most + 1) * 255 / most));
        EXPECT_EQ(raster.byType, DisplayRange{});
        page.photometric = PHOTOMETRIC_MINISWHITE;
        const Raster white = readTiff(TiffBytes::of({page}), "x");
        for (int x = 0; x < page.columns; ++x) EXPECT_EQ(white.at(0, 1, x), 255 - raster.at(0, 1, x));
    }
}

TEST(Tiff, KnowsWhatItsNumbersCanBe) {
    EXPECT_EQ(readTiff(TiffBytes::of({pageOf(numbers[2])}), "x").byType, (DisplayRange{0, 4095}));
    EXPECT_EQ(readTiff(TiffBytes::of({pageOf(numbers[3])}), "x").byType, (DisplayRange{0, 65535}));
    EXPECT_EQ(readTiff(TiffBytes::of({pageOf(numbers[6])}), "x").byType, (DisplayRange{-32768, 32767}));
    EXPECT_EQ(readTiff(TiffBytes::of({pageOf(numbers[9])}), "x").byType, (DisplayRange{0, 1}));
}

TEST(Tiff, SaysThatWholeNumbersWereRounded) {
    TiffPage page{.bits = 32};
    page.value = [](int, int, int x) { return 16777216.0 + 2 * x; };
    EXPECT_EQ(notesOf(readTiff(TiffBytes::of({page}), "x")), "");
    page.value = [](int, int, int x) { return 16777216.0 + x; };
    EXPECT_NE(notesOf(readTiff(TiffBytes::of({page}), "x")).find("beyond 16,777,216"), std::string::npos);
}

TEST(Tiff, TakesColoursFromThePalette) {
    TiffPage page{.bits = 4, .photometric = PHOTOMETRIC_PALETTE};
    page.value = [](int, int y, int x) { return (x + y) % 16; };
    for (int c = 0; c < 3; ++c)
        for (int i = 0; i < 16; ++i) page.palette.push_back(static_cast<std::uint16_t>(257 * (i * (c + 1) * 5)));
    const Raster raster = readTiff(TiffBytes::of({page}), "x");
    ASSERT_TRUE(raster.colour);
    for (int c = 0; c < 3; ++c)
        for (int x = 0; x < page.columns; ++x)
            EXPECT_EQ(raster.at(c, 2, x), static_cast<float>((x + 2) % 16 * (c + 1) * 5));
}

TEST(Tiff, UnpacksJpegAndItsColours) {
    TiffPage page{
        .columns = 32, .rows = 32, .channels = 3, .photometric = PHOTOMETRIC_RGB, .compression = COMPRESSION_JPEG};
    page.value = [](int c, int, int) { return 60 + 60 * c; };
    const Raster raster = readTiff(TiffBytes::of({page}), "x");
    for (int c = 0; c < 3; ++c) EXPECT_NEAR(raster.at(c, 9, 9), 60 + 60 * c, 3);
}

// The pixel in the upper left of the picture, as the tag says where it is stored.
TEST(Tiff, StandsUpright) {
    const std::pair<int, int> corners[] = {{0, 0}, {0, 20}, {17, 20}, {17, 0}, {0, 0}, {17, 0}, {17, 20}, {0, 20}};
    for (int orientation = 1; orientation <= 8; ++orientation) {
        TiffPage page = pageOf(numbers[3]);
        page.orientation = orientation;
        page.value = [](int, int y, int x) { return 100 * y + x; };
        const Raster raster = readTiff(TiffBytes::of({page}), "x");
        const bool swaps = orientation > 4;
        EXPECT_EQ(raster.shape.h, swaps ? 21 : 18);
        const auto [row, column] = corners[orientation - 1];
        EXPECT_EQ(raster.at(0, 0, 0), static_cast<float>(100 * row + column)) << orientation;
        // One to the right in the picture.
        const int dx = swaps ? 0 : (orientation == 2 || orientation == 3 ? -1 : 1),
                  dy = swaps ? (orientation == 6 || orientation == 7 ? -1 : 1) : 0;
        EXPECT_EQ(raster.at(0, 0, 1), static_cast<float>(100 * (row + dy) + column + dx)) << orientation;
    }
}

TEST(Tiff, ChoosesAPageOrTheMaximumOfAll) {
    std::vector<TiffPage> pages;
    for (int p = 0; p < 3; ++p) {
        pages.push_back({.bits = 16});
        pages.back().value = [p](int, int y, int x) { return (x * 7 + y * 3 + 100 * p) % 290; };
    }
    const std::string bytes = TiffBytes::of(pages);
    const Raster first = readTiff(bytes, "z.tif");
    EXPECT_EQ(first.pages, 3);
    EXPECT_EQ(notesOf(first), "It has 3 pages; page 1 is read.");
    expectValues(first, pages[0], 1);
    expectValues(readTiff(bytes, "z.tif", {.page = 2}), pages[2], 1);
    const Raster most = readTiff(bytes, "z.tif", {.page = TiffWish::maximum});
    for (int x = 0; x < 24; ++x) {
        double largest = 0;
        for (const TiffPage& p : pages) largest = std::max(largest, p.value(0, 4, x));
        EXPECT_EQ(most.at(0, 4, x), static_cast<float>(largest));
    }
    EXPECT_EQ(notesOf(most), "It has 3 pages; each pixel is the largest of all pages.");
    EXPECT_EQ(refusal(bytes, {.page = 3}), "The picture cells.tif has 3 pages; there is no page 4.");
}

TEST(Tiff, DoesNotCountPreviewsAsPages) {
    TiffPage preview{.columns = 8, .rows = 8};
    preview.kind = FILETYPE_REDUCEDIMAGE;
    const TiffPage page = pageOf(numbers[3]);
    const Raster raster = readTiff(TiffBytes::of({preview, page}), "x");
    EXPECT_EQ(raster.pages, 1);
    expectValues(raster, page, 1);
}

TEST(Tiff, ChoosesAChannelOrGivesAll) {
    for (const bool planar : {false, true}) {
        TiffPage page = pageOf(numbers[3]);
        page.channels = 5;
        page.planar = planar;
        const std::string bytes = TiffBytes::of({page});
        const Raster first = readTiff(bytes, "x");
        EXPECT_EQ(notesOf(first), "It has 5 channels; channel 1 is read.");
        EXPECT_EQ(first.channels, 5);
        expectValues(first, page, 1);
        const Raster third = readTiff(bytes, "x", {.channel = 2});
        EXPECT_EQ(third.at(0, 3, 4), static_cast<float>(page.value(2, 3, 4)));
        expectValues(readTiff(bytes, "x", {.channel = TiffWish::every}), page, 5);
        EXPECT_EQ(refusal(bytes, {.channel = 5}), "The picture cells.tif has 5 channels; there is no channel 6.");
    }
}

TEST(Tiff, KnowsTransparencyFromFurtherChannels) {
    TiffPage page{.channels = 4, .photometric = PHOTOMETRIC_RGB, .extra = {EXTRASAMPLE_UNASSALPHA}};
    const Raster clear = readTiff(TiffBytes::of({page}), "x");
    EXPECT_EQ(notesOf(clear), "");
    EXPECT_EQ(clear.alpha[5], static_cast<float>(page.value(3, 0, 5)));
    page.extra = {EXTRASAMPLE_UNSPECIFIED};
    const Raster more = readTiff(TiffBytes::of({page}), "x");
    EXPECT_TRUE(more.alpha.empty());
    EXPECT_EQ(notesOf(more), "It has 4 channels; channels 1 to 3 are read.");
}

// The numbers stand in the file's table of tags, little endian, after their tag's number, type and count.
std::string withTag(std::string bytes, std::uint16_t tag, std::uint32_t value) {
    for (std::size_t at = 0; at + 12 <= bytes.size(); ++at) {
        std::uint16_t found = 0, type = 0;
        std::uint32_t count = 0;
        std::memcpy(&found, bytes.data() + at, 2);
        std::memcpy(&type, bytes.data() + at + 2, 2);
        std::memcpy(&count, bytes.data() + at + 4, 4);
        if (found != tag || (type != 3 && type != 4) || count != 1) continue;
        std::memcpy(bytes.data() + at + 8, &value, type == 3 ? 2 : 4);
        return bytes;
    }
    throw std::runtime_error("no such tag");
}

TEST(Tiff, SaysHowManyPixelsAreTooMany) {
    const std::string strip = TiffBytes::of({{.columns = 10000, .rows = 16, .compression = COMPRESSION_LZW}});
    const std::string large = withTag(strip, TIFFTAG_IMAGELENGTH, 20000),
                      huge = withTag(strip, TIFFTAG_IMAGELENGTH, 60000);
    const std::string said = refusal(large);
    EXPECT_NE(said.find("10000 × 20000 pixels, 200 million"), std::string::npos) << said;
    EXPECT_NE(said.find("open it reduced (on the command line: --reduced), at 1/4 of its size: 2500 × 5000."),
              std::string::npos)
        << said;
    EXPECT_TRUE(isTiffToReduce(large));
    // Beyond 256 million pixels not even that.
    for (const bool reduced : {false, true})
        EXPECT_TRUE(refusal(huge, {.reduced = reduced}).ends_with("are read; make it smaller first."));
    EXPECT_FALSE(isTiffToReduce(huge));
    EXPECT_FALSE(isTiffToReduce(strip));
}

TEST(Tiff, ReadsALargePictureReducedInMeans) {
    for (const bool tiled : {false, true}) {
        TiffPage page{
            .columns = 7001, .rows = 4801, .bits = 16, .compression = COMPRESSION_ADOBE_DEFLATE, .tiled = tiled};
        page.value = [](int, int y, int x) { return (y % 3) * 10 + x % 5; };
        const std::string bytes = TiffBytes::of({page});
        EXPECT_NE(refusal(bytes), "");
        const Raster raster = readTiff(bytes, "x", {.reduced = true});
        ASSERT_EQ(raster.shape, (Shape{1, 2401, 3501, 1}));
        EXPECT_EQ(notesOf(raster), "It has 7001 × 4801 pixels and is read at 1/2 of its size: 3501 × 2401.");
        for (const auto& [y, x] : {std::pair(0, 0), {7, 11}, {2400, 3500}, {2400, 3}}) {
            double sum = 0, count = 0;
            for (int j = 2 * y; j < std::min(2 * y + 2, page.rows); ++j)
                for (int i = 2 * x; i < std::min(2 * x + 2, page.columns); ++i, ++count) sum += page.value(0, j, i);
            EXPECT_EQ(raster.at(0, y, x), std::floor(sum / count + 0.5)) << y << ' ' << x;
        }
    }
}

TEST(Tiff, GivesUpWhenToldTo) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_EQ(refusal(TiffBytes::of({TiffPage{}}), {.stop = stop.get_token()}), "cells.tif is not read any further.");
}

TEST(Tiff, RefusesWhatIsNoPicture) {
    TiffPage page{.bits = 32, .format = SAMPLEFORMAT_IEEEFP};
    EXPECT_NE(refusal(withTag(TiffBytes::of({page}), TIFFTAG_SAMPLEFORMAT, 6)).find("complex numbers"),
              std::string::npos);
    EXPECT_NE(refusal(withTag(TiffBytes::of({TiffPage{}}), TIFFTAG_PHOTOMETRIC, 32803)).find("raw data of a camera"),
              std::string::npos);
    EXPECT_NE(refusal(withTag(TiffBytes::of({TiffPage{}}), TIFFTAG_COMPRESSION, 33003)).find("number 33003"),
              std::string::npos);
}

std::vector<std::string> smallFiles() {
    std::vector<std::string> all;
    for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE})
        for (const bool tiled : {false, true}) {
            TiffPage page = pageOf(numbers[3]);
            page.compression = compression;
            page.tiled = tiled;
            page.channels = tiled ? 3 : 1;
            if (tiled) page.photometric = PHOTOMETRIC_RGB;
            all.push_back(TiffBytes::of({page, page}, tiled ? "wb" : "wl"));
        }
    TiffPage jpeg{.channels = 3, .photometric = PHOTOMETRIC_RGB, .compression = COMPRESSION_JPEG};
    all.push_back(TiffBytes::of({jpeg}));
    all.push_back(TiffBytes::of({pageOf(numbers[2])}, "w8"));
    return all;
}

TEST(Tiff, RefusesAFileThatWasCutWhereverItWas) {
    for (const std::string& whole : smallFiles()) {
        const Raster all = readTiff(whole, "cells.tif");
        for (std::size_t left = 0; left < whole.size(); left += left + 40 < whole.size() ? 7 : 1) {
            const std::string said = refusal(whole.substr(0, left));
            if (said.empty())
                EXPECT_EQ(readTiff(std::string_view(whole).substr(0, left), "cells.tif").pixels, all.pixels) << left;
            else
                EXPECT_TRUE(said.find("cells.tif") != said.npos && said.find("damaged") != said.npos) << said;
        }
    }
}

// Bytes of the tables and of the pixels, set to what lies best, and at random.
TEST(Tiff, BearsAnyDamage) {
    std::mt19937 random(7);
    int tried = 0;
    for (const std::string& whole : smallFiles())
        for (int k = 0; k < 250; ++k, ++tried) {
            std::string bytes = whole;
            const int changes = 1 + static_cast<int>(random() % 4);
            // Tables stand behind the pixels: half of the changes there.
            for (int c = 0; c < changes; ++c) {
                const std::size_t size = bytes.size(),
                                  from = random() % 2 ? size - std::min<std::size_t>(size, 420) : 0;
                const std::size_t at = from + random() % (size - from);
                const unsigned char worst[] = {0, 0x7F, 0x80, 0xFF, static_cast<unsigned char>(random())};
                bytes[at] = static_cast<char>(worst[random() % 5]);
            }
            for (const TiffWish& wish : {TiffWish{}, TiffWish{.page = TiffWish::maximum, .reduced = true}}) {
                try {
                    const Raster raster = readTiff(bytes, "cells.tif", wish);
                    EXPECT_EQ(raster.pixels.size(), raster.shape.perImage());
                } catch (const Error& e) {
                    EXPECT_NE(std::string(e.what()).find("cells.tif"), std::string::npos) << e.what();
                }
            }
        }
    EXPECT_GE(tried, 500);
}

TEST(DeepMap, KeepsAllBitsOfTextAndBytes) {
    const Raster text = readDeepMap("P2 # by hand\n3 1\n4095\n0 2600 4095\n", "x.pgm");
    EXPECT_EQ(text.pixels, Pixels(Pixels::Words{0, 2600, 4095}));
    EXPECT_EQ(text.byType, (DisplayRange{0, 4095}));
    const Raster bytes = readDeepMap(std::string("P6 1 1 65535\n\1\2\3\4\5\6", 19), "x.ppm");
    EXPECT_EQ(bytes.pixels, Pixels(Pixels::Words{0x102, 0x304, 0x506}));
    EXPECT_TRUE(bytes.colour);
    EXPECT_FALSE(isDeepMap("P5 1 1 255\n0"));
    EXPECT_THROW(readDeepMap(std::string("P6 1 1 65535\n\1\2\3\4\5", 18), "x.ppm"), Error);
    EXPECT_THROW(readDeepMap("P2\n3 1\n4095\n0 2600", "x.pgm"), Error);
    EXPECT_THROW(readDeepMap("P2\n1 1\n4095\n5000\n", "x.pgm"), Error);
    EXPECT_THROW(readDeepMap("P5 99999 99999 65535\n", "x.pgm"), Error);
}

} // namespace

} // namespace test_tiff
