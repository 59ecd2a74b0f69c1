// Cameras through Qt Multimedia. A module: nothing links it, ui/media/camera.cpp loads it by the name of its function.
#pragma once

#include "ui/media/frame_source.h"

#include <QObject>
#include <memory>
#include <mutex>

class QCamera;
class QMediaCaptureSession;
class QVideoFrame;
class QVideoSink;

namespace ui {

class QtCamera final : public QObject, public FrameSource {
public:
    QtCamera();
    ~QtCamera() override;
    QStringList devices() override;
    void start(int device, std::function<void()> arrived, std::function<void(const QString&)> failed) override;
    void stop() override;
    QImage newest() override;

private:
    struct Frames; // the newest one, for all threads
    const std::shared_ptr<Frames> m_frames;
    std::unique_ptr<QCamera> m_camera;
    std::unique_ptr<QVideoSink> m_sink;
    std::unique_ptr<QMediaCaptureSession> m_session; // first to go
};

} // namespace ui

extern "C" Q_DECL_EXPORT ui::FrameSource* convscopeCamera();
