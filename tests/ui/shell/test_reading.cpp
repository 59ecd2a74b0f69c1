// What of a picture's file is read, is chosen in the window and seen at once; what is chosen is one step of undo and is
// kept. A file is known by its content, whatever its name.
#include "tests/support/temp_folder.h"
#include "tests/support/tiff_bytes.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/main_window.h"
#include "ui/shell/reading_panel.h"

#include <QtTest>
#include <QtWidgets>

namespace test_reading {

using namespace ui;
using namespace std::string_literals;

namespace {

constexpr Session::Pauses never{1 << 30, 1 << 30};

TiffPage flat(double value, int bits = 8) {
    TiffPage page;
    page.bits = bits;
    page.value = [value](int, int, int) { return value; };
    return page;
}

struct Room {
    MainWindow window{Style{}};

    explicit Room(const char* lesson = "edges-on-pictures") {
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        window.openLesson(static_cast<int>(findLesson(lesson) - lessons().data()));
        window.page()->settle(0);
    }
    void settle() {
        window.pictures().wait();
        window.page()->settle(0);
    }
    void drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &enter);
        QDropEvent event({5, 5}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(&window, &event);
        settle();
    }
    QLabel* notice() const { return window.findChild<QLabel*>("noticeText"); }
    QString said() const { return notice()->isVisibleTo(&window) ? notice()->text() : QString(); }
    void followLink() {
        notice()->setFocus();
        QTest::keyClick(notice(), Qt::Key_Tab);
        QTest::keyClick(notice(), Qt::Key_Return);
        settle();
    }
    ReadingPanel* panel() const { return window.findChild<ReadingPanel*>(); }
    const GivenPicture& given() { return *window.pictures().atHand(); }
    QJsonObject scene() const { return window.page()->scene(); }
    QUndoStack* undo() const { return window.page()->undoStack(); }
    void choose(const char* list, const QString& entry) {
        chooseFrom(panel(), list, entry);
        settle();
    }
    void type(const char* field, const QString& text) {
        typeInto(panel(), field, text);
        settle();
    }
};

} // namespace

class TestReading : public QObject {
    Q_OBJECT
    TempFolder m_files;
    QString file(const std::string& name, const std::string& bytes) {
        return QString::fromStdString(m_files.write(name, bytes).string());
    }
    QString pages() { return file("pages.tif", TiffBytes::of({flat(10), flat(20), flat(250), flat(40), flat(50)})); }

private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                           QString::fromStdString((m_files.path() / "settings").string()));
        qputenv("CONVSCOPE_FASHION_MNIST", "/nowhere"); // the digits that are drawn
    }

    // ---- pages -----------------------------------------------------------------------------------------------------

    void aPageIsChosenAfterTheNoticeThatThereAreMore() {
        Room room;
        room.drop(pages());
        QVERIFY2(room.said().contains("5 pages") && room.said().contains("Choose…"), qPrintable(room.said()));
        QVERIFY(!room.panel()->isVisible());
        room.followLink();
        QVERIFY(room.panel()->isVisible());
        room.type("Page", "3");
        QCOMPARE(room.given().wish.page, 2);
        QCOMPARE(room.given().colour.at(0, 0, 0), 250.0F);
        room.type("Page", "4");
        QCOMPARE(room.given().colour.at(0, 0, 0), 40.0F);
        press(room.panel(), "largest of all");
        room.settle();
        QCOMPARE(room.given().colour.at(0, 0, 0), 250.0F);
        QCOMPARE(room.scene()["reading"].toObject(), (QJsonObject{{"page", "maximum"}}));
    }
    void allThatIsChosenIsOneStepOfUndo() {
        Room room;
        room.drop(pages());
        const QJsonObject first = room.scene();
        room.followLink();
        room.type("Page", "3");
        room.type("Page", "5");
        const QJsonObject last = room.scene();
        QCOMPARE(room.undo()->count(), 2); // the drop, the choice
        room.undo()->undo();
        QCOMPARE(room.scene(), first);
        room.undo()->redo();
        QCOMPARE(room.scene(), last);
    }
    void aPageThatIsNotThereIsRefused() {
        Room room;
        room.drop(pages());
        room.followLink();
        room.type("Page", "6");
        QCOMPARE(room.given().wish.page, 0);
        QVERIFY(!room.said().isEmpty());
    }
    void escapeClosesThePanel() {
        Room room;
        room.drop(pages());
        room.followLink();
        QTest::keyClick(room.panel(), Qt::Key_Escape);
        QVERIFY(!room.panel()->isVisible());
    }
    void aSceneKeepsWhatWasChosen() {
        Room room;
        room.drop(pages());
        room.followLink();
        room.type("Page", "3");
        const QString saved = file("kept.json", "");
        room.window.saveScene(saved);
        Room again("padding");
        again.window.openFile(saved);
        again.settle();
        QCOMPARE(again.said(), QString());
        QCOMPARE(again.scene(), room.scene());
    }
    void theNextStartReadsItTheSameWay() {
        const TempFolder session;
        const QString folder = QString::fromStdString(session.path().string());
        {
            MainWindow window{Style{}};
            window.restoreSession(folder, never);
            window.openFile(pages());
            window.pictures().wait();
            window.pictures().readAgain({.page = 2});
            window.pictures().wait();
            window.close();
        }
        MainWindow window{Style{}};
        window.restoreSession(folder, never);
        QVERIFY(window.pictures().atHand());
        QCOMPARE(window.pictures().atHand()->wish.page, 2);
    }
    void aReadingThatIsNoneIsRefusedByItsKey_data() {
        QTest::addColumn<QJsonObject>("reading");
        QTest::addColumn<QString>("key");
        QTest::newRow("page 0") << QJsonObject{{"page", 0}} << "page";
        QTest::newRow("a word") << QJsonObject{{"page", "last"}} << "page";
        QTest::newRow("channel") << QJsonObject{{"channel", 1e9}} << "channel";
        QTest::newRow("range") << QJsonObject{{"range", "narrow"}} << "range";
        QTest::newRow("no ends") << QJsonObject{{"range", "typed"}} << "black";
        QTest::newRow("upside down") << QJsonObject{{"range", "typed"}, {"black", 2}, {"white", 1}} << "white";
        QTest::newRow("another key") << QJsonObject{{"pages", 1}} << "pages";
    }
    void aReadingThatIsNoneIsRefusedByItsKey() {
        QFETCH(QJsonObject, reading);
        QFETCH(QString, key);
        Room room;
        room.drop(pages());
        const QJsonObject before = room.scene();
        QJsonObject wrong = before;
        wrong["reading"] = reading;
        room.window.openFile(file("wrong.json", sceneBytes("edges-on-pictures", wrong).toStdString()));
        QVERIFY2(room.said().contains('"' + key + '"'), qPrintable(room.said()));
        QCOMPARE(room.scene(), before);
    }

    // ---- channels, black and white ---------------------------------------------------------------------------------

    void aChannelIsChosenOrAllAreMixed() {
        TiffPage page;
        page.channels = 5;
        page.extra = {EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNSPECIFIED, EXTRASAMPLE_UNSPECIFIED,
                      EXTRASAMPLE_UNSPECIFIED};
        page.value = [](int c, int, int x) { return 40 * c + x; };
        Room room;
        room.drop(file("channels.tif", TiffBytes::of({page})));
        room.followLink();
        room.choose("Channel", "4 of 5");
        QCOMPARE(room.given().colour.at(0, 0, 0), 120.0F);
        QCOMPARE(room.scene()["reading"].toObject(), (QJsonObject{{"channel", 4}}));
        room.choose("Channel", "mixed");
        QVERIFY(room.given().colour.at(0, 0, 23) != room.given().colour.at(2, 0, 0));
        QCOMPARE(room.scene()["reading"].toObject(), (QJsonObject{{"channel", "mixed"}}));
    }
    void blackAndWhiteOfTwelveBitsAreChosenOrTyped() {
        TiffPage page;
        page.bits = 16;
        page.value = [](int, int y, int x) { return 100 + 100 * y + x; }; // 100 to 1623
        Room room;
        room.drop(file("deep.tif", TiffBytes::of({page})));
        QVERIFY2(room.said().contains("100 to 1623"), qPrintable(room.said()));
        room.followLink();
        QCOMPARE(room.given().colour.at(0, 0, 0), 0.0F);
        QCOMPARE(room.given().found.values, (cnn::DisplayRange{100, 1623}));
        room.choose("Black to white", "all that the type holds");
        QVERIFY(room.given().colour.at(0, 15, 23) < 7);
        room.choose("Black to white", "typed");
        room.type("White", "4095");
        room.type("Black", "50");
        QCOMPARE(room.scene()["reading"].toObject(), (QJsonObject{{"range", "typed"}, {"black", 50}, {"white", 4095}}));
        room.type("Black", "5000");
        QVERIFY2(room.said().contains("Black is a smaller value than white"), qPrintable(room.said()));
        QCOMPARE(room.given().wish.range.typed, (cnn::DisplayRange{50, 4095}));
    }
    void negativeFloatsHaveARange() {
        TiffPage page;
        page.bits = 32;
        page.format = SAMPLEFORMAT_IEEEFP;
        page.value = [](int, int, int x) { return x - 11.5; };
        Room room;
        room.drop(file("floats.tif", TiffBytes::of({page})));
        room.followLink();
        QCOMPARE(room.given().found.values, (cnn::DisplayRange{-11.5F, 11.5F}));
        room.choose("Black to white", "typed");
        room.type("Black", "-20,5");
        QCOMPARE(room.given().wish.range.typed.low, -20.5F);
    }
    void aPlainPictureHasNothingToChoose() {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        const QString plain = QString::fromStdString((m_files.path() / "plain.png").string());
        QVERIFY(image.save(plain));
        Room room;
        room.drop(plain);
        QVERIFY(!room.window.pictures().hasChoice());
        room.drop(pages());
        room.followLink();
        room.drop(plain); // and closes what was open
        QVERIFY(!room.panel()->isVisible());
    }

    // ---- large pictures --------------------------------------------------------------------------------------------

    void aPictureOfMoreThan32MegapixelsIsOpenedReducedByALink() {
        QImage image(8000, 6000, QImage::Format_Grayscale8);
        image.fill(90);
        const QString large = QString::fromStdString((m_files.path() / "large.png").string());
        QVERIFY(image.save(large, nullptr, 100));
        Room room;
        const QJsonObject before = room.scene();
        room.drop(large);
        QCOMPARE(room.scene(), before);
        QVERIFY2(room.said().contains("8000 × 6000") && room.said().contains("reduced, to 4000 × 3000"),
                 qPrintable(room.said()));
        QVERIFY2(!room.said().contains("command line"), qPrintable(room.said()));
        room.followLink();
        QVERIFY(room.given().wish.reduced);
        QCOMPARE(room.given().colour.at(0, 0, 0), 90.0F);
        QCOMPARE(room.scene()["reading"].toObject(), (QJsonObject{{"reduced", true}}));
    }

    // ---- what a file is, whatever its name -------------------------------------------------------------------------

    void aPictureOfAnotherNameIsAPicture() {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(Qt::red);
        for (const char* name : {"x.dat", "x", "x.csv"}) {
            const QString path = QString::fromStdString((m_files.path() / name).string());
            QVERIFY(image.save(path, "png"));
            Room room("images-as-grids");
            room.drop(path);
            QVERIFY2(room.scene().contains("photo"), qPrintable(room.said()));
        }
    }
    void filesOfOtherProgramsAreAnsweredWithWhatToDo_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* name, std::string bytes, const char* said) {
            bytes.resize(std::max<std::size_t>(bytes.size(), 700), '\1');
            QTest::newRow(name) << name << QByteArray::fromStdString(bytes) << said;
        };
        row("scan", std::string(128, '\0') + "DICM", "DICOM");
        row("phone.jpg", "\0\0\0\x18"s + "ftypheic", "HEIC");
        row("cells", "ZISRAWFILE", "CZI");
        row("cells.dat", "\xDA\xCE\xBE\x0A", "ND2");
        row("paper", "%PDF-1.7", "PDF");
        row("set.zip", "PK\3\4", "npack it first");
        row("set.tar.gz", "\x1f\x8b", "npack it first");
        row("data_batch_1", "\x80\2}q", "binary version");
        row("model.pkl", "\x80\4\x95", "pickle");
    }
    void filesOfOtherProgramsAreAnsweredWithWhatToDo() {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, said);
        Room room("images-as-grids");
        const QJsonObject before = room.scene();
        room.drop(file(name.toStdString(), bytes.toStdString()));
        QVERIFY2(room.said().contains(said) && room.said().contains(name), qPrintable(room.said()));
        QCOMPARE(room.scene(), before);
        QCOMPARE(lessons()[static_cast<std::size_t>(room.window.lesson())].id, "images-as-grids");
    }
    void aDamagedFileIsNamedAndChangesNothing() {
        std::string bytes = TiffBytes::of({flat(1), flat(2)});
        bytes.resize(bytes.size() / 3);
        Room room;
        const QJsonObject before = room.scene();
        room.drop(file("cut.tif", bytes));
        QVERIFY2(room.said().contains("cut.tif"), qPrintable(room.said()));
        QCOMPARE(room.scene(), before);
    }
};

UI_TEST(TestReading)
} // namespace test_reading
#include "test_reading.moc"
