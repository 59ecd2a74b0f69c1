// By hand: how long a press of a clicker takes until the class sees the next step, while a network learns on both
// cores.
//   ninja measure_presenting && bin/measure_presenting [LESSON...]
#include "ui/pages/lecture.h"
#include "ui/shell/audience_screen.h"
#include "ui/shell/main_window.h"
#include "ui/shell/presentation.h"
#include "ui/view/application_style.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace ui;

namespace {

// Counts the paints of one widget and of what lies in it.
struct Painted : QObject {
    int times = 0;
    bool eventFilter(QObject*, QEvent* event) override {
        times += event->type() == QEvent::Paint;
        return false;
    }
};

double press(MainWindow& window, Qt::Key key) {
    Painted painted;
    for (QObject* part : window.page()->stage()->findChildren<QWidget*>()) part->installEventFilter(&painted);
    window.page()->stage()->installEventFilter(&painted);
    window.presentation().audience()->installEventFilter(&painted);
    QElapsedTimer clock;
    clock.start();
    QTest::keyClick(window.presentation().audience()->focusWidget(), key);
    while (painted.times == 0) QApplication::processEvents();
    return 1e-6 * static_cast<double>(clock.nsecsElapsed());
}

void print(const QString& name, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("%-40s %6.1f ms, median of %zu (%.1f .. %.1f)\n", qPrintable(name), times[times.size() / 2],
                times.size(), times.front(), times.back());
}

void measure(MainWindow& window, const QString& lesson, const QString& when) {
    window.openLessonOf(lesson);
    window.page()->goToStopAt(0);
    window.presentation().begin();
    QApplication::processEvents();
    std::vector<double> times;
    QElapsedTimer wall;
    wall.start();
    const std::clock_t processor = std::clock();
    for (int i = 0; i < 60; ++i) {
        times.push_back(press(window, i % 2 == 0 ? Qt::Key_PageDown : Qt::Key_PageUp));
        QTest::qWait(20); // so fast nobody presses
    }
    const double busy = 1000.0 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    print(lesson + ", " + when, times);
    std::printf("    %.1f processors at work\n", busy / static_cast<double>(wall.elapsed()));
    window.presentation().end();
}

} // namespace

int main(int argc, char** argv) {
    QApplication app(argc, argv);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QStringList chosen = app.arguments().mid(1);
    if (chosen.isEmpty()) chosen = {"cross-correlation", "images-as-grids", "output-channels", "lenet-5"};
    MainWindow window{Style{}}, other{Style{}};
    window.show();
    window.openLesson(0);
    for (const QString& lesson : chosen) measure(window, lesson, "alone");
    other.show();
    other.openLessonOf("lenet-live");
    QTest::qWait(3000);
    other.page()->bar()->findChild<QPushButton*>("accent")->click(); // Start
    QTest::qWait(2000);
    for (const QString& lesson : chosen) measure(window, lesson, "while LeNet learns");
    const auto* line = other.page()->stage()->findChild<QLabel*>("stageLine");
    std::printf("LeNet: %s\n", line ? qPrintable(line->text()) : "?");
    const QSize screen = app.primaryScreen()->size();
    std::printf("on a screen of %d x %d\n", screen.width(), screen.height());
}
