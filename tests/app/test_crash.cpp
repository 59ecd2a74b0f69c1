// The real program, killed while somebody types into it: the next start shows what was kept and a notice of it.
#include "tests/app/typed_into.h"

#include <QJsonArray>
#include <csignal>

namespace test_crash {

namespace {

const QString lesson = "cross-correlation";

// The first cell of the input as the session has it; -1: there is none yet.
int kept(const TempFolder& home) {
    const ui::SessionState state = ui::SessionFile(sessionFolder(home)).read();
    const QString row = state.scenes.value(lesson)["input"].toArray().at(0).toString();
    return row.isEmpty() ? -1 : row.section(' ', 0, 0).toInt();
}

// The lesson is in front, on the step that reads the first cell.
void prepare(const TempFolder& home) {
    ui::SessionState state;
    state.lesson = lesson;
    state.clean = true;
    state.scenes[lesson] = {{"operation", "conv"},
                            {"input", QJsonArray{"0 1 2", "3 4 5", "6 7 8"}},
                            {"kernel", QJsonArray{"0 1", "2 3"}},
                            {"step", 1}};
    const ui::SessionFile file(sessionFolder(home));
    file.makeFolder();
    file.write(state);
}

} // namespace

// Every start goes on from what the last one left; a kill takes only what came after the last save.
TEST(Crash, WhatWasSavedIsThereAtTheNextStartAndIsMentioned) {
    const TempFolder home;
    prepare(home);
    int saved = -1;
    for (int round = 0; round < 5; ++round) {
        const int from = std::max(saved, 0) + 10;
        TypedInto program(home, from);
        ASSERT_TRUE(comes([&] { return kept(home) >= from; })) << program.readAllStandardError().toStdString();
        if (round > 0) {
            EXPECT_TRUE(program.said("notice").startsWith("Restored what you did last time.")) << round;
            EXPECT_TRUE(program.said("stage").contains("Row 1, column 1: " + QString::number(saved) + "×"))
                << program.said("stage").toStdString();
        }
        // In the middle of the next numbers.
        const int seen = program.typed() + 1 + round;
        ASSERT_TRUE(comes([&] { return program.typed() >= seen; }));
        const int before = kept(home);
        program.crash();
        saved = kept(home);
        EXPECT_GE(saved, before) << "a save was lost";
        EXPECT_LE(saved, program.typed() + 1) << "nobody typed that";
        EXPECT_FALSE(ui::SessionFile(sessionFolder(home)).read().clean);
    }
}

// Every few seconds the run is saved; killed, the program begins again where it was saved and shows a notice of it.
TEST(Crash, ATrainingGoesOnFromItsLastSaveAndThatIsMentioned) {
    const TempFolder home;
    prepareRun(home);
    double saved = 0;
    for (int round = 0; round < 2; ++round) {
        TypedInto program(home, -1, true);
        if (round > 0) {
            EXPECT_TRUE(comes([&] { return program.said("notice").startsWith("The run of last time is back"); }))
                << program.said("notice").toStdString();
        }
        QElapsedTimer apart;
        for (int save = round; save < 2; ++save) { // the second one comes while nothing else happens
            const double before = saved;
            apart.start();
            ASSERT_TRUE(comes([&] { return keptEpochs(home) > before; })) << program.said("batch").toStdString();
            saved = keptEpochs(home);
        }
        RecordProperty("seconds_between_saves_" + std::to_string(round),
                       std::to_string(1e-9 * static_cast<double>(apart.nsecsElapsed())));
        program.crash();
        EXPECT_GE(keptEpochs(home), saved) << "a save was lost";
        saved = keptEpochs(home);
    }
}

// As if the user had closed the window: what the user typed last is kept, and the next start has nothing to mention.
TEST(Crash, ASignalThatAsksTheProgramToEndClosesTheWindowInOrder) {
    const TempFolder home;
    prepare(home);
    int last = 0;
    for (const int signal : {SIGTERM, SIGHUP, SIGINT}) {
        TypedInto program(home, last + 10);
        ASSERT_TRUE(comes([&] { return program.typed() >= last + 12; }))
            << program.readAllStandardError().toStdString();
        ::kill(static_cast<pid_t>(program.processId()), signal);
        ASSERT_TRUE(program.waitForFinished(-1));
        EXPECT_EQ(program.exitStatus(), QProcess::NormalExit) << signal;
        EXPECT_EQ(program.exitCode(), 0) << signal;
        last = program.typed();
        EXPECT_EQ(kept(home), last) << signal;
        EXPECT_TRUE(ui::SessionFile(sessionFolder(home)).read().clean) << signal;
    }
}

} // namespace test_crash
