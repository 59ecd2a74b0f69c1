#include "ui/view/onward_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <algorithm>

namespace ui {
namespace {

// "Next lesson: Str…", or, where nothing of the name would be left, "Next lesson".
QString shownIn(int room, const QString& text, const QFontMetrics& metrics) {
    constexpr qsizetype leastOfName = 4; // letters, with the three dots
    const QString cut = metrics.elidedText(text, Qt::ElideRight, room);
    const qsizetype name = text.indexOf(": ") + 2;
    return cut == text || name < 2 || cut.size() - name >= leastOfName ? cut : text.left(name - 2);
}

} // namespace

void OnwardButton::setWidths(int least, int most) {
    m_least = least;
    m_most = most;
    updateGeometry();
}

QSize OnwardButton::sizeHint() const {
    const QSize whole = QPushButton::sizeHint();
    return {std::clamp(whole.width() + 8, m_least, m_most), whole.height()};
}

QSize OnwardButton::minimumSizeHint() const {
    return {m_least, QPushButton::sizeHint().height()};
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
