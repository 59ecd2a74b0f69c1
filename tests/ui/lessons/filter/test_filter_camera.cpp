// The camera in the lessons about filters: live through any kernel, kept with Space, off when nobody looks.
#include "core/base/error.h"
#include "tests/support/instrumented.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/pattern_source.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/filter/filter_page.h"
#include "ui/media/image_io.h"
#include "ui/media/picture_filter.h"

#include <QTest>

namespace test_filter_camera {

using namespace ui;

namespace {

struct Bench : PageBench<FilterPage> {
    PatternCamera camera;
    Bench() : PageBench("edges-on-pictures") {
        // As the shell does.
        QObject::connect(&page, &Page::pictureMade, &page, [this](const QImage& image, const QString& name) {
            page.takePicture(pictureOf(image, name));
        });
    }
    void turnOn() { ui::press(page.inspector(), "Camera"); }
    void frame() {
        camera.step();
        QCoreApplication::processEvents();
        page.settle(0); // and filtered
    }
    cnn::Tensor numbers(const QString& name) const {
        for (const NamedNumbers& n : page.numbers())
            if (n.name == name) return n.values;
        return {};
    }
    bool checked(const QString& button) { return named(page.inspector(), button)->isChecked(); }
};

} // namespace

class TestFilterCamera : public QObject {
    Q_OBJECT
private slots:

    // Off until asked; then every frame goes through the kernel of the lesson, whatever it is changed to.
    void framesGoThroughTheKernel() {
        Bench b;
        QCOMPARE(b.camera.starts, 0);
        b.turnOn();
        QCOMPARE(b.camera.starts, 1);
        QVERIFY(b.checked("Camera") && !b.checked("card"));
        for (int i = 1; i <= 3; ++i) {
            b.frame();
            QVERIFY(b.says("Camera"));
            QVERIFY(b.numbers("picture") == greyValues(reduced(PatternCamera::frame(i), largestKept)));
            const QString probed = b.text();
            b.key(Qt::Key_PageDown); // the next kernel
            b.page.settle(0);
            QVERIFY(b.text() != probed);
        }
    }

    // Space keeps the newest frame as the picture and turns the camera off; that is one step of undo.
    void spaceKeepsTheFrame() {
        Bench b;
        b.turnOn();
        b.frame();
        const cnn::Tensor seen = b.numbers("picture");
        b.key(Qt::Key_Space);
        QVERIFY(!b.camera.running && b.checked("photo") && !b.checked("Camera"));
        QCOMPARE(b.page.scene()["picture"].toString(), QString("photo"));
        QCOMPARE(b.numbers("picture").shape(), (cnn::Shape{1, 360, 480, 1}));
        const cnn::Tensor kept = b.numbers("picture");
        QVERIFY(kept == seen);
        const QJsonObject scene = b.page.scene();
        b.page.undoStack()->undo();
        QVERIFY(!b.page.scene().contains("picture")); // the card, as usual
        b.page.setScene(scene, "open");               // as from a file
        QVERIFY(b.numbers("picture") == kept);
        QVERIFY(b.page.scene() == scene);
        QJsonObject damaged = scene;
        damaged["photo"] = "data:image/png;base64,bm90IGEgcGljdHVyZQ==";
        QVERIFY_EXCEPTION_THROWN(b.page.setScene(damaged, "open"), cnn::Error);
    }

    // Another picture, leaving the lesson and hiding the window turn it off; its picture goes with it.
    void itGoesOffByItself() {
        Bench b;
        const auto on = [&] {
            b.turnOn();
            b.frame();
            return b.camera.running && b.says("Camera");
        };
        QVERIFY(on());
        press(b.page.inspector(), "drawing");
        QVERIFY(!b.camera.running && b.checked("drawing"));
        QVERIFY(on());
        b.page.setActive(false);
        QVERIFY(!b.camera.running && !b.says("Camera"));
        b.page.setActive(true);
        QVERIFY(on());
        b.window.hide();
        QVERIFY(!b.camera.running);
    }

    // A sentence without a camera; the switch stays where it was.
    void withoutACameraASentenceSaysSo() {
        Bench b;
        b.camera.names.clear();
        b.turnOn();
        QVERIFY(b.notices.last().first().toString().startsWith("No camera is connected"));
        QVERIFY(b.checked("card") && !b.checked("Camera"));
    }

    // The module itself, where it is built; it finds the cameras of this computer, or says what is missing.
    void theModuleAnswersForItself() {
        const bool built = QFileInfo::exists(QCoreApplication::applicationDirPath() + "/../lib/convscope_camera.so");
        if (built && isInstrumented) QSKIP("the sound library behind Qt Multimedia keeps memory to the end");
        Camera camera;
        QStringList said;
        connect(&camera, &Camera::failed, this, [&](const QString& sentence) { said << sentence; });
        camera.turnOn();
        if (camera.isOn()) QSKIP("a camera is connected to this computer");
        QCOMPARE(said.size(), 1);
        QVERIFY2(said[0].startsWith(built ? "No camera is connected"
                                          : "The camera needs a module that is not here: the package"),
                 qPrintable(said[0]));
    }
};

UI_TEST(TestFilterCamera)
} // namespace test_filter_camera
#include "test_filter_camera.moc"
