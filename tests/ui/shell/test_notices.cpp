// What the program says: over the stage, which stays where it is; what is wrong goes when it is mended, good news by
// themselves; in front of a class at the foot.
#include "tests/ui/shell/presented_window.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/notice_bar.h"
#include "ui/shell/presentation_foot.h"
#include "ui/view/cell_editor.h"
#include "ui/view/controls.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QTimer>

namespace test_notices {

using namespace ui;

namespace {

struct SpokenTo : PresentedWindow {
    using PresentedWindow::PresentedWindow;
    QLabel* words() const { return window.findChild<QLabel*>("noticeText"); }
    QWidget* bar() const { return words()->parentWidget(); }
    QString said() const { return words()->isVisibleTo(&window) ? words()->text() : QString(); }
    void typeIntoCell(const QString& text) {
        QTest::mouseClick(view(), Qt::LeftButton, {}, at({"input", 0, 0, 0}));
        QTest::keyClicks(view(), text.left(1));
        auto* editor = view()->findChild<CellEditor*>();
        QTest::keyClicks(editor, text.mid(1));
        QTest::keyClick(editor, Qt::Key_Return);
    }
    void paste(const QString& text) {
        QApplication::clipboard()->setText(text);
        QTest::keySequence(view(), QKeySequence::Paste);
    }
};

} // namespace

class TestNotices : public QObject {
    Q_OBJECT
    OwnSettings m_settings;

    QString file(const QString& name, const QByteArray& content) const {
        QFile to(m_settings.folder.filePath(name));
        if (to.open(QIODevice::WriteOnly)) to.write(content);
        return to.fileName();
    }

private slots:
    // A bar lies over the upper edge of the stage: the figure neither jumps nor gets another size.
    void aBarMovesNothing() {
        SpokenTo room;
        const QPoint place = room.view()->mapToGlobal(QPoint());
        const QSize size = room.view()->size();
        const QRectF cell = room.view()->figure()->cellRect({"input", 0, 0, 0});
        room.paste("x y");
        QVERIFY(!room.said().isEmpty());
        QCOMPARE(room.view()->mapToGlobal(QPoint()), place);
        QCOMPARE(room.view()->size(), size);
        QCOMPARE(room.view()->figure()->cellRect({"input", 0, 0, 0}), cell);
        QCOMPARE(room.bar()->mapToGlobal(QPoint()), place);
        QCOMPARE(room.bar()->width(), size.width());
        QVERIFY(room.bar()->height() < 60);
        room.window.resize(1500, 900); // it goes along
        QCOMPARE(room.bar()->width(), room.view()->width());
    }
    // A bad number, then a good one, also the one that stood there: the error is past.
    void anErrorGoesWithTheNextSuccessOfItsKind() {
        SpokenTo room("stride");
        auto* stride = named<Stepper>(room.page().inspector(), "Stride");
        typeInto(stride, "Stride", "99");
        QVERIFY2(room.said().contains("99"), qPrintable(room.said()));
        typeInto(stride, "Stride", QString::number(stride->value()));
        QCOMPARE(room.said(), QString());
        room.typeIntoCell("1.2.3");
        QVERIFY2(room.said().contains("1.2.3"), qPrintable(room.said()));
        room.typeIntoCell("5");
        QCOMPARE(room.said(), QString());
        room.typeIntoCell("5x");
        QVERIFY(!room.said().isEmpty());
        room.typeIntoCell("5"); // as it is
        QCOMPARE(room.said(), QString());
        room.paste("1\t2\nabc\t3");
        QVERIFY(!room.said().isEmpty());
        room.paste("1\t2\n4\t3");
        QCOMPARE(room.said(), QString());
        room.window.openFile("/no/such.csv");
        QVERIFY(!room.said().isEmpty());
        room.window.openFile(file("good.csv", "1 2 3\n4 5 6\n7 8 9\n"));
        QCOMPARE(room.said(), QString());
    }
    void escClosesIt() {
        SpokenTo room;
        room.window.openFile("/no/such.csv");
        QVERIFY(!room.said().isEmpty());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(room.said(), QString());
    }
    // Good news go by themselves; what is wrong stays.
    void newsGoByThemselves() {
        SpokenTo room;
        auto* over = room.bar()->findChild<QTimer*>("newsOver");
        room.window.openFile("/no/such.csv");
        QVERIFY(!over->isActive());
        QTest::keySequence(room.view(), QKeySequence("Ctrl+Shift+C"));
        QVERIFY2(room.said().contains("clipboard"), qPrintable(room.said()));
        QVERIFY(over->isActive() && over->isSingleShot());
        QVERIFY(over->interval() >= 4'000 && over->interval() <= 20'000);
        over->start(0);
        QTRY_COMPARE(room.said(), QString());
    }
    // In front of a class the foot says it, and nothing of it is left behind.
    void whilePresentingTheFootSaysIt() {
        SpokenTo room;
        room.present();
        PresentationFoot& foot = room.audience()->foot();
        const QRect stage = room.page().stage()->geometry();
        room.paste("a b c");
        QVERIFY2(foot.said().contains("clipboard") && foot.saysWhatIsWrong(), qPrintable(foot.said()));
        QCOMPARE(room.page().stage()->geometry(), stage);
        QVERIFY(foot.accessibleDescription().contains("clipboard"));
        room.paste("1\t2");
        QCOMPARE(foot.said(), QString());
        room.paste("a b c");
        foot.findChild<QTimer*>("saidOver")->start(0);
        QTRY_COMPARE(foot.said(), QString());
        room.presentation().end();
        QCOMPARE(room.said(), QString());
    }
};

UI_TEST(TestNotices)
} // namespace test_notices
#include "test_notices.moc"
