// The lectures that come with the program, played from the first scene to the last and back again, press by press.
#include "tests/support/instrumented.h"
#include "tests/ui/support/lecture_hands.h"
#include "tests/ui/support/ui_test.h"
#include "ui/pages/lecture.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page_catalog.h"

#include <QFrame>
#include <QLabel>
#include <QRegularExpression>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>
#include <map>

namespace test_lectures_played {

using namespace ui;

namespace {

constexpr int mostStops = 16, longWalk = 24;

// Where one stands: the scene in the lecture, and the stop in it.
using Place = std::pair<int, int>;

// A scene's page alone, as it opens, with all that is made by other threads there.
struct OpenedScene {
    explicit OpenedScene(const Lesson& lesson) {
        page = std::ranges::find(pageKinds(), lesson.page, &PageKind::id)->make();
        for (QWidget* part : {page->stage(), page->inspector(), page->bar()}) part->setParent(&home);
        page->setStyle({});
        page->open(lesson);
        page->settle(0);
    }
    QWidget home; // owns the page's widgets, and outlives the page
    std::unique_ptr<Page> page;
};

// What is asked of it, by the scene's key: the pages of the live lessons take their time.
struct Known {
    Page::Stops stops;
    int steps = 0; // of its walk
    QStringList questions;
};
const Known& known(const LectureScene& scene) {
    static std::map<QString, Known> all;
    const auto [at, isNew] = all.try_emplace(scene.key());
    if (isNew) {
        const OpenedScene opened(scene.lesson);
        at->second.stops = opened.page->stops();
        at->second.steps = opened.page->reel().count;
        for (const Question& question : opened.page->questions()) at->second.questions << question.id;
    }
    return at->second;
}

Place placeOf(const MainWindow& window) {
    return {window.lesson(), window.page()->stops().at};
}

// What the bar over the stage says is wrong.
QStringList troubleIn(const MainWindow& window) {
    QStringList all;
    for (const auto* bar : window.findChildren<QFrame*>("errorBar"))
        if (bar->isVisible())
            for (const auto* words : bar->findChildren<QLabel*>()) all << words->text();
    return all;
}

// So many presses; every place in the order in which it was shown. A press that tells the answer to a question moves
// nothing: `told` counts them.
std::vector<Place> played(LectureWindow& window, const char* key, int presses, QStringList& troubles, int& told) {
    std::vector<Place> seen{placeOf(window)};
    for (int i = 0; i < presses; ++i) {
        window.key(key);
        if (window.lesson() != seen.back().first) window.page()->settle(0); // a network may be built by other threads
        if (placeOf(window) == seen.back())
            ++told;
        else
            seen.push_back(placeOf(window));
        QCoreApplication::processEvents();
        troubles << troubleIn(window);
    }
    return seen;
}

// From the stop a scene opens with to its last, scene by scene.
std::vector<Place> expected(const Lecture& lecture) {
    std::vector<Place> all;
    for (std::size_t i = 0; i < lecture.scenes.size(); ++i) {
        const Page::Stops stops = known(lecture.scenes[i]).stops;
        for (int stop = stops.at; stop < stops.count; ++stop) all.emplace_back(static_cast<int>(i), stop);
    }
    return all;
}

// "3.2": the second stop of the third scene; "3.0": before its first, where a table opens that has no row chosen yet.
QStringList written(const std::vector<Place>& places) {
    QStringList all;
    for (const auto& [scene, stop] : places) all << QString("%1.%2").arg(scene + 1).arg(stop + 1);
    return all;
}

// The same stops, and of the first scene those before the one it opens with, too.
std::vector<Place> expectedBack(std::vector<Place> forwards) {
    const int opens = forwards.front().second;
    for (int stop = opens - 1; stop >= 0; --stop) forwards.insert(forwards.begin(), {0, stop});
    std::erase_if(forwards, [](const Place& place) { return place.second < 0; });
    std::ranges::reverse(forwards);
    return forwards;
}

// Not the whole course under a sanitizer: it takes its time.
void eachLecture() {
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < lectures().size(); ++i)
        if (!isInstrumented || lectures()[i].scenes.size() <= 20)
            QTest::newRow(qPrintable(lectures()[i].id)) << static_cast<int>(i);
}

const Lecture& thisLecture() {
    QFETCH(int, index);
    return lectures()[static_cast<std::size_t>(index)];
}

} // namespace

class TestLecturesPlayed : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() { useSettingsOf(m_settings); }
    void everySceneAndStopIsShownForwardsAndTheSameBackwards_data() { eachLecture(); }
    void everySceneAndStopIsShownForwardsAndTheSameBackwards() {
        const Lecture& lecture = thisLecture();
        LectureWindow window;
        window.openLecture(lecture, 0);
        QStringList troubles;
        const auto questions = static_cast<int>(
            std::ranges::count_if(lecture.scenes, [](const LectureScene& scene) { return !scene.question.isEmpty(); }));
        const std::vector<Place> wanted = expected(lecture), back = expectedBack(wanted);
        const int presses = static_cast<int>(wanted.size()) - 1 + questions;
        int told = 0;
        const std::vector<Place> there = played(window, "PgDown", presses, troubles, told);
        QCOMPARE(written(there), written(wanted));
        QCOMPARE(told, questions);
        const int backwards = static_cast<int>(back.size()) - 1 + questions;
        const QStringList again = written(played(window, "PgUp", backwards, troubles, told)), asThere = written(back);
        for (qsizetype i = 0; i < std::min(again.size(), asThere.size()); ++i)
            QVERIFY2(again[i] == asThere[i], qPrintable(again[i] + " instead of " + asThere[i]));
        QCOMPARE(again, asThere);
        QCOMPARE(troubles, QStringList());
        qInfo("%s: %zu scenes, %zu stops forwards and as many backwards", qPrintable(lecture.title),
              lecture.scenes.size(), there.size());
    }
    void noLessonOfALectureHasMoreStopsThanAnybodyPresses_data() { eachLecture(); }
    void noLessonOfALectureHasMoreStopsThanAnybodyPresses() {
        QStringList tooMany;
        for (const LectureScene& scene : thisLecture().scenes) {
            const int stops = known(scene).stops.count;
            QVERIFY2(stops >= 1, qPrintable(scene.lesson.id));
            if (stops > mostStops) tooMany << QString("%1: %2 stops").arg(scene.lesson.id).arg(stops);
        }
        QCOMPARE(tooMany, QStringList());
    }
    // A list of stops that does not fit its walk would be passed over.
    void everyListOfStopsIsTheOneInUse() {
        for (const Lesson& lesson : lessons()) {
            if (lesson.stops.empty()) continue;
            const OpenedScene opened(lesson);
            QCOMPARE(static_cast<std::size_t>(opened.page->stops().count), lesson.stops.size());
        }
    }
    void everySceneHasANoteForTheSpeaker_data() { eachLecture(); }
    void everySceneHasANoteForTheSpeaker() {
        for (const LectureScene& scene : thisLecture().scenes) {
            const auto sentences = scene.note.count(QRegularExpression("[.?!]( |$)"));
            QVERIFY2(sentences >= 2 && sentences <= 5, qPrintable(scene.lesson.id + ": " + scene.note));
        }
    }
    void whatASceneAsksItsPageAsksToo_data() { eachLecture(); }
    void whatASceneAsksItsPageAsksToo() {
        int asked = 0;
        for (const LectureScene& scene : thisLecture().scenes) {
            if (scene.question.isEmpty()) continue;
            const QStringList& ids = known(scene).questions;
            QVERIFY2(ids.contains(scene.question),
                     qPrintable(scene.lesson.id + ": " + scene.question + " of " + ids.join(", ")));
            ++asked;
        }
        QVERIFY(asked >= 3);
    }
    void aLongWalkHasAFewStopsThatWereChosen() {
        if (isInstrumented) QSKIP("every lesson is opened");
        int walks = 0;
        for (const LectureScene& scene : lectures().front().scenes) {
            if (known(scene).steps <= longWalk) continue;
            const std::size_t stops = scene.lesson.stops.size();
            QVERIFY2(stops >= 3 && stops <= 8, qPrintable(scene.lesson.id));
            QVERIFY2(scene.lesson.stops.back() <= known(scene).steps, qPrintable(scene.lesson.id));
            ++walks;
        }
        QVERIFY(walks >= 8);
    }
    void everyLessonIsInTheCourse() {
        const Lecture& course = lectures().front();
        QCOMPARE(course.id, "course");
        for (const Lesson& lesson : lessons()) QVERIFY2(course.indexOf(lesson.id) >= 0, qPrintable(lesson.id));
    }
};

UI_TEST(TestLecturesPlayed)
} // namespace test_lectures_played
#include "test_lectures_played.moc"
