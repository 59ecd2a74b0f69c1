// The real program, killed while somebody types into it: the next start shows what was kept and says so.
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"
#include "ui/model/run_file.h"
#include "ui/shell/session_file.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QThread>

namespace {

const QString lesson = "cross-correlation";

QString in(const TempFolder& folder, const QString& name) {
    return QString::fromStdString(folder.path().string()) + "/" + name;
}

// The program's window in memory, its settings and session in `home`, and a hand that types numbers from `from` on into
// the input's first cell; below 0 it only looks, or starts a training.
class TypedInto : public Program {
public:
    TypedInto(const TempFolder& home, int from, bool starts = false) : Program(in(home, "")), m_home(home) {
        QFile::remove(log());
        QProcessEnvironment e = processEnvironment();
        for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}) e.insert(name, in(home, ""));
        e.insert("QT_QPA_PLATFORM", "offscreen");
        e.insert("QT_QPA_GENERIC_PLUGINS", "typinghand");
        e.insert("QT_PLUGIN_PATH", CONVSCOPE_TEST_PLUGINS);
        e.insert("CONVSCOPE_TYPING_LOG", log());
        e.insert("CONVSCOPE_TYPING_FROM", QString::number(from));
        if (starts) e.insert("CONVSCOPE_TYPING_START", "1");
        setProcessEnvironment(e);
        start();
    }
    ~TypedInto() override { crash(); }
    void crash() {
        kill(); // SIGKILL
        waitForFinished(-1);
    }
    // What the hand wrote behind this word, the last time; empty: nothing yet.
    QString said(const QString& word) const {
        QFile file(log());
        QString last;
        if (file.open(QIODevice::ReadOnly))
            for (const QString& line : QString::fromUtf8(file.readAll()).split('\n'))
                if (line.startsWith(word + ' ')) last = line.mid(word.size() + 1);
        return last;
    }
    int typed() const { return said("typed").isEmpty() ? -1 : said("typed").toInt(); }

private:
    QString log() const { return in(m_home, "typing.log"); }
    const TempFolder& m_home;
};

QString sessionFolder(const TempFolder& home) {
    return in(home, "convscope/convscope");
}

// The first cell of the input as the session has it; -1: there is none yet.
int kept(const TempFolder& home) {
    const ui::SessionState state = ui::SessionFile(sessionFolder(home)).read();
    const QString row = state.scenes.value(lesson)["input"].toArray().at(0).toString();
    return row.isEmpty() ? -1 : row.section(' ', 0, 0).toInt();
}

template<class Condition> bool comes(const Condition& condition) {
    constexpr int untilHung = 120000;
    QElapsedTimer waited;
    waited.start();
    while (!condition())
        if (waited.hasExpired(untilHung))
            return false;
        else
            QThread::msleep(5);
    return true;
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

namespace {

const QString live = "lenet-live";

// The training that is kept for the next start, in epochs; 0: none.
double keptEpochs(const TempFolder& home) {
    const QByteArray bytes = ui::SessionFile(sessionFolder(home)).readKeepsake(live);
    return bytes.isEmpty() ? 0 : ui::savedRunFrom(bytes, "the run").state->progress();
}

} // namespace

// Every few seconds the run is saved; killed, the program begins again where it was saved, and says so.
TEST(Crash, ATrainingGoesOnFromItsLastSaveAndThatIsMentioned) {
    const TempFolder home;
    ui::SessionState state;
    state.lesson = live;
    state.clean = true;
    state.scenes[live] = {{"data", "digits"}, {"epochs", 1000}};
    const ui::SessionFile file(sessionFolder(home));
    file.makeFolder();
    file.write(state);
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
