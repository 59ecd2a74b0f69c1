// What a lecture says of one of its scenes: its words, the note for the speaker, where it stops, which settings are in
// sight, what is asked.
#pragma once

#include "ui/pages/lecture.h"

#include <QDialog>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;

namespace ui {

class DropDown;
class Page;

class SceneDialog : public QDialog {
    Q_OBJECT
public:
    // page: of the scene, for its settings and questions.
    SceneDialog(const LectureScene& scene, const Page& page, QWidget* parent);
    // As it was changed.
    LectureScene scene() const;

    void accept() override; // not with steps that are none

private:
    QWidget* makeWords();
    QWidget* makeRest(const Page& page);
    QWidget* makeControls();
    void fillQuestions(const Page& page);

    LectureScene m_scene;
    QLineEdit *m_title, *m_group, *m_headline, *m_stops, *m_breakpoints;
    QPlainTextEdit *m_line, *m_notice, *m_note;
    QListWidget* m_controls;
    DropDown* m_question;
    QLabel* m_trouble;
};

} // namespace ui
