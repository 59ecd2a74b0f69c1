// Mouse clicks never move the keys of stepping: whatever was clicked, Right, Left, Space, Home and End still belong to
// the stage. Only Tab and F6 lead the keys to a control, which has them then.
#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QWidget>
#include <functional>

namespace ui {

class Page;

class StageKeys : public QObject {
    Q_OBJECT
public:
    // page: in front; null: none is yet. It acts in this window, and in the one where the page's stage is.
    StageKeys(std::function<Page*()> page, QWidget* window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isHere(const QWidget& widget) const;
    void focusMoved(QWidget& to, Qt::FocusReason why);
    void pressed(QWidget& widget);
    bool takesKey(QWidget& receiver, QKeyEvent& key);
    bool endsTyping(const QWidget& field, int key) const;
    QWidget* target() const;

    std::function<Page*()> m_page;
    QWidget* m_window;
    QPointer<QWidget> m_view;    // on the stage: it had the keys last
    QPointer<QWidget> m_clicked; // a field or a list that has some keys because it was clicked
    bool m_handing = false;      // a key that has been seen already
};

} // namespace ui
