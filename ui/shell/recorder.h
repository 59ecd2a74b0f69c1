// The lecture that the user makes: one at a time, in the list on the left or behind the one that is open there. Every
// change is a step of undo.
#pragma once

#include "ui/pages/lecture.h"
#include "ui/shell/front.h"

#include <QObject>
#include <QUndoStack>

namespace ui {

class Recorder : public QObject {
    Q_OBJECT
public:
    explicit Recorder(Front& front, QObject* parent = nullptr);
    ~Recorder() override { m_undo.disconnect(this); } // its end is no change

    // Empty title and no scenes: there is none yet.
    const Lecture& lecture() const { return m_lecture; }
    bool exists() const { return !m_lecture.title.isEmpty(); }
    bool isOpen() const; // in the list on the left
    bool isUnsaved() const { return exists() && !m_undo.isClean(); }
    QUndoStack& undoStack() { return m_undo; }

    // A lecture that is no built-in one was opened: from here on this is the user's. Of the one before, what no file
    // has is put aside first.
    void take(const Lecture& lecture, bool unsaved = false);
    // Where lectures of the user live, and those that were put aside.
    void setFolder(const QString& folder) { m_folder = folder; }
    const QString& folder() const { return m_folder; }
    // Writes what no file has into a new file of the folder, which is returned. Throws cnn::Error.
    QString putAside();

    // The scene in front, behind the current one of the list where that is the user's lecture, otherwise behind the
    // last. A built-in lecture is copied first.
    void add();
    // The current scene shows from now on what is in front.
    void update();
    void duplicate();
    void remove();
    void move(int scene, int before, const QString& group);
    void edit(const LectureScene& scene); // in place of the current one
    void rename(const QString& title);
    // The open lecture becomes the user's, as a copy, where it is built in.
    void takeOver() { (void)current(); }
    // What its file may be called, without suffix.
    QString fileName() const;
    // Throws cnn::Error.
    void save(const QString& path);

signals:
    // It is another now, and that scene of it was concerned.
    void changed(int scene);
    // It has a file now, or another; or there are changes no file has.
    void saved();

private:
    struct State {
        Lecture lecture;
        int scene = 0;
        bool operator==(const State&) const = default;
    };
    void push(const QString& why, Lecture next, int scene);
    void write(const State& state);
    void insert(int at);
    LectureScene inFront() const;
    int current(); // scene of the open lecture, which is the user's from now on
    void copyOpen();

    Front& m_front;
    QUndoStack m_undo;
    Lecture m_lecture;
    QString m_folder;
};

} // namespace ui
