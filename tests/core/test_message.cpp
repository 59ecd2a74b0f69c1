// What an error says is a template and its arguments, from where it is thrown to where it becomes a sentence.
#include "core/base/counted.h"
#include "core/base/error.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <regex>
#include <sstream>

namespace cnn::test_message {
namespace {

namespace fs = std::filesystem;

TEST(Message, FillsEveryPlaceInTheOrderOfItsNumber) {
    const std::string a = "a", b = "b";
    EXPECT_EQ(Message::tr("%2 before %1, %2 again", a, b).english(), "b before a, b again");
    EXPECT_EQ(Message::tr("%1%2%3%4%5%6%7%8%9%10", 1, 2, 3, 4, 5, 6, 7, 8, 9, b).english(), "123456789b");
    EXPECT_EQ(Message::tr("100 % of it").english(), "100 % of it");
}

TEST(Message, LeavesAnArgumentAsItIs) {
    const std::string name = "%1 %2 %n.csv";
    EXPECT_EQ(Message::tr("Cannot read %1: %2", name, std::string("%1")).english(), "Cannot read %1 %2 %n.csv: %1");
    EXPECT_EQ(Message::verbatim(name).english(), name);
}

TEST(Message, HasOtherMessagesInIt) {
    const Message reason = Message::tr("line %1: %2", 3, Message::tr("there are more than %1 numbers.", 5));
    const Error error(ErrorCode::BadFormat, Message::tr("Cannot read %1: %2", std::string("a.csv"), reason));
    EXPECT_STREQ(error.what(), "Cannot read a.csv: line 3: there are more than 5 numbers.");
    EXPECT_STREQ(error.message().words(), "Cannot read %1: %2");
    ASSERT_EQ(error.message().arguments().size(), 2U);
    EXPECT_STREQ(error.message().arguments()[1].words(), "line %1: %2");
}

TEST(Message, CountsWithAPlural) {
    EXPECT_EQ(counted::channels(1).english(), "1 channel");
    EXPECT_EQ(counted::channels(3).english(), "3 channels");
    EXPECT_EQ(counted::classes(0).english(), "0 classes");
    EXPECT_EQ(Message::tr("%n of %1", nullptr, -1, std::string("n")).english(), "-1 of n");
}

TEST(Message, IsTranslatedWholeAndWithItsCounts) {
    const Message message = Message::tr("%1 reads %2", std::string("conv1"), counted::channels(3));
    const auto reversed = [](const char* words, std::int64_t count) {
        return count == Message::none ? std::string("%2 <- %1")
                                      : "[" + std::string(words) + "]" + std::to_string(count);
    };
    EXPECT_EQ(message.text(reversed), "[%n channels]3 <- conv1");
}

TEST(Message, OfABadTranslationShowsWhatItCan) {
    const Message message = Message::tr("%1 fits", std::string("it"));
    EXPECT_EQ(message.text([](const char*, std::int64_t) { return "%3 %0 % %1%"; }), "%3 %0 % it%");
}

TEST(Message, OfACopiedErrorStays) {
    const Error error(ErrorCode::Usage, Message::tr("%1 is no kind.", std::string("x")));
    const Error copy = error;
    EXPECT_EQ(copy.message().english(), "x is no kind.");
}

// ---- the sources of the core ----------------------------------------------------------------------------------------

std::string withoutComments(std::string text) {
    for (std::size_t at = 0; (at = text.find("//", at)) != text.npos;)
        for (; at < text.size() && text[at] != '\n'; ++at) text[at] = ' ';
    return text;
}

// From `at` to the bracket that closes what is open there.
std::string restOfCall(const std::string& text, std::size_t at) {
    int open = 1;
    bool quoted = false;
    std::size_t end = at;
    for (; end < text.size() && open > 0; ++end) {
        const char c = text[end];
        if (c == '\\') ++end;
        if (c == '"') quoted = !quoted;
        if (!quoted && (c == '(' || c == '{')) ++open;
        if (!quoted && (c == ')' || c == '}')) --open;
    }
    return text.substr(at, end - at - 1);
}

// Without each Message::tr(...): its template is a literal, or it would not compile.
std::string withoutMessages(std::string text) {
    const std::string call = "Message::tr(";
    for (std::size_t at = 0; (at = text.find(call)) != text.npos;)
        text.erase(at, call.size() + restOfCall(text, at + call.size()).size() + 1);
    return text;
}

// An error's sentence is a message: no text is put together where it is made.
TEST(CoreErrors, AreMadeOfTemplates) {
    const fs::path root = fs::path(CONVSCOPE_TEST_DATA).parent_path();
    const std::regex made(R"((?:\bError(?: \w+)?\(|\{)\s*(?:ErrorCode::\w+|code|[\w.>()-]*\bcode\(\)),)");
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(root / "core")) {
        const std::string name = entry.path().lexically_relative(root).generic_string();
        const bool source = name.ends_with(".cpp") || name.ends_with(".h");
        if (!source || name == "core/base/error.h") continue;
        std::ifstream file(entry.path());
        std::stringstream bytes;
        bytes << file.rdbuf();
        const std::string text = withoutComments(bytes.str());
        for (std::sregex_iterator it(text.begin(), text.end(), made), end; it != end; ++it, ++count) {
            const auto at = static_cast<std::size_t>(it->position() + it->length());
            const std::string rest = withoutMessages(restOfCall(text, at));
            const auto line = 1 + std::count(text.begin(), text.begin() + it->position(), '\n');
            EXPECT_EQ(rest.find_first_of("\"+"), rest.npos)
                << name << ":" << line << ": say Message::tr(\"... %1 ...\", argument) instead of" << rest;
        }
        EXPECT_EQ(text.find("verbatim(\""), text.npos) << name << ": words have a template, Message::tr";
    }
    EXPECT_GT(count, 100);
}

} // namespace
} // namespace cnn::test_message
