// A lesson that is in front for a while with a scene of somebody else, beside the page that the user knows of it.
#pragma once

#include "ui/pages/page.h"

#include <QPointer>
#include <array>
#include <memory>

namespace ui {

class Visit {
public:
    // The page's widgets have been taken by the window. from: the index of the lesson to come back to.
    Visit(std::unique_ptr<Page> page, int from)
        : m_page(std::move(page)), m_parts{m_page->stage(), m_page->inspector(), m_page->bar()}, m_from(from) {}
    // The page first: it lets go of its widgets, which the window would keep.
    ~Visit() {
        m_page.reset();
        for (const auto& part : m_parts) delete part.data();
    }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

    Page& page() const { return *m_page; }
    int from() const { return m_from; }

private:
    std::unique_ptr<Page> m_page;
    std::array<QPointer<QWidget>, 3> m_parts;
    int m_from;
};

} // namespace ui
