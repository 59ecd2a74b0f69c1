// Text at every size: in all lessons, tabs and choices, in small and large windows and in front of a class, nothing is
// cut, lies over something else or is too small to read, and larger text loses no number.
#include "tests/support/instrumented.h"
#include "tests/ui/support/text_watch.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"
#include "ui/view/controls.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QTabBar>
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
    for (LectureScene& scene : lecture.scenes)
        for (const char* key : {"learned", "warm"}) scene.lesson.scene.remove(key);
    return lecture;
}

// One window for each size, with all lessons it was asked for.
MainWindow& windowOf(const Screen& screen) {
    static std::map<std::pair<int, double>, std::unique_ptr<MainWindow>> all;
    auto& window = all[{screen.size.width(), screen.scale}];
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

// ---- what can be chosen --------------------------------------------------------------------------------------------

struct Choice {
    QString name;
    int value;
};

template<class Visit> void forChoices(QWidget& panel, Visit visit) {
    for (auto* control : panel.findChildren<QWidget*>()) {
        if (!control->isVisible() || !control->isEnabled()) continue;
        if (auto* list = qobject_cast<QComboBox*>(control))
            for (int i = 0; i < list->count(); ++i) visit(list->accessibleName(), i, [list, i] {
                list->setCurrentIndex(i);
                emit list->activated(i);
            });
        if (auto* box = qobject_cast<QCheckBox*>(control)) visit(box->text(), 0, [box] { box->click(); });
        if (auto* tabs = qobject_cast<QTabBar*>(control))
            for (int i = 0; i < tabs->count(); ++i) visit(tabs->accessibleName(), i, [tabs, i] { tabs->setCurrentIndex(i); });
        if (!qobject_cast<Segmented*>(control)) continue;
        const auto buttons = control->findChildren<QToolButton*>();
        for (int i = 0; i < buttons.size(); ++i)
            if (buttons[i]->isVisible()) visit(control->accessibleName(), i, [b = buttons[i]] { b->click(); });
    }
}

std::vector<Choice> choicesOn(QWidget& panel) {
    std::vector<Choice> all;
    forChoices(panel, [&](const QString& name, int value, const auto&) { all.push_back({name, value}); });
    return all;
}

// Controls come and go with what is chosen.
bool choose(QWidget& panel, const Choice& choice) {
    std::function<void()> hand;
    forChoices(panel, [&](const QString& name, int value, const auto& does) {
        if (name == choice.name && value == choice.value) hand = does;
    });
    if (hand) hand();
    return bool(hand);
}

// What opens a file, or makes images and networks anew, which takes its time and is laid out as before.
bool isLeftAlone(const Choice& choice) {
    return QStringList{"Data", "Network", "Picture", "Input", "Images"}.contains(choice.name);
}

} // namespace

class TestText : public QObject {
    Q_OBJECT
private slots:
    void everyLesson_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
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
        QVERIFY2(wrong.isEmpty(), qPrintable('\n' + wrong.join('\n')));
    }

    void everyChoice_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<double>("scale");
        for (const int i : asked())
            for (const auto& [size, scale] : {Screen{{1366, 768}, 1.5}, {{1024, 768}, 1}})
                QTest::newRow(nameOf(i, size)) << i << size << scale;
    }
    void everyChoice() {
        QFETCH(int, index);
        QFETCH(QSize, size);
        QFETCH(double, scale);
        MainWindow& window = windowOf({size, scale});
        window.openLesson(index);
        Page& page = *window.page();
        settle(page);
        const int opened = page.undoStack()->index();
        QStringList wrong;
        const auto look = [&](const QString& where) {
            settle(page);
            for (const QString& objection : objectionsTo(textsShownOn(window)))
                if (!wrong.contains(objection)) wrong << where + ": " + objection;
        };
        const bool network = page.stage()->findChild<QTabBar*>();
        for (QWidget* panel : network ? std::vector{page.stage()} : std::vector{page.stage(), page.inspector()})
            for (const Choice& choice : choicesOn(*panel)) {
                if (isLeftAlone(choice) || !choose(*panel, choice)) continue;
                look(QString("%1 %2").arg(choice.name).arg(choice.value));
                if (network && choice.name == "Views")
                    for (const Choice& option : choicesOn(*panel))
                        if (option.name != "Views" && choose(*panel, option))
                            look(QString("view %1, %2 %3").arg(choice.value).arg(option.name).arg(option.value));
                page.undoStack()->setIndex(opened);
            }
        page.goToStopAt(page.stops().count - 1);
        look("last stop");
        QVERIFY2(wrong.isEmpty(), qPrintable('\n' + wrong.join('\n')));
    }

    void everyLessonInFrontOfAClass_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<QSize>("size");
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
        QVERIFY2(wrong.isEmpty(), qPrintable('\n' + wrong.join('\n')));
    }

private:
    static std::vector<int> asked() {
        std::vector<int> all;
        const QString page = qEnvironmentVariable("CONVSCOPE_PAGE");
        for (int i = 0; i < static_cast<int>(lessons().size()); ++i)
            if ((page.isEmpty() || lessons()[static_cast<std::size_t>(i)].page == page) &&
                (!isInstrumented || i % 3 == 0))
                all.push_back(i);
        return all;
    }
    static QByteArray nameOf(int index, const QSize& size) {
        return QString("%1 %2").arg(lessons()[static_cast<std::size_t>(index)].id).arg(size.width()).toUtf8();
    }
};

UI_TEST(TestText)
#include "test_text.moc"
