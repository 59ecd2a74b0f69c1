// The camera: off until it is turned on. Qt Multimedia, which brings network and audio libraries, lies in a module of
// its own that is loaded then and not before.
#pragma once

#include "ui/media/frame_source.h"

#include <QObject>
#include <memory>

namespace ui {

class Camera : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;
    ~Camera() override;

    // The first camera that is connected; says why not by failed().
    void turnOn();
    void turnOff();
    bool isOn() const { return m_run != nullptr; }

    using Maker = std::function<std::unique_ptr<FrameSource>()>; // may throw cnn::Error
    // What turnOn() asks for a source from now on, for tests; empty: the module.
    static void setMaker(Maker maker);

signals:
    // The newest frame; those that come faster than they are taken are left out.
    void arrived(const QImage& frame);
    void changed(); // isOn()
    // It is off, and why.
    void failed(const QString& sentence);

private:
    struct Run;
    void deliver(const std::shared_ptr<Run>& run);
    void fail(const QString& sentence);
    std::unique_ptr<FrameSource> m_source; // kept when it is off: a module is loaded once
    std::shared_ptr<Run> m_run;            // since it was turned on; the source's threads hold it too
};

} // namespace ui
