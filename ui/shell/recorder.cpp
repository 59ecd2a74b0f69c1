#include "ui/shell/recorder.h"

#include "core/base/error.h"
#include "ui/model/edit_command.h"
#include "ui/pages/page.h"
#include "ui/shell/page_catalog.h"

#include <QDir>
#include <QRegularExpression>
#include <algorithm>

namespace ui {
namespace {

constexpr qsizetype longestName = 60; // letters of a file's name

const PageKind* kindOf(const Lesson& lesson) {
    const auto kinds = pageKinds();
    const auto at = std::ranges::find(kinds, lesson.page, &PageKind::id);
    return at == kinds.end() ? nullptr : &*at;
}

} // namespace

Recorder::Recorder(Front& front, QObject* parent) : QObject(parent), m_front(front) {
    connect(&m_undo, &QUndoStack::cleanChanged, this, &Recorder::saved);
}

bool Recorder::isOpen() const {
    return exists() && !m_front.lecture().isBuiltIn();
}

void Recorder::take(const Lecture& lecture, bool unsaved) {
    if (exists() && lecture.path == m_lecture.path && lecture == m_lecture) return;
    if (isUnsaved()) m_front.showNews(tr("What was not saved of \"%1\" is in %2.").arg(m_lecture.title, putAside()));
    m_lecture = lecture;
    m_lecture.id.clear();
    m_undo.clear();
    if (unsaved)
        m_undo.resetClean();
    else
        m_undo.setClean();
    emit saved();
}

QString Recorder::fileName() const {
    QString name = m_lecture.title.trimmed().left(longestName);
    static const QRegularExpression odd("[^\\w .()-]", QRegularExpression::UseUnicodePropertiesOption);
    name.replace(odd, "_");
    while (name.startsWith('.')) name.remove(0, 1);
    return name.isEmpty() ? tr("Lecture") : name;
}

QString Recorder::putAside() {
    QDir().mkpath(m_folder);
    const QString name = m_folder + '/' + tr("%1 (not saved)").arg(fileName());
    QString path = name + ".json";
    for (int i = 2; QFileInfo::exists(path); ++i) path = name + QString(" %1.json").arg(i);
    saveLecture(path, m_lecture);
    return path;
}

// ---- changes -------------------------------------------------------------------------------------------------------

void Recorder::push(const QString& why, Lecture next, int scene) {
    const State before{m_lecture, m_front.lesson()}, after{std::move(next), scene};
    m_undo.push(new EditCommand<State>(
        why, before, after, [this](const State& state) { write(state); }, -1));
}

void Recorder::write(const State& state) {
    const QString path = m_lecture.path; // saving is no step of undo
    m_lecture = state.lecture;
    m_lecture.path = path;
    emit changed(std::clamp(state.scene, 0, std::max(0, static_cast<int>(m_lecture.scenes.size()) - 1)));
}

// As a lesson that is as it opens, where it is.
LectureScene Recorder::inFront() const {
    const Lesson& lesson = m_front.shownLesson();
    const QJsonObject now = m_front.page()->scene();
    const PageKind* kind = kindOf(lesson);
    const bool same = kind && kind->scene.complete(now) == kind->scene.complete(lesson.scene);
    return sceneOf(lesson, same ? lesson.scene : now);
}

void Recorder::copyOpen() {
    Lecture copy = m_front.lecture();
    copy.title = copy.id == allLessons().id ? tr("My lecture") : tr("Copy of %1").arg(copy.title);
    if (copy.id == allLessons().id) copy.scenes.clear();
    copy.path.clear();
    take(copy);
}

void Recorder::insert(int at) {
    Lecture next = m_lecture;
    next.scenes.insert(next.scenes.begin() + at, inFront());
    push(tr("Add scene"), std::move(next), at);
}

void Recorder::add() {
    const int last = static_cast<int>(m_lecture.scenes.size());
    if (isOpen()) return insert(std::min(m_front.lesson() + 1, last));
    const bool copies = !exists() && m_front.lecture().id != allLessons().id;
    const int here = m_front.lesson();
    if (!exists()) copyOpen();
    const QString from = m_front.lecture().title;
    insert(copies ? here + 1 : static_cast<int>(m_lecture.scenes.size()));
    const QString said =
        copies ? tr("\"%1\" is built in, so the scene is in a copy, as number %2 of \"%3\".")
                     .arg(from)
                     .arg(here + 2)
                     .arg(m_lecture.title)
               : tr("The scene is number %1 of \"%2\".").arg(m_lecture.scenes.size()).arg(m_lecture.title);
    if (copies) {
        m_front.openLecture(m_lecture, here + 1);
        return m_front.showNews(said);
    }
    m_front.showLinks(said, {{tr("Show the lecture"), [this] {
                                  m_front.openLecture(m_lecture, static_cast<int>(m_lecture.scenes.size()) - 1);
                              }}});
}

int Recorder::current() {
    const int here = m_front.lesson();
    if (!isOpen()) {
        if (m_front.lecture().id == allLessons().id)
            throw cnn::Error(
                cnn::ErrorCode::Usage,
                cnn::Message::tr("All lessons are no lecture that can be changed: add scenes to one of your "
                                 "own with Ctrl+Shift+A."));
        const QString from = m_front.lecture().title;
        copyOpen();
        m_undo.resetClean(); // no file has the copy
        m_front.openLecture(m_lecture, here);
        m_front.showNews(tr("\"%1\" is built in, so this is a copy of it: \"%2\".").arg(from, m_lecture.title));
    }
    if (here < 0 || here >= static_cast<int>(m_lecture.scenes.size()))
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("There is no scene in this lecture yet."));
    return here;
}

void Recorder::update() {
    LectureScene scene = m_front.lecture().scenes.at(static_cast<std::size_t>(std::max(0, m_front.lesson())));
    if (scene.lesson.id != m_front.shownLesson().id)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("What is in front is no scene of this lecture; add it with Ctrl+Shift+A."));
    scene.lesson.scene = inFront().lesson.scene;
    edit(scene);
}

void Recorder::duplicate() {
    const int at = current();
    Lecture next = m_lecture;
    next.scenes.insert(next.scenes.begin() + at + 1, next.scenes[static_cast<std::size_t>(at)]);
    push(tr("Duplicate scene"), std::move(next), at + 1);
}

void Recorder::remove() {
    const int at = current();
    if (m_lecture.scenes.size() == 1)
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A lecture keeps at least one scene."));
    Lecture next = m_lecture;
    next.scenes.erase(next.scenes.begin() + at);
    push(tr("Remove scene"), std::move(next), at);
}

void Recorder::move(int scene, int before, const QString& group) {
    const int shown = m_front.lesson();
    current(); // a lecture that is built in becomes a copy
    Lecture next = m_lecture;
    const auto at = next.scenes.begin() + scene;
    at->lesson.group = group;
    const int to = before > scene ? before - 1 : before;
    if (to > scene)
        std::rotate(at, at + 1, next.scenes.begin() + to + 1);
    else
        std::rotate(next.scenes.begin() + to, at, at + 1);
    if (next == m_lecture) return;
    // The scene in front stays there, wherever it is now.
    const int between = shown > scene ? shown - 1 : shown;
    push(tr("Move scene"), std::move(next), shown == scene ? to : between >= to ? between + 1 : between);
}

void Recorder::edit(const LectureScene& scene) {
    const int at = current();
    Lecture next = m_lecture;
    next.scenes[static_cast<std::size_t>(at)] = settled(scene);
    if (next == m_lecture) return;
    push(tr("Edit scene"), std::move(next), at);
}

void Recorder::rename(const QString& title) {
    const int at = current();
    if (title.trimmed().isEmpty())
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("A lecture needs a title."));
    Lecture next = m_lecture;
    next.title = title.trimmed();
    if (next == m_lecture) return;
    push(tr("Rename lecture"), std::move(next), at);
}

void Recorder::save(const QString& path) {
    saveLecture(path, m_lecture);
    m_lecture.path = path;
    m_undo.setClean();
    emit saved();
}

} // namespace ui
