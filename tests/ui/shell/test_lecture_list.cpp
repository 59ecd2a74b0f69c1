// The list on the left shows the open lecture: lessons follow one another, groups fold, words find, ticks are kept.
#include "tests/ui/support/lecture_hands.h"
#include "tests/ui/support/lesson_sweep.h"
#include "tests/ui/support/ui_test.h"
#include "ui/shell/recorder.h"

#include <QLineEdit>

namespace test_lecture_list {

using namespace ui;

namespace {

QLineEdit& fieldOf(const LectureWindow& window) {
    for (auto* field : window.findChildren<QLineEdit*>())
        if (field->accessibleName() == "Find a lesson") return *field;
    qFatal("there is no field");
}

const QString& titleOf(int index) {
    return lessons()[static_cast<std::size_t>(index)].title;
}

} // namespace

class TestLectureList : public QObject {
    Q_OBJECT
    QTemporaryDir m_settings;
private slots:
    void initTestCase() { useSettingsOf(m_settings); }

    // ---- lessons follow one another ---------------------------------------------------------------------------------

    void aClickerWalksIntoTheNextLessonAndBack() {
        LectureWindow window;
        window.key("PgDown");
        while (window.lesson() == 0 && window.page()->stops().at + 1 < window.page()->stops().count)
            window.key("PgDown");
        QCOMPARE(window.lesson(), 0);
        const QJsonObject end = window.page()->scene();
        window.key("PgDown");
        QCOMPARE(window.lesson(), 1);
        window.key("PgUp");
        QCOMPARE(window.lesson(), 0);
        QCOMPARE(window.page()->scene(), end);
    }
    void aClickersKeysActWhereverTheFocusIs() {
        LectureWindow window;
        window.openLesson(lessonIndex("cross-correlation"));
        auto* field = window.page()->inspector()->findChild<QLineEdit*>();
        field->setFocus();
        const int stop = window.page()->stops().at;
        window.key("PgDown");
        QCOMPARE(window.page()->stops().at, stop + 1);
        QCOMPARE(QApplication::focusWidget(), field);
        window.key("PgUp");
        QCOMPARE(window.page()->stops().at, stop);
    }
    void atTheLastStepNextNamesTheLessonThatFollows() {
        LectureWindow window;
        window.openLesson(lessonIndex("cross-correlation"));
        QVERIFY(window.next());
        QCOMPARE(window.next()->accessibleName(), QString("Next step"));
        QTest::keyClick(window.page()->stage(), Qt::Key_End);
        const QString following = titleOf(lessonIndex("cross-correlation") + 1);
        QCOMPARE(window.next()->text(), "Next lesson: " + following);
        QVERIFY(window.next()->toolTip().contains(following));
        QTest::mouseClick(window.next(), Qt::LeftButton);
        QCOMPARE(window.lesson(), lessonIndex("cross-correlation") + 1);
    }
    void aPageWithoutStepsHasAWayOnBesideItsBar() {
        LectureWindow window;
        const int here = lessonIndex("denoise");
        window.openLesson(here);
        QVERIFY(window.next());
        QCOMPARE(window.next()->text(), "Next lesson: " + titleOf(here + 1));
        QTest::mouseClick(window.next(), Qt::LeftButton);
        QCOMPARE(window.lesson(), here + 1);
    }
    // There PageDown once began to train.
    void inShuffledPixelsAClickerWalksOn() {
        LectureWindow window;
        const int here = lessonIndex("shuffled-pixels");
        window.openLesson(here);
        const QJsonObject scene = window.page()->scene();
        window.key("PgDown");
        QCOMPARE(window.lesson(), here + 1);
        window.key("PgUp");
        QCOMPARE(window.lesson(), here);
        QCOMPARE(window.page()->scene(), scene);
    }
    void theLastLessonLeadsNowhere() {
        LectureWindow window;
        const int last = static_cast<int>(lessons().size()) - 1;
        window.openLesson(last);
        for (int i = 0; i < 40; ++i) window.key("PgDown");
        QCOMPARE(window.lesson(), last);
        QVERIFY(!window.next() || !window.next()->isEnabled() || !window.next()->text().contains("lesson"));
    }
    void noLessonOpensOnItsLastStepUnlessItHasOnlyOne() {
        LectureWindow window;
        QStringList wrong;
        for (const int i : sweptLessons()) {
            window.openLesson(i);
            const Page::Stops stops = window.page()->stops();
            if (stops.count > 1 && stops.at + 1 >= stops.count) wrong << lessons()[static_cast<std::size_t>(i)].id;
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(' ')));
    }

    // ---- the list ---------------------------------------------------------------------------------------------------

    void aHeadingFoldsItsGroup() {
        LectureWindow window;
        const QString heading = window.list().item(0)->text(), first = window.list().item(1)->text();
        const qsizetype all = window.rows().size();
        window.click(heading);
        QVERIFY(window.rows().size() < all && !window.rows().contains(first));
        QCOMPARE(window.rows().front(), '[' + heading + ']');
        window.click(heading);
        QCOMPARE(window.rows().size(), all);
    }
    void keysFoldAsInATree() {
        LectureWindow window;
        const QString first = window.list().item(1)->text();
        window.click(first);
        window.keyInList("Left"); // out to the heading
        QVERIFY(window.rows().contains(first));
        window.keyInList("Left");
        QVERIFY(!window.rows().contains(first));
        window.keyInList("Right");
        QVERIFY(window.rows().contains(first));
        window.keyInList("Right"); // in
        window.keyInList("Return");
        QCOMPARE(window.lesson(), 0);
        window.keyInList("Left");
        window.keyInList("Return");
        QVERIFY(!window.rows().contains(first));
    }
    void aLessonThatIsOpenedIsNeverFolded() {
        LectureWindow window;
        window.click(lessons()[2].group);
        QVERIFY(!window.rows().contains(titleOf(2)));
        window.key("Ctrl+3");
        QVERIFY(window.rows().contains(titleOf(2)));
    }
    void wordsFindLessons() {
        LectureWindow window;
        const qsizetype all = window.rows().size();
        window.key("Ctrl+F");
        QCOMPARE(QApplication::focusWidget(), &fieldOf(window));
        QTest::keyClicks(&fieldOf(window), "max pool");
        QVERIFY(window.rows().size() < all / 2);
        int found = 0;
        for (const Lesson& lesson : lessons()) {
            const QString words = lesson.title + '\n' + lesson.headline + '\n' + lesson.line + '\n' + lesson.notice;
            const bool has = words.contains("max", Qt::CaseInsensitive) && words.contains("pool", Qt::CaseInsensitive);
            found += has ? 1 : 0;
            if (has) QVERIFY2(window.rows().contains(lesson.title), qPrintable(lesson.title));
        }
        QVERIFY(found > 1);
        QTest::keyClick(&fieldOf(window), Qt::Key_Return); // the first of them
        const Lesson& first = window.shownLesson();
        QVERIFY((first.title + first.headline + first.line + first.notice).contains("pool", Qt::CaseInsensitive));
        window.key("Ctrl+F");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QCOMPARE(window.rows().size(), all);
        QVERIFY(fieldOf(window).text().isEmpty());
    }
    void aTitleOpensTheLessonOfThatTitle() {
        LectureWindow window;
        for (const char* title : {"LeNet live", "kernel gradient", "VGG-19"}) {
            window.key("Ctrl+F");
            QTest::keyClicks(QApplication::focusWidget(), title);
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
            QCOMPARE(window.shownLesson().title.toLower(), QString(title).toLower());
        }
    }
    void wordsThatNoLessonHasAreSaid() {
        LectureWindow window;
        window.key("Ctrl+F");
        QTest::keyClicks(&fieldOf(window), "xyzzy");
        bool said = false;
        for (const auto* label : window.findChildren<QLabel*>())
            said = said || (label->isVisible() && label->text() == "No lesson has these words.");
        QVERIFY(said);
    }
    void aNarrowListShowsItsWordsWhileOneLooks() {
        LectureWindow window;
        window.resize(1024, 768);
        QApplication::processEvents();
        const int narrow = window.list().width();
        QVERIFY(narrow < 60 && !fieldOf(window).isVisible());
        window.key("Ctrl+F");
        QApplication::processEvents();
        QVERIFY(fieldOf(window).isVisible() && window.list().width() > 150);
        QTest::keyClick(&fieldOf(window), Qt::Key_Escape);
        QApplication::processEvents();
        QCOMPARE(window.list().width(), narrow);
        QVERIFY(!fieldOf(window).isVisible());
    }

    // ---- what is remembered -----------------------------------------------------------------------------------------

    void theOpenLectureAndTheTicksAreThereAfterARestart() {
        const TempFolder session;
        const Lecture& shortCourse = lectures().back();
        QString third;
        {
            LectureWindow window(&session);
            window.openLecture(shortCourse, 1);
            window.openLesson(2);
            third = window.shownLesson().title;
            window.close();
        }
        LectureWindow window(&session);
        QCOMPARE(window.lecture().id, shortCourse.id);
        QCOMPARE(window.lesson(), 2);
        const auto ticked = [&](int scene) {
            for (int i = 0; i < window.list().count(); ++i)
                if (window.list().item(i)->data(Qt::UserRole).toInt() == scene)
                    return window.list().item(i)->data(Qt::UserRole + 2).toBool();
            return false;
        };
        QVERIFY(ticked(1) && ticked(2) && !ticked(3));
        window.openLecture(allLessons(), 0); // the same lessons are seen there
        QVERIFY(ticked(allLessons().indexOf(shortCourse.scenes[1].lesson.id)) || shortCourse.scenes[1].own);
    }
    void aSessionOfBeforeHasNoLecture() {
        const TempFolder session;
        session.write("session.json", R"({"convscope": 1, "lesson": "stride", "scenes": {}, "clean": true})");
        LectureWindow window(&session);
        QCOMPARE(window.notice(), QString());
        QCOMPARE(window.shownLesson().id, QString("stride"));
        QCOMPARE(window.lecture().id, QString("all"));
    }
    void damagedPartsOfASessionAreSaidAndTheRestStays() {
        const TempFolder session;
        session.write("session.json", R"({"convscope": 1, "lesson": "stride", "scenes": {}, "clean": true,
            "seen": 5, "lecture": [], "scene": -1, "own": 3})");
        LectureWindow window(&session);
        for (const char* part : {"seen", "lecture", "scene", "own"})
            QVERIFY2(window.notice().contains(QString("\"%1\" must be").arg(part)), qPrintable(window.notice()));
        QCOMPARE(window.shownLesson().id, QString("stride"));
    }

    // ---- what is missing --------------------------------------------------------------------------------------------

    void aSceneThatIsMissingIsGreySaysWhyAndIsPassedOver() {
        const TempFolder folder;
        const auto path = folder.write("some.json", R"({"convscope": 1, "lecture": "Some", "scenes": [
            {"lesson": "global-pooling"}, {"lesson": "no-such"}, {"lesson": "stride"}]})");
        LectureWindow window;
        window.openFile(QString::fromStdString(path.string()));
        QCOMPARE(window.lecture().title, QString("Some"));
        QVERIFY(window.row("no-such")->toolTip().contains("no lesson"));
        window.click("no-such");
        QVERIFY2(window.notice().contains("no-such"), qPrintable(window.notice()));
        QCOMPARE(window.lesson(), 0);
        for (int i = 0; i < 5 && window.lesson() == 0; ++i) window.key("PgDown");
        QCOMPARE(window.lesson(), 2);
        window.key("PgUp");
        QCOMPARE(window.lesson(), 0);
    }
};

UI_TEST(TestLectureList)
} // namespace test_lecture_list
#include "test_lecture_list.moc"
