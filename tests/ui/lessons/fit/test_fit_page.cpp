// Learning a kernel through real keys, clicks and typing; what is read is what the figure describes.
#include "core/base/error.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/lessons/fit/fit_page.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

namespace test_fit_page {

using namespace ui;

using Bench = PageBench<FitPage>;

class TestFitPage : public QObject {
    Q_OBJECT
private slots:
    void theLecturesLossesAndKernelComeUpWhilePressingNext() {
        Bench b("learn-a-kernel");
        QVERIFY(b.says("before update 3")); // opens in the middle of it
        b.key(Qt::Key_Home);
        QVERIFY(b.says("Kernel before update 1: 0.512 −0.4467."));
        const QMap<int, const char*> losses{{2, "1.373"}, {4, "0.240"}, {6, "0.044"}, {8, "0.009"}, {10, "0.002"}};
        for (int step = 2; step <= 11; ++step) {
            b.press("Next step");
            if (losses.contains(step))
                QVERIFY2(b.text().contains(QString("Loss before update %1: %2.").arg(step).arg(losses[step])),
                         qPrintable(b.text()));
        }
        QVERIFY2(b.says("Kernel after 10 updates: 0.9975 −0.9905."), qPrintable(b.text()));
        QVERIFY(b.says("Learning rate 0.03; it diverges above 0.0333."));
        QVERIFY(!b.button("Next step")->isEnabled());
    }
    // The kernel that learns is compared with the true one: cells of one size.
    void bothKernelsAreShownAlike() {
        for (const char* lesson : {"learn-a-kernel", "learn-sobel"}) {
            Bench b(lesson);
            const Figure& figure = *b.view->figure();
            QCOMPARE(figure.cellRect({"kernel", 0, 0, 0}).size(), figure.cellRect({"truth", 0, 0, 0}).size());
            QVERIFY(!figure.cellRect({"kernel", 0, 0, 0}).isEmpty());
        }
    }
    // The losses a lecture prints side by side, with the weights they belong to.
    void epochLossAndWeightsStandTogetherInATable() {
        Bench b("learn-a-kernel");
        QVERIFY2(b.says("Table of epoch, loss, w₁, w₂, each before its update: 1, "), qPrintable(b.text()));
        QVERIFY(!b.says("; 4, 0.240")); // what is still to come is not told
        b.key(Qt::Key_End);
        QVERIFY2(b.says("1, 3.317, 0.5120, −0.4467; 2, 1.373, "), qPrintable(b.text()));
        for (const char* row : {"; 4, 0.240, ", "; 6, 0.044, ", "; 8, 0.009, ", "; 10, 0.002, ", ", 0.9975, −0.9905."})
            QVERIFY2(b.says(row), qPrintable(b.text()));
        // In a small window there are fewer rows, those of the lecture among them.
        for (const QSizeF size : {QSizeF(1304, 932), QSizeF(886, 640), QSizeF(690, 600)}) {
            const QString words = b.page.reel().figure(10, size, Style{})->describe();
            for (const char* row :
                 {"2, 1.373, ", "4, 0.240, ", "6, 0.044, ", "8, 0.009, ", "10, 0.002, ", "end, 0.001, "})
                QVERIFY2(words.contains(QString::fromUtf8(row)), qPrintable(words));
        }
        for (const NamedNumbers& n : b.page.numbers()) {
            if (n.name != "table of epoch, loss, weights") continue;
            QCOMPARE(n.values.shape(), (cnn::Shape{1, 11, 4, 1}));
            QCOMPARE(n.values.at(0, 9, 0), 10.0F);
            QVERIFY(std::abs(n.values.at(0, 9, 1) - 0.002F) < 5e-4F);
            QVERIFY(std::abs(n.values.at(0, 10, 2) - 0.9975F) < 5e-5F);
            return;
        }
        QFAIL("the table is not among the numbers");
    }
    // A cell has room for one place or two: an error of −0.00876 is no 0 in it, and a prediction of 0.9975 no 1.
    void anErrorThatIsNotZeroIsNotPaintedAsZero() {
        Bench b("learn-a-kernel");
        QTemporaryDir folder;
        const auto zerosPainted = [&](int step) {
            exportFigure(*b.page.reel().figure(step - 1, {1304, 932}, Style{}), Style{}, folder.filePath("a.svg"));
            QFile file(folder.filePath("a.svg"));
            if (!file.open(QIODevice::ReadOnly)) return qsizetype{-1};
            static const QRegularExpression zero(">(−?0(\\.0+)?)</text>");
            return QString::fromUtf8(file.readAll()).count(zero);
        };
        const auto zeros = [&](int step) {
            const cnn::FitMoment moment = b.page.fit().at(step);
            return std::ranges::count(moment.error, 0.0) + std::ranges::count(moment.prediction, 0.0);
        };
        QVERIFY(zerosPainted(3) > 40); // the digits can be read at all
        for (const int step : {10, 11}) {
            QVERIFY(zeros(step) < 84);
            QCOMPARE(zerosPainted(step) - zerosPainted(3), zeros(step) - zeros(3));
        }
    }
    void aRateAboveTheLimitDivergesAndSaysSo() {
        Bench b("learn-a-kernel");
        b.type("Learning rate", "0.04");
        QVERIFY2(b.says("Learning rate 0.04 is above 0.0333: the updates diverge"), qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY(b.page.numbers().back().values.values().back() > 10);
        b.type("Updates", "300");
        b.key(Qt::Key_End);
        QVERIFY2(b.says("The loss grew beyond all bounds after"), qPrintable(b.text()));
        QVERIFY(b.page.reel().count < 301);
        b.press("Start over with 0.03");
        QVERIFY(b.says("Kernel before update 1: 0.512 −0.4467."));
        QVERIFY(b.says("Learning rate 0.03; it diverges above 0.0333."));
        QVERIFY(!b.says("is above"));
        for (int i = 0; i < 3; ++i) b.page.undoStack()->undo();
        QCOMPARE(b.page.undoStack()->index(), 0);
        QVERIFY(b.says("Learning rate 0.03;"));
        b.page.undoStack()->redo();
        QVERIFY(b.says("Learning rate 0.04 is above"));
    }
    // The limit has as many places as it takes to see on which side of it the rate is.
    void theLimitIsWrittenSoThatTheRateLiesOnItsSide() {
        Bench b("learn-a-kernel");
        b.type("Learning rate", "0.033333");
        QVERIFY2(b.says("Learning rate 0.033333; it diverges above 0.033333."), qPrintable(b.text()));
        b.type("Learning rate", "0.033334");
        QVERIFY2(b.says("Learning rate 0.033334 is above 0.0333: the updates diverge"), qPrintable(b.text()));
    }
    void theRateStepsPastItsLimit() {
        Bench b("learn-a-kernel");
        for (int i = 0; i < 3; ++i) b.press("Learning rate: more");
        QVERIFY(b.says("Learning rate 0.033;") && !b.says("is above"));
        b.press("Learning rate: more");
        QVERIFY(b.says("Learning rate 0.034 is above 0.0333"));
        b.type("Learning rate", "fast");
        QVERIFY(b.notices.last().first().toString().contains("Learning rate cannot be \"fast\""));
        QVERIFY(b.says("Learning rate 0.034 is above"));
    }
    void clickingAWeightShowsItsGradient() {
        Bench b("learn-a-kernel");
        QVERIFY(b.says("Gradient of w₁: 2 × ("));
        b.click("kernel", 0, 1);
        QVERIFY(b.says("Gradient of w₂: 2 × ("));
        b.key(Qt::Key_Up);
        QVERIFY(b.says("Gradient of w₁: 2 × ("));
        QCOMPARE(b.page.undoStack()->count(), 0);
    }
    void clickingAmongTheRingsStartsThere() {
        Bench b("learn-a-kernel");
        b.key(Qt::Key_Home);
        b.click("plot", 80, 20);
        QCOMPARE(b.page.undoStack()->count(), 1);
        QVERIFY(!b.says("Kernel before update 1: 0.512"));
        QCOMPARE(b.page.scene()["start"].toArray().size(), 2);
        b.press("Start: more");
        QCOMPARE(b.page.scene()["start"].toArray().size(), 0);
        b.page.undoStack()->undo();
        b.page.undoStack()->undo();
        QVERIFY(b.says("Kernel before update 1: 0.512 −0.4467."));
    }
    void everyTargetIsLearnedAtASafeRate() {
        Bench b("learn-sobel");
        auto* targets = b.page.inspector()->findChild<QComboBox*>();
        for (int i = 0; i < targets->count(); ++i) {
            targets->setFocus();
            QTest::keyClick(targets, i == 0 ? Qt::Key_Home : Qt::Key_Down);
            b.key(Qt::Key_End);
            const auto numbers = b.page.numbers();
            const auto losses = numbers.back().values.values();
            QVERIFY2(losses.back() < losses.front(), qPrintable(targets->currentText()));
            QVERIFY(!b.says("is above"));
            QCOMPARE(numbers.front().values.shape().h, b.wholeScene()["kernel"].toArray()[0].toInt());
        }
    }
    void largeNumbersAreAskedAsTheyAreWritten() {
        Bench b("learn-too-fast");
        b.choose("Input", "random"); // much steeper: 2.26e7 and more
        b.view->setFocus();
        b.key(Qt::Key_Home);
        for (int step = 1; step <= 22; ++step) {
            for (const char* id : {"next", "loss", "gradient"}) {
                const Question question = b.question(id);
                QVERIFY2(question.judge(question.truth) == std::optional(true), qPrintable(question.truth));
            }
            b.key(Qt::Key_Right);
        }
    }
    void whatIsCoveredIsAskedAndJudged() {
        Bench b("learn-a-kernel");
        b.key(Qt::Key_Home);
        b.key(Qt::Key_Right);
        QCOMPARE(b.question("loss").truth, QString("1.373"));
        QCOMPARE(b.question("loss").judge("1.373"), std::optional(true));
        QCOMPARE(b.question("loss").judge("1.4"), std::optional(false));
        QCOMPARE(b.question("loss").judge("small"), std::optional<bool>());
        QCOMPARE(b.question("rate").judge("no"), std::optional(true));
        for (const char* id : {"next", "loss", "gradient", "rate"}) {
            const QString truth = b.question(id).truth;
            QCOMPARE(b.question(id).judge(truth), std::optional(true));
            b.page.cover(id);
            QVERIFY2(b.says("?"), id);
            if (QString(id) != "rate") QVERIFY2(!b.text().contains(truth + "."), qPrintable(b.text()));
            QVERIFY(!b.view->grab().isNull());
        }
        b.page.cover({});
        QVERIFY(!b.says("?"));
    }
    void aSceneIsOneValueAndOneUndo() {
        Bench b("learn-sobel"), other("learn-a-kernel");
        const QJsonObject before = other.page.scene();
        other.page.setScene(b.page.scene(), "Open");
        QCOMPARE(other.page.scene(), b.page.scene());
        QCOMPARE(other.page.undoStack()->count(), 1);
        other.page.undoStack()->undo();
        QCOMPARE(other.page.scene()["start"], before["start"]);
        for (const auto& [key, value] : std::initializer_list<std::pair<const char*, QJsonValue>>{
                 {"target", "gabor-0"}, {"learningRate", -1}, {"kernel", 3}, {"updates", 1e9}, {"input", "photo"}}) {
            QJsonObject wrong = before;
            wrong[key] = value;
            try {
                other.page.setScene(wrong, "Open");
                QFAIL(key);
            } catch (const cnn::Error& e) {
                QVERIFY2(QString(e.what()).contains(key), e.what());
            }
        }
        QCOMPARE(other.page.scene()["start"], before["start"]);
    }
    void theCodeHoldsTheNumbersInSight() {
        Bench b("learn-a-kernel");
        for (const CodeDialect dialect : {CodeDialect::PyTorch, CodeDialect::NumPy}) {
            const QString code = b.page.code(dialect);
            for (const char* part : {"[1, 1, 0, 0, 0, 0, 1, 1]", "[0, 1, 0, 0, 0, -1, 0]", "[[0.512, -0.4467]]",
                                     "lr = 0.03", "range(1, 10 + 1)"})
                QVERIFY2(code.contains(part), qPrintable(code));
            QVERIFY(code.endsWith("print(y)\n"));
        }
    }
    void everyPictureOfEveryLessonIsPainted() {
        for (const Lesson& lesson : lessons()) {
            if (lesson.page != "fit") continue;
            Bench b(qPrintable(lesson.id));
            const Reel reel = b.page.reel();
            for (int i = 0; i < reel.count; i += 5)
                for (const Theme theme : {Theme::Light, Theme::Dark}) {
                    QImage image(886, 640, QImage::Format_RGB32);
                    QPainter painter(&image);
                    Style style;
                    style.theme = theme;
                    reel.figure(i, image.size(), style)->paint(painter, style);
                }
            QVERIFY(b.says("Gradient of"));
        }
    }
};

UI_TEST(TestFitPage)
} // namespace test_fit_page
#include "test_fit_page.moc"
