// The part of the window that knows which lecture is open, and which one the user makes.
#include "core/base/error.h"
#include "ui/model/kept_place.h"
#include "ui/pages/scene_file.h"
#include "ui/sentence.h"
#include "ui/shell/lecture_menu.h"
#include "ui/shell/lecture_side.h"
#include "ui/shell/lesson_menu.h"
#include "ui/shell/main_window.h"
#include "ui/shell/onward.h"
#include "ui/shell/recorder.h"

#include <QApplication>
#include <QClipboard>
#include <QJsonDocument>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>
#include <algorithm>

namespace ui {
namespace {

const QString ownLecture = "own"; // in the session

QString lecturesFolder(const QString& session) {
    return session + "/lectures";
}

} // namespace

void MainWindow::connectLectures() {
    m_recorder->setFolder(lecturesFolder(sessionFolder()));
    m_undo.addStack(&m_recorder->undoStack());
    connect(m_list, &LessonList::chosen, this, [this](int index) {
        guarded([&] {
            openLesson(index);
            m_walk.jumped(index);
        });
    });
    connect(m_list, &LessonList::moved, this, [this](int scene, int before, const QString& group) {
        guarded([&] { m_recorder->move(scene, before, group); });
    });
    connect(m_side, &LectureSide::left, this, [this] {
        if (m_page) m_page->stage()->setFocus();
    });
    connect(m_recorder.get(), &Recorder::changed, this, &MainWindow::lectureEdited);
    connect(m_recorder.get(), &Recorder::saved, this, [this] {
        lectureChanged();
        keepLecture();
    });
    m_list->showLecture(m_lecture);
    lectureChanged();
}

void MainWindow::openLecture(const Lecture& lecture, int index) {
    if (lecture.scenes.empty())
        throw cnn::Error(cnn::ErrorCode::NotFound,
                         cnn::Message::tr("\"%1\" has no scenes.", lecture.title.toStdString()));
    if (!lecture.isBuiltIn()) m_recorder->take(lecture);
    if (!lecture.path.isEmpty()) LectureMenu::remember(lecture.path);
    m_lecture = lecture;
    m_walk.begin();
    m_side->showAll();
    m_list->showLecture(m_lecture);
    lectureChanged();
    // A scene that is missing is passed over.
    const auto& scenes = m_lecture.scenes;
    while (index + 1 < static_cast<int>(scenes.size()) && !scenes[static_cast<std::size_t>(index)].missing.isEmpty())
        ++index;
    openLesson(index);
}

// What says its name, and what depends on whether it may be changed.
void MainWindow::lectureChanged() {
    m_side->setTitle(m_lecture.title, m_recorder->isOpen() && m_recorder->isUnsaved());
    m_list->setMovable(m_recorder->isOpen());
    if (m_lectureMenu) m_lectureMenu->show();
    if (m_lessonMenu) m_lessonMenu->show();
}

// The page in front stays where its scene is still there.
void MainWindow::lectureEdited(int scene) {
    guarded([&] {
        if (m_recorder->isOpen()) {
            if (m_recorder->lecture().scenes.empty()) return openLecture(allLessons(), 0);
            m_lecture = m_recorder->lecture();
            m_walk.begin();
            m_list->showLecture(m_lecture);
            openLesson(scene);
        }
        m_undo.setActiveStack(&m_recorder->undoStack());
        lectureChanged();
        keepLecture();
    });
}

// ---- what is remembered --------------------------------------------------------------------------------------------

void MainWindow::restoreLecture(QString& said) {
    const SessionState state = m_session->state();
    const auto say = [&](const QString& sentence) { said += (said.isEmpty() ? "" : " ") + sentence; };
    m_recorder->setFolder(lecturesFolder(m_session->folder()));
    m_list->setSeen(state.seen);
    try {
        if (!state.own.unsaved.isEmpty()) {
            Lecture own = lectureOf(state.own.unsaved);
            own.path = state.own.file;
            m_recorder->take(own, true);
        } else if (!state.own.file.isEmpty()) {
            m_recorder->take(readLecture(state.own.file));
        }
    } catch (const cnn::Error& e) {
        say(tr("The lecture of last time cannot be opened: %1").arg(sentenceOf(e)));
    }
    Lecture open = allLessons();
    if (state.lecture == ownLecture && !m_recorder->lecture().scenes.empty()) open = m_recorder->lecture();
    for (const Lecture& lecture : lectures())
        if (lecture.id == state.lecture) open = lecture;
    const Lesson* last = findLesson(state.lesson);
    if (!last) last = findLesson(QSettings().value("lesson").toString());
    const auto scene = static_cast<std::size_t>(state.scene);
    const bool there = scene < open.scenes.size() && last && open.scenes[scene].lesson.id == last->id;
    const int index = there ? state.scene : last ? std::max(0, open.indexOf(last->id)) : 0;
    try {
        openLecture(open, index);
    } catch (const cnn::Error& e) { // every scene is missing
        openLecture(allLessons(), 0);
        say(sentenceOf(e));
    }
}

void MainWindow::keepLecture() {
    const int here = lesson();
    if (!m_session || here < 0 || here >= static_cast<int>(m_lecture.scenes.size())) return;
    const bool own = m_recorder->isOpen();
    m_session->setScene(own ? ownLecture : m_lecture.id, here, m_lecture.scenes[static_cast<std::size_t>(here)].key());
    KeptLecture kept;
    if (m_recorder->exists()) kept.file = m_recorder->lecture().path;
    if (m_recorder->isUnsaved()) kept.unsaved = toJson(m_recorder->lecture());
    m_session->setOwn(kept);
}

// Where the session keeps nothing, what no file has gets one, or the user says that it may go.
bool MainWindow::keepUnsaved() {
    if (!m_recorder->isUnsaved() || (m_session && m_session->keeps())) return true;
    try {
        (void)m_recorder->putAside();
        return true;
    } catch (const cnn::Error& e) {
        return QMessageBox::warning(
                   dialogParent(), tr("The lecture is not saved"),
                   tr("\"%1\" cannot be kept: %2 Close all the same?").arg(m_recorder->lecture().title, sentenceOf(e)),
                   QMessageBox::Close | QMessageBox::Cancel, QMessageBox::Cancel) == QMessageBox::Close;
    }
}

// ---- a scene as text -----------------------------------------------------------------------------------------------

void MainWindow::copySceneAsText() {
    QApplication::clipboard()->setText(QString::fromUtf8(sceneText(m_shown.id, m_page->scene())));
    showNews(tr("The scene is on the clipboard as text; Ctrl+V opens it in ConvScope."));
}

// A scene or a lecture; false: the clipboard has other text, or none.
bool MainWindow::pasteScene() {
    const QMimeData& data = *QApplication::clipboard()->mimeData();
    if (!data.hasText() || data.hasImage()) return false;
    const QByteArray text = data.text().trimmed().toUtf8();
    if (!text.startsWith('{')) return false;
    const QString name = tr("Pasted text");
    if (isLecture(QJsonDocument::fromJson(text).object()))
        openLecture(lectureFrom(text, name), 0);
    else
        openScene(sceneFrom(text, name));
    return true;
}

} // namespace ui
