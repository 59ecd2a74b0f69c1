// The lessons on the backward pass through real keys, clicks and wheel turns.
#include "core/base/error.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/backward/backward_page.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QLabel>
#include <QPainter>
#include <QProcess>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace test_backward_page {

using namespace ui;

struct BackwardBench : PageBench<BackwardPage> {
    using PageBench::PageBench;
    void enter(const char* text) {
        type(text);
        key(Qt::Key_Return);
    }
    QList<float> result() const {
        const auto all = page.numbers();
        return {all.front().values.values().begin(), all.front().values.values().end()};
    }
};

class TestBackwardPage : public QObject {
    Q_OBJECT
private slots:
    void theKernelsGradientIsACrossCorrelation();
    void theInputsGradientIsAFullConvolution();
    void aMaximumHandsItsGradientToTheWinner();
    void aGradientIsSteppedProductByProduct();
    void whatIsAskedIsCoveredAndItsStepExplainsIt();
    void everyCellCanBeChangedAndUndone();
    void aStrideSpreadsTheGradientAndItsZerosStay();
    void whatDoesNotFitIsSaid();
    void aSceneIsReadBackAsItWasWritten();
    void theCodeMakesTheSameNumbers();
    void aGradientHasTheColourOfWhatItBelongsTo();
};

// The ground of a cell as it is painted, beside its digit.
static QColor groundOf(const BackwardBench& b, const char* part, int y, int x) {
    const Figure& figure = *b.view->figure();
    const QImage image = painted(figure);
    const QRectF cell = figure.cellRect({part, 0, y, x});
    return image.pixelColor(QPointF(cell.center().x(), cell.top() + 0.12 * cell.height()).toPoint());
}

// Wherever it stands, the output gradient is green like the output, the kernel gradient violet, the input gradient
// plain like the input.
void TestBackwardPage::aGradientHasTheColourOfWhatItBelongsTo() {
    const Palette& c = palette(Theme::Light);
    const BackwardBench kernel("backward-kernel"), input("backward-input"), pool("backward-pooling");
    QCOMPARE(groundOf(kernel, "kernel", 0, 0), c.outputTint);
    QCOMPARE(groundOf(pool, "gradient", 1, 0), c.outputTint);
    QCOMPARE(groundOf(kernel, "output", 0, 0), c.kernelTint);
    QCOMPARE(groundOf(input, "kernel", 0, 0), c.kernelTint);
    QCOMPARE(groundOf(input, "output", 0, 0), c.surface);
    QCOMPARE(groundOf(pool, "output", 2, 0), c.surface);
}

void TestBackwardPage::theKernelsGradientIsACrossCorrelation() {
    BackwardBench b("backward-kernel");
    QVERIFY2(b.text().contains("1×1 + 2×0 + 4×2 + 5×(−1) = 4"), qPrintable(b.text()));
    QCOMPARE(b.result(), (QList<float>{2, 4, 8, 10}));
    b.key(Qt::Key_Home);
    QVERIFY(b.text().contains("Row 1, column 1: 0×1 + 1×0 + 3×2 + 4×(−1) = 2"));
    b.key(Qt::Key_End);
    QVERIFY(b.text().contains("Row 2, column 2"));
    b.click("output", 1, 0);
    QVERIFY(b.text().contains("3×1 + 4×0 + 6×2 + 7×(−1) = 8"));
}

void TestBackwardPage::theInputsGradientIsAFullConvolution() {
    BackwardBench b("backward-input");
    QVERIFY2(b.text().contains("1×3 + 2×2 + 3×1 + 4×0 = 10"), qPrintable(b.text()));
    QCOMPARE(b.result(), (QList<float>{0, 1, 2, 2, 10, 10, 6, 17, 12}));
    b.press("kernel");
    QVERIFY(b.text().contains("Row 2, column 2"));
    QCOMPARE(b.result(), (QList<float>{27, 37, 57, 67}));
}

void TestBackwardPage::aMaximumHandsItsGradientToTheWinner() {
    BackwardBench b("backward-pooling");
    QVERIFY2(b.text().contains("max(8, 2, 4, 5) = 8, so the gradient 2 goes to the 8"), qPrintable(b.text()));
    QVERIFY(b.text().contains("Row 1, column 2 of the input: 1 + 2 = 3"));
    QVERIFY(b.text().contains("Input gradient so far: 0 3 0 0 0 0 0 0 0."));
    QCOMPARE(b.result(), (QList<float>{0, 3, 0, 0, 0, 0, 0, 7, 0}));
    b.press("average");
    QVERIFY(b.text().contains("0.5 for each"));
    QCOMPARE(b.result(), (QList<float>{0.25, 0.75, 0.5, 1, 2.5, 1.5, 0.75, 1.75, 1}));
}

void TestBackwardPage::aGradientIsSteppedProductByProduct() {
    BackwardBench b("backward-kernel");
    b.key(Qt::Key_Home);
    b.press("Step by: product");
    b.key(Qt::Key_Right); // the first product of the second gradient
    QVERIFY2(b.text().contains("Row 1, column 2: 1×1 = 1"), qPrintable(b.text()));
    b.key(Qt::Key_Right);
    QVERIFY2(b.text().contains("1×1 + 2×0 = 1"), qPrintable(b.text()));
    b.press("Step by: row");
    QVERIFY(b.text().contains("Row 1, column 2: 1×1 + 2×0 + 4×2 + 5×(−1) = 4"));
    b.press("Next step");
    QVERIFY(b.text().contains("Row 2, column 2"));
}

void TestBackwardPage::whatIsAskedIsCoveredAndItsStepExplainsIt() {
    const auto ask = [](BackwardBench& b, const char* id) {
        b.page.cover(id);
        for (const Question& q : b.page.questions())
            if (q.id == QLatin1String(id)) return q;
        return Question{};
    };
    BackwardBench b("backward-kernel");
    const Question cell = ask(b, "cell");
    QCOMPARE(cell.truth, QString("4"));
    QVERIFY2(cell.ask.contains("row 1, column 2") && b.text().contains("5×(−1) = covered"), qPrintable(b.text()));
    b.key(Qt::Key_Right); // the next one is covered too
    QVERIFY(b.text().contains("7×(−1) = covered"));
    b.key(Qt::Key_Left);
    QCOMPARE(ask(b, "size").judge("2 x 2"), std::optional(true));
    QVERIFY(b.text().contains("Output covered."));
    QCOMPARE(ask(b, "map").judge("2 4 8 10"), std::optional(true));
    QVERIFY2(!b.text().contains("Output so far: 2"), qPrintable(b.text()));
    b.page.cover({});
    b.page.showStep("cell");
    QVERIFY2(b.text().contains("Row 1, column 2: 1×1 = 1"), qPrintable(b.text()));

    BackwardBench pool("backward-pooling");
    const Question winner = ask(pool, "cell");
    QCOMPARE(winner.judge("1, 2"), std::optional(true));
    QCOMPARE(winner.judge("2 3"), std::optional(false));
    for (const auto* label : pool.window.findChildren<QLabel*>())
        QVERIFY2(!label->text().contains("goes to the 8"), qPrintable(label->text()));
    QVERIFY2(!pool.text().contains("goes to") && pool.text().contains("Input gradient so far: 0 1 0 0 0 0 0 0 0."),
             qPrintable(pool.text()));
    QCOMPARE(ask(pool, "map").judge("0 3 0 0 0 0 0 7 0"), std::optional(true));
    QVERIFY(pool.text().contains("Input gradient so far: covered."));
    pool.press("average");
    QCOMPARE(ask(pool, "cell").truth, QString("0.5"));
    QVERIFY(!pool.text().contains("0.5"));
}

void TestBackwardPage::everyCellCanBeChangedAndUndone() {
    BackwardBench b("backward-input");
    const QJsonObject before = b.page.scene();
    b.click("kernel", 0, 0); // shown turned: this is the lower right weight
    b.enter("5");
    QCOMPARE(b.page.scene().value("kernel").toArray().at(1).toString(), QString("2 5"));
    b.wheel("input", 1, 1, 2);
    QCOMPARE(b.page.scene().value("gradient").toArray().at(1).toString(), QString("3 6"));
    b.page.undoStack()->undo();
    b.page.undoStack()->undo();
    QCOMPARE(b.page.scene().value("kernel"), before.value("kernel"));
    QCOMPARE(b.result(), (QList<float>{0, 1, 2, 2, 10, 10, 6, 17, 12}));
    BackwardBench pool("backward-pooling");
    pool.click("gradient", 0, 1);
    pool.enter("10");
    QCOMPARE(pool.result().at(1), 11.0F);
    pool.wheel("input", 0, 2, 8); // 2 becomes 10 and wins its window
    QCOMPARE(pool.result(), (QList<float>{0, 1, 10, 0, 0, 0, 0, 7, 0}));
}

void TestBackwardPage::aStrideSpreadsTheGradientAndItsZerosStay() {
    BackwardBench b("backward-input");
    QJsonObject scene = b.page.scene();
    scene["input"] = QJsonArray{"1 2 3 4", "5 6 7 8", "9 10 11 12", "13 14 15 16"};
    scene["stride"] = QJsonArray{2, 2};
    b.page.setScene(scene, "Four by four");
    QCOMPARE(b.result(), (QList<float>{0, 1, 0, 2, 2, 3, 4, 6, 0, 3, 0, 4, 6, 9, 8, 12}));
    b.wheel("input", 1, 1, 1); // a zero between
    QVERIFY(b.notices.last().at(0).toString().contains("stride"));
    b.wheel("input", 2, 2, 1); // the last cell
    QCOMPARE(b.result().last(), 15.0F);
}

void TestBackwardPage::whatDoesNotFitIsSaid() {
    BackwardBench b("backward-kernel");
    for (int i = 0; i < 2; ++i) b.press("Window: more");
    QVERIFY2(b.text().contains("A 4 × 4 window does not fit a 3 × 3 input."), qPrintable(b.text()));
    b.key(Qt::Key_Right);
    b.press("Padding: more");
    QVERIFY(!b.result().isEmpty());
    BackwardBench pool("backward-pooling");
    for (int i = 0; i < 2; ++i) pool.press("Window: more");
    QVERIFY(pool.text().contains("does not fit"));
}

void TestBackwardPage::aSceneIsReadBackAsItWasWritten() {
    for (const char* lesson : {"backward-kernel", "backward-input", "backward-pooling"}) {
        BackwardBench b(lesson);
        const QJsonObject scene = b.page.scene();
        b.page.setScene(scene, "Again");
        QCOMPARE(b.page.scene(), scene);
    }
    BackwardBench b("backward-kernel");
    QJsonObject wrong = b.page.scene();
    wrong["pass"] = "sideways";
    QVERIFY_EXCEPTION_THROWN(b.page.setScene(wrong, "Wrong"), cnn::Error);
}

// With CONVSCOPE_PYTORCH set the PyTorch twin too: importing it takes seconds.
void TestBackwardPage::theCodeMakesTheSameNumbers() {
    const auto python = [](const QString& code) {
        QProcess process;
        process.start("/usr/bin/python3", {"-c", code});
        process.waitForFinished(-1);
        return process.exitCode() == 0 ? process.readAllStandardOutput() : QByteArray("failed");
    };
    if (python("import numpy") == "failed") QSKIP("there is no NumPy here");
    for (const char* lesson : {"backward-kernel", "backward-input", "backward-pooling"})
        for (const int stride : {1, 2}) {
            BackwardBench b(lesson);
            QJsonObject scene = b.page.scene();
            scene["stride"] = QJsonArray{stride, 1};
            scene["padding"] = QJsonArray{1, 0, 0, 1};
            b.page.setScene(scene, "Padded");
            for (const auto dialect : {CodeDialect::NumPy, CodeDialect::PyTorch}) {
                if (dialect == CodeDialect::PyTorch && !qEnvironmentVariableIsSet("CONVSCOPE_PYTORCH")) continue;
                const QByteArray out = python(b.page.code(dialect) + "for v in y.flatten(): print('=', float(v))\n");
                QList<float> made;
                for (const QByteArray& line : out.split('\n'))
                    if (line.startsWith("= ")) made << line.mid(2).toFloat();
                QCOMPARE(made, b.result());
            }
        }
}

UI_TEST(TestBackwardPage)
} // namespace test_backward_page
#include "test_backward_page.moc"
