// What the next start finds: one file in a folder of our own, written whole or not at all.
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QString>

namespace ui {

struct SessionState {
    QString lesson;                    // in front
    QMap<QString, QJsonObject> scenes; // by lesson, those that were changed
    bool clean = false;                // the program ended as it should
    QMap<QString, int> attempts;       // by lesson: how often showing its scene has begun and not come to an end
    bool operator==(const SessionState&) const = default;
};

class SessionFile {
public:
    static constexpr std::size_t largest = 256U << 20; // bytes
    static constexpr int mostAttempts = 2;             // crashes in a row while restoring

    explicit SessionFile(QString folder) : m_folder(std::move(folder)) {}
    QString folder() const { return m_folder; }
    QString path() const { return m_folder + "/session.json"; }
    // What a page keeps beside its scene, by lesson.
    QString keepsakePath(const QString& lesson) const { return m_folder + '/' + lesson + ".run"; }
    QString lockPath() const { return m_folder + "/session.lock"; }

    // Makes the folder, for this user alone. Throws cnn::Error(WriteFailed).
    void makeFolder() const;
    // Temporaries that a killed save has left. Only for the one that holds the lock.
    void sweep() const;
    // Nothing when there is no file. Throws cnn::Error when it cannot be used.
    SessionState read() const;
    void write(const SessionState& state) const;
    // Empty when there is none. Throws cnn::Error.
    QByteArray readKeepsake(const QString& lesson) const;
    // Empty bytes: there is none any more.
    void writeKeepsake(const QString& lesson, const QByteArray& bytes) const;
    // Puts the file out of the way under another name, which is returned; empty when that fails.
    QString keepAside() const;

private:
    QString m_folder;
};

QByteArray sessionBytes(const SessionState& state);
// Throws cnn::Error. Whether its scenes are right, only their pages know.
SessionState sessionFrom(const QByteArray& text, const QString& name);

} // namespace ui
