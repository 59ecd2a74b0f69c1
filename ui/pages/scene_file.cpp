#include "ui/pages/scene_file.h"

#include "core/base/save_file.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRegularExpression>
#include <optional>

namespace ui {
namespace {

std::filesystem::path pathOf(const QString& name) {
    return QFile::encodeName(name).toStdString();
}

[[noreturn]] void refuse(const QString& name, std::optional<qsizetype> line, const QString& why) {
    const QString place = line ? QString("%1, line %2: ").arg(name).arg(*line) : name + ": ";
    throw cnn::Error(cnn::ErrorCode::BadFormat, (place + why).toStdString());
}

qsizetype lineAt(const QByteArray& text, qsizetype offset) {
    return text.left(offset).count('\n') + 1;
}

std::optional<qsizetype> lineOfKey(const QByteArray& text, const QString& key) {
    const QRegularExpression written('"' + QRegularExpression::escape(key) + R"("\s*:)");
    const auto match = written.match(QString::fromUtf8(text));
    if (!match.hasMatch()) return std::nullopt;
    return QString::fromUtf8(text).left(match.capturedStart()).count('\n') + 1;
}

// QJsonDocument's reasons are English already, but begin small and lack the stop.
QString reason(const QJsonParseError& error) {
    return "this is no JSON: " + error.errorString() + ".";
}

void checkVersion(const QJsonObject& object, const QByteArray& text, const QString& name, const QString& kind) {
    const QString key = "convscope";
    if (!object.contains(key))
        refuse(name, std::nullopt, "this is no " + kind + " of ConvScope: it has no \"convscope\".");
    const double version = object[key].toDouble(-1);
    const auto line = lineOfKey(text, key);
    if (version != std::floor(version) || version < 1) refuse(name, line, "\"convscope\" must be a version: 1.");
    if (version > sceneFormat)
        refuse(name, line,
               QString("a newer ConvScope saved this (format %1); this one reads format %2.")
                   .arg(version)
                   .arg(sceneFormat));
}

} // namespace

cnn::Error SceneFile::at(const cnn::Error& said) const {
    const QString sentence = QString::fromUtf8(said.what());
    auto words = QRegularExpression("\"([^\"]+)\"").globalMatch(sentence);
    std::optional<qsizetype> line;
    while (!line && words.hasNext()) line = lineOfKey(text, words.next().captured(1));
    const QString place = line ? QString("%1, line %2: ").arg(name).arg(*line) : name + ": ";
    return {said.code(), (place + sentence).toStdString()};
}

QByteArray sceneBytes(const QString& lesson, const QJsonObject& scene) {
    const QJsonObject whole{{"convscope", sceneFormat}, {"lesson", lesson}, {"scene", scene}};
    return QJsonDocument(whole).toJson(QJsonDocument::Indented);
}

QJsonObject versionedObject(const QByteArray& text, const QString& name, const QString& kind) {
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) refuse(name, lineAt(text, error.offset), reason(error));
    if (!document.isObject()) refuse(name, 1, "this is no " + kind + " of ConvScope: it must begin with {.");
    checkVersion(document.object(), text, name, kind);
    return document.object();
}

SceneFile sceneFrom(const QByteArray& text, const QString& name) {
    const QJsonObject object = versionedObject(text, name, "scene");
    for (const QString& key : object.keys())
        if (!QStringList{"convscope", "lesson", "scene"}.contains(key))
            refuse(name, lineOfKey(text, key), "\"" + key + "\" means nothing in a scene file.");
    const QString id = object["lesson"].toString();
    const Lesson* lesson = findLesson(id);
    if (!lesson)
        refuse(name, lineOfKey(text, "lesson"),
               id.isEmpty() ? QString("\"lesson\" must name a lesson.") : "there is no lesson \"" + id + "\".");
    if (!object["scene"].isObject()) refuse(name, lineOfKey(text, "scene"), "\"scene\" must be a scene in { }.");
    return {lesson, object["scene"].toObject(), name, text};
}

SceneFile readScene(const QString& path) {
    return sceneFrom(QByteArray::fromStdString(cnn::readFile(pathOf(path), largestSceneFile)),
                     QFileInfo(path).fileName());
}

void saveScene(const QString& path, const QString& lesson, const QJsonObject& scene) {
    cnn::saveFile(pathOf(path), sceneBytes(lesson, scene).toStdString());
}

} // namespace ui
