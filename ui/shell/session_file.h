// What the next start finds: one file in a folder of our own, written whole or not at all.
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace ui {

// The lecture that the user makes, as the session has it.
struct KeptLecture {
    QString file;        // empty: it has none
    QJsonObject unsaved; // as its file would be; empty: the file has all of it
    bool operator==(const KeptLecture&) const = default;
};

struct SessionState {
    QString lesson;  // in front
    QString lecture; // that is open: the id of one that is built in, "own"; empty: all lessons
    int scene = 0;   // of that lecture, in front
    KeptLecture own;
    QSet<QString> seen;                // by LectureScene::key()
    QString picture;                   // that was given last, as GivenPicture keeps it
    QJsonObject reading;               // what of its file it is, as scenes have it; empty: as usual
    QMap<QString, QJsonObject> scenes; // by lesson, those that were changed
    bool clean = false;                // the program ended as it should
    QMap<QString, int> attempts;       // by lesson: how often showing its scene has begun and not come to an end
    QStringList damaged;               // what could not be read, each a sentence; is not written
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
    // In a folder that is carried about a lock is one computer's alone: pulled out there, it would shut out all others.
    QString lockPath() const;

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
