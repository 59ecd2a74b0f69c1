// handout: a lecture on paper, or as one page for a browser.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/lesson_stage.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "ui/export/handout_format.h"
#include "ui/sentence.h"

#include <algorithm>

namespace ui {
namespace {

// The question is asked: its answer is covered in the figure.
void askIn(LessonStage& stage, const QString& id, HandoutScene& made) {
    const auto all = stage.page().questions();
    const auto asked = std::ranges::find(all, id, &Question::id);
    if (asked == all.end()) {
        made.remarks << tr("There is no question \"%1\" in this scene.").arg(id);
        return;
    }
    made.ask = asked->ask;
    made.answer = asked->truth;
    made.why = asked->why;
    stage.cover(id);
}

// As the scene opens. What a network has learned by then its scene says; nothing is learned beyond.
HandoutScene handoutScene(const LectureScene& from, const Style& style) {
    const Lesson& lesson = from.lesson;
    HandoutScene made;
    made.title = lesson.title;
    made.group = lesson.group;
    made.notice = lesson.notice;
    made.note = from.note;
    if (!from.missing.isEmpty()) {
        made.remarks << from.missing;
        return made;
    }
    try {
        LessonStage stage({&lesson}, style, 0, true);
        if (!from.question.isEmpty()) askIn(stage, from.question, made);
        made.figure = stage.figure(stage.step(), handoutFigureSize(stage.size()));
        made.remarks << stage.notices();
    } catch (const cnn::Error& e) {
        made.remarks << sentenceOf(e);
    }
    if (made.figure && made.figure->describe().contains(lesson.headline)) return made;
    made.headline = lesson.headline;
    made.line = lesson.line;
    return made;
}

void runHandout(const Arguments& a) {
    const QString path = a.text("o");
    const HandoutFormat& format = handoutFormatFor(path); // what is wrong is said before the work
    const auto file = pathFrom(path);
    const Lecture lecture = lectureNamed(a.operand(0));
    Handout handout;
    handout.title = lecture.title;
    handout.style = styleOf(a);
    handout.notes = a.has("notes");
    handout.answers = !a.has("no-answers");
    handout.letter = a.choice<bool>("paper", {{"a4", false}, {"letter", true}});
    cnn::requirePlace(file);
    constexpr double makingShare = 0.8; // of the time; the rest is writing
    const auto scenes = static_cast<double>(lecture.scenes.size());
    {
        ProgressBar bar;
        for (const LectureScene& scene : lecture.scenes) {
            bar.show(makingShare * static_cast<double>(handout.scenes.size()) / scenes, scene.lesson.title);
            handout.scenes.push_back(handoutScene(scene, handout.style));
        }
        const QByteArray bytes =
            format.write(handout, [&](double done) { bar.show(makingShare + (1 - makingShare) * done, "pages"); });
        cnn::saveFile(file, std::string_view(bytes.data(), static_cast<std::size_t>(bytes.size())));
    }
    const auto lacking = std::ranges::count_if(handout.scenes, [](const HandoutScene& s) { return !s.figure; });
    say(QString(handout.scenes.size() == 1 ? "%1 scene written." : "%1 scenes written.").arg(handout.scenes.size()));
    if (lacking > 0)
        say(QString(lacking == 1 ? "%1 has no figure; its page says why." : "%1 have no figure; their pages say why.")
                .arg(lacking));
}

} // namespace

const Command handoutCommand{
    "handout",
    "LECTURE",
    "Write a lecture as a handout: a scene a page, then the answers (.pdf, .html)",
    "\nLECTURE is all, course, short-course, lenet-in-fifteen-minutes, or a file that holds a lecture.\n"
    "Figures are vector graphics; a scene's question is covered in its figure and answered on the last pages. A "
    "network\n"
    "is shown as its scene opens: it learns what the scene says, and no more. What cannot be shown is said on its "
    "page.\n"
    "\nExample: convscope handout short-course --notes -o handout.pdf\n",
    {{"paper", "NAME", "a4 or letter", "a4"},
     {"notes", "", "with the notes for the speaker"},
     {"no-answers", "", "without the pages of answers"},
     {"theme", "NAME", "light, dark or projector, which is for white paper", "projector"},
     {"o", "FILE", "where it goes: .pdf or .html", "", Option::Required}},
    runHandout,
    true};

} // namespace ui
