#include "ui/shell/presented_pages.h"

#include "core/base/error.h"
#include "ui/pages/lecture.h"
#include "ui/tr.h"

namespace ui {
namespace {

QJsonObject withKeysOf(QJsonObject scene, const QJsonObject& other, const QSet<QString>& keys) {
    for (const QString& key : keys)
        if (other.contains(key))
            scene[key] = other[key];
        else
            scene.remove(key);
    return scene;
}

} // namespace

QString PresentedPages::keyAt(int scene) const {
    const auto& scenes = m_front.lecture().scenes;
    return scene >= 0 && scene < static_cast<int>(scenes.size()) ? scenes[static_cast<std::size_t>(scene)].key()
                                                                 : QString();
}

void PresentedPages::begin() {
    m_pages.clear();
    m_home = m_front.lesson();
    arrived();
    const std::optional<Left> left = std::exchange(m_left, {});
    if (!left || left->home != m_home || left->homeScene != m_front.page()->scene()) return;
    if (keyAt(left->lesson) != left->key) return; // of another lecture
    walked([&] { m_front.openLesson(left->lesson); });
    walked([&] { m_front.page()->goToStopAt(left->stop); });
}

void PresentedPages::arrived() {
    Page* page = m_front.page();
    m_asItCame = page->scene();
    Standing& known = m_pages[page];
    m_undoneAsItCame = page->undoStack()->index();
    if (known.page) return; // one that is gone may have lain at that address
    known = {page, m_asItCame, page->stops(), m_undoneAsItCame, 0, {}};
    page->undoStack()->setClean(); // so that no walk becomes part of an edit before it
}

void PresentedPages::walked(const std::function<void()>& walk) {
    Page* before = m_front.page();
    const QJsonObject was = before->scene();
    const int undone = before->undoStack()->index();
    walk();
    Page* now = m_front.page();
    if (now == before)
        noteMoves(*now, was, undone);
    else
        noteMoves(*now, m_asItCame, m_undoneAsItCame);
}

void PresentedPages::noteMoves(Page& page, const QJsonObject& before, int undone) {
    const auto standing = m_pages.find(&page);
    if (standing == m_pages.end()) return;
    standing->second.walks += page.undoStack()->index() - undone;
    const QJsonObject after = page.scene();
    for (const QString& key : before.keys() + after.keys())
        if (before[key] != after[key]) standing->second.moved << key;
}

void PresentedPages::leave() {
    m_left = Left{m_home, m_front.lesson(), keyAt(m_front.lesson()), {}, m_front.page()->stops().at};
    for (const auto& [page, standing] : m_pages)
        if (standing.page) putBack(standing);
    m_pages.clear();
    if (m_front.lesson() != m_home) m_front.guarded([this] { m_front.openLesson(m_home); });
    m_left->homeScene = m_front.page()->scene();
}

// Steps of undo that are nothing but walks are taken back, and forgotten.
void PresentedPages::unwalk(const Standing& standing) {
    QUndoStack& undo = *standing.page->undoStack();
    if (undo.index() - standing.undone != standing.walks) return; // there are edits among them
    while (undo.index() > standing.undone) {
        auto* walk = const_cast<QUndoCommand*>(undo.command(undo.index() - 1));
        walk->undo();
        walk->setObsolete(true); // the stack throws it away, and does no more with it
        undo.undo();
    }
}

void PresentedPages::putBack(const Standing& standing) const {
    Page& page = *standing.page;
    unwalk(standing);
    page.undoStack()->resetClean();
    const auto asBefore = [&] { return withKeysOf(page.scene(), standing.scene, standing.moved); };
    if (asBefore() != page.scene() && standing.stops.exactly && standing.stops.at >= 0)
        page.goToStopAt(standing.stops.at);
    const QJsonObject wanted = asBefore();
    if (wanted == page.scene()) return;
    try {
        page.setScene(wanted, ui::tr("As before the presentation"));
    } catch (const cnn::Error&) {
        // An edit took that step away; the page stands where it can.
    }
}

} // namespace ui
