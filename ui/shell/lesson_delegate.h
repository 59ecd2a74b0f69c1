// Paints a row of the list of lessons: a heading that folds, or number, title and tick of a scene.
#pragma once

#include "ui/figure/style.h"

#include <QStyledItemDelegate>

namespace ui {

// What an item of the list knows beside its title. LessonRole: the index into the lecture, -1 for a heading.
enum LessonRole { LessonIndexRole = Qt::UserRole, KeyRole, SeenRole, IdeaRole, WordsRole, MissingRole, FoldedRole };

class LessonDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    Style style;
    bool narrow = false;
    int current = -1;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    void paintHeading(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintScene(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const;
    void paintWords(QPainter* painter, const QRectF& row, const QModelIndex& index, bool isCurrent) const;
    void paintFocus(QPainter* painter, const QStyleOptionViewItem& option, const QRectF& row) const;
};

} // namespace ui
