// convscope quiz: its files, and that every question's step is a scene that loads.
#include "core/quiz/quiz.h"
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"

#include <fstream>
#include <sstream>

namespace test_cli_quiz {

namespace {

QString where(const TempFolder& folder) {
    return QString::fromStdString(folder.path().string());
}

std::string bytesOf(const TempFolder& folder, const char* name) {
    std::ifstream file(folder.path() / name, std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

TEST(CliQuiz, ListsEveryKindUnderItsGroup) {
    const Outcome list = run({"quiz", "--list"});
    EXPECT_EQ(list.code, 0) << list.err.toStdString();
    for (const cnn::QuizKind& kind : cnn::quizKinds())
        EXPECT_TRUE(list.out.contains(QString("\n  %1 ").arg(kind.id))) << kind.id;
    for (const cnn::QuizGroup& group : cnn::quizGroups()) EXPECT_TRUE(list.out.contains(group.id)) << group.id;
}

TEST(CliQuiz, WritesTheSameBytesForTheSameSeed) {
    const TempFolder folder;
    const std::pair<const char*, const char*> beginnings[] = {
        {"xml", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>"},
        {"gift", "$CATEGORY"},
        {"csv", "kind,seed"},
        {"zip", "PK"},
        {"pdf", "%PDF"}};
    for (const auto& [suffix, begins] : beginnings) {
        std::string bytes[3];
        for (int i = 0; i < 3; ++i) {
            const QString name = QString("quiz%1.%2").arg(i).arg(suffix), seed = i < 2 ? "7" : "8";
            const Outcome made =
                run({"quiz", "--kinds", "size,cell", "--count", "6", "--seed", seed, "-o", name}, where(folder));
            ASSERT_EQ(made.code, 0) << made.err.toStdString();
            bytes[i] = bytesOf(folder, name.toStdString().c_str());
            EXPECT_TRUE(bytes[i].starts_with(begins)) << suffix;
        }
        EXPECT_TRUE(bytes[0] == bytes[1]) << suffix;
        EXPECT_FALSE(bytes[0] == bytes[2]) << suffix;
    }
}

TEST(CliQuiz, SaysHowManyWereLeftOut) {
    const TempFolder folder;
    const Outcome made =
        run({"quiz", "--kinds", "max-cell,output-size", "--count", "4", "-o", "a.gift"}, where(folder));
    EXPECT_EQ(made.code, 0) << made.err.toStdString();
    EXPECT_TRUE(made.err.contains("2 questions written.")) << made.err.toStdString();
    EXPECT_TRUE(made.err.contains("2 questions were left out")) << made.err.toStdString();
    const Outcome five = run({"quiz", "--review", "-o", "five.txt"}, where(folder));
    EXPECT_TRUE(five.err.contains("4 questions written.")) << five.err.toStdString();
}

TEST(CliQuiz, RefusesWhatThereIsNot) {
    const TempFolder folder;
    expectRefused(run({"quiz", "--kinds", "sizes", "-o", "a.xml"}, where(folder)), 2, {"sizes", "cell"});
    expectRefused(run({"quiz", "-o", "a.doc"}, where(folder)), 2, {"a.doc"});
    expectRefused(run({"quiz"}, where(folder)), 2, {"-o"});
    expectRefused(run({"quiz", "--difficulty", "odd", "-o", "a.xml"}, where(folder)), 2, {"easy, usual, hard"});
    expectRefused(
        run({"quiz", "--kinds", "one-by-one", "--count", "100", "--sheets", "3", "-o", "none/a.xml"}, where(folder)), 1,
        {"none"});
}

// As files, through the command that says what is wrong with scenes.
TEST(CliQuiz, EveryStepIsASceneThatLoads) {
    const TempFolder folder;
    QStringList check{"check"};
    const auto add = [&](const cnn::QuizQuestion& q) {
        if (q.step.scene.empty()) return; // the lesson's own
        const std::string name = "scene" + std::to_string(check.size()) + ".json";
        folder.write(name,
                     "{\"convscope\": 1, \"lesson\": \"" + q.step.lesson + "\", \"scene\": " + q.step.scene + "}");
        check << QString::fromStdString(name);
    };
    for (const cnn::QuizKind& kind : cnn::quizKinds())
        for (const auto difficulty : {cnn::Difficulty::Easy, cnn::Difficulty::Usual, cnn::Difficulty::Hard})
            for (std::uint64_t seed = 0; seed < 12; ++seed) add(cnn::makeQuestion(kind.id, seed, difficulty));
    for (const cnn::QuizQuestion& q : cnn::reviewQuestions()) add(q);
    ASSERT_GT(check.size(), 1000);
    const Outcome outcome = run(check, where(folder));
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.out.toStdString() + outcome.err.toStdString(), "");
}

// The page of a lesson is the page that the step names.
TEST(CliQuiz, EveryStepNamesALessonOnItsPage) {
    for (const cnn::QuizKind& kind : cnn::quizKinds()) {
        const cnn::QuizQuestion q = cnn::makeQuestion(kind.id, 1, cnn::Difficulty::Usual);
        std::ifstream file(CONVSCOPE_TEST_DATA "/../resources/lessons/" + q.step.lesson + ".json");
        std::ostringstream text;
        text << file.rdbuf();
        EXPECT_NE(text.str().find("\"page\": \"" + q.step.page + "\""), std::string::npos) << kind.id;
    }
}

} // namespace

} // namespace test_cli_quiz
