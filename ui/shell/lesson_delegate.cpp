#include "ui/shell/lesson_delegate.h"

#include "ui/figure/text_runs.h"
#include "ui/view/icons.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr double smallestTitle = 12; // pixels

} // namespace

QSize LessonDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    const bool isHeading = index.data(LessonIndexRole).toInt() < 0;
    return QSize(10, qRound((isHeading ? (narrow ? 18 : 36) : 34) * style.controlScale()));
}

void LessonDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(LessonIndexRole).toInt() < 0)
        paintHeading(painter, option, index);
    else
        paintScene(painter, option, index);
    painter->restore();
}

void LessonDelegate::paintFocus(QPainter* painter, const QStyleOptionViewItem& option, const QRectF& row) const {
    if (!(option.state & QStyle::State_HasFocus)) return;
    painter->setPen(QPen(style.colors().text, 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
}

// A chevron, to the right when folded; in the narrow list it stands alone.
void LessonDelegate::paintHeading(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    const Palette& c = style.colors();
    const QRectF rect = option.rect;
    const double side = 12 * style.controlScale(), line = narrow ? rect.center().y() : rect.bottom() - 14;
    painter->save();
    painter->translate(narrow ? rect.center().x() : rect.left() + 18, line);
    if (index.data(FoldedRole).toBool()) painter->rotate(-90);
    icon("chevron", c.dim, c.dim).paint(painter, QRectF(-side / 2, -side / 2, side, side).toRect());
    painter->restore();
    paintFocus(painter, option, rect.adjusted(8, narrow ? 0 : 4, -8, 0));
    if (narrow) return;
    painter->setFont(Style::font(std::max(13.0, 13 * style.controlScale()), Weight::SemiBold));
    painter->setPen(c.dim);
    const QRectF room = rect.adjusted(30, 0, -12, -6);
    const QString title = index.data(Qt::DisplayRole).toString();
    painter->drawText(room, Qt::AlignLeft | Qt::AlignBottom,
                      painter->fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(room.width())));
}

void LessonDelegate::paintScene(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    const Palette& c = style.colors();
    const bool isCurrent = index.data(LessonIndexRole).toInt() == current;
    const QRectF row = QRectF(option.rect).adjusted(8, 1, -8, -1);
    if (isCurrent || option.state & QStyle::State_MouseOver) {
        painter->setPen(isCurrent ? QPen(c.line, 1) : QPen(Qt::NoPen));
        painter->setBrush(isCurrent ? c.raised : c.sunken);
        painter->drawRoundedRect(row, 7, 7);
    }
    if (isCurrent) painter->fillRect(QRectF(row.left(), row.top() + 7, 3, row.height() - 14), c.now);
    paintFocus(painter, option, row);
    paintWords(painter, row, index, isCurrent);
    if (index.data(SeenRole).toBool() && !narrow && !isCurrent)
        icon("tick", c.dim, c.dim).paint(painter, QRectF(row.right() - 26, row.center().y() - 8, 16, 16).toRect());
}

// One that is missing is grey and slanted.
void LessonDelegate::paintWords(QPainter* painter, const QRectF& row, const QModelIndex& index, bool isCurrent) const {
    const Palette& c = style.colors();
    const Weight weight = isCurrent ? Weight::Bold : Weight::Regular;
    const bool missing = !index.data(MissingRole).toString().isEmpty();
    const int lesson = index.data(LessonIndexRole).toInt();
    painter->setPen(isCurrent ? c.text : c.dim);
    painter->setFont(Style::numberFont(15 * style.controlScale(), weight));
    const double number = narrow ? row.width() : 30 * style.controlScale();
    painter->drawText(QRectF(row.left(), row.top(), number, row.height()),
                      narrow ? Qt::AlignCenter : Qt::AlignRight | Qt::AlignVCenter, QString::number(lesson + 1));
    if (narrow) return;
    painter->setPen(missing ? c.dim : c.text);
    const bool ticked = index.data(SeenRole).toBool() && !isCurrent;
    const QRectF room = row.adjusted(number + 10, 0, ticked ? -26 : 0, 0);
    const QString title = index.data(Qt::DisplayRole).toString();
    const double wish = 15 * style.controlScale(), least = std::max(std::min(smallestTitle, wish), 0.8 * wish);
    QFont font = Style::font(std::floor(fittingSize({{title, {}, weight}}, room.width(), wish, least)), weight);
    font.setItalic(missing);
    const auto height = [&] {
        return QFontMetricsF(font).boundingRect(QRectF(0, 0, room.width(), 1e4), Qt::TextWordWrap, title).height();
    };
    const bool tooLong = QFontMetricsF(font).horizontalAdvance(title) > room.width() + 1;
    while (tooLong && font.pixelSize() > smallestTitle && height() > row.height())
        font.setPixelSize(font.pixelSize() - 1);
    const bool wraps = tooLong && height() <= row.height(); // on two lines, in letters that leave room for them
    painter->setFont(font);
    painter->drawText(
        room, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter) | (wraps ? Qt::TextWordWrap : 0),
        wraps ? title : painter->fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(room.width()) + 1));
}

} // namespace ui
