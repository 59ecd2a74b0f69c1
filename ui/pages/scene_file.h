// A lesson's scene as a file: {"convscope": 1, "lesson": ID, "scene": {...}}.
#pragma once

#include "core/base/error.h"
#include "ui/pages/lesson.h"

#include <QByteArray>

namespace ui {

// What files of scenes and of lectures are called, by which a desktop knows them; any other name opens as well.
inline const QString sceneSuffix = ".convscope.json";
constexpr int sceneFormat = 1;                     // the newest "convscope" that is read, and the one written
constexpr std::size_t largestSceneFile = 4U << 20; // bytes: a scene may hold a drawing and a network

struct SceneFile {
    const Lesson* lesson = nullptr;
    QJsonObject scene;
    QString name; // the file's, for sentences
    QByteArray text;

    // What a page said of the scene, with the file in front and the line of the key it names.
    cnn::Error at(const cnn::Error& said) const;
};

// The same scene always gives the same bytes.
QByteArray sceneBytes(const QString& lesson, const QJsonObject& scene);
// The same on one line, to be sent as text.
QByteArray sceneText(const QString& lesson, const QJsonObject& scene);
// Throws cnn::Error with file, line where it can be told, and reason: no JSON, another version, no such lesson, a key
// that means nothing. Whether the scene itself is right, only its page knows: Page::setScene.
SceneFile sceneFrom(const QByteArray& text, const QString& name);
SceneFile readScene(const QString& path);
void saveScene(const QString& path, const QString& lesson, const QJsonObject& scene);

// A file that is JSON with a version: what scene files and the session have in common. `kind`: what it should have been
// ("scene"). Throws as sceneFrom does.
QJsonObject versionedObject(const QByteArray& text, const QString& name, const QString& kind);

} // namespace ui
