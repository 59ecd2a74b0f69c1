// The switches of the sliding-window page that show a consequence at one click, and its breakpoints.
#include "tests/ui/window_bench.h"

using namespace ui;

class TestWindowSwitches : public QObject {
    Q_OBJECT
private slots:
    void reluCutsAtZeroAndSaysHow() {
        Bench b("edges");
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
        Bench b("pooling-stride-2");
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
    void playStopsAtABreakpoint() {
        Bench b("padding");
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
        Bench b("padding");
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
        Bench b("padding");
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
        Bench b("padding");
        b.click("output", 2, 3, Qt::ControlModifier);
        QVERIFY(!b.words().contains("in the scene as it opened"));
        const QJsonObject scene = b.page.scene();
        b.page.undoStack()->undo();
        b.page.setScene(scene, "Open");
        QVERIFY(b.text().contains("Breakpoints: row 3, column 4."));
        QCOMPARE(b.page.scene(), scene);
    }
};

QTEST_MAIN(TestWindowSwitches)
#include "test_window_switches.moc"
