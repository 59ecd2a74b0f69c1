// Tables of numbers as people have them: decimal commas, thousands, headers, encodings. What is read is right, what may
// mean two things is refused with its lines.
#include "core/base/plain_text.h"
#include "core/tensor/tensor_text.h"

#include <gtest/gtest.h>

namespace cnn::test_number_tables {
namespace {

using namespace std::string_literals;

std::vector<float> valuesOf(const Tensor& tensor) {
    return {tensor.values().begin(), tensor.values().end()};
}

struct Read {
    std::string text;
    Shape shape;
    std::vector<float> values;
};

void expectRead(const Read& wanted) {
    std::string note;
    const auto grid = tableFromCsv(wanted.text, note);
    ASSERT_TRUE(grid) << wanted.text << grid.error().what();
    EXPECT_EQ(grid->shape(), wanted.shape) << wanted.text;
    EXPECT_EQ(valuesOf(*grid), wanted.values) << wanted.text;
}

std::string noteOf(const std::string& text) {
    std::string note;
    const auto grid = tableFromCsv(text, note);
    return grid ? note : "refused: "s + grid.error().what();
}

void expectRefused(const std::string& text, std::initializer_list<const char*> words) {
    std::string note;
    const auto grid = tableFromCsv(text, note);
    ASSERT_FALSE(grid) << text;
    EXPECT_EQ(grid.error().code(), ErrorCode::BadFormat);
    for (const char* word : words)
        EXPECT_NE(std::string(grid.error().what()).find(word), std::string::npos)
            << grid.error().what() << " of " << text;
}

std::string utf16(const std::string& text, bool little, bool mark) {
    std::string bytes = mark ? (little ? "\xff\xfe"s : "\xfe\xff"s) : ""s;
    for (const char c : text) bytes += little ? std::string{c, '\0'} : std::string{'\0', c};
    return bytes;
}

TEST(NumberTable, ReadsTheCommaAsAllNumbersAndTheHeaderTellIt) {
    const Shape row{1, 1, 2, 1}, column{1, 3, 1, 1}, square{1, 2, 2, 1};
    for (const Read& read : std::vector<Read>{
             {"v\n1,5\n2,5\n3,25\n", column, {1.5, 2.5, 3.25}},             // one name, one column
             {"Spannung in V\n1,5\n2,5\n3,25\n", column, {1.5, 2.5, 3.25}}, // of several words
             {"\"U, V\"\n1,5\n2,5\n3\n", column, {1.5, 2.5, 3}},            // its comma stands in quotes
             {"a,b\n1,5\n2,5\n", square, {1, 5, 2, 5}},                     // two names, two columns
             {"1,5\n2,5\n", square, {1, 5, 2, 5}},                          // as the suffix says
             {"1,5 2,5\n3 4,5\n", square, {1.5, 2.5, 3, 4.5}},              // blanks separate, or nothing fits
             {"x y\n1,5 2,5\n3 4,5\n", square, {1.5, 2.5, 3, 4.5}},
             {"1\t2,5\n3\t4\n", square, {1, 2.5, 3, 4}},
             {"0.5\t1,000\n1.5\t2,000\n", square, {0.5, 1000, 1.5, 2000}}, // the point is the decimal sign
             {"v\n999.5\n1,000\n1,234,567.5\n", column, {999.5, 1000, 1234567.5}},
             {"0,5\t1.000\n1,5\t2.000\n", square, {0.5, 1000, 1.5, 2000}}, // the comma is
             {"1;1.234,5\n2;0,25\n", square, {1, 1234.5, 2, 0.25}},
             {"\"1\",\"2,5\"\n\"4\",\"6,25\"\n",
              square,
              {1, 2.5, 4, 6.25}}, // in quotes the comma belongs to the number
             {"\"1,000.5\",\"2,000\"\n", row, {1000.5, 2000}},
             {"1.000,2.500\n", row, {1, 2.5}},
             {"1.000\n2.500\n3\n", column, {1, 2.5, 3}}, // a point is a decimal sign by itself
             {"1,5e3\t-2,5e-1\n", row, {1500, -0.25}},
             {"1\xc2\xa0"
              "234,5\t2\xe2\x80\xaf"
              "000\n",
              row,
              {1234.5, 2000}}, // blanks between thousands
             {"1'234.5\t1\xe2\x80\x99"
              "000\n",
              row,
              {1234.5, 1000}},
         })
        expectRead(read);
}

TEST(NumberTable, RefusesWithBothLinesWhatMayMeanTwoThings) {
    expectRefused("v\n1,000\n2,500\n", {"line 2 (\"1,000\")", "line 3 (\"2,500\")", "decimal sign", "thousands"});
    expectRefused("1,000\n", {"line 1 (\"1,000\")", "decimal sign"});
    expectRefused("1,05\n2,10\n", {"line 1 (\"1,05\")", "line 2 (\"2,10\")"});
    expectRefused("1\xc2\xa0"
                  "000,5\n2,5\n",
                  {"line 1", "line 2 (\"2,5\")", "decimal sign"});
    expectRefused("7,12\n1,000\n", {"line 1 (\"7,12\")", "line 2 (\"1,000\")"});
    expectRefused("0.5\t1\n1,25\t2\n", {"line 1 (\"0.5\")", "line 2 (\"1,25\")", "both stand as decimal sign"});
    expectRefused("1.000\t1\n1,000\t2\n", {"line 2 (\"1,000\")", "line 1 (\"1.000\")"});
    expectRefused("1,234.5;1\n0,25;2\n", {"line 1 (\"1,234.5\")", "line 2 (\"0,25\")"});
    expectRefused("1.234.567;1\n1,234,567;2\n", {"line 1", "line 2", "thousands"});
    expectRefused("a,b\n1,5,2,5\n", {"line 2 has 4 columns, line 1 has 2"});
    expectRefused("1,2,3\n4,5\n", {"line 2 has 2 columns, line 1 has 3"});
    expectRefused("title\n1,2,3\n", {"line 2, column 1", "\"1,2,3\" is not a number"});
}

TEST(NumberTable, LeavesOutNamesAndSaysSo) {
    expectRead({",0,1,2\n0,1,2.5,-3\n1,4,5,6.25\n", {1, 2, 3, 1}, {1, 2.5, -3, 4, 5, 6.25}});
    EXPECT_EQ(
        noteOf(",0,1,2\n0,1,2.5,-3\n1,4,5,6.25\n"),
        " Line 1 holds names (\"0\", \"1\", \"2\"), column 1 the names of the rows; they are not read as numbers.");
    expectRead({"\"\",\"a\",\"b\"\n\"first\",1,2\n\"second\",3,4\n", {1, 2, 2, 1}, {1, 2, 3, 4}});
    expectRead({"a;b\n1;2\n", {1, 1, 2, 1}, {1, 2}});
    EXPECT_EQ(noteOf("a;b\n1;2\n"), " Line 1 holds names (\"a\", \"b\"); it is not read as numbers.");
    EXPECT_EQ(noteOf("1;2\n3;4\n"), "");
    expectRead({"# written by a program\n# x y\n1 2\n3 4\n", {1, 2, 2, 1}, {1, 2, 3, 4}});
    expectRefused("nan,NaN\n1,2\n", {"line 1, column 1", "\"nan\""}); // a missing number is no name
    expectRefused("-\n1\n", {"line 1"});
    expectRefused("a,b\n", {"line 1, column 1: \"a\" is not a number"});
    EXPECT_FALSE(fromCsv("a,b\n1,2\n")); // where only numbers may stand
}

TEST(NumberTable, DropsWhatIsEmptyEverywhereAtTheRightAndBelow) {
    expectRead({"1,2.5,-3,\n4,5,6.25,\n", {1, 2, 3, 1}, {1, 2.5, -3, 4, 5, 6.25}});
    expectRead({"1;2;;\r\n3;4;;\r\n;;;\r\n;;;\r\n", {1, 2, 2, 1}, {1, 2, 3, 4}});
    expectRead({"1\t2\t\n3\t4\t", {1, 2, 2, 1}, {1, 2, 3, 4}});
    expectRefused("1,2,\n3,4,5\n", {"line 1, column 3: the cell is empty"});
    expectRefused("1;;2\n", {"line 1, column 2: the cell is empty"});
    expectRefused("1;2\n;\n3;4\n", {"line 2 is empty"});
    expectRefused(";;;\n", {"there are no numbers"});
}

TEST(NumberTable, ObeysTheSeparatorLineOfSpreadsheets) {
    expectRead({"sep=;\r\n1;2,5;-3\r\n4;5;6,25\r\n", {1, 2, 3, 1}, {1, 2.5, -3, 4, 5, 6.25}});
    expectRead({"sep=,\n1,5\n2,5\n", {1, 2, 2, 1}, {1, 5, 2, 5}});
    expectRead({"\"sep=;\"\n1,5\n2,5\n", {1, 2, 1, 1}, {1.5, 2.5}}); // no semicolon: one column
    expectRead({"\xef\xbb\xbfsep=\t\n1\t2\n", {1, 1, 2, 1}, {1, 2}});
    expectRefused("sep=;\n1;x\n", {"line 2, column 2: \"x\""}); // lines count as in the file
    expectRefused("sep=;\n", {"there are no numbers"});
}

TEST(NumberTable, ReadsUtf16AndWesternLetters) {
    const std::string text = "1,2.5,-3\n4,5,6.25\n";
    for (const bool little : {true, false})
        for (const bool mark : {true, false})
            expectRead({utf16(text, little, mark), {1, 2, 3, 1}, {1, 2.5, -3, 4, 5, 6.25}});
    expectRead({"Stra\xdf"
                "e;\xb5V\n1\xa0"
                "000;2,5\n",
                {1, 1, 2, 1},
                {1000, 2.5}}); // Windows-1252
    expectRefused(utf16("1,2\n", true, true) + "3", {"UTF-16", "save it as UTF-8"});
    expectRefused("\xff\xfe\0\0"
                  "1\0\0\0"s,
                  {"UTF-32", "save it as UTF-8"});
}

TEST(NumberTable, ReadsCellsInQuotesOverSeveralLines) {
    expectRead({"\"Spannung\n(V)\";\"b\"\n1;2\n3;4\n", {1, 2, 2, 1}, {1, 2, 3, 4}});
    expectRefused("\"a\nb\";c\n1;x\n", {"line 3, column 2: \"x\""});
    expectRefused("\"say \"\"a\"\"\";1\n2;y\n", {"line 1, column 1"});
}

TEST(NumberTable, SaysWhichWholeNumbersAreNotHeldExactly) {
    EXPECT_EQ(noteOf("16777216,16777218\n"), "");
    EXPECT_EQ(noteOf("1,16777217\n"), " Line 1: 16777217 is held as 16777216, the nearest 32-bit number.");
    EXPECT_EQ(noteOf("16777217\n-123456789\n"),
              " Line 1: 16777217 is held as 16777216, the nearest 32-bit number (one of 2 such numbers).");
    EXPECT_EQ(noteOf("100000000000000000000\n0.1\n"),
              " Line 1: 100000000000000000000 is held as 1e+20, the nearest 32-bit number.");
}

TEST(NumberTable, TakesWhatIsNearlyNothingAsZero) {
    expectRead({"1e-400,-1e-400,0.0000000000000000000000000000000000000000000000000001,1e-999999999999999999999\n",
                {1, 1, 4, 1},
                {0, 0, 0, 0}});
    expectRefused("1e400\n", {"beyond the range"});
    expectRefused("1e999999999999999999999\n", {"beyond the range"});
}

TEST(NumberColumn, IsOneColumnWhereItsHeaderSaysSo) {
    const auto column = [](const std::string& text, std::optional<std::string_view> name = {}) {
        std::string note;
        const auto read = columnFromCsv(text, name, note);
        return read ? valuesOf(*read) : std::vector<float>{};
    };
    EXPECT_EQ(column("v\n1,5\n2,5\n"), (std::vector<float>{1.5, 2.5}));
    EXPECT_EQ(column("v\n1,5\n2,5\n", "v"), (std::vector<float>{1.5, 2.5}));
    EXPECT_EQ(column("t;v;d\n0;1,5;01.02.2023\n1;1.000;02.02.2023\n", "v"), (std::vector<float>{1.5, 1000}));
    EXPECT_EQ(column("1,5\n2,5\n", "2"), (std::vector<float>{5, 5}));
    EXPECT_EQ(column("1.5,5\n2.5,5\n"), (std::vector<float>{1.5, 2.5}));
    EXPECT_EQ(column(",v\n0,1.5\n1,2.5\n"), (std::vector<float>{1.5, 2.5})); // not the rows' names
    EXPECT_EQ(column("t,v,remark\n0,1,a;b\n1,2,c\n", "v"), (std::vector<float>{1, 2}));
    EXPECT_EQ(column("2 kHz\n1\n2\n"), (std::vector<float>{1, 2}));
    EXPECT_EQ(column(utf16("v\n1,5\n2,5\n", true, true)), (std::vector<float>{1.5, 2.5}));
}

TEST(NumberColumn, AsksWhichColumnWhereTheCommaMayBeADecimalSign) {
    std::string note;
    const auto read = columnFromCsv("1,5\n2,5\n", std::nullopt, note);
    ASSERT_FALSE(read);
    EXPECT_STREQ(read.error().what(),
                 "line 1 (\"1,5\") and line 2 (\"2,5\"): the comma may separate two columns or be a "
                 "decimal sign; name the column that is meant, or write decimal points.");
    const auto named = columnFromCsv("t,v\n0,1\n", std::nullopt, note);
    ASSERT_TRUE(named);
    EXPECT_EQ(note, " Of 2 columns number 1 (\"t\") is read.");
}

TEST(NumberColumn, IsNotReadWhereCommasCutTheLinesUnlike) {
    const auto said = [](const std::string& text, std::optional<std::string_view> name = {}) {
        std::string note;
        const auto read = columnFromCsv(text, name, note);
        return read ? toCsv(*read) : "refused: "s + read.error().what();
    };
    const std::string remedy =
        ", and the comma may be a decimal sign; separate the cells by semicolons, or write decimal points.";
    EXPECT_EQ(said("1,5\n2\n3,25\n"),
              "refused: line 1 (\"1,5\") and line 2 (\"2\"): one has 2 columns, the other 1" + remedy);
    EXPECT_EQ(said("1\n2\n3,5\n"),
              "refused: line 1 (\"1\") and line 3 (\"3,5\"): one has 1 column, the other 2" + remedy);
    EXPECT_EQ(said("1.5\n2,5\n"),
              "refused: line 1 (\"1.5\") and line 2 (\"2,5\"): one has 1 column, the other 2" + remedy);
    EXPECT_EQ(said("t,v\n0,1,1,5\n0,2,2,5\n", "v"),
              "refused: line 1 (\"t,v\") and line 2 (\"0,1,1,5\"): one has 2 columns, the other 4" + remedy);
    EXPECT_EQ(said("1,234.5\n2\n"),
              "refused: line 1 (\"1,234.5\") and line 2 (\"2\"): one has 2 columns, the other 1" + remedy);
    EXPECT_EQ(said("v\n1,5\n2\n3,25\n"), "1.5,2,3.25\n");           // the header says one column
    EXPECT_EQ(said("1,2,\n3,4\n", "2"), "2,4\n");                   // nothing but an empty cell at the end
    EXPECT_EQ(said("t,v,remark\n0,1,a, b\n1,2,c\n", "v"), "1,2\n"); // words with a comma in them
}

TEST(NumberTable, SaysHowACommaWasReadThatMayBeADecimalSign) {
    const std::string said =
        "Read as 2 columns of whole numbers; where the comma is a decimal sign, write decimal points.";
    for (const char* text : {"1,5\n2,5\n", "1,5", "-1,5\r\n2,25\r\n", "0,5"})
        EXPECT_EQ(commaReading(text), said) << text;
    for (const char* text : {"a,b\n1,5\n2,5\n", "sep=,\n1,5\n2,5\n", "1,5,2\n2,5,3\n", "1,-5\n", "1;5\n", "1\t5\n",
                             "1.5,2\n", "v\n1,5\n", "1 5", "1, 5\n2, 5\n", ""})
        EXPECT_EQ(commaReading(text), "") << text;
    std::string note;
    EXPECT_TRUE(columnFromCsv("sep=,\n1,5\n2,5\n", std::nullopt, note)) << "the file says what the comma is";
}

TEST(Clipboard, SeparatesCellsByTabsSoThatACommaStaysInItsNumber) {
    const auto pasted = [](const std::string& text) {
        std::string note;
        const auto read = fromClipboard(text, note);
        return read ? toCsv(*read) : "refused: "s + read.error().what();
    };
    EXPECT_EQ(pasted("7,5"), "7.5\n");
    EXPECT_EQ(pasted("7,5\n8\n9,25\n"), "7.5\n8\n9.25\n");
    EXPECT_EQ(pasted("7,5\t8\n9\t1,25\n"), "7.5,8\n9,1.25\n");
    EXPECT_EQ(pasted("1 2\n3 4"), "1,2\n3,4\n");
    EXPECT_EQ(pasted("1,2,3\n4,5,6\n"), "1,2,3\n4,5,6\n"); // no number has two decimal commas
    EXPECT_EQ(pasted("1;2,5\n"), "1,2.5\n");
    EXPECT_EQ(pasted("1,000"),
              "refused: line 1 (\"1,000\"): the comma may be a decimal sign or stand between thousands; "
              "write a point for the one and leave out the other.");
    EXPECT_EQ(pasted("1,000\t0.5"), "1000,0.5\n");
    EXPECT_EQ(pasted("a\t2"), "refused: line 1, column 1: \"a\" is not a number.");
}

TEST(PlainText, WritesOutWhatATerminalObeysAndWhatTurnsTheDirection) {
    EXPECT_EQ(plainText("grün → 1×2"), "grün → 1×2");
    EXPECT_EQ(plainText("\x1b[2J\n\t\x7f"), "\\x1b[2J\\x0a\\x09\\x7f");
    EXPECT_EQ(plainText("a\xc2\x9b"
                        "2Jb"),
              "a\\u009b2Jb"); // C1: another way to write ESC [
    EXPECT_EQ(plainText("x\xe2\x80\xae"
                        "gpj"),
              "x\\u202egpj"); // right to left
    EXPECT_EQ(plainText("x\xe2\x81\xa6y\xe2\x80\x8bz"), "x\\u2066y\\u200bz");
    EXPECT_EQ(plainText("\x9b\xff\xc3"), "\\x9b\\xff\\xc3"); // no UTF-8
    EXPECT_EQ(plainText("\xed\xa0\x80\xc0\x80"), "\\xed\\xa0\\x80\\xc0\\x80");
    EXPECT_EQ(plainLines("a\n\x1b"), "a\n\\x1b");
    EXPECT_EQ(quote("\x1b]0;title\a"), "\"\\x1b]0;title\\x07\"");
    EXPECT_STREQ(numberFrom("\x1b[2J").error().what(), "\"\\x1b[2J\" is not a number.");
}

} // namespace
} // namespace cnn::test_number_tables
