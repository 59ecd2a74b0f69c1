// The page of any lesson with its three widgets in a window, driven by real keys and clicks.
#pragma once

#include "tests/ui/support/hands.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QVBoxLayout>

namespace ui {

struct AnyPage {
    std::unique_ptr<Page> page;
    QWidget window;
    FigureView* view;
    StepBar* bar;
    Timeline* line;

    explicit AnyPage(const char* lesson)
        : page(std::ranges::find(pageKinds(), findLesson(lesson)->page, &PageKind::id)->make()),
          view(qobject_cast<FigureView*>(page->stage())), bar(qobject_cast<StepBar*>(page->bar())),
          line(bar->findChild<Timeline*>()) {
        auto* column = new QVBoxLayout(&window);
        for (QWidget* w : {page->stage(), page->inspector(), page->bar()}) column->addWidget(w, w == view ? 1 : 0);
        page->inspector()->setFixedHeight(160);
        window.resize(1304, 1200);
        page->setStyle(Style{});
        page->open(*findLesson(lesson));
        window.show();
        window.activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
        view->setFocus();
    }
    void key(int k, Qt::KeyboardModifiers m = {}) { QTest::keyClick(view, static_cast<Qt::Key>(k), m); }
    void press(const QString& name) {
        ui::press(&window, name);
        view->setFocus();
    }
    // "Step 3 of 9" as its two numbers, from 1.
    int step() const { return words().value(1).toInt(); }
    int steps() const { return words().value(3).toInt(); }
    // On the timeline, at a step from 1.
    void clickStep(int number, Qt::KeyboardModifiers m = {}) {
        constexpr int margin = 14;
        const int x = margin + (number - 1) * (line->width() - 2 * margin) / (steps() - 1);
        QTest::mouseClick(line, Qt::LeftButton, m, {x, line->height() / 2});
    }

private:
    QStringList words() const { return line->accessibleDescription().split(' '); }
};

} // namespace ui
