// Text at every size: in all lessons, in small and large windows and in front of a class, nothing is cut, lies over
// something else or is too small to read, and larger text loses no number.
#include "tests/support/instrumented.h"
#include "tests/ui/support/text_watch.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"

#include <QApplication>
#include <QTest>
#include <map>

using namespace ui;

namespace {

struct Screen {
    QSize size;
    double scale;
};

// Nothing learns: what a lesson shows before its first batch is laid out as what it shows later.
Lecture untrained() {
    Lecture lecture = allLessons();
    for (LectureScene& scene : lecture.scenes) {
        QJsonObject& what = scene.lesson.scene;
        for (const char* key : {"learned", "warm"}) what.remove(key);
    }
    return lecture;
}

// One window for each size, with all lessons it was asked for.
std::map<std::pair<int, double>, std::unique_ptr<MainWindow>> windows;

MainWindow& windowOf(const Screen& screen) {
    auto& window = windows[{screen.size.width(), screen.scale}];
    if (window) return *window;
    Style style;
    style.scale = screen.scale;
    window = std::make_unique<MainWindow>(style);
    window->setAttribute(Qt::WA_DontShowOnScreen);
    window->resize(screen.size);
    window->openLecture(untrained());
    window->show();
    return *window;
}

void settle(Page& page) {
    page.settle(0);
    QApplication::processEvents();
}

// The numbers in the cells of the stage, and how often each stands there.
QMap<QString, int> numbersOf(Page& page, const std::vector<ShownText>& texts) {
    QMap<QString, int> all;
    for (const ShownText& text : texts)
        if (text.inCell && (text.on == page.stage() || page.stage()->isAncestorOf(text.on))) ++all[text.text];
    return all;
}

QStringList lostOf(const QMap<QString, int>& before, const QMap<QString, int>& now) {
    QStringList lost;
    for (auto it = before.begin(); it != before.end(); ++it)
        if (now.value(it.key()) < it.value()) lost << it.key();
    return lost.isEmpty() ? lost : QStringList{"lost numbers: " + lost.join(' ')};
}

// ---- what is left --------------------------------------------------------------------------------------------------

// Where (a lesson, or a kind of page), in windows of which width (0: all), and what the objection says.
struct Leftover {
    QString where;
    int width;
    QString what;
};
const std::vector<Leftover> leftovers{
    // Nine weights and a loss in a table, in a card of a quarter of the stage.
    {"learn-sobel", 0, "small"},
    {"learn-too-fast", 1024, "small"},
    {"learn-too-fast", 1024, "cut"},
    {"learn-a-kernel", 1920, "minimum"}, // at the chart's lower edge
    // A layer's words in a column, or a box, that is as wide as eight of them leave it.
    {"lenet", 0, "shortened"},
    // Where the window is tightest the weight in a cell's corner gives way to the number.
    {"window", 1366, "lost numbers: ×"},
    {"backward", 0, "lost numbers: ×"},
    {"channels", 1920, "lost numbers: ×"},
    {"edges-transposed", 1366, "over one another"}, // a kernel's cell and the legend
    {"which-padding", 1024, "shortened"},
    // Grids whose headings are wider than they are, at the stage's edge.
    {"backward", 0, "over one another"},
    {"backward", 0, "cut"},
    {"norm", 0, ""},
    {"grids", 0, ""},
    // Columns of the table beside each other, and what the measurement is called beside it.
    {"field", 0, "over one another"},
    {"field", 1024, "cut"},
    // The longest title of the list, while it is bold.
    {"dense-or-convolution", 1366, "shortened"},
    // Names of charts and tiles.
    {"denoise", 0, "shortened"},
    {"denoise", 0, "over one another"},
    {"denoise", 0, "cut"},
    {"denoise", 0, "small"}, // in cells that are drawn as one map
};
// Networks on cards, whose strips, tabs and panels are wider than a card below 1280 pixels.
const QStringList notYet{"training", "model", "microscope"};

QStringList withoutLeftovers(const QStringList& objections, const Lesson& lesson, int width) {
    QStringList rest;
    for (const QString& objection : objections)
        if (std::ranges::none_of(leftovers, [&](const Leftover& known) {
                return (known.where == lesson.id || known.where == lesson.page) &&
                       (known.width == 0 || known.width == width) && objection.contains(known.what);
            }))
            rest << objection;
    return rest;
}

} // namespace

class TestText : public QObject {
    Q_OBJECT
private slots:
    void cleanupTestCase() { windows.clear(); } // before the application goes
    void everyLesson_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        if (asked().empty()) QSKIP("None of these is looked at yet.");
        for (const int i : asked())
            for (const auto& [size, scale] : {Screen{{1366, 768}, 1.5}, {{1024, 768}, 1}, {{1920, 1080}, 2}})
                QTest::newRow(nameOf(i, size)) << i << size << scale;
    }
    void everyLesson() {
        QFETCH(int, index);
        QFETCH(QSize, size);
        QFETCH(double, scale);
        QMap<QString, int> plain;
        QStringList wrong;
        for (const double s : scale > 1 ? std::vector{1.0, scale} : std::vector{1.0}) {
            MainWindow& window = windowOf({size, s});
            window.openLesson(index);
            settle(*window.page());
            const std::vector<ShownText> texts = textsShownOn(window);
            const auto numbers = numbersOf(*window.page(), texts);
            for (const QString& objection : objectionsTo(texts) + lostOf(plain, numbers))
                wrong << QString("%1 %: %2").arg(100 * s).arg(objection);
            plain = numbers;
        }
        verify(wrong, index, size.width());
    }

    void everyLessonInFrontOfAClass_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
        if (asked().empty()) QSKIP("None of these is looked at yet.");
        for (const int i : asked())
            for (const QSize& size : {QSize(1024, 768), QSize(1920, 1080)}) QTest::newRow(nameOf(i, size)) << i << size;
    }
    // The stage alone, over a foot that is not its own.
    void everyLessonInFrontOfAClass() {
        QFETCH(int, index);
        QFETCH(QSize, size);
        const Lesson lesson = untrained().scenes[static_cast<std::size_t>(index)].lesson;
        const auto page = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make();
        QWidget home;
        for (QWidget* part : {page->inspector(), page->bar()}) part->setParent(&home);
        const std::unique_ptr<QWidget> stage(page->stage());
        Style style;
        style.theme = Theme::Projector;
        style.presenting = true;
        page->setStyle(style);
        page->open(lesson);
        stage->setAttribute(Qt::WA_DontShowOnScreen);
        stage->resize(size.width(), qRound(0.93 * size.height()));
        stage->show();
        settle(*page);
        const QStringList wrong = objectionsTo(textsShownOn(*stage));
        verify(wrong, index, size.width());
    }

private:
    // Qt Test cuts long messages off.
    static void verify(const QStringList& all, int index, int width) {
        const QStringList wrong = withoutLeftovers(all, lessons()[static_cast<std::size_t>(index)], width);
        for (const QString& objection : wrong) qWarning("%s", qPrintable(objection));
        QVERIFY2(wrong.isEmpty(), qPrintable(QString("%1 objections").arg(wrong.size())));
    }
    static std::vector<int> asked() {
        std::vector<int> all;
        const QString page = qEnvironmentVariable("CONVSCOPE_PAGE");
        for (int i = 0; i < static_cast<int>(lessons().size()); ++i)
            if ((page.isEmpty() || lessons()[static_cast<std::size_t>(i)].page == page) &&
                !notYet.contains(lessons()[static_cast<std::size_t>(i)].page) && (!isInstrumented || i % 3 == 0))
                all.push_back(i);
        return all;
    }
    static QByteArray nameOf(int index, const QSize& size) {
        return QString("%1 %2").arg(lessons()[static_cast<std::size_t>(index)].id).arg(size.width()).toUtf8();
    }
};

UI_TEST(TestText)
#include "test_text.moc"
