// The right side of a quiz: which questions, how they went, and what to do next.
#pragma once

#include "ui/lessons/quiz/quiz_lab.h"
#include "ui/view/settings_panel.h"

class QCheckBox;

namespace ui {

class QuizInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit QuizInspector(QuizLab& lab, QWidget* parent = nullptr);

signals:
    void worksheetWanted();

private:
    QWidget* makeKinds();
    QWidget* makeButtons();
    void chooseKinds();
    void showKinds();
    void showScore();

    QuizLab& m_lab;
    SceneSettings<QuizLab> m_settings;
    std::vector<QCheckBox*> m_groups; // in the order of cnn::quizGroups()
    QWidget *m_kindsHead, *m_kinds;
    QLabel* m_score;
    QPushButton *m_again, *m_all, *m_others, *m_worksheet;
};

} // namespace ui
