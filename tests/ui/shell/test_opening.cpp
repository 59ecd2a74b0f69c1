// Whatever is opened goes to a lesson that can show it, or the sentence names what can; nothing is lost by it.
#include "core/network/models.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "tests/support/digit_folder.h"
#include "tests/support/picture_files.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/support/take_images.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/training_page.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/main_window.h"
#include "ui/view/runs_list.h"

#include <QtTest>
#include <QtWidgets>
#include <algorithm>

namespace test_opening {

using namespace ui;

namespace {

QString noticeOf(const MainWindow& window) {
    const auto* label = window.findChild<QLabel*>("noticeText");
    return label->isVisibleTo(&window) ? label->text() : QString();
}

QString lessonOf(const MainWindow& window) {
    return lessons()[static_cast<std::size_t>(window.lesson())].id;
}

int indexOf(const char* id) {
    return static_cast<int>(findLesson(id) - lessons().data());
}

QString in(const TempFolder& folder, const char* name = "") {
    return QString::fromStdString((folder.path() / name).string());
}

TrainingPage& trainingPage(MainWindow& window) {
    window.openLesson(indexOf("lenet-live"));
    auto* page = qobject_cast<TrainingPage*>(window.page());
    page->settle(0);
    return *page;
}

bool canStart(TrainingPage& page) {
    const auto* start = page.bar()->findChild<QPushButton*>("accent");
    return QTest::qWaitFor([&] { return page.session().begun() && page.session().network() && start->isEnabled(); });
}

constexpr Session::Pauses never{1 << 30, 1 << 30};

// A kept run can be taken away.
int keptRunsIn(Page& page) {
    const auto buttons = page.inspector()->findChild<RunsList*>()->findChildren<QAbstractButton*>();
    return static_cast<int>(std::ranges::count(buttons, QString("×"), &QAbstractButton::text));
}

} // namespace

class TestOpening : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() {
        writeDigitFolder(m_images.path(), 512, 100);
        qputenv("CONVSCOPE_FASHION_MNIST", QByteArray::fromStdString(m_images.path().string()));
        cnn::saveOnnx(cnn::mlp({cnn::ActivationKind::Relu, {20}}, 5), (m_files.path() / "mine.onnx").string());
        cnn::saveOnnx(cnn::tinyVgg({}, 1, {3, 32, 48, 1}), (m_files.path() / "wide.onnx").string());
        m_files.write("grid.csv", "1,2\n3,4\n");
        m_files.write("three.npy", cnn::toNpy(cnn::Tensor({3, 2, 2, 1}), false));
        m_files.write("letter.doc", "Dear Sir");
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        QVERIFY(image.save(in(m_files, "red.png")));
        saveScene(in(m_files, "my.convscope"), "dilation", findLesson("dilation")->scene);
    }

    void aFileGoesToTheLessonThatShowsIt_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("lesson");
        QTest::newRow("network") << "mine.onnx"
                                 << "lenet-live";
        QTest::newRow("picture") << "red.png"
                                 << "shift"; // the one in front
        QTest::newRow("table") << "grid.csv"
                               << "cross-correlation";
        QTest::newRow("channels") << "three.npy"
                                  << "input-channels";
        QTest::newRow("a scene by any name") << "my.convscope"
                                             << "dilation";
    }
    void aFileGoesToTheLessonThatShowsIt() {
        QFETCH(QString, file);
        QFETCH(QString, lesson);
        MainWindow window{Style{}};
        window.openLesson(indexOf("shift"));
        window.openFile(in(m_files, qPrintable(file)));
        window.pictures().wait();
        window.page()->settle(0);
        QCOMPARE(lessonOf(window), lesson);
        QCOMPARE(noticeOf(window), QString());
    }
    void theLessonInFrontTakesWhatItCan() {
        MainWindow window{Style{}};
        window.openLesson(indexOf("padding"));
        window.openFile(in(m_files, "grid.csv"));
        QCOMPARE(lessonOf(window), "padding");
    }
    void whatNoLessonOpensIsAnsweredWithWhatTheyDo() {
        MainWindow window{Style{}};
        window.openLesson(indexOf("shift"));
        window.openFile(in(m_files, "letter.doc"));
        QCOMPARE(lessonOf(window), "shift");
        const QString said = noticeOf(window);
        QVERIFY2(said.startsWith("letter.doc: no lesson opens such a file."), qPrintable(said));
        for (const char* kind : {"*.csv", "*.png", "*.onnx", "*.json"}) QVERIFY2(said.contains(kind), qPrintable(said));
    }
    void aDamagedFileIsNamedAndTheLessonStays() {
        m_files.write("cut.onnx", "\x08\x07");
        MainWindow window{Style{}};
        window.openLesson(indexOf("shift"));
        window.openFile(in(m_files, "cut.onnx"));
        QCOMPARE(lessonOf(window), "shift");
        QVERIFY2(noticeOf(window).contains("cut.onnx"), qPrintable(noticeOf(window)));
    }
    // As on the command line: the file is there before the images are.
    void aNetworkOfOtherImagesLeavesARunThatCanStartAndTheRunsThatWereKept() {
        const TempFolder session;
        {
            MainWindow window{Style{}};
            window.restoreSession(in(session), never);
            TrainingPage& page = trainingPage(window);
            page.settle(45);
            page.startOver();
            page.settle(0);
            QCOMPARE(keptRunsIn(page), 1);
            window.close();
        }
        for (int start = 0; start < 2; ++start) {
            MainWindow window{Style{}};
            window.restoreSession(in(session), never);
            QCOMPARE(lessonOf(window), "lenet-live");
            if (start == 0) window.openFile(in(m_files, "wide.onnx"));
            auto* page = qobject_cast<TrainingPage*>(window.page());
            page->settle(0);
            if (start == 0)
                QVERIFY2(noticeOf(window).contains("wide.onnx reads images of 3@32×48"), qPrintable(noticeOf(window)));
            QVERIFY(canStart(*page));
            QCOMPARE(page->trainingScene().model, "lenet5");
            QCOMPARE(keptRunsIn(*page), 1);
            window.close();
        }
    }
    // The images' note comes with them, and the lesson to the front: neither may hide it.
    void aRunOfOtherClassesIsSaidNotToGoOn() {
        const TempFolder session, images;
        writeClasses(in(images), {"rose", "tulip"}, 10, {28, 28});
        QVERIFY(QDir().mkpath(in(images, "empty")));
        {
            MainWindow window{Style{}};
            window.restoreSession(in(session), never);
            TrainingPage& page = trainingPage(window);
            QJsonObject scene = page.scene();
            scene["learned"] = 0; // only what is learned here
            page.setScene(scene, "Untrained");
            QVERIFY(takeImages(page, in(images)));
            page.settle(1);
            QVERIFY(canStart(page));
            window.close();
        }
        QVERIFY(QDir(in(images)).rename("rose", "lily"));
        MainWindow window{Style{}};
        window.restoreSession(in(session), never);
        auto* page = qobject_cast<TrainingPage*>(window.page());
        page->settle(0);
        QVERIFY(canStart(*page));
        QTRY_VERIFY2(noticeOf(window).contains("The run of before told rose, tulip apart; the images are of lily, "
                                               "tulip now, so it cannot go on."),
                     qPrintable(noticeOf(window)));
        QCOMPARE(page->session().history().steps(), std::size_t{0});
    }
    // A session that was left by a program which took such a network.
    void aSceneWhoseNetworkCannotLearnItsImagesIsShownWithLeNet5() {
        MainWindow window{Style{}};
        TrainingPage& page = trainingPage(window);
        QJsonObject scene = page.scene();
        scene["network"] = in(m_files, "wide.onnx");
        page.setScene(scene, "Open");
        page.settle(0);
        QVERIFY(canStart(page));
        QVERIFY(page.trainingScene().network.isEmpty());
        QTRY_VERIFY2(noticeOf(window).contains("LeNet-5 is here in its place"), qPrintable(noticeOf(window)));
    }

private:
    TempFolder m_images, m_files;
};

UI_TEST(TestOpening)
} // namespace test_opening
#include "test_opening.moc"
