#include "ui/pages/lesson.h"

#include "ui/model/json_text.h"
#include "ui/model/scene_value.h"

#include <QFile>

namespace ui {
namespace {

[[noreturn]] void damaged(const QString& file, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, (file + ": " + why + ".").toStdString());
}

Lesson read(const QString& id) {
    constexpr qsizetype longest = 2000, mostControls = 50;
    const QString name = id + ".json";
    QFile file(":/lessons/" + name);
    if (!file.open(QIODevice::ReadOnly)) damaged(name, "this lesson is missing");
    const QByteArray bytes = file.readAll();
    const SceneValue from(jsonFrom(bytes, name, "lesson"));
    const auto text = [&](const char* key) {
        if (!from[key].isText()) from[key].refuse("must be a text");
        return from[key].text(longest);
    };
    Lesson lesson{id,
                  text("title"),
                  text("group"),
                  text("page"),
                  text("headline"),
                  text("line"),
                  text("notice"),
                  {},
                  from["scene"].json().toObject()};
    for (const SceneValue& control : from["controls"].list(0, mostControls)) lesson.controls << control.text(longest);
    return lesson;
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
