// The File menu: opens files, and saves and exports what the page in front shows.
#pragma once

#include "ui/export/quiz_files.h"
#include "ui/pages/saving.h"
#include "ui/pages/tables.h"
#include "ui/shell/front.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/handout_dialog.h"
#include "ui/shell/network_exports.h"
#include "ui/shell/picture_exports.h"
#include "ui/shell/recent_files.h"

#include <QMap>
#include <QMenu>

namespace ui {

class FileMenu : public QObject {
    Q_OBJECT
public:
    // Fills the menu, but for Quit.
    FileMenu(QMenu& menu, Front& front, QObject* parent);
    // A file from the menu, the command line or dropped on the window; what is wrong with it becomes a notice.
    void openFile(const QString& path);
    // From now on Save writes there, too, as long as the lesson is the same.
    void saveScene(const QString& path);
    QAction* saveSceneAction() const { return m_saveScene; }     // whose key a lecture may need
    QAction* copyPictureAction() const { return m_copyPicture; } // which belongs into the menu Edit
    GivenPictures& pictures() { return m_pictures; }
    // Review questions as worksheets or for a learning platform, asked for in a dialog that opens with these.
    void exportQuestions(const QStringList& kinds, int difficulty);

private:
    QAction* add(QMenu& menu, const QString& text, const QKeySequence& key, void (FileMenu::*command)());
    void addOpening(QMenu& menu);
    void addPictures(QMenu& menu);
    void addPictureExports(QMenu& menu);
    void addExports(QMenu& menu);
    void addSaving(QMenu& menu);
    void open(const QString& path);
    void openJson(const QString& path);
    void openInALesson(const QString& path);
    void askAndOpen();
    void newScene();
    void save();
    void saveAs();
    void saveNetwork();
    void exportNumbers();
    void exportTable(const NamedTable& table);
    void askQuestions();
    void exportHandout();
    void showSettings();
    Saving* saving() const; // of the page in front; null: it has nothing to save
    NetworkExport networkOnShow() const;
    QString lessonId() const;

    Front& m_front;
    AskFile m_ask;
    NetworkExports m_exports{m_ask};
    PictureExports m_pictureExports{m_ask, m_front};
    GivenPictures m_pictures;
    QAction *m_saveScene = nullptr, *m_copyPicture = nullptr;
    QMap<QString, QString> m_sceneFiles; // by lesson: opened or saved here
    QuizWish m_quizWish;                 // as chosen last
    QString m_quizSuffix;
    HandoutWish m_handoutWish;
};

} // namespace ui
