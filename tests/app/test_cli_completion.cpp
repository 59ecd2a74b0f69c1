// What bash offers behind "convscope". That the shells of a system find it, and zsh and fish theirs, is tried where the
// package is installed (app/install/try_deb.sh).
#include "tests/app/program.h"

#include "tests/support/temp_folder.h"

#include <QFileInfo>

namespace test_cli_completion {

namespace {

// In a folder with a network and a table of numbers, whose names have blanks.
class Completion : public testing::Test {
protected:
    void SetUp() override {
        m_folder.write("my net.onnx", "");
        m_folder.write("my table.csv", "");
        const Outcome made = run({"desktop-files", "--sizes", "16", "-o", "made", icon}, where());
        ASSERT_EQ(made.code, 0) << made.err.toStdString();
    }
    // The words are behind "convscope"; the last one is being typed.
    QStringList offered(const QStringList& words) const {
        QProcess bash;
        bash.setWorkingDirectory(where());
        QProcessEnvironment e = QProcessEnvironment::systemEnvironment();
        e.insert("PATH", QFileInfo(CONVSCOPE_PROGRAM).path() + ":" + e.value("PATH"));
        bash.setProcessEnvironment(e);
        bash.start("bash", QStringList{"-c", script, "convscope"} + words);
        EXPECT_TRUE(bash.waitForFinished(-1) && bash.exitCode() == 0) << bash.readAllStandardError().toStdString();
        EXPECT_EQ(bash.readAllStandardError().toStdString(), "");
        return QString::fromUtf8(bash.readAllStandardOutput()).split('\n', Qt::SkipEmptyParts);
    }

private:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }

    static constexpr const char* icon = CONVSCOPE_TEST_DATA "/../resources/icons/convscope.svg";
    // compopt works only while bash itself completes.
    static constexpr const char* script = R"(. made/convscope.bash || exit; compopt() { :; }
        COMP_WORDS=(convscope "$@") COMP_CWORD=$#
        _convscope convscope "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
        printf '%s\n' "${COMPREPLY[@]}")";
    TempFolder m_folder;
};

TEST_F(Completion, ACommandByItsFirstLetters) {
    EXPECT_EQ(offered({"scr"}), QStringList{"screenshot"});
    EXPECT_EQ(offered({"my n"}), QStringList{"my net.onnx"}); // or a file that is to be opened
    EXPECT_EQ(offered({"help", "scr"}), QStringList{"screenshot"});
}

TEST_F(Completion, TheOptionsOfTheCommandAlone) {
    EXPECT_EQ(offered({"look", "--"}), (QStringList{"--size", "--grey", "--turned", "--range"}));
}

TEST_F(Completion, LessonsWhereALessonIsMeant) {
    EXPECT_EQ(offered({"render", "max"}), QStringList{"max-pooling"});
    EXPECT_EQ(offered({"info", "max"}), QStringList{});
}

// Behind an option only what it can have.
TEST_F(Completion, FilesBehindAnOptionThatNamesOne) {
    QStringList files = offered({"render", "-o", ""});
    files.sort(); // bash does that itself
    EXPECT_EQ(files, (QStringList{"made", "my net.onnx", "my table.csv"}));
    EXPECT_EQ(offered({"render", "--theme", ""}), QStringList{});
}

} // namespace
} // namespace test_cli_completion
