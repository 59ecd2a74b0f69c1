// What a user does with the controls of a window, which are found by the names that screen readers read.
#pragma once

#include "ui/pages/page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QTest>

namespace ui {

// A button also by what stands on it. Ends the test's program when there is none.
template<class Widget = QAbstractButton> Widget* named(const QWidget* in, const QString& name) {
    for (auto* widget : in->findChildren<Widget*>()) {
        if (widget->accessibleName() == name) return widget;
        if constexpr (std::is_base_of_v<QAbstractButton, Widget>)
            if (widget->text() == name) return widget;
    }
    qFatal("there is no \"%s\"", qPrintable(name));
}

inline void press(const QWidget* in, const QString& name, Qt::KeyboardModifiers m = {}) {
    QTest::mouseClick(named(in, name), Qt::LeftButton, m);
}

// Into a field, in place of what stands there.
inline void typeInto(const QWidget* in, const QString& field, const QString& text) {
    auto* edit = named<QLineEdit>(in, field);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClicks(edit, text);
    QTest::keyClick(edit, Qt::Key_Return);
}

// Keys go where the focus is.
inline void typeKeys(QWidget* focused, const char* text) {
    for (const char* c = text; *c != '\0'; ++c)
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : focused, *c);
}

// From a list by keyboard: the first entry that begins so.
inline void chooseFrom(const QWidget* in, const QString& list, const QString& entry) {
    auto* box = named<QComboBox>(in, list);
    const int index = box->findText(entry, Qt::MatchStartsWith);
    QVERIFY2(index >= 0, qPrintable(entry));
    box->setFocus();
    while (box->currentIndex() != index) QTest::keyClick(box, box->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
}

// An empty one when the page does not ask it now.
inline Question questionOf(const Page& page, const QString& id) {
    for (const Question& q : page.questions())
        if (q.id == id) return q;
    return {};
}

} // namespace ui
