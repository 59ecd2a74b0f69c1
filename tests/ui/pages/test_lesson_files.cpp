// The words of a lesson in other languages, from files beside it.
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/lesson.h"
#include "ui/shell/check_file.h"

#include <QTest>

namespace test_lesson_files {

using namespace ui;

namespace {

constexpr const char* stride = R"({"title": "Stride", "group": "Steps", "page": "window", "headline": "Bigger steps",
"line": "Two at a time.", "notice": "It jumps.", "controls": [], "scene": {"step": 3}})";

QString where(const TempFolder& folder) {
    return QString::fromStdString(folder.path().string());
}

// What is wrong with a file of this folder, without the folder.
QString refusal(const TempFolder& folder, const char* name, const char* text) {
    try {
        checkFile(text, where(folder) + '/' + name);
    } catch (const cnn::Error& e) {
        return QString(e.what()).remove(where(folder) + '/');
    }
    return {};
}

} // namespace

class TestLessonFiles : public QObject {
    Q_OBJECT
private slots:
    void everyTextIsInTheFirstLanguageThatHasIt();
    void inEnglishNoOtherFileIsRead();
    void aDamagedTranslationIsNamed();
    void theProgramHasAllItsLessons();
    void aNameTellsLessonAndLanguage();
    void checkingFindsWhatIsWrong();
};

void TestLessonFiles::everyTextIsInTheFirstLanguageThatHasIt() {
    const TempFolder folder;
    folder.write("order.txt", "stride\n");
    folder.write("stride.json", stride);
    folder.write("stride.de.json", R"({"title": "Schrittweite", "headline": "Größere Schritte"})");
    folder.write("stride.de_AT.json", R"({"title": "Schritte"})");
    const auto lessons = readLessons(where(folder), QLocale("de_AT"));
    QCOMPARE(lessons.size(), std::size_t(1));
    QCOMPARE(lessons[0].id, QString("stride"));
    QCOMPARE(lessons[0].title, QString("Schritte"));
    QCOMPARE(lessons[0].headline, QString("Größere Schritte"));
    QCOMPARE(lessons[0].line, QString("Two at a time."));
    QCOMPARE(lessons[0].scene["step"].toInt(), 3);
    QCOMPARE(readLessons(where(folder), QLocale("de_DE"))[0].title, QString("Schrittweite"));
}

void TestLessonFiles::inEnglishNoOtherFileIsRead() {
    const TempFolder folder;
    folder.write("order.txt", "stride\n");
    folder.write("stride.json", stride);
    folder.write("stride.de.json", "damaged");
    for (const QLocale& user : {QLocale::c(), QLocale("en_GB"), QLocale("fr_FR")})
        QCOMPARE(readLessons(where(folder), user)[0].title, QString("Stride"));
}

void TestLessonFiles::aDamagedTranslationIsNamed() {
    const TempFolder folder;
    folder.write("order.txt", "stride\n");
    folder.write("stride.json", stride);
    folder.write("stride.de.json", "{\n\"titel\": \"Schrittweite\"}");
    try {
        readLessons(where(folder), QLocale("de_DE"));
        QFAIL("read");
    } catch (const cnn::Error& e) {
        QCOMPARE(QString(e.what()),
                 QString("stride.de.json, line 2: \"titel\" means nothing here: do you mean \"title\"?"));
    }
}

void TestLessonFiles::theProgramHasAllItsLessons() {
    const auto inGerman = readLessons(":/lessons", QLocale("de_DE"));
    QCOMPARE(inGerman.size(), lessons().size());
}

void TestLessonFiles::aNameTellsLessonAndLanguage() {
    QCOMPARE(translationName("lessons/two-by-two.pt_BR.json").lesson, QString("two-by-two"));
    QCOMPARE(translationName("lessons/two-by-two.pt_BR.json").language, QString("pt_BR"));
    for (const char* other : {"stride.json", "stride.de.txt", "stride..json", "a.b.de.json", "stride.old-one.json"})
        QCOMPARE(translationName(other).lesson, QString());
}

void TestLessonFiles::checkingFindsWhatIsWrong() {
    const TempFolder folder;
    folder.write("own.json", stride);
    QCOMPARE(refusal(folder, "stride.de.json", R"({"title": "Schrittweite"})"), QString());
    QCOMPARE(refusal(folder, "own.de.json", R"({"notice": "Er springt."})"), QString());
    QCOMPARE(
        refusal(folder, "own.de.json", "{\"title\": \"a\",\n\"scene2\": {}}"),
        QString(
            "own.de.json, line 2: \"scene2\" means nothing here. There are: title, group, headline, line, notice."));
    QCOMPARE(refusal(folder, "own.de.json", "{\n\"title\": 5}"),
             QString("own.de.json, line 2: \"title\" must be a text of at most 2000 characters, not 5."));
    QCOMPARE(refusal(folder, "lost.de.json", R"({"title": "a"})"),
             QString("lost.de.json, line 1: there is no lesson \"lost\": neither lost.json beside this file nor one of "
                     "the program's."));
    QCOMPARE(refusal(folder, "own.xq.json", R"({"title": "a"})"),
             QString("own.xq.json, line 1: \"xq\" is the code of no language."));
}

UI_TEST_OF(QCoreApplication, TestLessonFiles)
} // namespace test_lesson_files
#include "test_lesson_files.moc"
