// A value in a scene, read with its bounds. What is left out keeps its default, where it has one; everything else that
// is not what was asked for is refused with its key and what is allowed: no scene can ask for more than a page can
// show.
#pragma once

#include "core/base/error.h"
#include "core/tensor/tensor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace ui {

// "padding" must be a whole number from 0 to 11. Whoever knows the text can tell the line: SceneFile::at.
class SceneError : public cnn::Error {
public:
    SceneError(QString pointer, const QString& sentence)
        : Error(cnn::ErrorCode::BadFormat, sentence.toStdString()), m_pointer(std::move(pointer)) {}
    const QString& pointer() const { return m_pointer; } // in the scene: "/kernels/1/0"

private:
    QString m_pointer;
};

class SceneValue {
public:
    explicit SceneValue(const QJsonValue& value) : m_value(value) {}

    // What stands under a key; may be missing. Refuses when this is no object.
    SceneValue operator[](const QString& key) const;
    bool given() const { return !m_value.isUndefined(); }
    bool isList() const { return m_value.isArray(); }
    bool isText() const { return m_value.isString(); }
    const QJsonValue& json() const { return m_value; }

    // Bounds are included. Without a default it must be there.
    int whole(int low, int high, std::optional<int> usual = {}) const;
    double number(double low, double high, std::optional<double> usual = {}) const;
    bool flag(bool usual = false) const;
    // The index of one of these words; the first is the default.
    int oneOf(const QStringList& words) const;
    // What is to be said of the keys that are none of these; the nearest of these is named.
    std::vector<SceneError> unknown(const QStringList& keys) const;
    // One of these names; of another the nearest is said.
    QString nameFrom(const QStringList& names) const;
    QString text(qsizetype most, const QString& usual = {}) const;
    // The entries of an array; none when it is missing and may be empty.
    std::vector<SceneValue> list(qsizetype least, qsizetype most) const;
    std::vector<SceneValue> list(qsizetype count) const { return list(count, count); }
    // Whole numbers: one, which stands for two, or an array of one of these counts.
    std::vector<int> wholes(int low, int high, int usual, const QList<qsizetype>& counts = {2}) const;
    // Rows of numbers, a text each ("0 1 2"), none beyond `magnitude`.
    cnn::Tensor grid(int rows, int columns, float magnitude) const;

    // Throws: the place, then `why`, which is a half sentence without its stop ("must be ...").
    [[noreturn]] void refuse(const QString& why) const { refuseWith(why + '.'); }
    [[noreturn]] void refuseWith(const QString& endOfSentence) const { throw error(endOfSentence); }

private:
    SceneValue(QJsonValue value, QString pointer, QString place)
        : m_value(std::move(value)), m_pointer(std::move(pointer)), m_place(std::move(place)) {}
    SceneError error(const QString& endOfSentence) const;
    QString written() const; // " (it is 7)"
    void appendRow(int columns, float magnitude, std::vector<float>& to) const;

    QJsonValue m_value;
    QString m_pointer;
    QString m_place; // for people: "kernels", entry 2
};

// A grid as SceneValue::grid reads it.
QJsonArray toRows(const cnn::Tensor& grid);

// What was said of a value in a text, with its name in front and the line of the value where one is named. `inside`:
// the pointer of what the value stands in.
cnn::Error placed(const QString& name, const QByteArray& text, const QString& inside, const cnn::Error& said);

} // namespace ui
