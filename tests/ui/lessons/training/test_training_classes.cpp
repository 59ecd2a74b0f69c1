// LeNet live and the classes of its images: any number of them, and names, not positions, where a network comes from a
// file.
#include "core/onnx/onnx_file.h"
#include "tests/support/picture_files.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/training_views.h"

#include <QtTest>
#include <QtWidgets>

namespace test_training_classes {

using namespace ui;

namespace {

QStringList numbered(const QString& stem, int count) {
    QStringList names;
    for (int i = 0; i < count; ++i) names << stem + QString::number(i);
    return names;
}

std::vector<std::string> plain(const QStringList& names) {
    std::vector<std::string> all;
    for (const QString& name : names) all.push_back(name.toStdString());
    return all;
}

class Room : public Classroom {
public:
    using Classroom::Classroom;
    // A LeNet-5 with these names for its outputs, as a file that is opened.
    void open(const QString& file, const QStringList& names) {
        cnn::Network network = cnn::lenet5({}, 5, cnn::usualInput, static_cast<int>(names.size()));
        network.classNames = plain(names);
        cnn::saveOnnx(network, dir.filePath(file).toStdString());
        QVERIFY(page.openFile(dir.filePath(file)));
        page.settle(0);
    }
    void look(const QString& view) {
        QJsonObject scene = page.scene();
        scene["view"] = view;
        page.setScene(scene, "view");
        page.settle(0);
    }
    // What stands on show, painted too, light and dark.
    QString said() {
        const Reel reel = page.reel();
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            Style style;
            style.theme = theme;
            const auto figure = reel.figure(0, {900, 450}, style);
            QImage image(900, 450, QImage::Format_RGB32);
            QPainter painter(&image);
            figure->paint(painter, style);
        }
        return reel.figure(0, {900, 450}, {})->describe();
    }
    QStringList classes() { return page.picture().classNames; }

    QTemporaryDir dir;
};

} // namespace

class TestTrainingClasses : public QObject {
    Q_OBJECT
    QTemporaryDir m_flowers, m_digits;

private slots:
    void initTestCase() {
        writeClasses(m_flowers.path(), {"rose", "tulip", "aster"}, 10, {28, 28});
        writeClasses(m_digits.path(), {"7", "3"}, 10, {28, 28});
    }

    void asManyOutputsAsClassesWithTheirNames_data() {
        QTest::addColumn<int>("count");
        for (const int count : {2, 3, 11, 100}) QTest::addRow("%d", count) << count;
    }
    void asManyOutputsAsClassesWithTheirNames() {
        QFETCH(int, count);
        QTemporaryDir folder;
        const QStringList names = numbered("kind ", count);
        writeClasses(folder.path(), names, 2, {28, 28});
        Room room(folder.path());
        QVERIFY(room.ready());
        room.page.settle(1);
        QCOMPARE(room.classes(), names); // "kind 2" before "kind 10"
        QCOMPARE(room.page.picture().network->outputShape().c, count);
        QVERIFY(room.said().contains(names.back()));
        QStringList views;
        for (const TrainingViewKind& kind : trainingViews()) {
            room.look(kind.id);
            QVERIFY2(!room.said().isEmpty(), qPrintable(kind.id));
            for (const NamedNumbers& numbers : room.page.numbers()) QVERIFY2(!numbers.values.empty(), "no numbers");
        }
        const QString saved = room.dir.filePath("n.onnx");
        room.page.saveFile(saved);
        QCOMPARE(cnn::loadOnnx(saved.toStdString()).classNames, plain(names));
    }

    void aNetworkOfOtherClassesShowsItsOwnNamesAndLearnsNothing() {
        Room room(m_flowers.path());
        QVERIFY(room.ready());
        room.page.settle(2);
        room.open("digits.onnx", numbered("", 10));
        QCOMPARE(room.classes(), numbered("", 10));
        QCOMPARE(room.page.picture().trueClass, -1);
        const QString foreign = "No class in common: ";
        QVERIFY2(room.line().startsWith(foreign + "digits.onnx tells 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 apart, these images "
                                                  "are of aster, rose, tulip."),
                 qPrintable(room.line()));
        // A small window cuts the line, not this; and the pointer shows all of it.
        room.window.resize(1024, 720);
        const auto* label = room.page.stage()->findChild<QLabel*>("stageLine");
        QTRY_COMPARE(room.window.width(), 1024);
        QVERIFY(label->fontMetrics().horizontalAdvance(foreign) <= label->contentsRect().width());
        QVERIFY(label->toolTip().contains(room.line()));
        QVERIFY(QStringList({"aster", "rose", "tulip"}).contains(room.page.picture().caption.section(": ", 1)));
        const QString strip = room.said();
        QVERIFY2(!strip.contains("The label says") && !strip.contains("rose") && !strip.contains("tulip 0"),
                 qPrintable(strip));
        for (const TrainingViewKind& kind : trainingViews()) {
            room.look(kind.id);
            QVERIFY2(!room.said().isEmpty(), qPrintable(kind.id));
            if (kind.id == "classes" || kind.id == "embedding") QVERIFY(room.said().contains("No class in common"));
        }
        room.look("");
        room.notices.clear();
        room.page.oneBatch();
        QCOMPARE(room.notices.size(), 1);
        QVERIFY2(room.notices[0].contains("nothing to learn from: choose images of its classes"),
                 qPrintable(room.notices[0]));
        QCOMPARE(room.steps(), std::size_t{0});
        // Images of its classes, and it learns.
        QVERIFY(takeImages(room.page, m_digits.path()));
        QVERIFY(room.ready());
        room.page.settle(1);
        QCOMPARE(room.steps(), std::size_t{1});
        // And back to the images it does not know, by undo.
        while (!room.line().contains("No class in common")) {
            QVERIFY(room.page.undoStack()->canUndo());
            room.page.undoStack()->undo();
            room.page.settle(0);
        }
        QCOMPARE(room.classes(), numbered("", 10));
    }

    void aNetworkMeetsImagesByTheNamesOfTheirClasses() {
        Room room(m_digits.path());
        QVERIFY(room.ready());
        room.open("digits.onnx", numbered("", 10));
        QVERIFY(room.ready());
        room.page.settle(0);
        QVERIFY2(room.line().contains("Of the 10 classes that digits.onnx tells apart, these images are of 3, 7."),
                 qPrintable(room.line()));
        for (const int label : room.session().data()->test.labels) QVERIFY(label == 3 || label == 7);
        QCOMPARE(room.classes(), numbered("", 10));
        QCOMPARE(QString::number(room.page.picture().trueClass), room.page.picture().caption.section(": ", 1));
        room.page.settle(2);
        QCOMPARE(room.steps(), std::size_t{2});
        room.look("classes");
        cnn::Tensor confusion;
        for (const NamedNumbers& n : room.page.numbers())
            if (n.name == "confusion") confusion = n.values;
        QCOMPARE(confusion.shape(), (cnn::Shape{1, 10, 10, 1}));
        for (int truth = 0; truth < 10; ++truth) {
            float images = 0;
            for (int said = 0; said < 10; ++said) images += confusion.at(0, truth, said);
            QCOMPARE(images, truth == 3 || truth == 7 ? 2.0F : 0.0F);
        }
        QVERIFY(!room.said().contains("aster"));
        const QString saved = room.dir.filePath("n.onnx");
        room.page.saveFile(saved);
        QCOMPARE(cnn::loadOnnx(saved.toStdString()).classNames, plain(numbered("", 10)));
    }

    void imagesOfClassesThatTheNetworkDoesNotTellAreLeftOutAndSaid() {
        Room room(m_flowers.path());
        QVERIFY(room.ready());
        room.open("two.onnx", {"tulip", "rose"});
        QVERIFY(room.ready());
        room.page.settle(1);
        QCOMPARE(room.session().data()->train.size(), std::size_t{16});
        QCOMPARE(room.session().data()->test.size(), std::size_t{4});
        QCOMPARE(room.classes(), (QStringList{"tulip", "rose"}));
        room.page.settle(0);
        QVERIFY2(room.line().contains("two.onnx does not know aster: 10 of 30 images are of such classes and are left "
                                      "out."),
                 qPrintable(room.line()));
    }

    void aNetworkWithoutNamesTakesThoseOfTheImagesAndSaysThatItIsAssumed() {
        Room room(m_flowers.path());
        QVERIFY(room.ready());
        cnn::saveOnnx(cnn::lenet5({}, 5, cnn::usualInput, 3), room.dir.filePath("n.onnx").toStdString());
        QVERIFY(room.page.openFile(room.dir.filePath("n.onnx")));
        QVERIFY(room.ready());
        room.page.settle(0);
        QVERIFY2(room.line().contains("n.onnx names none of its 3 classes: its outputs are taken in the order of the "
                                      "images' classes, aster, rose, tulip."),
                 qPrintable(room.line()));
        QCOMPARE(room.classes(), (QStringList{"aster", "rose", "tulip"}));
    }

    void colourIsKeptAndSaidWhereItIsDropped() {
        QTemporaryDir folder;
        for (const char* name : {"red", "green"})
            for (int i = 0; i < 4; ++i)
                writePicture(folder.path(), QString("%1/%2.png").arg(name).arg(i), {28, 28}, QColor(name));
        Room room(m_flowers.path());
        QVERIFY(room.ready());
        QVERIFY(takeImages(room.page, folder.path()));
        QTRY_COMPARE(room.page.trainingScene().source.folder, folder.path());
        QCOMPARE(room.session().data()->train.shape, (cnn::Shape{3, 28, 28, 1}));
        QVERIFY(room.news.isEmpty());
        QJsonObject grey = room.page.scene();
        grey["colours"] = "grey";
        room.page.setScene(grey, "grey");
        QTRY_COMPARE(room.news.size(), 1);
        QVERIFY2(room.news[0].contains("8 of 8 pictures are coloured; they are read in grey, without their colour."),
                 qPrintable(room.news[0]));
        QVERIFY(room.ready());
        room.news.clear();
        QVERIFY(room.page.takePicture(pictureFromFile(folder.path() + "/red/0.png")));
        QCOMPARE(room.news, QStringList("0.png is coloured; it goes through in grey, without its colour."));
    }
};

UI_TEST(TestTrainingClasses)
} // namespace test_training_classes
#include "test_training_classes.moc"
