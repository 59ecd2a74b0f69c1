// Help > Keys: it names every key that does something, in the menus and on the stages.
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/lesson_list.h"
#include "ui/shell/main_window.h"
#include "ui/shell/presentation_keys.h"
#include "ui/view/figure_view.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QRegularExpression>
#include <QSet>
#include <QSettings>
#include <QShortcut>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <algorithm>

namespace test_keys {

using namespace ui;

namespace {

// What the dialog says, opened by its key.
QString keysDialog(MainWindow& window) {
    QString said;
    QTimer::singleShot(0, &window, [&said] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (!dialog) return;
        for (const auto* label : dialog->findChildren<QLabel*>()) said += label->text();
        dialog->reject();
    });
    for (QAction* action : window.findChildren<QAction*>())
        if (action->shortcut() == QKeySequence("?")) action->trigger();
    return said;
}

// The keys alone, without what they do: "Right, Page Down Left, ...".
QString keysIn(const QString& dialog) {
    QStringList keys;
    static const QRegularExpression bold("<b>([^<]*)</b>");
    for (const auto& match : bold.globalMatch(dialog)) keys << match.captured(1);
    return keys.join(" ").replace("&nbsp;", " ").replace("&quot;", "\"") + ' ';
}

bool names(const QString& keys, const QString& key) {
    return keys.contains(QRegularExpression("(^|[\\s,])" + QRegularExpression::escape(key) + "($|[\\s,])"));
}

} // namespace

class TestKeys : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void everyShortcutOfTheWindowIsInTheDialog() {
        MainWindow window{Style{}};
        window.show();
        for (const int i : oneLessonOfEachPage()) window.openLesson(i);
        const QString keys = keysIn(keysDialog(window));
        QSet<QKeySequence> all;
        for (const QAction* action : window.findChildren<QAction*>())
            for (const QKeySequence& key : action->shortcuts()) all << key;
        for (const QShortcut* shortcut : window.findChildren<QShortcut*>()) all << shortcut->key();
        QVERIFY(all.size() > 30);
        for (const QKeySequence& key : all) {
            QString text = key.toString(QKeySequence::NativeText);
            if (text == "PgDown" || text == "PgUp")
                text = text == "PgUp" ? "Page Up" : "Page Down"; // as for the stages
            const bool lesson =
                text.size() == 6 && text.startsWith("Ctrl+") && text.back() >= '1' && text.back() <= '9';
            QVERIFY2(names(keys, text) || (lesson && keys.contains("Ctrl+1 to Ctrl+9")),
                     qPrintable(text + " is not in " + keys));
        }
    }
    // Every key is tried on the stage of every kind of page: what is taken is in the list.
    void everyKeyThatAStageTakesIsInTheDialog() {
        MainWindow window{Style{}};
        window.show();
        const QString keys = keysIn(keysDialog(window));
        QMap<int, QString> tried{{Qt::Key_Right, "Right"},
                                 {Qt::Key_Left, "Left"},
                                 {Qt::Key_Up, "Up"},
                                 {Qt::Key_Down, "Down"},
                                 {Qt::Key_PageUp, "Page Up"},
                                 {Qt::Key_PageDown, "Page Down"},
                                 {Qt::Key_Home, "Home"},
                                 {Qt::Key_End, "End"},
                                 {Qt::Key_Return, "Enter"},
                                 {Qt::Key_Enter, "Enter"},
                                 {Qt::Key_Backspace, "Backspace"},
                                 {Qt::Key_Delete, "Delete"},
                                 {Qt::Key_Insert, "Insert"},
                                 {Qt::Key_Plus, "+"},
                                 {Qt::Key_Minus, "−"},
                                 {Qt::Key_Space, "Space"}};
        for (int key = Qt::Key_A; key <= Qt::Key_Z; ++key) tried[key] = QChar(key);
        for (int key = Qt::Key_F1; key <= Qt::Key_F12; ++key) tried[key] = QString("F%1").arg(key - Qt::Key_F1 + 1);
        QSet<QString> pages;
        for (int i = 0; i < static_cast<int>(lessons().size()); ++i) {
            const QString page = lessons()[static_cast<std::size_t>(i)].page;
            if (pages.contains(page)) continue;
            pages << page;
            window.openLesson(i);
            auto* stage = window.page()->stage();
            auto* view =
                qobject_cast<FigureView*>(stage) ? qobject_cast<FigureView*>(stage) : stage->findChild<FigureView*>();
            QVERIFY(view);
            for (auto key = tried.begin(); key != tried.end(); ++key) {
                QKeyEvent press(QEvent::KeyPress, key.key(), Qt::NoModifier);
                QApplication::sendEvent(view, &press);
                QVERIFY2(!press.isAccepted() || names(keys, key.value()),
                         qPrintable(key.value() + " on the page " + page + " is not in " + keys));
            }
        }
        QVERIFY(pages.size() >= 8);
    }
    // So does every key that a control takes which one comes to by Tab: time lines, lists, number fields, switches.
    void everyKeyThatAControlTakesIsInTheDialog() {
        MainWindow window{Style{}};
        window.show();
        window.openLessonOf("stride");
        const QString keys = keysIn(keysDialog(window));
        const QMap<int, QString> tried{{Qt::Key_Right, "Right"},  {Qt::Key_Left, "Left"},     {Qt::Key_Up, "Up"},
                                       {Qt::Key_Down, "Down"},    {Qt::Key_Home, "Home"},     {Qt::Key_End, "End"},
                                       {Qt::Key_Return, "Enter"}, {Qt::Key_Delete, "Delete"}, {Qt::Key_Space, "Space"},
                                       {Qt::Key_Escape, "Esc"}};
        QMap<QString, int> kinds; // how many of each
        QList<QPointer<QWidget>> controls;
        for (auto* control : window.findChildren<QWidget*>())
            if (control->isVisible() && (control->focusPolicy() & Qt::TabFocus)) controls << control;
        // Enter in the list, and where one looks for a lesson, leads to another one, whose controls are others.
        std::ranges::stable_partition(controls, [&](const QWidget* c) {
            return window.page()->bar()->isAncestorOf(c) || window.page()->inspector()->isAncestorOf(c);
        });
        for (const QPointer<QWidget>& control : controls) {
            if (!control || !control->isVisible()) continue;
            ++kinds[control->metaObject()->className()];
            for (auto key = tried.begin(); key != tried.end(); ++key) {
                QKeyEvent press(QEvent::KeyPress, key.key(), Qt::NoModifier);
                QApplication::sendEvent(control, &press);
                QVERIFY2(!press.isAccepted() || names(keys, key.value()),
                         qPrintable(key.value() + " on " + control->accessibleName()));
            }
        }
        for (const char* kind : {"ui::Timeline", "QLineEdit", "QCheckBox", "ui::LessonList"})
            QVERIFY2(kinds[kind] > 0,
                     qPrintable(QString(kind) + " is not among " + QStringList(kinds.keys()).join(", ")));
    }
    // What a presentation takes is told under its own heading.
    void everyKeyOfAPresentationIsInTheDialog() {
        MainWindow window{Style{}};
        window.show();
        const QString dialog = keysDialog(window);
        const qsizetype from = dialog.indexOf("Presenting"), to = dialog.indexOf("</tr>", from);
        QVERIFY(from >= 0 && to > from);
        const QString keys = keysIn(dialog.mid(from, to - from)) + " F5 ";
        const QMap<int, QString> written{{Qt::Key_PageDown, "Page Down"},
                                         {Qt::Key_PageUp, "Page Up"},
                                         {Qt::Key_Right, "Right"},
                                         {Qt::Key_Left, "Left"},
                                         {Qt::Key_Space, "Space"},
                                         {Qt::Key_Return, "Enter"},
                                         {Qt::Key_Enter, "Enter"},
                                         {Qt::Key_Backspace, "Backspace"},
                                         {Qt::Key_Home, "Home"},
                                         {Qt::Key_End, "End"},
                                         {Qt::Key_Escape, "Esc"},
                                         {Qt::Key_Period, "."},
                                         {Qt::Key_F5, "F5"}};
        int taken = 0;
        for (int key = 0x20; key < 0x01000060; key = key == 0x5a ? 0x01000000 : key + 1) {
            if (deedOf(QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier)) == Deed::None) continue;
            ++taken;
            const QString name = written.value(key, QString(QChar(key & 0xffff)));
            QVERIFY2(names(keys, name), qPrintable(name + " is not in " + keys));
        }
        QCOMPARE(taken, 16);
    }
};

UI_TEST(TestKeys)
} // namespace test_keys
#include "test_keys.moc"
