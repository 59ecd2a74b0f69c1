#include "ui/pages/lesson.h"

#include "core/base/error.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace ui {
namespace {

[[noreturn]] void damaged(const QString& id, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("Lesson \"" + id + "\" is damaged: " + why + ".").toStdString());
}

QString text(const QJsonObject& object, const QString& key, const QString& id) {
    if (!object.value(key).isString()) damaged(id, "it has no \"" + key + "\"");
    return object.value(key).toString();
}

Lesson read(const QString& id) {
    QFile file(":/lessons/" + id + ".json");
    if (!file.open(QIODevice::ReadOnly)) damaged(id, "the file is missing");
    QJsonParseError error;
    const QJsonObject o = QJsonDocument::fromJson(file.readAll(), &error).object();
    if (error.error != QJsonParseError::NoError) damaged(id, error.errorString());
    Lesson lesson{id,
                  text(o, "title", id),
                  text(o, "group", id),
                  text(o, "page", id),
                  text(o, "headline", id),
                  text(o, "line", id),
                  text(o, "notice", id),
                  {},
                  o.value("scene").toObject()};
    for (const auto& control : o.value("controls").toArray()) lesson.controls << control.toString();
    return lesson;
}

std::vector<Lesson> readAll() {
    QFile order(":/lessons/order.txt");
    if (!order.open(QIODevice::ReadOnly)) damaged("order.txt", "the file is missing");
    std::vector<Lesson> all;
    for (const QString& id : QString::fromUtf8(order.readAll()).split('\n', Qt::SkipEmptyParts))
        all.push_back(read(id.trimmed()));
    return all;
}

} // namespace

const std::vector<Lesson>& lessons() {
    static const std::vector<Lesson> all = readAll();
    return all;
}

const Lesson* findLesson(const QString& id) {
    for (const Lesson& lesson : lessons())
        if (lesson.id == id) return &lesson;
    return nullptr;
}

} // namespace ui
