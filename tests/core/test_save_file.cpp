#include "core/base/error.h"
#include "core/base/file_name.h"
#include "core/base/outputs.h"
#include "core/base/rng.h"
#include "core/base/save_file.h"
#include "tests/support/saving.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <thread>

namespace test_save_file {

namespace {

namespace fs = std::filesystem;
using cnn::saveFile;
using namespace std::string_view_literals;

} // namespace

// ---- what a save leaves ---------------------------------------------------------------------------------------------

TEST(SaveFile, AnotherHardLinkKeepsTheOldVersion) {
    const TempFolder folder;
    const fs::path file = folder.write("a", "old");
    fs::create_hard_link(file, folder.path() / "b");
    saveFile(file, "new"sv);
    EXPECT_EQ(content(folder.path() / "b"), "old");
}

TEST(SaveFile, ANameInAnyScriptIsWrittenUnderThatNameAndNoOther) {
    std::string umlauts;
    for (int i = 0; i < 90; ++i) umlauts += "\xc3\xa4";
    for (const std::string& name : {std::string(200, 'x'), umlauts + "x", "x" + umlauts, std::string("Zürich 😀.csv"),
                                    std::string("数.npy"), std::string("-")}) {
        const TempFolder folder;
        const fs::path file = folder.path() / cnn::nameOfBytes(name);
        for (const char* bytes : {"first", "second"}) {
            saveFile(file, std::string_view(bytes));
            EXPECT_EQ(names(folder.path()), std::set<std::string>{name});
            EXPECT_EQ(content(file), bytes);
        }
    }
}

TEST(SaveFile, ManyPiecesAreOneFileAndNothingIsAddedToThem) {
    const TempFolder folder;
    const fs::path file = folder.path() / "lines";
    const std::string_view pieces[] = {"a\n"sv, ""sv, "b\r\n\x1a"sv, "\0c"sv};
    saveFile(file, pieces);
    EXPECT_EQ(content(file), "a\nb\r\n\x1a\0c"sv);
    EXPECT_EQ(fs::file_size(file), 8U);
}

TEST(SaveFile, WhereNoFileCanBeItIsRefusedWithTheReasonAndNothingIsLeft) {
    const TempFolder folder;
    const fs::path dir = folder.path();
    fs::create_directory(dir / "folder");
    folder.write("file", "old");
    const auto before = names(dir);
    expectRefused(dir / "folder", {"folder", "it is a folder"});
    expectRefused(dir / "new" / "", {"new", "name of a folder"});
    expectRefused(dir / "file" / "below", {"Not a directory"});
    expectRefused(dir / "nowhere" / "file", {"nowhere", "no such folder"});
    EXPECT_THROW(cnn::requirePlace(dir / "nowhere" / "file"), cnn::Error);
    EXPECT_NO_THROW(cnn::requirePlace(dir / "new"));
    EXPECT_EQ(names(dir), before);
    EXPECT_EQ(content(dir / "file"), "old");
}

TEST(SaveFile, AMessageNamesTheFileAsItsOwnerWroteIt) {
    const TempFolder folder;
    fs::create_directory(folder.path() / cnn::nameOfText(u"Zürich 数"));
    expectRefused(folder.path() / cnn::nameOfText(u"Zürich 数"), {"Zürich 数: it is a folder"});
    try {
        cnn::readFile(folder.path() / cnn::nameOfText(u"Käse 😀.npy"), 1);
        ADD_FAILURE() << "it was read";
    } catch (const cnn::Error& e) {
        EXPECT_NE(std::string(e.what()).find("Käse 😀.npy: No such file"), std::string::npos) << e.what();
    }
}

TEST(SaveFile, ADraftNobodyWritesToIsRemovedAndOfOtherFilesNone) {
    const TempFolder folder;
    const fs::path file = folder.write("o.csv", "old");
    for (const char* left : {".o.csv.convscope0", ".o.csv.convscope2"}) folder.write(left, "left by a kill");
    folder.write("o.csv.x7Kq2a", "a file of the user");
    folder.write(".p.csv.convscope0", "of another file");
    saveFile(file, "new"sv);
    EXPECT_EQ(names(folder.path()), (std::set<std::string>{"o.csv", "o.csv.x7Kq2a", ".p.csv.convscope0"}));
}

TEST(SaveFile, ManyMaySaveTheSameFileAtOnce) {
    const TempFolder folder;
    const fs::path file = folder.path() / "o";
    std::vector<std::jthread> threads;
    for (char c = 'a'; c < 'i'; ++c)
        threads.emplace_back([&, c] {
            for (int i = 0; i < 20; ++i) saveFile(file, std::string(5000, c));
        });
    threads.clear();
    const std::string last = content(file);
    EXPECT_EQ(last, std::string(5000, last[0]));
    EXPECT_EQ(names(folder.path()), std::set<std::string>{"o"});
}

// ---- names as text --------------------------------------------------------------------------------------------------

TEST(FileName, ComesBackFromTextAsTheBytesItWas) {
    EXPECT_EQ(cnn::textOfName("Zürich 😀.csv"), u"Zürich 😀.csv");
    EXPECT_EQ(cnn::textOfName("a\xff"), std::u16string({u'a', char16_t{0xdcff}}));
    const auto same = [](const std::string& name) {
        EXPECT_EQ(cnn::bytesOfName(cnn::nameOfText(cnn::textOfName(name))), name) << testing::PrintToString(name);
        EXPECT_EQ(cnn::bytesOfName(cnn::nameOfBytes(name)), name) << testing::PrintToString(name);
    };
    EXPECT_EQ(cnn::bytesOfName(cnn::nameOfText(u"Zürich 😀.csv")), "Zürich 😀.csv");
    EXPECT_EQ(cnn::nameOfBytes("Zürich 😀.csv"), cnn::nameOfText(u"Zürich 😀.csv"));
    if (sizeof(fs::path::value_type) > 1) { // names are text of 16 bits, of which any number may stand in one
        const std::u16string odd{u'a', char16_t{0xdcff}, char16_t{0xd83d}};
        EXPECT_EQ(cnn::nameOfText(odd).native(), fs::path::string_type(odd.begin(), odd.end()));
    }
    // Overlong, a surrogate, beyond the last character, cut.
    for (const char* odd : {"\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xed\xb3\xbf", "\xf4\x90\x80\x80", "\xf8\x88",
                            "\xe2\x82", "\xf0\x9f\x98", "\x80", "\xed\xa0\xbd\xed\xb8\x80"})
        same(odd);
    cnn::Rng rng(1);
    for (int i = 0; i < 20000; ++i) {
        std::string name;
        const auto size = 1 + static_cast<std::size_t>(rng.uniform() * 8);
        while (name.size() < size) name.push_back(static_cast<char>(1 + static_cast<int>(rng.uniform() * 255)));
        same(name);
    }
}

// ---- several outputs ------------------------------------------------------------------------------------------------

TEST(Outputs, EachIsMadeWhateverBecomesOfTheOthersAndEachFailureIsTold) {
    cnn::Outputs outputs;
    int made = 0;
    for (int i = 0; i < 9; ++i)
        outputs.make([&] {
            ++made;
            if (i % 2 == 0) throw cnn::Error(cnn::ErrorCode::WriteFailed, "Number " + std::to_string(i) + ".");
        });
    outputs.make([] { throw cnn::Error(cnn::ErrorCode::TooLarge, "Number 0."); }); // said once
    outputs.make([] { throw std::bad_alloc(); });
    EXPECT_EQ(made, 9);
    EXPECT_FALSE(outputs.complete());
    try {
        outputs.orThrow();
        FAIL() << "nothing was thrown";
    } catch (const cnn::Error& e) {
        EXPECT_STREQ(e.what(), "Number 0. Number 2. Number 4. Number 6. Number 8. And 1 more output failed.");
        EXPECT_EQ(e.code(), cnn::ErrorCode::WriteFailed);
    }
}

} // namespace test_save_file
