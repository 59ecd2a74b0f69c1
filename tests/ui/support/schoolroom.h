// A page in a window, laid out about as the shell does it, opened in front of the class.
#pragma once

#include "ui/pages/page.h"

#include <QtTest>
#include <QtWidgets>

namespace ui {

template<class AnyPage> struct Schoolroom {
    Lesson lesson;
    QStringList notices, news;
    AnyPage page;
    QWidget window; // after the page: the shell's widgets go first

    explicit Schoolroom(Lesson shown) : lesson(std::move(shown)) {
        window.resize(1366, 720);
        auto* rows = new QVBoxLayout(&window);
        auto* across = new QHBoxLayout;
        across->addWidget(page.stage(), 1);
        across->addWidget(page.inspector());
        page.inspector()->setFixedWidth(300);
        rows->addLayout(across, 1);
        rows->addWidget(page.bar());
        page.bar()->setFixedHeight(66);
        page.setStyle({});
        QObject::connect(&page, &Page::notice, [this](const QString& sentence) {
            if (!sentence.isEmpty()) notices << sentence;
        });
        QObject::connect(&page, &Page::news, [this](const QString& sentence) { news << sentence; });
        window.show();
        page.open(lesson);
        page.setActive(true);
    }
};

} // namespace ui
