// The switches of the sliding-window page that show a consequence at one click, and its breakpoints.
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"

#include <QComboBox>

namespace test_window_switches {

using namespace ui;

class TestWindowSwitches : public QObject {
    Q_OBJECT
private slots:
    void layersAreSteppedOneByOne() {
        WindowBench b("ten-layers");
        QVERIFY2(b.says("Stacked with no padding: 12, 10, 8, 6, 4, 2, then it ends."), qPrintable(b.text()));
        b.press("Step by: layer");
        b.view->setFocus();
        QVERIFY2(b.says("The input: ") && b.says("Stacked with no padding: 12."), qPrintable(b.text()));
        b.key(Qt::Key_Right);
        b.key(Qt::Key_Right);
        QVERIFY2(b.says("Layer 2 of 10: 8 × 8 with no padding, 12 × 12 with same padding."), qPrintable(b.text()));
        QVERIFY(b.says("Stacked with no padding: 12, 10, 8."));
        b.key(Qt::Key_Left);
        QVERIFY(b.says("Layer 1 of 10: 10 × 10 with no padding"));
        b.key(Qt::Key_End);
        QVERIFY(b.says("no window fits any more with no padding, 12 × 12 with same padding."));
        b.press("Step by: cell");
        QVERIFY(b.says("Row 2, column 5: "));
        // Where nothing is stacked there are no layers to step by.
        b.press("Step by: layer");
        QJsonObject scene = b.page.scene();
        scene["stacked"] = false;
        b.page.setScene(scene, "One layer");
        QVERIFY(b.says("Row 2, column 5: ") && !b.says("Stacked"));
        for (auto* button : b.window.findChildren<QAbstractButton*>())
            if (button->accessibleName() == "Step by: layer") QVERIFY(!button->isVisible());
    }
    void reluCutsAtZeroAndSaysHow() {
        WindowBench b("edges");
        b.click("output", 0, 5);
        QVERIFY(b.text().contains("0×1 + 1×(−1) = −1."));
        b.press("More settings  ›");
        b.press("Afterwards: ReLU");
        QVERIFY2(b.text().contains("0×1 + 1×(−1) = −1, max(0, −1) = 0."), qPrintable(b.text()));
        QVERIFY(b.text().contains("Output so far: 0 1 0 0 0 0."));
        QList<float> rows;
        for (int i = 0; i < 6; ++i) rows << QList<float>{0, 1, 0, 0, 0, 0, 0};
        QCOMPARE(b.output(), rows);
        b.page.undoStack()->undo();
        QVERIFY(b.text().contains("= −1."));
    }
    void poolingCanBeLeftOutOrCoverEverything() {
        WindowBench b("pooling-stride-2");
        b.press("Pooling: none");
        QCOMPARE(b.output(), b.numbers("input"));
        b.press("Pooling: max");
        QCOMPARE(b.output(), (QList<float>{12, 3, 7, 8}));
        b.press("More settings  ›");
        b.press("Covers: all (global)");
        QCOMPARE(b.output(), (QList<float>{12}));
        b.press("Pooling: average");
        QCOMPARE(b.output(), (QList<float>{5.5625F})); // 89 ÷ 16
        b.press("Covers: a part");
        QCOMPARE(b.output().size(), 4);
    }
    void paddingModesRepeatRealCells() {
        WindowBench b("padding-modes");
        QVERIFY(b.output().mid(0, 4) == (QList<float>{0, 0, 4, 0}));
        b.hover("input", -1, 2);
        QVERIFY2(b.text().contains("Padding that repeats input row 1, column 3, which is 5"), qPrintable(b.text()));
        QComboBox* mode = nullptr;
        for (auto* box : b.window.findChildren<QComboBox*>())
            if (box->accessibleName() == "Filled with") mode = box;
        QVERIFY(mode);
        mode->setFocus();
        b.key(Qt::Key_Up); // zeros
        QCOMPARE(b.output().mid(0, 4), (QList<float>{-10, -5, -1, -10}));
        b.view->setFocus();
        b.key(Qt::Key_Z, Qt::ControlModifier);
        b.page.undoStack()->undo();
        b.hover("input", 4, 0); // below the last row
        mode->setFocus();
        b.key(Qt::Key_Down);
        QVERIFY2(b.text().contains("repeats input row 3, column 1"), qPrintable(b.text())); // reflect
        b.key(Qt::Key_Down);
        QVERIFY2(b.text().contains("repeats input row 1, column 1"), qPrintable(b.text())); // circular
        QVERIFY(b.page.code(CodeDialect::PyTorch).contains("mode=\"circular\""));
        QVERIFY(b.page.code(CodeDialect::NumPy).contains("mode=\"wrap\""));
        QCOMPARE(b.page.scene().value("padMode").toString(), QString("circular"));
    }
    void validSameAndFullAreOneClick() {
        WindowBench b("padding");
        b.press("Padding as: same"); // an even kernel: one more after
        QCOMPARE(b.output(), (QList<float>{19, 25, 10, 37, 43, 16, 7, 8, 0}));
        b.press("Padding as: full");
        QCOMPARE(b.output(), (QList<float>{0, 3, 8, 4, 9, 19, 25, 10, 21, 37, 43, 16, 6, 7, 8, 0}));
        b.press("Padding as: valid");
        QCOMPARE(b.output(), (QList<float>{19, 25, 37, 43}));
    }
    void sameIsPlacedAsEachLibraryPlacesIt() {
        WindowBench b("same-padding");
        QCOMPARE(b.output(), (QList<float>{22, 24, 26, 42, 44, 46, 62, 64, 66}));
        QVERIFY(b.words().contains("TensorFlow's same pads rows by 0 before, 1 after."));
        b.press("Same as: PyTorch");
        QCOMPARE(b.output(), (QList<float>{11, 13, 15, 31, 33, 35, 51, 53, 55}));
    }
    void usesAreCountedWithAndWithoutPadding() {
        WindowBench b("how-often-used");
        QVERIFY2(b.text().contains("Windows that read each input: 1 2 3 2 1; 2 4 6 4 2; 3 6 9 6 3"),
                 qPrintable(b.text()));
        b.increase("Padding");
        QVERIFY2(b.text().contains("each input: 4 6 6 6 4; 6 9 9 9 6"), qPrintable(b.text()));
        QVERIFY(b.words().contains("4 of 25 windows read the corner, 9 read the middle."));
        b.press("Count uses: off");
        QVERIFY(!b.text().contains("Windows that read"));
        WindowBench row8("padding"); // the lecture's own grid
        row8.press("Count uses: on");
        QVERIFY2(row8.text().contains("each input: 4 4 4; 4 4 4; 4 4 4."), qPrintable(row8.text()));
        row8.press("Padding as: valid");
        QVERIFY(row8.text().contains("each input: 1 2 1; 2 4 2; 1 2 1."));
    }
    void tenLayersShrinkUnlessTheyArePadded() {
        WindowBench b("ten-layers");
        QVERIFY2(b.text().contains("Stacked with no padding: 12, 10, 8, 6, 4, 2, then it ends."), qPrintable(b.text()));
        QVERIFY(b.text().contains("Stacked with same padding: 12, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12."));
        b.press("Padding as: full");
        QVERIFY(b.text().contains("Stacked with padding 2: 12, 14, 16"));
        b.press("Below: sum");
        QVERIFY(!b.text().contains("Stacked"));
    }
    void theOtherLessonsHaveTheirNumbers() {
        QCOMPARE(WindowBench("flip").output(), (QList<float>{5, 11, 23, 29}));
        QCOMPARE(WindowBench("edges-transposed").output(), QList<float>(8 * 5, 0.0F));
        QCOMPARE(WindowBench("global-pooling").output(), (QList<float>{5.5625F}));
        QCOMPARE(WindowBench("fractional-size").output(), (QList<float>{6, 5, 9, 9, 4, 8}));
        WindowBench dilated("dilation");
        QCOMPARE(dilated.output().size(), 9);
        QVERIFY(dilated.text().contains("Kernel 3 × 3"));
    }
    void playStopsAtABreakpoint() {
        WindowBench b("padding");
        b.key(Qt::Key_Home);
        b.click("output", 1, 2, Qt::ControlModifier);
        QVERIFY2(b.text().contains("Breakpoints: row 2, column 3."), qPrintable(b.text()));
        QVERIFY(b.text().contains("Row 1, column 1")); // set, not jumped to
        for (int i = 0; i < 4; ++i) b.press("Speed: more");
        b.view->setFocus();
        b.key(Qt::Key_Space);
        QTRY_VERIFY(b.text().contains("Row 2, column 3"));
        QTest::qWait(150); // three steps would have passed
        QVERIFY(b.text().contains("Row 2, column 3"));
        b.page.undoStack()->undo();
        QVERIFY(!b.text().contains("Breakpoints"));
    }
    void shiftNextGoesFromBreakpointToBreakpoint() {
        WindowBench b("padding");
        b.key(Qt::Key_Home);
        b.hover("output", 3, 0);
        b.key(Qt::Key_F8);
        b.hover("output", 0, 2);
        b.key(Qt::Key_F8);
        QVERIFY(b.text().contains("Breakpoints: row 1, column 3; row 4, column 1."));
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(b.text().contains("Row 1, column 3"));
        b.press("Next step", Qt::ShiftModifier);
        QVERIFY(b.text().contains("Row 4, column 1"));
        b.press("Next step", Qt::ShiftModifier); // none is left: to the end
        QVERIFY(b.text().contains("Row 4, column 4"));
        b.hover("output", 0, 2);
        b.key(Qt::Key_F8); // off again
        QVERIFY(b.text().contains("Breakpoints: row 4, column 1."));
    }
    void breakpointsStopInsideARowAndAtTheFirstProduct() {
        WindowBench b("padding");
        b.click("output", 1, 1, Qt::ControlModifier);
        b.key(Qt::Key_Home);
        b.press("Step by: row");
        b.view->setFocus();
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY(b.text().contains("Row 2, column 2: 0×0"));
        b.press("Step by: product");
        b.view->setFocus();
        b.key(Qt::Key_Home);
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        QVERIFY2(b.text().contains("Row 2, column 2: 0×0 = 0."), qPrintable(b.text()));
    }
    void breakpointsAreSavedWithTheSceneAndLeaveTheWordsTrue() {
        WindowBench b("padding");
        b.click("output", 2, 3, Qt::ControlModifier);
        QVERIFY(!b.words().contains("in the scene as it opened"));
        const QJsonObject scene = b.page.scene();
        b.page.undoStack()->undo();
        b.page.setScene(scene, "Open");
        QVERIFY(b.text().contains("Breakpoints: row 3, column 4."));
        QCOMPARE(b.page.scene(), scene);
    }
};

UI_TEST(TestWindowSwitches)
} // namespace test_window_switches
#include "test_window_switches.moc"
