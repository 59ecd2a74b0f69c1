// The window around the lessons: switching, theme, text size, notices, export, keyboard.
#include "core/base/error.h"
#include "tests/support/instrumented.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/export/export_format.h"
#include "ui/figure/stage_frame.h"
#include "ui/figure/text_runs.h"
#include "ui/pages/lesson.h"
#include "ui/shell/main_window.h"
#include "ui/view/figure_view.h"

#include <QAction>
#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QScrollArea>
#include <QSettings>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace test_main_window {

using namespace ui;

namespace {

FigureView* stageOf(const MainWindow& window) {
    return qobject_cast<FigureView*>(window.page()->stage());
}

// The lessons of the window page, some of them under a sanitizer; LeNet has tests of its own.
QList<int> windowLessons() {
    QList<int> all;
    for (const Lesson& lesson : lessons())
        if (lesson.page == "window") all << static_cast<int>(&lesson - lessons().data());
    return isInstrumented ? all.first(4) : all;
}

int firstWindowLesson() {
    return windowLessons().front();
}

void show(MainWindow& window, int lesson = firstWindowLesson()) {
    window.openLesson(lesson);
    window.show();
    window.activateWindow();
    [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(&window);
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() {
        QCoreApplication::setOrganizationName("test");
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_settings.path());
    }
    void everyLessonOpensOnItsPoint() {
        MainWindow window{Style{}};
        show(window);
        for (const int lesson : windowLessons()) {
            window.openLesson(lesson);
            const QString text = stageOf(window)->figure()->describe();
            QVERIFY2(text.contains("=") && text.contains("Output so far"), qPrintable(text));
            // A single step is all there is of global pooling.
            QVERIFY(window.page()->reelIndex() > 0 ||
                    window.page()->reel().count == 1); // mid-way, not at a blank start
        }
    }
    void aLessonKeepsWhatTheUserDid() {
        MainWindow window{Style{}};
        show(window);
        QTest::keyClick(stageOf(window), Qt::Key_Right);
        const QString there = stageOf(window)->figure()->describe();
        window.openLesson(firstWindowLesson() + 1);
        window.openLesson(firstWindowLesson());
        QCOMPARE(stageOf(window)->figure()->describe(), there);
        QTest::keySequence(&window, QKeySequence("Ctrl+R"));
        QVERIFY(stageOf(window)->figure()->describe() != there);
    }
    void keysSwitchLessonsAndPanes() {
        MainWindow window{Style{}};
        show(window);
        QTest::keySequence(&window, QKeySequence("Ctrl+3"));
        QCOMPARE(window.lesson(), 2);
        QTest::keySequence(&window, QKeySequence("Ctrl+PgUp"));
        QCOMPARE(window.lesson(), 1);
        QSet<QWidget*> reached;
        for (int i = 0; i < 4; ++i) {
            QTest::keySequence(&window, QKeySequence("F6"));
            reached << QApplication::focusWidget();
        }
        QCOMPARE(reached.size(), 4);
    }
    void undoBelongsToTheLessonInSight() {
        MainWindow window{Style{}};
        show(window);
        QTest::keyClick(stageOf(window), Qt::Key_Down); // selects the first cell
        QTest::keyClick(stageOf(window), Qt::Key_Delete);
        QTest::keyClick(stageOf(window), Qt::Key_Plus);
        QVERIFY(window.page()->undoStack()->canUndo());
        Page* first = window.page();
        window.openLesson(firstWindowLesson() + 1);
        QTest::keySequence(&window, QKeySequence("Ctrl+Z"));
        QVERIFY(first->undoStack()->canUndo());
        window.openLesson(firstWindowLesson());
        QTest::keySequence(&window, QKeySequence("Ctrl+Z"));
        QVERIFY(!first->undoStack()->canUndo());
    }
    void nothingIsWiderThanItsPlace_data() {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1024, 768), QSize(1366, 768), QSize(1920, 1080)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
    void nothingIsWiderThanItsPlace() {
        QFETCH(QSize, size);
        MainWindow window{Style{}};
        window.resize(size);
        show(window);
        for (const int lesson : windowLessons()) {
            window.openLesson(lesson);
            QApplication::processEvents();
            const auto* area = qobject_cast<QScrollArea*>(window.page()->inspector());
            QVERIFY2(area->widget()->width() <= area->viewport()->width(),
                     qPrintable(lessons()[static_cast<std::size_t>(lesson)].id));
            QVERIFY(window.page()->bar()->minimumSizeHint().width() <= window.width());
        }
    }
    void aDroppedFileOpensAndABadOneIsExplained() {
        QTemporaryDir folder;
        const auto drop = [&](MainWindow& window, const char* name, const QByteArray& content) {
            QFile file(folder.filePath(name));
            if (file.open(QIODevice::WriteOnly)) file.write(content);
            file.close();
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(file.fileName())});
            QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QApplication::sendEvent(&window, &enter);
            QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QApplication::sendEvent(&window, &event);
        };
        MainWindow window{Style{}};
        show(window);
        auto* notice = window.findChild<QLabel*>("noticeText");
        drop(window, "grid.csv", "1 2 3 4\n5 6 7 8\n");
        QVERIFY(!notice->isVisible());
        QVERIFY(stageOf(window)->figure()->describe().contains("Input 2 × 4"));
        drop(window, "bad.csv", "1 2\nthree 4\n");
        QVERIFY(notice->isVisible());
        QCOMPARE(notice->parent()->objectName(), "errorBar");
        QVERIFY2(notice->text().contains("bad.csv") && notice->text().contains("line 2"), qPrintable(notice->text()));
        QVERIFY(stageOf(window)->figure()->describe().contains("Input 2 × 4"));
        drop(window, "thing.xyz", "?");
        QVERIFY(notice->text().contains("*.csv"));
    }
    // A refusal is said until something else was done, or taken back: then it no longer applies.
    void aRefusalGoesWithTheNextThingThatIsDone() {
        MainWindow window{Style{}};
        show(window);
        auto* notice = window.findChild<QLabel*>("noticeText");
        FigureView* stage = stageOf(window);
        const auto typeIntoFirstCell = [&](const QString& value) {
            QTest::mouseClick(stage, Qt::LeftButton, {},
                              stage->figure()->cellRect({"input", 0, 0, 0}).center().toPoint());
            QTest::keyClicks(stage, value.left(1));
            if (auto* editor = stage->findChild<QLineEdit*>()) {
                QTest::keyClicks(editor, value.mid(1));
                QTest::keyClick(editor, Qt::Key_Return);
            }
        };
        const auto refuse = [&] {
            QMimeData data;
            data.setUrls({QUrl::fromLocalFile(m_settings.filePath("no-such.csv"))});
            QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QApplication::sendEvent(&window, &enter);
            QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, {});
            QApplication::sendEvent(&window, &event);
        };
        refuse();
        QVERIFY(notice->isVisible());
        typeIntoFirstCell("7");
        QVERIFY2(window.page()->undoStack()->canUndo(), qPrintable(stage->figure()->describe()));
        QVERIFY(!notice->isVisible());
        refuse();
        QVERIFY(notice->isVisible());
        QTest::keyClick(&window, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!notice->isVisible());
    }
    void everyActionIsInAMenuWithoutClashingKeys() {
        MainWindow window{Style{}};
        show(window);
        QSet<QString> keys;
        for (const QAction* action : window.findChildren<QAction*>())
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys << key.toString();
            }
        QVERIFY(keys.size() > 15);
    }
    void textGrowsAndThemesChangeWithoutLosingThePlace() {
        MainWindow window{Style{}};
        show(window);
        const QString there = stageOf(window)->figure()->describe();
        for (int i = 0; i < 4; ++i) QTest::keySequence(&window, QKeySequence("Ctrl++"));
        QVERIFY(window.style().scale > 1.4);
        for (const Theme theme : {Theme::Dark, Theme::Projector, Theme::Light}) {
            Style style = window.style();
            style.theme = theme;
            window.setStyle(style);
            QCOMPARE(stageOf(window)->grab().toImage().pixelColor(2, 2), palette(theme).window);
        }
        QTest::keySequence(&window, QKeySequence("Ctrl+0"));
        QCOMPARE(window.style().scale, 1.0);
        QCOMPARE(stageOf(window)->figure()->describe(), there);
    }
    void anExportedPictureIsThePictureOnScreen() {
        QTemporaryDir folder;
        MainWindow window{Style{}};
        show(window);
        const QSizeF size(1304, 932);
        for (const int lesson : windowLessons()) {
            window.openLesson(lesson);
            const auto figure = window.page()->reel().figure(window.page()->reelIndex(), size, Style{});
            QImage screen(size.toSize(), QImage::Format_RGB32);
            QPainter painter(&screen);
            figure->paint(painter, Style{});
            painter.end();
            exportFigure(*figure, Style{}, folder.filePath("a.png"));
            const QImage file = QImage(folder.filePath("a.png")).convertToFormat(QImage::Format_RGB32);
            QVERIFY2(file == screen, qPrintable(lessons()[static_cast<std::size_t>(lesson)].id));

            exportFigure(*figure, Style{}, folder.filePath("a.svg"));
            QSvgRenderer svg(folder.filePath("a.svg"));
            QVERIFY(svg.isValid());
            QImage drawn(size.toSize(), QImage::Format_RGB32);
            QPainter again(&drawn);
            again.setRenderHint(QPainter::Antialiasing);
            svg.render(&again);
            again.end();
            int different = 0;
            for (int y = 0; y < drawn.height(); ++y)
                for (int x = 0; x < drawn.width(); ++x)
                    different += std::abs(qGray(drawn.pixel(x, y)) - qGray(screen.pixel(x, y))) > 48 ? 1 : 0;
            QVERIFY2(different < drawn.width() * drawn.height() / 50, qPrintable(QString::number(different)));

            exportFigure(*figure, Style{}, folder.filePath("a.pdf"));
            QFile pdf(folder.filePath("a.pdf"));
            QVERIFY(pdf.open(QIODevice::ReadOnly) && pdf.readAll().startsWith("%PDF-1."));
        }
        QVERIFY_EXCEPTION_THROWN(formatFor("a.jpeg2000"), cnn::Error);
        QVERIFY_EXCEPTION_THROWN(
            exportFigure(*window.page()->reel().figure(0, size, Style{}), Style{}, folder.filePath("no/such/a.png")),
            cnn::Error);
    }

    void theThemeIsRememberedWithoutClosingTheWindow() {
        MainWindow window(Style{});
        for (QAction* action : window.findChildren<QAction*>())
            if (action->text() == "&Dark") action->trigger();
        QCOMPARE(QSettings().value("theme").toInt(), static_cast<int>(Theme::Dark));
    }

    // A projector of 1024 x 768 is the smallest that a lesson is made for.
    void theLineUnderEveryHeadlineFitsTheSmallestProjector() {
        Style style;
        style.theme = Theme::Projector;
        MainWindow window(style);
        window.resize(1024, 768);
        window.show();
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            QApplication::processEvents();
            const auto* view = window.page()->stage()->findChild<FigureView*>();
            const QString page = lessons()[static_cast<std::size_t>(i)].page;
            if (!view || page == "training" || page == "model") continue; // their lines are labels, which wrap
            const StageFrame frame(view->size(), style);
            const QString line = lessons()[static_cast<std::size_t>(i)].line;
            const double width = lineWidth({{line, Qt::black}}, 13);
            QVERIFY2(width <= frame.right - frame.left, qPrintable(line));
        }
    }
};

UI_TEST(TestMainWindow)
} // namespace test_main_window
#include "test_main_window.moc"
