// What QJsonDocument does not tell of a text it reads: the line of a value, and that a key stands twice.
//
// A place in such a text is its pointer (RFC 6901): "/scene/kernels/1/0".
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace ui {

// The text as one object. Throws cnn::Error "NAME, line 3: why" when it is no JSON, no object, or one of its objects
// has a key twice, of which only one could count. `kind`: what it should have been ("scene").
QJsonObject jsonFrom(const QByteArray& text, const QString& name, const QString& kind);

// Throws as jsonFrom does when an object in a text that is JSON has a key twice.
void refuseDuplicates(const QByteArray& text, const QString& name);

// The line, from 1, in which the key or entry at a pointer stands; of one that is not there: what it should stand in.
qsizetype lineOf(const QByteArray& text, const QString& pointer);

// The pointer of a key or entry in what another pointer points to.
QString pointerTo(const QString& inside, const QString& key);

} // namespace ui
