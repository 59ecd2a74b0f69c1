// The part of the window that makes pages and brings them to the front.
#include "core/base/error.h"
#include "ui/pages/scene_file.h"
#include "ui/shell/file_menu.h"
#include "ui/shell/given_pictures.h"
#include "ui/shell/main_window.h"
#include "ui/shell/onward.h"
#include "ui/shell/page_catalog.h"
#include "ui/shell/presentation.h"
#include "ui/shell/recorder.h"
#include "ui/view/predict_panel.h"

#include <QAction>
#include <algorithm>

namespace ui {

void MainWindow::connectPage(Page& page) {
    Page* made = &page;
    connect(made, &Page::notice, this, &MainWindow::showNotice);
    connect(made, &Page::news, this, &MainWindow::showNews);
    connect(made, &Page::pictureWanted, this, [this](bool another) { guarded([&] { pictures().useHere(another); }); });
    connect(made, &Page::pictureMade, this,
            [this](const QImage& image, const QString& name) { guarded([&] { pictures().take(image, name); }); });
    connect(made, &Page::stepWanted, this, [this](const QString& lesson, const QJsonObject& scene, const QString& why) {
        guarded([&] { visit(lesson, scene, why); });
    });
    connect(made, &Page::worksheetWanted, this, [this](const QStringList& kinds, int difficulty) {
        guarded([&] { m_files->exportQuestions(kinds, difficulty); });
    });
    connect(made, &Page::stateChanged, this, [this, made] { pageChanged(made); });
    // What was refused is past once something else was done, or taken back.
    connect(made->undoStack(), &QUndoStack::indexChanged, this, [this, made] {
        if (made != m_page) return;
        m_notice->hideNotice();
        if (m_presentation) m_presentation->takeBack();
        if (m_undo.stacks().contains(made->undoStack())) m_undo.setActiveStack(made->undoStack());
    });
}

std::unique_ptr<Page> MainWindow::makePage(const Lesson& lesson) {
    const auto kind = std::ranges::find(pageKinds(), lesson.page, &PageKind::id);
    if (kind == pageKinds().end())
        throw cnn::Error(cnn::ErrorCode::BadFormat,
                         cnn::Message::tr("Lesson \"%1\" names no page there is.", lesson.id.toStdString()));
    auto made = kind->make();
    connectPage(*made);
    m_stages->addWidget(made->stage());
    m_inspectors->addWidget(made->inspector());
    m_bars->addWidget(made->bar());
    m_undo.addStack(made->undoStack());
    dress(*made);
    made->open(lesson);
    return made;
}

// What nobody has seen yet is made and opened.
Page& MainWindow::pageOf(const LectureScene& scene) {
    const QString key = scene.key();
    if (const auto there = m_pages.find(key); there != m_pages.end()) return *there->second;
    Page& page = *(m_pages[key] = makePage(scene.lesson));
    if (m_session) {
        Lesson kept = scene.lesson;
        kept.id = key;
        m_problem = m_session->adopt(kept, page);
    }
    return page;
}

const Lesson& MainWindow::shownLesson() const {
    return m_shown;
}

void MainWindow::openLesson(int index) {
    if (index < 0 || index >= static_cast<int>(m_lecture.scenes.size())) return;
    const LectureScene& scene = m_lecture.scenes[static_cast<std::size_t>(index)];
    if (!scene.missing.isEmpty()) throw cnn::Error(cnn::ErrorCode::NotFound, scene.missing.toStdString());
    const bool made = !m_pages.contains(scene.key());
    bringToFront(pageOf(scene), scene.lesson);
    if (made) m_walk.madeAt(scene.key(), m_page->stops().at);
    const bool presenting = m_presentation && m_presentation->isOn(); // then nothing is remembered but edits
    m_list->setCurrentLesson(index, !presenting);
    endVisit();
    m_onward->show();
    m_game.opened(made);
    if (presenting) return;
    if (m_session) m_session->setLesson(scene.lesson.id);
    keepLecture();
}

void MainWindow::openLessonOf(const QString& id) {
    if (const int here = m_lecture.indexOf(id); here >= 0) return openLesson(here);
    const Lecture all = allLessons();
    if (all.indexOf(id) < 0)
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There is no lesson \"%1\".", id.toStdString()));
    openLecture(all, all.indexOf(id));
}

void MainWindow::bringToFront(Page& next, const Lesson& lesson) {
    if (m_page && m_page != &next) {
        m_predict->leave();
        m_page->setActive(false);
    }
    m_page = &next;
    m_shown = lesson;
    if (m_undressed.erase(&next) > 0) dress(next);
    showNotice(std::exchange(m_problem, {}));
    m_stages->setCurrentWidget(next.stage());
    m_inspectors->setCurrentWidget(next.inspector());
    m_bars->setCurrentWidget(next.bar());
    // Where there is nothing to take back on the page, the lecture may have something.
    const bool lecture = m_recorder->isOpen() && next.undoStack()->count() == 0;
    m_undo.setActiveStack(lecture ? &m_recorder->undoStack() : next.undoStack());
    next.setActive(true);
    next.stage()->setFocus();
    m_hasCode = false;
    showCode();
    setWindowTitle(lesson.title + " — ConvScope");
}

void MainWindow::openScene(const SceneFile& file) {
    LectureScene plain;
    plain.lesson = *file.lesson;
    Page& page = pageOf(plain);
    try {
        page.setScene(file.scene, tr("Open %1").arg(file.name));
    } catch (const cnn::Error& e) {
        throw file.at(e);
    }
    // The lesson itself, which a lecture may have with other words.
    const Lecture all = allLessons();
    const int here = m_lecture.indexOf(file.lesson->id);
    if (here >= 0 && !m_lecture.scenes[static_cast<std::size_t>(here)].own) return openLesson(here);
    openLecture(all, all.indexOf(file.lesson->id));
}

bool MainWindow::walk(bool forward) {
    bool walked = false;
    guarded([&] {
        walked = m_game.takes(forward);
        if (walked) return;
        walked = m_walk.walk(forward);
        if (walked) m_game.walked(forward);
    });
    return walked;
}

// ---- for a while in another lesson ---------------------------------------------------------------------------------

void MainWindow::visit(const QString& id, const QJsonObject& scene, const QString& why) {
    const Lesson* to = findLesson(id);
    if (!to)
        throw cnn::Error(cnn::ErrorCode::NotFound, cnn::Message::tr("There is no lesson \"%1\".", id.toStdString()));
    auto next = std::make_unique<Visit>(makePage(*to), m_visit ? m_visit->from() : lesson());
    next->page().setScene(scene, tr("Show the step"));
    next->page().undoStack()->clear(); // there is nothing of the user's to take back
    bringToFront(next->page(), *to);
    if (const int here = m_lecture.indexOf(id); here >= 0) m_list->setCurrentLesson(here);
    m_visit = std::move(next);
    const QString home = m_lecture.scenes[static_cast<std::size_t>(m_visit->from())].lesson.title;
    m_backAction->setEnabled(true);
    m_back->showLinks(why, {{tr("Back to %1 (Alt+Left)").arg(home), [this] { goBack(); }}});
}

void MainWindow::goBack() {
    if (m_visit) guarded([this] { openLesson(m_visit->from()); });
}

void MainWindow::endVisit() {
    m_visit.reset();
    m_backAction->setEnabled(false);
    m_back->hide();
}

} // namespace ui
