// By hand: how many frames of 640 × 480 a second are shown from a camera that gives 60, and how long the window is busy
// at most meanwhile. Run it under offscreen and under Xvfb.
#include "tests/support/digit_folder.h"
#include "tests/support/temp_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/page_bench.h"
#include "tests/ui/support/pattern_source.h"
#include "ui/lessons/filter/filter_page.h"

#include <QElapsedTimer>
#include <thread>

using namespace ui;

namespace {

// Gives frames from a thread of its own, as cameras do.
class FastSource final : public FrameSource {
public:
    FastSource() {
        for (int i = 0; i < 20; ++i) m_frames << PatternCamera::frame(i);
    }
    QStringList devices() override { return {"Pattern"}; }
    void start(int, std::function<void()> arrived, std::function<void(const QString&)>) override {
        m_thread = std::jthread([this, arrived](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                std::this_thread::sleep_for(std::chrono::milliseconds(16));
                ++m_number;
                arrived();
            }
        });
    }
    void stop() override { m_thread = {}; }
    QImage newest() override { return m_frames[m_number % m_frames.size()]; }

private:
    QList<QImage> m_frames;
    std::atomic<int> m_number = 0;
    std::jthread m_thread;
};

class Paints : public QObject {
public:
    explicit Paints(QWidget* of) { of->installEventFilter(this); }
    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Paint) ++count;
        return false;
    }
    int count = 0;
};

void measure(const char* what, QWidget* shown) {
    Paints paints(shown);
    QElapsedTimer time, since;
    qint64 longest = 0;
    QTimer pulse;
    QObject::connect(&pulse, &QTimer::timeout, [&] { longest = std::max(longest, since.restart()); });
    time.start();
    since.start();
    pulse.start(1);
    while (time.elapsed() < 5000) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    qInfo("%s: %.1f frames a second, the window busy for %lld ms at most", what, paints.count / 5.0, longest);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Camera::setMaker([] { return std::make_unique<FastSource>(); });
    for (const char* kernel : {"sobel-x", "motion-9"}) {
        PageBench<FilterPage> bench("edges-on-pictures");
        QJsonObject scene = bench.page.scene();
        scene["kernel"] = kernel;
        scene["colour"] = true;
        bench.page.setScene(scene, "kernel");
        press(bench.page.inspector(), "Camera");
        measure(kernel, bench.view);
    }
    TempFolder folder;
    writeDigitFolder(folder.path(), trainImages, 100);
    for (const bool learning : {false, true}) {
        Classroom room(QString::fromStdString(folder.path().string()));
        if (!room.ready()) return 1;
        for (auto* b : room.strip()->findChildren<QAbstractButton*>())
            if (b->text() == "Camera") QTest::mouseClick(b, Qt::LeftButton);
        if (learning) room.clickStart();
        measure(learning ? "LeNet live, learning" : "LeNet live", room.strip());
    }
}
