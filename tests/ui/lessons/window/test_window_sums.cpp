// All sums together: the list under the current sum, on the stage, in words and in what is exported.
#include "tests/ui/support/equation_watch.h"
#include "tests/ui/support/painted_words.h"
#include "tests/ui/support/ui_test.h"
#include "tests/ui/support/window_bench.h"
#include "ui/lessons/backward/backward_page.h"
#include "ui/lessons/channels/channel_page.h"

namespace test_window_sums {

using namespace ui;

namespace {

const QSizeF stage{1304, 932};

// Results stand under one another: how wide the blanks before them are is another matter.
QString paintedBy(const Figure& figure) {
    QStringList lines;
    for (const QString& line : paintedWords(figure)) lines << line.simplified();
    return lines.join("\n");
}
// Step `index` of what the page exports.
std::unique_ptr<Figure> exported(const Page& page, int index) {
    return page.reel().figure(index, stage, Style{});
}

} // namespace

class TestWindowSums : public QObject {
    Q_OBJECT
private slots:
    void sumsThatAreReachedStandTogetherAndLaterOnesAreHidden();
    void poolingHasItsMaximaAndMeans();
    void channelsHaveTheirPartialSums();
    void aGradientHasThemToo();
    void theGridsKeepTheirSize();
    void whereThereIsNoRoomOrThereAreManyNothingIsListed();
    void whatIsAskedIsHidden();
    void everyExportedStepIsTrue();
};

void TestWindowSums::sumsThatAreReachedStandTogetherAndLaterOnesAreHidden() {
    WindowBench b("cross-correlation"); // opens at the second of four
    QVERIFY(b.says("All sums: 0×0 + 1×1 + 3×2 + 4×3 = 19; 1×0 + 2×1 + 4×2 + 5×3 = 25. 2 more to come."));
    const QString second = paintedBy(*exported(b.page, 1));
    QVERIFY(second.contains("0×0 + 1×1 + 3×2 + 4×3 = 19"));
    QVERIFY(second.contains("1×0 + 2×1 + 4×2 + 5×3 = 25"));
    QVERIFY(!second.contains("37"));
    const QString last = paintedBy(*exported(b.page, 3));
    for (const char* sum : {"= 19", "= 25", "= 37", "= 43"}) QVERIFY2(last.contains(sum), sum);
    b.press("Step by: product");
    b.key(Qt::Key_Home);
    QVERIFY(b.says("All sums: 0×0 = 0. 3 more to come."));
}

void TestWindowSums::poolingHasItsMaximaAndMeans() {
    WindowBench max("max-pooling");
    max.key(Qt::Key_End);
    QVERIFY(max.says("All sums: max(0, 1, 3, 4) = 4; max(1, 2, 4, 5) = 5; max(3, 4, 6, 7) = 7; max(4, 5, 7, 8) = 8."));
    QVERIFY(paintedBy(*max.view->figure()).contains("max(0, 1, 3, 4) = 4"));
    WindowBench mean("average-pooling");
    mean.key(Qt::Key_End);
    QVERIFY(mean.says("(0 + 1 + 3 + 4) ÷ 4 = 2; (1 + 2 + 4 + 5) ÷ 4 = 3;"));
    QVERIFY(paintedBy(*mean.view->figure()).contains("(0 + 1 + 3 + 4) ÷ 4 = 2"));
}

void TestWindowSums::channelsHaveTheirPartialSums() {
    PageBench<ChannelPage> b("input-channels");
    b.key(Qt::Key_End);
    QVERIFY(b.says("All sums: 19 + 37 + 0 = 56; 25 + 47 + 0 = 72; 37 + 67 + 0 = 104; 43 + 77 + 0 = 120."));
    QVERIFY(paintedBy(*b.view->figure()).contains("25 + 47 + 0"));
    b.page.cover("cell");
    QVERIFY(b.says("37 + 67 + 0 = 104") && !b.says("43 + 77") && !b.says("120"));
    b.page.cover("size");
    QVERIFY(!b.says("All sums"));
}

void TestWindowSums::aGradientHasThemToo() {
    PageBench<BackwardPage> b("backward-kernel");
    b.key(Qt::Key_End);
    QVERIFY(b.says("All sums: "));
    EquationWatch watch;
    QCOMPARE(watch.objection(textsOf(b.page)), QString());
}

// A stacked scene has another card and no list; its cells are as large.
void TestWindowSums::theGridsKeepTheirSize() {
    for (const QSizeF size : {QSizeF(1304, 932), QSizeF(886, 640), QSizeF(886, 560)}) {
        WindowBench b("cross-correlation");
        const auto with = b.page.reel().figure(0, size, Style{});
        QJsonObject scene = b.page.scene();
        scene["stacked"] = true;
        b.page.setScene(scene, "Stack");
        const auto without = b.page.reel().figure(0, size, Style{});
        QVERIFY(!without->describe().contains("All sums"));
        QCOMPARE(with->cellRect({"input", 0, 0, 0}).size(), without->cellRect({"input", 0, 0, 0}).size());
    }
}

void TestWindowSums::whereThereIsNoRoomOrThereAreManyNothingIsListed() {
    WindowBench b("cross-correlation");
    QVERIFY(b.page.reel().figure(3, stage, Style{})->describe().contains("All sums"));
    QVERIFY(!b.page.reel().figure(3, {700, 380}, Style{})->describe().contains("All sums"));
    QVERIFY(!WindowBench("padding").says("All sums")); // sixteen outputs
    QVERIFY(!WindowBench("one-dimension").says("All sums"));
}

void TestWindowSums::whatIsAskedIsHidden() {
    WindowBench b("cross-correlation");
    b.page.cover("cell");
    QVERIFY(b.says("0×0 + 1×1 + 3×2 + 4×3 = 19; 1×0 + 2×1 + 4×2 + 5×3 = covered."));
    QVERIFY(!paintedBy(*b.view->figure()).contains("= 25"));
    b.page.cover("map");
    QVERIFY(!paintedBy(*b.view->figure()).contains("= 19"));
    b.page.cover("size");
    QVERIFY(!b.says("All sums"));
    b.page.cover("kernel"); // then all outputs are given, and the weights are not
    QVERIFY(b.says("4×? + 5×? + 7×? + 8×? = 43"));
    QVERIFY(!paintedBy(*b.view->figure()).contains("0×0"));
}

void TestWindowSums::everyExportedStepIsTrue() {
    EquationWatch watch;
    for (const char* id :
         {"cross-correlation", "max-pooling", "average-pooling", "pooling-stride-2", "stride", "flip"}) {
        WindowBench b(id);
        for (int i = 0; i < b.page.reel().count; ++i)
            for (const QSizeF size : {stage, QSizeF(886, 640)})
                QCOMPARE(watch.objection(textsOf(*b.page.reel().figure(i, size, Style{}))), QString());
    }
    PageBench<ChannelPage> channels("one-by-one");
    for (int i = 0; i < channels.page.reel().count; ++i)
        QCOMPARE(watch.objection(textsOf(*exported(channels.page, i))), QString());
    QVERIFY(watch.different() > 20);
}

UI_TEST(TestWindowSums)
} // namespace test_window_sums
#include "test_window_sums.moc"
