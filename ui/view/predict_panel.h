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

class OptionButtons;

class PredictPanel : public QWidget {
    Q_OBJECT
public:
    explicit PredictPanel(QWidget* parent = nullptr);
    void setStyle(const Style& style);

    // Covers and asks one of these, the first unless another is meant; with none it stays off. Counting begins anew.
    void begin(std::vector<Question> questions, const QString& id = {});
    // What can be asked now. Another step (or a changed truth) after a reveal is covered and asked again.
    void setQuestions(std::vector<Question> questions);
    void leave();
    bool isOn() const { return m_on; }

    // ---- for who asks a whole room
    // Reveals whatever stands in the field: what cannot be read is no answer.
    void showAnswer();
    // Covers and asks the same once more.
    void askAgain();
    // A cell was clicked as part of the answer; clicked again it is taken out.
    void toggleCell(int row, int column);
    bool covers() const { return m_on && !m_revealed; }
    bool revealed() const { return m_on && m_revealed; }
    const Question& asked() const { return m_asked; }
    // What was answered, once it is revealed; empty: just thought.
    const QString& typed() const { return m_typed; }
    bool isRight() const { return m_isRight; }

signals:
    void covered(const QString& id);    // as the page has it; empty: nothing is covered any more
    void shown();                       // another question, or its answer, or neither
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
    void reveal(const QString& typed, std::optional<bool> judged);
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
    OptionButtons* m_options;
    QPushButton *m_reveal, *m_showStep;
    Line m_yours, m_truth;
};

} // namespace ui
