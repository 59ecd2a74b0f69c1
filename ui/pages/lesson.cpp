#include "ui/pages/lesson.h"

#include "ui/model/json_text.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace ui {
namespace {

constexpr qsizetype longest = 2000; // letters

// A file's bytes; empty when it is not there.
QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray neededBytes(const QString& path) {
    const QByteArray bytes = bytesOf(path);
    if (!bytes.isEmpty()) return bytes;
    throw cnn::Error(cnn::ErrorCode::BadFormat,
                     cnn::Message::tr("%1: this file of the lessons is missing.", path.toStdString()));
}

// What the user reads, best first, as names of files have it: "de_AT", "de". Behind English nothing counts, for the
// lessons are written in it.
QStringList languagesOf(const QLocale& user) {
    QStringList languages;
    for (QString language : user.uiLanguages()) {
        if (language == "C" || QLocale(language).language() == QLocale::English) break;
        language.replace('-', '_');
        languages << language;
        const QString alone = language.section('_', 0, 0); // Qt does not name "de" behind "de_AT"
        languages.removeAll(alone);
        languages << alone;
    }
    return languages;
}

Lesson readLesson(const QString& folder, const QString& id, const QStringList& languages) {
    Lesson lesson = lessonFrom(neededBytes(folder + '/' + id + ".json"), id + ".json");
    for (qsizetype i = languages.size() - 1; i >= 0; --i) {
        const QString name = id + '.' + languages[i] + ".json";
        if (const QByteArray text = bytesOf(folder + '/' + name); !text.isEmpty())
            lesson = inWordsOf(text, name, std::move(lesson));
    }
    return lesson;
}

} // namespace

Lesson lessonFrom(const QJsonObject& object, const QString& name, std::vector<SceneError>& refused) {
    constexpr qsizetype mostControls = 50;
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
    refused = from.unknown(
        {"title", "group", "page", "headline", "line", "notice", "controls", "scene", "stops", "breakpoints"});
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
    for (const auto& [key, to] : {std::pair("stops", &Lesson::stops), std::pair("breakpoints", &Lesson::breakpoints)})
        attempt([&, value = from[key], to = to] { lesson.*to = stepsFrom(value); });
    return lesson;
}

std::vector<int> stepsFrom(const SceneValue& value) {
    constexpr qsizetype most = 100;
    std::vector<int> steps;
    if (!value.given()) return steps;
    for (const SceneValue& step : value.list(1, most)) {
        const int next = step.whole(1, 10'000'000);
        if (!steps.empty() && next <= steps.back()) step.refuse("must be larger than the one before");
        steps.push_back(next);
    }
    return steps;
}

Lesson lessonFrom(const QByteArray& text, const QString& name) {
    std::vector<SceneError> refused;
    const Lesson lesson = lessonFrom(jsonFrom(text, name, "lesson"), name, refused);
    if (!refused.empty()) throw placed(name, text, {}, refused.front());
    return lesson;
}

Lesson inWordsOf(const QJsonObject& object, Lesson lesson, std::vector<SceneError>& refused) {
    const std::pair<const char*, QString*> words[] = {{"title", &lesson.title},
                                                      {"group", &lesson.group},
                                                      {"headline", &lesson.headline},
                                                      {"line", &lesson.line},
                                                      {"notice", &lesson.notice}};
    const SceneValue from(object);
    QStringList keys;
    for (const auto& [key, to] : words) keys << key;
    refused = from.unknown(keys);
    for (const auto& [key, to] : words) {
        try {
            *to = from[key].text(longest, *to);
        } catch (const SceneError& e) {
            refused.push_back(e);
        }
    }
    return lesson;
}

Lesson inWordsOf(const QByteArray& text, const QString& name, Lesson lesson) {
    std::vector<SceneError> refused;
    lesson = inWordsOf(jsonFrom(text, name, "translation of a lesson"), std::move(lesson), refused);
    if (!refused.empty()) throw placed(name, text, {}, refused.front());
    return lesson;
}

TranslationName translationName(const QString& name) {
    static const QRegularExpression form("^([a-z0-9-]+)\\.([a-z]{2,3}(?:_[A-Za-z]+)*)\\.json$");
    const auto match = form.match(QFileInfo(name).fileName());
    return {match.captured(1), match.captured(2)};
}

std::vector<Lesson> readLessons(const QString& folder, const QLocale& user) {
    const QStringList languages = languagesOf(user);
    std::vector<Lesson> all;
    for (const QString& id : QString::fromUtf8(neededBytes(folder + "/order.txt")).split('\n', Qt::SkipEmptyParts))
        all.push_back(readLesson(folder, id.trimmed(), languages));
    return all;
}

const std::vector<Lesson>& lessons() {
    static const std::vector<Lesson> all = readLessons(":/lessons", QLocale());
    return all;
}

const Lesson* findLesson(const QString& id) {
    for (const Lesson& lesson : lessons())
        if (lesson.id == id) return &lesson;
    return nullptr;
}

} // namespace ui
