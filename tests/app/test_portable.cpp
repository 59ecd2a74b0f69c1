// A folder with the program that is carried about: what it keeps with --portable, and where.
#include "tests/app/typed_into.h"

#include <QDir>
#include <QJsonArray>

namespace test_portable {

namespace {

// The program in a folder as it is given away, and a home that it must leave alone.
struct Carried {
    Carried() {
        const std::filesystem::path build = std::filesystem::path(CONVSCOPE_PROGRAM).parent_path().parent_path();
        std::filesystem::create_directories(folder.path() / "bin");
        std::filesystem::copy_file(CONVSCOPE_PROGRAM, folder.path() / "bin/convscope");
        std::filesystem::create_directory_symlink(build / "lib", folder.path() / "lib");
    }
    QString kept(const QString& name) const { return in(folder, "settings/" + name); }

    const TempFolder folder, home;
};

// Its window in memory.
class Opened : public Program {
public:
    Opened(const Carried& carried, const QStringList& arguments) : Program(in(carried.home, "")) {
        QProcessEnvironment e = processEnvironment();
        for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"})
            e.insert(name, in(carried.home, ""));
        e.insert("QT_QPA_PLATFORM", "offscreen");
        setProcessEnvironment(e);
        setProgram(in(carried.folder, "bin/convscope"));
        setArguments(arguments);
        setChildProcessModifier([] { ::signal(SIGTERM, SIG_DFL); });
        start();
    }
    ~Opened() override {
        kill();
        waitForFinished(-1);
    }
};

} // namespace

TEST(Portable, EverythingIsKeptBesideTheProgramAndNothingAtHome) {
    const Carried carried;
    const QString scene = in(carried.home, "scene.json");
    carried.home.write("scene.json", R"({"convscope":1,"lesson":"stride","scene":{"stride":3}})");
    Opened program(carried, {scene, "--portable"});
    const auto state = [&] { return ui::SessionFile(carried.kept("session")).read(); };
    ASSERT_TRUE(comes([&] {
        return state().scenes["stride"]["stride"] == QJsonArray({3, 3});
    })) << program.readAllStandardError().toStdString();
    program.terminate();
    EXPECT_EQ(program.finish().code, 0);
    EXPECT_TRUE(QFile::exists(carried.kept("convscope/convscope.ini")));
    EXPECT_TRUE(state().clean);
    EXPECT_EQ(state().lesson, "stride");
    EXPECT_EQ(QDir(in(carried.home, "")).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
              QStringList{"scene.json"});
}

TEST(Portable, GoesWithTheWindowAlone) {
    expectRefused(run({"lessons", "--portable"}), 2, {"portable"});
    expectRefused(run({"--portable", "nothing.json"}), 2, {"--portable", "file"});
}

} // namespace test_portable
