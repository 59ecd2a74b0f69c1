#include "ui/pages/lesson.h"

#include "ui/model/json_text.h"

#include <QFile>
#include <QFileInfo>

namespace ui {
namespace {

[[noreturn]] void damaged(const QString& file, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, (file + ": " + why + ".").toStdString());
}

Lesson read(const QString& id) {
    const QString name = id + ".json";
    QFile file(":/lessons/" + name);
    if (!file.open(QIODevice::ReadOnly)) damaged(name, "this lesson is missing");
    return lessonFrom(file.readAll(), name);
}

std::vector<Lesson> readAll() {
    QFile order(":/lessons/order.txt");
    if (!order.open(QIODevice::ReadOnly)) damaged("order.txt", "the list of lessons is missing");
    std::vector<Lesson> all;
    for (const QString& id : QString::fromUtf8(order.readAll()).split('\n', Qt::SkipEmptyParts))
        all.push_back(read(id.trimmed()));
    return all;
}

} // namespace

Lesson lessonFrom(const QJsonObject& object, const QString& name, std::vector<SceneError>& refused) {
    constexpr qsizetype longest = 2000, mostControls = 50;
    const SceneValue from(object);
    Lesson lesson;
    lesson.id = QFileInfo(name).completeBaseName();
    const auto attempt = [&refused](const auto& read) {
        try {
            read();
        } catch (const SceneError& e) {
            refused.push_back(e);
        }
    };
    refused = from.unknown({"title", "group", "page", "headline", "line", "notice", "controls", "scene"});
    for (const auto& [key, to] : {std::pair("title", &Lesson::title), std::pair("group", &Lesson::group),
                                  std::pair("page", &Lesson::page), std::pair("headline", &Lesson::headline),
                                  std::pair("line", &Lesson::line), std::pair("notice", &Lesson::notice)})
        attempt([&, value = from[key], to = to] {
            if (!value.isText()) value.refuse("must be a text");
            lesson.*to = value.text(longest);
        });
    attempt([&] {
        if (!from["scene"].json().isObject()) from["scene"].refuse("must be a scene in { }");
        lesson.scene = from["scene"].json().toObject();
    });
    attempt([&] {
        for (const SceneValue& control : from["controls"].list(0, mostControls))
            lesson.controls << control.text(longest);
    });
    return lesson;
}

Lesson lessonFrom(const QByteArray& text, const QString& name) {
    std::vector<SceneError> refused;
    const Lesson lesson = lessonFrom(jsonFrom(text, name, "lesson"), name, refused);
    if (!refused.empty()) throw placed(name, text, {}, refused.front());
    return lesson;
}

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
