// File > Lecture as a handout: the dialog, and the process that makes the file.
#include "tests/support/temp_folder.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/lecture.h"
#include "ui/shell/handout_dialog.h"
#include "ui/view/controls.h"

#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>
#include <QToolButton>

namespace test_handout_dialog {

using namespace ui;

namespace {

QString program() {
    return QCoreApplication::applicationDirPath() + "/convscope";
}

Lecture oneScene() {
    Lecture lecture = allLessons();
    lecture.title = "One window";
    const int at = lecture.indexOf("stride");
    lecture.scenes = {lecture.scenes[static_cast<std::size_t>(at)]};
    lecture.scenes.front().note = "Say it slowly.";
    lecture.scenes.front().question = "size";
    return lecture;
}

// The dialog, and where it is told to write.
struct Asked {
    explicit Asked(const Lecture& lecture, const QString& name, const QString& by = program())
        : path(QString::fromStdString((folder.path() / name.toStdString()).string())),
          dialog(
              lecture, {}, by,
              [this](const QString& proposal, const QStringList& filters) {
                  proposed = proposal;
                  offered = filters;
                  return path;
              },
              nullptr) {
        dialog.show();
    }
    void click(const QString& button) {
        for (auto* one : dialog.findChildren<QPushButton*>())
            if (one->text().remove('&') == button) return QTest::mouseClick(one, Qt::LeftButton);
        QFAIL(qPrintable("there is no button " + button));
    }
    bool busy() const { return dialog.findChild<QProgressBar*>()->isVisible(); }
    QString trouble() const {
        const auto* label = dialog.findChild<QLabel*>("unreadable");
        return label->isVisible() ? label->text() : QString();
    }
    QByteArray bytes() const {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    TempFolder folder;
    QString path, proposed;
    QStringList offered;
    HandoutDialog dialog;
};

constexpr int patience = 60'000; // ms, for a machine that has other things to do

} // namespace

class TestHandoutDialog : public QObject {
    Q_OBJECT
private slots:
    void whatIsChosenIsInTheFileAndTheWindowSaysWhereItIs() {
        Asked asked(oneScene(), "a.html");
        for (auto* box : asked.dialog.findChildren<QCheckBox*>())
            QTest::mouseClick(box, Qt::LeftButton, {}, QPoint(10, box->height() / 2));
        QVERIFY(asked.dialog.wish().notes && !asked.dialog.wish().answers);
        asked.click("Export…");
        QVERIFY(asked.busy());
        QTRY_COMPARE_WITH_TIMEOUT(asked.dialog.result(), static_cast<int>(QDialog::Accepted), patience);
        QCOMPARE(asked.proposed, "all.pdf");
        QCOMPARE(asked.offered.size(), 2);
        const QByteArray bytes = asked.bytes();
        QVERIFY(bytes.contains("One window") && bytes.contains("Say it slowly.") && bytes.contains("<svg"));
        QVERIFY(bytes.contains("size: A4") && !bytes.contains("Answers"));
        QVERIFY2(asked.dialog.said().contains(asked.path), qPrintable(asked.dialog.said()));
    }
    void itIsStoppedByCancelAndThenThereIsNoFile() {
        Asked asked(lectures().front(), "a.pdf");
        asked.click("Export…");
        QVERIFY(asked.busy());
        asked.click("Cancel");
        QTRY_VERIFY_WITH_TIMEOUT(!asked.busy(), patience);
        QVERIFY(asked.dialog.isVisible());
        QVERIFY(asked.bytes().isEmpty());
        QCOMPARE(asked.trouble(), "");
        asked.click("Cancel");
        QVERIFY(!asked.dialog.isVisible());
    }
    void whatIsWrongStandsInTheDialog() {
        Asked place(oneScene(), "none/a.pdf");
        place.click("Export…");
        QTRY_VERIFY_WITH_TIMEOUT(!place.busy(), patience);
        QVERIFY2(place.trouble().contains("none"), qPrintable(place.trouble()));
        Asked suffix(oneScene(), "a.doc");
        suffix.click("Export…");
        QVERIFY2(suffix.trouble().contains(".pdf or .html"), qPrintable(suffix.trouble()));
        Asked program(oneScene(), "a.pdf", "/nowhere/convscope");
        program.click("Export…");
        QTRY_VERIFY_WITH_TIMEOUT(program.trouble().contains("/nowhere/convscope"), patience);
        QVERIFY(!program.busy());
    }
};

UI_TEST(TestHandoutDialog)
} // namespace test_handout_dialog
#include "test_handout_dialog.moc"
