// Runs the real program as somebody at a terminal without a display would.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <gtest/gtest.h>

struct Outcome {
    int code = -1; // exit code; -1 when it crashed or did not come to an end
    QString out, err;
};

// The program in folder `where`, not started yet: no display, no Qt platform, the plain C locale.
class Program : public QProcess {
public:
    explicit Program(const QString& where = {}) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "LANG", "LC_CTYPE"})
            environment.remove(name);
        environment.insert("LC_ALL", "C");
        environment.insert("CONVSCOPE_FASHION_MNIST", where); // no test depends on what is installed
        setProcessEnvironment(environment);
        setProgram(CONVSCOPE_PROGRAM);
        if (!where.isEmpty()) setWorkingDirectory(where);
    }
    Outcome finish() {
        constexpr int untilHung = 600000;
        if (!waitForFinished(untilHung) || exitStatus() != NormalExit) return {-1, {}, readAllStandardError()};
        return {exitCode(), readAllStandardOutput(), readAllStandardError()};
    }
};

inline Outcome run(const QStringList& arguments, const QString& where = {}) {
    Program program(where);
    program.setArguments(arguments);
    program.start();
    return program.finish();
}

// Nothing on stdout, and on stderr exactly one line "convscope: ..." with these words.
inline void expectRefused(const Outcome& outcome, int code, const QStringList& words) {
    EXPECT_EQ(outcome.code, code) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.toStdString(), "");
    EXPECT_TRUE(outcome.err.startsWith("convscope: ")) << outcome.err.toStdString();
    EXPECT_EQ(outcome.err.count('\n'), 1) << outcome.err.toStdString();
    for (const QString& word : words)
        EXPECT_TRUE(outcome.err.contains(word)) << outcome.err.toStdString() << " lacks " << word.toStdString();
}
