// By hand: how long a change of theme or text size takes until all is painted again, with one lesson visited and with
// all of them, and how long the first look at a lesson that was hidden meanwhile.
//   ninja measure_restyle && QT_QPA_PLATFORM=offscreen bin/measure_restyle
#include "ui/pages/lesson.h"
#include "ui/shell/main_window.h"
#include "ui/view/application_style.h"
#include "ui/view/widget_style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <algorithm>
#include <cstdio>

using namespace ui;

namespace {

double milliseconds(const std::function<void()>& what, MainWindow& window) {
    QElapsedTimer clock;
    clock.start();
    what();
    window.repaint();
    QApplication::processEvents();
    return 1e-6 * static_cast<double>(clock.nsecsElapsed());
}

void print(const char* name, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("%-44s %5.0f ms, median of %zu (%.0f .. %.0f)\n", name, times[times.size() / 2], times.size(),
                times.front(), times.back());
}

void measure(MainWindow& window, const char* visited) {
    std::vector<double> theme, text;
    for (int i = 0; i < 10; ++i) {
        Style style = window.style();
        style.theme = i % 2 == 0 ? Theme::Dark : Theme::Light;
        theme.push_back(milliseconds([&] { window.setStyle(style); }, window));
        style.scale = i % 2 == 0 ? 1.2 : 1;
        text.push_back(milliseconds([&] { window.setStyle(style); }, window));
    }
    print(qPrintable(QString("theme, %1").arg(visited)), theme);
    print(qPrintable(QString("text size, %1").arg(visited)), text);
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    Style style;
    applyStyle(style);
    MainWindow window(style);
    window.resize(1366, 768);
    window.openLesson(0);
    window.show();
    if (!QTest::qWaitForWindowActive(&window)) return std::puts("The window does not come."), 1;
    measure(window, "one lesson visited");
    const int count = static_cast<int>(lessons().size());
    for (int i = 0; i < count; ++i) milliseconds([&] { window.openLesson(i); }, window);
    milliseconds([&] { window.openLesson(0); }, window);
    measure(window, "all lessons visited");
    std::vector<double> first, again;
    style.theme = Theme::Dark;
    window.setStyle(style);
    for (int i = 1; i < count; ++i) first.push_back(milliseconds([&] { window.openLesson(i); }, window));
    for (int i = 1; i < count; ++i) again.push_back(milliseconds([&] { window.openLesson(i); }, window));
    print("a lesson of the look of before, first shown", first);
    print("the same again", again);
}
