// Runs one can go back in: the time line, runs that are kept, and a run that outlives the program.
#include "tests/support/digit_folder.h"
#include "tests/ui/classroom.h"

#include <QtTest>
#include <QtWidgets>

using namespace ui;

namespace {

EpochLine* timeLineOf(Classroom& room) {
    return room.page.bar()->findChild<EpochLine*>();
}

// Drags the handle of the time line from where it stands to a moment.
void drag(EpochLine* line, double from, double to) {
    QTest::mousePress(line, Qt::LeftButton, {}, line->placeOf(from).toPoint());
    QMouseEvent move(QEvent::MouseMove, line->placeOf(to), line->mapToGlobal(line->placeOf(to)), Qt::NoButton,
                     Qt::LeftButton, {});
    QApplication::sendEvent(line, &move);
    QTest::mouseRelease(line, Qt::LeftButton, {}, line->placeOf(to).toPoint());
}

int runsInSight(Classroom& room) {
    auto* list = room.page.inspector()->findChild<RunsList*>();
    int count = 0;
    for (auto* button : list->findChildren<QPushButton*>()) count += button->isVisibleTo(list);
    return list->isVisibleTo(room.page.inspector()) ? count : 0;
}

} // namespace

class TestTrainingRuns : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() { writeDigitFolder(folder().toStdString(), trainImages, 100); }

    void draggingBackShowsTheNetworkOfThatMoment() {
        Classroom room(folder(), {{"epochs", 10}});
        QVERIFY(room.ready());
        const std::vector<float> untrained = kernels(*room.session().network());
        room.page.settle(40);
        const std::vector<float> trained = kernels(*room.session().network());
        QVERIFY(kernels(*room.page.picture().network) == trained);
        drag(timeLineOf(room), room.session().progress(), 0);
        QVERIFY(kernels(*room.page.picture().network) == untrained);
        QVERIFY2(room.line().startsWith("As it was after 0.00 passes"), qPrintable(room.line()));
        QTRY_COMPARE(room.start()->text(), "Go on");
        QTest::keyClick(timeLineOf(room), Qt::Key_End); // and back to the newest
        QVERIFY(kernels(*room.page.picture().network) == trained);
        QCOMPARE(room.session().history().steps(), std::size_t{40});
    }

    void draggingBackPausesTheRun() {
        Classroom room(folder(), {{"epochs", 400}}); // not over before the drag
        QVERIFY(room.ready());
        room.clickStart();
        // There is a moment to go back to, and the handle stands so far from it that it can be told from the newest.
        const auto canDrag = [&] {
            const EpochLine* line = timeLineOf(room);
            return line->focusPolicy() == Qt::TabFocus &&
                   line->placeOf(room.session().progress()).x() > line->placeOf(0).x() + 20;
        };
        QTRY_VERIFY_WITH_TIMEOUT(canDrag(), 60000);
        drag(timeLineOf(room), room.session().progress(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(room.session().state() == cnn::RunState::Paused, 60000);
        QTRY_COMPARE(room.start()->text(), "Go on");
    }

    void goingOnFromAMomentIsANewRunAndTheOldOneIsKept() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(60);
        const double half = room.session().progress() / 2;
        drag(timeLineOf(room), room.session().progress(), half);
        const std::vector<float> then = kernels(*room.page.picture().network);
        const TimeLine& line = room.session().timeLine();
        const double moment = line.progresses()[line.at(half).value()];
        QCOMPARE(runsInSight(room), 0);
        room.click(room.page.bar(), "One batch");
        QTRY_VERIFY(room.session().progress() > moment && room.session().state() == cnn::RunState::Paused);
        QVERIFY(room.session().progress() < moment + 2.0 / batchesPerEpoch);
        QVERIFY(kernels(*room.session().network()) != then);
        QCOMPARE(room.session().history().points().back().progress, room.session().progress());
        QTRY_COMPARE(runsInSight(room), 1);
        room.click(room.page.inspector(), "Forget run 1");
        QTRY_COMPARE(runsInSight(room), 0);
    }

    void anotherActivationKeepsTheRunForComparison() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(48);
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(runsInSight(room), 1);
        auto* list = room.page.inspector()->findChild<RunsList*>();
        QStringList said;
        for (auto* label : list->findChildren<QLabel*>()) said << label->text();
        QVERIFY2(said.contains("relu"), qPrintable(said.join(" | ")));
        // On paper, too.
        const RunCourse course = room.page.networkExport()->course;
        QCOMPARE(course.kept.size(), std::size_t{1});
        QVERIFY(!course.kept[0].points.empty());
        const QString words = RunChart(RunChart::usualSize, course).describe();
        QVERIFY2(words.contains("Kept run 1, relu, after "), qPrintable(words));
        QCOMPARE(room.steps(), std::size_t{0});
    }

    // Nothing that was learned is lost by trying something else.
    void undoBringsTheTrainedNetworkBack() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(48);
        const std::vector<float> learned = kernels(*room.session().network());
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(runsInSight(room), 1);
        QTRY_VERIFY(room.session().network() && kernels(*room.session().network()) != learned);
        room.page.undoStack()->undo();
        QTRY_COMPARE(runsInSight(room), 0);
        QTRY_VERIFY(room.session().network() && kernels(*room.session().network()) == learned);
        QVERIFY(room.news.last().startsWith("The run with these settings is back, after 6.0 passes."));
        QCOMPARE(room.steps(), std::size_t{48});
        QTRY_VERIFY(timeLineOf(room)->accessibleDescription().startsWith("6.00") &&
                    timeLineOf(room)->focusPolicy() == Qt::TabFocus); // the bar has followed
        drag(timeLineOf(room), room.session().progress(), 0);
        QVERIFY(kernels(*room.page.picture().network) != learned); // its early moments are there
        QTest::keyClick(timeLineOf(room), Qt::Key_End);
        room.page.settle(56); // and it goes on
        QCOMPARE(room.steps(), std::size_t{56});
        // Starting over is meant: nothing comes back.
        room.click(room.page.bar(), "Start over");
        QTRY_COMPARE(room.steps(), std::size_t{0});
        QTRY_COMPARE(runsInSight(room), 1);
    }

    void aRunOutlivesTheProgramAndGoesOnWithTheSameBits() {
        const QJsonObject settings{{"epochs", 40}};
        QByteArray kept;
        std::vector<float> at60;
        {
            Classroom room(folder(), settings);
            QVERIFY(room.ready());
            room.page.settle(50);
            const auto make = room.page.keepsake();
            QVERIFY(make);
            kept = make();
            room.page.settle(60);
            at60 = kernels(*room.session().network());
        }
        Classroom room(folder(), settings);
        room.page.takeUp(kept);
        QVERIFY(room.ready());
        QTRY_COMPARE(room.steps(), std::size_t{50});
        QTRY_COMPARE(room.news.size(), 1);
        QVERIFY2(room.news[0].startsWith("The run of last time is back"), qPrintable(room.news[0]));
        room.page.settle(60);
        QVERIFY(kernels(*room.session().network()) == at60);
    }

    void aRunThatDoesNotBelongToTheSceneIsNotTakenUp() {
        QByteArray kept;
        {
            Classroom room(folder());
            QVERIFY(room.ready());
            room.page.settle(50);
            kept = room.page.keepsake()();
        }
        Classroom room(folder(), {{"activation", "tanh"}});
        room.page.takeUp(kept);
        QVERIFY(room.ready());
        QCOMPARE(room.steps(), std::size_t{0});
    }

    void startingOverLeavesNothingToTakeUp() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(50);
        QVERIFY(room.page.keepsake());
        QSignalSpy changed(&room.page, &Page::keepsakeChanged);
        room.click(room.page.bar(), "Start over");
        QTRY_COMPARE(room.steps(), std::size_t{0});
        QVERIFY(!changed.isEmpty());
        QVERIFY(!room.page.keepsake());
    }
};

QTEST_MAIN(TestTrainingRuns)
#include "test_training_runs.moc"
