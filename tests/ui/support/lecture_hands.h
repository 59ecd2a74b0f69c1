// A window with a lecture on the left, as its user sees and drives it.
#pragma once

#include "tests/support/temp_folder.h"
#include "ui/shell/lesson_list.h"
#include "ui/shell/main_window.h"

#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace ui {

// Settings of the test alone.
inline void useSettingsOf(const QTemporaryDir& folder) {
    QCoreApplication::setOrganizationName("test");
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder.path());
}

inline QString in(const TempFolder& folder, const QString& name = {}) {
    return QString::fromStdString(folder.path().string()) + (name.isEmpty() ? QString() : "/" + name);
}

inline int lessonIndex(const char* id) {
    return allLessons().indexOf(id);
}

struct LectureWindow : MainWindow {
    explicit LectureWindow(const TempFolder* session = nullptr) : MainWindow(Style{}) {
        if (session)
            restoreSession(in(*session), {1 << 30, 1 << 30});
        else
            openLesson(0);
        show();
        activate();
    }
    // Keys of menus act in the active window alone.
    void activate() {
        activateWindow();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(this);
    }
    LessonList& list() const { return *findChild<LessonList*>("lessonList"); }
    // What stands on the left, headings in brackets.
    QStringList rows() const {
        QStringList all;
        for (int i = 0; i < list().count(); ++i) {
            const QListWidgetItem* item = list().item(i);
            if (!item->isHidden())
                all << (item->data(Qt::UserRole).toInt() < 0 ? '[' + item->text() + ']' : item->text());
        }
        return all;
    }
    QListWidgetItem* row(const QString& text) const {
        const auto found = list().findItems(text, Qt::MatchExactly);
        if (found.isEmpty()) qFatal("there is no row \"%s\"", qPrintable(text));
        return found.front();
    }
    QPoint middleOf(const QString& text) const {
        list().scrollToItem(row(text));
        return list().visualItemRect(row(text)).center();
    }
    void click(const QString& text) { QTest::mouseClick(list().viewport(), Qt::LeftButton, {}, middleOf(text)); }
    // Drops the first row on the upper or lower half of the second.
    void drag(const QString& from, const QString& to, bool below) {
        const QPoint start = middleOf(from), end = middleOf(to) + QPoint(0, below ? 8 : -8);
        QTest::mousePress(list().viewport(), Qt::LeftButton, {}, start);
        for (const QPoint& at : {(start * 3 + end) / 4, (start + end) / 2, end}) move(at);
        QTest::mouseRelease(list().viewport(), Qt::LeftButton, {}, end);
    }
    void key(const char* keys) { QTest::keySequence(focusWidget() ? focusWidget() : this, QKeySequence(keys)); }
    // A key that means something in the list alone.
    void keyInList(const char* keys) {
        list().setFocus();
        QTest::keySequence(&list(), QKeySequence(keys));
    }
    QString notice() const {
        const auto* label = findChild<QLabel*>("noticeText");
        return label->isVisibleTo(this) ? label->text() : QString();
    }
    // Next, wherever it stands; null: there is none in sight.
    QPushButton* next() const {
        for (auto* button : findChildren<QPushButton*>())
            if (button->isVisible() && button->accessibleName().startsWith("Next")) return button;
        return nullptr;
    }

private:
    void move(const QPoint& at) const {
        QMouseEvent event(QEvent::MouseMove, at, list().viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
        QApplication::sendEvent(list().viewport(), &event);
    }
};

} // namespace ui
