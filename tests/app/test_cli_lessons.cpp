// convscope lessons, render, screenshot and tour: what a lesson looks like, without a display.
#include "tests/app/program.h"

#include "tests/support/bar_images.h"
#include "tests/support/instrumented.h"

#include <QFile>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QXmlStreamReader>
#include <cstdlib>

namespace test_cli_lessons {

namespace {

class Lessons : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    QString file(const QString& name) const { return where() + "/" + name; }
    const TempFolder& folder() const { return m_folder; }
    Outcome convscope(const QString& arguments) const { return run(arguments.split(' '), where()); }
    void expectDone(const QString& arguments) const {
        const Outcome outcome = convscope(arguments);
        EXPECT_EQ(outcome.code, 0);
        EXPECT_EQ(outcome.out.toStdString() + outcome.err.toStdString(), "");
    }
    QByteArray bytesOf(const QString& name) const {
        QFile bytes(file(name));
        EXPECT_TRUE(bytes.open(QIODevice::ReadOnly)) << name.toStdString();
        return bytes.readAll();
    }
    // What an SVG says of itself.
    std::string titleOf(const QString& name) const {
        QXmlStreamReader xml(bytesOf(name));
        while (!xml.atEnd())
            if (xml.readNext() == QXmlStreamReader::StartElement && xml.name() == u"title")
                return xml.readElementText().toStdString();
        return {};
    }
    QStringList ids() const {
        QStringList all;
        for (const QString& line : convscope("lessons").out.split('\n', Qt::SkipEmptyParts))
            all << line.section(' ', 0, 0);
        return all;
    }

private:
    TempFolder m_folder;
};

TEST_F(Lessons, AreListedByIdAndTitleALineEach) {
    const Outcome outcome = convscope("lessons");
    EXPECT_EQ(outcome.code, 0);
    EXPECT_EQ(outcome.err.toStdString(), "");
    for (const char* line : {"\ncross-correlation +Cross-correlation\n", "\nstride +Stride\n", "\npadding +Padding\n"})
        EXPECT_TRUE(QRegularExpression(line).match("\n" + outcome.out).hasMatch()) << line;
}

TEST_F(Lessons, RenderEveryStepWithItsSum) {
    const char* sums[] = {"= 19.", "= 25.", "= 37.", "= 43."};
    for (int step = 1; step <= 4; ++step) {
        expectDone(QString("render cross-correlation --step %1 -o step.svg").arg(step));
        const std::string title = titleOf("step.svg");
        EXPECT_NE(title.find(sums[step - 1]), std::string::npos) << title;
    }
}

TEST_F(Lessons, RenderAPictureOfTheWishedSizeInBothThemes) {
    expectDone("render stride --size 800x600 -o light.png");
    expectDone("render stride --size 800x600 --theme dark -o dark.png");
    const QImage light(file("light.png")), dark(file("dark.png"));
    EXPECT_EQ(light.size(), QSize(800, 600));
    EXPECT_EQ(dark.size(), QSize(800, 600));
    EXPECT_GT(light.pixelColor(2, 2).lightness(), 200);
    EXPECT_LT(dark.pixelColor(2, 2).lightness(), 60);
    expectDone("render stride --size 800x600 -o again.png");
    EXPECT_EQ(bytesOf("light.png"), bytesOf("again.png"));
}

// Without a size: the picture that File > Export picture writes, two pixels for one of the stage.
TEST_F(Lessons, RenderAPictureAsTheWindowExportsIt) {
    expectDone("render stride -o export.png");
    EXPECT_EQ(QImage(file("export.png")).size(), QSize(2608, 1864));
    expectDone("render lenet-live -o live.png"); // a network is twice as wide as high
    EXPECT_EQ(QImage(file("live.png")).size(), QSize(2608, 1304));
}

// Share of pixels that differ plainly; text is drawn a little differently everywhere.
double difference(const QImage& a, const QImage& b) {
    if (a.size() != b.size()) return 1;
    int differing = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) differing += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 48;
    return static_cast<double>(differing) / a.width() / a.height();
}

TEST_F(Lessons, LookTheSameInEveryFormat) {
    for (const char* name : {"picture.png", "drawing.svg", "page.pdf"})
        expectDone(QString("render stride --size 960x720 -o %1").arg(name));
    const QImage picture(file("picture.png"));

    QProcess pdftoppm;
    pdftoppm.setWorkingDirectory(where());
    pdftoppm.start("pdftoppm", {"-r", "96", "-png", "-singlefile", "page.pdf", "page"});
    ASSERT_TRUE(pdftoppm.waitForFinished(-1));
    EXPECT_LT(difference(picture, QImage(file("page.png"))), 0.02);

    int argc = 3;
    char name[] = "test", platform[] = "-platform", offscreen[] = "offscreen";
    char* argv[] = {name, platform, offscreen, nullptr};
    const QGuiApplication fonts(argc, argv);
    QImage drawing(960, 720, QImage::Format_RGB32);
    drawing.fill(Qt::white);
    QPainter painter(&drawing);
    QSvgRenderer(file("drawing.svg")).render(&painter);
    painter.end();
    EXPECT_LT(difference(picture, drawing), 0.02);
}

TEST_F(Lessons, ShowTheWholeWindowAtTheWishedSize) {
    expectDone("screenshot padding --size 1366x768 -o window.png");
    expectDone("screenshot padding --size 1366x768 --step 16 --theme dark -o last.png");
    EXPECT_EQ(QImage(file("window.png")).size(), QSize(1366, 768));
    EXPECT_NE(QImage(file("window.png")), QImage(file("last.png")));
}

TEST_F(Lessons, RefuseInOneLineWhatIsNotThere) {
    expectRefused(convscope("render nothing -o a.png"), 2, {"\"nothing\"", "stride", "padding"});
    expectRefused(convscope("render stride -o a.gif"), 2, {"a.gif", ".png", ".svg", ".pdf"});
    expectRefused(convscope("render stride --step 5 -o a.png"), 2, {"--step 5", "1 to 4"});
    expectRefused(convscope("render stride --step 0 -o a.png"), 2, {"--step 0"});
    expectRefused(convscope("render stride --size 800 -o a.png"), 2, {"--size 800", "WIDTHxHEIGHT"});
    expectRefused(convscope("render stride --size 800x90000 -o a.png"), 2, {"--size 800x90000"});
    expectRefused(convscope("render stride --theme pink -o a.png"), 2, {"--theme pink", "light, dark"});
    expectRefused(convscope("render stride -o absent/a.png"), 1, {"absent/a.png"});
    expectRefused(convscope("screenshot stride --size 10x10 -o a.png"), 2, {"--size 10x10"});
    expectRefused(convscope("screenshot stride --step 5 -o a.png"), 2, {"--step 5", "1 to 4"});
    expectRefused(convscope("screenshot stride -o absent/a.png"), 1, {"absent/a.png"});
    folder().write("file", "");
    expectRefused(convscope("tour -o file/tour"), 1, {"file/tour"});
}

TEST_F(Lessons, MakeATourWhosePageShowsEveryLessonAndTheTrainedNetwork) {
    if (isInstrumented) GTEST_SKIP() << "every lesson learns what it shows, for minutes";
    writeBars(folder());
    const Outcome outcome = convscope("tour -o tour");
    ASSERT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.toStdString(), "tour/index.html\n");
    EXPECT_TRUE(outcome.err.contains("images/s")) << outcome.err.toStdString();
    const QString page = bytesOf("tour/index.html");
    for (const QString& id : ids()) EXPECT_TRUE(page.contains("<section id=\"" + id + "\">")) << id.toStdString();
    QRegularExpressionMatchIterator links = QRegularExpression("(?:src|href)=\"([^\"]+)\"").globalMatch(page);
    int files = 0;
    for (; links.hasNext(); ++files) {
        const QString linked = "tour/" + links.next().captured(1);
        EXPECT_GT(QFileInfo(file(linked)).size(), 0) << linked.toStdString();
    }
    EXPECT_GT(files, 50);
    EXPECT_EQ(convscope("eval tour/lenet.onnx --data .").code, 0);
}

} // namespace

} // namespace test_cli_lessons
