// Whatever is clicked, the keys of stepping stay with the stage; by Tab every control is reached and has its keys.
#include "tests/support/instrumented.h"
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"
#include "ui/view/controls.h"
#include "ui/view/step_bar.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QPointer>
#include <QScrollArea>
#include <QSet>
#include <QTabBar>
#include <QTimer>

namespace test_stage_keys {

using namespace ui;

namespace {

constexpr int mostPages = isInstrumented ? 3 : 1000; // a sanitizer sees as much in a few

// What a mouse may click in a lesson: on the stage, beside it and below it.
QList<QPointer<QWidget>> controlsOf(const Page& shown) {
    auto& page = const_cast<Page&>(shown);
    QList<QPointer<QWidget>> all;
    for (const QWidget* part : {page.inspector(), page.stage(), page.bar()})
        for (auto* widget : part->findChildren<QWidget*>()) {
            const bool control = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
                                 qobject_cast<QTabBar*>(widget) || qobject_cast<Timeline*>(widget) ||
                                 qobject_cast<QAbstractItemView*>(widget);
            if (control) all << widget;
        }
    return all;
}

bool isClickable(const QWidget* control, const QWidget* window) {
    return control && control->isVisible() && control->isEnabled() && control->window() == window;
}

// Lists that pop up and dialogs are left again, by Esc.
void leaveWhatOpened() {
    for (int most = 0; most < 4; ++most)
        if (QWidget* popup = QApplication::activePopupWidget())
            QTest::keyClick(popup->focusWidget() ? popup->focusWidget() : popup, Qt::Key_Escape);
}

void clickOn(QWidget* control) {
    QWidget* window = control->window();
    const QRect seen = control->visibleRegion().boundingRect();
    if (seen.isEmpty()) return; // scrolled away
    QTest::mouseClick(control, Qt::LeftButton, {}, seen.center());
    leaveWhatOpened();
    if (QApplication::focusWidget()) return;
    window->activateWindow(); // a dialog had been in front
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(window);
}

bool isOnStage(const QWidget* widget, Page& page) {
    return widget && (page.stage() == widget || page.stage()->isAncestorOf(widget)) &&
           qobject_cast<const FigureView*>(widget);
}

QString saying(const QWidget* widget) {
    if (!widget) return "nothing";
    const auto* button = qobject_cast<const QAbstractButton*>(widget);
    return QString("%1 \"%2\"")
        .arg(widget->metaObject()->className(),
             widget->accessibleName().isEmpty() && button ? button->text() : widget->accessibleName());
}

} // namespace

class TestStageKeys : public QObject {
    Q_OBJECT
    OwnSettings m_settings;
    QTimer m_dialogs; // a dialog that a button opens is left at once

private slots:
    void initTestCase() {
        connect(&m_dialogs, &QTimer::timeout, [] {
            if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) dialog->reject();
        });
        m_dialogs.start(5);
    }
    // On every kind of page, after each click the keys go where they went before it: to the stage.
    void noClickTakesTheKeysFromTheStage() {
        PresentedWindow room{QString()};
        int clicks = 0;
        QSet<QString> kinds;
        for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
            const QString lesson = lessons()[static_cast<std::size_t>(i)].id;
            const QString page = lessons()[static_cast<std::size_t>(i)].page;
            if (kinds.contains(page) || kinds.size() >= mostPages) continue;
            kinds << page;
            room.window.openLesson(i);
            QWidget* stage = room.page().stage();
            for (const auto& control : controlsOf(room.page())) {
                if (!isClickable(control, &room.window)) continue;
                const QString name = saying(control);
                clickOn(control);
                ++clicks;
                if (room.page().stage() != stage) { // it leads to another lesson
                    room.window.openLesson(i);
                    continue;
                }
                QWidget* focus = QApplication::focusWidget();
                const bool chooses = qobject_cast<QAbstractItemView*>(focus) != nullptr; // steps all the same
                QVERIFY2(
                    isOnStage(focus, room.page()) || chooses || qobject_cast<QLineEdit*>(focus),
                    qPrintable(QString("%1: after a click on %2 the keys go to %3").arg(lesson, name, saying(focus))));
            }
        }
        QVERIFY(clicks > (isInstrumented ? 40 : 150));
    }
    // The first lesson of each kind of page that steps: whatever was clicked, Home, Right, Left, End and Space do what
    // they do on the stage.
    void afterEachClickTheKeysOfSteppingStep() {
        PresentedWindow room{QString()};
        QSet<QString> pages;
        int steps = 0;
        for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
            const QString page = lessons()[static_cast<std::size_t>(i)].page;
            if (pages.contains(page) || pages.size() >= mostPages) continue;
            room.window.openLesson(i);
            auto* bar = qobject_cast<StepBar*>(room.page().bar());
            if (!bar) continue;
            pages << page;
            room.page().settle(0); // a network is there
            const QWidget* stage = room.page().stage();
            const auto where = [&] { return bar->findChild<Timeline*>()->accessibleDescription(); };
            for (const auto& control : controlsOf(room.page())) {
                if (!isClickable(control, &room.window)) continue;
                const QString name = saying(control);
                clickOn(control);
                if (room.page().stage() != stage) room.window.openLesson(i);
                bar->setPlaying(false);
                QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape); // a selected cell has the arrows
                const auto walk = [&](QWidget* keys) {
                    QStringList walked;
                    for (const auto key : {Qt::Key_End, Qt::Key_Left, Qt::Key_Space, Qt::Key_Home, Qt::Key_Right}) {
                        QTest::keyClick(keys, key);
                        walked << (key == Qt::Key_Space ? QString(bar->playing() ? "plays" : "waits") : where());
                        bar->setPlaying(false);
                    }
                    return walked;
                };
                const QStringList walked = walk(QApplication::focusWidget());
                QWidget* figure = room.page().stage(); // or the one on it
                if (auto* within = figure->findChild<FigureView*>()) figure = within;
                QVERIFY2(walked == walk(figure),
                         qPrintable(QString("%1, after a click on %2: %3").arg(page, name, walked.join("; "))));
                steps += walked.last().startsWith("Step 2 of ") ? 1 : 0;
            }
        }
        QVERIFY(pages.size() >= std::min(mostPages, 8));
        QVERIFY(steps > (isInstrumented ? 15 : 50));
    }
    // A click into a number edits: Right moves in it; Enter takes it, and Right steps again. Esc gives it up.
    void aClickIntoANumberEditsUntilEnterOrEscape() {
        PresentedWindow room("stride");
        auto* stride = named<Stepper>(room.page().inspector(), "Stride");
        auto* field = stride->findChild<QLineEdit*>();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
        for (const auto end : {Qt::Key_Return, Qt::Key_Escape}) {
            QTest::mouseClick(field, Qt::LeftButton);
            QCOMPARE(QApplication::focusWidget(), field);
            const int before = room.page().stops().at;
            QTest::keyClick(field, Qt::Key_Right);
            QCOMPARE(room.page().stops().at, before);
            field->selectAll();
            QTest::keyClicks(field, end == Qt::Key_Return ? "1" : "3");
            QTest::keyClick(field, end);
            QCOMPARE(QApplication::focusWidget(), room.page().stage());
            QCOMPARE(stride->value(), 1.0);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
            QCOMPARE(room.page().reelIndex(), 1);
        }
    }
    // A field that is left by a click elsewhere takes what was typed.
    void aClickElsewhereTakesWhatWasTyped() {
        PresentedWindow room("stride");
        auto* stride = named<Stepper>(room.page().inspector(), "Stride");
        auto* field = stride->findChild<QLineEdit*>();
        QTest::mouseClick(field, Qt::LeftButton);
        field->selectAll();
        QTest::keyClicks(field, "3");
        QTest::mouseClick(room.page().bar()->findChild<Timeline*>(), Qt::LeftButton);
        QCOMPARE(stride->value(), 3.0);
        QCOMPARE(QApplication::focusWidget(), room.page().stage());
    }
    // A list keeps Up, Down and what acts on its rows; Right, Left, Home and End step.
    void aClickedRowLeavesTheArrowsToTheStage() {
        PresentedWindow room("stride");
        auto* list = room.window.findChild<LessonList*>();
        const QModelIndex row = list->currentIndex();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(row).center());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(room.page().reelIndex(), 1);
        QCOMPARE(list->currentIndex(), row);
    }
    // A number that one comes to by Tab is turned by Up and Down; Right, Left, Home and End move in its text, as in any
    // field, and step nothing.
    void numbersReachedByTabHaveTheirArrows() {
        PresentedWindow room("stride");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Home);
        QSet<Stepper*> turned;
        for (int presses = 0; presses < 200; ++presses) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
            auto* field = qobject_cast<QLineEdit*>(QApplication::focusWidget());
            auto* stepper = field ? qobject_cast<Stepper*>(field->parentWidget()) : nullptr;
            if (!stepper || turned.contains(stepper)) continue;
            turned << stepper;
            const double before = stepper->value();
            QTest::keyClick(field, Qt::Key_Up);
            const double up = stepper->value();
            QTest::keyClick(field, Qt::Key_Down);
            QVERIFY2(up >= before && (up == before || stepper->value() == before), qPrintable(saying(field)));
            if (up == before) { // it was at its end
                QVERIFY2(stepper->value() < before, qPrintable(saying(field)));
                QTest::keyClick(field, Qt::Key_Up);
            }
            QCOMPARE(stepper->value(), before);
            const int at = room.page().stops().at;
            QTest::keyClick(field, Qt::Key_Home);
            QCOMPARE(field->cursorPosition(), 0);
            QTest::keyClick(field, Qt::Key_Right);
            QCOMPARE(field->cursorPosition(), 1);
            QTest::keyClick(field, Qt::Key_Left);
            QCOMPARE(field->cursorPosition(), 0);
            QTest::keyClick(field, Qt::Key_End);
            QCOMPARE(field->cursorPosition(), field->text().size());
            QCOMPARE(room.page().stops().at, at);
            QVERIFY(field->hasFocus());
        }
        QVERIFY2(turned.size() >= 2, qPrintable(QString::number(turned.size())));
    }
    // By Tab one comes to every control of the lesson, and there the arrows are the control's.
    void tabReachesEveryControlWhichHasTheArrowsThen() {
        PresentedWindow room("stride");
        QSet<QWidget*> reached;
        for (int presses = 0; presses < 200; ++presses) {
            QWidget* before = QApplication::focusWidget();
            QTest::keyClick(before, Qt::Key_Tab);
            reached << QApplication::focusWidget();
        }
        for (const auto& control : controlsOf(room.page()))
            if (isClickable(control, &room.window) && (control->focusPolicy() & Qt::TabFocus))
                QVERIFY2(reached.contains(control) || control->inherits("QToolButton"), qPrintable(saying(control)));
        auto* line = room.page().bar()->findChild<Timeline*>();
        QVERIFY(reached.contains(line));
        for (int presses = 0; presses < 200 && !line->hasFocus(); ++presses)
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QTest::keyClick(line, Qt::Key_Home);
        QTest::keyClick(line, Qt::Key_Right);
        QVERIFY(line->hasFocus());
        QCOMPARE(room.page().reelIndex(), 1);
    }
    // Space is the clicker's there, so T starts and pauses what learns.
    void trainingStartsInFrontOfAClass() {
        PresentedWindow room("lenet-live");
        room.page().settle(1);
        room.present();
        auto* start = room.page().bar()->findChild<QPushButton*>("accent");
        QCOMPARE(start->text(), QString("Start"));
        room.key(Qt::Key_T);
        QTRY_COMPARE(start->text(), QString("Pause"));
        room.key(Qt::Key_T);
        QTRY_COMPARE(start->text(), QString("Start"));
        QCOMPARE(room.window.shownLesson().id, QString("lenet-live"));
        room.presentation().end();
    }
    // In front of a class a click on what stands on the stage leaves the keys to the lecture.
    void nothingDiesWhilePresenting() {
        PresentedWindow room("lenet-live");
        room.present();
        int clicks = 0;
        for (const auto& control : controlsOf(room.page())) {
            if (!isClickable(control, room.audience()) || qobject_cast<QAbstractItemView*>(control)) continue;
            clickOn(control);
            ++clicks;
            const QString name = saying(control);
            if (qobject_cast<QLineEdit*>(QApplication::focusWidget())) continue;
            room.key(Qt::Key_B);
            QVERIFY2(room.audience()->isBlank(), qPrintable("after a click on " + name));
            room.key(Qt::Key_B);
            QVERIFY2(!room.audience()->isBlank(), qPrintable("after a click on " + name));
        }
        QVERIFY(clicks > 5);
        room.presentation().end();
    }
};

UI_TEST(TestStageKeys)
} // namespace test_stage_keys
#include "test_stage_keys.moc"
