// convscope code --as loops: plain Python, run where there is one, makes the lesson's numbers.
#include "tests/app/program.h"

#include <QDir>

namespace test_cli_loops {

namespace {

bool hasPython() {
    QProcess process;
    process.start("python3", {"-c", "pass"});
    return process.waitForFinished() && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

TEST(CodeAsLoops, NamesTheIndicesOfTheStepAndNeedsNoLibrary) {
    const Outcome outcome = run({"code", "cross-correlation", "--as", "loops"});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.out.contains("# now: oy = 0, ox = 1"));
    EXPECT_TRUE(outcome.out.contains("# now: ky = 1, kx = 1, so iy = 1, ix = 2"));
    EXPECT_FALSE(outcome.out.contains("import"));
}

TEST(CodeAsLoops, MakesTheNumbersOfEveryLesson) {
    if (!hasPython()) GTEST_SKIP() << "no python3";
    QProcess process;
    process.start("python3", {CONVSCOPE_TEST_DATA "/golden/run_loops.py", CONVSCOPE_PROGRAM});
    constexpr int untilHung = 600000;
    ASSERT_TRUE(process.waitForFinished(untilHung));
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardOutput().toStdString()
                                     << process.readAllStandardError().toStdString();
}

TEST(CodeAsLoops, MakesTheNumbersOfScenesWithEverySetting) {
    if (!hasPython()) GTEST_SKIP() << "no python3";
    QStringList arguments{CONVSCOPE_TEST_DATA "/golden/run_loops.py", CONVSCOPE_PROGRAM};
    const QDir scenes(CONVSCOPE_TEST_DATA "/fixtures/scenes");
    for (const char* name : {"window-conv", "window-pooling", "window-signal", "backward-kernel", "backward-pooling",
                             "channels", "shift", "norm", "field", "fit", "stamp"})
        arguments << scenes.filePath(QString(name) + ".json");
    QProcess process;
    process.start("python3", arguments);
    constexpr int untilHung = 600000;
    ASSERT_TRUE(process.waitForFinished(untilHung));
    EXPECT_EQ(process.exitCode(), 0) << process.readAllStandardOutput().toStdString()
                                     << process.readAllStandardError().toStdString();
}

} // namespace

} // namespace test_cli_loops
