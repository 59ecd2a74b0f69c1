// The real program, killed while somebody types into it: the next start shows what was kept and says so.
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"
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
// the input's first cell; below 0 it only looks.
class TypedInto : public Program {
public:
    TypedInto(const TempFolder& home, int from) : Program(in(home, "")), m_home(home) {
        QFile::remove(log());
        QProcessEnvironment e = processEnvironment();
        for (const char* name : {"XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"}) e.insert(name, in(home, ""));
        e.insert("QT_QPA_PLATFORM", "offscreen");
        e.insert("QT_QPA_GENERIC_PLUGINS", "typinghand");
        e.insert("QT_PLUGIN_PATH", CONVSCOPE_TEST_PLUGINS);
        e.insert("CONVSCOPE_TYPING_LOG", log());
        e.insert("CONVSCOPE_TYPING_FROM", QString::number(from));
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
