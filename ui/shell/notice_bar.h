// The bar over the stage: what is wrong stands in it until it is closed or mended, what was done for some seconds.
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
    // Empty: there is nothing to say.
    void showNotice(const QString& sentence);
    void showNews(const QString& sentence);
    // News that end with a choice of links and stay until one is chosen.
    void showLinks(const QString& sentence, const std::vector<NoticeLink>& links);
    // What was refused is past; news stay.
    void hideNotice();

protected:
    void changeEvent(QEvent* event) override;

private:
    void say(const QString& sentence, const QString& look);
    void writeLinks();

    QLabel* m_text;
    QString m_sentence;              // before the links
    std::vector<NoticeLink> m_links; // mostly none
    QTimer m_newsOver;
};

} // namespace ui
