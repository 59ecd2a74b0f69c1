// Commands with several outputs: none is lost because another fails, and names are written as they are given.
#include "core/base/save_file.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/tensor_text.h"
#include "tests/app/program.h"
#include "tests/support/bar_images.h"
#include "tests/support/temp_folder.h"

#include <QDate>
#include <QDir>
#include <QDirIterator>
#include <csignal>
#include <cstring>
#include <sys/mount.h>

namespace test_cli_outputs {

namespace {

namespace fs = std::filesystem;

class Outputs : public testing::Test {
protected:
    void SetUp() override { writeBars(m_folder); }
    QString where() const { return QString::fromStdString(path("").string()); }
    fs::path path(const std::string& name) const { return m_folder.path() / name; }
    std::string bytesOf(const std::string& name) const { return cnn::readFile(path(name), 1U << 30); }
    bool isThere(const std::string& name) const { return fs::is_regular_file(path(name)); }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    // With a shell's redirections and limits; $0 is the program.
    Outcome shell(const QString& script) const {
        Program program(where());
        program.setProgram("sh");
        program.setArguments({"-c", script, CONVSCOPE_PROGRAM});
        program.start();
        return program.finish();
    }
    void write(const std::string& name, std::string_view bytes) const { m_folder.write(name, bytes); }
    void makeNetwork() const { ASSERT_EQ(convscope("train --data . --epochs 1 --batch 50 -o model.onnx").code, 0); }
    // Whether the network is a whole one.
    void expectNetwork(const std::string& name) const {
        EXPECT_EQ(cnn::loadOnnx(path(name)).outputShape(), (cnn::Shape{10, 1, 1, 1}));
    }

private:
    TempFolder m_folder;
};

void expectWords(const QString& text, const QStringList& words) {
    for (const QString& word : words)
        EXPECT_TRUE(text.contains(word)) << text.toStdString() << " lacks " << word.toStdString();
}

} // namespace

// ---- train ----------------------------------------------------------------------------------------------------------

// The folder of log and chart goes away meanwhile, and then the terminal does.
TEST_F(Outputs, AHangUpEndsATrainingInOrderAndTheNetworkIsSavedWhateverElseFails) {
    fs::create_directory(path("gone"));
    Program program(where());
    program.setChildProcessModifier([] { ::signal(SIGHUP, SIG_DFL); }); // whatever this test was started with
    program.setArguments(QString("train --data . --epochs 100000 --batch 50 -o n.onnx --log gone/run.csv "
                                 "--chart gone/run.svg --gif film.gif")
                             .split(' '));
    program.start();
    while (!program.canReadLine()) ASSERT_TRUE(program.waitForReadyRead(-1)) << "no epoch was learned";
    fs::remove_all(path("gone"));
    for (int i = 0; i < 2; ++i) ::kill(static_cast<pid_t>(program.processId()), SIGHUP); // the kernel's and the shell's
    const Outcome outcome = program.finish();
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"interrupted after", "saved in n.onnx", "gone/run.csv", "gone/run.svg"});
    expectNetwork("n.onnx");
    EXPECT_TRUE(bytesOf("film.gif").starts_with("GIF8"));
}

TEST_F(Outputs, UnderNohupAHangUpDoesNotEndATraining) {
    Program program(where());
    program.setChildProcessModifier([] { ::signal(SIGHUP, SIG_IGN); });
    program.setArguments(QString("train --data . --epochs 4 --batch 50 -o n.onnx").split(' '));
    program.start();
    while (!program.canReadLine()) ASSERT_TRUE(program.waitForReadyRead(-1)) << "no epoch was learned";
    ::kill(static_cast<pid_t>(program.processId()), SIGHUP);
    const Outcome outcome = program.finish();
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.count('\n'), 4);
}

TEST_F(Outputs, AFullDiskForOneOutputOfATrainingCostsThatOutputAlone) {
    fs::create_directory(path("full"));
    if (::mount("tmpfs", path("full").c_str(), "tmpfs", 0, "size=4k") != 0)
        GTEST_SKIP() << "only root may mount a small disk: " << std::strerror(errno);
    write("full/filler", std::string(4096, 'x')); // no room is left
    const QString train = "train --data . --epochs 1 --batch 50 ";
    for (const char* full :
         {"--log full/a.csv -o ok.onnx", "--chart full/a.png -o ok.onnx --log ok.csv",
          "--gif full/a.gif -o ok.onnx --chart ok.svg", "-o full/a.onnx --log ok.csv --gif ok.gif"}) {
        const Outcome outcome = convscope(train + full);
        EXPECT_EQ(outcome.code, 1) << full;
        expectWords(outcome.err, {"full/a.", "No space left on device"});
        for (const char* name : {"ok.onnx", "ok.csv", "ok.svg", "ok.gif"}) {
            EXPECT_EQ(isThere(name), QString(full).contains(name)) << full << ", " << name;
            fs::remove(path(name));
        }
    }
    ::umount2(path("full").c_str(), MNT_DETACH);
}

TEST_F(Outputs, ALogInADeviceCostsTheLogAlone) {
    const Outcome outcome = convscope("train --data . --epochs 1 --batch 50 --log /dev/full -o ok.onnx");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"Cannot write /dev/full: it is not a regular file."});
    EXPECT_TRUE(isThere("ok.onnx"));
}

TEST_F(Outputs, AFileBeyondTheLimitIsToldAndTheOthersAreWritten) {
    write("n.onnx", "the old one");
    const Outcome outcome =
        shell("ulimit -f 200; exec $0 train --data . --epochs 1 --batch 50 -o n.onnx --log run.csv --chart run.svg");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"convscope: Cannot write n.onnx: File too large."});
    EXPECT_EQ(bytesOf("n.onnx"), "the old one");
    EXPECT_TRUE(isThere("run.csv") && isThere("run.svg"));
}

TEST_F(Outputs, AFullOrClosedStandardOutputDoesNotCostTheNetwork) {
    Outcome outcome = shell("exec $0 train --data . --epochs 2 --batch 50 -o n.onnx > /dev/full");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"saved in n.onnx", "Cannot write to the standard output: No space left on device."});
    EXPECT_EQ(outcome.err.count("standard output"), 1);
    expectNetwork("n.onnx");
    outcome = shell("$0 train --data . --epochs 3 --batch 50 -o piped.onnx | true");
    expectWords(outcome.err, {"saved in piped.onnx"});
    expectNetwork("piped.onnx");
    // For nothing but the reports a run without readers is not gone on with.
    outcome = shell("exec $0 train --data . --epochs 100000 --batch 50 > /dev/full");
    EXPECT_EQ(outcome.code, 1);
}

TEST_F(Outputs, ARunThatDivergesLeavesEveryOutputAndSaysSo) {
    const Outcome outcome =
        convscope("train --data . --epochs 3 --lr 1e30 -o last.onnx --log run.csv --chart run.csv2.svg");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"saved in last.onnx", "Try a smaller learning rate than 1e30."});
    EXPECT_TRUE(isThere("last.onnx") && isThere("run.csv") && isThere("run.csv2.svg"));
}

TEST_F(Outputs, WhereNothingCanBeWrittenIsSaidBeforeTheTraining) {
    fs::create_symlink("nowhere/n.onnx", path("lost.onnx"));
    fs::create_directory(path("folder.csv"));
    const QString train = "train --data . --epochs 1 ";
    expectRefused(convscope(train + "-o lost.onnx"), 1, {"lost.onnx", "a link to nowhere/n.onnx"});
    expectRefused(convscope(train + "--log folder.csv"), 1, {"folder.csv", "it is a folder"});
    expectRefused(convscope(train + "--log nowhere/run.csv"), 1, {"nowhere/run.csv", "no such folder"});
    expectRefused(convscope(train + "--log run.csv --chart ./run.csv"), 2, {"./run.csv", "--log and --chart"});
}

// ---- the other commands ---------------------------------------------------------------------------------------------

TEST_F(Outputs, OneThatCannotBeWrittenDoesNotCostTheOthers) {
    makeNetwork();
    for (const char* blocked : {"a/saliency.png", "b/conv1-2.png", "c/weights.npz", "d/conv2-patches.csv"})
        fs::create_directories(path(blocked));
    Outcome outcome = convscope("explain model.onnx --method saliency --image test:1 --data . -o a");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"a/saliency.png", "it is a folder"});
    EXPECT_TRUE(isThere("a/saliency.npy"));
    outcome = convscope("explain model.onnx --method patches --data . -o d");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(isThere("d/conv2-patches.png"));
    outcome = convscope("maps model.onnx --kernels --layer conv1 -o b/all");
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    outcome = convscope("maps model.onnx --image test:1 --data . --layer conv1 -o b");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"b/conv1-2.png", "it is a folder"});
    for (const char* there : {"b/conv1-1.png", "b/conv1-3.png", "b/conv1-sheet.png", "b/conv1.npy"})
        EXPECT_TRUE(isThere(there)) << there;
    outcome = convscope("export-pytorch model.onnx -o c");
    EXPECT_EQ(outcome.code, 1);
    expectWords(outcome.err, {"c/weights.npz"});
    for (const char* there : {"c/model.onnx", "c/train.py", "c/check_image.npy"}) EXPECT_TRUE(isThere(there)) << there;
}

TEST_F(Outputs, AFullStandardOutputDoesNotCostTheFileBesideIt) {
    makeNetwork();
    Outcome outcome = shell("exec $0 eval model.onnx --data . --confusion counts.csv > /dev/full");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(isThere("counts.csv"));
    outcome = convscope("eval model.onnx --data . --confusion nowhere/counts.csv");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(outcome.out.contains("accuracy"));
    outcome = shell("exec $0 code cross-correlation --as numpy --numbers y.npy > /dev/full");
    EXPECT_EQ(outcome.code, 1);
    EXPECT_TRUE(isThere("y.npy"));
}

// ---- names ----------------------------------------------------------------------------------------------------------

// \377 alone is no UTF-8. printf of the shell makes the bytes, so that nothing of ours is between.
TEST_F(Outputs, ANameThatIsNoUtf8IsReadAndWrittenAsItIs) {
    write("\xff.csv", "1 2\n3 4\n");
    write("k\xfe.csv", "1\n");
    const Outcome outcome =
        shell("exec $0 op conv --input \"$(printf '\\377.csv')\" --kernel \"$(printf 'k\\376.csv')\""
              " -o \"$(printf 'out-\\374.csv')\"");
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(cnn::fromCsv(bytesOf("out-\xfc.csv")).orThrow().at(0, 1, 0), 3);
    for (const char* script :
         {"render stride -o \"$(printf 'p\\377.svg')\"", "render stride -o \"$(printf 'p\\377.png')\"",
          "train --data . --epochs 1 --batch 50 -o \"$(printf 'n\\377.onnx')\"",
          "maps \"$(printf 'n\\377.onnx')\" --kernels --layer conv1 -o \"$(printf 'm\\377')\"",
          "eval \"$(printf 'n\\377.onnx')\" --data ."})
        EXPECT_EQ(shell(QString("exec $0 ") + script).code, 0) << script;
    for (const char* there : {"p\xff.svg", "p\xff.png", "n\xff.onnx", "m\xff/conv1-kernels.npy"})
        EXPECT_TRUE(isThere(there)) << testing::PrintToString(there);
    fs::create_directory(path("d\xff"));
    for (const auto& entry : fs::directory_iterator(path("")))
        if (entry.path().filename().string().find("ubyte") != std::string::npos)
            fs::rename(entry.path(), path("d\xff") / entry.path().filename());
    const Outcome folder = shell("exec $0 eval \"$(printf 'n\\377.onnx')\" --data \"$(printf 'd\\377')\"");
    EXPECT_EQ(folder.code, 0) << folder.err.toStdString();
    const Outcome absent = shell("exec $0 eval \"$(printf 'n\\377.onnx')\" --data \"$(printf 'e\\377')\"");
    EXPECT_EQ(absent.code, 1);
    EXPECT_TRUE(absent.err.contains("e\\xff")) << absent.err.toStdString();
    write("damaged\xff.png", "\x89PNG");
    write("one.csv", "1\n");
    const Outcome damaged = shell("exec $0 op conv --input \"$(printf 'damaged\\377.png')\" --kernel one.csv");
    EXPECT_EQ(damaged.code, 1);
    EXPECT_TRUE(damaged.err.contains("damaged\\xff.png")) << damaged.err.toStdString();
    for (const auto& entry : fs::directory_iterator(path("")))
        EXPECT_EQ(entry.path().filename().string().find('?'), std::string::npos) << "another name was written";
}

TEST_F(Outputs, LongNamesAndLinksAreWritten) {
    write("in.csv", "1 2\n3 4\n");
    write("k.csv", "1\n");
    const std::string longest = std::string(251, 'x') + ".csv";
    fs::create_symlink("far.csv", path("link.csv"));
    for (const std::string& name : {longest, std::string("link.csv")})
        EXPECT_EQ(convscope("op conv --input in.csv --kernel k.csv -o " + QString::fromStdString(name)).code, 0);
    EXPECT_TRUE(isThere(longest) && isThere("far.csv") && fs::is_symlink(path("link.csv")));
    expectRefused(convscope("op conv --input in.csv --kernel k.csv -o x" + QString::fromStdString(longest)), 1,
                  {"File name too long"});
    expectRefused(convscope("op conv --input in.csv --kernel k.csv -o in.csv/"), 2, {"in.csv/"});
}

// ---- the same bytes -------------------------------------------------------------------------------------------------

// Everything there is to export, twice, by two processes: the same bytes, and no date in them.
TEST_F(Outputs, TheSameStateMakesTheSameBytes) {
    makeNetwork();
    const QString today = QDate::currentDate().toString("yyyyMMdd");
    for (const char* to : {"1", "2"}) {
        const QString in = QString(to) + '/';
        fs::create_directory(path(to));
        for (const QString& command :
             {"render padding -o " + in + "a.png", "render padding --step 3 -o " + in + "a.svg",
              "render padding --step 3 -o " + in + "a.pdf", "render one-training-step -o " + in + "b.pdf",
              "train --data . --epochs 2 --batch 50 -o " + in + "n.onnx --log " + in + "run.csv --chart " + in +
                  "run.pdf --gif " + in + "run.gif",
              "train --data . --epochs 1 --batch 50 --chart " + in + "run.svg",
              "export-pytorch model.onnx -o " + in + "t",
              "maps model.onnx --image test:1 --data . --layer conv1 --formats png,sheet,svg,pdf,npy,csv -o " + in +
                  "m"})
            ASSERT_EQ(convscope(command).code, 0) << command.toStdString();
    }
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(path("1"))) {
        if (!entry.is_regular_file()) continue;
        const std::string name = fs::relative(entry.path(), path("1")).string(), bytes = bytesOf("1/" + name);
        EXPECT_EQ(bytes == bytesOf("2/" + name), true) << name;
        EXPECT_EQ(bytes.find(today.toStdString()), std::string::npos) << name;
        ++files;
    }
    EXPECT_GE(files, 20);
}

} // namespace test_cli_outputs
