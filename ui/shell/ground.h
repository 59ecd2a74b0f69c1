// A plain area of one colour under other widgets. As a style sheet it would be inherited by all pages on it, hidden
// ones too, and each change of the theme would cost as much as there are pages.
#pragma once

#include <QPaintEvent>
#include <QPainter>
#include <QWidget>

namespace ui {

class Ground : public QWidget {
public:
    using QWidget::QWidget;
    void setColor(const QColor& color) {
        m_color = color;
        update();
    }

protected:
    void paintEvent(QPaintEvent* event) override { QPainter(this).fillRect(event->rect(), m_color); }

private:
    QColor m_color;
};

} // namespace ui
