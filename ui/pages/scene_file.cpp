#include "ui/pages/scene_file.h"

#include "core/base/save_file.h"
#include "ui/media/file_names.h"
#include "ui/model/json_text.h"
#include "ui/model/scene_value.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <cmath>

namespace ui {
namespace {

class TopLevel {
public:
    TopLevel(const QByteArray& text, const QString& name, const QJsonObject& object)
        : m_text(text), m_name(name), m_object(object) {}

    [[noreturn]] void refuse(const QString& key, const QString& why) const {
        const QString place =
            m_object.contains(key) ? QString(", line %1").arg(lineOf(m_text, pointerTo({}, key))) : QString();
        throw cnn::Error(cnn::ErrorCode::BadFormat, (m_name + place + ": " + why).toStdString());
    }

    void checkVersion(const QString& kind) const {
        const QString key = "convscope";
        if (!m_object.contains(key)) refuse(key, "this is no " + kind + " of ConvScope: it has no \"convscope\".");
        const double version = m_object[key].toDouble(-1);
        if (version != std::floor(version) || version < 1) refuse(key, "\"convscope\" must be a version: 1.");
        if (version > sceneFormat)
            refuse(key, QString("a newer ConvScope saved this (format %1); this one reads format %2.")
                            .arg(version)
                            .arg(sceneFormat));
    }

private:
    const QByteArray& m_text;
    const QString& m_name;
    const QJsonObject& m_object;
};

} // namespace

cnn::Error SceneFile::at(const cnn::Error& said) const {
    return placed(name, text, "/scene", said);
}

namespace {

QJsonDocument sceneDocument(const QString& lesson, const QJsonObject& scene) {
    return QJsonDocument(QJsonObject{{"convscope", sceneFormat}, {"lesson", lesson}, {"scene", scene}});
}

} // namespace

QByteArray sceneBytes(const QString& lesson, const QJsonObject& scene) {
    return sceneDocument(lesson, scene).toJson(QJsonDocument::Indented);
}

QByteArray sceneText(const QString& lesson, const QJsonObject& scene) {
    return sceneDocument(lesson, scene).toJson(QJsonDocument::Compact);
}

QJsonObject versionedObject(const QByteArray& text, const QString& name, const QString& kind) {
    const QJsonObject object = jsonFrom(text, name, kind);
    TopLevel(text, name, object).checkVersion(kind);
    return object;
}

SceneFile sceneFrom(const QByteArray& text, const QString& name) {
    const QJsonObject object = versionedObject(text, name, "scene");
    const TopLevel top(text, name, object);
    for (const QString& key : object.keys())
        if (!QStringList{"convscope", "lesson", "scene"}.contains(key))
            top.refuse(key, "\"" + key + "\" means nothing in a scene file.");
    const QString id = object["lesson"].toString();
    const Lesson* lesson = findLesson(id);
    if (!lesson)
        top.refuse("lesson",
                   id.isEmpty() ? QString("\"lesson\" must name a lesson.") : "there is no lesson \"" + id + "\".");
    if (!object["scene"].isObject()) top.refuse("scene", "\"scene\" must be a scene in { }.");
    return {lesson, object["scene"].toObject(), name, text};
}

SceneFile readScene(const QString& path) {
    return sceneFrom(QByteArray::fromStdString(cnn::readFile(filePath(path), largestSceneFile)),
                     QFileInfo(path).fileName());
}

void saveScene(const QString& path, const QString& lesson, const QJsonObject& scene) {
    cnn::saveFile(filePath(path), sceneBytes(lesson, scene).toStdString());
}

} // namespace ui
