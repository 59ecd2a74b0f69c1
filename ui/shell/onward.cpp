#include "ui/shell/onward.h"

#include "ui/pages/lecture.h"
#include "ui/pages/page.h"
#include "ui/shell/lecture_walk.h"
#include "ui/view/icons.h"
#include "ui/view/step_bar.h"

#include <QHBoxLayout>
#include <QShortcut>

namespace ui {
namespace {

// The one on show; null: the page steps otherwise.
StepBar* stepBarOf(Page& page) {
    if (auto* bar = qobject_cast<StepBar*>(page.bar())) return bar;
    for (auto* bar : page.bar()->findChildren<StepBar*>())
        if (bar->isVisibleTo(page.bar())) return bar;
    return nullptr;
}

} // namespace

Onward::Onward(Front& front, const LectureWalk& walk, QWidget* window)
    : QObject(window), m_front(front), m_walk(walk), m_beside(new QWidget), m_button(new OnwardButton) {
    auto* row = new QHBoxLayout(m_beside);
    row->setContentsMargins(0, 0, 24, 0);
    row->addWidget(m_button);
    m_button->setObjectName("barButton");
    m_button->setLayoutDirection(Qt::RightToLeft); // the triangle behind the words
    connect(m_button, &QPushButton::clicked, this, [this] { m_front.walk(true); });
    for (const auto key : {Qt::Key_PageDown, Qt::Key_PageUp}) {
        auto* shortcut = new QShortcut(key, window);
        shortcut->setAutoRepeat(false); // a key held down would run through the whole lecture
        connect(shortcut, &QShortcut::activated, this, [this, key] { m_front.walk(key == Qt::Key_PageDown); });
    }
}

QString Onward::titleBeyond() const {
    const int there = m_walk.beyond(true);
    return there < 0 ? QString() : m_front.lecture().scenes[static_cast<std::size_t>(there)].lesson.title;
}

void Onward::show() {
    Page* page = m_front.page();
    if (!page) return;
    const QString title = titleBeyond();
    StepBar* bar = stepBarOf(*page);
    if (bar) {
        bar->setWalker([this] { m_front.walk(true); });
        bar->setBeyond(title);
    }
    const Page::Stops now = page->stops();
    // In a narrow window the bar needs the room.
    m_button->setWidths(qRound(96 * m_scale), qRound((m_beside->window()->width() < 1280 ? 140 : 340) * m_scale));
    m_button->setText(title.isEmpty() ? tr("Next") : tr("Next lesson: %1").arg(title));
    m_button->setAccessibleName(m_button->text());
    m_button->setToolTip(tr("%1 (PageDown)").arg(m_button->text()));
    m_beside->setVisible(!bar && (!title.isEmpty() || now.at + 1 < now.count));
}

void Onward::setStyle(const Style& style) {
    const double scale = style.controlScale();
    m_button->setIcon(icon("next", style.colors().text, style.colors().lineStrong));
    m_button->setIconSize(QSize(20, 20) * scale);
    m_button->setFixedHeight(qRound(46 * scale));
    m_scale = scale;
    show();
}

} // namespace ui
