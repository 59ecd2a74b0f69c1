// The side on the left: which lecture is open, a field that finds lessons, and the list. Narrow, only the list's
// numbers, until something is looked for.
#pragma once

#include "ui/figure/style.h"

#include <QLabel>
#include <QLineEdit>
#include <QWidget>

namespace ui {

class LessonList;

class LectureSide : public QWidget {
    Q_OBJECT
public:
    explicit LectureSide(LessonList* list);
    void setStyle(const Style& style);
    void setNarrow(bool narrow);
    // Whether there is room for numbers only, now.
    bool isNarrow() const { return m_narrow && !m_searching; }
    // unsaved: there are changes that no file has.
    void setTitle(const QString& title, bool unsaved);
    // The keys go to the field.
    void search();
    void showAll(); // nothing is looked for

signals:
    void widthChanged(); // isNarrow() says otherwise now
    void left();         // Esc: nothing is looked for any more

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void look();
    void openFirst();
    void endSearch();
    void setSearching(bool searching);
    void fit();

    LessonList* m_list;
    QLabel *m_title, *m_nothing;
    QLineEdit* m_field;
    QString m_name;
    bool m_narrow = false, m_searching = false;
};

} // namespace ui
