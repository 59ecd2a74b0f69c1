#include "ui/shell/session.h"

#include "core/base/error.h"
#include "ui/model/json_text.h"
#include "ui/model/scene_value.h"
#include "ui/pages/saving.h"
#include "ui/sentence.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace ui {

namespace {

// ", line 12" of the session's file for what is wrong in a lesson's scene.
QString lineIn(const QString& file, const QString& lesson, const cnn::Error& error) {
    const auto* placed = dynamic_cast<const SceneError*>(&error);
    QFile session(file);
    if (!placed || !session.open(QIODevice::ReadOnly)) return {};
    const QString pointer = pointerTo("/scenes", lesson) + placed->pointer();
    return Session::tr(", line %1").arg(lineOf(session.readAll(), pointer));
}

} // namespace

Session::Session(const QString& folder, Pauses pauses) : m_file(folder), m_lock(m_file.lockPath()) {
    m_writer.setMaxThreadCount(1);
    m_lock.setStaleLockTime(0); // only a process that is gone gives its lock away, however long it has run
    m_quiet.setSingleShot(true);
    m_longest.setSingleShot(true);
    m_quiet.setInterval(pauses.quiet);
    m_longest.setInterval(pauses.longest);
    connect(&m_quiet, &QTimer::timeout, this, &Session::save);
    connect(&m_longest, &QTimer::timeout, this, &Session::save);
}

Session::~Session() {
    m_writer.waitForDone();
}

QString Session::start() {
    try {
        m_file.makeFolder();
        if (!m_lock.tryLock(0)) {
            if (m_lock.error() == QLockFile::LockFailedError)
                return tr("Another ConvScope is open. What you do in this window is not kept for the next start.");
            throw cnn::Error(cnn::ErrorCode::WriteFailed,
                             cnn::Message::tr("Cannot write %1.", m_file.lockPath().toStdString()));
        }
        m_keeps = true;
        m_file.sweep();
        m_state = m_file.read();
        return useState();
    } catch (const cnn::Error& e) {
        m_state = {};
        const QString why = sentenceOf(e);
        if (!m_keeps) return tr("What you do is not kept for the next start: %1").arg(why);
        return tr("What you did last time cannot be read: %1 The file is kept as %2.").arg(why, m_file.keepAside());
    }
}

QString Session::useState() {
    for (const int attempts : std::as_const(m_state.attempts))
        if (attempts >= SessionFile::mostAttempts) {
            m_state = {};
            return tr("ConvScope ended twice while it showed what you did last time, so it begins anew. What you did "
                      "is "
                      "kept as %1.")
                .arg(m_file.keepAside());
        }
    const bool crashed = !m_state.clean;
    m_state.clean = false;
    if (!m_state.damaged.isEmpty())
        return tr("A part of what you did last time cannot be read: %1").arg(m_state.damaged.join(' '));
    if (crashed && !m_state.scenes.isEmpty())
        return tr("Restored what you did last time. Reset the scene with Ctrl+R.");
    return {};
}

QString Session::adopt(const Lesson& lesson, Page& page) {
    if (!m_keeps) return {};
    m_pages[lesson.id] = {&page, page.scene()};
    const QString problem = restore(lesson, page);
    connect(&page, &Page::stateChanged, this, [this, id = lesson.id] {
        m_changed << id;
        changed();
    });
    connect(&page, &Page::keepsakeChanged, this, [this, id = lesson.id] { saveKeepsake(id); });
    return problem;
}

QString Session::restore(const Lesson& lesson, Page& page) {
    const auto kept = m_state.scenes.constFind(lesson.id);
    const bool keptScene = kept != m_state.scenes.constEnd();
    if (!keptScene && !QFileInfo::exists(m_file.keepsakePath(lesson.id))) return {};
    const QJsonObject scene = keptScene ? *kept : QJsonObject();
    beginRestoring(lesson.id);
    try {
        if (keptScene) page.setScene(scene, tr("As it was last time"));
        page.undoStack()->clear();
    } catch (const cnn::Error& e) {
        m_state.scenes.remove(lesson.id);
        const QString file = m_file.keepAside();
        return tr("\"%1\" cannot be shown as you left it: %2 The scene it was is kept as %3%4.")
            .arg(lesson.title, sentenceOf(e), file, lineIn(file, lesson.id, e));
    }
    auto* saving = savingOf(&page);
    if (!saving) return {};
    try {
        if (const QByteArray bytes = m_file.readKeepsake(lesson.id); !bytes.isEmpty())
            saving->takeUp(bytes, tr("The run of last time"));
    } catch (const cnn::Error& e) {
        return sentenceOf(e);
    }
    return {};
}

// Written before it begins: should it end the program, the next start knows which scene it was.
void Session::beginRestoring(const QString& id) {
    ++m_state.attempts[id];
    write();
    m_writer.waitForDone();
    changed(); // and the save that follows takes it back: by then it was on the screen
}

void Session::setLesson(const QString& id) {
    if (m_state.lesson == id) return;
    m_state.lesson = id;
    changed();
}

void Session::setScene(const QString& lecture, int scene, const QString& key) {
    if (m_state.lecture == lecture && m_state.scene == scene && m_state.seen.contains(key)) return;
    m_state.lecture = lecture;
    m_state.scene = scene;
    m_state.seen << key;
    changed();
}

void Session::setOwn(const KeptLecture& own) {
    if (m_state.own == own) return;
    m_state.own = own;
    changed();
}

void Session::setPicture(const QString& kept, const QJsonObject& reading) {
    if (m_state.picture == kept && m_state.reading == reading) return;
    m_state.picture = kept;
    m_state.reading = reading;
    changed();
}

void Session::changed() {
    if (!m_keeps) return;
    m_quiet.start();
    if (!m_longest.isActive()) m_longest.start();
}

void Session::save() {
    m_quiet.stop();
    m_longest.stop();
    if (!m_keeps) return;
    for (const QString& id : std::as_const(m_changed)) {
        const Kept& kept = m_pages[id];
        const QJsonObject scene = kept.page->scene();
        if (scene == kept.opened)
            m_state.scenes.remove(id);
        else
            m_state.scenes[id] = scene;
    }
    m_changed.clear();
    m_state.attempts.clear();
    write();
}

void Session::write() {
    inWriter(m_file.path(), [file = m_file, state = m_state] { file.write(state); });
}

// At once: it changes seldom, and every second of it was hard work.
void Session::saveKeepsake(const QString& id) {
    if (!m_keeps) return;
    inWriter(m_file.keepsakePath(id), [file = m_file, id, make = savingOf(m_pages[id].page)->keepsake()] {
        file.writeKeepsake(id, make ? make() : QByteArray());
    });
}

// Where a disk is slower than the changes come, only the newest of each file waits for it.
void Session::inWriter(const QString& what, std::function<void()> work) {
    {
        const std::lock_guard lock(m_waitingMutex);
        if (std::exchange(m_waiting[what], std::move(work))) return;
    }
    m_writer.start([this, what] {
        QString problem;
        try {
            std::function<void()> newest;
            {
                const std::lock_guard lock(m_waitingMutex);
                newest = std::exchange(m_waiting[what], {});
            }
            newest();
        } catch (const std::exception& e) {
            problem = sentenceOf(e);
        }
        QMetaObject::invokeMethod(
            this, [this, problem] { said(problem); }, Qt::QueuedConnection);
    });
}

void Session::said(const QString& problem) {
    if (!problem.isEmpty() && !m_failed) emit failed(tr("What you do is not kept for the next start: %1").arg(problem));
    m_failed = !problem.isEmpty();
}

void Session::close() {
    if (!m_keeps) return;
    m_state.clean = true;
    for (const Kept& kept : std::as_const(m_pages))
        if (auto* saving = savingOf(kept.page)) saving->comeToRest();
    save();
    m_writer.waitForDone();
    m_keeps = false;
    m_lock.unlock();
}

} // namespace ui
