// A picture that is given once, by drop, clipboard or file, is taken by the lesson in front and at hand in every other;
// scenes and the session keep it, and what cannot be read or taken is answered in a sentence.
#include "tests/support/digit_folder.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/main_window.h"
#include "ui/view/figure_view.h"

#include <QtTest>
#include <QtWidgets>

namespace test_given_picture {

using namespace ui;

namespace {

constexpr Session::Pauses never{1 << 30, 1 << 30};
constexpr QSize shape(40, 30);

QString in(const TempFolder& folder, const QString& name) {
    return QString::fromStdString((folder.path() / name.toStdString()).string());
}

// Red on the left, dark on the right.
QImage coloured(QSize size = shape) {
    QImage image(size, QImage::Format_RGB32);
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x)
            image.setPixel(x, y, 2 * x < size.width() ? qRgb(200, 100, 50) : qRgb(20, 30, 40));
    return image;
}

int indexOf(const QString& id) {
    return static_cast<int>(findLesson(id) - lessons().data());
}

struct Room {
    MainWindow window{Style{}};

    explicit Room(const char* lesson = "images-as-grids") {
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        open(lesson);
    }
    void open(const QString& lesson) {
        window.openLesson(indexOf(lesson));
        window.page()->settle(0);
        view()->setFocus();
    }
    void settle() {
        window.pictures().wait();
        window.page()->settle(0);
    }
    FigureView* view() const {
        auto* stage = window.page()->stage();
        auto* view = qobject_cast<FigureView*>(stage);
        if (!view) view = stage->findChild<FigureView*>("strip");
        return view ? view : stage->findChild<FigureView*>();
    }
    QString text() const { return view()->figure() ? view()->figure()->describe() : QString(); }
    QJsonObject scene() const { return window.page()->scene(); }
    QString lesson() const { return lessons()[static_cast<std::size_t>(window.lesson())].id; }
    QLabel* notice() const { return window.findChild<QLabel*>("noticeText"); }
    QString said() const { return notice()->isVisibleTo(&window) ? notice()->text() : QString(); }
    void drop(QMimeData& data) {
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &enter);
        QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &event);
        settle();
    }
    void dropFile(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        drop(data);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(view(), key, modifiers);
        settle();
    }
    void press(const char* control) { ui::press(window.page()->inspector(), control); }
};

// The lessons that take pictures, one of each kind of page.
void addLessons() {
    QTest::addColumn<QString>("lesson");
    for (const char* id : {"images-as-grids", "rgb-channels", "edges-on-pictures", "shift", "max-pooling",
                           "cross-correlation", "stages-of-a-network", "lenet-live"})
        QTest::newRow(id) << id;
}

} // namespace

class TestGivenPicture : public QObject {
    Q_OBJECT
    TempFolder m_files, m_images;
    QString m_photo;

private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, in(m_files, "settings"));
        writeDigitFolder(m_images.path(), 512, 100);
        qputenv("CONVSCOPE_FASHION_MNIST", QByteArray::fromStdString(m_images.path().string()));
        m_photo = in(m_files, "photo.png");
        QVERIFY(coloured().save(m_photo));
    }

    void aDroppedFileIsTakenAsOneStepOfUndo_data() { addLessons(); }
    void aDroppedFileIsTakenAsOneStepOfUndo() {
        QFETCH(QString, lesson);
        Room room(qPrintable(lesson));
        const QJsonObject before = room.scene();
        const QString words = room.text();
        room.dropFile(m_photo);
        QCOMPARE(room.lesson(), lesson);
        QVERIFY(room.scene() != before);
        QVERIFY(room.text() != words);
        QCOMPARE(room.window.page()->undoStack()->count(), 1);
        QVERIFY2(room.window.page()->undoStack()->undoText().contains("photo.png"),
                 qPrintable(room.window.page()->undoStack()->undoText()));
        room.window.page()->undoStack()->undo();
        room.window.page()->settle(0);
        QJsonObject back = room.scene();
        if (back.contains("probe")) back["probe"] = before["probe"]; // where one stands is no part of the undo
        QCOMPARE(back, before);
        room.window.page()->undoStack()->redo();
        QVERIFY(room.scene() != before);
    }

    void onePictureIsAtHandInEveryLesson_data() { addLessons(); }
    void onePictureIsAtHandInEveryLesson() {
        QFETCH(QString, lesson);
        Room room("edges-on-pictures");
        room.dropFile(m_photo);
        room.open(lesson);
        room.window.page()->undoStack()->clear();
        const QJsonObject before = room.scene();
        room.key(Qt::Key_U, Qt::ControlModifier);
        if (lesson == "edges-on-pictures") { // it has it already
            QCOMPARE(room.scene(), before);
            return;
        }
        QVERIFY(room.scene() != before);
        QCOMPARE(room.window.page()->undoStack()->count(), 1);
    }

    void aPastedImageIsTakenAndKeptInTheScene_data() { addLessons(); }
    void aPastedImageIsTakenAndKeptInTheScene() {
        QFETCH(QString, lesson);
        Room room(qPrintable(lesson));
        const QJsonObject before = room.scene();
        QApplication::clipboard()->setImage(coloured());
        room.key(Qt::Key_V, Qt::ControlModifier);
        QVERIFY(room.scene() != before);
        const QString words = room.text(), file = in(m_files, "pasted.json");
        room.window.saveScene(file);
        Room again("padding");
        again.window.openFile(file);
        again.settle();
        QCOMPARE(again.said(), QString());
        QCOMPARE(again.lesson(), lesson);
        QCOMPARE(again.scene(), room.scene());
        if (lesson != "lenet-live") QCOMPARE(again.text(), words); // its network begins anew
    }

    void aSceneNamesTheFileOfItsPicture() {
        Room room("shift");
        room.dropFile(m_photo);
        QCOMPARE(room.scene()["photo"].toString(), m_photo);
        const QString words = room.text(), file = in(m_files, "named.json");
        room.window.saveScene(file);
        Room again("padding");
        again.window.openFile(file);
        again.settle();
        QCOMPARE(again.text(), words);
    }

    // ---- drop and clipboard ----------------------------------------------------------------------------------------

    void anImageDraggedFromABrowserIsTaken() {
        Room room;
        QMimeData data;
        data.setUrls({QUrl("https://example.org/beach.jpg")});
        data.setImageData(coloured());
        room.drop(data);
        QVERIFY2(room.text().contains("Dropped picture, 30 × 40 scaled to 21 × 28"), qPrintable(room.text()));
    }
    void anAddressAloneIsAnswered() {
        Room room;
        QMimeData data;
        data.setUrls({QUrl("https://example.org/beach.jpg")});
        room.drop(data);
        QVERIFY2(room.said().contains("no file of this computer"), qPrintable(room.said()));
    }
    void numbersOnTheClipboardArePastedAsNumbers() {
        Room room("max-pooling");
        auto* both = new QMimeData; // as a spreadsheet copies
        both->setText("1\t2\n3\t4");
        both->setImageData(coloured());
        QApplication::clipboard()->setMimeData(both);
        room.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(room.scene()["input"].toArray(), (QJsonArray{"1 2", "3 4"}));
        QVERIFY(!room.window.pictures().atHand());
    }
    void withoutAPictureOnTheClipboardThatIsSaid() {
        Room room;
        QApplication::clipboard()->setText("words");
        room.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(room.said(), "There is no picture on the clipboard.");
    }
    void aLargePastedPictureIsMadeSmaller() {
        Room room("edges-on-pictures");
        QApplication::clipboard()->setImage(coloured({960, 480}));
        room.key(Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(room.said(), "Pasted picture has 480 × 960 pixels; it was made smaller, to 240 × 480.");
        QVERIFY(room.text().contains("Input: Pasted picture, 240 × 480."));
    }

    // ---- lessons that take none, and the choice "yours"
    // --------------------------------------------------------------

    void aLessonThatTakesNoneNamesThoseThatDoAndAKeyGoesThere() {
        Room room("backward-kernel");
        const QJsonObject before = room.scene();
        room.dropFile(m_photo);
        QCOMPARE(room.lesson(), "backward-kernel");
        QCOMPARE(room.scene(), before);
        QVERIFY2(room.said().contains("This lesson takes no picture. These can show photo.png:"),
                 qPrintable(room.said()));
        for (const char* title : {"Images are grids", "A colour picture", "Edges on pictures", "LeNet live"})
            QVERIFY2(room.said().contains(title), title);
        room.notice()->setFocus();
        QTest::keyClick(room.notice(), Qt::Key_Tab); // the first link
        QTest::keyClick(room.notice(), Qt::Key_Return);
        room.settle();
        QCOMPARE(room.lesson(), "images-as-grids");
        QVERIFY2(room.text().contains("photo.png, 30 × 40 scaled to 21 × 28"), qPrintable(room.text()));
    }
    void aSignalTakesNoPicture() {
        Room room("one-dimension");
        room.dropFile(m_photo);
        QVERIFY(room.said().contains("This lesson takes no picture."));
        QVERIFY(!room.window.page()->undoStack()->canUndo());
    }
    void choosingYoursTakesTheOneAtHand() {
        Room room("edges-on-pictures");
        room.dropFile(m_photo);
        for (const auto& [lesson, control] :
             {std::pair("images-as-grids", "Picture: yours"), std::pair("rgb-channels", "Picture: yours")}) {
            room.open(lesson);
            room.press(control);
            QVERIFY2(room.text().contains("photo.png"), lesson);
        }
        room.open("shift");
        chooseFrom(room.window.page()->inspector(), "Picture", "Your picture");
        QVERIFY(room.text().contains("Input, 28 × 28"));
        QCOMPARE(room.scene()["picture"].toString(), "photo");
    }
    // Bright up to the padding, its edge there would stay where it is and outweigh what the pool forgives.
    void shiftPutsABrightPictureOnBlack() {
        QImage white(60, 60, QImage::Format_RGB32);
        white.fill(Qt::white);
        const QString file = in(m_files, "white.png");
        QVERIFY(white.save(file));
        Room room("shift");
        room.dropFile(file);
        const cnn::Tensor change = room.window.page()->numbers().back().values; // by stage
        QCOMPARE(change.at(0, 0, 1), 1.0F);
        QCOMPARE(change.at(0, 0, 2), 0.5F);
    }
    void theMenuNamesThePictureAtHand() {
        Room room;
        room.dropFile(m_photo);
        QStringList texts;
        for (const QAction* action : room.window.findChildren<QAction*>()) texts << action->text();
        QVERIFY(texts.contains("&Use photo.png here"));
    }

    // ---- the session
    // -------------------------------------------------------------------------------------------------

    void theNextStartHasItAtHand() {
        const TempFolder session;
        const QString folder = QString::fromStdString(session.path().string());
        for (const bool pasted : {false, true}) {
            {
                MainWindow window{Style{}};
                window.restoreSession(folder, never);
                window.openLesson(indexOf("images-as-grids"));
                if (pasted)
                    window.pictures().take(coloured(), "Photograph");
                else
                    window.openFile(m_photo);
                window.pictures().wait();
                window.close();
            }
            MainWindow window{Style{}};
            window.restoreSession(folder, never);
            QVERIFY(window.page()->scene().contains("photo")); // the lesson's own
            QVERIFY(window.pictures().atHand());
            window.openLesson(indexOf("shift"));
            window.pictures().useHere();
            window.pictures().wait();
            QCOMPARE(window.page()->scene()["picture"].toString(), "photo");
            QCOMPARE(window.pictures().atHand()->name, pasted ? "Photograph" : "photo.png");
            window.page()->undoStack()->undo();
            window.close();
        }
    }
    void aFileThatIsGoneIsSaidAndAskedForNextTime() {
        const TempFolder session;
        const QString folder = QString::fromStdString(session.path().string()), lost = in(m_files, "lost.png");
        QVERIFY(coloured().save(lost));
        {
            MainWindow window{Style{}};
            window.restoreSession(folder, never);
            window.openLesson(indexOf("padding"));
            window.openFile(lost);
            window.pictures().wait();
            window.page()->undoStack()->undo();
            window.close();
        }
        QVERIFY(QFile::remove(lost));
        MainWindow window{Style{}};
        window.restoreSession(folder, never);
        window.pictures().useHere();
        window.pictures().wait();
        QVERIFY(window.findChild<QLabel*>("noticeText")->text().contains("lost.png"));
        QVERIFY(!window.pictures().atHand());
    }

    // ---- what may be wrong or odd
    // ------------------------------------------------------------------------------------

    void aDamagedOrMissingFileIsNamedAndChangesNothing() {
        m_files.write("broken.png", std::string("\x89PNG\r\n\x1a\n", 8) + "nothing more");
        Room room("edges-on-pictures");
        const QString before = room.text();
        for (const char* name : {"broken.png", "no.png"}) {
            room.window.openFile(in(m_files, name));
            room.settle();
            QVERIFY2(room.said().contains(name), qPrintable(room.said()));
        }
        QCOMPARE(room.text(), before);
        QVERIFY(!room.window.page()->undoStack()->canUndo());
        QVERIFY(!room.window.pictures().atHand());
    }
    void ofTwoFilesTheSecondIsShown() {
        const QString large = in(m_files, "large.png");
        QVERIFY(coloured({2400, 600}).save(large));
        Room room("edges-on-pictures");
        room.window.openFile(large);
        room.window.openFile(m_photo);
        QTRY_VERIFY(room.text().contains("Input: photo.png, 30 × 40."));
        QCOMPARE(room.window.page()->undoStack()->count(), 1);
    }
    void escapeStopsTheReading() {
        const QString large = in(m_files, "large.png");
        QVERIFY(coloured({2400, 600}).save(large));
        Room room("shift");
        const QJsonObject before = room.scene();
        room.window.openFile(large);
        room.key(Qt::Key_Escape);
        QCOMPARE(room.scene(), before);
        QVERIFY(!room.window.page()->undoStack()->canUndo());
        room.window.openFile(large); // and it may be wanted again
        room.settle();
        QVERIFY(room.scene() != before);
    }
    void picturesOfEverySizeAndKindAreTaken_data() {
        QTest::addColumn<QImage>("image");
        QImage grey(30, 40, QImage::Format_Grayscale8), clear(20, 20, QImage::Format_ARGB32),
            deep(16, 16, QImage::Format_Grayscale16);
        grey.fill(77);
        clear.fill(QColor(200, 0, 0, 40));
        for (int y = 0; y < 16; ++y)
            for (int x = 0; x < 16; ++x)
                reinterpret_cast<quint16*>(deep.scanLine(y))[x] = static_cast<quint16>(4000 * x);
        QTest::newRow("one pixel") << coloured({1, 1});
        QTest::newRow("a row") << coloured({2000, 1});
        QTest::newRow("a column") << coloured({1, 2000});
        QTest::newRow("large") << coloured({4000, 3000});
        QTest::newRow("grey") << grey;
        QTest::newRow("transparent") << clear;
        QTest::newRow("16 bits") << deep;
    }
    void picturesOfEverySizeAndKindAreTaken() {
        QFETCH(QImage, image);
        const QString file = in(m_files, "odd.png");
        QVERIFY(image.save(file));
        Room room("edges-on-pictures");
        for (const char* lesson : {"edges-on-pictures", "images-as-grids", "rgb-channels", "shift", "max-pooling",
                                   "stages-of-a-network", "lenet-live"}) {
            room.open(lesson);
            const QJsonObject before = room.scene();
            room.dropFile(file);
            QVERIFY2(room.scene() != before, lesson);
            QVERIFY2(!room.view()->grab().isNull() && !room.text().isEmpty(), lesson);
            QCOMPARE(room.window.page()->undoStack()->count(), 1);
        }
    }
    void aSceneWhosePictureIsGoneIsRefusedByItsName() {
        Room room("rgb-channels");
        const QJsonObject before = room.scene();
        for (const char* lesson : {"rgb-channels", "images-as-grids", "shift", "edges-on-pictures"}) {
            const auto with = [&](const QJsonValue& photo) {
                QJsonObject scene = findLesson(lesson)->scene;
                scene["picture"] = "photo";
                if (!photo.isUndefined()) scene["photo"] = photo;
                return scene;
            };
            QFile file(in(m_files, "gone.json"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(sceneBytes(lesson, with("/nowhere/gone.png")));
            file.close();
            room.window.openFile(file.fileName());
            QVERIFY2(room.said().contains("/nowhere/gone.png"), qPrintable(room.said()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(sceneBytes(lesson, with(QJsonValue::Undefined)));
            file.close();
            room.window.openFile(file.fileName());
            QVERIFY2(room.said().contains("\"photo\" must name a picture"), qPrintable(room.said()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(sceneBytes(lesson, with("data:image/png;base64,AAAA")));
            file.close();
            room.window.openFile(file.fileName());
            QVERIFY2(room.said().contains("is damaged"), qPrintable(room.said()));
        }
        room.open("rgb-channels");
        QCOMPARE(room.scene(), before);
    }
};

UI_TEST(TestGivenPicture)
} // namespace test_given_picture
#include "test_given_picture.moc"
