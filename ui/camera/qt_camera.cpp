#include "ui/camera/qt_camera.h"

#include "ui/tr.h"

#include <QCamera>
#include <QCameraDevice>
#include <QMediaCaptureSession>
#include <QMediaDevices>
#include <QVideoFrame>
#include <QVideoSink>

namespace ui {
namespace {

// The format with about 640 × 480 pixels and the most frames a second: larger ones cost time and are made smaller
// anyway.
QCameraFormat wantedFormat(const QCameraDevice& device) {
    constexpr int wanted = 640 * 480;
    QCameraFormat best;
    const auto distance = [](const QCameraFormat& f) {
        return std::abs(f.resolution().width() * f.resolution().height() - wanted);
    };
    for (const QCameraFormat& format : device.videoFormats())
        if (best.isNull() || distance(format) < distance(best) ||
            (distance(format) == distance(best) && format.maxFrameRate() > best.maxFrameRate()))
            best = format;
    return best;
}

} // namespace

struct QtCamera::Frames {
    std::mutex guard;
    QVideoFrame newest;
};

QtCamera::QtCamera() : m_frames(std::make_shared<Frames>()) {}

QtCamera::~QtCamera() {
    stop();
}

QStringList QtCamera::devices() {
    QStringList names;
    for (const QCameraDevice& device : QMediaDevices::videoInputs()) names << device.description();
    return names;
}

void QtCamera::start(int device, std::function<void()> arrived, std::function<void(const QString&)> failed) {
    stop();
    const QCameraDevice chosen = QMediaDevices::videoInputs().value(device, QMediaDevices::defaultVideoInput());
    m_camera = std::make_unique<QCamera>(chosen);
    if (const QCameraFormat format = wantedFormat(chosen); !format.isNull()) m_camera->setCameraFormat(format);
    m_sink = std::make_unique<QVideoSink>();
    m_session = std::make_unique<QMediaCaptureSession>();
    m_session->setCamera(m_camera.get());
    m_session->setVideoSink(m_sink.get());
    // In the thread that makes the frames: one is put in the place of the one before, and none waits in line.
    connect(
        m_sink.get(), &QVideoSink::videoFrameChanged, this,
        [frames = m_frames, arrived = std::move(arrived)](const QVideoFrame& frame) {
            {
                const std::lock_guard lock(frames->guard);
                frames->newest = frame;
            }
            arrived();
        },
        Qt::DirectConnection);
    connect(m_camera.get(), &QCamera::errorOccurred, this,
            [failed = std::move(failed), name = chosen.description()](QCamera::Error, const QString& why) {
                failed(ui::tr("The camera %1 has stopped: %2.").arg(name, why));
            });
    m_camera->start();
}

void QtCamera::stop() {
    m_session.reset();
    m_sink.reset();
    m_camera.reset();
    const std::lock_guard lock(m_frames->guard);
    m_frames->newest = {};
}

QImage QtCamera::newest() {
    QVideoFrame frame;
    {
        const std::lock_guard lock(m_frames->guard);
        frame = m_frames->newest;
    }
    return frame.isValid() ? frame.toImage() : QImage();
}

} // namespace ui

ui::FrameSource* convscopeCamera() {
    return new ui::QtCamera;
}
