// The program started with a file, as a double click in a file manager starts it: what is in front then. A scene opens
// so in test_portable.
#include "tests/app/typed_into.h"

namespace test_cli_opened {

namespace {

ui::SessionState keptIn(const TempFolder& home) {
    return ui::SessionFile(sessionFolder(home)).read();
}

} // namespace

TEST(Opened, ALectureBeginsWithItsFirstScene) {
    const TempFolder home;
    home.write("my talk.convscope.json", R"({"convscope": 1, "lecture": "Mine", "scenes": [
        {"lesson": "padding"}, {"lesson": "stride"}]})");
    const QString file = in(home, "my talk.convscope.json");
    TypedInto program(home, -1, false, {file});
    ASSERT_TRUE(comes([&] { return keptIn(home).lecture == "own"; })) << program.readAllStandardError().toStdString();
    program.terminate();
    EXPECT_EQ(program.finish().code, 0);
    EXPECT_EQ(keptIn(home).own.file, file);
    EXPECT_EQ(keptIn(home).lesson, "padding");
    EXPECT_EQ(keptIn(home).scene, 0);
}

// What one computer has learned and kept, another one goes on with.
TEST(Opened, ARunIsBackWhereItStood) {
    QByteArray run;
    {
        const TempFolder home;
        prepareRun(home);
        const TypedInto program(home, -1, true);
        ASSERT_TRUE(comes([&] { return keptEpochs(home) > 0; })) << program.said("batch").toStdString();
        run = ui::SessionFile(sessionFolder(home)).readKeepsake(live);
    }
    const double stood = ui::savedRunFrom(run, "the run").state->progress();
    const TempFolder home;
    home.write("of yesterday.run", run.toStdString());
    TypedInto program(home, -1, false, {in(home, "of yesterday.run")});
    ASSERT_TRUE(comes([&] { return program.said("notice").startsWith("of yesterday.run is back"); }))
        << program.said("notice").toStdString() << program.readAllStandardError().toStdString();
    program.terminate();
    EXPECT_EQ(program.finish().code, 0);
    EXPECT_EQ(keptIn(home).lesson, live);
    EXPECT_EQ(keptIn(home).scenes[live]["epochs"].toInt(), 1000);
    EXPECT_EQ(keptEpochs(home), stood);
}

} // namespace test_cli_opened
