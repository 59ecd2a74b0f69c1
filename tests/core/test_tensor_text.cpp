#include "core/base/rng.h"
#include "core/tensor/tensor_text.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_folder.h"

#include <bit>
#include <cmath>
#include <limits>
#include <locale>

namespace cnn::test_tensor_text {
namespace {

std::vector<float> valuesOf(const Tensor& tensor) {
    return {tensor.values().begin(), tensor.values().end()};
}

TEST(Shortest, WritesTheDigitsAReaderExpects) {
    EXPECT_EQ(shortest(0.1F), "0.1");
    EXPECT_EQ(shortest(-3), "-3");
    EXPECT_EQ(shortest(1e20F), "1e+20");
    EXPECT_EQ(shortest(0), "0");
}

TEST(Shortest, ReadsBackAsTheSameFloatForAnyBits) {
    Rng rng(1);
    for (int i = 0; i < 100000; ++i) {
        const auto value = std::bit_cast<float>(static_cast<std::uint32_t>(rng.bits()));
        if (!std::isfinite(value)) continue;
        const auto back = numberFrom(shortest(value));
        ASSERT_TRUE(back) << shortest(value);
        ASSERT_EQ(std::bit_cast<std::uint32_t>(*back), std::bit_cast<std::uint32_t>(value));
    }
}

TEST(NumberFrom, UnderstandsDecimalsFractionsAndTheRealMinus) {
    const std::pair<const char*, float> cases[] = {{"-0.5", -0.5F},
                                                   {"3", 3},
                                                   {" 3\t", 3},
                                                   {"+2", 2},
                                                   {"1e-3", 1e-3F},
                                                   {".5", 0.5F},
                                                   {"5.", 5},
                                                   {"\xe2\x88\x92"
                                                    "7",
                                                    -7},
                                                   {"1/9", 1.0F / 9},
                                                   {"-1/9", -1.0F / 9},
                                                   {"1 / 4", 0.25F},
                                                   {"1/-4", -0.25F},
                                                   {"1e-60", 0},
                                                   {"0.1/0.3", static_cast<float>(0.1 / 0.3)}};
    for (const auto& [text, value] : cases) {
        const auto number = numberFrom(text);
        ASSERT_TRUE(number) << text;
        EXPECT_EQ(*number, value) << text;
    }
}

TEST(NumberFrom, RefusesWhatIsNoNumber) {
    for (const char* text :
         {"",   " ",   "abc", "nan", "-nan",  "inf", "-inf", "infinity", "--1",   "+-1",   "1-",         "1,5", "0x10",
          "1e", "1 2", "1/",  "/2",  "1/2/3", "1/0", "0/0",  "1e39",     "-1e39", "1e999", "1e38/1e-38", "."}) {
        const auto number = numberFrom(text);
        ASSERT_FALSE(number) << text;
        EXPECT_EQ(number.error().code(), ErrorCode::BadFormat) << text;
    }
}

TEST(NumberFrom, ShortensWhatItQuotesBetweenTwoCharacters) {
    std::string text(39, 'a');
    for (int i = 0; i < 1000; ++i) text += "ä";
    EXPECT_EQ(numberFrom(text).error().what(), "\"" + std::string(39, 'a') + "…\" is not a number.");
}

TEST(Csv, ReadsBackWhatItWrote) {
    Tensor grid({1, 2, 3, 1});
    const float values[] = {0.1F, -2, 1e-20F, 3, std::numeric_limits<float>::max(), 1.0F / 3};
    std::copy(std::begin(values), std::end(values), grid.data());
    EXPECT_EQ(toCsv(grid), "0.1,-2,1e-20\n3,3.4028235e+38,0.33333334\n");
    for (const char separator : {',', ';', '\t', ' '}) {
        const auto back = fromCsv(toCsv(grid, separator));
        ASSERT_TRUE(back) << back.error().what();
        EXPECT_EQ(*back, grid) << separator;
    }
}

TEST(Csv, UnderstandsTheHabitsOfSpreadsheetsAndEditors) {
    const std::vector<float> expected{1, -2.5F, 3, 4};
    for (const char* text : {"1,-2.5\n3,4", "1, -2.5\r\n3, 4\r\n\r\n", "1;-2,5\n3;4\n", "1\t-2,5\r\n3\t4\r\n",
                             "1 -2.5\n3   4  \n", "  1 -2.5\n  3 4\n",
                             "\xef\xbb\xbf"
                             "1,-2.5\n3,4\n",
                             "\"1\",\"-2.5\"\n\"3\",\"4\"\n",
                             "1\t\xe2\x88\x92"
                             "2.5\n3\t4",
                             "\"1\";\"-2,5\"\n\"3\";\"4\"", "1,-5/2\n9/3,4\n \n\t\n"}) {
        const auto grid = fromCsv(text);
        ASSERT_TRUE(grid) << text << grid.error().what();
        EXPECT_EQ(grid->shape(), (Shape{1, 2, 2, 1})) << text;
        EXPECT_EQ(valuesOf(*grid), expected) << text;
    }
}

TEST(Csv, SaysLineColumnAndReasonForWhatItRefuses) {
    struct Case {
        std::string text, sentence;
    };
    const Case cases[] = {{"1,2,3\n4,5,abc\n", "line 2, column 3: \"abc\" is not a number."},
                          {"1,nan\n", "line 1, column 2: \"nan\" is not a number."},
                          {"1\n-inf\n", "line 2, column 1: \"-inf\" is not a number."},
                          {"1,2\n3,1e40\n", "line 2, column 2: \"1e40\" is beyond the range of 32-bit numbers."},
                          {"1,2\n3\n", "line 2 has 1 column, line 1 has 2."},
                          {"1 2\n3 4 5\n", "line 2 has 3 columns, line 1 has 2."},
                          {"1,,3\n", "line 1, column 2: the cell is empty."},
                          {"1\t2\n3\t\n", "line 2, column 2: the cell is empty."},
                          {"1,2\n\n3,4\n", "line 2 is empty."},
                          {"\n1,2\n", "line 1 is empty."},
                          {"1;1.23,5\n", "line 1, column 2: \"1.23,5\" is not a number."},
                          {"1,\"2\n3,4\n", "line 1, column 2: \"\"2\" is not a number."},
                          {"", "there are no numbers."},
                          {"\xef\xbb\xbf \r\n", "there are no numbers."},
                          {std::string("1,\0002\n", 5), "line 1, column 2: \"\\x002\" is not a number."}};
    for (const auto& [text, sentence] : cases) {
        const auto grid = fromCsv(text);
        ASSERT_FALSE(grid) << text;
        EXPECT_EQ(grid.error().code(), ErrorCode::BadFormat) << text;
        EXPECT_STREQ(grid.error().what(), std::string(sentence).c_str()) << text;
    }
}

TEST(CsvColumn, IsFoundByNameOrNumberBesideColumnsOfText) {
    const std::string table = "time,\"voltage\",remark\n0 ms,1.5,rest\n1 ms,-2,spike\n";
    const Tensor expected({1, 1, 2, 1}, std::vector<float>{1.5, -2});
    EXPECT_EQ(*columnFromCsv(table, "voltage"), expected);
    EXPECT_EQ(*columnFromCsv(table, "2"), expected);
    EXPECT_EQ(*columnFromCsv("1\n2\n3\n\n", "1"), Tensor({1, 1, 3, 1}, std::vector<float>{1, 2, 3}));
    EXPECT_EQ(*columnFromCsv("a;b\r\n1,5;7\r\n", "a"), Tensor({1, 1, 1, 1}, std::vector<float>{1.5}));
    EXPECT_EQ(*columnFromCsv("5,1\n6,2\n", "1"), Tensor({1, 1, 2, 1}, std::vector<float>{5, 6}));
    EXPECT_EQ(*columnFromCsv("x y\n1 2\n3 4", "x"), Tensor({1, 1, 2, 1}, std::vector<float>{1, 3}));
}

TEST(CsvColumn, SaysWhatIsMissing) {
    EXPECT_STREQ(columnFromCsv("a,b\n1,2\n", "c").error().what(), "there is no column \"c\", line 1 has 2 columns.");
    EXPECT_STREQ(columnFromCsv("1,2\n", "3").error().what(), "there is no column 3, line 1 has 2 columns.");
    EXPECT_STREQ(columnFromCsv("a,b\n1,2\n3,x\n", "b").error().what(), "line 3, column b: \"x\" is not a number.");
    EXPECT_STREQ(columnFromCsv("a,b\n1,2\n3\n", "2").error().what(), "line 3 has no column 2.");
    EXPECT_STREQ(columnFromCsv("a,b\n", "b").error().what(), "there are no numbers below line 1.");
    EXPECT_STREQ(columnFromCsv("a,b\n1,2\n\n3,4\n", "b").error().what(), "line 3 has no column b.");
    EXPECT_FALSE(columnFromCsv(" \n", "1"));
}

TEST(Csv, StopsAtTheCap) {
    EXPECT_TRUE(fromCsv("1,2\n3,4\n", 4));
    const auto grid = fromCsv("1,2\n3,4\n5,6\n", 4);
    ASSERT_FALSE(grid);
    EXPECT_EQ(grid.error().code(), ErrorCode::TooLarge);
    EXPECT_STREQ(grid.error().what(), "line 3: there are more than 4 numbers.");
}

TEST(Csv, NamesTheFileItCannotRead) {
    const TempFolder folder;
    expectError([&] { readCsv(folder.path() / "none.csv"); }, ErrorCode::NotFound, {"none.csv", "No such file"});
    expectError([&] { readCsv(folder.path()); }, ErrorCode::Unreadable, {folder.path().string(), "not a regular file"});
    expectError([&] { readCsv(folder.write("k.csv", "1,x\n")); }, ErrorCode::BadFormat,
                {"k.csv, line 1, column 2: \"x\" is not a number"});
    EXPECT_EQ(valuesOf(readCsv(folder.write("good.csv", "1,2\n"))), (std::vector<float>{1, 2}));
}

// A locale that writes 0,5 and 1.000; made here, because a machine need not have one installed.
class CommaLocale : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
};

TEST(TensorText, DoesNotDependOnTheLocale) {
    const std::locale before = std::locale::global(std::locale(std::locale::classic(), new CommaLocale));
    const std::string written = toCsv(Tensor({1, 1, 2, 1}, std::vector<float>{0.5F, 12345678}));
    const auto read = fromCsv(written);
    std::locale::global(before);
    EXPECT_EQ(written, "0.5,12345678\n");
    ASSERT_TRUE(read);
    EXPECT_EQ(valuesOf(*read), (std::vector<float>{0.5F, 12345678}));
}

} // namespace
} // namespace cnn::test_tensor_text
