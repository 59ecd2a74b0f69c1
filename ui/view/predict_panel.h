// Predict, then reveal: asks a question, takes an answer, shows it beside the truth. Knows only questions; what covers
// the answer on the stage is the page's.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/question.h"

#include <QWidget>
#include <functional>
#include <vector>

class QCheckBox;
class QKeyEvent;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace ui {

class PredictPanel : public QWidget {
    Q_OBJECT
public:
    explicit PredictPanel(QWidget* parent = nullptr);
    void setStyle(const Style& style);

    // Covers and asks the first of these; with none it stays off. Counting begins anew.
    void begin(std::vector<Question> questions);
    // What can be asked now. Another step (or a changed truth) after a reveal is covered and asked again.
    void setQuestions(std::vector<Question> questions);
    void leave();
    bool isOn() const { return m_on; }

signals:
    void covered(const QString& id);    // empty: nothing is covered any more
    void switched(bool on);             // by the user, who wants it begun or left
    void done();                        // revealed: the stage may have the keys again
    void stepWanted(const QString& id); // "Show the step" after a wrong answer
    void passedOn(QKeyEvent* event);    // a key that means nothing while the answer is empty: it steps the lesson

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Line {
        QWidget* row;
        QLabel *mark, *text;
    };
    Line makeLine();
    void showLine(Line& line, const QString& text, bool right);
    void build();
    const Question* chosen() const;
    void choose(int index);
    void ask();
    void reveal();
    void showState();
    void showChoice();
    void makeChoice(const QStringList& names);

    Style m_style;
    std::vector<Question> m_questions;
    QString m_chosen; // id
    Question m_asked; // as it was when asked, with its truth
    bool m_on = false, m_revealed = false, m_typing = false;
    bool m_isRight = false;
    QString m_typed; // the answer, with m_revealed; empty: just thought
    int m_right = 0, m_answered = 0;
    QStringList m_names; // of the questions in m_choice
    std::function<void(int)> m_showChosen;
    QCheckBox* m_switch;
    QWidget *m_body, *m_choice = nullptr, *m_answerRow;
    QVBoxLayout* m_column;
    QLabel *m_ask, *m_unreadable, *m_why, *m_count;
    QLineEdit* m_answer;
    QPushButton *m_reveal, *m_showStep;
    Line m_yours, m_truth;
};

} // namespace ui
