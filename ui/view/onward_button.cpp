#include "ui/view/onward_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <algorithm>

namespace ui {
namespace {

// "Next lesson: Stride", or, where the whole name has no room, "Next lesson".
QString shownIn(int room, const QString& text, const QFontMetrics& metrics) {
    const qsizetype name = text.indexOf(": ");
    return name < 0 || metrics.horizontalAdvance(text) <= room ? text : text.left(name);
}

} // namespace

void OnwardButton::setWidths(int least, int most) {
    m_least = least;
    m_most = most;
    updateGeometry();
}

QSize OnwardButton::sizeHint() const {
    const QSize whole = QPushButton::sizeHint(), least = minimumSizeHint();
    return {std::clamp(whole.width() + 8, least.width(), std::max(least.width(), m_most)), whole.height()};
}

// Room for the words that stand there at least.
QSize OnwardButton::minimumSizeHint() const {
    const QSize whole = QPushButton::sizeHint();
    const int words = fontMetrics().horizontalAdvance(shownIn(0, text(), fontMetrics()));
    return {std::max(m_least, whole.width() - fontMetrics().horizontalAdvance(text()) + words + 8), whole.height()};
}

void OnwardButton::paintEvent(QPaintEvent*) {
    QStyleOptionButton option;
    initStyleOption(&option);
    // What is beside the words: the icon, and what the style sheet leaves free.
    const int beside = QPushButton::sizeHint().width() - fontMetrics().horizontalAdvance(text());
    option.text = shownIn(width() - beside, text(), fontMetrics());
    QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
}

} // namespace ui
