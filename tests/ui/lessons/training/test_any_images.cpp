// LeNet live on images of any size, grey or coloured, of any number of classes: learned, shown in every view, drawn on,
// saved and opened again.
#include "core/onnx/onnx_file.h"
#include "tests/support/coloured_classes.h"
#include "tests/support/data_files.h"
#include "tests/support/temp_folder.h"
#include "tests/support/twelve_bit_classes.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/painted.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/torch_folder.h"
#include "ui/lessons/training/classes/classes_figure.h"
#include "ui/lessons/training/training_views.h"

#include <QtTest>
#include <QtWidgets>

namespace test_any_images {

using namespace ui;

namespace {

QStringList kinds(int count) {
    QStringList names;
    for (int i = 0; i < count; ++i) names << QString("kind %1 of flower").arg(i + 1);
    return names;
}

class Room : public Classroom {
public:
    using Classroom::Classroom;
    void look(const QString& view, const QJsonObject& choices = {}) {
        QJsonObject scene = page.scene();
        scene["view"] = view;
        scene["choices"] = QJsonObject{{view, choices}};
        page.setScene(scene, "view");
        page.settle(0);
    }
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style = {}) {
        const Reel reel = page.reel();
        return reel.figure(0, size, style);
    }
    cnn::Shape shape() { return session().network()->inputShape(); }
};

} // namespace

class TestAnyImages : public QObject {
    Q_OBJECT
    QTemporaryDir m_colours, m_grey;

private slots:
    void initTestCase() {
        writeColouredClasses(m_colours.path(), {"green", "red"}, 20, 32);
        writeClasses(m_grey.path(), {"dark", "light", "white"}, 10, {28, 28});
    }

    void colourIsLearnedInColourSavedAndOpenedAgain() {
        Room room(m_colours.path(), {{"batch", 8}});
        QVERIFY(room.ready());
        QCOMPARE(room.shape(), (cnn::Shape{3, 32, 32, 1}));
        room.page.settle(60);
        QCOMPARE(room.session().history().tests().back().test.accuracy, 1.0);
        QVERIFY(room.page.picture().find("kernel"));
        QCOMPARE(partSize(room.page.picture(), "kernel"), QString("6@5×5×3"));
        QTemporaryDir dir;
        const QString file = dir.filePath("colours.onnx");
        room.page.saveFile(file);
        const cnn::Network saved = cnn::loadOnnx(file.toStdString());
        QCOMPARE(saved.inputShape(), (cnn::Shape{3, 32, 32, 1}));
        QCOMPARE(saved.classNames, (std::vector<std::string>{"green", "red"}));
        room.click(room.page.bar(), "Start over");
        QVERIFY(room.page.openFile(file));
        QTRY_VERIFY(sameWeights(*room.page.picture().network, saved));
        QCOMPARE(room.page.trainingScene().model, QString("lenet5"));
    }

    void setsOfOtherProgramsAreLookedAtLearnedSavedOpenedAgainAndExported_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("side");
        QTest::addColumn<int>("classes");
        QTest::addRow("MedMNIST in colour") << "medical" << 3 << 28 << 8;
        QTest::addRow("CIFAR-10") << "cifar" << 3 << 32 << 10;
        QTest::addRow("12-bit TIFFs") << "cells" << 1 << 16 << 2;
        QTest::addRow("Kaggle's table") << "table" << 1 << 28 << 4;
    }
    void setsOfOtherProgramsAreLookedAtLearnedSavedOpenedAgainAndExported() {
        QFETCH(QString, kind);
        QFETCH(int, channels);
        QFETCH(int, side);
        QFETCH(int, classes);
        const TempFolder files;
        QString path = QString::fromStdString(files.path().string());
        if (kind == "medical") files.write("blood.npz", medicalNpz(40, 16, 16, 28, 3, 8));
        if (kind == "medical") path += "/blood.npz";
        if (kind == "table") files.write("train.csv", pixelTable(pixelHeader(28), 40, 4, 28));
        if (kind == "table") path += "/train.csv";
        if (kind == "cells") writeTwelveBitClasses(files.path());
        if (kind == "cifar")
            for (const char* name : {"data_batch_1.bin", "test_batch.bin"}) files.write(name, cifarFile(40, 10));
        Room room(m_grey.path(), {{"batch", 8}});
        QVERIFY(room.ready());
        QVERIFY(takeImages(room.page, path));
        QTRY_COMPARE(room.page.trainingScene().source.folder, path);
        const cnn::Shape shape{channels, side, side, 1};
        QTRY_VERIFY(room.session().begun() && room.session().data()->train.shape == shape);
        QCOMPARE(room.session().data()->train.classNames.size(), static_cast<std::size_t>(classes));
        room.page.settle(3);
        QCOMPARE(room.steps(), std::size_t{3});
        const QString saved = path + ".onnx", exported = path + ".torch";
        room.page.saveFile(saved);
        const cnn::Network network = cnn::loadOnnx(saved.toStdString());
        QCOMPARE(network.inputShape(), shape);
        QCOMPARE(network.classNames, room.session().data()->train.classNames);
        if (kind == "cells") {
            QVERIFY(network.displayRange.has_value());
            QCOMPARE(network.displayRange->low, room.session().data()->train.range.low);
            QCOMPARE(network.displayRange->high, room.session().data()->train.range.high);
        }
        writeTorchFolder(*room.page.networkExport(), QDir(exported));
        QVERIFY(QFileInfo(exported + "/train.py").size() > 0);
        room.click(room.page.bar(), "Start over");
        QVERIFY(room.page.openFile(saved));
        QTRY_VERIFY(room.page.picture().network && sameWeights(*room.page.picture().network, network));
        QFile::remove(saved);
        QDir(exported).removeRecursively();
    }

    // Whatever is on show, it has words, numbers and colours, in all palettes and in small windows.
    void everyViewShowsThem_data() {
        QTest::addColumn<int>("classes");
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("colour");
        QTest::addRow("2 in colour, 32") << 2 << 32 << true;
        QTest::addRow("3 grey, 8") << 3 << 8 << false;
        QTest::addRow("26 grey, 64") << 26 << 64 << false;
        QTest::addRow("100 in colour, 16") << 100 << 16 << true;
        QTest::addRow("400 in colour, 8") << 400 << 8 << true;
    }
    void everyViewShowsThem() {
        QFETCH(int, classes);
        QFETCH(int, side);
        QFETCH(bool, colour);
        QTemporaryDir folder;
        if (colour)
            writeColouredClasses(folder.path(), kinds(classes), 3, side);
        else
            writeClasses(folder.path(), kinds(classes), 3, {side, side});
        Room room(folder.path());
        QVERIFY(room.ready());
        room.page.settle(1);
        QCOMPARE(room.shape(), (cnn::Shape{colour ? 3 : 1, side, side, 1}));
        QStringList views{""};
        for (const TrainingViewKind& kind : trainingViews()) views << kind.id;
        for (const QString& view : views)
            for (int part = 0; part < (view == "step" ? 4 : 1); ++part) {
                room.look(view, part > 0 ? QJsonObject{{"part", part}} : QJsonObject());
                for (const auto& [theme, size] : {std::pair{Theme::Light, QSizeF(640, 320)},
                                                  {Theme::Dark, QSizeF(900, 430)},
                                                  {Theme::Projector, QSizeF(1500, 700)}}) {
                    const Style style{theme, 1, 1};
                    const auto figure = room.figure(size, style);
                    QVERIFY2(figure, qPrintable(view));
                    QVERIFY2(!painted(*figure, style).isNull() && !figure->describe().isEmpty(), qPrintable(view));
                }
                for (const NamedNumbers& numbers : room.page.numbers()) QVERIFY2(!numbers.values.empty(), "no numbers");
            }
    }

    // The most confused are large enough to be read and pointed at; all of them are there as colours where they are
    // asked for.
    void ofManyClassesTheMostConfusedAreShown() {
        QTemporaryDir folder;
        writeColouredClasses(folder.path(), kinds(100), 3, 16);
        Room room(folder.path());
        QVERIFY(room.ready());
        room.look("classes");
        const auto shown = [&] {
            const auto figure = room.figure({900, 430});
            int rows = 0;
            for (int c = 0; c < 100; ++c)
                if (const QRectF cell = figure->cellRect({"confusion", 0, c, c}); !cell.isEmpty()) {
                    ++rows;
                    if (figure->cellAt(cell.center()) != std::optional(CellRef{"confusion", 0, c, c})) return -1;
                }
            return rows;
        };
        QVERIFY2(shown() > 5 && shown() < 20, qPrintable(QString::number(shown())));
        int bars = 0;
        for (int c = 0; c < 100; ++c)
            if (const QRectF bar = room.figure({900, 430})->cellRect({"accuracy", 0, c, 0}); !bar.isEmpty()) {
                QVERIFY(bar.height() >= 12);
                ++bars;
            }
        QVERIFY(bars > 2);
        room.look("classes", {{"matrix", 1}});
        QCOMPARE(shown(), 100);
    }

    // Of a hundred classes the strip has the likeliest, and the right one.
    void theRightClassIsAmongThoseInTheStrip() {
        QTemporaryDir folder;
        writeColouredClasses(folder.path(), kinds(100), 3, 16);
        Room room(folder.path());
        QVERIFY(room.ready());
        room.page.settle(1);
        for (int image = 0; image < 5; ++image) {
            QTRY_VERIFY(room.page.picture().trueClass >= 0);
            const CellRef right{"class", room.page.picture().trueClass, 0, 0};
            QVERIFY(!room.strip()->figure()->cellRect(right).isEmpty());
            room.click(room.page.stage(), "Next test image");
        }
    }

    void oneDrawsOnAColouredImageInAllItsChannels() {
        Room room(m_colours.path());
        QVERIFY(room.ready());
        room.click(room.page.stage(), "Clear: an empty picture");
        QTRY_COMPARE(room.page.picture().caption, QString("Empty: draw here"));
        room.drawStroke(20);
        const cnn::Tensor image = room.page.image();
        QCOMPARE(image.shape(), (cnn::Shape{3, 32, 32, 1}));
        for (int c = 0; c < 3; ++c) {
            QCOMPARE(image.at(c, 20, 10), 1.0F);
            QCOMPARE(image.at(c, 2, 10), 0.0F);
        }
        // The scene keeps it, for images of that shape alone.
        const QJsonObject scene = room.page.scene();
        Room again(m_colours.path(), {{"drawing", scene["drawing"]}});
        QVERIFY(again.ready());
        QTRY_COMPARE(again.page.picture().caption, QString("Your drawing"));
        Room other(m_grey.path(), {{"drawing", scene["drawing"]}});
        QVERIFY(other.ready());
        QTRY_VERIFY(other.page.picture().caption.startsWith("Test image"));
        // Other images, and the drawing is gone, until one goes back.
        QVERIFY(takeImages(room.page, m_grey.path()));
        QTRY_COMPARE(room.page.trainingScene().source.folder, m_grey.path());
        QVERIFY(room.page.trainingScene().drawing.isEmpty());
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.page.image().at(2, 20, 10), 1.0F);
    }

    void aPictureGoesThroughInColour() {
        Room room(m_colours.path());
        QVERIFY(room.ready());
        QVERIFY(room.page.takePicture(pictureFromFile(m_colours.path() + "/red/0.png")));
        QCOMPARE(room.page.trainingScene().picture, QString("0.png"));
        const cnn::Tensor image = room.page.image();
        QVERIFY(image.at(0, 16, 16) != image.at(1, 16, 16));
        QVERIFY(room.news.isEmpty());
    }

    void aNetworkOutOfAFileGetsTheImagesAsItReadsThem() {
        cnn::Network network = cnn::lenet5({}, 3, {3, 32, 32, 1}, 3);
        network.classNames = {"white", "dark", "light"};
        QTemporaryDir dir;
        cnn::saveOnnx(network, dir.filePath("other.onnx").toStdString());
        Room room(m_grey.path());
        QVERIFY(room.ready());
        QVERIFY(room.page.openFile(dir.filePath("other.onnx")));
        QTRY_VERIFY(sameWeights(*room.page.picture().network, network));
        QVERIFY(room.ready());
        QCOMPARE(room.session().data()->train.shape, (cnn::Shape{3, 32, 32, 1}));
        QCOMPARE(room.session().data()->train.classNames, network.classNames);
        QTRY_VERIFY(room.page.picture().trueClass >= 0);
        QVERIFY(room.page.picture().caption.endsWith(room.page.picture().classNames[room.page.picture().trueClass]));
        // Other images come as it reads them, too; and all of it goes back.
        QVERIFY(takeImages(room.page, m_colours.path()));
        QTRY_VERIFY2(room.line().contains("No class in common"), qPrintable(room.line()));
        while (room.page.undoStack()->canUndo()) room.page.undoStack()->undo();
        QTRY_VERIFY(room.session().begun() && room.session().data()->train.shape == cnn::usualInput);
    }

    // A network that was taught with other values as black and white has the files read with these.
    void aNetworksRangeIsThatOfTheFilesItLooksAt() {
        cnn::Network network = cnn::lenet5({}, 3);
        network.displayRange = cnn::DisplayRange{100, 2600};
        const DataSource read = OpenedNetworks::readFor(network, {DataSource::Folder, "cells"}, nullptr);
        QVERIFY(read.range.rule == cnn::RangeRule::Typed && read.range.typed == *network.displayRange);
        QCOMPARE(read.size, 28);
        QCOMPARE(read.colours, DataSource::Grey);
        const DataSource fashion{DataSource::FashionMnist, {}};
        QVERIFY(OpenedNetworks::readFor(network, fashion, nullptr) == fashion);
    }

    void sizeAndColoursAreSettingsOfANewRun() {
        Room room(m_colours.path());
        QVERIFY(room.ready());
        room.page.settle(2);
        room.click(room.page.inspector(), "More settings");
        room.type("Image size", "48");
        QTRY_COMPARE(room.page.trainingScene().source.size, 48);
        QTRY_VERIFY(room.session().network() && room.shape() == (cnn::Shape{3, 48, 48, 1}));
        QCOMPARE(room.steps(), std::size_t{0});
        auto* colours = room.find<QComboBox>(room.page.inspector(), "Colours");
        colours->setFocus();
        QTest::keyClick(colours, Qt::Key_Down);
        QTRY_COMPARE(room.page.trainingScene().source.colours, DataSource::Grey);
        QTRY_VERIFY(room.session().network() && room.shape() == (cnn::Shape{1, 48, 48, 1}));
        QVERIFY2(room.news.last().contains("read in grey"), qPrintable(room.news.last()));
        room.notices.clear();
        room.type("Image size", "3");
        QCOMPARE(room.notices.size(), 1);
        QCOMPARE(room.page.trainingScene().source.size, 48);
        const QJsonObject scene = room.page.scene();
        QCOMPARE(scene["imageSize"].toInt(), 48);
        QCOMPARE(scene["colours"].toString(), QString("grey"));
        room.page.undoStack()->undo();
        room.page.undoStack()->undo();
        QTRY_VERIFY(room.session().network() && room.shape() == (cnn::Shape{3, 32, 32, 1}));
        QVERIFY(!room.page.scene().contains("imageSize"));
    }

    void aModelThatCannotLearnThemMakesRoomForOneThatCan() {
        QTemporaryDir tiny;
        writeClasses(tiny.path(), {"dark", "light"}, 6, {8, 8});
        Room room(m_grey.path());
        QVERIFY(room.ready());
        QVERIFY(takeImages(room.page, tiny.path()));
        QTRY_COMPARE(room.page.trainingScene().model, QString("tinyvgg"));
        QCOMPARE(room.notices.size(), 1);
        QVERIFY2(room.notices[0].endsWith("Tiny VGG is here in its place."), qPrintable(room.notices[0]));
        QTRY_VERIFY(room.session().network() && room.shape() == (cnn::Shape{1, 8, 8, 1}));
        QCOMPARE(room.page.undoStack()->count(), 1);
        room.page.undoStack()->undo();
        QCOMPARE(room.page.trainingScene().model, QString("lenet5"));
        QTRY_VERIFY(room.session().network() && room.shape() == cnn::usualInput);
    }

    void whatASceneSaysOfReadingIsChecked() {
        const auto refusal = [](const QJsonObject& scene) -> QString {
            try {
                trainingSceneFrom(scene);
            } catch (const cnn::Error& e) {
                return e.what();
            }
            return {};
        };
        QCOMPARE(refusal({{"imageSize", 64}, {"colours", "colour"}, {"turned", true}, {"range", "minmax"}}), QString());
        QVERIFY2(refusal({{"imageSize", 3}}).contains("\"imageSize\" must be 0, or 4 to 224"),
                 qPrintable(refusal({{"imageSize", 3}})));
        QVERIFY(refusal({{"imageSize", 500}}).contains("\"imageSize\""));
        QVERIFY(refusal({{"colours", "red"}}).contains("as found, grey, colour"));
        QVERIFY(refusal({{"range", "typed"}, {"rangeLow", 9}, {"rangeHigh", 9}}).contains("\"rangeHigh\""));
        QVERIFY(refusal({{"colors", "grey"}}).contains("colours"));
        QVERIFY(refusal({{"drawing", "?"}}).contains("\"drawing\""));
        const QJsonObject scene{{"data", "folder"}, {"folder", "cells"}, {"range", "typed"},
                                {"rangeLow", -3.5}, {"rangeHigh", 2600}, {"colours", "grey"}};
        QCOMPARE(toJson(trainingSceneFrom(scene)), scene);
    }
};

UI_TEST(TestAnyImages)
} // namespace test_any_images
#include "test_any_images.moc"
