// Labelled images are opened as by somebody who looks at what was found and takes it.
#pragma once

#include "tests/ui/support/hands.h"
#include "ui/pages/page.h"

#include <QtTest>
#include <QtWidgets>

namespace ui {

// False: the page has no use for the file, or nothing was found in it.
inline bool takeImages(Page& page, const QString& path) {
    if (!page.openFile(path)) return false;
    auto* use = named<QPushButton>(page.stage(), "Use these images");
    if (!QTest::qWaitFor([&] { return use->isVisibleTo(page.stage()); }, 20000)) return false;
    if (use->isVisible())
        QTest::mouseClick(use, Qt::LeftButton);
    else
        use->click(); // of a window that was not shown
    return true;
}

} // namespace ui
