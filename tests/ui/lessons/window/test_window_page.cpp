// The sliding-window lessons through real keys, clicks and wheel turns.
#include "core/base/error.h"
#include "core/tensor/npy.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTemporaryDir>

namespace test_window_page {

using namespace ui;

class TestWindowPage : public QObject {
    Q_OBJECT
private slots:
    void crossCorrelationPrintsItsFourSums();
    void edgesAreFoundAndVanishWhenTransposed();
    void paddingAndStrideGiveTheLecturesNumbers();
    void poolingGivesTheLecturesNumbers();
    void flippingTheKernelGivesTheConvolutionOfMathematics();
    void stepsGoForwardsAndBackTheSameWay();
    void everyGrainEndsAtTheSamePlace();
    void aSceneSavedInsideACellOpensThere();
    void clickingAnOutputJumpsToItsStep();
    void cellsAreEditedByTypingArrowsAndTab();
    void escapeGivesUpAndNonsenseKeepsTheValue();
    void theWheelChangesACellAndIsOneUndo();
    void everythingIsUndoneAndRedone();
    void aSpreadsheetBlockIsPastedAndCopied();
    void aPastedCommaStaysInItsNumber();
    void pastedNonsenseIsRefusedInWords();
    void anOpenedFileSaysWhatIsLeftOutOrAssumed();
    void aCsvFileBecomesTheInput();
    void whatDoesNotFitIsSaidAndRepaired();
    void pointingShowsWhatBelongsTogether();
    void pointingAtAnUnreachedPixelSaysSo();
    void aWeightStandsInTheCornerOfALargeCellAndOfASmallOneThatIsPointedAt();
    void playingStopsAtTheEnd();
    void theWordsStayTrueWhenTheSceneChanges();
    void everyControlHasAName();
    void thousandsOfRandomKeysLeaveNoHarm();
};

void TestWindowPage::crossCorrelationPrintsItsFourSums() {
    WindowBench b("cross-correlation");
    QVERIFY(b.text().contains("1×0 + 2×1 + 4×2 + 5×3 = 25")); // opens in the middle, at step 2
    b.key(Qt::Key_Home);
    QVERIFY(b.text().contains("Row 1, column 1: 0×0 + 1×1 + 3×2 + 4×3 = 19."));
    b.key(Qt::Key_Right);
    b.key(Qt::Key_PageDown);
    QVERIFY(b.text().contains("3×0 + 4×1 + 6×2 + 7×3 = 37"));
    b.key(Qt::Key_Right);
    QVERIFY(b.text().contains("4×0 + 5×1 + 7×2 + 8×3 = 43"));
    QVERIFY(b.text().contains("Output so far: 19 25 37 43."));
    QCOMPARE(b.output(), (QList<float>{19, 25, 37, 43}));
}

void TestWindowPage::edgesAreFoundAndVanishWhenTransposed() {
    WindowBench b("edges");
    QList<float> rows;
    for (int i = 0; i < 6; ++i) rows << QList<float>{0, 1, 0, 0, 0, -1, 0};
    QCOMPARE(b.output(), rows);
    QStringList transposed;
    for (const char* value : {"1", "1", "0", "0", "0", "0", "1", "1"})
        transposed << QString(value).repeated(6).split("", Qt::SkipEmptyParts).join('\t');
    QApplication::clipboard()->setText(transposed.join('\n'));
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.output(), QList<float>(8 * 5, 0.0F));
}

void TestWindowPage::paddingAndStrideGiveTheLecturesNumbers() {
    const QList<float> padded{0, 3, 8, 4, 9, 19, 25, 10, 21, 37, 43, 16, 6, 7, 8, 0}, strided{0, 8, 6, 8};
    QCOMPARE(WindowBench("padding").output(), padded);
    QCOMPARE(WindowBench("stride").output(), strided);
    WindowBench b("cross-correlation"); // and by hand, from the plain scene
    b.increase("Padding");
    QCOMPARE(b.output(), padded);
    b.press("More settings  ›");
    b.increase("Stride down", 2);
    b.increase("Stride across");
    QCOMPARE(b.output(), strided);
}

void TestWindowPage::poolingGivesTheLecturesNumbers() {
    WindowBench b("max-pooling");
    QCOMPARE(b.output(), (QList<float>{4, 5, 7, 8}));
    QVERIFY(b.text().contains("max(1, 2, 4, 5) = 5"));
    b.press("Pooling: average");
    QCOMPARE(b.output(), (QList<float>{2, 3, 5, 6}));
    QVERIFY(b.text().contains("(1 + 2 + 4 + 5) ÷ 4 = 3"));
    QCOMPARE(WindowBench("average-pooling").output(), (QList<float>{2, 3, 5, 6}));
    QCOMPARE(WindowBench("pooling-stride-2").output(), (QList<float>{12, 3, 7, 8}));
}

void TestWindowPage::flippingTheKernelGivesTheConvolutionOfMathematics() {
    WindowBench b("cross-correlation");
    b.press("Kernel is: flipped");
    QCOMPARE(b.output(), (QList<float>{5, 11, 23, 29}));
    b.click("kernel", 0, 0); // shows 3: the stored kernel's last weight
    b.type("7");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("kernel"), (QList<float>{7, 2, 1, 0}));
    b.press("Kernel is: as it is");
    QCOMPARE(b.numbers("kernel"), (QList<float>{0, 1, 2, 7}));
}

void TestWindowPage::stepsGoForwardsAndBackTheSameWay() {
    WindowBench b("padding");
    for (const char* grain : {"Step by: product", "Step by: cell", "Step by: row"}) {
        b.press(grain);
        b.view->setFocus();
        b.key(Qt::Key_Home);
        QStringList forwards{b.text()};
        for (int i = 0; i < 200; ++i) {
            b.key(Qt::Key_Right);
            if (b.text() != forwards.last()) forwards << b.text();
        }
        QStringList backwards{b.text()};
        for (int i = 0; i < 200; ++i) {
            b.key(Qt::Key_Left);
            if (b.text() != backwards.last()) backwards << b.text();
        }
        std::reverse(backwards.begin(), backwards.end());
        QCOMPARE(backwards, forwards);
        QCOMPARE(forwards.size(), grain == QLatin1String("Step by: product") ? 64
                                  : grain == QLatin1String("Step by: cell")  ? 16
                                                                             : 4);
    }
}

void TestWindowPage::everyGrainEndsAtTheSamePlace() {
    WindowBench b("cross-correlation");
    b.press("Step by: product");
    b.view->setFocus();
    b.key(Qt::Key_Right);
    QVERIFY(b.text().contains("Row 2, column 1: 3×0 = 0."));
    b.key(Qt::Key_Right);
    QVERIFY(b.text().contains("3×0 + 4×1 = 4."));
    b.press("Step by: cell"); // finishes the cell that was begun
    QVERIFY(b.text().contains("3×0 + 4×1 + 6×2 + 7×3 = 37"));
    b.press("Step by: row");
    QVERIFY(b.text().contains("4×0 + 5×1 + 7×2 + 8×3 = 43"));
}

void TestWindowPage::aSceneSavedInsideACellOpensThere() {
    WindowBench b("cross-correlation");
    b.press("Step by: product");
    b.view->setFocus();
    b.key(Qt::Key_Right);
    b.key(Qt::Key_Right);
    WindowBench other("cross-correlation"); // takes the keys from here on
    other.page.setScene(b.page.scene(), "Open");
    QCOMPARE(other.page.scene(), b.page.scene());
    QVERIFY(other.text().contains("Row 2, column 1: 3×0 + 4×1 = 4."));
    other.key(Qt::Key_Right);
    QVERIFY(other.text().contains("3×0 + 4×1 + 6×2 = 16."));
    other.page.setScene(findLesson("cross-correlation")->scene, "Reset");
    QVERIFY(other.text().contains("Row 1, column 2: 1×0 + 2×1 + 4×2 + 5×3 = 25."));
}

void TestWindowPage::clickingAnOutputJumpsToItsStep() {
    WindowBench b("padding");
    b.click("output", 3, 1);
    QVERIFY(b.text().contains("Row 4, column 2: 6×0 + 7×1 + 0×2 + 0×3 = 7."));
    b.click("output", 0, 0);
    QVERIFY(b.text().contains("Row 1, column 1:"));
}

void TestWindowPage::cellsAreEditedByTypingArrowsAndTab() {
    WindowBench b("cross-correlation");
    b.click("input", 0, 0);
    b.type("-2.5");
    b.key(Qt::Key_Enter); // down
    b.type("9");
    b.key(Qt::Key_Tab); // right
    b.type("1/4");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("input"), (QList<float>{-2.5F, 1, 2, 9, 0.25F, 5, 6, 7, 8}));
    b.key(Qt::Key_Right);
    b.key(Qt::Key_Up);
    b.key(Qt::Key_Delete);
    QCOMPARE(b.numbers("input"), (QList<float>{-2.5F, 1, 2, 9, 0.25F, 0, 6, 7, 8}));
    b.key(Qt::Key_Escape); // now the arrows step again
    const QString before = b.text();
    b.key(Qt::Key_Right);
    QVERIFY(b.text() != before);
    QVERIFY(b.notices.isEmpty());
}

void TestWindowPage::escapeGivesUpAndNonsenseKeepsTheValue() {
    WindowBench b("cross-correlation");
    const auto before = b.numbers("input");
    b.click("input", 1, 1);
    b.type("77");
    b.key(Qt::Key_Escape);
    QCOMPARE(b.numbers("input"), before);
    b.type("1x");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("input"), before);
    QCOMPARE(b.notices.size(), 1);
    QVERIFY(b.notices[0][0].toString().contains("\"1x\" is not a number"));
    b.type("1e30");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.numbers("input"), before);
    QVERIFY2(b.complaint().contains("1,000,000"), qPrintable(b.complaints().join('|')));
    b.type("abc"); // which begins no number: it is said what does
    QCOMPARE(b.numbers("input"), before);
    QVERIFY2(b.complaint().startsWith("\"c\" begins no number. A cell takes digits"), qPrintable(b.complaint()));
    b.key(Qt::Key_Escape); // no cell is chosen now
    const auto said = b.notices.size();
    b.type("a");
    QCOMPARE(b.notices.size(), said);
}

void TestWindowPage::theWheelChangesACellAndIsOneUndo() {
    WindowBench b("cross-correlation");
    b.wheel("kernel", 0, 0, 1);
    b.wheel("kernel", 0, 0, 1);
    for (int i = 0; i < 10; ++i) b.wheel("kernel", 0, 0, -1, Qt::ShiftModifier);
    QCOMPARE(b.numbers("kernel"), (QList<float>{1, 1, 2, 3})); // 2 − 10 × 0.1 is 1, exactly
    b.page.undoStack()->undo();
    QCOMPARE(b.numbers("kernel"), (QList<float>{0, 1, 2, 3}));
    b.wheel("output", 0, 0, 1); // an output is computed, not edited
    QCOMPARE(b.output(), (QList<float>{19, 25, 37, 43}));
}

void TestWindowPage::everythingIsUndoneAndRedone() {
    WindowBench b("cross-correlation");
    const QString before = b.text();
    b.increase("Padding", 2);
    b.increase("Stride");
    b.increase("Kernel");
    b.press("Kernel is: flipped");
    b.click("input", 2, 2);
    b.type("5");
    b.key(Qt::Key_Enter);
    b.key(Qt::Key_Escape);
    const auto after = b.output();
    QUndoStack& stack = *b.page.undoStack();
    QCOMPARE(stack.count(), 6);
    while (stack.canUndo()) stack.undo();
    QCOMPARE(b.text(), before);
    while (stack.canRedo()) stack.redo();
    QCOMPARE(b.output(), after);
}

void TestWindowPage::aSpreadsheetBlockIsPastedAndCopied() {
    WindowBench b("cross-correlation");
    QApplication::clipboard()->setText("1\t2\t3\t4\n5\t6\t7\t8,5\n");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.numbers("input"), (QList<float>{1, 2, 3, 4, 5, 6, 7, 8.5F}));
    b.click("kernel", 1, 1);
    QApplication::clipboard()->setText("9\t8\n");
    b.key(Qt::Key_V, Qt::ControlModifier); // beyond the edge: the kernel grows
    QCOMPARE(b.numbers("kernel"), (QList<float>{0, 1, 0, 2, 9, 8}));
    b.key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QString("0\t1\t0\n2\t9\t8\n"));
    b.page.undoStack()->undo();
    QCOMPARE(b.numbers("kernel"), (QList<float>{0, 1, 2, 3}));
}

// From a spreadsheet tabs separate cells: a comma never does.
void TestWindowPage::aPastedCommaStaysInItsNumber() {
    WindowBench b("cross-correlation");
    const auto before = b.numbers("input");
    b.click("input", 0, 0);
    QApplication::clipboard()->setText("7,5");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QList<float> expected = before;
    expected[0] = 7.5F;
    QCOMPARE(b.numbers("input"), expected);
    QApplication::clipboard()->setText("1,5\n2,25");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.numbers("input")[0], 1.5F);
    QCOMPARE(b.numbers("input")[1], before[1]);
    QVERIFY(b.numbers("input").contains(2.25F));
    const auto last = b.numbers("input");
    QApplication::clipboard()->setText("1,000"); // one, or a thousand
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.numbers("input"), last);
    QVERIFY(b.notices.last()[0].toString().contains("may be a decimal sign"));
}

void TestWindowPage::anOpenedFileSaysWhatIsLeftOutOrAssumed() {
    QTemporaryDir folder;
    const auto write = [&](const char* name, const QByteArray& content) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) file.write(content);
        return file.fileName();
    };
    WindowBench b("cross-correlation");
    QVERIFY(b.page.openFile(write("named.csv", ",a,b\n0,1,2\n1,3,4\n")));
    QCOMPARE(b.numbers("input"), (QList<float>{1, 2, 3, 4}));
    QCOMPARE(b.notices.last()[0].toString(),
             QString("named.csv: Line 1 holds names (\"a\", \"b\"), column 1 the names of "
                     "the rows; they are not read as numbers."));
    QVERIFY(b.page.openFile(write("decimal.csv", "v\n1,5\n2,5\n")));
    QCOMPARE(b.numbers("input"), (QList<float>{1.5F, 2.5F}));
    const auto before = b.numbers("input");
    const std::vector<float> colours(3 * 4 * 5, 1);
    const int shape[] = {3, 4, 5};
    try {
        b.page.openFile(write("colours.npy", QByteArray::fromStdString(cnn::toNpy(shape, colours))));
        QFAIL("one of three channels is not shown for all");
    } catch (const cnn::Error& e) {
        QVERIFY(QString::fromUtf8(e.what()).contains("holds 3 channels; this lesson has one"));
    }
    QCOMPARE(b.numbers("input"), before);
}

void TestWindowPage::pastedNonsenseIsRefusedInWords() {
    WindowBench b("cross-correlation");
    const auto before = b.numbers("input");
    QApplication::clipboard()->setText("1,2\n3,abc\n");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QApplication::clipboard()->setText(QString("0 ").repeated(13).trimmed());
    b.key(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(b.numbers("input"), before);
    const QStringList said = b.complaints();
    QCOMPARE(said.size(), 2);
    QVERIFY(said[0].contains("line 2"));
    QVERIFY(said[1].contains("12 × 12"));
}

void TestWindowPage::aCsvFileBecomesTheInput() {
    QTemporaryDir folder;
    const auto write = [&](const char* name, const QByteArray& content) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::WriteOnly)) file.write(content);
        return file.fileName();
    };
    WindowBench b("cross-correlation");
    QVERIFY(b.page.openFile(write("good.csv", "1,0\n0,1\n")));
    QCOMPARE(b.numbers("input"), (QList<float>{1, 0, 0, 1}));
    QVERIFY(!b.page.openFile(write("letter.doc", "x")));
    for (const char* content : {"1,2\n3\n", "nan,1\n", ""}) {
        try {
            b.page.openFile(write("bad.csv", content));
            QFAIL("a damaged file must be refused");
        } catch (const cnn::Error& e) {
            QVERIFY2(QString(e.what()).contains("bad.csv"), e.what());
        }
    }
    QCOMPARE(b.numbers("input"), (QList<float>{1, 0, 0, 1}));
}

void TestWindowPage::whatDoesNotFitIsSaidAndRepaired() {
    WindowBench b("cross-correlation");
    b.increase("Kernel", 2);
    QVERIFY(b.text().contains("A 4 × 4 window does not fit a 3 × 3 input."));
    QVERIFY(b.output().isEmpty());
    for (const int k : {Qt::Key_Right, Qt::Key_Left, Qt::Key_End, Qt::Key_Space})
        QTest::keyClick(b.view, static_cast<Qt::Key>(k));
    b.press("Use a 3 × 3 kernel");
    QCOMPARE(b.output().size(), 1);
    b.page.undoStack()->undo();
    b.press("Pad by 1");
    QCOMPARE(b.output().size(), 4);
}

void TestWindowPage::pointingShowsWhatBelongsTogether() {
    WindowBench b("cross-correlation");
    const QString step = b.text();
    b.hover("output", 1, 0);
    QVERIFY(b.text().contains("Output row 2, column 1 is 37: it reads a 2 × 2 window of the input."));
    b.hover("input", 1, 1);
    QVERIFY(b.text().contains("Input row 2, column 2 is 4: it feeds four outputs."));
    b.hover("input", 0, 0);
    QVERIFY(b.text().contains("it feeds one output."));
    b.hover("kernel", 1, 1);
    QVERIFY(b.text().contains("Weight 3 takes part in four products, one for each output."));
    QVERIFY(b.text().startsWith(step)); // the step did not move
}

void TestWindowPage::pointingAtAnUnreachedPixelSaysSo() {
    WindowBench strided("stride");
    strided.hover("input", 1, 2);
    QVERIFY(strided.text().contains("no window ever reaches it"));
}

// A cell of 84 pixels has room for both numbers; from 44 on the weight is shown where the mouse is, below nowhere.
void TestWindowPage::aWeightStandsInTheCornerOfALargeCellAndOfASmallOneThatIsPointedAt() {
    for (const auto& [size, all, pointedAt] :
         {std::tuple{QSize(1304, 932), 4, 4}, {QSize(780, 620), 0, 1}, {QSize(420, 300), 0, 0}}) {
        WindowBench b("cross-correlation");
        b.view->setFixedSize(size);
        const auto weights = [&] {
            static const QRegularExpression weight("^×[0-9]$");
            return std::ranges::count_if(wordsPaintedBy(*b.view->figure(), {}),
                                         [](const PaintedWord& word) { return weight.match(word.text).hasMatch(); });
        };
        const double side = b.view->figure()->cellRect({"input", 0, 0, 0}).width();
        QVERIFY2(size.width() > 1000  ? side > 84
                 : size.width() > 500 ? side > 44 && side < 80
                                      : side < 40,
                 qPrintable(QString::number(side)));
        QCOMPARE(weights(), all);
        b.hover("input", 1, 1); // in the window
        QCOMPARE(weights(), pointedAt);
    }
}

void TestWindowPage::playingStopsAtTheEnd() {
    WindowBench b("cross-correlation");
    for (int i = 0; i < 4; ++i) b.press("Speed: more"); // 20 steps a second
    b.view->setFocus();
    b.key(Qt::Key_Space);
    QTRY_VERIFY(b.text().contains("Output so far: 19 25 37 43."));
    b.key(Qt::Key_Space); // at the end it begins anew
    QVERIFY(b.text().contains("Row 1, column 1"));
    b.key(Qt::Key_Space);
}

void TestWindowPage::theWordsStayTrueWhenTheSceneChanges() {
    WindowBench b("padding");
    const auto line = [&] { return qobject_cast<FigureView*>(b.page.stage())->figure()->describe(); };
    QVERIFY(line().contains("Input 3 × 3"));
    b.increase("Padding");
    bool said = false;
    for (auto* label : b.window.findChildren<QLabel*>())
        said = said || label->text() == "Notice, in the scene as it opened";
    QVERIFY(said);
}

void TestWindowPage::everyControlHasAName() {
    WindowBench b("stride");
    for (auto* widget : b.window.findChildren<QWidget*>())
        if (widget->focusPolicy() != Qt::NoFocus && !qobject_cast<QScrollArea*>(widget) &&
            widget->objectName() != "qt_scrollarea_viewport") {
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     widget->metaObject()->className());
        }
}

void TestWindowPage::thousandsOfRandomKeysLeaveNoHarm() {
    WindowBench b("cross-correlation");
    const QList<int> keys{Qt::Key_Right, Qt::Key_Left, Qt::Key_Up,     Qt::Key_Down,   Qt::Key_Home,
                          Qt::Key_End,   Qt::Key_Tab,  Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Plus,
                          Qt::Key_Enter, Qt::Key_7,    Qt::Key_Minus,  Qt::Key_Period, Qt::Key_Backspace};
    const QStringList settings{"Kernel", "Padding", "Stride"};
    std::srand(1);
    const QString before = b.text();
    for (int i = 0; i < 4000; ++i) {
        if (i % 40 == 0) b.press(settings[std::rand() % 3] + (std::rand() % 2 ? ": more" : ": less"));
        if (i % 97 == 0) b.wheel("input", std::rand() % 3, std::rand() % 3, std::rand() % 2 ? 1 : -1);
        b.key(keys[std::rand() % keys.size()]);
    }
    b.key(Qt::Key_Escape);
    QUndoStack& stack = *b.page.undoStack();
    while (stack.canUndo()) stack.undo();
    b.click("output", 0, 1);
    QCOMPARE(b.text(), before);
}

UI_TEST(TestWindowPage)
} // namespace test_window_page
#include "test_window_page.moc"
