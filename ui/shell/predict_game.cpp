#include "ui/shell/predict_game.h"

#include "ui/pages/lecture.h"
#include "ui/pages/page.h"
#include "ui/shell/front.h"
#include "ui/view/figure_view.h"
#include "ui/view/predict_panel.h"
#include "ui/view/predict_stage.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <algorithm>

namespace ui {

PredictGame::PredictGame(Front& front, PredictPanel& panel, PredictStage& stage)
    : m_front(front), m_panel(panel), m_stage(stage) {
    connect(&panel, &PredictPanel::shown, this, &PredictGame::show);
    connect(&panel, &PredictPanel::switched, this, [this] { m_own = false; });
    qApp->installEventFilter(this);
}

void PredictGame::show() {
    if (!m_panel.asked().part.isEmpty())
        for (auto* view : m_front.page()->stage()->parentWidget()->findChildren<FigureView*>())
            connect(view, &FigureView::pressed, this, &PredictGame::click, Qt::UniqueConnection);
    if (!m_panel.isOn()) {
        m_own = false;
        m_stage.leave();
    } else if (m_panel.covers())
        m_stage.ask(m_panel.asked());
    else
        m_stage.reveal(m_panel.typed(), m_panel.isRight());
}

// Cells that are the answer, or part of it.
void PredictGame::click(const CellRef& cell) {
    if (!m_panel.covers() || cell.part != m_panel.asked().part) return;
    if (m_stage.isVisible())
        m_stage.toggleCell(cell.y, cell.x);
    else
        m_panel.toggleCell(cell.y, cell.x);
}

bool PredictGame::takes(bool forward) {
    if (forward && m_panel.covers())
        m_panel.showAnswer();
    else if (!forward && m_panel.revealed())
        m_panel.askAgain();
    else
        return false;
    return true;
}

QString PredictGame::sceneQuestion() const {
    const auto& scenes = m_front.lecture().scenes;
    const int here = m_front.lesson();
    if (m_front.page() != m_page || here < 0 || here >= static_cast<int>(scenes.size())) return {};
    const LectureScene& scene = scenes[static_cast<std::size_t>(here)];
    const Page::Stops now = m_front.page()->stops();
    const auto asks = m_asks.find(scene.key());
    const bool atIt = asks != m_asks.end() && now.exactly && now.at == asks->second;
    return atIt ? scene.question : QString();
}

// False: there is nothing to ask at this stop.
bool PredictGame::begin() {
    const QString id = sceneQuestion();
    auto questions = m_front.page()->questions();
    if (id.isEmpty() || std::ranges::find(questions, id, &Question::id) == questions.end()) return false;
    m_panel.begin(std::move(questions), id);
    m_own = true;
    return true;
}

void PredictGame::walked(bool forward) {
    const bool switchedOn = m_panel.isOn() && !m_own;
    if (!switchedOn && !begin()) return m_panel.leave();
    if (!forward)
        m_panel.showAnswer();
    else if (m_panel.revealed()) // of the stop before, with the same question
        m_panel.askAgain();
}

void PredictGame::opened(bool made) {
    m_page = m_front.page();
    const auto& scenes = m_front.lecture().scenes;
    const LectureScene& scene = scenes[static_cast<std::size_t>(m_front.lesson())];
    if (scene.question.isEmpty()) return;
    if (made || !m_asks.contains(scene.key())) m_asks[scene.key()] = m_page->stops().at;
    if (!m_panel.isOn()) begin();
}

// The menu's shortcut is the main window's; a field has the letter to itself.
bool PredictGame::isSwitch(const QKeyEvent& key, const QWidget& at) const {
    return key.type() == QEvent::KeyPress && key.key() == Qt::Key_P && !key.modifiers() && !key.isAutoRepeat() &&
           m_front.style().presenting && at.window() == m_stage.window() && at.window() != m_panel.window() &&
           !qobject_cast<const QLineEdit*>(&at);
}

bool PredictGame::eventFilter(QObject* watched, QEvent* event) {
    const auto* widget = qobject_cast<QWidget*>(watched);
    if (event->type() != QEvent::KeyPress || !widget || !isSwitch(*static_cast<QKeyEvent*>(event), *widget))
        return false;
    emit switchWanted();
    return true;
}

} // namespace ui
