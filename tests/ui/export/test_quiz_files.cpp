// Worksheets and files for learning platforms: what is in them, read back.
#include "core/base/error.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/quiz_files.h"
#include "ui/sentence.h"
#include "ui/shell/quiz_dialog.h"
#include "ui/view/controls.h"

#include <QFile>
#include <QImage>
#include <QListWidget>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QXmlStreamReader>
#include <set>

namespace test_quiz_files {

using namespace ui;

namespace {

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString in(const TempFolder& folder, const char* name) {
    return QString::fromStdString((folder.path() / name).string());
}

// The pages as poppler reads them; its ligatures are letters.
QStringList pagesOf(const QString& pdf) {
    QProcess reader;
    reader.start("pdftotext", {"-layout", pdf, "-"});
    if (!reader.waitForFinished() || reader.exitCode() != 0) return {};
    const QString text = QString::fromUtf8(reader.readAllStandardOutput());
    QStringList pages = text.normalized(QString::NormalizationForm_KC).split('\f');
    pages.removeLast();
    return pages;
}

QString squeezed(const QString& text) {
    return text.normalized(QString::NormalizationForm_KC).remove(QRegularExpression("\\s"));
}

QuizWish wishFor(int count, int sheets) {
    QuizWish wish;
    wish.count = count;
    wish.sheets = sheets;
    wish.seed = 7;
    return wish;
}

} // namespace

class TestQuizFiles : public QObject {
    Q_OBJECT
private slots:
    void aWorksheetHasItsQuestionsAndTheSolutionsBehindThem() {
        const TempFolder folder;
        const QString path = in(folder, "a.pdf");
        const QuizWish wish = wishFor(12, 2);
        QCOMPARE(saveQuiz(wish, path).written, 24);
        const QStringList pages = pagesOf(path);
        QVERIFY(pages.size() >= 4);
        QString questions, solutions;
        for (const QString& page : pages) (page.contains("Solutions to worksheet") ? solutions : questions) += page;
        QVERIFY2(pages.front().contains("Worksheet 1") && pages.front().contains("Name:"), qPrintable(pages.front()));
        QVERIFY(pages.back().contains("Solutions to worksheet 2"));
        QVERIFY(questions.contains("seed 7"));
        const auto sheets = quizSheets(wish);
        for (const auto& sheet : sheets)
            for (const cnn::QuizQuestion& q : sheet) {
                QVERIFY2(squeezed(questions).contains(squeezed(sentenceOf(q.ask))), qPrintable(sentenceOf(q.ask)));
                QVERIFY2(squeezed(solutions).contains(squeezed(sentenceOf(q.why))), qPrintable(sentenceOf(q.why)));
                QVERIFY(squeezed(solutions).contains(squeezed(sentenceOf(q.answer()))));
                QVERIFY(!squeezed(questions).contains(squeezed(sentenceOf(q.why))));
            }
    }
    void theSameWishMakesTheSameBytes() {
        const TempFolder folder;
        for (const QuizFormat& format : quizFormats()) {
            const QString once = in(folder, "a.") + format.suffix, again = in(folder, "b.") + format.suffix;
            saveQuiz(wishFor(40, 1), once);
            saveQuiz(wishFor(40, 1), again);
            QVERIFY2(!bytesOf(once).isEmpty() && bytesOf(once) == bytesOf(again), qPrintable(format.suffix));
            QuizWish other = wishFor(40, 1);
            other.seed = 8;
            saveQuiz(other, again);
            QVERIFY2(bytesOf(once) != bytesOf(again), qPrintable(format.suffix));
        }
    }
    void noQuestionStandsOnTwoOfThirtySheets() {
        std::set<std::string> known;
        for (const auto& sheet : quizSheets(wishFor(10, 30)))
            for (const cnn::QuizQuestion& q : sheet)
                QVERIFY2(known.insert(q.fingerprint()).second, qPrintable(sentenceOf(q.ask)));
        QCOMPARE(known.size(), 300U);
    }
    void aKindThatHasNoMoreStandsOnTwoSheets() {
        QuizWish few = wishFor(60, 20);
        few.kinds = {"field-meaning"};
        std::set<std::string> known;
        for (const auto& sheet : quizSheets(few)) {
            QCOMPARE(sheet.size(), 60U);
            for (const cnn::QuizQuestion& q : sheet) known.insert(q.fingerprint());
        }
        QVERIFY(known.size() < 1200U);
    }
    void whatCannotBeSaidIsCounted() {
        const TempFolder folder;
        QuizWish wish = wishFor(8, 1);
        wish.kinds = {"conv-cell", "which-kernel", "padding-purpose"}; // the first two need their picture
        for (const QuizFormat& format : quizFormats()) {
            const QuizSaved saved = saveQuiz(wish, in(folder, "a.") + format.suffix);
            QCOMPARE(saved.written + saved.skipped, 8);
            QVERIFY2(format.pictures ? saved.skipped == 0 : saved.skipped > 0, qPrintable(format.suffix));
        }
    }
    void aFileWithoutAQuestionIsNotWritten() {
        const TempFolder folder;
        QuizWish wish = wishFor(5, 1);
        wish.kinds = {"output-size"}; // typed: Aiken has choices only
        const QString path = in(folder, "a.txt");
        QVERIFY_EXCEPTION_THROWN(saveQuiz(wish, path), cnn::Error);
        QVERIFY(!QFile::exists(path));
    }
    void moodleReadsXmlWithPicturesInside() {
        const TempFolder folder;
        const QString path = in(folder, "a.xml");
        saveQuiz(wishFor(20, 1), path);
        const QByteArray xml = bytesOf(path);
        QVERIFY(xml.startsWith("<?xml"));
        QXmlStreamReader reader(xml);
        int pictures = 0;
        while (!reader.atEnd())
            if (reader.readNext() == QXmlStreamReader::StartElement && reader.name() == u"file") {
                const QImage image = QImage::fromData(QByteArray::fromBase64(reader.readElementText().toLatin1()));
                QVERIFY(!image.isNull() && image.width() <= 600 && image.height() <= 420);
                QCOMPARE(image.pixelColor(1, 1), QColor(Qt::white));
                ++pictures;
            }
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(pictures >= 5);
    }
    void theReviewIsAlwaysTheSameFive() {
        const TempFolder folder;
        QuizWish wish;
        wish.review = true;
        QCOMPARE(saveQuiz(wish, in(folder, "a.pdf")).written, 5);
        QVERIFY(squeezed(pagesOf(in(folder, "a.pdf")).join(' ')).contains("receptivefield"));
    }
    void anotherSuffixIsRefusedWithThoseThereAre() {
        const TempFolder folder;
        try {
            saveQuiz({}, in(folder, "a.doc"));
            QFAIL("a suffix that is none");
        } catch (const cnn::Error& e) {
            QVERIFY2(QString(e.what()).contains(".pdf") && e.code() == cnn::ErrorCode::Usage, e.what());
        }
    }
    void whatIsStoppedWritesNothing() {
        const TempFolder folder;
        std::stop_source stop;
        const QString path = in(folder, "a.pdf");
        const auto stopSoon = [&](double) { stop.request_stop(); };
        QVERIFY_EXCEPTION_THROWN(saveQuiz(wishFor(5, 4), path, stop.get_token(), stopSoon), cnn::Error);
        QVERIFY(!QFile::exists(path));
    }

    // ---- the dialog ------------------------------------------------------------------------------------------------

    void theDialogWritesWhatIsChosenAndSaysIt() {
        const TempFolder folder;
        QString proposed;
        const auto ask = [&](const QString& proposal, const QString&) {
            proposed = proposal;
            return in(folder, "b.gift");
        };
        QuizWish wish = wishFor(6, 1);
        wish.kinds = {"size", "which-kernel"};
        QuizDialog dialog(wish, "gift", ask, nullptr);
        QSignalSpy done(&dialog, &QDialog::accepted);
        dialog.show();
        QCOMPARE(dialog.wish().count, 6);
        QCOMPARE(dialog.wish().kinds.size(), cnn::quizKindsNamed(wish.kinds).size());
        for (auto* button : dialog.findChildren<QPushButton*>())
            if (button->text().startsWith("Export")) button->click();
        QVERIFY(done.count() > 0 || done.wait(30000));
        QCOMPARE(proposed, QString("quiz.gift"));
        QVERIFY(bytesOf(in(folder, "b.gift")).contains("::"));
        QVERIFY2(dialog.said().contains("b.gift") && dialog.said().contains("left out"), qPrintable(dialog.said()));
    }
    void withoutAKindThereIsNothingToExport() {
        QuizDialog dialog({}, "pdf", {}, nullptr);
        auto* list = dialog.findChild<QListWidget*>();
        QPushButton* button = nullptr;
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->text().startsWith("Export")) button = one;
        QVERIFY(button && button->isEnabled());
        for (int i = 0; i < list->count(); ++i) list->item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(!button->isEnabled());
    }
    void whatCannotBeWrittenIsSaidAndTheDialogStays() {
        QuizDialog dialog(
            wishFor(3, 1), "csv", [](const QString&, const QString&) { return "/no/such/a.csv"; }, nullptr);
        dialog.show();
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->text().startsWith("Export")) one->click();
        auto* trouble = dialog.findChild<QLabel*>("unreadable");
        QTRY_VERIFY_WITH_TIMEOUT(trouble->isVisible(), 30000);
        QVERIFY(dialog.isVisible() && dialog.said().isEmpty());
    }
};

UI_TEST(TestQuizFiles)
} // namespace test_quiz_files
#include "test_quiz_files.moc"
