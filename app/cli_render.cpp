// render and screenshot: a lesson's figure, and the whole window around it.
#include "app/cli_commands.h"
#include "app/lesson_stage.h"
#include "core/base/error.h"
#include "ui/export/export_format.h"
#include "ui/media/image_io.h"
#include "ui/pages/ripening.h"
#include "ui/shell/main_window.h"

#include <QApplication>

namespace ui {
namespace {

constexpr Option presentOption{"present", "",
                               "the stage alone, as an audience sees it (projector unless --theme dark)"};

void runRender(const Arguments& a) {
    // Of no size asked for: the file that the window's File > Export picture writes.
    const QSizeF size = a.has("size") ? QSizeF(a.size("size", {320, 240})) : QSizeF();
    const Style style = styleOf(a);
    (void)formatFor(a.text("o")); // a wrong suffix is said before the work
    const LessonStage stage(askedLesson(a), style, stepOf(a), true);
    exportFigure(*stage.figure(stage.step(), size.isEmpty() ? stage.size() : size), style, a.text("o"),
                 size.isEmpty() ? exportFineness : 1);
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
    MainWindow window(styleOf(a));
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

const Command renderCommand{"render",
                            "LESSON|SCENE",
                            "Draw a lesson's figure into a picture (.png, .svg, .pdf)",
                            "\nconvscope lessons names the lessons. SCENE is a file that File > Save scene wrote.\n"
                            "\nExample: convscope render stride --step 2 --theme dark -o stride.svg\n",
                            {stepOption,
                             {"size", "WxH", "width and height in pixels (default: as the window exports it)"},
                             themeOption,
                             {"o", "FILE", "where the picture goes: .png, .svg or .pdf", "", Option::Required}},
                            runRender,
                            true};

const Command screenshotCommand{"screenshot",
                                "LESSON|SCENE",
                                "Draw the whole window, opened at a lesson, into a picture (.png)",
                                "\nExample: convscope screenshot padding --size 1366x768 -o window.png\n",
                                {{"size", "WxH", "width and height of the window", "1366x768"},
                                 stepOption,
                                 themeOption,
                                 presentOption,
                                 {"o", "FILE", "where the picture goes: .png", "", Option::Required}},
                                runScreenshot,
                                true};

} // namespace ui
