// The LeNet lesson and what it learns from: data sets, folders, picture files, networks from files.
#include "core/data/pixel_order.h"
#include "core/onnx/onnx_file.h"
#include "tests/support/digit_folder.h"
#include "tests/support/picture_files.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/ui_test.h"

#include <QtTest>
#include <QtWidgets>

namespace test_training_data {

using namespace ui;

class TestTrainingData : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), trainImages, 100);
    }

    void aFolderWithoutImagesIsOneSentenceAndNothingIsLost() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(3);
        const TrainingScene before = room.page.trainingScene();
        QTemporaryDir empty;
        QVERIFY(room.page.openFile(empty.path()));
        QTRY_COMPARE(room.notices.size(), 1);
        QVERIFY2(room.notices[0].contains(empty.path()) && room.notices[0].endsWith('.'), qPrintable(room.notices[0]));
        QVERIFY(room.page.trainingScene() == before);
        QCOMPARE(room.steps(), std::size_t{3});
        QCOMPARE(room.page.undoStack()->count(), 0);
        QVERIFY(!room.line().contains("Reading"));
    }

    void aFolderOfPicturesIsLearnedAndWhatCouldNotBeReadIsSaid() {
        QTemporaryDir pictures;
        writeClasses(pictures.path(), {"dark", "light"}, 20, {40, 40});
        QFile(pictures.path() + "/dark/notes.txt").open(QIODevice::WriteOnly);
        Classroom room(folder());
        QVERIFY(room.ready());
        QVERIFY(takeImages(room.page, pictures.path()));
        QTRY_COMPARE(room.page.trainingScene().source.folder, pictures.path());
        QCOMPARE(room.news.size(), 1);
        QVERIFY2(room.news[0].contains("dark/notes.txt"), qPrintable(room.news[0]));
        QCOMPARE(room.session().data()->train.size(), std::size_t{32});
        QTRY_VERIFY(room.page.picture().caption.endsWith("dark") || room.page.picture().caption.endsWith("light"));
        room.page.settle(2);
        QCOMPARE(room.steps(), std::size_t{2});
    }

    void imagesOfAnotherSizeThanThatOfANetworkOutOfAFileAreBroughtToIt() {
        QTemporaryDir other;
        cnn::Dataset small{{1, 8, 8, 1}, std::vector<std::uint8_t>(20 * 64, 9), std::vector<int>(20, 1), {"0", "1"}};
        std::fill_n(small.labels.begin(), 10, 0);
        writeIdxPair(other.path().toStdString(), "train", small);
        writeIdxPair(other.path().toStdString(), "t10k", small);
        cnn::saveOnnx(cnn::lenet5({}, 5), other.filePath("lenet.onnx").toStdString());
        Classroom room(folder());
        QVERIFY(room.ready());
        QVERIFY(room.page.openFile(other.filePath("lenet.onnx")));
        QTRY_VERIFY(room.line().contains("lenet.onnx"));
        QVERIFY(takeImages(room.page, other.path()));
        QTRY_COMPARE(room.page.trainingScene().source.folder, other.path());
        QTRY_VERIFY(room.session().begun() && room.session().data()->train.shape == cnn::usualInput);
        QVERIFY2(room.news.last().contains("The images are 8 × 8 and are read at 28 × 28."),
                 qPrintable(room.news.last()));
    }

    void aLessonWhoseFolderIsGoneFallsBackToDrawnDigits() {
        Classroom room("/nowhere/at/all");
        QVERIFY(room.ready());
        QCOMPARE(room.notices.size(), 1);
        QVERIFY2(room.notices[0].contains("/nowhere/at/all"), qPrintable(room.notices[0]));
        QCOMPARE(room.page.trainingScene().source.kind, DataSource::DrawnDigits);
    }

    void withoutFashionMnistTheLessonOpensOnDrawnDigitsAndSaysWhatIsMissingWhenAsked() {
        qputenv("CONVSCOPE_FASHION_MNIST", "/nowhere/at/all");
        const auto after = qScopeGuard([] { qunsetenv("CONVSCOPE_FASHION_MNIST"); });
        Classroom room(folder(), {{"data", "fashion"}});
        QVERIFY(room.ready());
        QVERIFY(room.notices.isEmpty());
        auto* data = room.find<QComboBox>(room.page.inspector(), "Data");
        QCOMPARE(data->currentText(), "Drawn digits");
        data->setFocus();
        QTest::keyClick(data, Qt::Key_Up);
        QTRY_COMPARE(room.notices.size(), 1);
        QVERIFY2(room.notices[0].contains("/nowhere/at/all"), qPrintable(room.notices[0]));
        QCOMPARE(data->currentText(), "Drawn digits");
    }

    void anotherFolderStartsOverAndCanBeUndone() {
        QTemporaryDir more;
        writeDigitFolder(more.path().toStdString(), 128, 20);
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(2);
        QVERIFY(takeImages(room.page, more.path() + "/train-images-idx3-ubyte"));
        QTRY_COMPARE(room.page.trainingScene().source.folder, more.path());
        QTRY_COMPARE(room.session().batchesPerEpoch(), 2);
        QCOMPARE(room.steps(), std::size_t{0});
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.session().batchesPerEpoch(), batchesPerEpoch);
    }

    void aSavedNetworkOpensWithTheSameWeights() {
        QTemporaryDir dir;
        const QString file = dir.path() + "/lenet.onnx";
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(5);
        const cnn::Network trained = *room.page.picture().network;
        room.page.saveFile(file);
        room.click(room.page.bar(), "Start over");
        QVERIFY(room.page.openFile(file));
        QTRY_VERIFY(sameWeights(*room.page.picture().network, trained));
        QTRY_VERIFY(room.line().contains("lenet.onnx"));
        room.page.undoStack()->undo();
        QTRY_VERIFY(sameWeights(*room.page.picture().network, cnn::lenet5({}, 1)));
    }

    void aNetworkOfAnotherShapeIsRefusedInOneSentence() {
        QTemporaryDir dir;
        const QString file = dir.path() + "/window.onnx";
        cnn::Network network(cnn::Shape{1, 28, 28, 1});
        network.add("act", std::make_unique<cnn::Activation>(cnn::ActivationKind::Relu));
        cnn::saveOnnx(network, file.toStdString());
        Classroom room(folder());
        QVERIFY(room.ready());
        try {
            room.page.openFile(file);
            QFAIL("it must be refused");
        } catch (const cnn::Error& e) {
            QVERIFY2(
                QString(e.what()).startsWith("window.onnx does not say which class an image is of: it gives 1@28×28."),
                e.what());
        }
        QVERIFY(room.page.trainingScene().network.isEmpty());
    }

    void aPictureFileGoesThroughTheNetwork() {
        QTemporaryDir dir;
        QImage white(56, 56, QImage::Format_Grayscale8);
        white.fill(Qt::white);
        QVERIFY(white.save(dir.path() + "/white.png"));
        Classroom room(folder());
        QVERIFY(room.ready());
        QVERIFY(room.page.takePicture(pictureFromFile(dir.path() + "/white.png")));
        QCOMPARE(room.page.trainingScene().picture, QString("white.png"));
        QCOMPARE(room.page.picture().caption, "white.png");
        QVERIFY(room.page.image().at(0, 14, 14) == 1.0F);
        QVERIFY(!room.page.openFile(dir.path() + "/notes.txt"));
    }

    void shuffledPixelsAreAnotherRunOnTheSameImagesInANewOrder() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(2);
        const auto plain = room.session().data();
        room.click(room.page.inspector(), "More settings");
        room.click(room.page.inspector(), "Pixels: shuffled");
        QTRY_VERIFY(room.page.trainingScene().source.shuffled);
        QTRY_VERIFY(room.session().data() != plain && room.session().network());
        QCOMPARE(room.steps(), std::size_t{0});
        const auto order = cnn::shuffledOrder(784, 1);
        QCOMPARE(room.session().data()->test.labels, plain->test.labels);
        QCOMPARE(room.session().data()->test.pixels, cnn::reordered(plain->test, order).pixels);
        QTRY_COMPARE(room.page.picture().trace.values[0].values()[7],
                     static_cast<float>(plain->test.bytes(0)[order.from[7]]) * (1.0F / 255.0F));
        room.page.undoStack()->undo();
        QTRY_VERIFY(room.session().data() == plain);
    }

    void augmentationActsAtTheNextStepAndValidationStartsOver() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.inspector(), "More settings");
        room.page.settle(2);
        room.click(room.page.inspector(), "Augmentation: Rotate");
        QCOMPARE(room.steps(), std::size_t{2});
        QVERIFY(room.session().settings().augment == (cnn::Augmentation{false, true, false, false}));
        room.click(room.page.inspector(), "Augmentation: Rotate");
        QVERIFY(!room.session().settings().augment.any());
        room.type("Validation", "25");
        QCOMPARE(room.page.trainingScene().settings.validation, 0.25);
        QTRY_COMPARE(room.session().batchesPerEpoch(), 6); // 384 of 512 images in batches of 64
        room.click(room.page.bar(), "One epoch");
        QTRY_COMPARE(room.steps(), std::size_t{6});
        QTRY_VERIFY(!room.session().history().tests().empty());
        QVERIFY(room.session().history().tests().back().validation);
        QCOMPARE(room.session().history().tests().back().test.images, std::size_t{128});
        auto* chart = room.find<QFrame>(room.page.stage(), "Accuracy");
        QTRY_VERIFY2(chart->accessibleDescription().contains("validation"), qPrintable(chart->accessibleDescription()));
    }

    void theDataViewShowsAClassAndSendsATestImageThroughTheNetwork() {
        Classroom room(folder());
        QVERIFY(room.ready());
        auto* tabs = room.page.stage()->findChild<QTabBar*>();
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabText(i) == "Data") QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(i).center());
        const auto canvas = [&] {
            for (auto* view : room.page.stage()->findChildren<FigureView*>())
                if (view->isVisible()) return view;
            return room.strip();
        };
        QCOMPARE(canvas()->accessibleName(), "Data");
        const auto says = [&](const QString& words) {
            return canvas()->figure() && canvas()->figure()->describe().contains(words);
        };
        QTRY_VERIFY(says("512 training, 0 validation and 100 test images of 1@28×28"));
        QVERIFY(says("Training images: 0 52, 1 52, 2 51"));
        room.click(room.page.stage(), "Images: Test");
        auto* classes = room.find<QComboBox>(room.page.stage(), "Class");
        classes->setFocus();
        QTest::keyClick(classes, Qt::Key_7); // typed, the label is found
        QTRY_VERIFY(says("Shown: Test images: 7, 1 to 10 of 10."));
        const CellRef third{"image", 2, 27, 0}; // labels come round every ten images
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->figure()->cellRect(third).center().toPoint());
        QCOMPARE(room.page.trainingScene().testImage, 27);
        QVERIFY(room.page.trainingScene().drawing.isEmpty());
        QTest::mouseClick(canvas(), Qt::LeftButton, {},
                          canvas()->figure()->cellRect({"class", 7, 0, 0}).center().toPoint());
        QTRY_VERIFY(says("Shown: Test images, 1 to "));
        QCOMPARE(room.page.numbers().size(), std::size_t{1});
        QCOMPARE(room.page.numbers()[0].values.at(0, 7, 2), 10.0F);
    }
};

UI_TEST(TestTrainingData)
} // namespace test_training_data
#include "test_training_data.moc"
