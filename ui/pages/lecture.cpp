#include "ui/pages/lecture.h"

#include "core/base/save_file.h"
#include "ui/media/file_names.h"
#include "ui/model/json_text.h"
#include "ui/pages/lecture_files.h"
#include "ui/pages/scene_file.h"
#include "ui/tr.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace ui {
namespace {

constexpr qsizetype longestWord = 2000, longestNote = 20000; // letters
constexpr qsizetype mostScenes = 1000, mostControls = 50;

// The words of a scene that a lecture may say anew.
const std::vector<std::pair<const char*, QString Lesson::*>>& words() {
    static const std::vector<std::pair<const char*, QString Lesson::*>> all{{"title", &Lesson::title},
                                                                            {"group", &Lesson::group},
                                                                            {"headline", &Lesson::headline},
                                                                            {"line", &Lesson::line},
                                                                            {"notice", &Lesson::notice}};
    return all;
}

const std::vector<std::pair<const char*, std::vector<int> Lesson::*>>& steps() {
    static const std::vector<std::pair<const char*, std::vector<int> Lesson::*>> all{
        {"stops", &Lesson::stops}, {"breakpoints", &Lesson::breakpoints}};
    return all;
}

QJsonArray written(const std::vector<int>& all) {
    QJsonArray array;
    for (const int one : all) array.append(one);
    return array;
}

// What it says otherwise than its lesson.
QJsonObject differences(const LectureScene& scene) {
    const Lesson* base = findLesson(scene.lesson.id);
    const Lesson none;
    const Lesson& usual = base ? *base : none;
    QJsonObject object;
    for (const auto& [key, word] : words())
        if (scene.lesson.*word != usual.*word) object[key] = scene.lesson.*word;
    for (const auto& [key, list] : steps())
        if (scene.lesson.*list != usual.*list) object[key] = written(scene.lesson.*list);
    if (scene.lesson.controls != usual.controls) object["controls"] = QJsonArray::fromStringList(scene.lesson.controls);
    if (scene.lesson.scene != usual.scene) object["scene"] = scene.lesson.scene;
    return object;
}

// As differences(), without what changes nothing on its page: the heading in the list.
QJsonObject ownParts(const LectureScene& scene) {
    QJsonObject own = differences(scene);
    own.remove("group");
    return own;
}

LectureScene sceneFrom(const SceneValue& from) {
    QStringList keys{"lesson", "scene", "controls", "note", "question"};
    for (const auto& [key, word] : words()) keys << key;
    for (const auto& [key, list] : steps()) keys << key;
    if (const auto refused = from.unknown(keys); !refused.empty()) throw refused.front();
    LectureScene scene;
    const QString id = from["lesson"].text(longestWord);
    if (const Lesson* base = findLesson(id)) {
        scene.lesson = *base;
    } else {
        scene.lesson.id = id;
        scene.lesson.title = id;
        scene.missing = ui::tr("There is no lesson \"%1\" in this ConvScope.").arg(id);
    }
    for (const auto& [key, word] : words()) scene.lesson.*word = from[key].text(longestWord, scene.lesson.*word);
    for (const auto& [key, list] : steps()) {
        if (!from[key].given()) continue;
        scene.lesson.*list = stepsFrom(from[key]);
    }
    if (from["controls"].given()) {
        scene.lesson.controls.clear();
        for (const SceneValue& control : from["controls"].list(0, mostControls))
            scene.lesson.controls << control.text(longestWord);
    }
    if (from["scene"].given()) {
        if (!from["scene"].json().isObject()) from["scene"].refuse("must be a scene in { }");
        scene.lesson.scene = from["scene"].json().toObject();
    }
    scene.note = from["note"].text(longestNote, {});
    scene.question = from["question"].text(longestWord, {});
    return settled(std::move(scene));
}

} // namespace

QString LectureScene::key() const {
    if (!own) return lesson.id;
    const QByteArray all = QJsonDocument(ownParts(*this)).toJson(QJsonDocument::Compact);
    const QByteArray hash = QCryptographicHash::hash(all, QCryptographicHash::Sha1).toHex().left(12);
    return lesson.id + "--" + QString::fromLatin1(hash);
}

int Lecture::indexOf(const QString& lesson) const {
    for (std::size_t i = 0; i < scenes.size(); ++i)
        if (scenes[i].lesson.id == lesson) return static_cast<int>(i);
    return -1;
}

bool isLecture(const QJsonObject& object) {
    return object.contains("lecture");
}

Lecture lectureFrom(const QByteArray& text, const QString& name) {
    const QJsonObject object = versionedObject(text, name, "lecture");
    try {
        return lectureOf(object);
    } catch (const SceneError& e) {
        throw placed(name, text, {}, e);
    }
}

Lecture lectureOf(const QJsonObject& object) {
    const SceneValue from(object);
    if (const auto refused = from.unknown({"convscope", "lecture", "scenes"}); !refused.empty()) throw refused.front();
    Lecture lecture;
    lecture.title = from["lecture"].text(longestWord);
    for (const SceneValue& scene : from["scenes"].list(0, mostScenes)) lecture.scenes.push_back(sceneFrom(scene));
    return lecture;
}

Lecture readLecture(const QString& path) {
    Lecture lecture = lectureFrom(QByteArray::fromStdString(cnn::readFile(filePath(path), largestLectureFile)),
                                  QFileInfo(path).fileName());
    lecture.path = path;
    for (LectureScene& scene : lecture.scenes) scene.lesson.scene = foundBeside(scene.lesson.scene, path);
    return lecture;
}

QJsonObject toJson(const LectureScene& scene) {
    QJsonObject object = differences(scene);
    object["lesson"] = scene.lesson.id;
    if (!scene.note.isEmpty()) object["note"] = scene.note;
    if (!scene.question.isEmpty()) object["question"] = scene.question;
    return object;
}

QJsonObject toJson(const Lecture& lecture) {
    QJsonArray scenes;
    for (const LectureScene& scene : lecture.scenes) scenes.append(toJson(scene));
    return {{"convscope", sceneFormat}, {"lecture", lecture.title}, {"scenes", scenes}};
}

QByteArray lectureBytes(const Lecture& lecture) {
    return QJsonDocument(toJson(lecture)).toJson(QJsonDocument::Indented);
}

Lecture withPictures(Lecture lecture) {
    for (LectureScene& scene : lecture.scenes) scene.lesson.scene = withPicture(scene.lesson.scene);
    return lecture;
}

QStringList namedFiles(const Lecture& lecture) {
    QStringList names;
    for (const LectureScene& scene : lecture.scenes) names << namedFiles(scene.lesson.scene);
    names.removeDuplicates();
    return names;
}

void saveLecture(const QString& path, const Lecture& lecture) {
    cnn::saveFile(filePath(path), lectureBytes(withPictures(lecture)).toStdString());
}

LectureScene sceneOf(const Lesson& lesson, const QJsonObject& scene) {
    LectureScene made;
    made.lesson = lesson;
    made.lesson.scene = scene;
    return settled(std::move(made));
}

LectureScene settled(LectureScene scene) {
    scene.own = !ownParts(scene).isEmpty();
    return scene;
}

bool operator==(const LectureScene& a, const LectureScene& b) {
    return a.missing == b.missing && toJson(a) == toJson(b);
}

bool operator==(const Lecture& a, const Lecture& b) {
    return a.title == b.title && a.scenes == b.scenes;
}

Lecture allLessons() {
    Lecture all;
    all.title = ui::tr("All lessons");
    all.id = "all";
    for (const Lesson& lesson : lessons()) {
        all.scenes.emplace_back();
        all.scenes.back().lesson = lesson;
    }
    return all;
}

const std::vector<Lecture>& lectures() {
    static const std::vector<Lecture> all = [] {
        std::vector<Lecture> read;
        QFile order(":/lectures/order.txt");
        if (!order.open(QIODevice::ReadOnly)) return read;
        for (const QByteArray& line : order.readAll().split('\n')) {
            const QString id = QString::fromUtf8(line.trimmed());
            if (id.isEmpty()) continue;
            QFile file(":/lectures/" + id + ".json");
            if (!file.open(QIODevice::ReadOnly))
                throw cnn::Error(cnn::ErrorCode::BadFormat,
                                 cnn::Message::tr("%1: this file of the lectures is missing.", id.toStdString()));
            read.push_back(lectureFrom(file.readAll(), id + ".json"));
            read.back().id = id;
        }
        return read;
    }();
    return all;
}

} // namespace ui
