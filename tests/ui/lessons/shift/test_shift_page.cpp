// The shift lesson through real keys and the controls beside it.
#include "core/base/error.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/shift/shift_page.h"
#include "ui/view/figure_view.h"

#include <QAbstractButton>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

namespace test_shift_page {

using namespace ui;

namespace {

struct Bench : PageBench<ShiftPage> {
    Bench() : PageBench("shift") {}
    double change(std::size_t stage) const { return static_cast<double>(page.numbers()[2].values.data()[stage]); }
};

} // namespace

class TestShiftPage : public QObject {
    Q_OBJECT
private slots:
    void itOpensMovedByOnePixelAndThePoolsForgive() {
        Bench b;
        QVERIFY2(b.says("moved 1 pixel right. Input, 28 × 28: change 0.69"), qPrintable(b.text()));
        QVERIFY(b.says("conv, 28 × 28: change 1.01"));
        QVERIFY(b.says("conv + pool, 14 × 14: change 0.66"));
        QVERIFY(b.says("twice, 7 × 7: change 0.30"));
        QVERIFY(b.change(3) < b.change(2) && b.change(2) < b.change(1));
    }
    // A change of 0.30 is no small one where the map has few cells: how many changed is said as a share, too.
    void howManyCellsChangedIsSaidAsAShare() {
        Bench b;
        QVERIFY2(b.says("change 1.01, 128 of 784 cells (16\u202f%)"), qPrintable(b.text()));
        QVERIFY2(b.says("change 0.30, 14 of 49 cells (29\u202f%)"), qPrintable(b.text()));
        const auto said = [&] {
            for (const auto* label : b.window.findChildren<QLabel*>())
                if (label->objectName() == "stepWords") return label->text();
            return QString();
        };
        QCOMPARE(said(),
                 QString("Moved 1 pixel right, the maps change by 1.01, in 128 of 784 cells (16\u202f%); behind the "
                         "last stage by 0.30, in 14 of 49 cells (29\u202f%)."));
        for (int i = 0; i < 12; ++i) { // in every state what is said is what the maps hold
            b.key(i % 2 == 0 ? Qt::Key_Right : Qt::Key_Down);
            const cnn::Tensor after = b.page.numbers()[0].values, before = b.page.numbers()[1].values;
            const double most =
                static_cast<double>(std::max(after.array().abs().maxCoeff(), before.array().abs().maxCoeff()));
            const auto changed = ((after.array() - before.array()).abs() > static_cast<float>(1e-3 * most)).count();
            const QString share = QString("%1 of 49 cells (%2\u202f%)")
                                      .arg(changed)
                                      .arg(std::lround(100.0 * static_cast<double>(changed) / 49));
            QVERIFY2(said().contains(share) && b.text().contains(share), qPrintable(said()));
        }
    }
    void arrowsMoveThePictureAndOneUndoTakesARunBack() {
        Bench b;
        const QString opened = b.text();
        b.key(Qt::Key_Right);
        b.key(Qt::Key_Down);
        QVERIFY(b.says("moved 1 pixel down and 2 pixels right"));
        for (int i = 0; i < 20; ++i) b.key(Qt::Key_Left);
        QVERIFY(b.says("moved 1 pixel down and 8 pixels left"));
        b.page.undoStack()->undo();
        QCOMPARE(b.text(), opened);
        b.page.undoStack()->redo();
        QVERIFY(b.says("8 pixels left"));
        b.key(Qt::Key_Home);
        QVERIFY(b.says("not moved. Input, 28 × 28: change 0.00, 0 of 784 cells."));
    }
    void stepsCanGoThroughTheLayersInstead() {
        Bench b;
        b.press("Step by: layer");
        QVERIFY(b.says("Input, 28 × 28") && !b.says("conv"));
        b.press("Next step");
        QVERIFY(b.says("conv, 28 × 28") && !b.says("conv + pool"));
        b.key(Qt::Key_PageDown);
        QVERIFY(b.says("conv + pool, 14 × 14") && !b.says("twice"));
        b.key(Qt::Key_Right); // the arrows still move the picture
        QVERIFY(b.says("moved 2 pixels right") && !b.says("twice"));
        b.key(Qt::Key_End);
        QVERIFY(b.says("twice, 7 × 7"));
        b.key(Qt::Key_Home);
        QVERIFY(!b.says("conv"));
        b.press("Step by: pixel");
        QVERIFY(b.says("twice, 7 × 7"));
    }
    void stepsMoveItToTheRight() {
        Bench b;
        QCOMPARE(b.page.reelIndex(), 1);
        b.press("Next step");
        QVERIFY(b.says("moved 2 pixels right"));
        b.key(Qt::Key_PageUp);
        b.key(Qt::Key_PageUp);
        QVERIFY(b.says("not moved"));
        QVERIFY(b.page.reel().figure(3, {1304, 932}, Style{})->describe().contains("moved 3 pixels right"));
    }
    void withoutPoolingNothingIsForgiven() {
        Bench b;
        b.press("Pools: none");
        QVERIFY(b.says("conv + conv, 28 × 28"));
        QVERIFY(b.change(2) > b.change(1));
        b.press("Pools: mean");
        QVERIFY(b.says("twice, 7 × 7"));
        QVERIFY(b.change(3) < b.change(1));
    }
    void pointingNamesTheCellBeforeAndAfter() {
        Bench b;
        const QRectF cell = b.view->figure()->cellRect({"after", 1, 10, 12});
        QVERIFY(!cell.isEmpty());
        QTest::mouseMove(b.view, cell.center().toPoint());
        bool said = false;
        for (const auto* label : b.window.findChildren<QLabel*>())
            said = said || label->text().startsWith("conv, row 11, column 13: ");
        QVERIFY(said);
    }
    void questionsAreJudgedAndTheirAnswersHidden() {
        Bench b;
        const auto questions = b.page.questions();
        QCOMPARE(questions[0].truth, QString("3"));
        QCOMPARE(questions[0].judge("1"), std::optional(false));
        QCOMPARE(questions[1].judge("7 x 7"), std::optional(true));
        const QString shown = b.text();
        for (const char* id : {"least", "size"}) {
            b.page.cover(id);
            QVERIFY(!b.says("0.30") && !b.says("7 × 7"));
        }
        b.page.cover({});
        QCOMPARE(b.text(), shown);
    }
    void theSceneComesBackAndABrokenOneIsRefused() {
        Bench b;
        b.key(Qt::Key_Down);
        b.press("Pools: mean");
        const QJsonObject scene = b.page.scene();
        b.page.setScene(findLesson("shift")->scene, "Reset the scene");
        QVERIFY(b.page.scene() != scene);
        b.page.setScene(scene, "Open");
        QCOMPARE(b.page.scene(), scene);
        for (const auto& [key, value] : {std::pair<QString, QJsonValue>{"picture", "cat"},
                                         {"picture", 12},
                                         {"kernel", "nothing"},
                                         {"shift", QJsonArray{0, 99}},
                                         {"pooling", "median"},
                                         {"window", 9}}) {
            QJsonObject broken = scene;
            broken[key] = value;
            QVERIFY_EXCEPTION_THROWN(b.page.setScene(broken, "Open"), cnn::Error);
            QCOMPARE(b.page.scene(), scene);
        }
    }
    void theCodeHoldsThePictureTheKernelAndTheShift() {
        Bench b;
        for (const CodeDialect dialect : {CodeDialect::PyTorch, CodeDialect::NumPy}) {
            const QString code = b.page.code(dialect);
            QVERIFY(code.contains("[-1, 0, 1],\n    [-2, 0, 2],\n    [-1, 0, 1]"));
            QVERIFY(code.contains("down, right, window = 0, 1, 2"));
            QVERIFY(code.endsWith("print(y)\n"));
        }
    }
};

UI_TEST(TestShiftPage)
} // namespace test_shift_page
#include "test_shift_page.moc"
