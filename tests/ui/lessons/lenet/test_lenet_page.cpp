// LeNet-5's drawing through real keys, clicks and controls.
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/lenet/lenet_page.h"

namespace test_lenet_page {

using namespace ui;

namespace {

struct LenetBench : PageBench<LenetPage> {
    explicit LenetBench(const char* id = "lenet-5") : PageBench(id) {}
};

} // namespace

class TestLenetPage : public QObject {
    Q_OBJECT
private slots:
    void thePresetIsTheFirstDrawingWithItsNamesSizesAndParameters() {
        LenetBench b;
        QVERIFY2(b.says("C1 6@28×28, 156 parameters; S2 6@14×14, 0 parameters; C3 16@10×10, 2\u202f416 parameters; "
                        "S4 16@5×5, 0 parameters; C5 / F5 120, 48\u202f120 parameters; F6 84, 10\u202f164 parameters; "
                        "Output 10, 850 parameters;"),
                 qPrintable(b.text()));
        QCOMPARE(b.wholeScene()["activation"].toString(), QString("sigmoid"));
        QCOMPARE(b.wholeScene()["pooling"].toString(), QString("average"));
    }
    void stepsGoLayerByLayerToTheSumOfAll() {
        LenetBench b;
        QVERIFY2(b.says("Looked at: C1, 6@28×28."), qPrintable(b.text()));
        QVERIFY2(b.says("Parameters: 6 × (1 × 5 × 5 + 1) = 6 × 26 = 156. So far: 156."), qPrintable(b.text()));
        b.key(Qt::Key_Right);
        QVERIFY2(b.says("Looked at: S2, 6@14×14. Every map by itself: each 2 × 2 window becomes its mean."),
                 qPrintable(b.text()));
        b.key(Qt::Key_Right);
        QVERIFY2(b.says("Rows: (14 − 5) ÷ 1 + 1 = 10. Parameters: 16 × (6 × 5 × 5 + 1) = 16 × 151 = 2\u202f416. "
                        "So far: 156 + 0 + 2\u202f416 = 2\u202f572."),
                 qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY2(b.says("In all: 156 + 0 + 2\u202f416 + 0 + 48\u202f120 + 10\u202f164 + 850 = 61\u202f706."),
                 qPrintable(b.text()));
        b.key(Qt::Key_Home);
        QVERIFY2(b.says("Looked at: Image, 1@28×28. One grid of grey values, 28 × 28."), qPrintable(b.text()));
        QCOMPARE(b.wholeScene()["step"].toInt(), 1);
    }
    void aClickOnABlockLooksAtIt() {
        for (const char* id : {"lenet-5", "lenet-5-compressed"}) {
            LenetBench b(id);
            b.click({"layer", 5, 0, 0});
            QVERIFY2(b.says("Looked at: C5 / F5, 120. All 400 values in a row"), qPrintable(b.text()));
        }
    }
    void settingsChangeTheDrawingAtOnceAndUndoTakesThemBack() {
        LenetBench b;
        b.press("Pooling: max");
        b.key(Qt::Key_Right);
        QVERIFY2(b.says("each 2 × 2 window becomes its largest value"), qPrintable(b.text()));
        typeInto(b.page.inspector(), "Padding of C1", "0");
        QVERIFY2(
            b.says("C1 6@24×24, 156 parameters; S2 6@12×12, 0 parameters; C3 16@8×8, 2\u202f416 parameters; S4 16@4×4"),
            qPrintable(b.text()));
        QVERIFY2(b.says("C5 / F5 120, 30\u202f840 parameters"), qPrintable(b.text())); // 120 × (256 + 1)
        b.page.undoStack()->undo();
        b.page.undoStack()->undo();
        QVERIFY(b.says("C5 / F5 120, 48\u202f120 parameters"));
    }
    void whatDoesNotFitIsSaidAndTheRestStands() {
        LenetScene scene;
        scene.side = 12;
        scene.kernel = 7;
        scene.padding = 0;
        const LenetStages stages = lenetStages(scene); // 6, 3, and no 7 in 3
        QVERIFY(stages.misfit);
        QCOMPARE(stages.all.size(), std::size_t{3});
        LenetPicture picture{"LeNet-5", {}, LenetForm::Blocks, stages, 2, {}, {}};
        QVERIFY(!lenetMisfit(stages).isEmpty());
        QVERIFY(LenetFigure(picture, {886, 640}, Style{}).describe().contains(lenetMisfit(stages)));
    }
    void whatIsAskedIsCovered() {
        LenetBench b;
        b.key(Qt::Key_Right);
        b.key(Qt::Key_Right); // C3
        const auto questions = b.page.questions();
        QCOMPARE(questions.size(), std::size_t{3});
        QCOMPARE(questions[0].judge("10 x 10"), std::optional(true));
        QCOMPARE(questions[0].judge("14 x 14"), std::optional(false));
        QCOMPARE(questions[1].judge("2416"), std::optional(true));
        QCOMPARE(questions[2].judge("61706"), std::optional(true));
        b.page.cover("size");
        QVERIFY2(!b.says("16@10×10") && !b.says("16@5×5") && !b.says("become 10"), qPrintable(b.text()));
        QVERIFY(b.says("C1 6@28×28"));
        for (const char* id : {"parameters", "all"}) {
            b.page.cover(id);
            QVERIFY2(!b.says("2\u202f416") && !b.says("61\u202f706"), qPrintable(b.text()));
        }
        b.page.cover({});
        QVERIFY(b.says("16@10×10"));
    }
    void everyStepIsAPictureOfTheReelInBothForms() {
        for (const char* id : {"lenet-5", "lenet-5-compressed"}) {
            LenetBench b(id);
            const Reel reel = b.page.reel();
            QCOMPARE(reel.count, 8);
            for (int i = 0; i < reel.count; ++i) {
                const auto figure = reel.figure(i, {886, 640}, Style{});
                for (int layer = 0; layer < 8; ++layer)
                    QVERIFY(QRectF({0, 0}, QSizeF(886, 640)).contains(figure->cellRect({"layer", layer, 0, 0})));
            }
        }
    }
    void theCodeHasTheSceneInIt() {
        LenetBench b;
        const QString torch = b.page.code(CodeDialect::PyTorch), numpy = b.page.code(CodeDialect::NumPy);
        QVERIFY2(torch.contains("nn.Conv2d(1, 6, 5, padding=2), nn.Sigmoid(),  # C1"), qPrintable(torch));
        QVERIFY2(torch.contains("nn.Linear(16 * 5 * 5, 120)"), qPrintable(torch));
        QVERIFY2(numpy.contains("[(6, 5, 2), (16, 5, 0)]"), qPrintable(numpy));
    }
};

UI_TEST(TestLenetPage)
} // namespace test_lenet_page
#include "test_lenet_page.moc"
