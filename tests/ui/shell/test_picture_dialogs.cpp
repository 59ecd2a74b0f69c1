// File > Export picture, File > Film of this walk, and Edit > Copy picture, through their widgets.
#include "tests/support/temp_folder.h"
#include "tests/ui/support/film_files.h"
#include "tests/ui/support/hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/dialog_words.h"
#include "ui/shell/film_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/shell/picture_dialog.h"
#include "ui/view/figure_view.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

namespace test_picture_dialogs {

using namespace ui;

namespace {

constexpr int dialogPatience = 60'000; // ms, for a machine that has other things to do

Reel walkOf(const char* lesson) {
    MainWindow window{Style{}};
    window.openLessonOf(lesson);
    window.page()->settle(0);
    return window.page()->reel(); // a value: it outlives the page
}

QString saidIn(const QDialog& dialog, const char* name) {
    const auto* label = dialog.findChild<QLabel*>(name);
    return label->isVisibleTo(&dialog) ? label->text() : QString();
}

void clickButton(const QDialog& dialog, const QString& words) {
    for (auto* button : dialog.findChildren<QPushButton*>())
        if (button->text().remove('&') == words) return QTest::mouseClick(button, Qt::LeftButton);
    QFAIL(qPrintable("there is no button " + words));
}

// The dialog for a film of that walk, and where it is told to write.
struct AskedFilm {
    AskedFilm(const char* lesson, const QString& name)
        : path(QString::fromStdString((folder.path() / name.toStdString()).string())),
          dialog(
              filmOf(walkOf(lesson)), Style{}, [this](const FilmFormat&) { return path; }, nullptr) {
        dialog.show();
    }
    QStringList files() const {
        return QDir(QString::fromStdString(folder.path().string()))
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    bool busy() const { return dialog.findChild<QProgressBar*>()->isVisible(); }
    TempFolder folder;
    QString path;
    FilmDialog dialog;
};

} // namespace

class TestPictureDialogs : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void init() { QSettings().clear(); }

    // 16 cm at 300 dpi are 1890 pixels: what is said is what is written, and how many bytes it will be.
    void theDialogSaysExactlyWhatWillBeWritten() {
        PictureDialog dialog({}, walkOf("stride"), 1, Style{}, nullptr);
        dialog.show();
        QVERIFY2(saidIn(dialog, "quiet").startsWith("2608 × 1864 pixels, 34.5 × 24.7 cm at 192 dpi"),
                 qPrintable(saidIn(dialog, "quiet")));
        typeInto(&dialog, "Centimetres wide", "16");
        typeInto(&dialog, "Pixels an inch (dpi)", "300");
        QVERIFY2(saidIn(dialog, "quiet").startsWith("1890 × 1351 pixels, 16.0 × 11.4 cm at 300 dpi"),
                 qPrintable(saidIn(dialog, "quiet")));
        const PictureChoice wish = dialog.wish();
        const QImage image = paintedPicture(*dialog.figure(), dialog.style(), wish.scaleFor(dialog.figure()->size()));
        QCOMPARE(image.size(), QSize(1890, 1351));
        const QString bytes = bytesText(pngBytes(image).size());
        QTRY_VERIFY_WITH_TIMEOUT(saidIn(dialog, "quiet").endsWith(bytes), dialogPatience);
        chooseFrom(&dialog, "As", "SVG");
        QVERIFY(saidIn(dialog, "quiet").startsWith("16.0 × 11.4 cm, sharp in any size"));
        QVERIFY(!named<QLineEdit>(&dialog, "Pixels an inch (dpi)")->isVisibleTo(&dialog));
    }
    void theButtonsGoThroughTheUsualResolutions() {
        PictureDialog dialog({}, walkOf("stride"), 0, Style{}, nullptr);
        dialog.show();
        press(&dialog, "Pixels an inch (dpi): more");
        QCOMPARE(dialog.wish().dpi, 300.0);
        press(&dialog, "Pixels an inch (dpi): more");
        QCOMPARE(dialog.wish().dpi, 600.0);
        for (int i = 0; i < 4; ++i) press(&dialog, "Pixels an inch (dpi): less");
        QCOMPARE(dialog.wish().dpi, 96.0);
        typeInto(&dialog, "Pixels an inch (dpi)", "10"); // too coarse: stays
        QCOMPARE(dialog.wish().dpi, 96.0);
    }
    // A sheet of steps; more than have room are refused in a sentence.
    void severalStepsAreOneSheet() {
        PictureDialog dialog({}, walkOf("images-as-grids"), 0, Style{}, nullptr);
        dialog.show();
        const QSizeF one = dialog.figure()->size();
        press(&dialog, "several");
        QVERIFY(dialog.figure()->describe().contains("Step 6 of 784"));
        typeInto(&dialog, "To step", "4");
        QVERIFY(dialog.figure()->size().width() > 2 * one.width());
        QVERIFY(dialog.figure()->describe().contains("Step 4 of 784"));
        typeInto(&dialog, "To step", "700");
        QVERIFY2(saidIn(dialog, "unreadable").contains("700 steps on one sheet: 1 to 36"),
                 qPrintable(saidIn(dialog, "unreadable")));
        QVERIFY(!named<QPushButton>(&dialog, "Export…")->isEnabled());
        press(&dialog, "this one");
        QVERIFY(named<QPushButton>(&dialog, "Export…")->isEnabled());
        QCOMPARE(dialog.figure()->size(), one);
    }
    void theChoiceIsRememberedAndNothingElseIsBelieved() {
        {
            PictureDialog dialog({}, walkOf("stride"), 0, Style{}, nullptr);
            dialog.show();
            chooseFrom(&dialog, "As", "TikZ");
            typeInto(&dialog, "Centimetres wide", "12");
            dialog.findChild<QCheckBox*>()->click();
            dialog.wish().remember();
        }
        PictureDialog again(PictureChoice::remembered(), walkOf("padding"), 0, Style{}, nullptr);
        QCOMPARE(again.wish().suffix, "tex");
        QCOMPARE(again.wish().centimetres, 12.0);
        QVERIFY(again.wish().transparent);
        QCOMPARE(again.style().theme, Theme::ClearLight);
        QSettings().setValue("picture/format", "exe");
        QSettings().setValue("picture/dpi", -5);
        QCOMPARE(PictureChoice::remembered().suffix, "png");
        QCOMPARE(PictureChoice::remembered().dpi, 192.0);
    }
    // The film of a walk: what was said beforehand is what is in the file.
    void aFilmIsWhatTheDialogSaid() {
        AskedFilm asked("cross-correlation", "a.apng");
        chooseFrom(&asked.dialog, "As", "Animated PNG");
        chooseFrom(&asked.dialog, "Size", "640");
        typeInto(&asked.dialog, "From step", "2");
        typeInto(&asked.dialog, "To step", "3");
        const auto foretold = [&] { return saidIn(asked.dialog, "quiet"); };
        QTRY_VERIFY2_WITH_TIMEOUT(foretold().contains("about"),
                                  qPrintable(foretold() + " / " + saidIn(asked.dialog, "unreadable")), 5000);
        const int frames = foretold().section(' ', 0, 0).toInt();
        QVERIFY2(frames >= 2, qPrintable(foretold()));
        clickButton(asked.dialog, "Export…");
        QTRY_COMPARE_WITH_TIMEOUT(asked.dialog.result(), static_cast<int>(QDialog::Accepted), dialogPatience);
        QFile file(asked.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const ReadFilm film = readApng(file.readAll());
        QCOMPARE(film.error, QString());
        QCOMPARE(film.frames.size(), frames);
        QCOMPARE(film.frames[0].size(), QSize(640, 360));
        QVERIFY(asked.dialog.said().contains(asked.path));
    }
    void aFilmIsStoppedAndNothingIsLeft() {
        AskedFilm asked("images-as-grids", "a.gif");
        clickButton(asked.dialog, "Export…");
        QVERIFY(asked.busy());
        clickButton(asked.dialog, "Stop");
        QTRY_VERIFY_WITH_TIMEOUT(!asked.busy(), dialogPatience);
        QVERIFY(asked.dialog.isVisible());
        QCOMPARE(saidIn(asked.dialog, "unreadable"), QString());
        QVERIFY(named<QPushButton>(&asked.dialog, "Export…")->isEnabled());
        clickButton(asked.dialog, "Cancel");
        QVERIFY(!asked.dialog.isVisible());
        QCOMPARE(asked.files(), QStringList());
    }
    void whatCannotBeFilmedSoIsSaidInTheDialog() {
        AskedFilm asked("stride", "no/a.gif");
        clickButton(asked.dialog, "Export…");
        QVERIFY(saidIn(asked.dialog, "unreadable").contains("no such folder"));
        typeInto(&asked.dialog, "Pictures a second", "60");
        QVERIFY(saidIn(asked.dialog, "unreadable").contains("at most 50"));
        QVERIFY(!named<QPushButton>(&asked.dialog, "Export…")->isEnabled());
        chooseFrom(&asked.dialog, "As", "Animated PNG");
        QCOMPARE(saidIn(asked.dialog, "unreadable"), QString());
        typeInto(&asked.dialog, "From step", "3");
        typeInto(&asked.dialog, "To step", "2");
        QVERIFY(saidIn(asked.dialog, "unreadable").contains("Steps 3 to 2"));
    }
    // Whoever pastes takes what suits: a picture, a drawing, or the numbers as a table.
    void aCopyIsPictureDrawingAndNumbersAtOnce() {
        MainWindow window{Style{}};
        window.openLessonOf("cross-correlation");
        window.show();
        QGuiApplication::clipboard()->clear();
        for (QAction* action : window.findChildren<QAction*>())
            if (action->shortcut() == QKeySequence("Ctrl+Shift+C")) action->trigger();
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        const QSizeF size = window.page()->reel().size;
        QCOMPARE(qvariant_cast<QImage>(data->imageData()).size(), (2 * size).toSize());
        QVERIFY(data->data("image/svg+xml").contains("<svg"));
        const NamedNumbers first = window.page()->numbers().front();
        const QStringList rows = data->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), first.values.shape().h);
        QCOMPARE(rows[0].split('\t').size(), first.values.shape().w);
        QCOMPARE(rows[0].section('\t', 0, 0).toFloat(), first.values.at(0, 0, 0));
        QCOMPARE(data->html().count("<tr>"), first.values.shape().h);
        QVERIFY(data->hasFormat("text/csv"));
    }
    // Where a grid of numbers is edited Ctrl+C is the grid's; everywhere else it copies what is shown.
    void ctrlCOnAStageWithoutAGridCopiesIt() {
        MainWindow window{Style{}};
        window.openLessonOf("lenet-5");
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.page()->stage()->setFocus();
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(window.page()->stage(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->mimeData()->hasImage());
    }
    // In the menu, with a key, for everybody who looks there.
    void theMenusHaveThem() {
        MainWindow window{Style{}};
        QMap<QString, QKeySequence> found;
        for (const QAction* action : window.findChildren<QAction*>())
            found[action->text().remove('&')] = action->shortcut();
        QCOMPARE(found.value("Export picture…"), QKeySequence("Ctrl+E"));
        QCOMPARE(found.value("Film of this walk…"), QKeySequence("Ctrl+Alt+E"));
        QCOMPARE(found.value("Copy picture"), QKeySequence("Ctrl+Shift+C"));
    }
};

UI_TEST(TestPictureDialogs)
} // namespace test_picture_dialogs
#include "test_picture_dialogs.moc"
