// THE list of pages.
#pragma once

#include "ui/model/scene_kind.h"
#include "ui/pages/page.h"

#include <span>

namespace ui {

// To add a page: derive from Page (of a lesson: from LabPage), then one line in page_catalog.cpp. Lessons name it by
// id.
struct PageKind {
    QString id;
    std::unique_ptr<Page> (*make)();
    SceneKind scene;
    QString pictures = {}; // the lesson in which such a page shows a picture best; empty: it takes none
};
std::span<const PageKind> pageKinds();

} // namespace ui
