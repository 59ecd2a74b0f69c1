// In front of a class one view is shown alone, a step goes on part by part, and whoever draws a digit before a network
// that was taught clothes is led to one that was taught digits.
#include "core/data/fashion_folder.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/training_charts.h"
#include "ui/model/opening_limit.h"

#include <QtTest>
#include <QtWidgets>

namespace test_enlarged {

using namespace ui;

class TestEnlarged : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

    static TrainingChart* loss(Classroom& room) { return room.page.stage()->findChildren<TrainingChart*>().front(); }
    static bool seen(const QWidget* widget) { return widget->isVisible(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), trainImages, 100);
    }

    // A double click on a chart shows it alone, another gives the rest back, and so does Escape.
    void aDoubleClickShowsAChartAlone() {
        Classroom room(folder());
        QVERIFY(room.ready());
        TrainingChart* chart = loss(room);
        const QSize before = chart->size();
        QTest::mouseDClick(chart, Qt::LeftButton);
        QTRY_VERIFY(!seen(room.strip()));
        QVERIFY(seen(chart));
        QTRY_VERIFY(chart->height() > 2 * before.height() && chart->width() > 2 * before.width());
        QTest::mouseDClick(chart, Qt::LeftButton);
        QTRY_COMPARE(chart->size(), before);
        QVERIFY(seen(room.strip()));
        QTest::mouseDClick(chart, Qt::LeftButton);
        QTRY_VERIFY(!seen(room.strip()));
        QTest::keyClick(chart, Qt::Key_Escape);
        QTRY_VERIFY(seen(room.strip()));
    }

    // On its ground the network is enlarged; two clicks on what one draws on are two dots.
    void twoClicksOnTheImageDrawAndEnlargeNothing() {
        Classroom room(folder());
        QVERIFY(room.ready());
        TrainingChart* chart = loss(room);
        QTRY_VERIFY(room.strip()->figure());
        QTest::mouseDClick(room.strip(), Qt::LeftButton, {}, room.cell(5, 5));
        QVERIFY(seen(chart));
        QPoint ground(2, 2);
        QVERIFY(!room.strip()->figure()->cellAt(ground));
        QTest::mouseDClick(room.strip(), Qt::LeftButton, {}, ground);
        QTRY_VERIFY(!seen(chart));
        QVERIFY(seen(room.strip()));
    }

    // While presenting, all words are larger, and the pointer still finds what is under it.
    void presentingMagnifiesTheViews() {
        Classroom room(folder());
        QVERIFY(room.ready());
        Style style;
        style.presenting = true;
        room.page.setStyle(style);
        room.page.stage()->setParent(nullptr);
        room.page.stage()->resize(1920, 1004);
        room.page.stage()->show();
        QTRY_VERIFY(room.strip()->figure() && room.strip()->figure()->size().width() > 500);
        const double factor = room.strip()->width() / room.strip()->figure()->size().width();
        QVERIFY(std::abs(factor - 1.85) < 0.01);
        const QPointF middle = room.strip()->figure()->cellRect({"input", 0, 9, 7}).center() * factor;
        const auto cell = room.strip()->cellAt(middle);
        QVERIFY(cell && cell->part == "input" && cell->y == 9 && cell->x == 7);
        delete room.page.stage();
    }

    // A clicker goes Forward, Loss, Backward, Update, and back; nothing of that is to be undone.
    void aClickerGoesThroughThePartsOfAStep() {
        Classroom room(folder(), {{"view", "step"}});
        QVERIFY(room.ready());
        QCOMPARE(room.page.stops().count, 4);
        QCOMPARE(room.page.stops().at, 0);
        const int undoable = room.page.undoStack()->count();
        for (int part = 1; part < 4; ++part) {
            QVERIFY(room.page.walkOn(true));
            QCOMPARE(room.page.stops().at, part);
            QCOMPARE(room.page.scene()["choices"].toObject()["step"].toObject()["part"].toInt(), part);
        }
        QVERIFY(!room.page.walkOn(true));
        for (int part = 2; part >= 0; --part) {
            QVERIFY(room.page.walkOn(false));
            QCOMPARE(room.page.stops().at, part);
        }
        QVERIFY(!room.page.walkOn(false));
        QCOMPARE(room.page.undoStack()->count(), undoable);
    }

    // Whoever draws before a network that was taught clothes is led to one that was taught digits, with the drawing.
    void aDrawingBesideClothesLeadsToDigits() {
        if (!cnn::findFashionMnist()) QSKIP("Fashion-MNIST is not there");
        Classroom room(folder(), {{"data", "fashion"}});
        QVERIFY(room.ready());
        auto* way = room.page.stage()->findChild<QPushButton*>("wayOut");
        QVERIFY(!seen(way));
        room.click(room.page.stage(), "Clear: an empty picture");
        QTRY_VERIFY(seen(way));
        QCOMPARE(way->text(), "Switch to digits");
        const QJsonValue drawing = room.page.scene()["drawing"];
        QTest::mouseClick(way, Qt::LeftButton);
        QTRY_VERIFY(!seen(way));
        QVERIFY(room.page.scene()["data"].toString("digits") == "digits");
        QCOMPARE(room.page.scene()["drawing"], drawing);
        QTRY_VERIFY_WITH_TIMEOUT(room.steps() >= static_cast<std::size_t>(learnedAtMost) && !room.session().running(),
                                 60000); // it answers, and rests
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.page.scene()["data"].toString("fashion"), "fashion");
    }

    // The other views have one stop: there a clicker goes on to the next lesson.
    void theNetworkHasOneStop() {
        Classroom room(folder());
        QVERIFY(room.ready());
        QCOMPARE(room.page.stops().count, 1);
        QVERIFY(!room.page.walkOn(true));
    }
};

UI_TEST(TestEnlarged)
} // namespace test_enlarged
#include "test_enlarged.moc"
