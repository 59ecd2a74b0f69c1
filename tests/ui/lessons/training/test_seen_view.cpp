// What LeNet live makes of a photo, a drawing and the camera's picture before it goes through the network, through the
// mouse and the keyboard.
#include "core/network/models.h"
#include "tests/support/digit_folder.h"
#include "tests/support/paper_photo.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/pattern_source.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/seen/seen_figure.h"
#include "ui/lessons/training/seen/seen_row.h"
#include "ui/media/image_io.h"
#include "ui/model/drawing.h"
#include "ui/model/packed_photo.h"

#include <QtTest>
#include <QtWidgets>

namespace test_seen_view {

using namespace ui;

namespace {

// The page on digits, with the view in front.
struct SeenRoom : Classroom {
    TempFolder files;

    explicit SeenRoom(const QString& folder, const QString& view = "seen") : Classroom(folder, {{"view", view}}) {
        // As the shell does.
        QObject::connect(&page, &Page::pictureMade, &page, [this](const QImage& image, const QString& name) {
            page.takePicture(pictureOf(image, name));
        });
    }
    void openPhoto() {
        const QString path = QString::fromStdString((files.path() / "seven.png").string());
        cnn::paperPhoto(cnn::drawnDigits(1, 0, 20).test, 7, 3).save(path);
        QVERIFY(page.takePicture(pictureFromFile(path)));
        QVERIFY(!page.trainingScene().photo.isEmpty());
        page.settle(0);
    }
    QImage photo() { return PackedPhoto::unpacked(page.trainingScene().photo); }
    QString said() {
        page.settle(0); // the view's work is done
        return canvas()->figure()->describe();
    }
    QPoint step(int card) {
        return canvas()->figure()->cellRect({SeenFigure::stepPart, card, 0, 0}).center().toPoint();
    }
    void clickStep(int card) { QTest::mouseClick(canvas(), Qt::LeftButton, {}, step(card)); }
    // Where the focus is; before anything was clicked, in the view.
    void press(Qt::Key key) {
        QWidget* focus = window.focusWidget();
        QTest::keyClick(focus ? focus : canvas()->isVisible() ? canvas() : strip(), key);
    }
    QAbstractButton* cameraButton() {
        for (auto* b : strip()->findChildren<QAbstractButton*>())
            if (b->text().endsWith("Camera")) return b;
        qFatal("there is no button for the camera");
    }
};

bool same(const cnn::Tensor& a, const cnn::Tensor& b) {
    return a == b;
}

} // namespace

class TestSeenView : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), trainImages, 100);
    }

    // A photo goes through by all steps; one that is switched off is left out at once, and undo brings it back.
    void aPhotoGoesThroughStepByStep() {
        SeenRoom room(folder());
        QVERIFY(room.ready());
        room.openPhoto();
        QVERIFY(same(room.page.image(), seenDigit(room.photo(), SeenChoice::all()).back().input));
        QVERIFY(same(room.page.picture().trace.values[0], room.page.image()));
        QVERIFY(room.said().contains("Invert (on): was dark on light"));
        room.clickStep(2);
        SeenChoice choice = SeenChoice::all();
        choice[SeenStep::Invert] = false;
        QVERIFY(same(room.page.image(), seenDigit(room.photo(), choice).back().input));
        QVERIFY(room.said().contains("Invert (left out): left as it is"));
        room.page.undoStack()->undo();
        QVERIFY(same(room.page.image(), seenDigit(room.photo(), SeenChoice::all()).back().input));
        room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene().photo.isEmpty());
    }

    // By keys: a cursor on the first step, right to the next ones, Enter switches.
    void stepsAreReachedByKey() {
        SeenRoom room(folder());
        QVERIFY(room.ready());
        room.openPhoto();
        (void)room.said();
        for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Right, Qt::Key_Right, Qt::Key_Return}) room.press(key);
        QVERIFY(room.said().contains("Stretch (left out)"));
    }

    // The answer under the last picture is the one the network gives; those before it are its answers to them.
    void everyCardTellsTheNetworksOwnAnswer() {
        SeenRoom room(folder());
        QVERIFY(room.ready());
        room.openPhoto();
        TrainingMoment moment;
        moment.network = room.page.picture().network;
        moment.classNames = room.page.picture().classNames;
        moment.image = room.page.image();
        moment.seen = SeenSource{room.page.trainingScene().photo, {}, SeenChoice::all()};
        const SeenRow row = seenRow(moment);
        QCOMPARE(row.cards.size(), seenSteps + 1);
        const auto shares = probabilities(room.page.picture());
        QCOMPARE(row.cards.back().shares, shares);
        QVERIFY(room.said().endsWith(QString("The answer here: %1.").arg(row.answer(row.cards.back()))));
        const auto pictures = seenDigit(room.photo(), SeenChoice::all());
        for (std::size_t i = 0; i < pictures.size(); ++i) {
            const NetworkPicture p = NetworkPicture::of(moment.network, pictures[i].input);
            QCOMPARE(row.cards[i].shares, probabilities(p));
        }
    }

    // The scene keeps the photo and the switches: a saved one shows the same again.
    void aSavedSceneShowsTheSame() {
        QJsonObject saved;
        cnn::Tensor went;
        {
            SeenRoom room(folder());
            QVERIFY(room.ready());
            room.openPhoto();
            (void)room.said();
            room.clickStep(4);
            saved = room.page.scene();
            went = room.page.image();
        }
        SeenRoom again(folder());
        QVERIFY(again.ready());
        again.page.setScene(saved, "open");
        QVERIFY(same(again.page.image(), went));
        QVERIFY(again.page.scene() == saved);
        saved["photo"] = "bm90IGEgcGljdHVyZQ==";
        QVERIFY_EXCEPTION_THROWN(again.page.setScene(saved, "open"), cnn::Error);
        QVERIFY(same(again.page.image(), went));
    }

    // A drawing off the middle goes through centred, and the caption says so; left out it stays where it was drawn.
    // While the pen is down nothing moves.
    void aDrawingIsCentredWhenThePenIsLifted() {
        SeenRoom room(folder(), {});
        QVERIFY(room.ready());
        room.click(room.page.stage(), "Clear: an empty picture");
        QTest::mousePress(room.strip(), Qt::LeftButton, {}, room.cell(4, 5));
        for (int x = 6; x <= 12; ++x) {
            room.moveTo(room.cell(4, x), Qt::LeftButton);
            QVERIFY(room.page.picture().trace.values[0].at(0, 4, x) > 0.9F);
        }
        QTest::mouseRelease(room.strip(), Qt::LeftButton, {}, room.cell(4, 12));
        QCOMPARE(room.page.picture().caption, QString("Your drawing, centred"));
        const cnn::Tensor drawn = Drawing::tensor(room.page.trainingScene().drawing);
        QVERIFY(drawn.at(0, 4, 6) > 0.9F);
        QVERIFY(same(room.page.image(), shifted(drawn, toCentreOfMass(drawn))));
        QVERIFY(toCentreOfMass(room.page.image()) == PixelShift{});
        // The next stroke goes where it is drawn, beside what is seen.
        const cnn::Tensor before = room.page.image();
        QTest::mousePress(room.strip(), Qt::LeftButton, {}, room.cell(20, 14));
        QVERIFY(room.page.picture().trace.values[0].at(0, 20, 14) > 0.9F);
        for (int x = 0; x < 28; ++x) QCOMPARE(room.page.picture().trace.values[0].at(0, 14, x), before.at(0, 14, x));
        QTest::mouseRelease(room.strip(), Qt::LeftButton, {}, room.cell(20, 14));
        QJsonObject scene = room.page.scene();
        scene["view"] = "seen";
        room.page.setScene(scene, "view");
        (void)room.said();
        room.clickStep(1);
        QVERIFY(room.said().contains("Centre (left out): left as it is"));
        QVERIFY(same(room.page.image(), Drawing::tensor(room.page.trainingScene().drawing)));
    }

    // Where classes have names, as garments do, nothing is centred or inverted unless somebody wants it.
    void garmentsAreLeftAsTheyAre() {
        cnn::DataSplit garments = cnn::drawnDigits(1, 20, 20);
        QVERIFY(hasCharacters(&garments));
        garments.test.classNames[3] = "Dress";
        QVERIFY(!hasCharacters(&garments));
        SeenChoice grey;
        grey[SeenStep::Grey] = true;
        QVERIFY(seenChoice({}, &garments) == grey);
        TrainingScene scene;
        scene.choices["seen"] = QJsonObject{{"centre", 1}};
        QVERIFY(seenChoice(scene, &garments)[SeenStep::Centre]);
    }

    // A picture of 28 × 28 pixels needs no steps.
    void aPictureOfTheNetworksSizeGoesThroughAsItIs() {
        SeenRoom room(folder());
        QVERIFY(room.ready());
        QImage image(28, 28, QImage::Format_Grayscale8);
        image.fill(0);
        image.setPixel(3, 5, qRgb(255, 255, 255));
        const QString path = QString::fromStdString((room.files.path() / "dot.png").string());
        image.save(path);
        QVERIFY(room.page.takePicture(pictureFromFile(path)));
        QCOMPARE(room.page.trainingScene().picture, QString("dot.png"));
        QCOMPARE(room.page.image().at(0, 5, 3), 1.0F);
        QVERIFY(room.said().contains("goes through as it is"));
    }

    // ---- the camera -------------------------------------------------------------------------------------------------

    // Off until the button is pressed; each frame goes through by the steps; Space keeps the newest as a photo.
    void theCameraGoesThroughLiveAndSpaceKeepsAFrame() {
        PatternCamera camera;
        SeenRoom room(folder(), {});
        QVERIFY(room.ready());
        QCOMPARE(camera.starts, 0);
        QTest::mouseClick(room.cameraButton(), Qt::LeftButton);
        QCOMPARE(camera.starts, 1);
        QVERIFY(room.cameraButton()->isChecked() && room.line().startsWith("The camera is on"));
        QVERIFY(room.page.trainingScene().photo.isEmpty());
        cnn::Tensor last;
        for (int i = 0; i < 3; ++i) {
            camera.step();
            QCoreApplication::processEvents();
            QCOMPARE(room.page.picture().caption, QString("Camera"));
            QVERIFY(!same(room.page.image(), last));
            last = room.page.image();
        }
        room.press(Qt::Key_Space);
        QVERIFY(!camera.running && !room.cameraButton()->isChecked());
        QCOMPARE(room.steps(), std::size_t{0}); // Space did not start the training
        QCOMPARE(room.photo().size(), QSize(320, 240));
        QCOMPARE(room.page.picture().caption, QString("Camera picture"));
        room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene().photo.isEmpty());
        room.press(Qt::Key_Space);
        QTRY_VERIFY(room.session().running());
    }

    // However many frames come while the window is busy, the newest one alone is shown.
    void theNewestFrameWins() {
        PatternCamera camera;
        SeenRoom room(folder(), {});
        QVERIFY(room.ready());
        QTest::mouseClick(room.cameraButton(), Qt::LeftButton);
        for (int i = 0; i < 500; ++i) camera.step();
        QCOMPARE(camera.taken, 0);
        QCoreApplication::processEvents();
        QCOMPARE(camera.taken, 1);
        const QImage newest = reduced(PatternCamera::frame(500), {320, 320});
        QVERIFY(same(room.page.image(), seenDigit(newest, SeenChoice::all()).back().input));
    }

    // Escape, another picture, leaving the lesson and hiding the window all turn it off.
    void theCameraGoesOffByItself() {
        PatternCamera camera;
        SeenRoom room(folder(), {});
        QVERIFY(room.ready());
        const auto on = [&] {
            QTest::mouseClick(room.cameraButton(), Qt::LeftButton);
            camera.step();
            QCoreApplication::processEvents();
            return camera.running && room.page.picture().caption == "Camera";
        };
        QVERIFY(on());
        room.press(Qt::Key_Escape);
        QVERIFY(!camera.running && room.page.picture().caption.startsWith("Test image"));
        QVERIFY(on());
        room.click(room.page.stage(), "Next test image");
        QVERIFY(!camera.running && room.page.picture().caption.startsWith("Test image"));
        QVERIFY(on());
        room.page.setActive(false);
        QVERIFY(!camera.running);
        room.page.setActive(true);
        QVERIFY(on());
        room.window.hide();
        QVERIFY(!camera.running);
    }

    // Without a camera, and when it is pulled out, a sentence says so.
    void withoutACameraASentenceSaysSo() {
        PatternCamera camera;
        SeenRoom room(folder(), {});
        QVERIFY(room.ready());
        camera.names.clear();
        QTest::mouseClick(room.cameraButton(), Qt::LeftButton);
        QVERIFY(room.notices.last().startsWith("No camera is connected"));
        QVERIFY(!room.cameraButton()->isChecked());
        camera.names << "Pattern";
        QTest::mouseClick(room.cameraButton(), Qt::LeftButton);
        camera.failed("The camera Pattern has stopped: pulled out.");
        QCoreApplication::processEvents();
        QCOMPARE(room.notices.last(), QString("The camera Pattern has stopped: pulled out."));
        QVERIFY(!camera.running);
    }

    // In every size and at every text size nothing of the row lies outside the figure.
    void theRowFitsItsRoom() {
        TrainingMoment moment;
        moment.network = std::make_shared<const cnn::Network>(cnn::lenet5({}, 1));
        const QImage photo = cnn::paperPhoto(cnn::drawnDigits(1, 0, 20).test, 3, 3);
        moment.seen = SeenSource{PackedPhoto::packed(reduced(photo, {640, 640})), {}, SeenChoice::all()};
        moment.image = seenDigit(photo, moment.seen->choice).back().input;
        for (int i = 0; i < 10; ++i) moment.classNames << QString::number(i);
        const auto row = std::make_shared<const SeenRow>(seenRow(moment));
        for (const QSize size : {QSize(600, 330), QSize(780, 380), QSize(1280, 620)})
            for (const double scale : {1.0, 1.5, 2.0}) {
                Style style;
                style.scale = scale;
                const SeenFigure figure(size, style, row);
                for (int i = 1; i <= static_cast<int>(seenSteps); ++i) {
                    const QRectF cell = figure.cellRect({SeenFigure::stepPart, i, 0, 0});
                    QVERIFY(QRectF(QPointF(0, 0), size).contains(cell));
                    QVERIFY(figure.cellAt(cell.center()) == (CellRef{SeenFigure::stepPart, i, 0, 0}));
                }
            }
    }
};

UI_TEST(TestSeenView)
} // namespace test_seen_view
#include "test_seen_view.moc"
