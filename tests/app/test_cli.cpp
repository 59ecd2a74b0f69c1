// What holds for every command: help, version, wrong usage, exit codes.
#include "core/base/core_level.h"
#include "core/layers/catalog.h"
#include "tests/app/program.h"

#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace test_cli {

namespace {

const QString icon = CONVSCOPE_TEST_DATA "/../resources/icons/convscope.svg";

QString contentOf(const QString& name) {
    QFile file(name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

const QStringList commands{"lessons",    "check", "op",      "correlate1d", "filter",          "train",
                           "eval",       "maps",  "explain", "bench",       "receptive-field", "render",
                           "screenshot", "code",  "tour",    "quiz"};

TEST(CommandLine, NamesEveryCommandInTheHelp) {
    const Outcome help = run({"--help"});
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(help.err.toStdString(), "");
    for (const QString& command : commands) EXPECT_TRUE(help.out.contains("\n    " + command + " "));
    EXPECT_EQ(run({"help"}).out, help.out);
    EXPECT_EQ(run({"-h"}).out, help.out);
}

TEST(CommandLine, ExplainsEachCommandInBothSpellings) {
    for (const QString& command : commands) {
        const Outcome help = run({"help", command});
        EXPECT_EQ(help.code, 0);
        EXPECT_TRUE(help.out.startsWith("Usage: convscope " + command)) << help.out.toStdString();
        EXPECT_EQ(run({command, "--help"}).out, help.out);
    }
}

// By the names and settings in the layers' own facts.
TEST(CommandLine, ListsTheKindsOfLayer) {
    const Outcome list = run({"help", "layers"});
    EXPECT_EQ(list.code, 0);
    for (const cnn::LayerKind& kind : cnn::layerKinds()) {
        EXPECT_TRUE(list.out.contains(QString("\n  %1 ").arg(kind.kind))) << kind.kind;
        EXPECT_TRUE(list.out.contains(QString(" %1: ").arg(kind.title))) << kind.title;
        for (const cnn::LayerSetting& s : kind.settings)
            EXPECT_TRUE(list.out.contains(QString(s.key) + (s.choices.empty() ? " from " : ": "))) << s.key;
    }
    EXPECT_TRUE(list.out.contains("slope from 0 to 1, usually 0.01")) << list.out.toStdString();
    EXPECT_TRUE(list.out.contains("ceil: down (usually), up")) << list.out.toStdString();
    EXPECT_FALSE(list.out.contains('{') && list.out.contains("{slope}"));
}

// The commands themselves, as the help names them.
TEST(CommandLine, ItsHelpFitsATerminalOfAHundredColumns) {
    QStringList helps{"--help", "help layers"};
    for (const QString& line : run({"--help"}).out.split('\n'))
        if (line.startsWith("    ") && !line.startsWith("     ")) helps << "help " + line.trimmed().section(' ', 0, 0);
    EXPECT_GT(helps.size(), commands.size());
    for (const QString& help : helps) {
        const Outcome outcome = run(help.split(' '));
        EXPECT_EQ(outcome.code, 0) << help.toStdString();
        for (const QString& line : outcome.out.split('\n'))
            EXPECT_LE(line.size(), 100) << help.toStdString() << ": " << line.toStdString();
    }
    // No word is lost, and an example that goes on in another line can be pasted.
    const QString maps = run({"help", "maps"}).out;
    EXPECT_TRUE(maps.simplified().contains("A value is a square of --cell pixels, 1 for a pixel a value."));
    EXPECT_TRUE(maps.contains(" \\\n          "));
}

// What an installation has beside the program is made of the same list.
TEST(CommandLine, WritesManualAndCompletionsThatNameEveryCommandAndOption) {
    const QTemporaryDir folder;
    const Outcome outcome = run({"desktop-files", icon, "--sizes", "16,48", "-o", folder.path()});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    QStringList listed;
    for (const QString& line : run({"--help"}).out.split('\n'))
        if (line.startsWith("    ") && !line.startsWith("     ")) listed << line.trimmed().section(' ', 0, 0);
    for (const char* name : {"convscope.1", "convscope.bash", "convscope.zsh", "convscope.fish"}) {
        const QString text = contentOf(folder.filePath(name));
        for (const QString& command : listed)
            EXPECT_TRUE(text.contains(QRegularExpression("\\b" + command.section('-', 0, 0) + "\\b")))
                << name << " lacks " << command.toStdString();
        for (const char* option : {"transparent", "dilation", "rounds"})
            EXPECT_TRUE(text.contains(option)) << name << " lacks " << option;
        EXPECT_FALSE(text.contains("desktop-files") || text.contains("desktop\\-files")) << name;
    }
    for (const int side : {16, 48})
        EXPECT_EQ(QImage(folder.filePath(QString("icons/%1/convscope.png").arg(side))).size(), QSize(side, side));
}

// Asked as bash asks when somebody presses Tab.
TEST(CommandLine, BashCompletesCommandsOptionsAndFiles) {
    const QTemporaryDir folder;
    ASSERT_EQ(run({"desktop-files", icon, "--sizes", "16", "-o", folder.path()}).code, 0);
    QFile(folder.filePath("a scene.json")).open(QIODevice::WriteOnly);
    const auto completed = [&](const QStringList& words) {
        QProcess bash;
        bash.setWorkingDirectory(folder.path());
        bash.start("bash", QStringList{"-c",
                                       "compopt() { :; }; convscope() { echo stride; }; source ./convscope.bash; "
                                       "COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _convscope convscope \"${@: -1}\" "
                                       "\"${@: -2:1}\"; printf '%s\\n' \"${COMPREPLY[@]}\"",
                                       "bash", "convscope"} +
                               words);
        bash.waitForFinished();
        return QString(bash.readAllStandardOutput()).trimmed().split('\n');
    };
    EXPECT_EQ(completed({"rend"}), QStringList{"render"});
    EXPECT_EQ(completed({"--vers"}), QStringList{"--version"});
    EXPECT_EQ(completed({"render", "--tr"}), QStringList{"--transparent"});
    EXPECT_EQ(completed({"render", "str"}), QStringList{"stride"});
    EXPECT_EQ(completed({"render", "stride", "--dpi", ""}), QStringList{QString()});
    EXPECT_EQ(completed({"check", "a"}), QStringList{"a scene.json"});
    EXPECT_EQ(completed({"help", "lay"}), QStringList{"layers"});
}

TEST(CommandLine, TellsItsVersion) {
    const Outcome version = run({"--version"});
    EXPECT_EQ(version.code, 0);
    // The commit is that of these sources; from an archive nobody knows it.
    QProcess git;
    git.start("git", {"-C", CONVSCOPE_TEST_DATA "/..", "rev-parse", "--short=12", "HEAD"});
    git.waitForFinished(-1);
    const bool known = QFileInfo::exists(CONVSCOPE_TEST_DATA "/../.git") && git.exitStatus() == QProcess::NormalExit &&
                       git.exitCode() == 0;
    const QString commit = known ? QString(git.readAllStandardOutput()).trimmed() : "unknown";
    EXPECT_EQ(version.out.toStdString(), QString("ConvScope " CONVSCOPE_VERSION " (commit %1, Qt %2, core: %3)\n")
                                             .arg(commit, qVersion(), cnn::coreLevel())
                                             .toStdString());
    EXPECT_EQ(version.err.toStdString(), "");
}

TEST(CommandLine, RefusesACommandThatDoesNotExistAndNamesThoseThatDo) {
    expectRefused(run({"trian"}), 2, {"\"trian\"", "train", "maps", "convscope --help"});
    expectRefused(run({"help", "nothing"}), 2, {"\"nothing\""});
    expectRefused(run({"--bogus"}), 2, {"\"--bogus\""});
}

TEST(CommandLine, RefusesUnknownMissingAndEmptyOptionsWithAHint) {
    expectRefused(run({"op", "conv", "--input", "x.csv", "--kernel", "k.csv", "--bogus", "3"}), 2,
                  {"bogus", "convscope help op"});
    expectRefused(run({"op", "conv", "--input", "x.csv"}), 2, {"--kernel is missing"});
    expectRefused(run({"op", "conv", "--kernel", "k.csv", "--input"}), 2, {"--input"});
    expectRefused(run({"op", "conv", "--kernel", "k.csv", "--input", ""}), 2, {"--input has no value"});
    expectRefused(run({"eval", "--data", "digits"}), 2, {"MODEL is missing", "convscope help eval"});
    expectRefused(run({"eval", "a.onnx", "b.onnx", "--data", "digits"}), 2, {"\"b.onnx\"", "too many"});
}

TEST(CommandLine, RefusesValuesOutOfRangeAndSaysWhatIsAccepted) {
    const auto train = [](const QStringList& more) { return run(QStringList{"train", "--data", "digits"} + more); };
    expectRefused(train({"--lr", "fast"}), 2, {"--lr fast", "a number"});
    expectRefused(train({"--lr", "nan"}), 2, {"--lr nan"});
    expectRefused(train({"--lr", "0"}), 2, {"learning rate"});
    expectRefused(train({"--momentum", "1"}), 2, {"momentum"});
    expectRefused(train({"--batch", "0"}), 2, {"--batch 0", "from 1 to"});
    expectRefused(train({"--epochs", "2.5"}), 2, {"--epochs 2.5", "whole number"});
    expectRefused(train({"--threads", "1000"}), 2, {"--threads 1000"});
    expectRefused(train({"--seed", "-1"}), 2, {"--seed -1"});
    expectRefused(train({"--optimizer", "newton"}), 2, {"--optimizer newton", "sgd, adam"});
    expectRefused(train({"--activation", "gelu"}), 2, {"relu, tanh, sigmoid"});
    expectRefused(train({"-o", "model.pt"}), 2, {"model.pt", ".onnx"});
}

TEST(CommandLine, SaysSoWhenNobodyCanTakeTheResult) {
    Program program;
    program.setArguments({"--version"});
    program.setStandardOutputFile("/dev/full");
    program.start();
    expectRefused(program.finish(), 1, {"standard output"});
}

TEST(CommandLine, SaysThatAWindowNeedsADisplayAndWhatWorksWithoutOne) {
    expectRefused(run({}), 1, {"no display", "tour", "--help"});
}

} // namespace

} // namespace test_cli
