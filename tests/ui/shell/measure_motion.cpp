// By hand: how much time passes between two paints of the stage while a window slides, on a screen of 1920 x 1080 and
// with a network learning on both cores.
//   ninja measure_motion && bin/measure_motion [LESSON...]
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/figure_view.h"

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
#include <cstdlib>
#include <ctime>
#include <optional>
#include <utility>

using namespace ui;

namespace {

// The times between two paints of one motion, in milliseconds: as they begin, and as they are done and can be seen.
struct Paints : QObject {
    struct Between {
        void begin() { m_last.invalidate(); }
        void note(bool moving) {
            if (m_last.isValid()) times.push_back(1e-6 * static_cast<double>(m_last.nsecsElapsed()));
            if (moving)
                m_last.start();
            else
                m_last.invalidate(); // it has come
        }
        std::vector<double> times;

    private:
        QElapsedTimer m_last;
    };
    Between begun, shown;
    std::optional<bool> painted; // whether the view moved, when it was painted

    void begin() {
        begun.begin();
        shown.begin();
    }
    bool eventFilter(QObject* view, QEvent* event) override {
        if (event->type() != QEvent::Paint) return false;
        painted = static_cast<FigureView*>(view)->moving();
        begun.note(*painted);
        return false;
    }
};

Paints* watching = nullptr;

struct Application : QApplication {
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override {
        const bool frame = event->type() == QEvent::UpdateRequest;
        const bool used = QApplication::notify(receiver, event);
        if (frame && watching && watching->painted)
            watching->shown.note(*std::exchange(watching->painted, std::nullopt));
        return used;
    }
};

void print(const QString& name, std::vector<double> times, double busy) {
    std::sort(times.begin(), times.end());
    double load = 0;
    getloadavg(&load, 1);
    std::printf("%-36s %5.1f ms in the median, %5.1f ms at p99, %5.1f at most, of %zu; %.1f processors, load %.1f\n",
                qPrintable(name), times[times.size() / 2], times[times.size() * 99 / 100], times.back(), times.size(),
                busy, load);
}

void measure(MainWindow& window, const QString& lesson, const QString& when) {
    window.openLessonOf(lesson);
    QTest::qWait(500);
    auto* view = qobject_cast<FigureView*>(window.page()->stage());
    Paints paints;
    watching = &paints;
    view->installEventFilter(&paints);
    QElapsedTimer wall;
    wall.start();
    const std::clock_t processor = std::clock();
    QTest::keyClick(view, Qt::Key_Home);
    for (int i = 0; i < 60; ++i) {
        QTest::qWait(500);
        paints.begin();
        QTest::keyClick(view, i % 6 == 5 ? Qt::Key_Home : Qt::Key_Right);
    }
    QTest::qWait(500);
    view->removeEventFilter(&paints);
    watching = nullptr;
    double busy = 1000.0 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC;
    busy /= static_cast<double>(wall.elapsed());
    print(lesson + ", " + when, paints.begun.times, busy);
    print("  as they are shown", paints.shown.times, busy);
}

} // namespace

int main(int argc, char** argv) {
    const Application app(argc, argv);
    const QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());
    QStringList chosen = app.arguments().mid(1);
    if (chosen.isEmpty()) chosen = {"cross-correlation", "padding", "max-pooling", "rgb-channels", "transposed"};
    Style style;
    style.moving = true;
    MainWindow window{style}, other{Style{}};
    window.resize(1920, 1080);
    window.show();
    window.openLesson(0);
    for (const QString& lesson : chosen) measure(window, lesson, "alone");
    Lecture endless = allLessons(); // a run that ends in the middle would measure nothing
    std::erase_if(endless.scenes, [](const LectureScene& scene) { return scene.lesson.id != "lenet-live"; });
    endless.scenes.front().lesson.scene["epochs"] = 1000;
    other.openLecture(endless);
    other.show();
    QTest::qWait(3000);
    other.page()->bar()->findChild<QPushButton*>("accent")->click(); // Start
    QTest::qWait(2000);
    window.activateWindow();
    for (const QString& lesson : chosen) measure(window, lesson, "while LeNet learns");
    const auto* line = other.page()->stage()->findChild<QLabel*>("stageLine");
    std::printf("LeNet: %s\n", line ? qPrintable(line->text()) : "?");
    const QSize screen = app.primaryScreen()->size(), stage = window.page()->stage()->size();
    std::printf("on a screen of %d x %d, the stage %d x %d\n", screen.width(), screen.height(), stage.width(),
                stage.height());
}
