// Patterns that fill a grid: one click and one step of undo in every lesson with numbers to change.
#include "core/samples/grid_patterns.h"
#include "tests/ui/support/any_page.h"
#include "tests/ui/support/ui_test.h"

#include <QJsonArray>

namespace test_fill {

using namespace ui;

namespace {

QString rowsOf(const QJsonValue& grid) {
    QStringList rows;
    for (const QJsonValue& row : grid.toArray()) rows << row.toString();
    return rows.join(';');
}

} // namespace

class TestFill : public QObject {
    Q_OBJECT
private slots:
    void oneClickFillsTheGridAndOneUndoTakesItBack_data() {
        QTest::addColumn<QByteArray>("lesson");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("checker");
        QTest::newRow("window") << QByteArray("cross-correlation") << "input"
                                << "0 9 0;9 0 9;0 9 0";
        QTest::newRow("stamp") << QByteArray("transposed") << "input"
                               << "0 9;9 0";
        QTest::newRow("norm") << QByteArray("batch-norm") << "picture"
                              << "0 9;9 0";
        QTest::newRow("backward") << QByteArray("backward-kernel") << "input"
                                  << "0 9 0;9 0 9;0 9 0";
    }
    void oneClickFillsTheGridAndOneUndoTakesItBack() {
        QFETCH(QByteArray, lesson);
        QFETCH(QString, key);
        QFETCH(QString, checker);
        AnyPage b(lesson);
        const QJsonObject before = b.page->scene();
        b.press("Fill with: Checker");
        QCOMPARE(rowsOf(b.page->scene()[key]), checker);
        QCOMPARE(b.page->undoStack()->count(), 1);
        QCOMPARE(b.page->undoStack()->undoText(), "Fill with: Checker");
        b.page->undoStack()->undo();
        QCOMPARE(b.page->scene(), before);
    }

    void everyInputChannelIsFilledAndTheyDiffer() {
        AnyPage b("input-channels");
        b.press("Fill with: Edge");
        const QJsonArray channels = b.page->scene()["input"].toArray();
        QCOMPARE(rowsOf(channels[0]), "0 0 9;0 0 9;0 0 9");
        QCOMPARE(rowsOf(channels[1]), "0 0 0;0 0 0;9 9 9");
        QCOMPARE(b.page->undoStack()->count(), 1);
    }

    void aSelectedCellMeansItsOwnGrid() {
        AnyPage b("cross-correlation");
        const QJsonValue input = b.page->scene()["input"];
        QTest::mouseClick(b.view, Qt::LeftButton, {},
                          b.view->figure()->cellRect({"kernel", 0, 1, 0}).center().toPoint());
        b.press("Fill with: Spot");
        QCOMPARE(rowsOf(b.page->scene()["kernel"]), "0 0;0 1");
        QCOMPARE(b.page->scene()["input"], input);
    }

    void aSpotGivesTheKernelTurned() {
        AnyPage b("cross-correlation");
        b.press("Fill with: Spot");
        const NamedNumbers output = b.page->numbers().front();
        QCOMPARE(output.values, cnn::Tensor({1, 2, 2, 1}, std::vector<float>{3, 2, 1, 0}));
    }

    void noiseShowsItsSeedAndStepsIt() {
        AnyPage b("cross-correlation");
        auto* seed = named<QLineEdit>(b.page->inspector(), "Noise seed");
        b.press("Fill with: Noise");
        const QString first = rowsOf(b.page->scene()["input"]);
        QCOMPARE(seed->text(), "1");
        b.press("Noise seed: more");
        QCOMPARE(seed->text(), "2");
        QVERIFY(rowsOf(b.page->scene()["input"]) != first);
        QCOMPARE(b.page->undoStack()->undoText(), "Fill with noise, seed 2");
        b.press("Noise seed: less");
        QCOMPARE(rowsOf(b.page->scene()["input"]), first);
    }
};

UI_TEST(TestFill)
} // namespace test_fill
#include "test_fill.moc"
