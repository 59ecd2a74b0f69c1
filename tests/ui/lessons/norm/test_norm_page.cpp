// The lesson on batch normalisation through real keys, clicks and controls.
#include "core/layers/batch_norm.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/norm/norm_page.h"

#include <QLabel>

namespace test_norm_page {

using namespace ui;

namespace {

struct NormBench : PageBench<NormPage> {
    NormBench() : PageBench("batch-norm") {}
    float out(std::size_t batch, int y, int x) const { return page.numbers()[batch].values.at(0, y, x); }
};

bool near(float a, double b) {
    return std::abs(static_cast<double>(a) - b) < 1e-4;
}

} // namespace

class TestNormPage : public QObject {
    Q_OBJECT
private slots:
    void theSamePictureBecomesSomethingElseInAnotherBatch() {
        NormBench b;
        QVERIFY2(b.says("Batch 1: mean 4, variance 4; (2 − 4) ÷ 2 × 1 + 0 ≈ −1."), qPrintable(b.text()));
        QVERIFY2(b.says("Batch 2: mean 6, variance 9; (2 − 6) ÷ 3 × 1 + 0 ≈ −1.333."), qPrintable(b.text()));
        QVERIFY(near(b.out(0, 0, 0), -1) && near(b.out(0, 1, 1), 1));
        QVERIFY(near(b.out(1, 0, 0), -4.0 / 3) && near(b.out(1, 1, 1), 0));
    }
    void inEvaluationItBecomesTheSameInBoth() {
        NormBench b;
        b.press("Mode: evaluation");
        QVERIFY2(b.says("Batch 1: mean 5, variance 6.25; (2 − 5) ÷ 2.5 × 1 + 0 ≈ −1.2."), qPrintable(b.text()));
        QVERIFY(b.page.numbers()[0].values == b.page.numbers()[1].values);
        QVERIFY(near(b.out(0, 1, 1), 0.4));
        b.key(Qt::Key_Z, Qt::ControlModifier);
        b.page.undoStack()->undo();
        QVERIFY(b.says("Training mode."));
    }
    // A tenth of the way towards the batch's own mean and variance, this with n - 1.
    void eachBatchMovesTheKeptNumbers() {
        const NormScene scene;
        QVERIFY(std::abs(normBatch(scene, 0).nextMean - (5 + 0.1 * (4 - 5))) < 1e-5);
        QVERIFY(std::abs(normBatch(scene, 0).nextVariance - (6.25 + 0.1 * (32.0 / 7 - 6.25))) < 1e-5);
        QVERIFY(std::abs(normBatch(scene, 1).nextMean - (5 + 0.1 * (6 - 5))) < 1e-5);
        NormScene evaluated = scene;
        evaluated.mode = NormMode::Evaluation;
        QCOMPARE(normBatch(evaluated, 1).nextMean, 5.0);
        QCOMPARE(normBatch(evaluated, 1).nextVariance, 6.25);
    }
    void aNumberBesideThePictureChangesWhatThePictureBecomes() {
        NormBench b;
        const float before = b.out(0, 0, 0);
        b.click({"other", 0, 0, 0});
        b.key(Qt::Key_8);
        b.key(Qt::Key_Return);
        QVERIFY2(b.says("Batch 1: mean 5"), qPrintable(b.text()));
        QVERIFY(b.out(0, 0, 0) != before);
        QVERIFY(near(b.out(1, 0, 0), -4.0 / 3)); // the other batch has its own
        b.page.undoStack()->undo();
        QCOMPARE(b.out(0, 0, 0), before);
    }
    void aNumberOfThePictureIsTheSameInBothBatches() {
        NormBench b;
        b.click({"picture", 1, 1, 1}); // shown in the second batch
        b.key(Qt::Key_9);
        b.key(Qt::Key_Return);
        QCOMPARE(b.page.scene()["picture"].toArray().at(1).toString(), QString("4 9"));
        QVERIFY2(b.says("row 2, column 2"), qPrintable(b.text()));
    }
    void stepsGoFromCellToCell() {
        NormBench b;
        b.press("Next step");
        QVERIFY2(b.says("row 1, column 2. Batch 1: mean 4, variance 4; (4 − 4) ÷ 2 × 1 + 0"), qPrintable(b.text()));
        b.key(Qt::Key_End);
        QVERIFY(b.says("row 2, column 2"));
        QCOMPARE(b.page.scene()["step"].toInt(), 4);
        QVERIFY(b.page.reel().figure(1, {1304, 932}, Style{})->describe().contains("row 1, column 2"));
    }
    void weightAndBiasAreAppliedLast() {
        NormBench b;
        typeInto(b.page.inspector(), "Weight", "3");
        typeInto(b.page.inspector(), "Bias", "-2");
        QVERIFY2(b.says("(2 − 4) ÷ 2 × 3 + (−2) ≈ −5."), qPrintable(b.text()));
        QVERIFY(near(b.out(0, 0, 0), -5));
        typeInto(b.page.inspector(), "Weight", "11"); // beyond 10, so it stays
        QCOMPARE(b.page.scene()["weight"].toDouble(), 3.0);
    }
    void whatIsAskedIsCovered() {
        NormBench b;
        const auto questions = b.page.questions();
        QCOMPARE(questions.size(), std::size_t{3});
        QCOMPARE(questions[0].judge("-1.3333"), std::optional(true));
        QCOMPARE(questions[0].judge("-1"), std::optional(false));
        QCOMPARE(questions[1].judge("6"), std::optional(true));
        b.page.cover("cell");
        QVERIFY2(!b.says("1.333"), qPrintable(b.text()));
        for (const auto* label : b.window.findChildren<QLabel*>())
            QVERIFY2(!label->isVisible() || !label->text().contains("1.333"), qPrintable(label->text()));
        b.page.cover({});
        QVERIFY(b.says("1.333"));
    }
    void largerPicturesOpenAndThoseThatDoNotBelongTogetherAreRefused() {
        const NormScene three = normSceneFrom({{"picture", QJsonArray{"1 2 3", "4 5 6", "7 8 9"}},
                                               {"beside", QJsonArray{"0 0 0", "0 0 0", "0 0 0"}},
                                               {"besideThen", QJsonArray{"9 9 9", "9 9 9", "9 9 9"}}});
        QCOMPARE(normBatch(three, 0).values.size(), std::size_t{18});
        QCOMPARE(normSceneFrom(toJson(three)), three);
        QCOMPARE(normSceneFrom({}), NormScene{});
        try {
            normSceneFrom({{"picture", QJsonArray{"1 2 3", "4 5 6", "7 8 9"}}});
            QFAIL("pictures of two sizes");
        } catch (const cnn::Error& e) {
            QVERIFY2(QString(e.what()).contains("as many rows"), e.what());
        }
    }
};

UI_TEST(TestNormPage)
} // namespace test_norm_page
#include "test_norm_page.moc"
