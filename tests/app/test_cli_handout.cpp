// convscope handout: what is in its files, read back by others, and what it refuses.
#include "tests/app/program.h"
#include "tests/support/temp_folder.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace test_cli_handout {

namespace {

// Three scenes of grid lessons: one as it is, one with words of its own and a question, one with a note.
constexpr const char* threeScenes = R"({"convscope": 1, "lecture": "Three windows & more", "scenes": [
    {"lesson": "cross-correlation"},
    {"lesson": "padding", "title": "A ring <of> zeros", "question": "size"},
    {"lesson": "stride", "note": "Let somebody show the next window.\nThen go on.", "question": "cell"}]})";

QString squeezed(const QString& text) {
    return text.normalized(QString::NormalizationForm_KC).remove(QRegularExpression("\\s"));
}

class Handouts : public testing::Test {
protected:
    void SetUp() override { write("three.json", threeScenes); }
    QString where() const { return QString::fromStdString(m_folder.path().string()); }
    void write(const char* name, const std::string& text) const { m_folder.write(name, text); }
    Outcome handout(const QStringList& arguments) const { return run(QStringList{"handout"} + arguments, where()); }
    QByteArray bytesOf(const QString& name) const {
        QFile file(where() + "/" + name);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << name.toStdString();
        return file.readAll();
    }
    void expectDone(const QStringList& arguments) const {
        const Outcome outcome = handout(arguments);
        EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
        EXPECT_EQ(outcome.out.toStdString(), "");
    }
    // As poppler reads it; its ligatures are letters.
    QStringList pagesOf(const QString& name) const {
        QProcess reader;
        reader.start("pdftotext", {"-layout", where() + "/" + name, "-"});
        if (!reader.waitForFinished() || reader.exitCode() != 0) return {};
        QStringList pages = QString::fromUtf8(reader.readAllStandardOutput()).split('\f');
        pages.removeLast();
        for (QString& page : pages) page = squeezed(page);
        return pages;
    }
    std::string paperOf(const QString& name) const {
        QProcess reader;
        reader.start("pdfinfo", {where() + "/" + name});
        reader.waitForFinished();
        const QString said = QString::fromUtf8(reader.readAllStandardOutput());
        return QRegularExpression("Page size: +([0-9.]+ x [0-9.]+) pts").match(said).captured(1).toStdString();
    }

private:
    TempFolder m_folder;
};

struct Html {
    int sections = 0, figures = 0;
    QString words, error;
};

// As XML: all that is open is closed, and nothing has the same name twice.
Html readHtml(const QByteArray& bytes) {
    Html found;
    QXmlStreamReader xml(bytes);
    QStringList ids;
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::Characters) found.words += xml.text();
        if (token != QXmlStreamReader::StartElement) continue;
        found.sections += xml.name() == u"section";
        found.figures += xml.name() == u"svg";
        const QString id = xml.attributes().value("id").toString();
        if (id.isEmpty()) continue;
        EXPECT_FALSE(ids.contains(id)) << id.toStdString();
        ids << id;
    }
    if (xml.hasError()) found.error = xml.errorString() + " in line " + QString::number(xml.lineNumber());
    found.words = squeezed(found.words);
    return found;
}

TEST_F(Handouts, APdfHasAPageForEachSceneAndTheAnswersBehindThem) {
    expectDone({"three.json", "--notes", "-o", "a.pdf"});
    const QStringList pages = pagesOf("a.pdf");
    ASSERT_EQ(pages.size(), 4);
    for (qsizetype i = 0; i < pages.size(); ++i) {
        EXPECT_TRUE(pages[i].startsWith("Threewindows&more")) << pages[i].toStdString();
        EXPECT_TRUE(pages[i].endsWith(QString("%1of4").arg(i + 1))) << pages[i].toStdString();
    }
    EXPECT_TRUE(pages[0].contains("Slide,multiply,add") && pages[0].contains("Fournumbersdescribethewholelayer"));
    EXPECT_TRUE(pages[1].contains("Aring<of>zeros") && pages[1].contains("Question1"));
    EXPECT_TRUE(pages[1].contains("Howmanyrowsandcolumnshastheoutput?"));
    EXPECT_TRUE(pages[2].contains("Forthespeaker") && pages[2].contains("Letsomebodyshowthenextwindow.Thengoon."));
    EXPECT_TRUE(pages[3].contains("Answers") && pages[3].contains("4×4") && pages[3].contains("Question2:Stride"));
    EXPECT_FALSE(pages[1].contains("4×4output")); // it is asked
}

TEST_F(Handouts, NotesAreForWhoAsksForThemAndAnswersCanBeLeftOut) {
    expectDone({"three.json", "--no-answers", "-o", "a.pdf"});
    const QStringList pages = pagesOf("a.pdf");
    ASSERT_EQ(pages.size(), 3);
    EXPECT_FALSE(pages.join("").contains("Forthespeaker"));
    EXPECT_FALSE(pages.join("").contains("Answers"));
    EXPECT_TRUE(pages[1].contains("Question1"));
}

TEST_F(Handouts, PaperIsA4OrLetter) {
    expectDone({"three.json", "-o", "a.pdf"});
    expectDone({"three.json", "--paper", "letter", "-o", "b.pdf"});
    EXPECT_EQ(paperOf("a.pdf"), "595 x 842");
    EXPECT_EQ(paperOf("b.pdf"), "612 x 792");
}

TEST_F(Handouts, AFigureIsDrawnNotPixels) {
    expectDone({"three.json", "-o", "a.pdf"});
    QProcess images;
    images.start("pdfimages", {"-list", where() + "/a.pdf"});
    ASSERT_TRUE(images.waitForFinished());
    EXPECT_EQ(images.readAllStandardOutput().count('\n'), 2); // the heading of an empty list
}

TEST_F(Handouts, AnHtmlFileIsWellFormedAndNeedsNothingElse) {
    expectDone({"three.json", "--notes", "-o", "a.html"});
    const QByteArray bytes = bytesOf("a.html");
    const Html html = readHtml(bytes);
    EXPECT_EQ(html.error.toStdString(), "");
    EXPECT_EQ(html.sections, 4);
    EXPECT_EQ(html.figures, 3);
    for (const char* outside : {"http", "file:", "//", "@import", "src=", "<link", "<script"})
        EXPECT_FALSE(bytes.contains(outside)) << outside;
    EXPECT_TRUE(html.words.contains("Threewindows&more") && html.words.contains("Aring<of>zeros"));
    EXPECT_TRUE(html.words.contains("3of3") && html.words.contains("Forthespeaker"));
    EXPECT_TRUE(html.words.contains("Question2:Stride"));
}

TEST_F(Handouts, TheSameLectureMakesTheSameBytes) {
    for (const QString suffix : {"pdf", "html"}) {
        expectDone({"three.json", "-o", "a." + suffix});
        expectDone({"three.json", "-o", "b." + suffix});
        EXPECT_TRUE(!bytesOf("a." + suffix).isEmpty() && bytesOf("a." + suffix) == bytesOf("b." + suffix));
    }
}

TEST_F(Handouts, WhatIsMissingIsSaidOnItsPageAndTheRestIsThere) {
    write("holes.json", R"({"convscope": 1, "lecture": "Holes", "scenes": [
        {"lesson": "no-such-lesson"},
        {"lesson": "stride", "scene": {"operation": "conv", "stride": "far"}},
        {"lesson": "stride", "question": "weather"},
        {"lesson": "padding"}]})");
    const Outcome outcome = handout({"holes.json", "-o", "a.pdf"});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("2 have no figure; their pages say why.")) << outcome.err.toStdString();
    const QStringList pages = pagesOf("a.pdf");
    ASSERT_EQ(pages.size(), 4);
    EXPECT_TRUE(pages[0].contains("Thereisnolesson\"no-such-lesson\"")) << pages[0].toStdString();
    EXPECT_TRUE(pages[1].contains("stride")) << pages[1].toStdString();
    EXPECT_TRUE(pages[2].contains("Thereisnoquestion\"weather\"inthisscene.")) << pages[2].toStdString();
    EXPECT_TRUE(pages[3].contains("Paddingletsthewindowreach")) << pages[3].toStdString();
}

TEST_F(Handouts, ANoteThatIsLongerThanItsPageGoesOnOnTheNext) {
    QString note;
    for (int i = 1; i <= 900; ++i) note += QString("Word%1. ").arg(i);
    write("long.json", R"({"convscope": 1, "lecture": "Long", "scenes": [{"lesson": "padding", "note": ")" +
                           note.trimmed().toStdString() + "\"}]}");
    expectDone({"long.json", "--notes", "-o", "a.pdf"});
    const QStringList pages = pagesOf("a.pdf");
    ASSERT_GE(pages.size(), 2);
    for (int i = 1; i <= 900; ++i) EXPECT_EQ(pages.join(' ').count(QString("Word%1.").arg(i)), 1) << i;
}

TEST_F(Handouts, ThoseThatAreBuiltInAreKnownByTheirNames) {
    expectDone({"short-course", "-o", "a.html"});
    const Html html = readHtml(bytesOf("a.html"));
    EXPECT_EQ(html.error.toStdString(), "");
    EXPECT_EQ(html.sections, 11);
    EXPECT_EQ(html.figures, 10);
}

TEST_F(Handouts, TheLectureInTheReadmeIsOne) {
    QFile file(CONVSCOPE_TEST_DATA "/../README.md");
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QString readme = QString::fromUtf8(file.readAll());
    write("readme.json", readme.section("```json\n", 1).section("```", 0, 0).toStdString());
    const Outcome outcome = handout({"readme.json", "-o", "a.pdf"});
    EXPECT_EQ(outcome.code, 0) << outcome.err.toStdString();
    EXPECT_TRUE(outcome.err.contains("2 scenes written.")) << outcome.err.toStdString();
    EXPECT_FALSE(outcome.err.contains("figure")) << outcome.err.toStdString();
    EXPECT_TRUE(pagesOf("a.pdf").join("").contains("max(3,1,5,9)=9"));
}

TEST_F(Handouts, WhatCannotBeIsRefusedBeforeTheWork) {
    write("scene.json", R"({"convscope": 1, "lesson": "stride", "scene": {}})");
    write("torn.json", R"({"convscope": 1, "lecture": "Torn", "scenes": [{"lesson": )");
    expectRefused(handout({"three.json"}), 2, {"-o"});
    expectRefused(handout({"-o", "a.pdf"}), 2, {"LECTURE"});
    expectRefused(handout({"three.json", "-o", "a.doc"}), 2, {"a.doc", ".pdf or .html"});
    expectRefused(handout({"three.json", "--paper", "a5", "-o", "a.pdf"}), 2, {"a4, letter"});
    expectRefused(handout({"weather", "-o", "a.pdf"}), 2, {"weather", "short-course"});
    expectRefused(handout({"none.json", "-o", "a.pdf"}), 1, {"none.json"});
    expectRefused(handout({"torn.json", "-o", "a.pdf"}), 1, {"torn.json"});
    expectRefused(handout({"scene.json", "-o", "a.pdf"}), 1, {"scene.json"});
    expectRefused(handout({"three.json", "-o", "none/a.pdf"}), 1, {"none"});
    EXPECT_EQ(QDir(where()).entryList({"*.pdf", "*.html"}, QDir::Files).size(), 0);
}

} // namespace

} // namespace test_cli_handout
