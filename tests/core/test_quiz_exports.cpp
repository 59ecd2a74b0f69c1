// Questions in the files of learning platforms, read back by readers of their own: each answer is judged by the core.
#include "core/base/error.h"
#include "core/files/zip_archive.h"
#include "core/files/zip_write.h"
#include "core/quiz/quiz_export.h"
#include "core/tensor/decimal.h"
#include "tests/support/xml_node.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace test_quiz_exports {

using namespace cnn;

namespace {

const std::vector<QuizQuestion>& questions() {
    static const auto all = makeQuestions({}, 200, 7, Difficulty::Usual);
    return all;
}

// Bytes that differ from picture to picture, and are no text.
std::vector<std::uint8_t> stamp(const QuizPicture& picture) {
    std::vector<std::uint8_t> bytes{0x89, 'P', 'N', 'G', 0, 255, ']', ']', '>'};
    for (const auto& grid : picture.grids) bytes.push_back(static_cast<std::uint8_t>(grid.values.size()));
    return bytes;
}

QuizExport withPictures() {
    QuizExport as;
    as.png = stamp;
    as.title = "Review & more <1>";
    return as;
}

std::size_t skippable(bool typedToo) {
    return static_cast<std::size_t>(std::ranges::count_if(
        questions(), [=](const QuizQuestion& q) { return q.picture.needed || (typedToo && q.isTyped()); }));
}

// Those that a format without pictures takes.
std::vector<const QuizQuestion*> withoutPictures(bool typedToo = true) {
    std::vector<const QuizQuestion*> all;
    for (const QuizQuestion& q : questions())
        if (!q.picture.needed && (typedToo || !q.isTyped())) all.push_back(&q);
    return all;
}

std::string htmlOf(const Message& message) {
    std::string safe;
    for (const char c : message.english())
        safe += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : std::string(1, c);
    return "<p>" + safe + "</p>";
}

std::string unpacked(const std::string& base64) {
    static const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, there = 0;
    for (const char c : base64) {
        if (c == '=') break;
        bits = bits << 6U | static_cast<unsigned>(letters.find(c));
        there += 6;
        if (there >= 8) bytes += static_cast<char>(bits >> (there -= 8) & 255U);
    }
    return bytes;
}

std::string bytesOf(const QuizPicture& picture) {
    const auto bytes = stamp(picture);
    return {bytes.begin(), bytes.end()};
}

void expectMoodleAnswers(const XmlNode& node, const QuizQuestion& q) {
    const auto answers = node.all("answer");
    ASSERT_EQ(answers.size(), q.isTyped() ? q.mistakes.size() + 1 : q.options.size());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const XmlNode& answer = *answers[i];
        const bool right = answer.attributes.at("fraction") == "100";
        const std::string told = answer.only("feedback").only("text").text;
        if (q.isTyped()) {
            const auto verdict = judge(q, answer.only("text").text);
            ASSERT_TRUE(verdict.has_value());
            EXPECT_EQ(verdict->right, right);
            if (!right) {
                EXPECT_EQ(told, htmlOf(verdict->mistake.value()));
            }
            EXPECT_EQ(std::stod(answer.only("tolerance").text),
                      i == 0 ? q.tolerance() : q.tolerance(q.mistakes[i - 1]));
        } else {
            EXPECT_EQ(judgeOption(q, i).right, right);
            if (!right) {
                EXPECT_EQ(told, htmlOf(*q.options[i].mistake));
            }
            if (!q.options[i].grid) {
                EXPECT_EQ(answer.only("text").text, htmlOf(q.options[i].text));
            }
        }
    }
}

TEST(MoodleXml, HoldsEveryQuestionWithItsPictureAndAnswers) {
    const QuizFile file = moodleXml(questions(), withPictures());
    EXPECT_EQ(file.written, questions().size());
    EXPECT_EQ(file.skipped, 0U);
    ASSERT_TRUE(file.bytes.starts_with("<?xml")); // the very first bytes, no mark before them
    const XmlNode root = XmlReader::read(file.bytes);
    const auto all = root.all("question");
    ASSERT_EQ(all.size(), questions().size() + 1);
    EXPECT_EQ(all[0]->only("category").only("text").text, "$course$/top/Review & more <1>");
    for (std::size_t i = 0; i < questions().size(); ++i) {
        const QuizQuestion& q = questions()[i];
        const XmlNode& node = *all[i + 1];
        SCOPED_TRACE(q.ask.english());
        EXPECT_EQ(node.attributes.at("type"), q.isTyped() ? "numerical" : "multichoice");
        const XmlNode& asked = node.only("questiontext");
        EXPECT_TRUE(asked.only("text").text.starts_with(htmlOf(q.ask)));
        EXPECT_EQ(asked.all("file").size(), q.picture.any() ? 1U : 0U);
        if (q.picture.any()) {
            EXPECT_EQ(unpacked(asked.only("file").text), bytesOf(q.picture));
            EXPECT_NE(asked.only("text").text.find("@@PLUGINFILE@@/" + asked.only("file").attributes.at("name")),
                      std::string::npos);
        }
        expectMoodleAnswers(node, q);
    }
}

// What the picture's words say of a grid: its role, and every number of it; "?" where one is asked for, "_" elsewhere.
std::string wordsOf(const QuizPicture::Grid& g) {
    std::string text = g.role;
    for (int c = 0; c < g.values.shape().c; ++c) {
        text += " [";
        for (int y = 0; y < g.values.shape().h; ++y) {
            text += y == 0 ? "[" : ", [";
            for (int x = 0; x < g.values.shape().w; ++x) {
                const float v = g.values.at(c, y, x);
                const bool asked = g.marked && g.marked->y == y && g.marked->x == x;
                text += x == 0 ? "" : ", ";
                text += !std::isnan(v) ? Decimal::rounded(static_cast<double>(v), 2).text() : asked ? "?" : "_";
            }
            text += "]";
        }
        text += "]";
    }
    return text;
}

TEST(MoodleXml, WhoDoesNotSeeThePictureReadsItsNumbersAndWhichAreUnknown) {
    const XmlNode root = XmlReader::read(moodleXml(questions(), withPictures()).bytes);
    const auto all = root.all("question");
    std::size_t unknown = 0;
    for (std::size_t i = 0; i < questions().size(); ++i) {
        const std::string html = all[i + 1]->only("questiontext").only("text").text;
        for (const QuizPicture::Grid& g : questions()[i].picture.grids) {
            EXPECT_NE(html.find(wordsOf(g)), std::string::npos) << wordsOf(g) << "\n" << html;
            unknown += wordsOf(g).find('?') != std::string::npos ? 1 : 0;
        }
    }
    EXPECT_GT(unknown, 0U);
}

TEST(MoodleXml, WithoutPicturesLeavesOutWhatNeedsOne) {
    const QuizFile file = moodleXml(questions(), {});
    EXPECT_EQ(file.skipped, skippable(false));
    EXPECT_EQ(file.written + file.skipped, questions().size());
    EXPECT_EQ(XmlReader::read(file.bytes).all("question").size(), file.written + 1);
}

TEST(MoodleXml, NamesAreUnlike) {
    std::set<std::string> names;
    const XmlNode root = XmlReader::read(moodleXml(questions(), withPictures()).bytes);
    for (const XmlNode* node : root.all("question"))
        if (!node->all("name").empty()) {
            EXPECT_TRUE(names.insert(node->only("name").only("text").text).second);
        }
}

// ---- GIFT ----------------------------------------------------------------------------------------------------------

// Up to an unescaped one of these signs; without the backslashes.
std::string giftPart(const std::string& text, std::size_t& at, const std::string& ends) {
    std::string part;
    for (; at < text.size() && ends.find(text[at]) == std::string::npos; ++at) {
        if (text[at] == '\\') ++at;
        part += text[at];
    }
    return part;
}

TEST(Gift, IsReadBackWithItsEscapes) {
    const QuizFile file = giftText(questions(), {});
    EXPECT_EQ(file.skipped, skippable(false));
    std::size_t at = file.bytes.find("\n\n") + 2, count = 0;
    EXPECT_TRUE(file.bytes.starts_with("$CATEGORY: $course$/top/ConvScope\n"));
    for (const QuizQuestion* q : withoutPictures()) {
        SCOPED_TRACE(q->ask.english());
        ASSERT_EQ(file.bytes.substr(at, 2), "::");
        at = file.bytes.find("::", at + 2) + 2;
        EXPECT_EQ(giftPart(file.bytes, at, "{"), q->ask.english() + " ");
        const std::size_t end = file.bytes.find("\n}\n", at);
        const std::string block = file.bytes.substr(at + 1, end - at - 1);
        EXPECT_EQ(block.starts_with("#"), q->isTyped());
        EXPECT_EQ(block.find("\n\n"), std::string::npos); // a blank line would end the question
        std::size_t line = block.find('\t');
        for (std::size_t i = 0; block[line + 1] != '#'; ++i) {
            ++line;
            const bool right = block[line] == '=' && !block.substr(line).starts_with("=%0%");
            line += right || block[line] == '~' ? 1 : 4;
            const std::string answer = giftPart(block, line, "#");
            const std::string told = giftPart(block, ++line, "\t");
            const auto verdict = q->isTyped() ? judge(*q, answer.substr(0, answer.find(':'))) : judgeOption(*q, i);
            ASSERT_TRUE(verdict.has_value()) << answer;
            EXPECT_EQ(verdict->right, right) << answer;
            if (!right) {
                EXPECT_EQ(told, verdict->mistake.value().english() + "\n");
            }
            if (!q->isTyped()) {
                EXPECT_EQ(answer, q->options[i].text.english());
            }
        }
        at = end + 4;
        ++count;
    }
    EXPECT_EQ(count, file.written);
}

// ---- Aiken and CSV -------------------------------------------------------------------------------------------------

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = text.find('\n', from);
        lines.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return lines;
}

TEST(Aiken, HoldsTheChoicesOnly) {
    const QuizFile file = aikenText(questions(), {});
    EXPECT_EQ(file.skipped, skippable(true));
    const auto choices = withoutPictures(false);
    ASSERT_EQ(file.written, choices.size());
    const auto lines = linesOf(file.bytes);
    std::size_t at = 0;
    for (const QuizQuestion* q : choices) {
        EXPECT_EQ(lines.at(at++), q->ask.english());
        for (std::size_t i = 0; i < q->options.size(); ++i)
            EXPECT_EQ(lines.at(at++), std::string(1, static_cast<char>('A' + i)) + ". " + q->options[i].text.english());
        ASSERT_TRUE(lines.at(at).starts_with("ANSWER: "));
        EXPECT_TRUE(judgeOption(*q, static_cast<std::size_t>(lines.at(at++).back() - 'A')).right);
        if (at < lines.size()) {
            EXPECT_EQ(lines[at++], "");
        }
    }
    EXPECT_EQ(at, lines.size());
}

std::vector<std::vector<std::string>> csvRows(const std::string& text) {
    std::vector<std::vector<std::string>> rows{{""}};
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            rows.back().back() += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == ',')
            rows.back().emplace_back();
        else if (!quoted && c == '\r')
            continue;
        else if (!quoted && c == '\n')
            rows.push_back({""});
        else
            rows.back().back() += c;
    }
    rows.pop_back();
    return rows;
}

TEST(QuizCsv, HasALineForEachQuestion) {
    const QuizFile file = quizCsv(questions(), {});
    const auto rows = csvRows(file.bytes);
    const auto all = withoutPictures();
    ASSERT_EQ(rows.size(), all.size() + 1);
    EXPECT_EQ(file.skipped + all.size(), questions().size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& row = rows[i + 1];
        ASSERT_EQ(row.size(), 11U);
        EXPECT_EQ(row[3], all[i]->ask.english());
        EXPECT_EQ(row[10], all[i]->why.english());
        const QuizQuestion again = makeQuestion(row[0], std::stoull(row[1]), Difficulty::Usual);
        EXPECT_EQ(again.fingerprint(), all[i]->fingerprint());
        if (all[i]->isTyped()) {
            EXPECT_TRUE(judge(*all[i], row[8]).value().right);
        } else
            EXPECT_TRUE(judgeOption(*all[i], static_cast<std::size_t>(row[8][0] - 'A')).right);
    }
}

// ---- QTI -----------------------------------------------------------------------------------------------------------

std::string contentOf(const ZipArchive& zip, const std::string& name) {
    const auto at = std::ranges::find(zip.names(), name);
    if (at == zip.names().end()) throw std::runtime_error("no " + name);
    return zip.content(static_cast<std::size_t>(at - zip.names().begin()), 1U << 24U, name);
}

// The ident, or the number, that scores 100.
const XmlNode& scoring(const XmlNode& item) {
    for (const XmlNode* condition : item.deep("respcondition"))
        if (!condition->all("setvar").empty()) return condition->only("conditionvar");
    throw std::runtime_error("no answer scores");
}

void expectQtiAnswer(const XmlNode& item, const QuizQuestion& q) {
    const XmlNode& when = scoring(item);
    const std::string equal = when.deep("varequal").front()->text;
    if (q.isTyped()) {
        EXPECT_TRUE(judge(q, equal).value().right);
        EXPECT_TRUE(judge(q, when.deep("vargte").front()->text).value().right);
        EXPECT_TRUE(judge(q, when.deep("varlte").front()->text).value().right);
        return;
    }
    const auto labels = item.deep("response_label");
    ASSERT_EQ(labels.size(), q.options.size());
    for (std::size_t i = 0; i < labels.size(); ++i)
        EXPECT_EQ(labels[i]->attributes.at("ident") == equal, judgeOption(q, i).right);
}

TEST(Qti, IsAZipWithAManifestItemsAndPicturesAsFiles) {
    const QtiPackage package = qtiPackage(questions(), withPictures());
    EXPECT_EQ(package.written, questions().size());
    const std::string bytes = zipBytes(package.files), name = "quiz.zip";
    const ZipArchive zip(bytes, name);
    EXPECT_EQ(zip.names().front(), "imsmanifest.xml");
    std::set<std::string> named; // files that the manifest speaks of
    const XmlNode manifest = XmlReader::read(contentOf(zip, "imsmanifest.xml"));
    for (const XmlNode* file : manifest.deep("file")) named.insert(file->attributes.at("href"));
    EXPECT_EQ(named.size() + 1, zip.names().size());
    for (const std::string& file : named) EXPECT_NO_THROW(contentOf(zip, file)) << file;
    EXPECT_EQ(XmlReader::read(contentOf(zip, "assessment/assessment_meta.xml")).only("points_possible").text,
              std::to_string(questions().size()));
    const XmlNode root = XmlReader::read(contentOf(zip, "assessment/assessment.xml"));
    const auto items = root.deep("item");
    ASSERT_EQ(items.size(), questions().size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const QuizQuestion& q = questions()[i];
        SCOPED_TRACE(q.ask.english());
        const std::string asked = items[i]->only("presentation").only("material").only("mattext").text;
        EXPECT_TRUE(asked.starts_with(htmlOf(q.ask)));
        const std::size_t source = asked.find("%24IMS-CC-FILEBASE%24/");
        EXPECT_EQ(source != std::string::npos, q.picture.any());
        if (q.picture.any()) {
            const std::size_t from = source + std::string("%24IMS-CC-FILEBASE%24/").size();
            EXPECT_EQ(contentOf(zip, asked.substr(from, asked.find('"', from) - from)), bytesOf(q.picture));
        }
        expectQtiAnswer(*items[i], q);
        std::set<std::string> told;
        for (const XmlNode* feedback : items[i]->all("itemfeedback"))
            EXPECT_TRUE(told.insert(feedback->attributes.at("ident")).second);
        for (const XmlNode* shown : items[i]->deep("displayfeedback"))
            EXPECT_TRUE(told.contains(shown->attributes.at("linkrefid")));
    }
}

TEST(Exports, AreTheSameBytesEachTime) {
    const auto again = makeQuestions({}, 200, 7, Difficulty::Usual);
    EXPECT_EQ(moodleXml(questions(), withPictures()).bytes, moodleXml(again, withPictures()).bytes);
    EXPECT_EQ(giftText(questions(), {}).bytes, giftText(again, {}).bytes);
    EXPECT_EQ(zipBytes(qtiPackage(questions(), withPictures()).files),
              zipBytes(qtiPackage(again, withPictures()).files));
}

TEST(Exports, SpeakTheLanguageTheyAreGiven) {
    QuizExport as;
    as.translate = [](const char* words, std::int64_t) { return std::string("~") + words; };
    const auto choices = withoutPictures(false);
    const QuizFile file = aikenText(std::span(choices.front(), 1), as);
    EXPECT_TRUE(file.bytes.starts_with("~")) << file.bytes;
}

TEST(Zip, HoldsWhatWasPutIn) {
    const std::vector<std::pair<std::string, std::string>> files{
        {"a.txt", "hello"}, {"folder/\xc3\xa4.bin", std::string("\0\xff", 2)}, {"empty", ""}};
    const std::string bytes = zipBytes(files), name = "a.zip";
    const ZipArchive zip(bytes, name);
    ASSERT_EQ(zip.names().size(), 3U);
    for (std::size_t i = 0; i < files.size(); ++i) {
        EXPECT_EQ(zip.names()[i], files[i].first);
        EXPECT_EQ(zip.content(i, 100, "it"), files[i].second);
    }
    EXPECT_EQ(bytes, zipBytes(files));
}

} // namespace

} // namespace test_quiz_exports
