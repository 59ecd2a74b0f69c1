// The open lecture on the left: its scenes in groups that fold, with number, title and a tick when seen.
#pragma once

#include "ui/figure/style.h"

#include <QListWidget>
#include <QSet>

namespace ui {

struct Lecture;

class LessonList : public QListWidget {
    Q_OBJECT
public:
    explicit LessonList(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    void showLecture(const Lecture& lecture);
    // Numbers only, the titles as tooltips.
    void setNarrow(bool narrow);
    void setCurrentLesson(int index, bool seen = true); // seen: it gets its tick
    int currentLesson() const { return m_current; }
    // Which scenes were seen, by LectureScene::key().
    void setSeen(const QSet<QString>& keys);
    // Shows only those whose title, headline, line or notice have all of these words; folded ones, too. Empty: all. The
    // number of those that have them.
    int search(const QString& words);
    // The first that has them; -1: none.
    int firstFound() const;
    // Whether scenes can be dragged to another place.
    void setMovable(bool movable) { m_movable = movable; }
    // The current scene by one row.
    void moveCurrent(bool down);
    // Rows change their height with the window and the text; the current one stays in sight.
    void doItemsLayout() override;

signals:
    void chosen(int lesson); // index into the lecture
    // That scene is wanted before the one that is `before` now, under that heading.
    void moved(int scene, int before, const QString& group);
    void left(); // Esc, with nothing to give up here

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    bool isHeading(int row) const;
    int sceneOf(int row) const;
    int rowOf(int scene) const;
    int headingOf(int row) const; // the row of the heading over it
    bool isFound(int row) const;
    void choose(const QListWidgetItem* item);
    void fold(int heading, bool folded);
    void showRows();
    void setTips();
    int gapAt(const QPoint& pos) const; // the row before which something would be dropped
    void moveToGap(int scene, int gap);
    void endDrag();

    int m_current = -1;
    QSet<QString> m_seen, m_folded; // folded: headings, by what they are called
    QStringList m_words;            // that are looked for
    bool m_movable = false;
    QPoint m_pressedAt;
    int m_pressed = -1, m_gap = -1; // the scene that is dragged, and where it would be dropped
};

} // namespace ui
