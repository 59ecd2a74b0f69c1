// Your own network as blocks under Structure: dragged, put between others and taken away, by mouse and by keys; the
// list of layers beside it is the same network.
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/network_room.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/structure/plan_figure.h"

#include <QMenu>

namespace test_plan_blocks {

using namespace ui;

namespace {

struct BlockRoom : NetworkRoom {
    explicit BlockRoom(const QString& folder) : NetworkRoom(folder, {{"view", "structure"}}) {
        if (!ready()) qFatal("no images");
        choose("Your");
        page.settle(0);
    }
    const PlanFigure* blocks() { return dynamic_cast<const PlanFigure*>(canvas()->figure()); }
    QPoint at(const char* part, int index) { return blocks()->cellRect({part, index, 0, 0}).center().toPoint(); }
    QString layer(int row) { return layers()->topLevelItem(row)->text(0); }
    std::size_t count() { return page.trainingScene().draft.layers.size(); }
    void dragTo(QPoint to) {
        QMouseEvent move(QEvent::MouseMove, to, canvas()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(canvas(), &move);
    }
    void drag(int from, QPoint to) {
        QTest::mousePress(canvas(), Qt::LeftButton, {}, at(PlanFigure::layerPart, from));
        dragTo((at(PlanFigure::layerPart, from) + to) / 2);
        dragTo(to);
        QTest::mouseRelease(canvas(), Qt::LeftButton, {}, to);
    }
    void chooseKind(const QString& kind) {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text() == kind) menu->setActiveAction(action);
        QTest::keyClick(menu, Qt::Key_Return);
    }
    void key(int k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(canvas(), static_cast<Qt::Key>(k), m); }
};

} // namespace

class TestPlanBlocks : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;

private slots:
    void initTestCase() { writeDigitFolder(m_folder.path().toStdString(), 128, 64); }
    // Every block says whole what it is and what it gives; no word is cut off.
    void theBlocksSayTheLayersWhole() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        const QString said = room.blocks()->describe();
        QVERIFY2(said.startsWith("Your network, block by block: image 1@28×28; 1 5 × 5 Conv (6), pad 2, gives 6@28×28"),
                 qPrintable(said));
        QVERIFY2(said.contains("12 Dense (10), gives 10."), qPrintable(said));
        for (const PaintedWord& word : wordsPaintedBy(*room.blocks(), {})) {
            QVERIFY2(!word.text.contains(QChar(0x2026)), qPrintable(word.text));
            QVERIFY2(word.size >= 12, qPrintable(word.text));
        }
    }
    // A click on a block, or Enter, chooses its row, with its settings; that is no edit.
    void aClickOnABlockChoosesItsRow() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        const int steps = room.page.undoStack()->count();
        const auto chosen = [&] { return room.layers()->indexOfTopLevelItem(room.layers()->currentItem()); };
        QTest::mouseClick(room.canvas(), Qt::LeftButton, {}, room.at(PlanFigure::layerPart, 3));
        QCOMPARE(chosen(), 3);
        QTest::mouseMove(room.canvas(), {2, 2});
        room.canvas()->setFocus();
        room.key(Qt::Key_Escape);
        room.key(Qt::Key_Return);
        room.key(Qt::Key_Right);
        room.key(Qt::Key_Return);
        QCOMPARE(chosen(), 1);
        QCOMPARE(room.page.undoStack()->count(), steps);
    }
    // A block is dragged between two others: one step of undo, and the list has it, too.
    void aBlockIsDraggedToAnotherPlace() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        const QString relu = room.layer(1), pool = room.layer(2);
        room.drag(1, room.at(PlanFigure::gapPart, 3));
        QCOMPARE(room.layer(1), pool);
        QCOMPARE(room.layer(2), relu);
        QVERIFY(room.page.trainingScene().own == room.page.trainingScene().draft);
        room.page.undoStack()->undo();
        QCOMPARE(room.layer(1), relu);
        QTRY_VERIFY(room.blocks()->describe().contains("; 2 " + relu));
    }
    // A click between two blocks offers what can stand there; the cross of a block takes it away.
    void aBlockIsPutBetweenAndTakenAway() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        const std::size_t before = room.count();
        QTest::mouseClick(room.canvas(), Qt::LeftButton, {}, room.at(PlanFigure::gapPart, 1));
        room.chooseKind("tanh");
        QCOMPARE(room.count(), before + 1);
        QTRY_COMPARE(room.layers()->topLevelItemCount(), static_cast<int>(before) + 1);
        QVERIFY2(room.layer(1).contains("tanh", Qt::CaseInsensitive), qPrintable(room.layer(1)));
        QTest::mouseClick(room.canvas(), Qt::LeftButton, {}, room.at(PlanFigure::removePart, 1));
        QCOMPARE(room.count(), before);
        room.page.undoStack()->undo();
        QCOMPARE(room.count(), before + 1);
    }
    // Enter takes the keys to the blocks: arrows choose, Alt+arrows move, Insert and Delete.
    void allOfItIsDoneByKeysToo() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        const std::size_t before = room.count();
        const QString relu = room.layer(1), pool = room.layer(2);
        room.canvas()->setFocus();
        room.key(Qt::Key_Return);
        room.key(Qt::Key_Right);
        QVERIFY2(room.blocks()->describe().endsWith("Chosen: layer 2."), qPrintable(room.blocks()->describe()));
        room.key(Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(room.layer(1), pool);
        QCOMPARE(room.layer(2), relu);
        QVERIFY(room.blocks()->describe().endsWith("Chosen: layer 3."));
        room.key(Qt::Key_Delete);
        QCOMPARE(room.count(), before - 1);
        room.key(Qt::Key_Insert);
        room.chooseKind("ReLU");
        QCOMPARE(room.count(), before);
        room.key(Qt::Key_Escape);
        QVERIFY(!room.blocks()->describe().contains("Chosen"));
        QCOMPARE(room.page.session().history().steps(), std::size_t{0}); // no arrow made a batch
    }
    // The first block that does not fit is red and the sentence says why; the network that fitted goes on.
    void theFirstMisfitIsRedWithItsSentence() {
        BlockRoom room(m_folder.path());
        QTRY_VERIFY(room.blocks());
        room.select(3);
        room.type("Kernel", "15");
        QTRY_VERIFY2(room.blocks()->describe().contains("gives does not fit"), qPrintable(room.blocks()->describe()));
        QVERIFY(room.blocks()->describe().contains("Layer 4: A 15 × 15 window does not fit a 14 × 14 input."));
        QImage image(room.blocks()->size().toSize(), QImage::Format_RGB32);
        QPainter painter(&image);
        room.blocks()->paint(painter, {});
        painter.end();
        const QRect block = room.blocks()->cellRect({PlanFigure::layerPart, 3, 0, 0}).toRect();
        const QColor edge = image.pixelColor(block.center().x(), block.top());
        QCOMPARE(edge, palette(Theme::Light).error);
        QCOMPARE(room.page.picture().network->parameterCount(), std::size_t{61706});
    }
};

UI_TEST(TestPlanBlocks)
} // namespace test_plan_blocks
#include "test_plan_blocks.moc"
