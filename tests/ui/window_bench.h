// A sliding-window lesson's page in a window, driven by real keys, clicks and wheel turns.
#pragma once

#include "ui/pages/window_page.h"
#include "ui/view/figure_view.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>

namespace ui {

// A lesson's page with its three widgets in a window.
struct Bench {
    WindowPage page;
    QWidget window;
    FigureView* view;
    QSignalSpy notices{&page, &Page::notice};

    explicit Bench(const char* lesson) : view(qobject_cast<FigureView*>(page.stage())) {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* w : {page.stage(), page.inspector(), page.bar()}) column->addWidget(w, w == view ? 1 : 0);
        page.inspector()->setFixedHeight(160);
        window.resize(1304, 1200);
        page.setStyle(Style{});
        page.open(*findLesson(lesson));
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        view->setFocus();
    }
    QString text() const { return view->figure()->describe(); }
    QPoint at(const char* part, int y, int x) const {
        return view->figure()->cellRect({part, 0, y, x}).center().toPoint();
    }
    void click(const char* part, int y, int x, Qt::KeyboardModifiers m = {}) {
        QTest::mouseClick(view, Qt::LeftButton, m, at(part, y, x));
    }
    void hover(const char* part, int y, int x) { QTest::mouseMove(view, at(part, y, x)); }
    void key(int k, Qt::KeyboardModifiers m = {}) {
        QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : view;
        QTest::keyClick(target, static_cast<Qt::Key>(k), m);
    }
    void type(const char* text) {
        for (const char* c = text; *c != '\0'; ++c) {
            QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : view;
            QTest::keyClick(target, *c);
        }
    }
    void wheel(const char* part, int y, int x, int notches, Qt::KeyboardModifiers m = {}) {
        const QPointF p = at(part, y, x);
        QWheelEvent event(p, view->mapToGlobal(p), {}, {0, 120 * notches}, Qt::NoButton, m, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &event);
    }
    void press(const QString& name, Qt::KeyboardModifiers m = {}) {
        for (auto* button : window.findChildren<QAbstractButton*>())
            if (button->accessibleName() == name || button->text() == name) {
                QTest::mouseClick(button, Qt::LeftButton, m);
                return;
            }
        QFAIL(qPrintable("there is no button " + name));
    }
    void increase(const QString& setting, int times = 1) {
        for (int i = 0; i < times; ++i) press(setting + ": more");
    }
    // The numbers as they are exported.
    QList<float> numbers(const char* name) const {
        for (const NamedNumbers& n : page.numbers())
            if (n.name == QLatin1String(name)) return {n.values.values().begin(), n.values.values().end()};
        return {};
    }
    QList<float> output() const { return numbers("output"); }
    // Everything that is written beside the stage.
    QString words() const {
        QStringList all;
        for (const auto* label : window.findChildren<QLabel*>())
            if (label->isVisibleTo(&window)) all << label->text();
        return all.join('\n');
    }
};

} // namespace ui
