// The receptive-field lessons through real keys, clicks and the controls beside them.
#include "core/base/error.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/field/field_page.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

namespace test_field_page {

using namespace ui;

namespace {

struct Bench : PageBench<FieldPage> {
    explicit Bench(const char* lesson) : PageBench(lesson) { page.settle(0); }
    void choose(const QString& name, int index) {
        for (auto* box : window.findChildren<QComboBox*>())
            if (box->accessibleName() == name) {
                box->setFocus();
                QTest::keyClick(box, Qt::Key_Home);
                for (int i = 0; i < index; ++i) QTest::keyClick(box, Qt::Key_Down);
            }
        view->setFocus();
    }
    QByteArray bytes() const { return QJsonDocument(page.scene()).toJson(); }
};

} // namespace

class TestFieldPage : public QObject {
    Q_OBJECT
private slots:
    void lenetsTableIsOnTheStageWhenTheLessonOpens();
    void pageKeysWalkThroughTheLayers();
    void stepsGoThroughTheLayersOrTheCellsOfOne();
    void arrowsAndClicksChooseAUnit();
    void aFieldAtTheBorderIsClippedAndSaysSo();
    void pointingLightsUpWhatACellSeesWithoutMovingTheStep();
    void aLineOfTheTableChoosesItsLayer();
    void layersAreEditedAddedMovedRemovedAndUndone();
    void presetsReplaceTheStack();
    void aNameStandsOnlyOverItsOwnNetwork();
    void theTextFormIsReadAndNonsenseIsRefused();
    void whatDoesNotFitIsRefusedAndChangesNothing();
    void theMeasuredFieldStaysWithinTheTheoreticalOne();
    void twoSmallKernelsSeeWhatOneLargeSees();
    void questionsAreJudgedAndTheirAnswersHidden();
    void sceneComesBackAsItWasAndABrokenOneIsRefused();
    void theReelHasAPictureALayer();
    void thousandsOfRandomKeysAndEditsLeaveNoHarm();
    void everyControlHasAName();
};

void TestFieldPage::lenetsTableIsOnTheStageWhenTheLessonOpens() {
    Bench b("receptive-field");
    QVERIFY(
        b.says("input: 28 × 28, field 1, jump 1, start 0.5; conv1 (conv5p2): 28 × 28, field 5, jump 1, start 0.5;"));
    QVERIFY(b.says("pool2 (pool2): 5 × 5, field 16, jump 4, start 6."));
    QVERIFY2(b.says("Chosen: conv2, row 5, column 5."), qPrintable(b.text()));
    QVERIFY(b.says("pool1: 5 × 5 (rows 5 to 9, columns 5 to 9)"));
    QVERIFY(b.says("input: 14 × 14 (rows 7 to 20, columns 7 to 20)"));
    QVERIFY(b.says("1 unit of pool2 sees it."));
}

void TestFieldPage::pageKeysWalkThroughTheLayers() {
    Bench b("receptive-field");
    b.key(Qt::Key_PageDown);
    QVERIFY(b.says("Chosen: pool2, row 3, column 3."));
    QVERIFY(b.says("Sees 16 × 16 pixels"));
    b.key(Qt::Key_PageDown); // the last stays
    QVERIFY(b.says("Chosen: pool2"));
    b.key(Qt::Key_Home);
    QVERIFY(b.says("Chosen: input"));
    QVERIFY(b.says("25 units of conv1 see it."));
    b.key(Qt::Key_End);
    b.press("Previous step");
    QVERIFY(b.says("Chosen: conv2, row 5, column 5."));
    QCOMPARE(b.page.reelIndex(), 3);
    QVERIFY(!b.page.undoStack()->canUndo());
}

void TestFieldPage::stepsGoThroughTheLayersOrTheCellsOfOne() {
    Bench b("two-small-kernels");
    const auto unit = [&] { return b.wholeScene().value("level").toInt(); };
    QCOMPARE(unit(), 1); // the point is one step further
    b.press("Next step");
    QCOMPARE(unit(), 2);
    b.press("Previous step");
    QCOMPARE(unit(), 1);
    b.press("Step by: cell");
    b.press("First step");
    QVERIFY2(b.says("row 1, column 1"), qPrintable(b.text()));
    for (int i = 0; i < 4; ++i) b.press("Next step"); // from stop to stop; its map has 5 columns
    QVERIFY2(b.says("row 2, column 1"), qPrintable(b.text()));
    QCOMPARE(unit(), 1);
    b.key(Qt::Key_End);
    QVERIFY(b.says("row 5, column 5"));
    b.press("Step by: layer");
    b.key(Qt::Key_PageDown);
    QCOMPARE(unit(), 2);
}

void TestFieldPage::arrowsAndClicksChooseAUnit() {
    Bench b("receptive-field");
    b.key(Qt::Key_Right);
    b.key(Qt::Key_Up);
    QVERIFY(b.says("Chosen: conv2, row 4, column 6."));
    QVERIFY(b.says("input: 14 × 14 (rows 5 to 18, columns 9 to 22)"));
    b.click("level1", 20, 3);
    QVERIFY(b.says("Chosen: conv1, row 21, column 4."));
    QVERIFY(b.says("(rows 19 to 23, columns 2 to 6)"));
    for (int i = 0; i < 40; ++i) b.key(Qt::Key_Down);
    QVERIFY(b.says("Chosen: conv1, row 28, column 4."));
}

void TestFieldPage::aFieldAtTheBorderIsClippedAndSaysSo() {
    Bench b("receptive-field");
    b.click("level4", 0, 0);
    QVERIFY(
        b.says("Sees 14 × 14 pixels of the input: rows 1 to 14, columns 1 to 14. The rest of its 16 × 16 field lies in "
               "the padding."));
}

void TestFieldPage::pointingLightsUpWhatACellSeesWithoutMovingTheStep() {
    Bench b("receptive-field");
    const QString before = b.text();
    const QImage plain = b.view->grab().toImage();
    QTest::mouseMove(b.view, b.at("level2", 3, 10));
    QVERIFY(b.view->grab().toImage() != plain);
    QCOMPARE(b.text(), before);
    bool said = false;
    for (const auto* label : b.window.findChildren<QLabel*>())
        said = said || label->text().startsWith("Pointed at: pool1, row 4, column 11. Sees 6 × 6 pixels");
    QVERIFY(said);
}

void TestFieldPage::aLineOfTheTableChoosesItsLayer() {
    Bench b("receptive-field");
    b.click("row", 1, 0);
    QVERIFY(b.says("Chosen: conv1"));
}

void TestFieldPage::layersAreEditedAddedMovedRemovedAndUndone() {
    Bench b("receptive-field");
    const QByteArray opened = b.bytes();
    b.press("Layer's kernel: less");
    QVERIFY(b.says("conv2 (conv4): 11 × 11, field 12, jump 2"));
    b.press("Layer's dilation: more");
    QVERIFY(b.says("conv2 (conv4d2): 8 × 8, field 18, jump 2"));
    b.press("Layer's stride: more");
    b.press("Layer's padding: more");
    QVERIFY(b.says("conv2 (conv4s2p1d2): 5 × 5, field 18, jump 4"));
    b.press("Layer: add after");
    QVERIFY(b.says("conv3 (conv3p1)"));
    QVERIFY(b.says("Chosen: conv3"));
    b.press("Layer: earlier");
    QVERIFY2(b.says("conv2 (conv3p1): 14 × 14, field 10, jump 2"), qPrintable(b.text()));
    b.press("Layer: remove");
    b.press("Layer: remove");
    QVERIFY2(b.says("pool1 (pool2): 14 × 14, field 6, jump 2, start 1; pool2 (pool2): 7 × 7"), qPrintable(b.text()));
    b.press("Layer is: conv");
    QVERIFY(b.says("conv2 (conv2): 13 × 13"));
    while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
    QCOMPARE(b.bytes(), opened);
    while (b.page.undoStack()->canRedo()) b.page.undoStack()->redo();
    QVERIFY(b.says("conv2 (conv2): 13 × 13"));
}

void TestFieldPage::presetsReplaceTheStack() {
    Bench b("receptive-field");
    b.choose("Stack", 1);
    QVERIFY2(b.says("pool5 (pool2): 7 × 7, field 268, jump 32"), qPrintable(b.text()));
    QVERIFY(b.says("Sees 224 × 224 pixels of the input"));
    b.click("row", 20, 0);
    QVERIFY(b.says("Chosen: conv16"));
    b.page.settle(0);
    QVERIFY2(b.says("half of the gradient within"), qPrintable(b.text()));
    b.choose("Stack", 2);
    QVERIFY(b.says("conv4 (conv3p8d8): 32 × 32, field 31, jump 1"));
}

// LeNet-5 pads its 28 × 28 picture and not its 32 × 32 one: with the other's size a stack does not bear the name.
void TestFieldPage::aNameStandsOnlyOverItsOwnNetwork() {
    Bench b("receptive-field");
    QComboBox* stacks = nullptr;
    for (auto* box : b.window.findChildren<QComboBox*>())
        if (box->accessibleName() == "Stack") stacks = box;
    QVERIFY(stacks);
    QCOMPARE(stacks->currentText(), QString("LeNet-5"));
    FieldScene scene = fieldSceneFrom(b.page.scene());
    scene.input = 32;
    b.page.setScene(toJson(scene), "input");
    QCOMPARE(stacks->currentText(), QString("Your own"));
    b.choose("Stack", stacks->findText("LeNet-5, 32 × 32"));
    QVERIFY2(b.says("conv1 (conv5): 28 × 28, field 5"), qPrintable(b.text()));
    QVERIFY2(b.says("pool2 (pool2): 5 × 5, field 16"), qPrintable(b.text()));
}

void TestFieldPage::theTextFormIsReadAndNonsenseIsRefused() {
    Bench b("receptive-field");
    b.type("Stack as text", "conv7s2p3, pool3s2p1");
    QVERIFY2(b.says("pool1 (pool3s2p1): 7 × 7, field 11, jump 4"), qPrintable(b.text()));
    const QString before = b.text();
    b.type("Stack as text", "conv3,dense10");
    QCOMPARE(b.text(), before);
    QCOMPARE(b.complaint(), QString("Layer 2 (dense10) is neither conv nor pool."));
    b.type("Stack as text", "conv99");
    QCOMPARE(b.complaint(), QString("Layer 1 (conv99): the lesson shows a kernel up to 11."));
    QCOMPARE(b.text(), before);
}

void TestFieldPage::whatDoesNotFitIsRefusedAndChangesNothing() {
    Bench b("receptive-field");
    const QByteArray opened = b.bytes();
    b.type("Input size", "6");
    QCOMPARE(b.complaint(), QString("Layer 3 (conv5): A 5 × 5 window does not fit a 3 × 3 input."));
    QCOMPARE(b.bytes(), opened);
    for (auto* edit : b.window.findChildren<QLineEdit*>())
        if (edit->accessibleName() == "Input size") QCOMPARE(edit->text(), QString("28"));
}

void TestFieldPage::theMeasuredFieldStaysWithinTheTheoreticalOne() {
    Bench b("measured-field");
    b.key(Qt::Key_End);
    b.page.settle(0);
    QVERIFY2(b.says("half of the gradient within 7 × 7 of 17 × 17 pixels"), qPrintable(b.text()));
    const auto numbers = b.page.numbers();
    QCOMPARE(numbers.size(), std::size_t(3));
    QCOMPARE(numbers[2].name, QString("measured field"));
    for (std::size_t i = 0; i < numbers[2].values.size(); ++i)
        QVERIFY(numbers[2].values.data()[i] == 0.0F || numbers[0].values.data()[i] == 1.0F);
    b.press("Weights: equal");
    b.page.settle(0);
    QVERIFY2(b.says("equal weights, 32 inputs"), qPrintable(b.text()));
}

void TestFieldPage::twoSmallKernelsSeeWhatOneLargeSees() {
    Bench b("two-small-kernels");
    b.key(Qt::Key_End);
    QVERIFY(b.says("conv2 (conv3): 3 × 3, field 5"));
    QVERIFY(b.says("Its conv1, row 2, column 2 sees 5 × 5."));
    QVERIFY(b.says("3 × 3 + 3 × 3 = 18 against 5 × 5 = 25."));
    QCOMPARE(b.question("weights").truth, QString("18"));
    b.type("Second stack as text", "conv7");
    QVERIFY(b.says("against 7 × 7 = 49."));
}

void TestFieldPage::questionsAreJudgedAndTheirAnswersHidden() {
    Bench b("receptive-field");
    const Question field = b.question("field"), jump = b.question("jump"), size = b.question("size");
    QCOMPARE(field.truth, QString("14"));
    QCOMPARE(field.why, QString("6 + (5 − 1) × 2 = 14"));
    QCOMPARE(field.judge("14"), std::optional(true));
    QCOMPARE(field.judge("13"), std::optional(false));
    QVERIFY(!field.judge("many"));
    QCOMPARE(jump.truth, QString("2"));
    QCOMPARE(size.judge("10 x 10"), std::optional(true));
    QCOMPARE(size.why, QString("⌊(14 + 2×0 − 5) ÷ 1⌋ + 1 = 10"));
    const QString shown = b.text();
    for (const char* id : {"field", "jump", "size"}) {
        b.page.cover(id);
        QVERIFY(!b.says("field 14") && !b.says("14 × 14"));
        b.key(Qt::Key_PageDown); // stays covered
        QVERIFY(!b.says("field 16"));
        b.key(Qt::Key_PageUp);
    }
    b.page.cover({});
    b.page.settle(0);
    QCOMPARE(b.text(), shown);
    b.key(Qt::Key_Home);
    QVERIFY(b.page.questions().empty());
}

void TestFieldPage::sceneComesBackAsItWasAndABrokenOneIsRefused() {
    Bench b("receptive-field");
    b.click("level3", 2, 7);
    b.press("Layer's padding: more");
    const QByteArray there = b.bytes();
    const QJsonObject scene = b.page.scene();
    b.page.setScene(findLesson("receptive-field")->scene, "Reset the scene");
    QVERIFY(b.bytes() != there);
    b.page.setScene(scene, "Open");
    QCOMPARE(b.bytes(), there);
    for (const auto& [key, value] : {std::pair<QString, QJsonValue>{"layers", "conv0"},
                                     {"input", 0},
                                     {"level", 9},
                                     {"aim", 3},
                                     {"pooling", "median"},
                                     {"input", 3}}) {
        QJsonObject broken = scene;
        broken[key] = value;
        QVERIFY_EXCEPTION_THROWN(b.page.setScene(broken, "Open"), cnn::Error);
        QCOMPARE(b.bytes(), there);
    }
}

void TestFieldPage::theReelHasAPictureALayer() {
    Bench b("receptive-field");
    const Reel reel = b.page.reel();
    QCOMPARE(reel.count, 5);
    QVERIFY(reel.figure(1, {1304, 932}, Style{})->describe().contains("Chosen: conv1"));
    const QString last = reel.figure(4, {1304, 932}, Style{})->describe();
    QVERIFY2(last.contains("for pool2, row 3, column 3: half of the gradient"), qPrintable(last));
}

void TestFieldPage::thousandsOfRandomKeysAndEditsLeaveNoHarm() {
    Bench b("receptive-field");
    const QByteArray opened = b.bytes();
    const QList<Qt::Key> keys{Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown};
    const QStringList buttons{"Layer's kernel: more",  "Layer's kernel: less",   "Layer's stride: more",
                              "Layer's padding: more", "Layer's dilation: more", "Layer: add after",
                              "Layer: remove",         "Layer: earlier",         "Layer: later",
                              "Layer is: pool",        "Layer is: conv",         "Input size: less",
                              "Input size: more"};
    std::srand(3);
    b.page.undoStack()->setUndoLimit(0);
    for (int i = 0; i < 400; ++i) {
        if (i % 4 == 0)
            b.press(buttons[std::rand() % buttons.size()]);
        else
            b.key(keys[std::rand() % keys.size()]);
        QVERIFY(b.says("Chosen: "));
    }
    while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
    b.page.setScene(findLesson("receptive-field")->scene, "Reset");
    QCOMPARE(b.bytes(), opened);
}

void TestFieldPage::everyControlHasAName() {
    Bench b("two-small-kernels");
    for (QWidget* w : b.window.findChildren<QWidget*>())
        if (w->focusPolicy() != Qt::NoFocus && (qobject_cast<QAbstractButton*>(w) || qobject_cast<QLineEdit*>(w)))
            QVERIFY2(!w->accessibleName().isEmpty() || !w->property("text").toString().isEmpty(),
                     w->metaObject()->className());
}

UI_TEST(TestFieldPage)
} // namespace test_field_page
#include "test_field_page.moc"
