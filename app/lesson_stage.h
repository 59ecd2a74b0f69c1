// A lesson's page without a window around it.
#pragma once

#include "app/command.h"
#include "ui/pages/lecture.h"
#include "ui/pages/page.h"
#include "ui/pages/scene_file.h"

#include <optional>

namespace ui {

// What an operand LESSON|SCENE asks for: a lesson, perhaps with a scene of its own from a file.
struct AskedLesson {
    const Lesson* lesson;
    std::optional<SceneFile> file = std::nullopt;
};

// The page that a lesson names, opened and shown as after `step` steps (0: as the lesson opens). Needs a QApplication.
class LessonStage {
public:
    // Throws cnn::Error(Usage) when the lesson has fewer steps, and with what the page itself says when it has nothing
    // to show or that its scene is wrong.
    // picture: without a step it is shown as a picture of it is best taken (pictureStep()).
    LessonStage(const AskedLesson& asked, const Style& style, int step, bool picture = false);

    const Page& page() const { return *m_page; }
    // What the page said is wrong while it was opened.
    const QStringList& notices() const { return m_notices; }
    // The figures from here on leave the answer to that question out.
    void cover(const QString& question);
    int steps() const { return m_reel.count; }
    int step() const { return m_page->reelIndex() + 1; } // 1 .. steps()
    QSizeF size() const { return m_reel.size; }          // that the window exports its figures in
    const Reel& reel() const { return m_reel; }
    // What is shown where Next stops, from the first stop on; the page then shows the last.
    std::vector<std::shared_ptr<const Figure>> stops(QSizeF size);
    std::unique_ptr<Figure> figure(int step, QSizeF size) const { return m_reel.figure(step - 1, size, m_style); }

private:
    Style m_style;
    QWidget m_home; // owns the page's widgets, and outlives the page
    std::unique_ptr<Page> m_page;
    QStringList m_notices;
    Reel m_reel;
};

// The operand LESSON|SCENE and the options --theme and --step that render and screenshot share.
AskedLesson askedLesson(const Arguments& arguments);
// Built in, all lessons ("all"), or in a file. Throws cnn::Error(Usage) naming those there are.
Lecture lectureNamed(const QString& name);
// Whether lectureNamed() is to be asked for it rather than askedLesson().
bool namesLecture(const QString& name);
Style styleOf(const Arguments& arguments);
int stepOf(const Arguments& arguments);
extern const Option themeOption, stepOption;

} // namespace ui
