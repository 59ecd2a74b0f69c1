// Where live pictures come from: a camera, or in tests a moving pattern.
#pragma once

#include <QImage>
#include <QStringList>
#include <functional>

namespace ui {

class FrameSource {
public:
    virtual ~FrameSource() = default;

    // What there is to choose from, by the names people know; empty: no camera is connected.
    virtual QStringList devices() = 0;
    // From now on `arrived` is called when there is a newer frame, `failed` with a sentence when there will be none any
    // more; on any thread, also after stop().
    virtual void start(int device, std::function<void()> arrived, std::function<void(const QString&)> failed) = 0;
    virtual void stop() = 0;
    // As the camera sees it, not mirrored; null before the first. Older ones are forgotten.
    virtual QImage newest() = 0;
};

} // namespace ui
