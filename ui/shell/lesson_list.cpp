#include "ui/shell/lesson_list.h"

#include "ui/pages/lesson.h"
#include "ui/view/icons.h"

#include <QPainter>
#include <QStyledItemDelegate>
#include <algorithm>

namespace ui {
namespace {

enum Role { LessonRole = Qt::UserRole, SeenRole };

class LessonDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    Style style;
    bool narrow = false;
    int current = -1;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
        const bool isHeading = index.data(LessonRole).toInt() < 0;
        return QSize(10, qRound((isHeading ? (narrow ? 14 : 36) : 34) * style.controlScale()));
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
        const Palette& c = style.colors();
        const int lesson = index.data(LessonRole).toInt();
        const QString title = index.data(Qt::DisplayRole).toString();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (lesson < 0) {
            heading(painter, option.rect, title, c);
        } else {
            const bool isCurrent = lesson == current;
            const QRectF row = QRectF(option.rect).adjusted(8, 1, -8, -1);
            if (isCurrent || option.state & QStyle::State_MouseOver) {
                painter->setPen(isCurrent ? QPen(c.line, 1) : QPen(Qt::NoPen));
                painter->setBrush(isCurrent ? c.raised : c.sunken);
                painter->drawRoundedRect(row, 7, 7);
            }
            if (isCurrent) painter->fillRect(QRectF(row.left(), row.top() + 7, 3, row.height() - 14), c.now);
            if (option.state & QStyle::State_HasFocus) {
                painter->setPen(QPen(c.text, 2));
                painter->setBrush(Qt::NoBrush);
                painter->drawRoundedRect(row.adjusted(1, 1, -1, -1), 6, 6);
            }
            words(painter, row, lesson, title, isCurrent, c);
            if (index.data(SeenRole).toBool() && !narrow && !isCurrent)
                icon("tick", c.dim, c.dim)
                    .paint(painter, QRectF(row.right() - 26, row.center().y() - 8, 16, 16).toRect());
        }
        painter->restore();
    }

private:
    void heading(QPainter* painter, const QRect& rect, const QString& title, const Palette& c) const {
        if (narrow) return;
        painter->setFont(Style::font(std::max(13.0, 13 * style.controlScale()), Weight::SemiBold));
        painter->setPen(c.dim);
        painter->drawText(rect.adjusted(22, 0, -4, -6), Qt::AlignLeft | Qt::AlignBottom, title);
    }
    void words(QPainter* painter, const QRectF& row, int lesson, const QString& title, bool isCurrent,
               const Palette& c) const {
        const Weight weight = isCurrent ? Weight::Bold : Weight::Regular;
        painter->setPen(isCurrent ? c.text : c.dim);
        painter->setFont(Style::numberFont(15 * style.controlScale(), weight));
        const double number = narrow ? row.width() : 30 * style.controlScale();
        painter->drawText(QRectF(row.left(), row.top(), number, row.height()),
                          narrow ? Qt::AlignCenter : Qt::AlignRight | Qt::AlignVCenter, QString::number(lesson + 1));
        if (narrow) return;
        painter->setPen(c.text);
        painter->setFont(Style::font(15 * style.controlScale(), weight));
        const QRectF room = row.adjusted(number + 10, 0, isCurrent ? -4 : -26, 0);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(room.width()) + 1));
    }
};

LessonDelegate* delegateOf(QListWidget* list) {
    return static_cast<LessonDelegate*>(list->itemDelegate());
}

} // namespace

LessonList::LessonList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new LessonDelegate(this));
    setObjectName("lessonList");
    setAccessibleName(tr("Lessons"));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    QString group;
    int number = 0;
    for (const Lesson& lesson : lessons()) {
        if (lesson.group != group) {
            auto* heading = new QListWidgetItem(group = lesson.group, this);
            heading->setData(LessonRole, -1);
            heading->setFlags(Qt::NoItemFlags);
        }
        auto* item = new QListWidgetItem(lesson.title, this);
        item->setData(LessonRole, number++);
        item->setToolTip(lesson.headline);
    }
    connect(this, &QListWidget::itemClicked, this,
            [this](QListWidgetItem* item) { emit chosen(item->data(LessonRole).toInt()); });
    connect(this, &QListWidget::itemActivated, this,
            [this](QListWidgetItem* item) { emit chosen(item->data(LessonRole).toInt()); });
}

void LessonList::setStyle(const Style& style) {
    delegateOf(this)->style = style;
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void LessonList::setNarrow(bool narrow) {
    if (delegateOf(this)->narrow == narrow) return;
    delegateOf(this)->narrow = narrow;
    for (int i = 0; i < count(); ++i) {
        const int lesson = item(i)->data(LessonRole).toInt();
        if (lesson >= 0)
            item(i)->setToolTip(narrow ? item(i)->text() : lessons()[static_cast<std::size_t>(lesson)].headline);
    }
    scheduleDelayedItemsLayout();
}

void LessonList::doItemsLayout() {
    QListWidget::doItemsLayout();
    if (currentItem()) scrollToItem(currentItem());
}

void LessonList::setCurrentLesson(int index) {
    m_current = delegateOf(this)->current = index;
    for (int i = 0; i < count(); ++i)
        if (item(i)->data(LessonRole).toInt() == index) {
            item(i)->setData(SeenRole, true);
            setCurrentItem(item(i));
        }
    viewport()->update();
}

} // namespace ui
