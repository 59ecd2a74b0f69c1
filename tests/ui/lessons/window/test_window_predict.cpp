// Predict, then reveal on the sliding-window page: what is covered is neither drawn nor said, and who judges is right.
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"
#include "ui/lessons/window/window_figure.h"

namespace test_window_predict {

using namespace ui;

namespace {

const Question* find(const std::vector<Question>& all, const char* id) {
    for (const Question& q : all)
        if (q.id == QLatin1String(id)) return &q;
    return nullptr;
}

QStringList ids(const WindowBench& b) {
    QStringList all;
    for (const Question& q : b.page.questions()) all << q.id;
    return all;
}

} // namespace

class TestWindowPredict : public QObject {
    Q_OBJECT
private slots:
    void everyQuestionIsOfferedWithItsTruth() {
        WindowBench b("cross-correlation");
        QCOMPARE(ids(b), (QStringList{"cell", "size", "kernel", "map", "larger", "changes"}));
        const auto all = b.page.questions();
        QCOMPARE(find(all, "cell")->ask, QString("What is row 1, column 2 of the output?"));
        QCOMPARE(find(all, "cell")->truth, QString("25"));
        QCOMPARE(find(all, "cell")->why, QString("1×0 + 2×1 + 4×2 + 5×3 = 25"));
        QCOMPARE(find(all, "size")->truth, QString("2 × 2"));
        QCOMPARE(find(all, "kernel")->truth, QString("0 1; 2 3"));
        QCOMPARE(find(all, "map")->truth, QString("19 25; 37 43"));
        QCOMPARE(find(all, "cell")->judge("25"), std::optional(true));
        QCOMPARE(find(all, "cell")->judge("24"), std::optional(false));
        QCOMPARE(find(all, "map")->judge("19 25 37 43"), std::optional(true));
        b.key(Qt::Key_Right); // the next step asks the same of the next cell
        QCOMPARE(find(b.page.questions(), "cell")->truth, QString("37"));
    }
    void poolingHasNoKernelToAskFor() {
        QCOMPARE(ids(WindowBench("max-pooling")), (QStringList{"cell", "size", "map", "larger"}));
    }
    void nothingIsAskedWhereNoWindowFits() {
        WindowBench b("cross-correlation");
        b.increase("Kernel", 3);
        QVERIFY(b.page.questions().empty());
        QVERIFY(b.page.code(CodeDialect::PyTorch).isEmpty());
        for (const char* id : {"cell", "size", "kernel", "map", ""}) {
            b.page.cover(id);
            QVERIFY(b.view->grab().width() > 0);
        }
    }
    void anyKernelThatMakesTheOutputIsRight() {
        WindowBench b("edges"); // constant columns: only the sum over a kernel's rows counts
        const auto one = b.page.questions();
        QCOMPARE(find(one, "kernel")->judge("1 -1"), std::optional(true));
        QCOMPARE(find(one, "kernel")->judge("-1 1"), std::optional(false));
        QCOMPARE(find(one, "kernel")->judge("1"), std::nullopt);
        b.press("More settings  ›");
        b.increase("Window rows");
        QCOMPARE(find(b.page.questions(), "kernel")->judge("0 0; 1 -1"), std::optional(true));
    }
    void aCoveredCellIsNotSaidAnywhere() {
        WindowBench b("cross-correlation");
        b.page.cover("cell");
        QVERIFY2(b.text().contains("1×0 + 2×1 + 4×2 + 5×3 = covered"), qPrintable(b.text()));
        QVERIFY(b.text().contains("Output so far: 19 covered."));
        b.hover("output", 0, 1);
        b.hover("output", 1, 0); // nor what comes next
        QVERIFY(b.text().contains("Output row 2, column 1 is covered"));
        QVERIFY(!b.text().contains("25") && !b.text().contains("37"));
        b.key(Qt::Key_Right); // then the next cell is covered, and the last one is seen
        QVERIFY(b.text().contains("Output so far: 19 25 covered."));
        b.page.cover("");
        QVERIFY(b.text().contains("= 37"));
    }
    void aCoveredMaximumHidesItsWinner() {
        WindowBench b("max-pooling");
        QVERIFY(b.words().contains("5 is the largest"));
        b.page.cover("cell");
        QVERIFY(b.text().contains("max(1, 2, 4, 5) = covered"));
        QVERIFY(!b.words().contains("is the largest"));
        b.press("Pooling: average");
        QVERIFY2(b.text().contains("(1 + 2 + 4 + 5) ÷ 4 = covered"), qPrintable(b.text()));
    }
    void aCoveredSizeIsHiddenInFormulaGridAndStepBar() {
        WindowBench b("stride");
        QVERIFY(b.words().contains("rounded down"));
        b.page.cover("size");
        QVERIFY(b.text().contains("Output covered."));
        QVERIFY(!b.text().contains("so far"));
        QVERIFY(!b.words().contains("rounded down") && b.words().contains("= ?"));
        QVERIFY(b.words().contains("of ?"));
        const auto all = b.page.questions();
        QCOMPARE(find(all, "size")->judge("2 x 2"), std::optional(true));
        QCOMPARE(find(all, "size")->judge("3, 2"), std::optional(false));
        QVERIFY(find(all, "size")->why.contains("⌊(3 + 2×1 − 2) ÷ 2⌋ + 1 = 2"));
        b.page.cover("");
        QVERIFY(b.words().contains("rounded down"));
    }
    void aCoveredKernelGivesInputAndOutput() {
        WindowBench b("cross-correlation");
        b.page.cover("kernel");
        QVERIFY2(b.text().contains("1×? + 2×? + 4×? + 5×? = 25"), qPrintable(b.text()));
        QVERIFY(b.text().contains("Output: 19 25 37 43."));
        b.hover("kernel", 1, 1);
        QVERIFY(b.text().contains("A weight that is covered."));
        b.click("kernel", 1, 1); // nor is it opened for editing
        b.key(Qt::Key_F2);
        QVERIFY(QApplication::focusWidget() == b.view);
    }
    void aCoveredMapHidesAllOutputs() {
        WindowBench b("padding");
        b.key(Qt::Key_End);
        b.page.cover("map");
        QVERIFY(b.text().contains("Output so far: covered."));
        QVERIFY(!b.text().contains("43"));
        const auto figure = b.page.reel().figure(15, {1304, 932}, Style{}); // an exported picture gives nothing away
        QVERIFY(!figure->describe().contains("43"));
    }
    void coveredCellsAreSunken() {
        WindowBench b("cross-correlation");
        const auto ground = [&](const char* part, int y, int x) {
            const QRectF r = b.view->figure()->cellRect({part, 0, y, x});
            return b.view->grab().toImage().pixelColor((r.topLeft() + QPointF(12, 12)).toPoint());
        };
        QCOMPARE(ground("output", 0, 1), palette(Theme::Light).nowTint);
        b.page.cover("cell");
        QCOMPARE(ground("output", 0, 1), palette(Theme::Light).sunken);
        b.page.cover("kernel");
        QCOMPARE(ground("kernel", 0, 1), palette(Theme::Light).sunken);
        b.page.cover("map");
        for (int i = 0; i < 4; ++i) QCOMPARE(ground("output", i / 2, i % 2), palette(Theme::Light).sunken);
    }
    void coveringChangesNothingButTheView() {
        WindowBench b("padding");
        const QString before = b.text();
        const QJsonObject scene = b.page.scene();
        for (const char* id : {"cell", "size", "kernel", "map", ""}) b.page.cover(id);
        QCOMPARE(b.text(), before);
        QCOMPARE(b.page.scene(), scene);
        QVERIFY(!b.page.undoStack()->canUndo());
    }
    void theCodeHasTheCurrentNumbers() {
        WindowBench b("stride");
        b.press("More settings  ›");
        b.press("Kernel is: flipped");
        b.press("Afterwards: ReLU");
        b.increase("Padding bottom");
        const QString torch = b.page.code(CodeDialect::PyTorch), numpy = b.page.code(CodeDialect::NumPy);
        for (const char* part : {"w = torch.tensor([[0., 1.],", "torch.flip(w, (2, 3))", "F.pad(x, (1, 1, 1, 2)",
                                 "F.conv2d(x, w, stride=(3, 2), dilation=(1, 1))", "F.relu(y)"})
            QVERIFY2(torch.contains(part), qPrintable(torch));
        for (const char* part : {"w[::-1, ::-1]", "np.pad(x, ((1, 2), (1, 1))", "(2, 2))[::3, ::2, :, :]",
                                 "(windows * w).sum(axis=(2, 3))", "np.maximum(0, y)"})
            QVERIFY2(numpy.contains(part), qPrintable(numpy));
        for (const QString& code : {torch, numpy}) QVERIFY(code.endsWith("print(y)\n"));
        WindowBench pool("average-pooling");
        QVERIFY(pool.page.code(CodeDialect::PyTorch).contains("F.avg_pool2d(x, (2, 2), stride=(1, 1))"));
        QVERIFY(WindowBench("max-pooling").page.code(CodeDialect::NumPy).contains("windows.max"));
    }
};

UI_TEST(TestWindowPredict)
} // namespace test_window_predict
#include "test_window_predict.moc"
