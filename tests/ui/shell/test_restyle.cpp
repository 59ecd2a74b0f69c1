// Theme and text size: what a change of them costs, and that everything in sight follows.
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/lesson.h"
#include "ui/shell/main_window.h"
#include "ui/view/controls.h"
#include "ui/view/widget_style.h"

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QSet>
#include <QTest>
#include <QTimer>

namespace test_restyle {

using namespace ui;

namespace {

// The widgets that were styled anew, by events of Qt's.
class Restyled : public QObject {
public:
    Restyled() { qApp->installEventFilter(this); }
    ~Restyled() override { qApp->removeEventFilter(this); }
    int count = 0;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const auto* widget = qobject_cast<QWidget*>(watched);
        if (widget && event->type() == QEvent::StyleChange) ++count;
        return false;
    }
};

int count() {
    return static_cast<int>(lessons().size());
}

void visitAll(MainWindow& window) {
    for (const int i : sweptLessons()) {
        window.openLesson(i);
        window.page()->settle(0); // what a page builds once its images are there is not counted as styled anew
    }
    window.openLesson(0);
    QApplication::processEvents();
}

Style dark() {
    Style style;
    style.theme = Theme::Dark;
    return style;
}

Style large() {
    Style style;
    style.scale = 1.2;
    return style;
}

void show(MainWindow& window) {
    window.resize(1366, 768);
    window.show();
    window.activateWindow();
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
}

// The font and the colour of everything in sight on a part of the page.
QStringList looks(MainWindow& window, QWidget* (Page::*part)()) {
    window.page()->settle(0);
    QApplication::processEvents();
    QStringList all;
    for (const auto* w : (window.page()->*part)()->findChildren<QWidget*>())
        if (w->isVisible())
            all << QString("%1 %2 %3 %4")
                       .arg(w->metaObject()->className(), w->objectName())
                       .arg(w->font().pixelSize())
                       .arg(w->palette().color(QPalette::WindowText).name());
    return all;
}

} // namespace

class TestRestyle : public QObject {
    Q_OBJECT
private slots:
    // Work, not time: with all lessons visited a change styles as many widgets as with one, and no hidden page's.
    void aChangeStylesWhatIsInSightHoweverManyLessonsWereVisited() {
        MainWindow window{Style{}};
        window.openLesson(0);
        show(window);
        const auto change = [&](const Style& style) {
            const Restyled work;
            window.setStyle(style);
            QApplication::processEvents();
            return work.count;
        };
        const int darkAlone = change(dark()), largeAlone = change(large());
        QVERIFY(darkAlone > 50);
        visitAll(window);
        QCOMPARE(change(dark()), darkAlone);
        QCOMPARE(change(large()), largeAlone);
    }
    // A page that was hidden meanwhile looks as one that is opened now: one lesson of each kind of page.
    void aHiddenPageFollowsWhenItIsShown() {
        Style style = large();
        style.theme = Theme::Dark;
        MainWindow window{Style{}}, fresh{style};
        QSet<QString> kinds{"training", "grids", "denoise"}; // show what a thread has learned
        QList<int> shown;
        for (int i = 0; i < count(); ++i)
            if (const QString& kind = lessons()[static_cast<std::size_t>(i)].page; !kinds.contains(kind)) {
                kinds << kind;
                shown << i;
            }
        for (MainWindow* w : {&window, &fresh}) w->resize(1366, 768);
        window.show();
        for (const int i : shown) window.openLesson(i);
        window.openLesson(count() - 1);
        window.setStyle(style);
        for (const int i : shown) {
            window.openLesson(i);
            fresh.openLesson(i);
            fresh.show();
            QCOMPARE(window.page()->stage()->styleSheet(), fresh.page()->stage()->styleSheet());
            for (const auto part : {&Page::inspector, &Page::bar}) {
                QVERIFY(looks(window, part).size() > 3);
                QCOMPARE(looks(window, part), looks(fresh, part));
            }
        }
        QVERIFY(shown.size() > 5);
    }
    void aDialogHasTheLookOfTheWindow() {
        MainWindow window{large()};
        window.openLesson(0);
        show(window);
        bool seen = false;
        QTimer::singleShot(0, &window, [&] {
            auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* label = dialog->findChild<QLabel*>();
            seen = label->font().pixelSize() == qRound(15 * window.style().controlScale()) &&
                   label->palette().color(QPalette::WindowText) == window.style().colors().text;
            dialog->reject();
        });
        QTest::keyClick(&window, Qt::Key_Question);
        QVERIFY(seen);
    }

    // ---- what is typed and given up ---------------------------------------------------------------------------------

    void escapeGivesUpWhatWasTypedIntoAStepper() {
        MainWindow window{Style{}};
        show(window);
        int looked = 0;
        for (int i = 0; i < count(); ++i) {
            window.openLesson(i);
            const QJsonObject before = window.page()->scene();
            for (auto* stepper : window.page()->inspector()->findChildren<Stepper*>()) {
                auto* edit = stepper->findChild<QLineEdit*>();
                if (!edit->isVisible() || !edit->isEnabled()) continue;
                const QString shown = edit->text();
                edit->setFocus();
                edit->selectAll();
                QTest::keyClicks(edit, "7");
                QTest::keyClick(edit, Qt::Key_Escape);
                QCOMPARE(edit->text(), shown);
                window.page()->stage()->setFocus(); // where leaving it would have taken the value over
                QCOMPARE(edit->text(), shown);
                QCOMPARE(window.page()->scene(), before);
                ++looked;
            }
        }
        QVERIFY(looked > 50);
    }
    void escapeGivesUpAStackThatIsTypedAsText() {
        MainWindow window{Style{}};
        show(window);
        for (int i = 0; i < count(); ++i)
            if (lessons()[static_cast<std::size_t>(i)].id == "receptive-field") window.openLesson(i);
        const QJsonObject before = window.page()->scene();
        for (auto* edit : window.page()->inspector()->findChildren<QLineEdit*>()) {
            if (edit->accessibleName() != "Stack as text") continue;
            const QString shown = edit->text();
            edit->setFocus();
            edit->selectAll();
            QTest::keyClicks(edit, "conv 5");
            QTest::keyClick(edit, Qt::Key_Escape);
            QCOMPARE(edit->text(), shown);
            window.page()->stage()->setFocus();
            QCOMPARE(window.page()->scene(), before);
            return;
        }
        QFAIL("there is no stack as text");
    }
};

UI_TEST(TestRestyle)
} // namespace test_restyle
#include "test_restyle.moc"
