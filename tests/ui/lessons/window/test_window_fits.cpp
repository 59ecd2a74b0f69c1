// Which padding fits? The table, its clicks and keys; and the work that a stride saves.
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"

#include <QJsonArray>

namespace test_window_fits {

using namespace ui;

class TestWindowFits : public QObject {
    Q_OBJECT
private slots:
    void theTableCountsEveryPadding();
    void aClickOrAKeyTakesAPadding();
    void keysTypeNumbersWhereACellIsChosen();
    void itIsOfConvolutionsOnlyAndHidesWhatIsAsked();
    void theStrideLessonCountsTheWorkThatIsSaved();
    void whatIsWrittenIsTrue();
};

void TestWindowFits::theTableCountsEveryPadding() {
    WindowBench b("which-padding");
    QCOMPARE(b.output().size(), 1);
    for (const char* row : {"p = 0 (0 around): output 1 × 1, left over 1, 7 never read, 9 multiplications",
                            "p = 1 (1 around): output 2 × 2, left over 1, 0 never read, 36 multiplications",
                            "p = 2 (2 around): output 3 × 3, left over 1, 0 never read, 81 multiplications",
                            "p = 3 (3 around): output 4 × 4, left over 1, 0 never read, 144 multiplications",
                            "valid (0 around): output 1 × 1, left over 1, 7 never read, 9 multiplications",
                            "same (0 + 1 around): output 2 × 2, left over 0, 0 never read, 36 multiplications",
                            "full (2 around): output 3 × 3, left over 1, 0 never read, 81 multiplications"})
        QVERIFY2(b.says(row), qPrintable(b.text()));
    const QString painted = paintedWords(*b.view->figure()).join('\n');
    for (const char* words : {"(3 − 1) ÷ 2 = 1", "(7 − 1) ÷ 2 = 3", "pixels never read"})
        QVERIFY2(painted.contains(QString::fromUtf8(words)), words);
    b.type("Kernel", "5");
    QVERIFY(b.says("p = 0: no window fits"));
    QVERIFY(b.says("p = 1 (1 around): output 1 × 1"));
}

void TestWindowFits::aClickOrAKeyTakesAPadding() {
    WindowBench b("which-padding");
    b.click("fit", 0, 1);
    QCOMPARE(b.output().size(), 4);
    QCOMPARE(b.page.scene()["padding"].toArray(), (QJsonArray{1, 1, 1, 1}));
    b.key(Qt::Key_S);
    QCOMPARE(b.page.scene()["padding"].toArray(), (QJsonArray{0, 1, 0, 1}));
    b.key(Qt::Key_F);
    QCOMPARE(b.output().size(), 9);
    b.key(Qt::Key_0);
    QCOMPARE(b.output().size(), 1);
    b.page.undoStack()->undo();
    QCOMPARE(b.output().size(), 9);
    b.hover("fit", 0, 2);
    QVERIFY(b.says("A click or a key takes this padding"));
}

void TestWindowFits::keysTypeNumbersWhereACellIsChosen() {
    WindowBench b("which-padding");
    b.click("input", 0, 0);
    b.type("2");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("input").front(), 2.0F);
    QCOMPARE(b.output().size(), 1);
}

void TestWindowFits::itIsOfConvolutionsOnlyAndHidesWhatIsAsked() {
    WindowBench b("which-padding");
    b.page.cover("size");
    QVERIFY(b.says("output covered") && !b.says("output 2 × 2"));
    QVERIFY(!paintedWords(*b.view->figure()).join(' ').contains("144"));
    b.page.cover({});
    QVERIFY(!WindowBench("max-pooling").says("Paddings:"));
    QVERIFY(!WindowBench("stride").says("Paddings:"));
}

void TestWindowFits::theStrideLessonCountsTheWorkThatIsSaved() {
    WindowBench b("stride");
    const QString saved = QString("The stride leaves 16 of 64 multiplications (25.0%1%).").arg(QChar(0x202f));
    QVERIFY2(b.text().contains(saved), qPrintable(b.text()));
    QVERIFY(b.words().contains(saved));
    QVERIFY(paintedWords(*b.view->figure()).contains(saved));
    QVERIFY(!WindowBench("padding").says("The stride leaves"));
    QVERIFY(!WindowBench("pooling-stride-2").says("The stride leaves"));
}

void TestWindowFits::whatIsWrittenIsTrue() {
    EquationWatch watch;
    WindowBench b("which-padding");
    for (const int key : {Qt::Key_0, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_V, Qt::Key_S, Qt::Key_F}) {
        b.key(key);
        QCOMPARE(watch.objection(textsOf(b.page)), QString());
        for (const QSizeF size : {QSizeF(1304, 932), QSizeF(886, 640)})
            QCOMPARE(watch.objection(textsOf(*b.page.reel().figure(0, size, Style{}))), QString());
    }
}

UI_TEST(TestWindowFits)
} // namespace test_window_fits
#include "test_window_fits.moc"
