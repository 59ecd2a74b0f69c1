// Where the pages stood before a lecture walked through them: who leaves finds each step as it was, and who comes back
// goes on where he or she left. What was edited meanwhile stays.
#pragma once

#include "ui/pages/page.h"
#include "ui/shell/front.h"

#include <QPointer>
#include <QSet>
#include <map>
#include <optional>

namespace ui {

class PresentedPages {
public:
    explicit PresentedPages(Front& front) : m_front(front) {}

    // Goes on where leave() was called, unless somebody has gone elsewhere since.
    void begin();
    // Another page came to the front.
    void arrived();
    // Runs what moves through the lecture; what it changes in the pages' scenes is where they stand.
    void walked(const std::function<void()>& walk);
    void leave();

private:
    struct Standing {
        QPointer<Page> page;
        QJsonObject scene; // before
        Page::Stops stops;
        int undone = 0;      // the index of its undo stack
        int walks = 0;       // steps of undo that walking made: some pages keep where one stands as an edit
        QSet<QString> moved; // the keys of the scene that walking changed
    };
    struct Left {
        int home = 0, lesson = 0;
        QString key;           // of the scene that was left
        QJsonObject homeScene; // of the page that was in front afterwards
        int stop = 0;
    };
    void noteMoves(Page& page, const QJsonObject& scene, int undone);
    static void unwalk(const Standing& standing);
    void putBack(const Standing& standing) const;
    QString keyAt(int scene) const;

    Front& m_front;
    int m_home = 0; // the scene that was in front
    std::map<Page*, Standing> m_pages;
    QJsonObject m_asItCame; // the page that came to the front last
    int m_undoneAsItCame = 0;
    std::optional<Left> m_left;
};

} // namespace ui
