// The bar that lies over the stage: what is wrong stands in it until it is closed or mended, what was done for some
// seconds. The stage keeps its place and size under it.
#pragma once

#include "ui/shell/front.h"

#include <QFrame>
#include <QLabel>
#include <QTimer>
#include <vector>

namespace ui {

class NoticeBar : public QFrame {
    Q_OBJECT
public:
    // name: of the label, for tests and style.
    explicit NoticeBar(const QString& name = "noticeText");
    // Over the upper edge of that sibling from now on, as wide as it is.
    void lieOver(QWidget* below);
    // Empty: there is nothing to say.
    void showNotice(const QString& sentence);
    void showNews(const QString& sentence);
    // News that end with a choice of links and stay until one is chosen.
    void showLinks(const QString& sentence, const std::vector<NoticeLink>& links);
    // What was refused is past; news stay.
    void hideNotice();

protected:
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void say(const QString& sentence, const QString& look);
    void writeLinks();
    void place();

    QLabel* m_text;
    QWidget* m_below = nullptr;      // null: it stands in a layout
    QString m_sentence;              // before the links
    std::vector<NoticeLink> m_links; // mostly none
    QTimer m_newsOver{this};
};

} // namespace ui
