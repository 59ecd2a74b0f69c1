// What the scenes of a lecture name by a path: small pictures go into its file, networks, data and large pictures stay
// beside it.
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace ui {

constexpr qint64 largestInLecture = 1 << 20; // bytes of a picture's file

// With its picture in the scene, as a scene keeps one that was pasted, where its file is no larger than that and can be
// read.
QJsonObject withPicture(QJsonObject scene);
// What is not where its path says, but lies beside that file under the same name, is named there.
QJsonObject foundBeside(QJsonObject scene, const QString& file);
// The files and folders that it names.
QStringList namedFiles(const QJsonObject& scene);

} // namespace ui
