// The lessons on channels through real keys, clicks and wheel turns.
#include "core/base/error.h"
#include "core/tensor/npy.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/channels/channel_page.h"
#include "ui/view/controls.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace test_channel_page {

using namespace ui;

struct ChannelBench : PageBench<ChannelPage> {
    using PageBench::PageBench;
    QString bar() {
        QString all;
        for (auto* label : page.bar()->findChildren<QLabel*>()) all += label->text() + "\n";
        return all;
    }
    QString inspectorText() {
        QString all;
        for (auto* label : page.inspector()->findChildren<QLabel*>()) all += label->text() + "\n";
        return all.remove(QRegularExpression("<[^>]*>")).replace(QChar(0x202f), ' ');
    }
    QList<float> output() const {
        const auto numbers = page.numbers();
        if (numbers.front().name != "output") return {};
        return {numbers.front().values.values().begin(), numbers.front().values.values().end()};
    }
};

class TestChannelsPage : public QObject {
    Q_OBJECT
private slots:
    void twoInputChannelsGiveTheLecturesNumbers();
    void aOneByOneConvolutionIsTheMatrixProduct();
    void pointingAtTheMatrixPointsAtThePixelAndBack();
    void largerKernelsAreAMatrixProductOfUnrolledWindows();
    void theQuestionWhyMinusFourIsAnswered();
    void stepsByChannelShowOnePartialSumAtATime();
    void everyGrainEndsAtTheSamePlace();
    void everyCellIsEditedAndUndone();
    void theWheelIsOneUndo();
    void aBlockIsPastedAndNonsenseIsRefused();
    void tabGoesFromTheInputOverTheKernelToTheBias();
    void anArrayFileBecomesTheInput();
    void depthFollowsTheKernelsAndTheParametersAreCounted();
    void whatDoesNotFitIsSaidAndRepaired();
    void aPictureIsSplitAndItsWindowIsTheInput();
    void theWindowIsDraggedSteppedAndTypedAndStaysOnThePicture();
    void anotherReductionKeepsThePlace();
    void theNumbersOfAPictureAreNotTyped();
    void aPictureOfAnySizeIsSplit();
    void withoutAPictureItsNumbersStay();
    void aSplitSceneIsRestoredToTheByte();
    void damagedSplitScenesAreRefusedByTheirKey();
    void whatIsAskedIsHidden();
    void questionsAreJudgedByTheCore();
    void theSceneIsRestoredToTheByte();
    void damagedScenesAreRefusedByTheirKey();
    void everyLessonOpensOnItsPoint();
    void hundredsOfRandomKeysLeaveNoHarm();
};

void TestChannelsPage::twoInputChannelsGiveTheLecturesNumbers() {
    ChannelBench b("input-channels");
    QVERIFY(b.says("channel 1: 0×0 + 1×1 + 3×2 + 4×3 = 19; channel 2: 1×1 + 2×2 + 4×3 + 5×4 = 37; 19 + 37 + 0 = 56."));
    b.key(Qt::Key_Right);
    QVERIFY(b.says("25 + 47 + 0 = 72."));
    b.key(Qt::Key_PageDown);
    QVERIFY(b.says("37 + 67 + 0 = 104."));
    b.key(Qt::Key_End);
    QVERIFY(b.says("43 + 77 + 0 = 120."));
    QVERIFY(b.says("Output so far: 56 72 104 120."));
    QCOMPARE(b.output(), (QList<float>{56, 72, 104, 120}));
}

void TestChannelsPage::aOneByOneConvolutionIsTheMatrixProduct() {
    ChannelBench b("output-channels");
    const auto numbers = b.page.numbers();
    QCOMPARE(cnn::text(numbers[0].values.shape()), "2@3×3");
    const cnn::Tensor &x = numbers[1].values, &first = numbers[2].values, &second = numbers[3].values;
    QList<float> product;
    for (const cnn::Tensor* w : {&first, &second})
        for (int pixel = 0; pixel < 9; ++pixel) {
            float sum = 0;
            for (int c = 0; c < 3; ++c) sum += w->at(c, 0, 0) * x.at(c, pixel / 3, pixel % 3);
            product << sum;
        }
    QCOMPARE(b.output(), product);
    QCOMPARE(b.output(), (QList<float>{2, 1, 6, 7, 6, 5, 6, 9, 12, 5, 6, 1, -2, 2, 9, 3, -1, 1}));
    QVERIFY(b.says("4×1 + 1×2 + 1×0") ||
            b.says("channel 1: 4×1 = 4; channel 2: 1×2 = 2; channel 3: 1×0 = 0; 4 + 2 + 0 + 0 = 6"));
    QVERIFY(b.says("row 1 of W (1 2 0) times column 5 of X (4 1 1), plus the bias 0, is 6."));
    b.click({"matrixOutput", 0, 1, 3}); // an entry is a step
    QVERIFY(b.says("Output channel 2, row 2, column 1"));
    QVERIFY(b.says("row 2 of W (0 −1 3) times column 4 of X (3 2 0), plus the bias 0, is −2."));
    b.click({"matrixKernel", 0, 1, 2}); // and may be changed where it stands
    b.type("1");
    b.key(Qt::Key_Return);
    QCOMPARE(b.output()[9], 1.0F); // −1 + 2
}

void TestChannelsPage::pointingAtTheMatrixPointsAtThePixelAndBack() {
    ChannelBench b("output-channels");
    b.hover({"matrixOutput", 0, 1, 5});
    QVERIFY(b.says("Y, row 2, column 6: Output channel 2, row 2, column 3 is 9."));
    b.hover({"matrixInput", 0, 2, 5});
    QVERIFY(b.says("X, row 3, column 6: channel 3, row 2, column 3 is 3."));
    b.hover({"output", 1, 0, 0});
    QVERIFY(b.says("Output channel 2, row 1, column 1 is 5: it reads a 1 × 1 window of every input channel."));
    ChannelPicture p;
    cnn::ChannelTask task;
    task.input = b.page.numbers()[1].values;
    task.kernels = {b.page.numbers()[2].values, b.page.numbers()[3].values};
    task.biases = {0, 0};
    p.task = task;
    p.matrix = true;
    p.walk = std::make_shared<const cnn::ChannelWalk>(cnn::ChannelWalk::make(task).orThrow());
    const auto has = [](const std::vector<CellRef>& all, const CellRef& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    const CellRef pixel{"output", 1, 1, 2}, entry{"matrixOutput", 0, 1, 5};
    QVERIFY(has(linked(p, pixel), entry));
    QVERIFY(has(linked(p, entry), pixel));
    const CellRef input{"input", 2, 1, 2}, column{"matrixInput", 0, 2, 5};
    QVERIFY(has(linked(p, input), column));
    QVERIFY(has(linked(p, column), input));
    QVERIFY(has(linked(p, entry), column));
    QVERIFY(has(linked(p, entry), CellRef({"matrixKernel", 0, 1, 2})));
}

// A column of X is a window in the order of the weights: channel by channel, row by row.
void TestChannelsPage::largerKernelsAreAMatrixProductOfUnrolledWindows() {
    ChannelBench b("unrolled-windows"); // opens at the second of four windows
    QVERIFY(b.says("As a matrix product: row 1 of W (0 1 2 3 1 2 3 4) times column 2 of X (1 2 4 5 2 3 5 6), plus the "
                   "bias 0, is 72."));
    b.hover({"matrixInput", 0, 6, 1}); // the third weight of channel 2 meets row 2, column 2
    QVERIFY(b.says("X, row 7, column 2: channel 2, row 2, column 2 is 5."));
    b.hover({"matrixKernel", 0, 0, 6});
    QVERIFY(b.says("W, row 1, column 7: the weight of kernel 1 for channel 2, row 2, column 1."));
    b.click({"matrixKernel", 0, 0, 7});
    b.type("0");
    b.key(Qt::Key_Enter);
    QCOMPARE(b.output(), (QList<float>{56 - 20, 72 - 24, 104 - 32, 120 - 36})); // 4 × the last of channel 2's window
    b.click({"matrixOutput", 0, 0, 3});
    QVERIFY(b.says("times column 4 of X"));
    b.press("More settings  ›");
    b.type("Padding", "2");
    QVERIFY(b.says("plus the bias")); // 36 windows are the most
    b.type("Padding", "3");
    QVERIFY(!b.says("As a matrix product"));
}

void TestChannelsPage::theQuestionWhyMinusFourIsAnswered() {
    ChannelBench b("why-minus-four");
    QVERIFY(b.says("channel 1: 0×1 + 2×0 + 1×1 + 1×2 = 3;"));
    QVERIFY(b.says("3 + (−6) + (−2) + 1 = −4."));
}

void TestChannelsPage::stepsByChannelShowOnePartialSumAtATime() {
    ChannelBench b("why-minus-four");
    b.press("channel");
    b.view->setFocus();
    b.key(Qt::Key_Left);
    QVERIFY(b.says("3 + (−6) = −3."));
    b.key(Qt::Key_Left);
    QVERIFY(b.says("; 3 = 3."));
    QVERIFY(b.inspectorText().contains("channel 1 contributes 3. Still to come: 2 channels and the bias."));
    b.press("product");
    b.view->setFocus();
    b.key(Qt::Key_Right);
    QVERIFY(b.says("channel 2: 2×(−2) = −4; 3 + (−4) = −1."));
}

void TestChannelsPage::everyGrainEndsAtTheSamePlace() {
    ChannelBench b("input-channels");
    b.key(Qt::Key_End);
    const QString end = b.text();
    for (const char* grain : {"product", "channel", "cell", "row"}) {
        b.press(grain);
        b.view->setFocus();
        b.key(Qt::Key_Home);
        int steps = 1;
        for (; b.text() != end && steps < 100; ++steps) b.key(Qt::Key_Right);
        const QHash<QString, int> expected{{"product", 32}, {"channel", 8}, {"cell", 4}, {"row", 2}};
        QCOMPARE(steps, expected[grain]);
    }
}

void TestChannelsPage::everyCellIsEditedAndUndone() {
    ChannelBench b("input-channels");
    const QJsonObject before = b.page.scene();
    b.click({"input", 1, 0, 0});
    b.type("3");
    b.key(Qt::Key_Return);
    QCOMPARE(b.output(), (QList<float>{58, 72, 104, 120})); // two more, times 1
    b.click({"kernel", 0, 1, 1});
    b.type("-1/2");
    b.key(Qt::Key_Return);
    QVERIFY(b.says("0×0 + 1×1 + 3×2 + 4×(−0.5) = 5"));
    b.click({"bias", 0, 0, 0});
    b.type("10");
    b.key(Qt::Key_Return);
    QVERIFY(b.says("5 + 39 + 10 = 54."));
    b.page.undoStack()->undo();
    b.page.undoStack()->undo();
    b.page.undoStack()->undo();
    QCOMPARE(QJsonDocument(b.page.scene()).toJson(), QJsonDocument(before).toJson());
    b.page.undoStack()->redo();
    QCOMPARE(b.output()[0], 58.0F);
    b.click({"input", 0, 2, 2});
    b.key(Qt::Key_Delete);
    QCOMPARE(b.output()[3], 96.0F); // 8 × 3 less
}

void TestChannelsPage::theWheelIsOneUndo() {
    ChannelBench b("input-channels");
    b.wheel({"kernel", 1, 0, 0}, 2);
    b.wheel({"kernel", 1, 0, 0}, 1);
    QVERIFY(b.says("1×4 + 2×2"));
    QCOMPARE(b.page.undoStack()->count(), 1);
    b.wheel({"bias", 0, 0, 0}, -3, Qt::ShiftModifier);
    QVERIFY(b.says("19 + 40 + (−0.3) = 58.7"));
    QCOMPARE(b.page.undoStack()->count(), 2);
    b.page.undoStack()->undo();
    b.page.undoStack()->undo();
    QVERIFY(b.says("= 56."));
}

void TestChannelsPage::aBlockIsPastedAndNonsenseIsRefused() {
    ChannelBench b("input-channels");
    b.click({"input", 1, 0, 0});
    b.key(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), QString("1\t2\t3\n4\t5\t6\n7\t8\t9\n"));
    b.click({"input", 0, 0, 0});
    b.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(b.says("channel 1: 1×0 + 2×1 + 4×2 + 5×3 = 25"));
    QApplication::clipboard()->setText("no numbers");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(b.notices.last()[0].toString().contains("no grid of numbers"));
    QApplication::clipboard()->setText(QString("1\t").repeated(12) + "1");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY(b.notices.last()[0].toString().contains("up to 12 × 12"));
    QVERIFY(b.says("25 + 37 + 0 = 62"));
    b.type("x");
    b.type("2..");
    b.key(Qt::Key_Return);
    QVERIFY(
        b.notices.last()[0].toString().contains("is not a number; input channel 1, row 1, column 1 keeps its value"));
}

void TestChannelsPage::tabGoesFromTheInputOverTheKernelToTheBias() {
    ChannelBench b("input-channels");
    b.key(Qt::Key_Down); // selects the first cell
    for (int i = 0; i < 18; ++i) b.key(Qt::Key_Tab);
    b.type("9");
    b.key(Qt::Key_Tab);
    QVERIFY(b.says("0×9 + 1×1"));
    for (int i = 0; i < 7; ++i) b.key(Qt::Key_Tab);
    b.type("4");
    b.key(Qt::Key_Return);
    QVERIFY(b.says("+ 37 + 4 = 60"));
}

void TestChannelsPage::anArrayFileBecomesTheInput() {
    ChannelBench b("input-channels");
    QTemporaryDir folder;
    const auto write = [&](const char* name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    };
    cnn::Tensor three({3, 4, 5, 1});
    three.fill(2);
    write("three.npy", QByteArray::fromStdString(cnn::toNpy(three)));
    QVERIFY(b.page.openFile(folder.filePath("three.npy")));
    QVERIFY(b.says("Input 3 channels of 4 × 5."));
    QCOMPARE(b.page.numbers()[0].values.shape().w, 4);
    b.page.undoStack()->undo();
    QVERIFY(b.says("Input 2 channels of 3 × 3."));
    write("many.npy", QByteArray::fromStdString(cnn::toNpy(cnn::Tensor({5, 2, 2, 1}))));
    QVERIFY_EXCEPTION_THROWN(b.page.openFile(folder.filePath("many.npy")), cnn::Error);
    write("damaged.npy", "no array");
    QVERIFY_EXCEPTION_THROWN(b.page.openFile(folder.filePath("damaged.npy")), cnn::Error);
    QVERIFY(!b.page.openFile(folder.filePath("picture.png")));
    QVERIFY(b.says("Input 2 channels of 3 × 3."));
}

void TestChannelsPage::depthFollowsTheKernelsAndTheParametersAreCounted() {
    ChannelBench b("channel-depth");
    QVERIFY(b.inspectorText().contains("2 × (3 × 3 × 3) + 2 = 56"));
    QVERIFY(b.inspectorText().contains("2 kernels → 2 channels"));
    b.press("Output channels: more");
    QVERIFY(b.inspectorText().contains("3 × (3 × 3 × 3) + 3 = 84"));
    QVERIFY(b.says("Output 3 channels of 2 × 2."));
    b.press("Input channels: more");
    QVERIFY(b.inspectorText().contains("3 × (4 × 3 × 3) + 3 = 111"));
    QVERIFY(b.says("Output 3 channels of 2 × 2.")); // the input's depth does not reach the output's
    b.press("Kernel: less");
    QVERIFY(b.inspectorText().contains("3 × (4 × 2 × 2) + 3 = 51"));
    while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
    QVERIFY(b.inspectorText().contains("= 56"));
}

void TestChannelsPage::whatDoesNotFitIsSaidAndRepaired() {
    ChannelBench b("input-channels");
    b.press("Kernel: more");
    b.press("Kernel: more");
    QVERIFY(b.says("A 4 × 4 window does not fit a 3 × 3 input."));
    QVERIFY(b.output().isEmpty());
    QVERIFY(b.page.questions().empty());
    b.key(Qt::Key_Right);
    b.press("Use kernels of 1 × 1");
    QCOMPARE(b.output().size(), 9);
}

// ---- a colour picture ----------------------------------------------------------------------------------------------

namespace {

// A value of its own for each channel and pixel.
QImage gradient(int width, int height) {
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) image.setPixel(x, y, qRgb(x % 256, y % 256, (x + y) % 256));
    return image;
}

QList<int> windowOf(const ChannelPage& page) {
    QList<int> all;
    for (const auto& v : page.scene()["window"].toArray()) all << v.toInt();
    return all;
}

cnn::Tensor inputOf(const ChannelPage& page) {
    for (const NamedNumbers& n : page.numbers())
        if (n.name == "input") return n.values;
    return {};
}

} // namespace

// Each cell is the mean of its pixels; pointing at a cell tells its three numbers.
void TestChannelsPage::aPictureIsSplitAndItsWindowIsTheInput() {
    ChannelBench b("rgb-channels");
    QVERIFY2(b.says("Picture: a balloon, 168 × 168 pixels, as 14 × 14 cells of 12 × 12. The input is rows 4 to 8, "
                    "columns 5 to 9 of them."),
             qPrintable(b.text()));
    QVERIFY(b.says("Red: ") && b.says("Green: ") && b.says("Blue: "));
    QVERIFY(b.page.takePicture(pictureOf(gradient(64, 32), "gradient")));
    QVERIFY2(b.says("Picture: gradient, 32 × 64 pixels, as 8 × 16 cells of 4 × 4."), qPrintable(b.text()));
    const QList<int> window = windowOf(b.page);
    const cnn::Tensor input = inputOf(b.page);
    const int top = 4 * (window[0] - 1), left = 4 * (window[1] - 1); // in pixels; 1.5 more is the middle of a cell
    QCOMPARE(input.at(0, 0, 0), static_cast<float>(std::round(left + 1.5)));
    QCOMPARE(input.at(1, 2, 1), static_cast<float>(std::round(top + 8 + 1.5)));
    QCOMPARE(input.at(2, 0, 0), static_cast<float>(top + left + 3));
    b.hover({"photo", 0, 2, 3});
    QVERIFY2(b.says("Row 3, column 4 of the picture: red 14, green 10, blue 23."), qPrintable(b.text()));
    b.hover({"channel", 2, 2, 3});
    QVERIFY(b.says("Row 3, column 4 of the picture"));
}

// By the mouse in any of the four pictures, by Shift and arrows, by typing; a drag is one step of undo.
void TestChannelsPage::theWindowIsDraggedSteppedAndTypedAndStaysOnThePicture() {
    ChannelBench b("rgb-channels");
    const auto at = [&](int row, int column) { QCOMPARE(windowOf(b.page), (QList<int>{row, column, 5, 5})); };
    QTest::mousePress(b.view, Qt::LeftButton, {}, b.at({"photo", 0, 6, 6}));
    at(5, 5); // its middle is where the pointer is
    QTest::mouseMove(b.view, b.at({"photo", 0, 8, 9}));
    QTest::mouseRelease(b.view, Qt::LeftButton, {}, b.at({"photo", 0, 8, 9}));
    at(7, 8);
    QCOMPARE(b.page.undoStack()->count(), 1);
    b.page.undoStack()->undo();
    at(4, 5);
    b.click({"channel", 1, 0, 0});
    at(1, 1); // not beyond the picture
    b.key(Qt::Key_Left, Qt::ShiftModifier);
    b.key(Qt::Key_Up, Qt::ShiftModifier);
    at(1, 1);
    b.key(Qt::Key_Right, Qt::ShiftModifier);
    b.key(Qt::Key_Down, Qt::ShiftModifier);
    at(2, 2);
    b.type("Window from row", "9");
    at(9, 2);
    b.type("Window from row", "2000");
    at(10, 2); // the last
    QCOMPARE(named<QLineEdit>(&b.window, "Window from row")->text(), "10");
    b.type("Window from row", "500");
    QCOMPARE(named<QLineEdit>(&b.window, "Window from row")->text(), "10");
    const cnn::Tensor all = b.page.numbers()[2].values, input = inputOf(b.page);
    QCOMPARE(b.page.numbers()[2].name, "picture");
    for (int c = 0; c < 3; ++c) QCOMPARE(input.at(c, 4, 4), all.at(c, 13, 5));
}

void TestChannelsPage::anotherReductionKeepsThePlace() {
    ChannelBench b("rgb-channels");
    b.type("Pixels a cell", "6");
    QVERIFY(b.says("as 28 × 28 cells of 6 × 6"));
    QCOMPARE(windowOf(b.page), (QList<int>{10, 12, 5, 5})); // around the same pixels
    b.type("Pixels a cell", "250");
    QVERIFY(b.says("as 1 × 1 cells of 168 × 168")); // never beyond the picture
    b.page.undoStack()->undo();
    QVERIFY(b.says("as 28 × 28 cells of 6 × 6"));
}

void TestChannelsPage::theNumbersOfAPictureAreNotTyped() {
    ChannelBench b("rgb-channels");
    const cnn::Tensor before = inputOf(b.page);
    b.click({"input", 0, 2, 2});
    b.type("7");
    b.key(Qt::Key_Return);
    b.key(Qt::Key_Escape);
    b.wheel({"input", 0, 2, 2}, 3);
    QCOMPARE(inputOf(b.page), before);
    QApplication::clipboard()->setText("1\t2\n3\t4");
    b.key(Qt::Key_V, Qt::ControlModifier);
    QVERIFY2(b.complaint().contains("numbers are the picture's"), qPrintable(b.complaint()));
    b.key(Qt::Key_C, Qt::ControlModifier); // they can be taken elsewhere
    QCOMPARE(QApplication::clipboard()->text().count('\n'), 5);
    b.key(Qt::Key_Down); // the cursor begins in the kernel
    b.type("9");
    b.key(Qt::Key_Return);
    QCOMPARE(b.page.numbers()[3].values.at(0, 0, 0), 9.0F);
    QVERIFY(b.page.undoStack()->canUndo());
}

void TestChannelsPage::aPictureOfAnySizeIsSplit() {
    for (const QSize& size : {QSize(1, 1), {1, 1900}, {1900, 1}, {3, 200}, {1600, 900}}) {
        ChannelBench b("rgb-channels");
        QVERIFY(b.page.takePicture(pictureOf(gradient(size.width(), size.height()), "odd")));
        QVERIFY2(b.says("Picture: odd, "), qPrintable(b.text()));
        QVERIFY(!b.view->grab().isNull());
        for (const char* part : {"photo", "channel"}) QVERIFY(!b.view->figure()->cellRect({part, 0, 0, 0}).isEmpty());
        b.key(Qt::Key_Right, Qt::ShiftModifier);
        b.press("Pixels a cell: more");
        b.press("Channels in: grey");
        QVERIFY(!b.view->grab().isNull());
        while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
        QVERIFY(b.says("a balloon"));
    }
    ChannelBench b("rgb-channels"); // too small for the kernel: said, and repaired
    QVERIFY(b.page.takePicture(pictureOf(gradient(1, 1), "pixel")));
    QVERIFY(b.says("A 3 × 3 window does not fit a 1 × 1 input."));
    b.press("Use kernels of 1 × 1");
    QCOMPARE(b.output().size(), 1);
}

void TestChannelsPage::withoutAPictureItsNumbersStay() {
    ChannelBench b("rgb-channels");
    const cnn::Tensor before = inputOf(b.page);
    b.press("Picture: none");
    QVERIFY(!b.says("Picture: "));
    QCOMPARE(inputOf(b.page), before);
    b.click({"input", 0, 2, 2});
    b.type("7");
    b.key(Qt::Key_Return);
    QCOMPARE(inputOf(b.page).at(0, 2, 2), 7.0F);
    ChannelBench two("input-channels"); // of two channels there is none
    QVERIFY(two.page.takePicture(pictureOf(gradient(64, 32), "gradient")));
    QVERIFY(two.says("Input 3 channels of 5 × 5."));
    two.press("Input channels: less");
    QVERIFY(!two.says("Picture: ") && two.says("Input 2 channels of 5 × 5."));
}

void TestChannelsPage::aSplitSceneIsRestoredToTheByte() {
    ChannelBench b("rgb-channels");
    QVERIFY(b.page.takePicture(pictureOf(gradient(64, 32), "gradient")));
    b.key(Qt::Key_Right, Qt::ShiftModifier);
    b.press("Channels in: grey");
    const QByteArray saved = QJsonDocument(b.page.scene()).toJson();
    const QString there = b.text();
    QVERIFY(!b.page.scene().contains("input"));
    ChannelBench again("rgb-channels");
    again.page.setScene(QJsonDocument::fromJson(saved).object(), "Open");
    QCOMPARE(QJsonDocument(again.page.scene()).toJson(), saved);
    QCOMPARE(again.text(), there);
    again.page.setScene(findLesson("rgb-channels")->scene, "Reset the scene");
    QVERIFY(again.page.scene() == findLesson("rgb-channels")->scene);
}

void TestChannelsPage::damagedSplitScenesAreRefusedByTheirKey() {
    ChannelBench b("rgb-channels");
    const QJsonObject good = b.page.scene();
    const QList<std::pair<const char*, QJsonValue>> damages{{"picture", "film"},
                                                            {"reduction", 0},
                                                            {"reduction", 100'000},
                                                            {"window", QJsonArray{1, 1}},
                                                            {"window", QJsonArray{0, 1, 5, 5}},
                                                            {"window", QJsonArray{1, 1, 5, 13}},
                                                            {"tinted", "red"},
                                                            {"photo", 7},
                                                            {"input", QJsonArray{QJsonArray{"1"}}}};
    for (const auto& [key, value] : damages) {
        QJsonObject bad = good;
        bad[key] = value;
        try {
            b.page.setScene(bad, "Open");
            QFAIL(key);
        } catch (const cnn::Error& e) {
            QVERIFY2(QString(e.what()).contains(QString("\"%1\"").arg(key)), e.what());
        }
        QCOMPARE(b.page.scene(), good);
    }
}

void TestChannelsPage::whatIsAskedIsHidden() {
    ChannelBench b("input-channels");
    b.page.cover("cell");
    QVERIFY(b.says("the partial sums and the bias = ?"));
    QVERIFY(!b.says("56") && !b.says("= 19") && !b.says("37"));
    b.key(Qt::Key_Right); // the next step asks the same of the next cell
    QVERIFY(b.says("Output so far: 56 ?.") && !b.says("= 25") && !b.says("47"));
    b.page.cover("channel");
    QVERIFY(b.says("channel 2: 2×1 + 3×2 + 5×3 + 6×4 = ?") && !b.says("47") && !b.says("72"));
    b.page.cover("map");
    QVERIFY(b.says("Output so far: ? ?."));
    b.page.cover("size");
    QVERIFY(b.says("Output ?.") && !b.says("Output 1 channel"));
    QVERIFY(b.inspectorText().contains("⌊(3 + 2×0 − 2) ÷ 1⌋ + 1 = ?"));
    QVERIFY(!b.bar().contains("of 4"));
    b.page.cover("parameters");
    QVERIFY(b.inspectorText().contains("1 × (2 × 2 × 2) + 1 = ?"));
    b.page.cover("depth");
    QVERIFY(!b.inspectorText().contains("1 kernel"));
    b.page.cover({});
    QVERIFY(b.says("25 + 47 + 0 = 72."));
}

void TestChannelsPage::questionsAreJudgedByTheCore() {
    ChannelBench b("input-channels");
    QHash<QString, Question> all;
    for (const Question& q : b.page.questions()) all[q.id] = q;
    QCOMPARE(all.size(), 7);
    const auto right = [&](const char* id, const char* typed) { return all[id].judge(typed).value_or(false); };
    QVERIFY(right("cell", "56") && !right("cell", "19") && right("channel", "37"));
    QVERIFY(right("size", "2 x 2") && right("depth", "1") && right("parameters", "9"));
    QVERIFY(right("map", "56 72; 104 120") && !right("map", "56 72 104 121"));
    QVERIFY(!all["cell"].judge("many").has_value());
}

void TestChannelsPage::theSceneIsRestoredToTheByte() {
    for (const char* lesson : {"input-channels", "output-channels", "rgb-channels"}) {
        ChannelBench b(lesson);
        b.press("product");
        b.view->setFocus();
        b.key(Qt::Key_Right);
        const QByteArray saved = QJsonDocument(b.page.scene()).toJson();
        const QString there = b.text();
        b.key(Qt::Key_Home);
        b.wheel({"input", 0, 0, 0}, 3);
        QVERIFY(QJsonDocument(b.page.scene()).toJson() != saved);
        b.page.setScene(QJsonDocument::fromJson(saved).object(), "Open");
        QCOMPARE(QJsonDocument(b.page.scene()).toJson(), saved);
        QCOMPARE(b.text(), there);
    }
}

void TestChannelsPage::damagedScenesAreRefusedByTheirKey() {
    ChannelBench b("input-channels");
    const QJsonObject good = b.page.scene();
    const QList<std::pair<const char*, QJsonValue>> damages{
        {"input", QJsonArray{}},
        {"input", QJsonArray{QJsonArray{"1 2", "3"}}},
        {"input", QJsonArray{QJsonArray{"1 2"}, QJsonArray{"1"}}},
        {"kernels", QJsonArray{}},
        {"kernels", QJsonArray{QJsonArray{QJsonArray{"1"}}}},
        {"bias", QJsonArray{1, 2}},
        {"bias", QJsonArray{"one"}},
        {"stride", 0},
        {"stride", 1.5},
        {"padding", -1},
        {"names", "rgb"},
        {"show", "loud"},
    };
    for (const auto& [key, value] : damages) {
        QJsonObject bad = good;
        bad[key] = value;
        try {
            b.page.setScene(bad, "Open");
            QFAIL(key);
        } catch (const cnn::Error& error) {
            QVERIFY2(QString(error.what()).contains(QString("\"%1\"").arg(key)), error.what());
        }
        QCOMPARE(QJsonDocument(b.page.scene()).toJson(), QJsonDocument(good).toJson());
    }
}

void TestChannelsPage::everyLessonOpensOnItsPoint() {
    int count = 0;
    for (const Lesson& lesson : lessons()) {
        if (lesson.page != "channels") continue;
        ++count;
        ChannelBench b(lesson.id.toUtf8());
        QVERIFY2(b.says("Output so far"), qPrintable(lesson.id));
        QVERIFY(b.page.code(CodeDialect::PyTorch).contains("F.conv2d(x, w, b"));
        QVERIFY(b.page.code(CodeDialect::NumPy).endsWith("print(y)\n"));
        QCOMPARE(b.page.reel().count, static_cast<int>(b.page.numbers()[0].values.size()));
    }
    QCOMPARE(count, 7);
}

void TestChannelsPage::hundredsOfRandomKeysLeaveNoHarm() {
    QRandomGenerator random(7);
    for (const char* lesson : {"input-channels", "output-channels"}) {
        ChannelBench b(lesson);
        b.window.resize(900, 900);
        const QByteArray start = QJsonDocument(b.page.scene()).toJson();
        const Qt::Key keys[] = {Qt::Key_Right,  Qt::Key_Left, Qt::Key_Up,     Qt::Key_Down,
                                Qt::Key_Home,   Qt::Key_End,  Qt::Key_Tab,    Qt::Key_Plus,
                                Qt::Key_Delete, Qt::Key_7,    Qt::Key_Return, Qt::Key_Escape};
        QStringList buttons;
        for (const char* setting : {"Input channels", "Output channels", "Kernel", "Padding", "Stride"})
            for (const char* way : {": more", ": less"}) buttons << QString(setting) + way;
        for (int i = 0; i < 250; ++i) {
            if (random.bounded(8) == 0) {
                const QString name = buttons[random.bounded(static_cast<int>(buttons.size()))];
                for (auto* button : b.window.findChildren<QAbstractButton*>())
                    if (button->accessibleName() == name && button->isVisible()) button->click();
                b.view->setFocus();
            } else if (random.bounded(5) == 0)
                QTest::mouseClick(b.view, Qt::LeftButton, {},
                                  {random.bounded(b.view->width()), random.bounded(b.view->height())});
            else
                b.key(keys[random.bounded(12)]);
            if (random.bounded(20) == 0) b.page.undoStack()->undo();
            if (const auto numbers = b.page.numbers(); numbers.front().name == "output") {
                const int map = b.page.reelIndex() / (numbers[0].values.shape().h * numbers[0].values.shape().w);
                QVERIFY(map < numbers[0].values.shape().c);
            }
            QVERIFY(!b.text().isEmpty());
        }
        while (b.page.undoStack()->canUndo()) b.page.undoStack()->undo();
        QJsonObject end = b.page.scene(), begin = QJsonDocument::fromJson(start).object();
        for (const char* key : {"step", "products", "grain"}) {
            end.remove(key);
            begin.remove(key);
        }
        QCOMPARE(QJsonDocument(end).toJson(), QJsonDocument(begin).toJson());
    }
}

UI_TEST(TestChannelsPage)
} // namespace test_channel_page
#include "test_channel_page.moc"
