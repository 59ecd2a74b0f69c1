#include "core/base/save_file.h"
#include "core/tensor/npy.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_folder.h"

#include <bit>
#include <cstdint>
#include <limits>
#include <numeric>

namespace cnn::test_npy {
namespace {

// A .npy file with the given header text and data.
std::string npy(const std::string& header, const std::string& data, char version = 1) {
    std::string file = "\x93NUMPY";
    file += {version, '\0'};
    for (int i = 0; i < (version == 1 ? 2 : 4); ++i) file += static_cast<char>(header.size() >> (8 * i) & 0xFFU);
    return file + header + data;
}

std::string header(const std::string& descr, const std::string& shape, const std::string& fortran = "False") {
    return "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }\n";
}

template<class T> std::string bytesOf(std::initializer_list<T> values) {
    std::string bytes;
    for (const T value : values) {
        const auto raw = std::bit_cast<std::array<char, sizeof(T)>>(value);
        bytes.append(raw.data(), raw.size());
    }
    return bytes;
}

std::vector<float> valuesOf(const Tensor& tensor) {
    return {tensor.values().begin(), tensor.values().end()};
}

Tensor counting(const Shape& shape) {
    Tensor tensor(shape);
    std::iota(tensor.values().begin(), tensor.values().end(), -3.5F);
    return tensor;
}

TEST(Npy, ReadsBackWhatItWrote) {
    const Tensor cube = counting({2, 3, 4, 1}), plane = counting({1, 3, 4, 1});
    EXPECT_EQ(fromNpy(toNpy(cube), "cube"), cube);
    EXPECT_EQ(fromNpy(toNpy(plane), "plane"), plane);
    EXPECT_EQ(fromNpy(toNpy(plane, true), "plane"), plane);
    const TempFolder folder;
    saveFile(folder.path() / "cube.npy", std::string_view(toNpy(cube)));
    EXPECT_EQ(readNpy(folder.path() / "cube.npy"), cube);
}

TEST(Npy, ReadsFourAxesAsFiltersOnly) {
    const std::string data = bytesOf({1.0F, 2.0F, 3.0F, 4.0F, 5.0F, 6.0F, 7.0F, 8.0F});
    const auto filters = filtersFromNpy(npy(header("<f4", "(2, 2, 1, 2)"), data), "weight");
    ASSERT_EQ(filters.size(), 2U);
    EXPECT_EQ(filters[1], Tensor({2, 1, 2, 1}, std::vector<float>{5, 6, 7, 8}));
    const auto fortran = filtersFromNpy(npy(header("<f4", "(2, 2, 1, 2)", "True"), data), "weight");
    EXPECT_EQ(valuesOf(fortran[1]), (std::vector<float>{2, 6, 4, 8}));
    EXPECT_EQ(filtersFromNpy(npy(header("<f4", "(2, 4)"), data), "weight").size(), 1U);
    expectError([&] { fromNpy(npy(header("<f4", "(2, 2, 1, 2)"), data), "four.npy"); }, ErrorCode::BadFormat,
                {"four.npy", "4 axes", "one to three"});
}

TEST(Npy, WritesTheBytesThatNumPyWrites) {
    // numpy.save of numpy.array([[1, 2]], dtype="<f4")
    std::string text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
    text.resize(117, ' ');
    EXPECT_EQ(toNpy(Tensor({1, 1, 2, 1}, std::vector<float>{1, 2}), true), npy(text + "\n", bytesOf({1.0F, 2.0F})));
    EXPECT_EQ(toNpy(counting({3, 40, 50, 1})).size() % 64, 3 * 40 * 50 * 4 % 64U);
}

TEST(Npy, ReadsEveryPlainElementTypeInBothByteOrders) {
    struct Case {
        std::string descr, data;
    };
    const Case cases[] = {{"|b1", {1, 0}},
                          {"|u1", {1, 0}},
                          {"|i1", {1, 0}},
                          {"<i2", {1, 0, 0, 0}},
                          {">i2", {0, 1, 0, 0}},
                          {"<u2", {1, 0, 0, 0}},
                          {"<i4", bytesOf<std::int32_t>({1, 0})},
                          {">u4", {0, 0, 0, 1, 0, 0, 0, 0}},
                          {"<i8", bytesOf<std::int64_t>({1, 0})},
                          {">u8", {0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0}},
                          {"<f2", {0, 0x3C, 0, 0}},
                          {">f2", {0x3C, 0, 0, 0}},
                          {"<f4", bytesOf({1.0F, 0.0F})},
                          {">f4", {0x3F, char(0x80), 0, 0, 0, 0, 0, 0}},
                          {"<f8", bytesOf({1.0, 0.0})},
                          {"=f8", bytesOf({1.0, 0.0})}};
    for (const auto& [descr, data] : cases)
        EXPECT_EQ(valuesOf(fromNpy(npy(header(descr, "(2,)"), data), descr)), (std::vector<float>{1, 0})) << descr;
    EXPECT_EQ(valuesOf(fromNpy(npy(header("|i1", "(1,)"), {char(-5)}), "signed")), std::vector<float>{-5});
}

TEST(Npy, TakesOneAxisAsARowTwoAsAPlaneAndThreeAsChannels) {
    const std::string data = bytesOf({0.0F, 1.0F, 2.0F, 3.0F, 4.0F, 5.0F});
    EXPECT_EQ(fromNpy(npy(header("<f4", "(6,)"), data), "row").shape(), (Shape{1, 1, 6, 1}));
    EXPECT_EQ(fromNpy(npy(header("<f4", "(3, 2)"), data), "plane").shape(), (Shape{1, 3, 2, 1}));
    EXPECT_EQ(fromNpy(npy(header("<f4", "(3, 1, 2)"), data), "cube").shape(), (Shape{3, 1, 2, 1}));
}

TEST(Npy, ReadsFortranOrderIntoRows) {
    const std::string plane = bytesOf({0.0F, 3.0F, 1.0F, 4.0F, 2.0F, 5.0F});
    EXPECT_EQ(valuesOf(fromNpy(npy(header("<f4", "(2, 3)", "True"), plane), "plane")),
              (std::vector<float>{0, 1, 2, 3, 4, 5}));
    const Tensor cube = fromNpy(npy(header("<f4", "(3, 1, 2)", "True"), plane), "cube");
    EXPECT_EQ(cube.at(1, 0, 0), 3);
    EXPECT_EQ(cube.at(0, 0, 1), 4);
}

TEST(Npy, ReadsHeadersInAnyOrderSpacingAndVersion) {
    const std::string one = bytesOf({7.0F});
    for (const char* text :
         {"{'shape':(1,),'fortran_order':False,'descr':'<f4'}", "{ \"descr\" : \"<f4\" , 'shape' : ( 1 , 1 ) , "
                                                                "'fortran_order' : True , } \n"})
        for (const char version : {'\1', '\2', '\3'})
            EXPECT_EQ(valuesOf(fromNpy(npy(text, one, version), "one")), std::vector<float>{7}) << text;
}

TEST(Npy, SaysWhatIsWrongWithABadFile) {
    const std::string four = bytesOf({1.0F});
    struct Case {
        const char* why;
        std::string file;
        ErrorCode code;
        const char* reason;
    };
    const Case cases[] = {
        {"empty", "", ErrorCode::BadFormat, "no .npy file"},
        {"picture", "\x89PNG\r\n\x1a\n", ErrorCode::BadFormat, "no .npy file"},
        {"version 4", npy(header("<f4", "(1,)"), four, 4), ErrorCode::BadFormat, "versions"},
        {"objects", npy(header("|O", "(1,)"), four), ErrorCode::BadFormat, "could run code"},
        {"complex", npy(header("<c8", "(1,)"), four + four), ErrorCode::BadFormat, "\"<c8\" is not understood"},
        {"text", npy(header("<U1", "(1,)"), four), ErrorCode::BadFormat, "not understood"},
        {"long double", npy(header("<f16", "(1,)"), four), ErrorCode::BadFormat, "not understood"},
        {"table", npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,), }", four), ErrorCode::BadFormat,
         "named columns"},
        {"scalar", npy(header("<f4", "()"), four), ErrorCode::BadFormat, "0 axes"},
        {"four axes", npy(header("<f4", "(1, 1, 1, 1)"), four), ErrorCode::BadFormat, "4 axes"},
        {"no numbers", npy(header("<f4", "(0, 5)"), ""), ErrorCode::BadFormat, "length 0"},
        {"huge", npy(header("<f4", "(100000, 100000)"), four), ErrorCode::TooLarge, "512 MB"},
        {"overflow", npy(header("<f4", "(4294967296, 4294967296, 4)"), four), ErrorCode::TooLarge, "512 MB"},
        {"bytes that grow", npy(header("|u1", "(536870912,)"), four), ErrorCode::TooLarge, "512 MB"},
        {"beyond 64 bit", npy(header("<f4", "(99999999999999999999,)"), four), ErrorCode::BadFormat, "64-bit"},
        {"negative", npy(header("<f4", "(-1,)"), four), ErrorCode::BadFormat, "extent"},
        {"code", npy(header("<f4", "(__import__('os'),)"), four), ErrorCode::BadFormat, "extent"},
        {"key twice", npy("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", four),
         ErrorCode::BadFormat, "each once"},
        {"key missing", npy("{'descr': '<f4', 'shape': (1,)}", four), ErrorCode::BadFormat, "fortran_order"},
        {"other key", npy("{'x': 1}", four), ErrorCode::BadFormat, "header is damaged"},
        {"no comma", npy("{'descr': '<f4' 'shape': (1,)}", four), ErrorCode::BadFormat, "\",\" should stand there"},
        {"words after", npy(header("<f4", "(1,)") + "x", four), ErrorCode::BadFormat, "closing brace"},
        {"open quote", npy("{'descr: ", four), ErrorCode::BadFormat, "closing quote"},
        {"long header", npy(std::string(70000, ' '), four, 2), ErrorCode::TooLarge, "64 kB"},
        {"too short", npy(header("<f4", "(2,)"), four), ErrorCode::BadFormat, "needs 8 bytes of numbers, it holds 4"},
        {"too long", npy(header("<f4", "(1,)"), four + "x"), ErrorCode::BadFormat,
         "needs 4 bytes of numbers, it holds 5"},
        {"NaN", npy(header("<f4", "(1,)"), bytesOf({std::numeric_limits<float>::quiet_NaN()})), ErrorCode::BadFormat,
         "NaN"},
        {"infinity", npy(header("<f2", "(1,)"), {0, 0x7C}), ErrorCode::BadFormat, "infinity"},
        {"too large for floats", npy(header("<f8", "(1,)"), bytesOf({1e300})), ErrorCode::BadFormat, "too large"}};
    for (const Case& c : cases) {
        SCOPED_TRACE(c.why);
        expectError([&] { fromNpy(c.file, "grid.npy"); }, c.code, {"grid.npy", c.reason});
    }
}

TEST(Npy, RefusesAFileCutOffAtAnyByte) {
    const std::string whole = toNpy(counting({1, 2, 2, 1}));
    for (std::size_t length = 0; length < whole.size(); ++length)
        expectError([&] { fromNpy(whole.substr(0, length), "cut.npy"); }, ErrorCode::BadFormat, {"cut.npy"});
}

TEST(Npy, SurvivesAnySingleDamagedByte) {
    const std::string whole = toNpy(counting({1, 2, 2, 1}));
    int refused = 0;
    for (std::size_t i = 0; i < whole.size(); ++i)
        for (const char damage : {'\0', '\xff', '(', '9'}) {
            std::string damaged = whole;
            damaged[i] = damage;
            try {
                EXPECT_LE(fromNpy(damaged, "damaged.npy").size(), 4U);
            } catch (const Error& error) {
                EXPECT_NE(std::string(error.what()).find("damaged.npy"), std::string::npos);
                ++refused;
            }
        }
    EXPECT_GT(refused, 150); // most of the header; blanks may become other blanks, numbers other numbers
}

Tensor gridOf(const std::string& descr, const std::string& shape, const std::string& data, std::string& note) {
    note.clear();
    return gridFromNpy(npy(header(descr.c_str(), shape.c_str()), data), "grid.npy", note);
}

TEST(GridFromNpy, ReadsAPictureWithItsColoursLastAsColourAndSaysSo) {
    std::string bytes, note;
    for (int i = 0; i < 4 * 6 * 3; ++i) bytes += static_cast<char>(i);
    const Tensor picture = gridOf("|u1", "(4, 6, 3)", bytes, note);
    EXPECT_EQ(picture.shape(), (Shape{3, 4, 6, 1}));
    EXPECT_EQ(picture.at(0, 0, 1), 3);
    EXPECT_EQ(picture.at(2, 3, 5), 71);
    EXPECT_EQ(note, " Its shape (4, 6, 3) is read as a colour picture of 4 rows and 6 columns.");
    EXPECT_EQ(gridOf("<f4", "(16, 20, 4)", std::string(16 * 20 * 4 * 4, '\0'), note).shape(), (Shape{3, 16, 20, 1}));
    EXPECT_NE(note.find("without its transparency"), std::string::npos);
    EXPECT_EQ(gridOf("<f4", "(2, 5, 3)", std::string(120, '\0'), note).shape(), (Shape{2, 5, 3, 1}));
    EXPECT_EQ(
        note,
        " Its shape (2, 5, 3) is read as 2 channels of 5 × 3; a colour picture has the shape (3, rows, columns).");
    for (const char* shape : {"(8, 3, 3)", "(3, 6, 4)", "(1, 24, 3)", "(24, 3)"}) {
        (void)gridOf("<f4", shape, std::string(288, '\0'), note);
        EXPECT_EQ(note, "") << shape;
    }
}

TEST(GridFromNpy, SaysWhichWholeNumbersAreNotHeldExactly) {
    std::string note;
    EXPECT_EQ(valuesOf(gridOf("<i4", "(2,)", bytesOf({std::int32_t{16777217}, std::int32_t{-16777219}}), note)),
              (std::vector<float>{16777216, -16777220}));
    EXPECT_EQ(note, " 16777217 is held as 16777216, the nearest 32-bit number (one of 2 such numbers).");
    (void)gridOf("<i8", "(2,)", bytesOf({std::int64_t{1} << 40U, std::int64_t{16777216}}), note);
    EXPECT_EQ(note, "");
    (void)gridOf("<u8", "(1,)", bytesOf({~std::uint64_t{0}}), note);
    EXPECT_EQ(note, " 18446744073709551615 is held as 1.8446744e+19, the nearest 32-bit number.");
}

TEST(Npy, WritesOutControlBytesOfItsHeader) {
    expectError([&] { fromNpy(npy(header("\x1b[2J", "(1,)"), "1234"), "steer.npy"); }, ErrorCode::BadFormat,
                {"\"\\x1b[2J\" is not understood"});
}

} // namespace
} // namespace cnn::test_npy
