// A lecture is a list of scenes: lessons as they are, or with another scene and other words, and what only the speaker
// sees. As a file: {"convscope": 1, "lecture": TITLE, "scenes": [{"lesson": ID, ...}, ...]}.
#pragma once

#include "ui/pages/lesson.h"

namespace ui {

constexpr std::size_t largestLectureFile = 64U << 20; // bytes: many scenes, each with a drawing or a small network

struct LectureScene {
    Lesson lesson;    // as it is shown: the words and the scene of the lesson `lesson.id`, but for what the file says
    QString note;     // for the speaker alone
    QString question; // the id of a question that is asked here (Page::questions); empty: none
    bool own = false; // has words or a scene of its own, so a page of its own, too; its heading does not count
    // What cannot be shown, and why: a lesson this ConvScope does not have. Empty: all is there.
    QString missing;

    // Under which its page and what the user did there are kept: the lesson's id, or that and a hash of what is its
    // own. Letters, digits and hyphens.
    QString key() const;
};

struct Lecture {
    QString title;
    QString id;   // "lenet-in-fifteen-minutes" of one that is built in, "all" of all lessons; otherwise empty
    QString path; // of the file; empty: built in, or not saved yet
    std::vector<LectureScene> scenes;

    // The index of the first scene of that lesson; -1: none.
    int indexOf(const QString& lesson) const;
    bool isBuiltIn() const { return !id.isEmpty(); }
};

// Whether both show and say the same, whatever their files.
bool operator==(const LectureScene& a, const LectureScene& b);
bool operator==(const Lecture& a, const Lecture& b);

// Throws cnn::Error with file, line and reason where it is no lecture. A scene of a lesson that is not there stays in
// the list, with `missing`; whether a scene is right, only its page knows.
Lecture lectureFrom(const QByteArray& text, const QString& name);
Lecture readLecture(const QString& path); // content decides, whatever the suffix
// The same lecture always gives the same bytes; of each scene only what differs from its lesson is written.
QByteArray lectureBytes(const Lecture& lecture);
// With small pictures in its scenes (lecture_files.h), as it is saved; and the files and folders that scenes name.
Lecture withPictures(Lecture lecture);
QStringList namedFiles(const Lecture& lecture);
void saveLecture(const QString& path, const Lecture& lecture);
QJsonObject toJson(const Lecture& lecture);
// The same of a text that is JSON; throws SceneError.
Lecture lectureOf(const QJsonObject& object);
// Whether a text says of itself that it is a lecture.
bool isLecture(const QJsonObject& object);

// One scene as the list of a lecture has it, and back: what "Copy scene as text" and the recorder keep.
QJsonObject toJson(const LectureScene& scene);
// After its words or its scene were changed: whether they are its own now.
LectureScene settled(LectureScene scene);

// A scene as it is in front: that of the lesson with another scene.
LectureScene sceneOf(const Lesson& lesson, const QJsonObject& scene);

// Every lesson, in the order of the list; its id is "all". What is open when nothing else is.
Lecture allLessons();
// Those that are built in, in the order of the menu: resources/lectures/*.json by its order.txt.
const std::vector<Lecture>& lectures();

} // namespace ui
