// The look before loading: what was found is told in words and shown, and one button uses it.
#include "core/data/sources.h"
#include "tests/support/coloured_classes.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/look/look_panel.h"

#include <QImage>
#include <QTest>

namespace test_look {

using namespace ui;

namespace {

DataLook digitsLook() {
    DataLook look;
    look.layout = "Pictures in one subfolder a class, below train and test.";
    look.train = 1200;
    look.test = 300;
    for (int i = 0; i < 10; ++i) look.classes << QString::number(i);
    look.counts.assign(10, 120);
    look.samples = cnn::drawnDigits(3, 16, 1).train;
    look.smallest = look.largest = {28, 28};
    look.shape = {1, 28, 28, 1};
    look.values = {0, 255};
    look.seen = 40;
    look.bytes = 1500 * 784;
    return look;
}

} // namespace

class TestLook : public QObject {
    Q_OBJECT

private slots:
    void aLookTellsLayoutCountsClassesSizeColoursAndValues() {
        const LookFigure figure({"digits", digitsLook()}, {900, 430}, {});
        const QString words = figure.describe();
        for (const char* part : {"digits.", "Pictures in one subfolder a class",
                                 "1 200 to learn from, 300 to test with", "10: 0, 1, 2", "120 to learn from of each",
                                 "28 × 28", "grey: 1 channel", "0 to 255 in the first 40; 0 is black, 255 is white"})
            QVERIFY2(QString(words).replace(QChar(0x202F), ' ').contains(part), qPrintable(words));
    }

    void aLookIsReadableInItsWidthAndAtLargerText() {
        DataLook look = digitsLook();
        look.classes.clear();
        for (int i = 0; i < 100; ++i) look.classes << QString("a class with a long name %1").arg(i);
        look.notes << QString("12 files could not be read as pictures and were left out. ").repeated(4);
        for (const double scale : {1.0, 1.5})
            for (const QSizeF size : {QSizeF(700, 380), QSizeF(1300, 640)}) {
                const LookFigure figure({"cells of the kidney", look}, size, {.scale = scale});
                const QImage image = painted(figure, {.scale = scale});
                QVERIFY(image.pixelColor(0, 0) != QColor(Qt::magenta));
            }
    }

    void nothingIsReadBeforeTheButtonIsPressedAndEscapeLeavesAllAsItWas() {
        QTemporaryDir digits, colours;
        writeDigitFolder(digits.path().toStdString(), 64, 20);
        writeColouredClasses(colours.path(), {"green", "red"}, 10, 32);
        Classroom room(digits.path());
        QVERIFY(room.ready());
        const TrainingScene before = room.page.trainingScene();
        auto* panel = room.page.stage()->findChild<LookPanel*>();
        auto* use = room.find<QPushButton>(panel, "Use these images");
        QVERIFY(room.page.openFile(colours.path()));
        QTRY_VERIFY(use->hasFocus());
        QVERIFY(!room.page.bar()->isEnabled());
        QVERIFY(room.page.trainingScene() == before);
        QTest::keyClick(use, Qt::Key_Escape);
        QVERIFY(!panel->isVisible() && room.page.bar()->isEnabled());
        QVERIFY(room.page.trainingScene() == before);
        QCOMPARE(room.page.undoStack()->count(), 0);

        QVERIFY(room.page.openFile(colours.path()));
        QTRY_VERIFY(panel->isVisible());
        QCOMPARE(panel->found().classes, (QStringList{"green", "red"}));
        QCOMPARE(panel->found().shape, (cnn::Shape{3, 32, 32, 1}));
        QCOMPARE(panel->found().train, qint64{16});
        QTest::keyClick(use, Qt::Key_Space);
        QTRY_COMPARE(room.page.trainingScene().source.folder, colours.path());
        QCOMPARE(room.session().data()->train.shape, (cnn::Shape{3, 32, 32, 1}));
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.page.trainingScene().source.folder, digits.path());
    }

    void whatIsChosenWhileLookingIsHowTheImagesAreRead() {
        QTemporaryDir digits, colours;
        writeDigitFolder(digits.path().toStdString(), 64, 20);
        writeColouredClasses(colours.path(), {"green", "red"}, 10, 32);
        Classroom room(digits.path());
        QVERIFY(room.ready());
        auto* panel = room.page.stage()->findChild<LookPanel*>();
        QVERIFY(room.page.openFile(colours.path()));
        QTRY_VERIFY(panel->isVisible());
        room.click(panel, "grey");
        QTRY_COMPARE(panel->found().shape, (cnn::Shape{1, 32, 32, 1}));
        auto* size = room.find<QComboBox>(panel, "Size");
        size->setFocus();
        QTest::keyClick(size, Qt::Key_Down); // 28 × 28
        QTRY_COMPARE(panel->found().shape, (cnn::Shape{1, 28, 28, 1}));
        room.click(panel, "Use these images");
        QTRY_COMPARE(room.page.trainingScene().source.size, 28);
        QCOMPARE(room.page.trainingScene().source.colours, DataSource::Grey);
        QCOMPARE(room.session().data()->train.shape, (cnn::Shape{1, 28, 28, 1}));
    }
};

UI_TEST(TestLook)
} // namespace test_look
#include "test_look.moc"
