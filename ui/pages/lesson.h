// A lesson is a file in resources/lessons: which page, which scene, and the words beside it. In other languages its
// words stand in files beside it: stride.json, stride.de.json.
#pragma once

#include "ui/model/scene_value.h"

#include <QByteArray>
#include <QJsonObject>
#include <QLocale>
#include <QString>
#include <QStringList>
#include <vector>

namespace ui {

struct Lesson {
    QString id;           // "stride": the file's name, and the name on the command line
    QString title;        // in the list: "Stride"
    QString group;        // heading in the list: "The operation"
    QString page;         // which page shows it: a PageKind's id
    QString headline;     // the idea in a few words, on the stage
    QString line;         // one line under it
    QString notice;       // two to five sentences beside it
    QStringList controls; // the three to five settings in sight
    QJsonObject scene;    // what the page opens with
    // Of a walk, steps as the scene counts them. Where Next and a clicker stop; none: at every step, of a long walk at
    // some that say most. And where playing pauses.
    std::vector<int> stops, breakpoints;
};

// A lesson's file; its id is the file's name. Throws cnn::Error with name, line and reason. Whether its scene is right,
// only its page knows.
Lesson lessonFrom(const QByteArray& text, const QString& name);
// The same of a text that is JSON; what is wrong is added to `refused` instead.
Lesson lessonFrom(const QJsonObject& object, const QString& name, std::vector<SceneError>& refused);

// Steps of a walk, each larger than the one before; none when it is missing.
std::vector<int> stepsFrom(const SceneValue& value);

// The lesson with the words of such a file: title, group, headline, line and notice, each if it is there. Throws
// cnn::Error with name, line and reason.
Lesson inWordsOf(const QByteArray& text, const QString& name, Lesson lesson);
// The same of a text that is JSON; what is wrong is added to `refused` instead.
Lesson inWordsOf(const QJsonObject& object, Lesson lesson, std::vector<SceneError>& refused);
// "stride" and "de" of "lessons/stride.de.json"; empty when a name is not of this kind.
struct TranslationName {
    QString lesson, language;
};
TranslationName translationName(const QString& name);

// The lessons of a folder in the order of its order.txt, their words in the user's languages: every text in the first
// that has it, in English at last. A damaged file throws cnn::Error naming it.
std::vector<Lesson> readLessons(const QString& folder, const QLocale& user);
// Every lesson, in the order of the list: the built-in files, read once.
const std::vector<Lesson>& lessons();
// Null when there is none.
const Lesson* findLesson(const QString& id);

} // namespace ui
