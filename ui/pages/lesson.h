// A lesson is a file in resources/lessons: which page, which scene, and the words beside it.
#pragma once

#include "ui/model/scene_value.h"

#include <QByteArray>

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
};

// A lesson's file; its id is the file's name. Throws cnn::Error with name, line and reason. Whether its scene is right,
// only its page knows.
Lesson lessonFrom(const QByteArray& text, const QString& name);
// The same of a text that is JSON; what is wrong is added to `refused` instead.
Lesson lessonFrom(const QJsonObject& object, const QString& name, std::vector<SceneError>& refused);

// Every lesson, in the order of the list. Read once from the built-in files; a damaged one is our own mistake and
// throws cnn::Error naming it.
const std::vector<Lesson>& lessons();
// Null when there is none.
const Lesson* findLesson(const QString& id);

} // namespace ui
