// The lessons on transposed convolution through real keys, clicks and wheel turns.
#include "core/base/error.h"
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/stamp/stamp_page.h"

#include <QApplication>
#include <QClipboard>

namespace test_stamp_page {

using namespace ui;

struct StampBench : PageBench<StampPage> {
    using PageBench::PageBench;
    QList<float> numbers(const QString& name) const {
        for (const NamedNumbers& n : page.numbers())
            if (n.name == name) return {n.values.values().begin(), n.values.values().end()};
        return {};
    }
};

class TestStampPage : public QObject {
    Q_OBJECT
private slots:
    void everyInputStampsItsKernelAndOverlapsAreAdded();
    void theLastStampIsConvolvedBackAndIsNotTheInput();
    void stampsThatDoNotTileMeetInACheckerboard();
    void productsAreStampedOneByOne();
    void paddingCutsOffAndOutputPaddingAdds();
    void whatLeavesNoOutputIsSaid();
    void cellsAreEditedAndUndone();
    void aClickOnAnInputGoesToItsStamp();
    void questionsAreJudgedAndCovered();
    void whatIsWrittenIsTrueAtEveryStep();
    void theCodeNamesTheStepInItsLoops();
    void damagedScenesAreRefusedByTheirKey();
};

void TestStampPage::everyInputStampsItsKernelAndOverlapsAreAdded() {
    StampBench b("transposed");
    QVERIFY(b.says("Input row 1, column 2: 1 + 2×1 = 3; 2×2 = 4; 2×1 = 2; 2 + 2×2 = 6;")); // opens at its point
    QVERIFY(b.says("Output so far: 1 2 3 4 2; 2 4 6 8 4; 1 2 3 4 2; 0 0 0 0 0; 0 0 0 0 0."));
    b.key(Qt::Key_End);
    QVERIFY(b.says("Output so far: 1 2 3 4 2; 2 4 6 8 4; 1 2 6 10 5; 0 0 6 12 6; 0 0 3 6 3."));
    QCOMPARE(b.numbers("output"),
             (QList<float>{1, 2, 3, 4, 2, 2, 4, 6, 8, 4, 1, 2, 6, 10, 5, 0, 0, 6, 12, 6, 0, 0, 3, 6, 3}));
    b.key(Qt::Key_Home);
    QVERIFY(b.says("Input row 1, column 1: 1×1 = 1;"));
}

void TestStampPage::theLastStampIsConvolvedBackAndIsNotTheInput() {
    StampBench b("transposed");
    QVERIFY(!b.says("Convolved back"));
    b.key(Qt::Key_End);
    // By hand, row 1, column 1: 1×1 + 2×2 + 3×1 + 2×2 + 4×4 + 6×2 + 1×1 + 2×2 + 6×1 = 51.
    QVERIFY(b.says("the 1 became 51. A transposed convolution is no inverse."));
    QCOMPARE(b.numbers("convolved back").front(), 51.0F);
    b.press("Convolve back: off");
    QVERIFY(!b.says("Convolved back"));
    QVERIFY(b.numbers("convolved back").isEmpty());
}

void TestStampPage::stampsThatDoNotTileMeetInACheckerboard() {
    StampBench b("transposed-checkerboard");
    const QList<float> counts = b.numbers("stamps that meet");
    QCOMPARE(counts.size(), 81);
    for (int y = 0; y < 9; ++y)
        for (int x = 0; x < 9; ++x) {
            const auto twice = [](int i) { return i % 2 == 0 && i > 0 && i < 8 ? 2 : 1; };
            QCOMPARE(counts[y * 9 + x], static_cast<float>(twice(y) * twice(x)));
        }
    QVERIFY(b.says("From 1 to 4 stamps meet in a cell of the output."));
    QVERIFY(b.says("a checkerboard"));
    b.type("Kernel", "2");
    QVERIFY(b.says("No stamps overlap: each cell of the output has one."));
    b.type("Kernel", "4");
    QVERIFY(b.says("The kernel's size 4 is a multiple of the stride 2: away from the border every cell gets as many."));
}

void TestStampPage::productsAreStampedOneByOne() {
    StampBench b("transposed");
    b.press("Step by: product");
    b.key(Qt::Key_Home);
    QVERIFY(b.says("Input row 1, column 1: 1×1 = 1. Product 1 of 9 of this stamp."));
    QVERIFY(b.says("Output so far: 1 0 0 0 0; 0 0 0 0 0;"));
    b.key(Qt::Key_Right);
    QVERIFY(b.says("Output so far: 1 2 0 0 0; 0 0 0 0 0;"));
    QCOMPARE(b.page.scene()["products"].toInt(), 2);
    b.key(Qt::Key_Left);
    QVERIFY(b.says("Output so far: 1 0 0 0 0; 0 0 0 0 0;"));
}

void TestStampPage::paddingCutsOffAndOutputPaddingAdds() {
    StampBench b("transposed");
    b.key(Qt::Key_End);
    b.type("Padding", "1");
    QCOMPARE(b.numbers("output"), (QList<float>{4, 6, 8, 2, 6, 10, 0, 6, 12}));
    QVERIFY(b.says("cells are cut off."));
    b.type("Output padding", "1");
    QCOMPARE(b.numbers("output"), (QList<float>{4, 6, 8, 4, 2, 6, 10, 5, 0, 6, 12, 6, 0, 3, 6, 3}));
}

void TestStampPage::whatLeavesNoOutputIsSaid() {
    StampBench b("transposed");
    b.type("Stride", "1");
    b.type("Output padding", "1");
    QVERIFY(b.says("Output padding must be smaller than the stride"));
    QVERIFY(b.page.questions().empty());
    QVERIFY(b.page.code(CodeDialect::PyTorch).isEmpty());
    b.page.undoStack()->undo();
    QVERIFY(b.says("Output 4 × 4."));
}

void TestStampPage::cellsAreEditedAndUndone() {
    StampBench b("transposed");
    b.click("kernel", 1, 1);
    b.type("0");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("kernel"), (QList<float>{1, 2, 1, 2, 0, 2, 1, 2, 1}));
    b.page.undoStack()->undo();
    QCOMPARE(b.numbers("kernel"), (QList<float>{1, 2, 1, 2, 4, 2, 1, 2, 1}));
    b.click("input", 0, 0);
    QApplication::clipboard()->setText("1\t0\t0\n0\t1\t0\n0\t0\t1");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.numbers("input"), (QList<float>{1, 0, 0, 0, 1, 0, 0, 0, 1}));
    b.page.undoStack()->undo();
    QJsonObject now = b.page.scene(), before = b.opened->scene;
    for (QJsonObject* scene : {&now, &before}) scene->remove("step"); // the click went to another
    QCOMPARE(now, before);
}

void TestStampPage::aClickOnAnInputGoesToItsStamp() {
    StampBench b("transposed");
    b.click("input", 1, 1);
    QCOMPARE(b.page.scene()["step"].toInt(), 4);
    b.hover("output", 2, 2);
    QVERIFY(b.says("Output row 3, column 3, 4 stamps so far: 1×1 + 2×1 + 0×1 + 3×1 = 6."));
}

void TestStampPage::questionsAreJudgedAndCovered() {
    StampBench b("transposed");
    const Question cell = b.question("cell");
    QCOMPARE(cell.truth, QString("3"));
    QCOMPARE(cell.why, QString::fromUtf8("1×1 + 2×1 = 3"));
    QVERIFY(cell.judge("3").value_or(false) && !cell.judge("2").value_or(true));
    b.page.cover("cell");
    QVERIFY(b.says("1 + 2×1 = covered"));
    QVERIFY(b.says("Output so far: 1 2 covered 4 2;"));
    b.page.cover("size");
    QVERIFY(b.says("Output covered.") && !b.says("Output so far"));
    QVERIFY(b.question("size").judge("5 x 5").value_or(false));
    QVERIFY(b.question("size").why.contains(QString::fromUtf8("(2 − 1) × 2 − 2×0 + 3 + 0 = 5")));
    b.page.cover("map");
    QVERIFY(!b.says("= 3"));
    b.page.cover({});
    QVERIFY(b.says("1 + 2×1 = 3"));
    b.page.showStep("cell");
    QVERIFY(b.says("Product 1 of 9"));
}

void TestStampPage::whatIsWrittenIsTrueAtEveryStep() {
    EquationWatch watch;
    for (const char* id : {"transposed", "transposed-checkerboard"}) {
        StampBench b(id);
        b.press("Step by: product");
        b.key(Qt::Key_Home);
        for (int i = 0; i < 40; ++i) {
            QCOMPARE(watch.objection(textsOf(b.page)), QString());
            b.key(Qt::Key_Right);
        }
        const Reel reel = b.page.reel();
        QCOMPARE(reel.count, b.opened->id == "transposed" ? 4 : 16);
        for (int i = 0; i < reel.count; ++i)
            QCOMPARE(watch.objection(textsOf(*reel.figure(i, reel.size, Style{}))), QString());
    }
    QVERIFY(watch.different() > 20);
}

void TestStampPage::theCodeNamesTheStepInItsLoops() {
    StampBench b("transposed");
    const QString code = b.page.code(CodeDialect::Loops);
    QVERIFY(code.contains("# now: i = 0, j = 1, x[i][j] = 2"));
    QVERIFY(!code.contains("import"));
    QVERIFY(b.page.code(CodeDialect::PyTorch).contains("F.conv_transpose2d"));
    QVERIFY(b.page.code(CodeDialect::NumPy).contains("full["));
}

void TestStampPage::damagedScenesAreRefusedByTheirKey() {
    StampBench b("transposed");
    for (const auto& [key, value] : {std::pair{"stride", QJsonValue(9)}, std::pair{"padding", QJsonValue(-1)},
                                     std::pair{"kernel", QJsonValue("x")}, std::pair{"counts", QJsonValue(3)}}) {
        QJsonObject scene = b.page.scene();
        scene[key] = value;
        try {
            b.page.setScene(scene, "Open");
            QFAIL(key);
        } catch (const cnn::Error& e) {
            QVERIFY(QString(e.what()).contains(key));
        }
    }
}

UI_TEST(TestStampPage)
} // namespace test_stamp_page
#include "test_stamp_page.moc"
