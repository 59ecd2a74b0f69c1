// render and screenshot: a lesson's figure, and the whole window around it.
#include "app/cli_commands.h"
#include "app/lesson_stage.h"
#include "core/base/error.h"
#include "ui/export/export_format.h"
#include "ui/export/film_strip.h"
#include "ui/media/image_io.h"
#include "ui/pages/ripening.h"
#include "ui/shell/main_window.h"

#include <QApplication>

namespace ui {
namespace {

constexpr Option presentOption{"present", "",
                               "the stage alone, as an audience sees it (projector unless --theme dark)"};

// "2:7", both ends from 1 on.
std::pair<int, int> stripEnds(const Arguments& a) {
    const QStringList ends = a.text("strip").split(':');
    bool from = false, to = false;
    const std::pair wish{ends.value(0).toInt(&from), ends.value(1).toInt(&to)};
    if (ends.size() == 2 && from && to) return wish;
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--strip %1: give the first and the last step, as 1:6.",
                                                             a.text("strip").toStdString()));
}

std::shared_ptr<const Figure> figureToRender(const Arguments& a, const Style& style) {
    // Of no size asked for: the file that the window's File > Export picture writes.
    const LessonStage stage(askedLesson(a), style, a.has("strip") ? 0 : stepOf(a), true);
    const QSizeF size = a.has("size") ? QSizeF(a.size("size", {320, 240})) : stage.size();
    if (!a.has("strip")) return stage.figure(stage.step(), size);
    const auto [from, to] = stripEnds(a);
    Reel reel = stage.reel();
    reel.size = size;
    return stripOf(reel, from, to, style);
}

// In pixels asked for a figure's unit is a pixel; otherwise 96 units are an inch, or as many as make it so wide.
PictureScale scaleOf(const Arguments& a, QSizeF figure) {
    constexpr double narrowest = 1, widest = 200, inch = 2.54; // centimetres
    PictureScale scale(a.has("size") ? 1 : exportFineness);
    if (a.has("width")) {
        const double wide = a.number("width");
        if (!(wide >= narrowest && wide <= widest))
            throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--width: 1 to 200 centimetres."));
        scale.unitsPerInch = figure.width() / wide * inch;
    }
    if (a.has("dpi")) scale.pixelsPerUnit = a.whole("dpi", 30, 2400) / scale.unitsPerInch;
    return scale;
}

void runRender(const Arguments& a) {
    Style style = styleOf(a);
    if (a.has("transparent")) style.theme = clear(style.theme);
    (void)formatFor(a.text("o")); // a wrong suffix is said before the work
    const auto figure = figureToRender(a, style);
    exportFigure(*figure, style, a.text("o"), scaleOf(a, figure->size()));
}

// The page shown in the window as after that many steps.
void settle(MainWindow& window, int step) {
    const int steps = window.page()->reel().count;
    if (steps > 1 && step > steps)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--step %1: the lesson has the steps 1 to %2.", step, steps));
    window.page()->settle(pictureStep(*window.page(), step));
}

void runPresented(const Arguments& a);

void runScreenshot(const Arguments& a) {
    if (a.has("present")) return runPresented(a);
    const AskedLesson asked = askedLesson(a);
    Style style = styleOf(a);
    style.scale = a.whole("text", 100, 300) / 100.0;
    MainWindow window(style);
    const QSize size = a.size("size", window.minimumSize());
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.openLesson(static_cast<int>(asked.lesson - lessons().data()));
    if (asked.file) window.openScene(*asked.file);
    window.show();
    window.resize(size);
    settle(window, stepOf(a));
    QApplication::processEvents(); // layouts and repaints that still wait
    savePicture(window.grab().toImage(), a.text("o"));
}

// The stage alone, without what stands below it on a full screen: the lesson's name and how far one is.
QSize hallOf(const QSize& screen) {
    constexpr double footShare = 0.07;
    return {screen.width(), qRound((1 - footShare) * screen.height())};
}

void runPresented(const Arguments& a) {
    const AskedLesson asked = askedLesson(a);
    Style style = styleOf(a);
    if (!a.has("theme")) style.theme = Theme::Projector;
    style.presenting = true;
    MainWindow window(style);
    window.setAttribute(Qt::WA_DontShowOnScreen);
    window.openLesson(static_cast<int>(asked.lesson - lessons().data()));
    if (asked.file) window.openScene(*asked.file);
    window.show();
    QWidget* stage = window.page()->stage();
    stage->setParent(nullptr);
    const std::unique_ptr<QWidget> owner(stage);
    stage->setAttribute(Qt::WA_DontShowOnScreen);
    stage->resize(hallOf(a.size("size", QSize(320, 240))));
    stage->show();
    settle(window, stepOf(a));
    QApplication::processEvents();
    savePicture(stage->grab().toImage(), a.text("o"));
}

} // namespace

const Command renderCommand{
    "render",
    "LESSON|SCENE",
    "Draw a lesson's figure into a picture (.png, .svg, .pdf, .tex)",
    "\nconvscope lessons names the lessons. SCENE is a file that File > Save scene wrote.\n"
    "A .tex file is read in LaTeX with \\input, where the package tikz is loaded.\n"
    "\nExamples: convscope render stride --step 2 --theme dark -o stride.svg\n"
    "          convscope render padding --strip 1:6 --width 16 --dpi 300 --transparent -o padding.png\n",
    {stepOption,
     {"strip", "FROM:TO", "these steps on one sheet, each with its number"},
     {"size", "WxH", "width and height in pixels, of each step (default: as the window exports it)"},
     {"width", "CM", "how wide it is on paper, in centimetres (default: 96 units of the drawing an inch)"},
     {"dpi", "N", "pixels an inch on paper, 30 to 2400 (default: 192; with --size a unit is a pixel)"},
     {"transparent", "", "without the ground of the stage"},
     themeOption,
     {"o", "FILE", "where the picture goes: .png, .svg, .pdf or .tex", "", Option::Required}},
    runRender,
    true};

const Command screenshotCommand{"screenshot",
                                "LESSON|SCENE",
                                "Draw the whole window, opened at a lesson, into a picture (.png)",
                                "\nExample: convscope screenshot padding --size 1366x768 -o window.png\n",
                                {{"size", "WxH", "width and height of the window", "1366x768"},
                                 {"text", "PERCENT", "how large all text is, 100 to 300", "100"},
                                 stepOption,
                                 themeOption,
                                 presentOption,
                                 {"o", "FILE", "where the picture goes: .png", "", Option::Required}},
                                runScreenshot,
                                true};

} // namespace ui
