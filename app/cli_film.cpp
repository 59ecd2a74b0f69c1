// film: a walk, or the stops of a lecture, as a film.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/lesson_stage.h"
#include "core/base/error.h"
#include "core/base/system.h"
#include "ui/export/film_format.h"
#include "ui/figure/number_text.h"
#include "ui/sentence.h"

namespace ui {
namespace {

using Figures = std::vector<std::shared_ptr<const Figure>>;

FilmSource filmOfFigures(Figures figures, std::vector<int> cuts) {
    const int count = static_cast<int>(figures.size());
    return {count,
            [figures = std::move(figures)](int index, QSizeF, const Style&) {
                return figures[static_cast<std::size_t>(index)];
            },
            std::move(cuts)};
}

// Each scene where Next stops in it, one after the other; a scene that cannot be shown is said and left out.
FilmSource filmOfLecture(const Lecture& lecture, QSizeF size, const Style& style) {
    Figures all;
    std::vector<int> cuts;
    ProgressBar bar;
    double done = 0;
    for (const LectureScene& scene : lecture.scenes) {
        bar.show(done++ / static_cast<double>(lecture.scenes.size()), scene.lesson.title);
        try {
            if (!scene.missing.isEmpty()) throw cnn::Error(cnn::ErrorCode::NotFound, scene.missing.toStdString());
            LessonStage stage({&scene.lesson}, style, 0, true);
            cuts.push_back(static_cast<int>(all.size()));
            for (auto& figure : stage.stops(size)) all.push_back(std::move(figure));
        } catch (const cnn::Error& e) {
            bar.hide();
            say(scene.lesson.title + ": " + sentenceOf(e));
        }
    }
    return filmOfFigures(std::move(all), std::move(cuts));
}

FilmSource filmOfLesson(const Arguments& a, QSizeF size, const Style& style) {
    LessonStage stage(askedLesson(a), style, 0, true);
    if (a.has("stops")) return filmOfFigures(stage.stops(size), {});
    const Reel& reel = stage.reel();
    if (reel.count > 1) return filmOf(reel);
    return filmOfFigures({stage.figure(1, size)}, {}); // what a page with one picture shows may need the page
}

QString megabytes(qint64 bytes) {
    return fixed(static_cast<double>(bytes) / 1e6, bytes < 10'000'000 ? 2 : 0) + " MB";
}

void runFilm(const Arguments& a) {
    const QString path = a.text("o");
    const FilmFormat& format = filmFormatFor(path); // what is wrong is said before the work
    FilmWish wish;
    wish.style = styleOf(a);
    wish.size = a.size("size", {FilmWish::shortestSide, FilmWish::shortestSide});
    wish.fps = a.whole("fps", 1, FilmWish::mostFps);
    wish.hold = a.number("hold");
    wish.from = a.has("from") ? a.whole("from", 1, 1'000'000) : 1;
    if (const QString missing = format.missing(); !missing.isEmpty())
        throw cnn::Error(cnn::ErrorCode::NotFound, missing.toStdString());
    FilmSource source = namesLecture(a.operand(0)) ? filmOfLecture(lectureNamed(a.operand(0)), wish.size, wish.style)
                                                   : filmOfLesson(a, wish.size, wish.style);
    wish.to = a.has("to") ? a.whole("to", 1, 1'000'000) : source.count;
    const Film film(std::move(source), wish);
    requireFilm(format, film, path);
    FilmReport report;
    {
        const cnn::InterruptGuard guard;
        std::stop_source stop;
        ProgressBar bar;
        report = writeFilm(film, path, stop.get_token(), [&](double done) {
            bar.show(done, "frames");
            if (guard.interrupted()) stop.request_stop();
        });
    }
    say(QString(report.frames == 1 ? "%1 frame, %2 seconds, %3." : "%1 frames, %2 seconds, %3.")
            .arg(report.frames)
            .arg(fixed(report.seconds, 1), megabytes(report.bytes)));
    if (!report.remark.isEmpty()) say(report.remark);
}

} // namespace

const Command filmCommand{
    "film",
    "LESSON|SCENE|LECTURE",
    "Write a walk as a film: .gif, .apng, .mp4, .webm, or a folder of pictures",
    "\nconvscope lessons names the lessons. SCENE and LECTURE are files that the window saved; course, short-course "
    "and\n"
    "lenet-in-fifteen-minutes are lectures, too, of which each scene is shown where Next stops in it.\n"
    "Every step is held, and what moves between two steps in the window moves here, at its own pace. An animated PNG,\n"
    "and the numbered pictures in a folder (with frames.ffconcat, which says how long each is seen), equal the figure\n"
    "to the pixel; a GIF has 256 colours, and it is said how far they are off. Videos need the program ffmpeg.\n"
    "\nExample: convscope film cross-correlation --from 1 --to 9 -o sliding.gif\n",
    {{"from", "N", "the first step", "1"},
     {"to", "N", "the last step (default: of all)"},
     {"stops", "", "only where Next stops, of a long walk at some steps that say most"},
     {"fps", "N", "frames a second while something moves, 1 to 60; a GIF has 50 at most", "30"},
     {"size", "WxH", "width and height in pixels", "1280x720"},
     {"hold", "SECONDS", "how long each step stands still, 0.05 to 60; up to 0.2 nothing moves", "1"},
     themeOption,
     {"o", "FILE", "where it goes; without a suffix: a new folder", "", Option::Required}},
    runFilm,
    true};

} // namespace ui
