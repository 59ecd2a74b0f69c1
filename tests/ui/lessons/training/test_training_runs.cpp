// Runs one can go back in: the time line, runs that are kept, and a run that outlives the program.
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/run_file.h"
#include "ui/shell/session.h"

#include <QtTest>
#include <QtWidgets>

namespace test_training_runs {

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
    for (auto* button : list->findChildren<QPushButton*>()) count += button->isVisibleTo(list) && button->text() == "×";
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
        const auto forget = [&] {
            for (auto* button : room.page.inspector()->findChildren<QPushButton*>())
                if (button->accessibleName() == "Forget run 1") return QTest::mouseClick(button, Qt::LeftButton);
        };
        forget();
        QTRY_COMPARE(runsInSight(room), 0);
        room.page.undoStack()->undo(); // it was not meant
        QTRY_COMPARE(runsInSight(room), 1);
        room.page.undoStack()->redo();
        QTRY_COMPARE(runsInSight(room), 0);
    }

    // Start over is a step of undo: the run is back with all its weights, and goes on from there.
    void startOverCanBeUndone() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(48);
        const std::vector<float> learned = kernels(*room.session().network());
        room.click(room.page.bar(), "Start over");
        QTRY_COMPARE(room.steps(), std::size_t{0});
        QTRY_COMPARE(runsInSight(room), 1);
        room.page.undoStack()->undo();
        QTRY_COMPARE(room.steps(), std::size_t{48});
        room.page.settle(48); // its network comes from another thread
        QVERIFY(kernels(*room.session().network()) == learned);
        QTRY_COMPARE(runsInSight(room), 0);
        room.page.settle(49);
        QCOMPARE(room.steps(), std::size_t{49});
        room.page.undoStack()->redo();
        QTRY_COMPARE(room.steps(), std::size_t{0});
    }

    // Two runs are put side by side out of their list, two kept ones, too.
    void runsAreComparedOutOfTheirList() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(48);
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(room.page.comparedRuns().size(), 2U);
        QVERIFY(room.ready());
        room.page.settle(48);
        room.click(room.page.inspector(), "Activation: sigmoid");
        QTRY_COMPARE(room.page.comparedRuns().size(), 3U);
        QVERIFY(room.ready());
        room.page.settle(1);
        const auto down = [&] {
            QStringList names;
            for (auto* button : room.page.inspector()->findChildren<QPushButton*>())
                if (button->isVisibleTo(room.page.inspector()) && button->isChecked())
                    names << button->accessibleName();
            return names;
        };
        QTRY_COMPARE(down(), (QStringList{"Compare this run", "Compare run 1"}));
        room.click(room.page.inspector(), "Compare run 2");
        room.page.settle(1);
        QCOMPARE(room.page.trainingScene().view, "runs");
        QTRY_COMPARE(down(), (QStringList{"Compare run 1", "Compare run 2"}));
        const QString words = room.canvas()->figure()->describe();
        QVERIFY2(words.contains("run 1") && words.contains("run 2") && !words.contains("this run"), qPrintable(words));
        room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene().view.isEmpty());
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

    // A run is told from others by all it learned with, not by what was set last; and each curve says what it is of.
    void aRunWhoseRateWasChangedOnTheWayIsCalledByBoth() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(24);
        room.type("Learning rate", "0.05");
        room.page.settle(48);
        room.type("Learning rate", "0.001"); // it never acts on this run
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(runsInSight(room), 1);
        QStringList said;
        for (auto* label : room.page.inspector()->findChild<RunsList*>()->findChildren<QLabel*>())
            said << label->text();
        QVERIFY2(said.contains("relu, lr 0.02, then 0.05"), qPrintable(said.join(" | ")));
        QVERIFY2(said.contains("now: tanh, lr 0.001"), qPrintable(said.join(" | ")));
        QVERIFY2(!said.filter(QRegularExpression("^test \\d+\\.\\d")).isEmpty(), qPrintable(said.join(" | ")));
        const RunCourse course = room.page.networkExport()->course;
        QCOMPARE(course.kept[0].name, QString("relu, lr 0.02, then 0.05"));
        QCOMPARE(course.kept[0].of, QString("test"));
        const QString words = RunChart(RunChart::usualSize, course).describe();
        QVERIFY2(words.contains("Kept run 1, relu, lr 0.02, then 0.05, after 6.00 epochs: test loss "),
                 qPrintable(words));
    }

    // A run that is watched with validation images is not compared as if they were test images.
    void validationImagesAreNotCalledTestImages() {
        Classroom room(folder(), {{"epochs", 40}, {"validation", 0.25}, {"augment", QJsonArray{"shift"}}});
        QVERIFY(room.ready());
        room.page.settle(48);
        const RunCourse course = room.page.networkExport()->course;
        QVERIFY(course.validation);
        QCOMPARE(course.how, QString("with augmentation"));
        const QString words = RunChart(RunChart::usualSize, course).describe();
        QVERIFY2(words.contains(" Validation after ") && !words.contains("Test after"), qPrintable(words));
        QVERIFY(
            toCsv(course).starts_with("epochs,training_loss,training_accuracy,validation_loss,validation_accuracy"));
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(runsInSight(room), 1);
        QCOMPARE(room.page.networkExport()->course.kept[0].of, QString("validation"));
    }

    // What a run goes on with may be another thing than what it learned with until then.
    void aRunThatComesBackSaysWhatItGoesOnWith() {
        Classroom room(folder(), {{"epochs", 40}});
        QVERIFY(room.ready());
        room.page.settle(48);
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(runsInSight(room), 1);
        room.type("Learning rate", "0.05");
        room.click(room.page.inspector(), "Activation: ReLU");
        QTRY_COMPARE(room.steps(), std::size_t{48});
        QVERIFY2(room.news.last().startsWith("The run of this network is back, after 6.0 passes.") &&
                     room.news.last().endsWith("From here on: learning rate 0.05."),
                 qPrintable(room.news.last()));
        room.page.settle(56);
        const auto acted = room.session().history().acted(room.session().settings());
        QCOMPARE(acted.size(), std::size_t{2});
        QCOMPARE(acted[0].settings.learningRate, 0.02);
        QCOMPARE(acted[1].from, 6.0);
        QCOMPARE(acted[1].settings.learningRate, 0.05);
    }

    // A moment of before is shown with what acted then, and called trained although nobody looks into its last step.
    void aMomentOfBeforeIsShownWithWhatActedThen() {
        Classroom room(folder(), {{"epochs", 40},
                                  {"schedule", "constant"},
                                  {"view", "step"},
                                  {"choices", QJsonObject{{"step", QJsonObject{{"part", 3}}}}}});
        QVERIFY(room.ready());
        room.page.settle(24);
        room.type("Learning rate", "0.5");
        room.page.settle(48);
        const auto says = [&](const QString& words) { return room.canvas()->figure()->describe().contains(words); };
        QTRY_VERIFY(says(QString(" − 0.5 × ")));
        drag(timeLineOf(room), room.session().progress(), 1);
        QTRY_VERIFY2(says(QString(" − 0.02 × ")), qPrintable(room.canvas()->figure()->describe()));
        QTest::keyClick(timeLineOf(room), Qt::Key_End);
        QTRY_VERIFY(says(QString(" − 0.5 × ")));
        auto* tabs = room.page.stage()->findChild<QTabBar*>();
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->tabData(i) == "layers") tabs->setCurrentIndex(i);
        QTRY_VERIFY(room.canvas()->figure() && says("update ÷ weight"));
        drag(timeLineOf(room), room.session().progress(), 1);
        QTRY_VERIFY2(!says("update ÷ weight"), qPrintable(room.canvas()->figure()->describe()));
        QVERIFY2(!says("Not trained"), qPrintable(room.canvas()->figure()->describe()));
        // Going on from there is a run that learned with the one rate and goes on with the other.
        room.click(room.page.bar(), "One batch");
        QTRY_COMPARE(room.session().history().acted(room.session().settings()).size(), std::size_t{2});
        QCOMPARE(room.session().history().acted(room.session().settings())[0].settings.learningRate, 0.02);
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
        room.page.takeUp(kept, "The run of last time");
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
        room.page.takeUp(kept, "The run of last time");
        QVERIFY(room.ready());
        QCOMPARE(room.steps(), std::size_t{0});
    }

    void closingKeepsTheRunUpToItsLastBatch() {
        const QTemporaryDir kept;
        constexpr Session::Pauses never{1 << 30, 1 << 30};
        Classroom room(folder());
        QVERIFY(room.ready());
        Session session(kept.path(), never);
        QCOMPARE(session.start(), QString());
        session.adopt(room.lesson, room.page);
        room.clickStart();
        QTRY_VERIFY_WITH_TIMEOUT(room.steps() >= 20, 60000);
        session.close();
        const QByteArray bytes = SessionFile(kept.path()).readKeepsake(room.lesson.id);
        const SavedRun run = savedRunFrom(bytes, "kept");
        QCOMPARE(run.history.steps(), room.steps());
        QCOMPARE(run.state->progress(), room.session().progress());
        QCOMPARE(room.session().state(), cnn::RunState::Paused);
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
        // Only to compare with, among the kept ones: those are not lost by it.
        const QByteArray kept = room.page.keepsake()();
        QVERIFY(!savedRunFrom(kept, "kept").state);
        QCOMPARE(savedRunFrom(kept, "kept").kept.size(), std::size_t{1});
        Classroom next(folder());
        next.page.takeUp(kept, "The run of last time");
        QVERIFY(next.ready());
        QCOMPARE(next.steps(), std::size_t{0});
    }
};

UI_TEST(TestTrainingRuns)
} // namespace test_training_runs
#include "test_training_runs.moc"
