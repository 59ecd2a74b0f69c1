// Keeps what the user does, so that the next start shows it again, also after a crash.
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/session_file.h"

#include <QLockFile>
#include <QSet>
#include <QThreadPool>
#include <QTimer>
#include <functional>
#include <map>
#include <mutex>

namespace ui {

class Session : public QObject {
    Q_OBJECT
public:
    struct Pauses {
        int quiet = 500;    // ms after the last change until it is saved
        int longest = 1500; // ms until it is saved although the changes go on: a crash costs less than two seconds
    };
    explicit Session(const QString& folder) : Session(folder, Pauses{}) {}
    Session(const QString& folder, Pauses pauses);
    ~Session() override;

    // Reads what was kept; returns a sentence for the user when there is something to know, else nothing. When
    // another window keeps the session, or the folder cannot be used, this one keeps nothing.
    QString start();
    bool keeps() const { return m_keeps; }
    QString folder() const { return m_file.folder(); }
    QString lesson() const { return m_state.lesson; } // in front when it was kept; may be empty

    // A page that its lesson has just opened: shows it as it was left, and keeps it from now on. Returns a sentence
    // when the kept scene cannot be shown; the lesson's own is then in sight.
    QString adopt(const Lesson& lesson, Page& page);
    void setLesson(const QString& id);
    // Which lecture is open, as SessionState has it, and which scene of it is in front: that one was seen, too.
    const SessionState& state() const { return m_state; }
    void setScene(const QString& lecture, int scene, const QString& key);
    void setOwn(const KeptLecture& own);
    // The picture that was given last, as GivenPicture keeps it; empty: none. And what of its file it is.
    QString picture() const { return m_state.picture; }
    const QJsonObject& reading() const { return m_state.reading; }
    void setPicture(const QString& kept, const QJsonObject& reading);
    // The program ends as it should. Saves; nothing is kept afterwards.
    void close();

signals:
    // Saving failed, said once until it works again.
    void failed(const QString& sentence);

private:
    struct Kept {
        Page* page;
        QJsonObject opened; // the lesson's scene as the page tells it
    };
    void changed();
    void save();
    void write();
    void saveKeepsake(const QString& id);
    void inWriter(const QString& what, std::function<void()> work);
    QString restore(const Lesson& lesson, Page& page);
    void beginRestoring(const QString& id);
    QString useState();
    void said(const QString& sentence);

    SessionFile m_file;
    QLockFile m_lock;
    SessionState m_state;
    QMap<QString, Kept> m_pages;
    QSet<QString> m_changed; // lessons whose page may have another scene now
    bool m_keeps = false, m_failed = false;
    QTimer m_quiet, m_longest;
    std::mutex m_waitingMutex;
    std::map<QString, std::function<void()>> m_waiting; // saves that have not begun, the newest of each file
    QThreadPool m_writer; // one thread: saves come one after the other, and none holds up the window
};

} // namespace ui
