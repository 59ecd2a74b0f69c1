// A window in front of a class, driven by real keys and clicks.
#pragma once

#include "tests/ui/support/hands.h"
#include "ui/shell/audience_screen.h"
#include "ui/shell/main_window.h"
#include "ui/shell/presentation.h"
#include "ui/view/figure_view.h"

#include <QApplication>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace ui {

// Settings of a test's own, as long as it lives.
struct OwnSettings {
    QTemporaryDir folder;
    OwnSettings() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
    }
};

// The pointer over one widget; QTest would move it over whatever window it finds there first.
inline void movePointer(QWidget* widget, const QPoint& to, Qt::MouseButtons buttons = {},
                        Qt::KeyboardModifiers m = {}) {
    QMouseEvent move(QEvent::MouseMove, to, widget->mapToGlobal(to), Qt::NoButton, buttons, m);
    QSpontaneKeyEvent::setSpontaneous(&move);
    QApplication::instance()->notify(widget, &move);
}

struct PresentedWindow {
    MainWindow window{Style{}};

    explicit PresentedWindow(const QString& lesson = "cross-correlation") {
        if (!lesson.isEmpty()) open(lesson);
        window.show();
        activate();
    }
    void open(const QString& lesson) { window.openLessonOf(lesson); }
    void activate() {
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
    }
    Presentation& presentation() { return window.presentation(); }
    AudienceScreen* audience() { return window.presentation().audience(); }
    Page& page() { return *window.page(); }
    FigureView* view() { return qobject_cast<FigureView*>(page().stage()); }
    // As somebody at the keyboard: F5 in the window, every other key where the focus is.
    void present() {
        QTest::keyClick(&window, Qt::Key_F5);
        if (!presentation().isOn()) qFatal("F5 did not begin");
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(audience());
    }
    void key(int k, Qt::KeyboardModifiers m = {}) {
        QWidget* focus = audience() && audience()->focusWidget() ? audience()->focusWidget() : &window;
        QTest::keyClick(focus, static_cast<Qt::Key>(k), m);
    }
    void type(const char* digits) {
        for (const char* c = digits; *c != '\0'; ++c) QTest::keyClick(audience()->focusWidget(), *c);
    }
    // The key is held down.
    void repeat(int k) {
        QKeyEvent again(QEvent::KeyPress, k, Qt::NoModifier, {}, true);
        QApplication::sendEvent(audience()->focusWidget(), &again);
    }
    // Scene and stop, as one can say them.
    std::pair<int, int> position() { return {window.lesson(), page().stops().at}; }
    QPoint at(const CellRef& cell) { return view()->figure()->cellRect(cell).center().toPoint(); }
};

} // namespace ui
