// The bar over the stage: what is wrong stands in it until it is closed or mended, what was done for some seconds.
#pragma once

#include <QFrame>
#include <QLabel>
#include <QTimer>

namespace ui {

class NoticeBar : public QFrame {
    Q_OBJECT
public:
    NoticeBar();
    // Empty: there is nothing to say.
    void showNotice(const QString& sentence);
    void showNews(const QString& sentence);
    // What was refused is past; news stay.
    void hideNotice();

private:
    void say(const QString& sentence, const QString& look);

    QLabel* m_text;
    QTimer m_newsOver;
};

} // namespace ui
