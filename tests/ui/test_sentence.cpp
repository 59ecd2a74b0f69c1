// An error of the core, said in another language.
#include "core/tensor/tensor_text.h"
#include "core/walk/window_walk.h"
#include "tests/ui/support/ui_test.h"
#include "ui/sentence.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

namespace test_sentence {

namespace {

using ui::sentenceOf;

// A language of a few sentences, with the places in another order than in English.
class German : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* words, const char*, int n) const override {
        if (QByteArray(context) != (QByteArray(words) == "its array %1" ? "Message" : "core")) return {};
        if (QByteArray(words) == "%n channels" && n == 3) return "%n Kanäle";
        static const QHash<QByteArray, QString> known{
            {"%1, %2", "%2 (in %1)"},
            {"line %1, column %2: %3", "Spalte %2 der Zeile %1: %3"},
            {"%1 is not a number.", "%1 ist keine Zahl."},
            {"The kernel has %1, the input %2.", "Die Eingabe hat %2, der Kern %1."},
            {"its array %1", "sein Feld %1"},
        };
        return known.value(words);
    }
};

} // namespace

class TestSentence : public QObject {
    Q_OBJECT
private slots:
    void init() { QCoreApplication::installTranslator(&m_german); }
    void cleanup() { QCoreApplication::removeTranslator(&m_german); }

    void aNestedErrorIsTranslatedWhole();
    void aCountHasThePluralOfTheLanguage();
    void aTemplateFiledUnderTheClassIsFound();
    void whatIsNotTranslatedIsEnglish();
    void otherExceptionsAreShownAsTheyAre();

private:
    German m_german;
};

void TestSentence::aNestedErrorIsTranslatedWhole() {
    QTemporaryDir folder;
    const QString path = folder.filePath("100 %1.csv");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("1,2\n3,%3\n");
    file.close();
    try {
        cnn::readCsv(path.toStdString());
        QFAIL("read");
    } catch (const std::exception& e) {
        QCOMPARE(sentenceOf(e), "Spalte 2 der Zeile 2: \"%3\" ist keine Zahl. (in " + path + ")");
        QCOMPARE(QString(e.what()), path + ", line 2, column 2: \"%3\" is not a number.");
    }
}

void TestSentence::aCountHasThePluralOfTheLanguage() {
    cnn::WindowTask task;
    task.input = cnn::Tensor({1, 4, 4, 1});
    task.kernel = cnn::Tensor({3, 2, 2, 1});
    task.window = {{2}, {2}};
    const auto walk = cnn::WindowWalk::make(task);
    QVERIFY(!walk);
    QCOMPARE(sentenceOf(walk.error()), QString("Die Eingabe hat 1, der Kern 3 Kanäle."));
    QCOMPARE(QString(walk.error().what()), QString("The kernel has 3 channels, the input 1."));
}

void TestSentence::aTemplateFiledUnderTheClassIsFound() {
    QCOMPARE(sentenceOf(cnn::Message::tr("its array %1", std::string("x"))), QString("sein Feld x"));
}

void TestSentence::whatIsNotTranslatedIsEnglish() {
    const cnn::Message array = cnn::Message::tr("its array %1", std::string("x"));
    QCOMPARE(sentenceOf(cnn::Message::tr("%1 is damaged.", array)), QString("sein Feld x is damaged."));
    QCOMPARE(sentenceOf(cnn::Message::tr("%n of %1", nullptr, 7, std::string("9"))), QString("7 of 9"));
}

void TestSentence::otherExceptionsAreShownAsTheyAre() {
    QCOMPARE(sentenceOf(std::runtime_error("The disk says %1.")), QString("The disk says %1."));
    QCOMPARE(sentenceOf(cnn::Error(cnn::ErrorCode::Usage, std::string("Schon gesagt: %1."))),
             QString("Schon gesagt: %1."));
}

UI_TEST_OF(QCoreApplication, TestSentence)
} // namespace test_sentence
#include "test_sentence.moc"
