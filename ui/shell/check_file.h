// Whether a lesson, a scene, a session or a run is as the program reads it.
#pragma once

#include <QByteArray>
#include <QString>

namespace ui {

// Throws cnn::Error with `name`, the line where it can be told, and the reason.
void checkFile(const QByteArray& bytes, const QString& name);

} // namespace ui
