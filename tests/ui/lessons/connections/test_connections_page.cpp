// The lesson on dense and convolutional layers through real keys, clicks and controls.
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/connections/connections_page.h"

namespace test_connections_page {

using namespace ui;

namespace {

struct ConnectionsBench : PageBench<ConnectionsPage> {
    ConnectionsBench() : PageBench("dense-or-convolution") {}
};

} // namespace

class TestConnectionsPage : public QObject {
    Q_OBJECT
private slots:
    void theThreeCountsStandThereWithTheirArithmetic() {
        ConnectionsBench b;
        QVERIFY2(b.says("784 × 4\u202f704 + 4\u202f704 = 3\u202f692\u202f640; at twice the side × 15.98"),
                 qPrintable(b.text()));
        QVERIFY2(b.says("4\u202f704 × (5 × 5 + 1) = 4\u202f704 × 26 = 122\u202f304; at twice the side × 4."),
                 qPrintable(b.text()));
        QVERIFY2(b.says("6 × (5 × 5 + 1) = 6 × 26 = 156; at twice the side × 1."), qPrintable(b.text()));
    }
    void onlyTheConvolutionStaysWhenTheImageGrows() {
        ConnectionsBench b;
        typeInto(b.page.inspector(), "Image side", "224");
        // 50,176 pixels, 301,056 outputs: more than an int holds
        QVERIFY2(b.says("= 15\u202f106\u202f086\u202f912;"), qPrintable(b.text()));
        QVERIFY2(b.says("6 × 26 = 156; at twice the side × 1."), qPrintable(b.text()));
        b.page.undoStack()->undo();
        QVERIFY(b.says("= 3\u202f692\u202f640;"));
    }
    void aConvolutionUsesTheSameWeightsAtEveryOutput() {
        ConnectionsBench b;
        QVERIFY2(b.says("Output 6 of this row. Dense: weights 56 to 66. In a window of its own: weights 26 to 30. As a "
                        "convolution: weights 1 to 5"),
                 qPrintable(b.text()));
        b.key(Qt::Key_Right);
        QVERIFY2(b.says("Output 7 of this row. Dense: weights 67 to 77. In a window of its own: weights 31 to 35. As a "
                        "convolution: weights 1 to 5"),
                 qPrintable(b.text()));
        b.key(Qt::Key_Home); // at the border the window lacks two pixels
        QVERIFY2(b.says("In a window of its own: weights 3 to 5. As a convolution: weights 3 to 5"),
                 qPrintable(b.text()));
    }
    void pointingAtAnOutputShowsWhatItReadsAndTheStepStays() {
        ConnectionsBench b;
        b.hover({"output", 1, 0, 8});
        QVERIFY2(b.says("Output 9 of this row."), qPrintable(b.text()));
        QCOMPARE(b.wholeScene()["step"].toInt(), 6);
        b.click({"output", 2, 0, 2});
        QCOMPARE(b.wholeScene()["step"].toInt(), 3);
    }
    void theRowIsNoLongerThanTheImage() {
        ConnectionsScene scene;
        scene.side = 4;
        QCOMPARE(scene.units(), 4);
        QCOMPARE(weightsOfRow(scene, Wiring::Dense), 16);
        QCOMPARE(weightsOfRow(scene, Wiring::Local), 20);
        QCOMPARE(weightsOfRow(scene, Wiring::Convolution), 5);
        QCOMPARE(weightBetween(scene, Wiring::Dense, 3, 0), std::optional(13));
        QCOMPARE(weightBetween(scene, Wiring::Convolution, 3, 0), std::optional<int>());
    }
    void whatIsAskedIsCovered() {
        ConnectionsBench b;
        const auto questions = b.page.questions();
        QCOMPARE(questions.size(), std::size_t{4});
        QCOMPARE(questions[0].judge("3692640"), std::optional(true));
        QCOMPARE(questions[0].judge("3 692 640"), std::optional(true));
        QCOMPARE(questions[0].judge("3687936"), std::optional(false)); // without biases
        QCOMPARE(questions[2].judge("156"), std::optional(true));
        QCOMPARE(questions[2].judge("many"), std::optional<bool>());
        b.page.cover("dense");
        QVERIFY2(!b.says("3\u202f692\u202f640") && b.says("= 156"), qPrintable(b.text()));
        b.page.cover({});
        QVERIFY(b.says("3\u202f692\u202f640"));
    }
    void everyUnitHasItsPlaceInEverySizeOfStage() {
        ConnectionsBench b;
        const Reel reel = b.page.reel();
        QCOMPARE(reel.count, 11);
        for (const QSizeF size : {QSizeF(1304, 932), QSizeF(886, 640), QSizeF(600, 500)}) {
            const auto figure = reel.figure(3, size, Style{});
            for (int panel = 0; panel < 3; ++panel)
                for (int unit = 0; unit < 11; ++unit) {
                    const CellRef cell{"output", panel, 0, unit};
                    QVERIFY(QRectF({0, 0}, size).contains(figure->cellRect(cell)));
                    QCOMPARE(figure->cellAt(figure->cellRect(cell).center()), std::optional(cell));
                }
        }
    }
};

UI_TEST(TestConnectionsPage)
} // namespace test_connections_page
#include "test_connections_page.moc"
