#include "ui/pages/lesson.h"

#include "ui/model/json_text.h"
#include "ui/model/scene_value.h"

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

Lesson lessonFrom(const QByteArray& text, const QString& name) {
    constexpr qsizetype longest = 2000, mostControls = 50;
    const SceneValue from(jsonFrom(text, name, "lesson"));
    const auto words = [&](const char* key) {
        if (!from[key].isText()) from[key].refuse("must be a text");
        return from[key].text(longest);
    };
    try {
        from.refuseOthers({"title", "group", "page", "headline", "line", "notice", "controls", "scene"});
        Lesson lesson{QFileInfo(name).completeBaseName(),
                      words("title"),
                      words("group"),
                      words("page"),
                      words("headline"),
                      words("line"),
                      words("notice"),
                      {},
                      from["scene"].json().toObject()};
        if (!from["scene"].json().isObject()) from["scene"].refuse("must be a scene in { }");
        for (const SceneValue& control : from["controls"].list(0, mostControls))
            lesson.controls << control.text(longest);
        return lesson;
    } catch (const cnn::Error& e) {
        throw placed(name, text, {}, e);
    }
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
