// A camera of the tests: a pattern that moves, the same for every frame of a number.
#pragma once

#include "ui/media/camera.h"

#include <QPainter>

namespace ui {

// The connected cameras of a test, and what the program does with them.
struct PatternCamera {
    QStringList names{"Pattern"};
    int number = 0; // of the newest frame
    int taken = 0;  // frames
    int starts = 0; // how often it was turned on
    bool running = false;
    std::function<void()> arrived;
    std::function<void(const QString&)> failed;

    // 640 × 480: a ramp from black to white, and a red disc that goes right by three pixels a frame.
    static QImage frame(int number) {
        QImage image(640, 480, QImage::Format_RGB888);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x) {
                uchar* pixel = image.scanLine(y) + 3 * x;
                pixel[0] = pixel[1] = pixel[2] = static_cast<uchar>((x + number) % 256);
            }
        QPainter painter(&image);
        painter.setBrush(Qt::red);
        painter.drawEllipse(QPoint(3 * number % 640, 240), 60, 60);
        return image;
    }
    // A newer frame is there.
    void step() {
        ++number;
        if (running) arrived();
    }
    // The program's cameras are this one from now on, until it goes.
    PatternCamera() {
        Camera::setMaker([this] { return std::make_unique<Source>(*this); });
    }
    ~PatternCamera() { Camera::setMaker({}); }
    PatternCamera(const PatternCamera&) = delete;
    PatternCamera& operator=(const PatternCamera&) = delete;

private:
    struct Source final : FrameSource {
        explicit Source(PatternCamera& of) : camera(of) {}
        QStringList devices() override { return camera.names; }
        void start(int, std::function<void()> arrived, std::function<void(const QString&)> failed) override {
            camera.arrived = std::move(arrived);
            camera.failed = std::move(failed);
            camera.running = true;
            ++camera.starts;
        }
        void stop() override { camera.running = false; }
        QImage newest() override {
            ++camera.taken;
            return frame(camera.number);
        }
        PatternCamera& camera;
    };
};

} // namespace ui
