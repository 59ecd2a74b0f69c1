// Scene files with one value changed, in every way that somebody's hand, another program or a broken disk may do it.
#pragma once

#include "ui/pages/scene_file.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <vector>

namespace ui {

struct SceneEdit {
    QString name; // "padding[1] = null"
    QByteArray text;
    int line = 0; // where a refusal must be; 0: anywhere
};

namespace scene_edits {

inline const QString mark = "@@@";

// The value with what stands at a path of keys and indices replaced; undefined: left out.
inline QJsonValue with(const QJsonValue& in, const QStringList& path, const QJsonValue& value) {
    if (path.isEmpty()) return value;
    if (in.isArray()) {
        QJsonArray array = in.toArray();
        const qsizetype i = path[0].toInt();
        array[i] = with(array[i], path.mid(1), value);
        return array;
    }
    QJsonObject object = in.toObject();
    const QJsonValue next = with(object[path[0]], path.mid(1), value);
    if (next.isUndefined())
        object.remove(path[0]);
    else
        object[path[0]] = next;
    return object;
}

// All keys, and the first and last entry of every array.
inline void collect(const QJsonValue& value, const QStringList& path, QList<QStringList>& to) {
    if (!path.isEmpty()) to << path;
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (const QString& key : object.keys()) collect(object[key], path + QStringList(key), to);
    }
    const QJsonArray array = value.toArray();
    if (!array.isEmpty()) collect(array[0], path + QStringList("0"), to);
    if (array.size() > 1) collect(array.last(), path + QStringList(QString::number(array.size() - 1)), to);
}

inline int lineOfMark(const QByteArray& text) {
    return static_cast<int>(text.left(text.indexOf(mark.toUtf8())).count('\n')) + 1;
}

} // namespace scene_edits

inline std::vector<SceneEdit> editsOf(const QString& lesson, const QJsonObject& scene) {
    using namespace scene_edits;
    QList<QStringList> paths;
    collect(scene, {}, paths);
    std::vector<SceneEdit> edits;
    for (const QStringList& path : paths) {
        bool entry = false;
        path.last().toInt(&entry);
        const QByteArray marked = sceneBytes(lesson, with(scene, path, mark).toObject());
        const QByteArray quoted = '"' + mark.toUtf8() + '"';
        const int line = lineOfMark(marked);
        for (const char* value : {"null", "0", "-1", "1e9", "2147483647", "1e308", "\"text\"", "[]", "{}", "true"})
            edits.push_back({path.join('/') + " = " + value, QByteArray(marked).replace(quoted, value), 0});
        if (entry) continue;
        edits.push_back({path.join('/') + " missing",
                         sceneBytes(lesson, with(scene, path, QJsonValue(QJsonValue::Undefined)).toObject()), 0});
        const QByteArray twice = "1,\n\"" + path.last().toUtf8() + "\": 1";
        edits.push_back({path.join('/') + " twice", QByteArray(marked).replace(quoted, twice), line + 1});
    }
    return edits;
}

// Everything that a scene may ask for, at once.
inline std::vector<SceneEdit> heaviestOf(const Lesson& lesson) {
    const auto rows = [](int count, int columns) {
        QJsonArray all;
        for (int i = 0; i < count; ++i) all << QStringList(columns, "-123456").join(' ');
        return all;
    };
    const auto grids = [&](int count, int side) {
        QJsonArray all;
        for (int i = 0; i < count; ++i) all << rows(side, side);
        return all;
    };
    QStringList stack, growing;
    for (int i = 0; i < 24; ++i) {
        stack << "conv11p5";
        growing << "conv1p8";
    }
    QList<QJsonObject> heavy;
    if (lesson.page == "window") {
        const bool conv = lesson.scene["operation"] == "conv";
        heavy << QJsonObject{{"operation", lesson.scene["operation"]},
                             {"input", rows(12, 12)},
                             {"kernel", conv ? QJsonValue(rows(12, 12)) : QJsonValue(12)},
                             {"padding", conv ? 11 : 6},
                             {"stacked", true}};
        heavy << QJsonObject{{"operation", "conv"},          {"signal", true},
                             {"input", rows(1, 240)},        {"kernel", rows(1, 12)},
                             {"padding", QJsonArray{0, 11}}, {"dilation", QJsonArray{1, 4}}};
    }
    if (lesson.page == "backward") {
        const bool pool = lesson.scene["pass"] == "pooling";
        heavy << QJsonObject{{"operation", lesson.scene["operation"]},
                             {"pass", lesson.scene["pass"]},
                             {"input", rows(8, 8)},
                             {"kernel", pool ? QJsonValue(6) : QJsonValue(rows(8, 8))},
                             {"gradient", rows(14, 14)},
                             {"padding", 3}};
    }
    if (lesson.page == "channels")
        heavy << QJsonObject{{"input", grids(4, 12)},
                             {"kernels", QJsonArray{grids(4, 5), grids(4, 5), grids(4, 5), grids(4, 5)}},
                             {"padding", 3}};
    if (lesson.page == "fit")
        heavy << QJsonObject{{"input", "random"}, {"size", 16}, {"target", "gaussian-5"}, {"updates", 400}};
    if (lesson.page == "field")
        for (const QStringList& layers : {stack, growing})
            heavy << QJsonObject{
                {"layers", layers.join(',')}, {"input", 256}, {"channels", 16}, {"seeds", 64}, {"level", 24}};
    std::vector<SceneEdit> edits;
    for (const QJsonObject& scene : heavy) edits.push_back({"the heaviest", sceneBytes(lesson.id, scene), 0});
    return edits;
}

} // namespace ui
