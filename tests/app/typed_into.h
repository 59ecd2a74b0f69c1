// The real program while somebody types into it or trains in it, and what it has kept.
#pragma once

#include "tests/app/program.h"
#include "tests/support/temp_folder.h"
#include "ui/model/run_file.h"
#include "ui/shell/session_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>
#include <csignal>

inline QString in(const TempFolder& folder, const QString& name) {
    return QString::fromStdString(folder.path().string()) + "/" + name;
}

// The program's window in memory, its settings and session in `home`, and a hand that types numbers from `from` on into
// the input's first cell; below 0 it only looks, or starts a training. `arguments` are the program's.
class TypedInto : public Program {
public:
    TypedInto(const TempFolder& home, int from, bool starts = false, const QStringList& arguments = {})
        : Program(in(home, "")), m_home(home) {
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
        setChildProcessModifier([] {
            for (const int ends : {SIGHUP, SIGINT, SIGTERM}) ::signal(ends, SIG_DFL); // whatever this test has
        });
        setArguments(arguments);
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

inline QString sessionFolder(const TempFolder& home) {
    return in(home, "convscope/convscope");
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

inline const QString live = "lenet-live";

// The training that is kept for the next start, in epochs; 0: none.
inline double keptEpochs(const TempFolder& home) {
    const QByteArray bytes = ui::SessionFile(sessionFolder(home)).readKeepsake(live);
    return bytes.isEmpty() ? 0 : ui::savedRunFrom(bytes, "the run").state->progress();
}

// The next start shows LeNet live, with digits to learn.
inline void prepareRun(const TempFolder& home) {
    ui::SessionState state;
    state.lesson = live;
    state.clean = true;
    state.scenes[live] = {{"data", "digits"}, {"epochs", 1000}};
    const ui::SessionFile file(sessionFolder(home));
    file.makeFolder();
    file.write(state);
}
