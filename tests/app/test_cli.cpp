// What holds for every command: help, version, wrong usage, exit codes.
#include "core/base/core_level.h"
#include "core/layers/catalog.h"
#include "tests/app/program.h"

namespace {

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

TEST(CommandLine, TellsItsVersion) {
    const Outcome version = run({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.out.toStdString(),
              std::string("ConvScope " CONVSCOPE_VERSION " (core: ") + cnn::coreLevel() + ")\n");
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
