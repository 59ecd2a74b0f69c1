// Where playing waits: in every lesson that is walked step by step, set on the timeline or by a key, kept in the scene.
#include "core/base/error.h"
#include "tests/ui/support/any_page.h"
#include "tests/ui/support/ui_test.h"

#include <QJsonArray>

namespace test_breakpoints {

using namespace ui;

class TestBreakpoints : public QObject {
    Q_OBJECT
private slots:
    void playingStopsThere_data() { addLessons(); }
    void playingStopsThere() {
        QFETCH(QByteArray, lesson);
        AnyPage b(lesson);
        b.key(Qt::Key_Home);
        const QJsonObject before = b.page->scene();
        b.clickStep(3, Qt::ControlModifier);
        QCOMPARE(b.step(), 1); // set, not jumped to
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 3."), qPrintable(b.line->toolTip()));
        for (int i = 0; i < 4; ++i) b.press("Speed: more");
        b.key(Qt::Key_Space);
        QTRY_VERIFY(!b.bar->playing());
        QCOMPARE(b.step(), 3);
        b.key(Qt::Key_Home);
        b.page->undoStack()->undo();
        QCOMPARE(b.page->scene(), before);
        b.page->undoStack()->redo();
        QVERIFY(b.page->scene().contains("breakpoints"));
    }

    void theSceneKeepsThemAndOneUndoTakesASceneBack_data() { addLessons(); }
    void theSceneKeepsThemAndOneUndoTakesASceneBack() {
        QFETCH(QByteArray, lesson);
        AnyPage b(lesson), other(lesson);
        b.key(Qt::Key_Home);
        b.key(Qt::Key_F8);
        b.clickStep(4, Qt::ControlModifier);
        const QJsonObject saved = b.page->scene(), opened = other.page->scene();
        other.page->setScene(saved, "Open");
        QCOMPARE(other.page->scene(), saved);
        QCOMPARE(other.line->toolTip(), b.line->toolTip());
        other.page->undoStack()->undo();
        QCOMPARE(other.page->scene()["breakpoints"], opened["breakpoints"]);
        b.key(Qt::Key_F8); // the first one off again
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 4."), qPrintable(b.line->toolTip()));
    }

    void shiftAndRightGoToTheNextOne() {
        AnyPage b("transposed");
        b.key(Qt::Key_Home);
        b.clickStep(2, Qt::ControlModifier);
        b.clickStep(4, Qt::ControlModifier);
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(b.step(), 2);
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(b.step(), 4);
        b.key(Qt::Key_Home);
        b.key(Qt::Key_Right);
        b.clickStep(4, Qt::ControlModifier);
        b.key(Qt::Key_Right, Qt::ShiftModifier); // none is left: to the end
        QCOMPARE(b.step(), b.steps());
    }

    // A channel that was marked stands in its cell and in its row, and a row at its last cell.
    void aStepOfOneKindStandsInThoseOfAnother() {
        AnyPage b("input-channels"); // 2 channels, an output of 2 x 2
        b.key(Qt::Key_Home);
        b.press("Step by: channel");
        b.clickStep(3, Qt::ControlModifier);
        QCOMPARE(b.page->scene()["breakpoints"].toArray(), QJsonArray{"channel 3"});
        b.press("Step by: cell");
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 2."), qPrintable(b.line->toolTip()));
        b.press("Step by: row");
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 1."), qPrintable(b.line->toolTip()));
        b.clickStep(2, Qt::ControlModifier);
        b.press("Step by: cell");
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 2, 4."), qPrintable(b.line->toolTip()));
    }

    // As on the output of a window: Ctrl and a click on the cell that a step makes, or stamps.
    void aCellOfTheFigureSetsOneToo_data() {
        QTest::addColumn<QByteArray>("lesson");
        QTest::addColumn<QString>("part");
        QTest::newRow("channels") << QByteArray("input-channels") << "output";
        QTest::newRow("stamp") << QByteArray("transposed") << "input";
        QTest::newRow("backward") << QByteArray("backward-kernel") << "output";
    }
    void aCellOfTheFigureSetsOneToo() {
        QFETCH(QByteArray, lesson);
        QFETCH(QString, part);
        AnyPage b(lesson);
        b.key(Qt::Key_Home);
        const QPoint at = b.view->figure()->cellRect({part, 0, 1, 0}).center().toPoint();
        QTest::mouseClick(b.view, Qt::LeftButton, Qt::ControlModifier, at);
        QCOMPARE(b.step(), 1);
        QVERIFY2(b.line->toolTip().startsWith("Playing stops at: 3."), qPrintable(b.line->toolTip()));
        QTest::mouseClick(b.view, Qt::LeftButton, Qt::ControlModifier, at);
        QVERIFY(!b.page->scene().contains("breakpoints"));
    }

    void whatNamesNoStepIsRefused() {
        AnyPage b("transposed");
        for (const char* wrong : {"cell 0", "cell", "layer 2", "cell two"}) {
            QJsonObject scene = b.page->scene();
            scene["breakpoints"] = QJsonArray{wrong};
            QVERIFY_EXCEPTION_THROWN(b.page->setScene(scene, "Open"), cnn::Error);
        }
    }

private:
    static void addLessons() {
        QTest::addColumn<QByteArray>("lesson");
        for (const char* lesson :
             {"input-channels", "transposed", "backward-kernel", "backward-pooling", "stride", "learn-a-kernel",
              "batch-norm", "receptive-field", "shift", "dense-or-convolution", "lenet-5"})
            QTest::newRow(lesson) << QByteArray(lesson);
    }
};

UI_TEST(TestBreakpoints)
} // namespace test_breakpoints
#include "test_breakpoints.moc"
