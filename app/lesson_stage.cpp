#include "app/lesson_stage.h"

#include "core/base/error.h"
#include "core/base/save_file.h"
#include "ui/model/json_text.h"
#include "ui/pages/ripening.h"
#include "ui/shell/page_catalog.h"

#include <QFileInfo>
#include <algorithm>

namespace ui {
namespace {

std::unique_ptr<Page> pageFor(const Lesson& lesson) {
    for (const PageKind& kind : pageKinds())
        if (kind.id == lesson.page) return kind.make();
    throw cnn::Error(cnn::ErrorCode::BadFormat,
                     cnn::Message::tr("Lesson \"%1\" names no page there is.", lesson.id.toStdString()));
}

void show(Page& page, const AskedLesson& asked) {
    page.open(*asked.lesson);
    if (!asked.file) return;
    try {
        page.setScene(asked.file->scene, asked.file->name);
    } catch (const cnn::Error& e) {
        throw asked.file->at(e);
    }
}

} // namespace

LessonStage::LessonStage(const AskedLesson& asked, const Style& style, int step, bool picture)
    : m_style(style), m_page(pageFor(*asked.lesson)) {
    const Lesson& lesson = *asked.lesson;
    QObject::connect(m_page.get(), &Page::notice, &m_home, [&](const QString& sentence) {
        if (sentence.isEmpty())
            m_notices.clear(); // all is well again
        else
            m_notices << sentence;
    });
    for (QWidget* part : {m_page->stage(), m_page->inspector(), m_page->bar()}) part->setParent(&m_home);
    m_page->setStyle(style);
    show(*m_page, asked);
    m_page->settle(picture ? pictureStep(*m_page, step) : step);
    m_page->disconnect(&m_home);
    m_reel = m_page->reel();
    if (m_reel.count == 0) {
        const QString nothing = "Lesson \"" + lesson.id + "\" has nothing to show.";
        throw cnn::Error(cnn::ErrorCode::NotFound, m_notices.value(m_notices.size() - 1, nothing).toStdString());
    }
    // A page with one picture counts its steps otherwise: batches, for instance.
    if (m_reel.count > 1 && step > m_reel.count)
        throw cnn::Error(cnn::ErrorCode::Usage, ("--step " + QString::number(step) + ": lesson \"" + lesson.id +
                                                 "\" has the steps 1 to " + QString::number(m_reel.count) + ".")
                                                    .toStdString());
}

void LessonStage::cover(const QString& question) {
    m_page->cover(question);
    m_reel = m_page->reel();
}

std::vector<std::shared_ptr<const Figure>> LessonStage::stops(QSizeF size) {
    std::vector<std::shared_ptr<const Figure>> all;
    const int count = m_page->stops().count;
    for (int i = 0; i < count; ++i) {
        m_page->goToStopAt(i);
        m_reel = m_page->reel();
        all.push_back(figure(step(), size));
    }
    return all;
}

Lecture lectureNamed(const QString& name) {
    if (name == "all") return allLessons();
    QStringList ids{"all"};
    for (const Lecture& lecture : lectures()) {
        if (lecture.id == name) return lecture;
        ids << lecture.id;
    }
    if (isFile(name) || name.endsWith(".json", Qt::CaseInsensitive)) return readLecture(name);
    throw cnn::Error(cnn::ErrorCode::Usage,
                     cnn::Message::tr("There is no lecture \"%1\"; there are %2, or name a file that holds one.",
                                      name.toStdString(), ids.join(", ").toStdString()));
}

bool namesLecture(const QString& name) {
    if (findLesson(name)) return false;
    if (name == "all" || std::ranges::find(lectures(), name, &Lecture::id) != lectures().end()) return true;
    if (!isFile(name)) return false;
    const std::string text = cnn::readFile(pathFrom(name), largestLectureFile);
    return isLecture(jsonFrom(QByteArray::fromStdString(text), QFileInfo(name).fileName(), "scene"));
}

AskedLesson askedLesson(const Arguments& a) {
    const QString name = a.operand(0);
    if (const Lesson* lesson = findLesson(name)) return {lesson};
    if (name.endsWith(".json", Qt::CaseInsensitive) || isFile(name)) {
        SceneFile file = readScene(name);
        return {file.lesson, std::move(file)};
    }
    QStringList ids;
    for (const Lesson& lesson : lessons()) ids << lesson.id;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("There is no lesson \"" + name + "\"; there are " + ids.join(", ") + ".").toStdString());
}

Style styleOf(const Arguments& a) {
    Style style;
    style.theme =
        a.choice<Theme>("theme", {{"light", Theme::Light}, {"dark", Theme::Dark}, {"projector", Theme::Projector}});
    return style;
}

int stepOf(const Arguments& a) {
    return a.has("step") ? a.whole("step", 1, 1000000) : 0;
}

constinit const Option themeOption{"theme", "NAME", "light, dark or projector", "light"};
constinit const Option stepOption{"step", "N", "a step from 1 on, or batches learned (default: as the lesson opens)"};

} // namespace ui
