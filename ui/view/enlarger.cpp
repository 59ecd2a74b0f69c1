#include "ui/view/enlarger.h"

#include "ui/view/figure_view.h"

#include <QKeyEvent>
#include <algorithm>

namespace ui {

Enlarger::Enlarger(QWidget* stage, std::vector<QWidget*> views) : QObject(stage), m_views(std::move(views)) {
    stage->installEventFilter(this);
    for (QWidget* view : m_views) {
        view->installEventFilter(this);
        for (FigureView* figure : view->findChildren<FigureView*>()) figure->installEventFilter(this);
    }
}

QWidget* Enlarger::viewOf(QObject* part) const {
    const auto found = std::ranges::find_if(m_views, [&](const QWidget* view) {
        const auto* widget = qobject_cast<const QWidget*>(part);
        return widget && (view == widget || view->isAncestorOf(widget));
    });
    return found == m_views.end() ? nullptr : *found;
}

void Enlarger::enlarge(QWidget* view) {
    if (view == m_enlarged) return;
    m_enlarged = view;
    emit changed();
}

bool Enlarger::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonDblClick) {
        QWidget* view = viewOf(watched);
        // On a cell two clicks are two clicks: a dot that is drawn, a map that is opened.
        const auto* figure = qobject_cast<const FigureView*>(watched);
        const auto* mouse = static_cast<const QMouseEvent*>(event);
        if (!view || mouse->button() != Qt::LeftButton || (figure && figure->cellAt(mouse->position()))) return false;
        enlarge(m_enlarged ? nullptr : view);
        return true;
    }
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (!key || !m_enlarged || static_cast<const QKeyEvent*>(event)->key() != Qt::Key_Escape) return false;
    event->accept(); // no shortcut of the window's
    if (event->type() == QEvent::KeyPress) enlarge(nullptr);
    return event->type() == QEvent::KeyPress;
}

} // namespace ui
