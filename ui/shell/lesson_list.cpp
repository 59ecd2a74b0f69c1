#include "ui/shell/lesson_list.h"

#include "ui/pages/lecture.h"
#include "ui/shell/lesson_delegate.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <algorithm>

namespace ui {
namespace {

LessonDelegate* delegateOf(const QListWidget* list) {
    return static_cast<LessonDelegate*>(list->itemDelegate());
}

// What is looked through: the words that somebody may remember of a lesson.
QString wordsOf(const Lesson& lesson) {
    return QStringList{lesson.title, lesson.headline, lesson.line, lesson.notice}.join('\n');
}

} // namespace

LessonList::LessonList(QWidget* parent) : QListWidget(parent) {
    setItemDelegate(new LessonDelegate(this));
    setObjectName("lessonList");
    setAccessibleName(tr("Lessons"));
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QListWidget::itemClicked, this, &LessonList::choose);
}

// ---- rows ----------------------------------------------------------------------------------------------------------

void LessonList::showLecture(const Lecture& lecture) {
    clear();
    m_current = delegateOf(this)->current = -1;
    m_gap = m_pressed = -1;
    QString group;
    QMap<QString, int> times; // the same heading may stand again further down
    int number = 0;
    for (const LectureScene& scene : lecture.scenes) {
        if (scene.lesson.group != group) {
            auto* heading = new QListWidgetItem(group = scene.lesson.group, this);
            heading->setData(LessonIndexRole, -1);
            heading->setData(KeyRole, QString("%1\n%2").arg(group).arg(++times[group]));
        }
        auto* item = new QListWidgetItem(scene.lesson.title, this);
        item->setData(LessonIndexRole, number++);
        item->setData(KeyRole, scene.key());
        item->setData(SeenRole, m_seen.contains(scene.key()));
        item->setData(IdeaRole, scene.lesson.headline);
        item->setData(WordsRole, wordsOf(scene.lesson));
        item->setData(MissingRole, scene.missing);
    }
    setTips();
    showRows();
}

bool LessonList::isHeading(int row) const {
    return sceneOf(row) < 0;
}

int LessonList::sceneOf(int row) const {
    return item(row)->data(LessonIndexRole).toInt();
}

int LessonList::rowOf(int scene) const {
    for (int row = 0; row < count(); ++row)
        if (sceneOf(row) == scene) return row;
    return -1;
}

int LessonList::headingOf(int row) const {
    while (row >= 0 && !isHeading(row)) --row;
    return row;
}

bool LessonList::isFound(int row) const {
    const QString words = item(row)->data(WordsRole).toString();
    return !isHeading(row) &&
           std::ranges::all_of(m_words, [&](const QString& word) { return words.contains(word, Qt::CaseInsensitive); });
}

void LessonList::choose(const QListWidgetItem* item) {
    const int at = row(item);
    if (isHeading(at))
        fold(at, !item->data(FoldedRole).toBool());
    else
        emit chosen(sceneOf(at));
}

// Of what is looked for, what was found; otherwise all but what is folded. The current one is never out of sight.
void LessonList::showRows() {
    bool folded = false;
    QListWidgetItem* heading = nullptr;
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem* at = item(row);
        if (isHeading(row)) {
            heading = at;
            folded = m_folded.contains(at->data(KeyRole).toString());
            at->setData(FoldedRole, folded && m_words.isEmpty());
            at->setHidden(!m_words.isEmpty());
            continue;
        }
        const bool shown = m_words.isEmpty() ? !folded : isFound(row) || sceneOf(row) == m_current;
        at->setHidden(!shown);
        if (shown && heading) heading->setHidden(false);
    }
}

void LessonList::fold(int heading, bool folded) {
    const QString key = item(heading)->data(KeyRole).toString();
    if (folded)
        m_folded << key;
    else
        m_folded.remove(key);
    showRows();
}

int LessonList::search(const QString& words) {
    m_words = words.split(' ', Qt::SkipEmptyParts);
    showRows();
    if (m_words.isEmpty() && currentItem()) scrollToItem(currentItem());
    int found = 0;
    for (int row = 0; row < count(); ++row) found += isFound(row) ? 1 : 0;
    return found;
}

// Rather the one with that title, or whose title begins so, than one that has the words in its line.
int LessonList::firstFound() const {
    const QString words = m_words.join(' ');
    int best = -1, how = 0;
    for (int row = 0; row < count(); ++row) {
        if (!isFound(row)) continue;
        const QString title = item(row)->text();
        const int now = title.compare(words, Qt::CaseInsensitive) == 0 ? 3
                        : title.startsWith(words, Qt::CaseInsensitive) ? 2
                                                                       : 1;
        if (now > how) how = now, best = sceneOf(row);
    }
    return best;
}

// Where only numbers stand, the titles; of what is missing, why.
void LessonList::setTips() {
    for (int row = 0; row < count(); ++row) {
        QListWidgetItem* at = item(row);
        const QString missing = at->data(MissingRole).toString();
        const bool title = delegateOf(this)->narrow || isHeading(row);
        at->setToolTip(!missing.isEmpty() ? missing : title ? at->text() : at->data(IdeaRole).toString());
    }
}

void LessonList::setStyle(const Style& style) {
    delegateOf(this)->style = style;
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void LessonList::setNarrow(bool narrow) {
    if (delegateOf(this)->narrow == narrow) return;
    delegateOf(this)->narrow = narrow;
    setTips();
    scheduleDelayedItemsLayout();
}

void LessonList::setSeen(const QSet<QString>& keys) {
    m_seen = keys;
    for (int row = 0; row < count(); ++row)
        if (!isHeading(row)) item(row)->setData(SeenRole, m_seen.contains(item(row)->data(KeyRole).toString()));
}

void LessonList::doItemsLayout() {
    QListWidget::doItemsLayout();
    if (currentItem()) scrollToItem(currentItem());
}

void LessonList::setCurrentLesson(int index, bool seen) {
    m_current = delegateOf(this)->current = index;
    if (const int row = rowOf(index); row >= 0) {
        if (seen) m_seen << item(row)->data(KeyRole).toString();
        if (seen) item(row)->setData(SeenRole, true);
        if (const int heading = headingOf(row); heading >= 0) m_folded.remove(item(heading)->data(KeyRole).toString());
        showRows();
        setCurrentItem(item(row));
    }
    viewport()->update();
}

// ---- keys ----------------------------------------------------------------------------------------------------------

// As in a tree: Left goes out and folds, Right unfolds and goes in.
void LessonList::keyPressEvent(QKeyEvent* event) {
    const int row = currentRow(), heading = row < 0 ? -1 : headingOf(row);
    const bool plain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (plain && event->key() == Qt::Key_Escape && m_pressed >= 0)
        endDrag();
    else if (plain && event->key() == Qt::Key_Escape)
        emit left(), event->ignore(); // there may be more to leave
    else if (plain && row >= 0 && QList<int>{Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space}.contains(event->key()))
        choose(currentItem());
    else if (plain && heading >= 0 && m_words.isEmpty() && event->key() == Qt::Key_Left)
        row == heading ? fold(heading, true) : setCurrentRow(heading);
    else if (plain && heading >= 0 && m_words.isEmpty() && event->key() == Qt::Key_Right && row == heading)
        item(heading)->data(FoldedRole).toBool() ? fold(heading, false) : setCurrentRow(heading + 1);
    else
        QListWidget::keyPressEvent(event);
}

// ---- another order -------------------------------------------------------------------------------------------------

void LessonList::mousePressEvent(QMouseEvent* event) {
    m_pressed = -1;
    if (const QListWidgetItem* at = itemAt(event->pos()); at && m_movable && event->button() == Qt::LeftButton) {
        m_pressed = sceneOf(row(at));
        m_pressedAt = event->pos();
    }
    QListWidget::mousePressEvent(event);
}

void LessonList::mouseMoveEvent(QMouseEvent* event) {
    const QPoint pos = event->pos();
    if (m_pressed < 0 || !(event->buttons() & Qt::LeftButton)) return QListWidget::mouseMoveEvent(event);
    if (m_gap < 0 && (pos - m_pressedAt).manhattanLength() < QApplication::startDragDistance()) return;
    m_gap = gapAt(pos);
    const int edge = 16;
    if (pos.y() < edge) verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    if (pos.y() > viewport()->height() - edge) verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepAdd);
    viewport()->update();
}

void LessonList::mouseReleaseEvent(QMouseEvent* event) {
    const int scene = m_pressed, gap = m_gap;
    endDrag();
    if (gap < 0) return QListWidget::mouseReleaseEvent(event);
    setState(NoState); // the press is no click
    moveToGap(scene, gap);
}

void LessonList::endDrag() {
    m_pressed = m_gap = -1;
    viewport()->update();
}

int LessonList::gapAt(const QPoint& pos) const {
    const QModelIndex at = indexAt({viewport()->width() / 2, pos.y()});
    if (!at.isValid()) return pos.y() < 0 ? 0 : count();
    return at.row() + (pos.y() > visualRect(at).center().y() ? 1 : 0);
}

void LessonList::moveCurrent(bool down) {
    if (const int row = rowOf(m_current); row >= 0 && m_movable) moveToGap(m_current, down ? row + 2 : row - 1);
}

// Before that row: under the heading that stands over it, the first one where there is none.
void LessonList::moveToGap(int scene, int gap) {
    gap = std::clamp(gap, 0, count());
    int before = 0;
    for (int row = 0; row < gap; ++row) before += isHeading(row) ? 0 : 1;
    const int heading = gap > 0 ? headingOf(gap - 1) : -1;
    const QString group = heading >= 0 ? item(heading)->text() : count() > 0 && isHeading(0) ? item(0)->text() : "";
    emit moved(scene, before, group);
}

void LessonList::paintEvent(QPaintEvent* event) {
    QListWidget::paintEvent(event);
    if (m_gap < 0) return;
    const bool end = m_gap >= count();
    const QRect at = count() == 0 ? QRect() : visualItemRect(item(end ? count() - 1 : m_gap));
    const int y = end ? at.bottom() : at.top();
    QPainter painter(viewport());
    painter.setPen(QPen(delegateOf(this)->style.colors().text, 2));
    painter.drawLine(10, y, viewport()->width() - 10, y);
}

} // namespace ui
