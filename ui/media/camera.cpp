#include "ui/media/camera.h"

#include "core/base/error.h"
#include "ui/media/refusal.h"
#include "ui/sentence.h"
#include "ui/tr.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLibrary>
#include <atomic>
#include <mutex>

namespace ui {

// What a thread of the source may touch, also when the camera is gone.
struct Camera::Run {
    std::mutex guard; // of camera
    Camera* camera;
    std::atomic<bool> told = false; // a frame waits to be taken: more than one never does

    // In the interface's thread, if the camera is still on.
    void tell(const std::shared_ptr<Run>& self, std::function<void(Camera&)> what) {
        const std::lock_guard lock(guard);
        if (!camera) return;
        QMetaObject::invokeMethod(
            camera,
            [self, camera = camera, what = std::move(what)] {
                if (camera->m_run == self) what(*camera);
            },
            Qt::QueuedConnection);
    }
};

namespace {

Camera::Maker& maker() {
    static Camera::Maker chosen;
    return chosen;
}

// Beside the program's other libraries: where it was built, or where it is installed.
QString modulePath() {
    const QString built = QCoreApplication::applicationDirPath() + "/../lib/convscope_camera.so";
    return QFileInfo::exists(built)
               ? built
               : QCoreApplication::applicationDirPath() + "/" CONVSCOPE_MODULES "/convscope_camera.so";
}

std::unique_ptr<FrameSource> fromModule() {
    const QString path = modulePath();
    if (!QFileInfo::exists(path))
        fail(cnn::ErrorCode::NotFound,
             ui::tr("The camera needs a module that is not here: the package convscope-camera, or, from the sources, "
                    "bash app/setup.sh --camera and then bash app/run.sh."));
    static QLibrary module;
    module.setFileName(path);
    using Make = FrameSource* (*)();
    const auto make = reinterpret_cast<Make>(module.resolve("convscopeCamera"));
    if (!make)
        fail(cnn::ErrorCode::Unreadable, ui::tr("The camera's module cannot be loaded: %1.").arg(module.errorString()));
    return std::unique_ptr<FrameSource>(make());
}

} // namespace

Camera::~Camera() {
    turnOff();
}

void Camera::setMaker(Maker chosen) {
    maker() = std::move(chosen);
}

void Camera::turnOn() {
    if (m_run) return;
    try {
        if (!m_source) m_source = maker() ? maker()() : fromModule();
        if (m_source->devices().isEmpty())
            return void(emit failed(tr("No camera is connected, or another program does not let go of it.")));
    } catch (const cnn::Error& e) {
        return void(emit failed(sentenceOf(e)));
    }
    m_run = std::make_shared<Run>();
    m_run->camera = this;
    const auto run = m_run;
    m_source->start(
        0,
        [run] {
            if (!run->told.exchange(true)) run->tell(run, [run](Camera& camera) { camera.deliver(run); });
        },
        [run](const QString& sentence) { run->tell(run, [sentence](Camera& camera) { camera.fail(sentence); }); });
    emit changed();
}

void Camera::turnOff() {
    if (!m_run) return;
    {
        const std::lock_guard lock(m_run->guard);
        m_run->camera = nullptr;
    }
    m_run.reset();
    m_source->stop();
    emit changed();
}

void Camera::deliver(const std::shared_ptr<Run>& run) {
    run->told = false;
    const QImage frame = m_source->newest();
    if (!frame.isNull()) emit arrived(frame);
}

void Camera::fail(const QString& sentence) {
    turnOff();
    emit failed(sentence);
}

} // namespace ui
