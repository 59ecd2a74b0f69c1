// The page of a quiz: a question after the other, answered by click, key or number; the step that explains the answer
// is shown in its own lesson.
#pragma once

#include "ui/lessons/quiz/quiz_figure.h"
#include "ui/lessons/quiz/quiz_inspector.h"
#include "ui/pages/lesson_page.h"
#include "ui/pages/tables.h"

class QLineEdit;
class QPushButton;

namespace ui {

class QuizPage final : public LabPage<QuizLab, QuizInspector, QuizStanding>, public Tables {
    Q_OBJECT
public:
    QuizPage();

    void setStyle(const Style& style) override;
    Reel reel() const override;
    int reelIndex() const override { return m_at; }
    std::vector<NamedNumbers> numbers() const override;
    std::vector<NamedTable> tables() const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

    const cnn::QuizQuestion& asked() const;
    const QuizLab& lab() const { return m_lab; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QuizScene read(const QJsonObject& scene) const override { return quizSceneFrom(scene); }
    QuizStanding place() const override { return {m_at + 1}; }
    void standAt(const QuizStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool handleKey(QKeyEvent* event) override;
    void showStep(const QString& id) override;

    void makeControls();
    void placeControls();
    void sceneChanged();
    QuizStage picture() const;
    QString line() const;
    int question() const { return m_lab.asked()[static_cast<std::size_t>(m_at)]; }
    int last() const { return static_cast<int>(m_lab.asked().size()) - 1; }
    bool isOpen() const { return m_covered.isEmpty() && !m_lab.given(question()); } // it can be answered
    bool isAnswered() const { return m_covered.isEmpty() && m_lab.given(question()); }
    bool beginTyping(const QKeyEvent& event);
    void submit();

    int m_at = 0; // among those that are asked
    QuizScene m_before;
    QPointer<QLineEdit> m_answer; // over the stage, as the buttons; null once the window that took it is gone
    QPointer<QPushButton> m_submit, m_showStep;
};

} // namespace ui
