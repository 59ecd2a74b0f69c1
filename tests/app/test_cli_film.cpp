// convscope film, and what render can do for a paper: what is in the files, and what is refused.
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <gtest/gtest.h>

namespace test_cli_film {

namespace {

class Films : public testing::Test {
protected:
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    QString path(const char* name) const { return where() + "/" + name; }
    Outcome film(const QStringList& arguments) const { return run(QStringList{"film"} + arguments, where()); }
    Outcome render(const QStringList& arguments) const { return run(QStringList{"render"} + arguments, where()); }
    QStringList files() const {
        return QDir(where()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    // So fast that nothing moves in between: a frame a step.
    QList<int> delaysOf(const char* name) const {
        QImageReader reader(path(name));
        QList<int> delays;
        while (!reader.read().isNull()) delays << reader.nextImageDelay();
        return delays;
    }
    TempFolder m_folder;
};

void expectDone(const Outcome& outcome, const QStringList& words) {
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_EQ(outcome.out.toStdString(), "");
    for (const QString& word : words) EXPECT_TRUE(outcome.err.contains(word)) << outcome.err.toStdString();
}

TEST_F(Films, AWalkIsAGifThatSaysHowExactItIs) {
    expectDone(
        film({"cross-correlation", "--from", "2", "--to", "4", "--hold", "0.2", "--size", "640x360", "-o", "a.gif"}),
        {"3 frames, 0.6 seconds", "256 colours"});
    EXPECT_EQ(delaysOf("a.gif"), (QList<int>{200, 200, 200}));
    EXPECT_EQ(QImage(path("a.gif")).size(), QSize(640, 360));
}

// The first picture of a series is what render draws in that size.
TEST_F(Films, ASeriesOfPicturesIsWhatRenderDraws) {
    expectDone(film({"stride", "--to", "2", "--hold", "0.2", "--size", "640x360", "-o", "walk"}), {"2 frames"});
    expectDone(render({"stride", "--step", "2", "--size", "640x360", "-o", "two.png"}), {});
    EXPECT_EQ(QImage(path("walk/0002.png")).convertToFormat(QImage::Format_RGB32),
              QImage(path("two.png")).convertToFormat(QImage::Format_RGB32));
    EXPECT_TRUE(QFile::exists(path("walk/frames.ffconcat")));
    expectRefused(film({"stride", "-o", "walk"}), 2, {"walk", "name a new folder"});
}

// Every scene where Next stops in it; one that is not there is said, and the film goes on.
TEST_F(Films, ALectureIsTheStopsOfItsScenes) {
    m_folder.write("two.json", R"({"convscope": 1, "lecture": "Two", "scenes": [
        {"lesson": "cross-correlation"}, {"lesson": "no-such-lesson"}, {"lesson": "stride"}]})");
    expectDone(film({"two.json", "--hold", "0.2", "--size", "320x240", "-o", "a.apng"}),
               {"no-such-lesson", "8 frames"});
    EXPECT_FALSE(QImage(path("a.apng"), "PNG").isNull());
}

TEST_F(Films, WhatCannotBeIsRefusedAndLeavesNothing) {
    expectRefused(film({"stride", "-o", "a.avi"}), 2, {".gif, .apng, .mp4, .webm", "a.avi"});
    expectRefused(film({"stride", "--to", "99", "-o", "a.gif"}), 2, {"Steps 1 to 99", "the steps 1 to 4"});
    expectRefused(film({"stride", "--fps", "60", "-o", "a.gif"}), 2, {"at most 50"});
    expectRefused(film({"stride", "--fps", "0", "-o", "a.gif"}), 2, {"--fps 0"});
    expectRefused(film({"stride", "--hold", "0", "-o", "a.gif"}), 2, {"0.05 to 60"});
    expectRefused(film({"stride", "--size", "9x9", "-o", "a.gif"}), 2, {"--size 9x9"});
    expectRefused(film({"no-such", "-o", "a.gif"}), 2, {"no lesson \"no-such\""});
    expectRefused(film({"stride", "-o", "no/a.gif"}), 1, {"there is no such folder"});
    EXPECT_EQ(files(), QStringList());
}

// For a paper: so wide, at so many pixels an inch, without the stage's ground, several steps on one sheet.
TEST_F(Films, RenderMakesPicturesForAPaper) {
    expectDone(render({"padding", "--strip", "1:4", "--width", "16", "--dpi", "150", "--transparent", "-o", "a.png"}),
               {});
    const QImage sheet(path("a.png"));
    EXPECT_EQ(sheet.width(), qRound(16 / 2.54 * 150));
    EXPECT_EQ(sheet.dotsPerMeterX(), qRound(150 / 0.0254));
    EXPECT_EQ(qAlpha(sheet.pixel(1, 1)), 0);
    expectDone(render({"padding", "--width", "12", "-o", "a.tex"}), {});
    QFile drawing(path("a.tex"));
    ASSERT_TRUE(drawing.open(QIODevice::ReadOnly));
    EXPECT_TRUE(drawing.readAll().contains("\\begin{tikzpicture}"));
    expectRefused(render({"padding", "--strip", "4", "-o", "b.png"}), 2, {"--strip 4", "1:6"});
    expectRefused(render({"padding", "--strip", "9:99", "-o", "b.png"}), 2, {"the steps 1 to 16"});
    expectRefused(render({"padding", "--width", "0", "-o", "b.png"}), 2, {"--width"});
    expectRefused(render({"padding", "--dpi", "9", "-o", "b.png"}), 2, {"--dpi 9"});
    expectRefused(render({"padding", "--dpi", "2400", "-o", "b.png"}), 1, {"at most 16384"});
}

} // namespace

} // namespace test_cli_film
