// What the shell adds to every lesson: predict, then reveal; the code that does the same.
#include "ui/shell/main_window.h"
#include "ui/view/code_panel.h"
#include "ui/view/figure_view.h"
#include "ui/view/predict_panel.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QSplitter>

namespace ui {

void MainWindow::connectPanels() {
    connect(m_predict, &PredictPanel::covered, this, [this](const QString& id) { m_page->cover(id); });
    connect(m_predict, &PredictPanel::switched, this, &MainWindow::togglePredict);
    connect(m_predict, &PredictPanel::done, this, [this] {
        m_predictAction->setChecked(m_predict->isOn());
        m_page->stage()->setFocus();
    });
    connect(m_predict, &PredictPanel::stepWanted, this, [this](const QString& id) {
        m_page->showStep(id);
        m_page->stage()->setFocus(); // the keys step on from there
    });
    connect(m_predict, &PredictPanel::passedOn, this, [this](QKeyEvent* event) {
        auto* stage = qobject_cast<FigureView*>(m_page->stage());
        if (!stage) stage = m_page->stage()->findChild<FigureView*>();
        if (stage) QApplication::sendEvent(stage, event);
    });
    connect(m_code, &CodePanel::dialectChosen, this, &MainWindow::showCode);
    connect(m_code, &CodePanel::closed, this, [this] {
        m_codeAction->setChecked(false);
        showCode();
        m_page->stage()->setFocus();
    });
}

void MainWindow::pageChanged(const Page* page) {
    if (page != m_page) return;
    if (m_predict->isOn()) m_predict->setQuestions(page->questions());
    m_codeSoon.soon();
}

void MainWindow::togglePredict() {
    guarded([&] {
        if (m_predict->isOn()) {
            m_predict->leave();
        } else {
            m_predict->begin(m_page->questions());
            if (!m_predict->isOn()) showNotice(tr("There is nothing to predict here."));
        }
        m_predictAction->setChecked(m_predict->isOn());
    });
}

void MainWindow::showCode() {
    const QString code = m_page->code(static_cast<CodeDialect>(m_code->dialect()));
    m_hasCode = m_hasCode || !code.isEmpty();
    m_codeAction->setEnabled(m_hasCode);
    const bool show = m_hasCode && m_codeAction->isChecked();
    if (show && !m_code->isVisibleTo(this)) {
        m_code->show();
        static_cast<QSplitter*>(m_code->parentWidget())->setSizes({600, 400}); // the stage keeps the larger share
    }
    m_code->setVisible(show);
    if (m_code->isVisibleTo(this)) m_code->setCode(code);
}

// Escape that nobody in the lesson wanted.
void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && m_predict->isOn())
        m_predict->leave();
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace ui
