// convscope check and convscope help scene: what a scene may hold, and what is wrong with one.
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"

#include <QDir>

namespace test_cli_check {

namespace {

const QString lessons = CONVSCOPE_TEST_DATA "/../resources/lessons", fixtures = CONVSCOPE_TEST_DATA "/fixtures";

QStringList filesIn(const QString& folder) {
    QStringList all;
    for (const QString& name : QDir(folder).entryList({"*.json", "*.run"}, QDir::Files)) all << folder + '/' + name;
    return all;
}

TEST(Check, EveryLessonIsInOrder) {
    const Outcome outcome = run(QStringList{"check"} + filesIn(lessons));
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.toStdString() + outcome.err.toStdString(), "");
}

TEST(Check, SoIsEverythingThatWasSaved) {
    const Outcome outcome =
        run(QStringList{"check"} + filesIn(fixtures) + filesIn(fixtures + "/scenes") + filesIn(fixtures + "/usual"));
    EXPECT_EQ(outcome.code, 0) << outcome.out.toStdString();
    EXPECT_EQ(outcome.out.toStdString(), "");
}

TEST(Check, SoIsEveryLecture) {
    const Outcome outcome = run(QStringList{"check"} + filesIn(CONVSCOPE_TEST_DATA "/../resources/lectures"));
    EXPECT_EQ(outcome.code, 0) << outcome.out.toStdString();
    EXPECT_EQ(outcome.out.toStdString(), "");
}

TEST(Check, ALectureIsSaidWithTheLineOfItsScene) {
    const TempFolder folder;
    folder.write("a.json", "{\"convscope\": 1, \"lecture\": \"x\", \"scenes\": [\n{\"lesson\": \"no-such\"}]}");
    const Outcome outcome = run({"check", "a.json"}, QString::fromStdString(folder.path().string()));
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out.startsWith("a.json:2: There is no lesson \"no-such\"")) << outcome.out.toStdString();
}

TEST(Check, WhatIsWrongIsSaidWithFileAndLineAndTheCodeIs1) {
    const TempFolder folder;
    folder.write("good.json", "{\"convscope\": 1, \"lesson\": \"shift\", \"scene\": {}}");
    folder.write("key.json", "{\"convscope\": 1, \"lesson\": \"stride\",\n\"scene\": {\n\"input\": [\"1\"],\n"
                             "\"stirde\": 3,\n\"relu\": 1}}");
    folder.write("cut.json", "{\"convscope\": 1,\n");
    folder.write("damaged.run", "nothing");
    const QString where = QString::fromStdString(folder.path().string());
    const Outcome outcome = run({"check", "good.json", "key.json", "cut.json", "damaged.run", "none.json"}, where);
    EXPECT_EQ(outcome.code, 1);
    const QStringList lines = outcome.out.split('\n', Qt::SkipEmptyParts);
    ASSERT_EQ(lines.size(), 5) << outcome.out.toStdString();
    EXPECT_EQ(lines[0].toStdString(), "key.json:4: \"stirde\" means nothing here: do you mean \"stride\"?");
    EXPECT_EQ(lines[1].toStdString(), "key.json:5: \"relu\" must be true or false, not 1.");
    EXPECT_TRUE(lines[2].startsWith("cut.json:2: this is no JSON")) << lines[2].toStdString();
    EXPECT_TRUE(lines[3].startsWith("damaged.run:1: ")) << lines[3].toStdString();
    EXPECT_TRUE(lines[4].startsWith("none.json:1: ")) << lines[4].toStdString();
    EXPECT_TRUE(outcome.err.contains("key.json, cut.json, damaged.run, none.json")) << outcome.err.toStdString();
}

TEST(Check, ReadsTheWordsOfALessonInAnotherLanguage) {
    const TempFolder folder;
    folder.write("stride.de.json", "{\"title\": \"Schrittweite\"}");
    folder.write("padding.de.json", "{\n\"titel\": \"Rand\"}");
    folder.write("lost.de.json", "{}");
    const QString where = QString::fromStdString(folder.path().string());
    const Outcome outcome = run({"check", "stride.de.json", "padding.de.json", "lost.de.json"}, where);
    EXPECT_EQ(outcome.code, 1);
    EXPECT_EQ(outcome.out.toStdString(),
              "padding.de.json:2: \"titel\" means nothing here: do you mean \"title\"?\n"
              "lost.de.json:1: there is no lesson \"lost\": neither lost.json beside this file nor one of the "
              "program's.\n");
}

TEST(Check, WithoutAFileIsWrongUsage) {
    expectRefused(run({"check"}), 2, {"FILE is missing", "convscope help check"});
}

TEST(HelpScene, SaysWhatEveryPageTakes) {
    const Outcome pages = run({"help", "scene"});
    EXPECT_EQ(pages.code, 0);
    const QString list = pages.out.section("Pages: ", 1).section('.', 0, 0);
    ASSERT_GE(list.split(", ").size(), 9) << pages.out.toStdString();
    for (const QString& page : list.split(", ")) {
        const Outcome help = run({"help", "scene", page});
        EXPECT_EQ(help.code, 0) << page.toStdString();
        EXPECT_TRUE(help.out.startsWith("A scene on the page \"" + page + "\"")) << help.out.toStdString();
    }
    const QString window = run({"help", "scene", "window"}).out;
    EXPECT_TRUE(window.contains("\n  stride           1 to 6, or two of them: down, across; usually [1,1]\n"))
        << window.toStdString();
    EXPECT_TRUE(window.contains("\n  padTop           Padding top\n")) << window.toStdString();
    expectRefused(run({"help", "scene", "widow"}), 2, {"\"widow\"", "window"});
}

} // namespace

} // namespace test_cli_check
