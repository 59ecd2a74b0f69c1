// The LeNet lesson through the mouse and the keyboard: what the buttons promise, what settings do, what undo brings
// back.
#include "core/layers/losses.h"
#include "tests/support/digit_folder.h"
#include "tests/ui/lessons/training/classroom.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/training_charts.h"
#include "ui/lessons/training/training_views.h"
#include "ui/model/drawing.h"

#include <QtTest>
#include <QtWidgets>

namespace test_training_page {

using namespace ui;

class TestTrainingPage : public QObject {
    Q_OBJECT
    QTemporaryDir m_folder;
    QString folder() const { return m_folder.path(); }

private slots:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        writeDigitFolder(m_folder.path().toStdString(), trainImages, 100);
    }

    void opensPausedWithTheUntrainedNetwork() {
        Classroom room(folder());
        QVERIFY(room.line().contains("Reading"));
        QVERIFY(room.ready());
        QTRY_VERIFY(room.line().contains("Not trained yet"));
        QCOMPARE(room.steps(), std::size_t{0});
        QCOMPARE(room.session().state(), cnn::RunState::Paused);
        QCOMPARE(kernels(*room.page.picture().network), kernels(cnn::lenet5({}, 1)));
        QCOMPARE(room.start()->text(), "Start");
        QVERIFY(room.start()->isEnabled());
        QTRY_COMPARE(room.count(), "Batch <b>0</b> of 8");
    }

    void theNoticeIsThatOfTheViewOnShow() {
        Classroom room(folder());
        QVERIFY(room.ready());
        const auto* notice = room.find<QLabel>(room.page.inspector(), "Notice");
        QSet<QString> seen{notice->text()};
        QCOMPARE(notice->text(), room.lesson.notice); // the view that the lesson opens with has the lesson's own
        for (const TrainingViewKind& kind : trainingViews()) {
            QJsonObject scene = room.page.scene();
            scene["view"] = kind.id;
            room.page.setScene(scene, "view");
            QVERIFY2(notice->text().size() > 100 && !seen.contains(notice->text()), qPrintable(kind.id));
            seen << notice->text();
        }
    }

    void startTrainsAndPauseStops() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_VERIFY(room.steps() > 3);
        QTRY_COMPARE(room.start()->text(), "Pause");
        room.clickStart();
        QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
        const std::size_t steps = room.steps();
        QTRY_COMPARE(room.count(), QString("Batch <b>%1</b> of 8").arg((steps - 1) % batchesPerEpoch + 1));
        QVERIFY(room.line().contains("images"));
        QVERIFY(kernels(*room.page.picture().network) != kernels(cnn::lenet5({}, 1)));
        QTRY_COMPARE(room.start()->text(), "Start");
    }

    void everyPressOfOneBatchLearnsExactlyOne() {
        Classroom room(folder());
        QVERIFY(room.ready());
        for (std::size_t n = 1; n <= 3; ++n) {
            room.click(room.page.bar(), "One batch");
            QTRY_COMPARE(room.steps(), n);
            QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
            QCOMPARE(room.session().batchInEpoch(), static_cast<int>(n));
        }
        QTRY_COMPARE(room.count(), "Batch <b>3</b> of 8");
        QCOMPARE(room.session().progress(), 3.0 / batchesPerEpoch);
    }

    void oneEpochStopsAtTheEndOfTheEpoch() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.bar(), "One batch");
        QTRY_COMPARE(room.steps(), std::size_t{1});
        room.click(room.page.bar(), "One epoch");
        QTRY_COMPARE(room.steps(), std::size_t{batchesPerEpoch});
        QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
        QCOMPARE(room.session().progress(), 1.0);
        QVERIFY(room.session().history().tests().back().wholeSet);
        QTRY_COMPARE(room.count(), "Batch <b>8</b> of 8");
    }

    void startOverBringsTheUntrainedNetworkBack() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(2);
        room.click(room.page.bar(), "Start over");
        QTRY_COMPARE(kernels(*room.page.picture().network), kernels(cnn::lenet5({}, 1)));
        QCOMPARE(room.steps(), std::size_t{0});
        QTRY_VERIFY(room.line().contains("Not trained yet"));
    }

    void theKeysOfTheStripStartPauseAndStep() {
        Classroom room(folder());
        QVERIFY(room.ready());
        QTest::keyClick(room.strip(), Qt::Key_Right);
        QTRY_COMPARE(room.steps(), std::size_t{1});
        QTest::keyClick(room.strip(), Qt::Key_Space);
        QTRY_VERIFY(room.session().running());
        QTest::keyClick(room.strip(), Qt::Key_Space);
        QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
    }

    void anotherLearningRateActsWithoutStartingOver() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_VERIFY(room.steps() > 2);
        const std::size_t before = room.steps();
        room.turn("Learning rate", Qt::Key_Up);
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.05);
        QCOMPARE(room.session().settings().learningRate, 0.05);
        QTRY_VERIFY(room.steps() > before + 2);
        QVERIFY(room.session().running());
    }

    void theLearningRateClimbsALadderAndMayBeTyped() {
        Classroom room(folder());
        QVERIFY(room.ready());
        for (const double rung : {0.05, 0.1, 0.2}) {
            room.turn("Learning rate", Qt::Key_Up);
            QCOMPARE(room.page.trainingScene().settings.learningRate, rung);
        }
        room.type("Learning rate", "0.03");
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.03);
        room.turn("Learning rate", Qt::Key_Down);
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.02);
        room.type("Batch", "100");
        room.turn("Batch", Qt::Key_Up);
        QCOMPARE(room.page.trainingScene().settings.batch, 128);
        room.type("Learning rate", "fast");
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.02);
        QVERIFY(room.notices.back().contains("fast"));
    }

    void anotherSeedStartsOverAndGoesOnRunning() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.inspector(), "More settings");
        room.clickStart();
        QTRY_VERIFY(room.steps() > 3);
        room.turn("Seed", Qt::Key_Up);
        QVERIFY(room.steps() == 0);
        QCOMPARE(room.session().settings().seed, std::uint64_t{2});
        QTRY_VERIFY(room.steps() > 2);
        QVERIFY(room.session().running());
    }

    void anotherActivationStartsOverWithItsOwnNetwork() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(2);
        room.click(room.page.inspector(), "Activation: tanh");
        QTRY_COMPARE(kernels(*room.page.picture().network),
                     kernels(cnn::lenet5({cnn::ActivationKind::Tanh, cnn::PoolingKind::Max}, 1)));
        QCOMPARE(room.steps(), std::size_t{0});
        QTRY_VERIFY(room.strip()->accessibleDescription().contains("61\u202f706"));
    }

    // Behind More settings: schedule, weight decay and loss act on the run that is there, and undo takes them back.
    void scheduleWeightDecayAndLossActOnTheRunAndCanBeUndone() {
        Classroom room(folder());
        QVERIFY(room.ready());
        const TrainingScene first = room.page.trainingScene();
        QWidget* inspector = room.page.inspector();
        room.click(inspector, "More settings");
        QVERIFY(!room.find<QLineEdit>(inspector, "Epochs a step")->isVisible());
        const auto choose = [&](const char* name, int index) {
            auto* box = room.find<QComboBox>(inspector, name);
            box->setFocus();
            QTest::keyClick(box, Qt::Key_Home);
            for (int i = 0; i < index; ++i) QTest::keyClick(box, Qt::Key_Down);
        };
        choose("Schedule", 1);
        QVERIFY(room.find<QLineEdit>(inspector, "Epochs a step")->isVisible());
        room.type("Epochs a step", "3");
        room.turn("Factor a step", Qt::Key_Down);
        room.type("Weight decay", "0.0005");
        choose("Loss", 1);
        QCOMPARE(room.steps(), std::size_t{0});
        choose("Initialisation", 4);
        QTRY_VERIFY(room.session().network() &&
                    kernels(*room.session().network()) ==
                        kernels(cnn::build(cnn::lenet5Plan({}), cnn::usualInput, cnn::usualClasses,
                                           cnn::Initialisation::LeCun, 1)));
        const cnn::TrainingSettings& now = room.session().settings();
        QCOMPARE(now.schedule, cnn::ScheduleKind::Step);
        QCOMPARE(now.scheduleEvery, 3);
        QCOMPARE(now.scheduleFactor, 0.2);
        QCOMPARE(now.weightDecay, 0.0005);
        QCOMPARE(now.loss, cnn::LossKind::SquaredError);
        while (room.page.undoStack()->canUndo()) room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene() == first);
        QCOMPARE(room.session().settings().schedule, first.settings.schedule);
        QVERIFY(!room.find<QLineEdit>(inspector, "Epochs a step")->isVisible());
    }

    // A change while it learns is marked on the charts with its moment; the log that the window saves is a line a
    // batch.
    void aChangeOnTheWayIsMarkedAndTheLogHoldsEveryBatch() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(3);
        QVERIFY(room.session().history().marks().empty());
        room.turn("Learning rate", Qt::Key_Down);
        room.page.settle(batchesPerEpoch);
        const auto& marks = room.session().history().marks();
        QCOMPARE(marks.size(), std::size_t{1});
        QCOMPARE(marks[0].progress, 3.0 / batchesPerEpoch);
        auto* chart = room.page.stage()->findChild<TrainingChart*>();
        QVERIFY(chart->accessibleDescription().contains("learning rate 0.01 since 0.38 epochs"));
        const QString path = folder() + "/run.csv";
        room.page.saveFile(path);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString(file.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + batchesPerEpoch);
        QVERIFY(!lines.back().endsWith(',')); // the test after the epoch
        room.turn("Learning rate", Qt::Key_Up);
        room.page.startOver();
        QVERIFY(room.session().history().marks().empty());
    }

    void undoAndRedoBringSettingsBack() {
        Classroom room(folder());
        QVERIFY(room.ready());
        const TrainingScene first = room.page.trainingScene();
        room.turn("Learning rate", Qt::Key_Up);
        room.click(room.page.inspector(), "Pooling: average");
        const TrainingScene last = room.page.trainingScene();
        QCOMPARE(room.page.undoStack()->count(), 2);
        room.page.undoStack()->undo();
        room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene() == first);
        QCOMPARE(room.session().settings().learningRate, 0.02);
        QCOMPARE(room.find<QLineEdit>(room.page.inspector(), "Learning rate")->text(), "0.02");
        room.page.undoStack()->redo();
        room.page.undoStack()->redo();
        QVERIFY(room.page.trainingScene() == last);
    }

    void aStrokeIsOneStepOfUndoAndChangesWhatTheNetworkSays() {
        Classroom room(folder());
        QVERIFY(room.ready());
        QTRY_VERIFY(room.page.picture().trueClass >= 0);
        const auto before = probabilities(room.page.picture());
        room.drawStroke(14);
        QCOMPARE(room.page.undoStack()->count(), 1);
        QVERIFY(probabilities(room.page.picture()) != before);
        QCOMPARE(room.page.picture().trueClass, -1);
        QVERIFY(room.page.picture().caption.contains("drawn over"));
        room.page.undoStack()->undo();
        QVERIFY(room.page.trainingScene().drawing.isEmpty());
        QCOMPARE(probabilities(room.page.picture()), before);
        room.page.undoStack()->redo();
        QVERIFY(probabilities(room.page.picture()) != before);
    }

    void theStripShowsExactlyWhatTheCoreComputesForTheDrawing() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.page.settle(8);
        room.click(room.page.stage(), "Clear: an empty picture");
        room.drawStroke(7);
        room.drawStroke(20);
        QCOMPARE(room.page.picture().caption, "Your drawing, centred");
        cnn::Trace trace;
        room.session().network()->forward(room.page.image(), trace);
        const cnn::Tensor shares = cnn::softmax(trace.output());
        QCOMPARE(probabilities(room.page.picture()),
                 std::vector<float>(shares.values().begin(), shares.values().end()));
        // The first stroke came to row 14, then both with their middle there.
        QVERIFY(room.page.image().at(0, 11, 14) == 1.0F);
        QVERIFY(room.page.image().at(0, 17, 14) == 1.0F);
        QVERIFY(room.page.image().at(0, 14, 14) == 0.0F);
    }

    // A pattern as in the lessons goes through in place of the image: one step of undo.
    void aPatternGoesThroughTheNetwork() {
        Classroom room(folder());
        QVERIFY(room.ready());
        const auto before = probabilities(room.page.picture());
        room.click(room.page.inspector(), "More settings");
        QVERIFY(room.find(room.page.inspector(), "Fill with: Edge")->isVisible());
        room.find(room.page.inspector(), "Fill with: Edge")->click();
        QCOMPARE(room.page.undoStack()->count(), 1);
        QCOMPARE(room.page.picture().caption, "A pattern, edge");
        QCOMPARE(room.page.image().at(0, 10, 2), 0.0F);
        QCOMPARE(room.page.image().at(0, 10, 25), 1.0F);
        QVERIFY(probabilities(room.page.picture()) != before);
        room.find(room.page.inspector(), "Fill with: Noise")->click();
        QVERIFY(room.find<QLineEdit>(room.page.inspector(), "Noise seed")->isVisibleTo(room.page.inspector()));
        QCOMPARE(room.page.undoStack()->undoText(), "fill with noise, seed 1");
        room.page.undoStack()->undo();
        room.page.undoStack()->undo();
        QCOMPARE(probabilities(room.page.picture()), before);
    }

    void theEraserAndTheRightButtonMakeBlack() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.stage(), "Clear: an empty picture");
        room.drawStroke(14); // where it stays, since drawings are centred
        room.click(room.page.stage(), "Eraser: draw black (also the right mouse button)");
        room.drawStroke(14);
        QVERIFY(room.page.image().at(0, 14, 12) == 0.0F);
        room.page.undoStack()->undo();
        QVERIFY(room.page.image().at(0, 14, 12) == 1.0F);
        QTest::mouseClick(room.strip(), Qt::RightButton, {}, room.cell(14, 14)); // the rest stays in the middle
        QVERIFY(room.page.image().at(0, 14, 14) == 0.0F);
    }

    void leafingThroughTestImagesIsOneStepOfUndo() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.stage(), "Previous test image");
        QCOMPARE(room.page.trainingScene().testImage, 99);
        QVERIFY(room.page.picture().caption.startsWith("Test image 100"));
        room.click(room.page.stage(), "Next test image");
        room.click(room.page.stage(), "Next test image");
        QCOMPARE(room.page.trainingScene().testImage, 1);
        QCOMPARE(room.page.undoStack()->count(), 1);
    }

    void theKeyboardReachesEveryMapAndDraws() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.stage(), "Clear: an empty picture");
        QTest::keyClick(room.strip(), Qt::Key_Return);
        QTest::keyClick(room.strip(), Qt::Key_Return);
        QVERIFY(room.page.image().at(0, 14, 14) == 1.0F);
        for (int i = 0; i < 14; ++i) QTest::keyClick(room.strip(), Qt::Key_Right);
        QVERIFY(room.strip()->accessibleDescription().contains("Pointed at: Kernel"));
        QTest::keyClick(room.strip(), Qt::Key_Right);
        QVERIFY(room.strip()->accessibleDescription().contains("Pointed at: Map"));
        QCOMPARE(room.steps(), std::size_t{0}); // arrows moved the cursor, they did not train
        QTest::keyClick(room.strip(), Qt::Key_Escape);
        QVERIFY(!room.strip()->accessibleDescription().contains("Pointed at"));
        QTest::keyClick(room.strip(), Qt::Key_Right);
        QTRY_COMPARE(room.steps(), std::size_t{1});
    }

    void aRunThatBlowsUpSaysSoAndKeepsFiniteWeights() {
        Classroom room(folder(), {{"learningRate", 50}});
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_COMPARE(room.session().state(), cnn::RunState::Diverged);
        auto* bar = room.page.stage()->findChild<QFrame*>("errorBar");
        QTRY_VERIFY(bar->isVisible());
        const QString sentence = bar->findChild<QLabel*>()->text();
        QVERIFY2(sentence.startsWith("The loss grew beyond all bounds after") &&
                     sentence.endsWith("Learning rate 50 is too large."),
                 qPrintable(sentence));
        QVERIFY(sentence.contains(QString(" %1 step").arg(room.steps())));
        QVERIFY(allFinite(*room.page.picture().network));
        QVERIFY(!room.start()->isEnabled());
        auto* wayOut = bar->findChild<QPushButton*>("wayOut");
        QCOMPARE(wayOut->text(), "Start over with 5");
        QTest::mouseClick(wayOut, Qt::LeftButton);
        QCOMPARE(room.page.trainingScene().settings.learningRate, 5.0);
        QCOMPARE(room.session().settings().learningRate, 5.0);
    }

    // What is said of a run is said of what it learned with: not of what was set since, which never acted.
    void aRunThatBlewUpIsNotBlamedOnWhatWasSetSince() {
        Classroom room(folder(), {{"learningRate", 30}});
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_COMPARE(room.session().state(), cnn::RunState::Diverged);
        auto* bar = room.page.stage()->findChild<QFrame*>("errorBar");
        QTRY_VERIFY(bar->isVisible());
        auto* wayOut = bar->findChild<QPushButton*>("wayOut");
        QCOMPARE(wayOut->text(), "Start over with 3");
        for (const auto& [typed, next] : {std::pair{"0.05", "0.05"}, {"60", "3"}, {"29", "29"}}) {
            room.type("Learning rate", typed);
            QTRY_COMPARE(wayOut->text(), QString("Start over with %1").arg(next));
            const QString sentence = bar->findChild<QLabel*>()->text();
            QVERIFY2(sentence.endsWith("Learning rate 30 is too large."), qPrintable(sentence));
        }
        // Nor do the charts say that the new rate acted from the end on.
        const QString said = room.page.stage()->findChild<TrainingChart*>()->accessibleDescription();
        QVERIFY2(!said.contains("since"), qPrintable(said));
        room.type("Learning rate", "0.05");
        QTest::mouseClick(wayOut, Qt::LeftButton);
        QCOMPARE(room.session().settings().learningRate, 0.05);
        QTRY_VERIFY(!bar->isVisible());
    }

    void aFinishedRunGoesOnWhenThereAreMoreEpochs() {
        Classroom room(folder(), {{"epochs", 1}});
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_COMPARE(room.session().state(), cnn::RunState::Finished);
        QTRY_VERIFY(!room.start()->isEnabled());
        room.click(room.page.inspector(), "More settings");
        room.turn("Epochs", Qt::Key_Up);
        QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
        QTRY_VERIFY(room.start()->isEnabled());
        room.click(room.page.bar(), "One epoch");
        QTRY_COMPARE(room.steps(), std::size_t{2 * batchesPerEpoch});
    }

    void whatTheNetworkSaysCanBePredicted() {
        Classroom room(folder());
        QVERIFY(room.ready());
        const auto stage = [&] { return room.strip()->figure()->describe().remove(QChar(0x202f)).remove(' '); };
        const auto question = [&](const char* id) {
            for (const Question& q : room.page.questions())
                if (q.id == QLatin1String(id)) return q;
            return Question{};
        };
        const Question said = question("class");
        QVERIFY(stage().contains("Largestclass:" + said.truth + ",") && stage().contains('%'));
        QCOMPARE(said.judge(said.truth), std::optional(true));
        QCOMPARE(said.judge("a cat"), std::nullopt);
        room.page.cover("class");
        QVERIFY2(stage().contains("Largestclass:?") && !stage().contains('%'), qPrintable(stage()));
        room.page.oneBatch(); // another network, perhaps another answer; still covered
        QTRY_VERIFY(room.steps() == 1);
        QVERIFY(stage().contains("Largestclass:?"));
        QVERIFY(stage().contains("maps16@10×10") && stage().contains("+2416+"));
        room.page.cover("size");
        QCOMPARE(question("size").judge("10 x 10"), std::optional(true));
        QVERIFY2(!stage().contains("10×10") && stage().contains("maps16@?×?"), qPrintable(stage()));
        room.page.cover("parameters");
        QCOMPARE(question("parameters").judge("2416"), std::optional(true));
        QVERIFY2(!stage().contains("2416") && stage().contains("maps16@10×10"), qPrintable(stage()));
        room.page.cover({});
        QVERIFY(stage().contains("+2416+") && stage().contains('%'));
    }

    void settlingIsTheSameEveryTime() {
        Classroom a(folder()), b(folder());
        a.page.settle(11);
        b.page.settle(4);
        b.page.settle(11);
        QCOMPARE(a.steps(), std::size_t{11});
        QVERIFY(sameWeights(*a.page.picture().network, *b.page.picture().network));
        QCOMPARE(a.strip()->accessibleDescription(), b.strip()->accessibleDescription());
        b.page.settle(0);
        QVERIFY(sameWeights(*b.page.picture().network, cnn::lenet5({}, 1)));
    }

    void theReelAndTheNumbersAreThoseOnShow() {
        Classroom room(folder());
        room.page.settle(2);
        const Reel reel = room.page.reel();
        QCOMPARE(reel.count, 1);
        QCOMPARE(reel.figure(0, QSizeF(1200, 500), {})->describe(), room.strip()->figure()->describe());
        const auto numbers = room.page.numbers();
        QCOMPARE(numbers.size(), std::size_t{9});
        QCOMPARE(text(numbers[1].values.shape()), std::string("6@5×5"));
        QCOMPARE(text(numbers[4].values.shape()), std::string("16@10×10"));
        QVERIFY(numbers[1].values.values()[0] == kernels(*room.session().network())[0]);
    }

    void aHiddenPagePausesAndGoesOnWhenItComesBack() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.clickStart();
        QTRY_VERIFY(room.session().running());
        room.page.setActive(false);
        QTRY_COMPARE(room.session().state(), cnn::RunState::Paused);
        room.page.setActive(true);
        QTRY_VERIFY(room.session().running());
    }

    void aResetBringsTheLessonBackAndCanBeUndone() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.turn("Learning rate", Qt::Key_Up);
        room.page.settle(3);
        room.page.setScene(room.lesson.scene, "Reset the scene");
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.02);
        QTRY_COMPARE(kernels(*room.page.picture().network), kernels(cnn::lenet5({}, 1)));
        room.page.undoStack()->undo();
        QCOMPARE(room.page.trainingScene().settings.learningRate, 0.05);
    }

    void everythingThatTakesFocusHasAName() {
        Classroom room(folder());
        QVERIFY(room.ready());
        room.click(room.page.inspector(), "More settings");
        for (QWidget* widget : room.window.findChildren<QWidget*>())
            if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy() &&
                !qobject_cast<QAbstractScrollArea*>(widget))
                QVERIFY2(!widget->accessibleName().isEmpty(), widget->metaObject()->className());
    }

    void aSceneSurvivesJson() {
        TrainingScene scene;
        scene.source = {DataSource::Folder, "/some/folder"};
        scene.settings.learningRate = 0.3;
        scene.settings.optimizer = cnn::OptimizerKind::Adam;
        scene.settings.seed = 9;
        scene.initialisation = cnn::Initialisation::LeCun;
        scene.settings.schedule = cnn::ScheduleKind::Step;
        scene.settings.scheduleEvery = 3;
        scene.settings.scheduleFactor = 0.3;
        scene.settings.weightDecay = 0.001;
        scene.settings.loss = cnn::LossKind::SquaredError;
        scene.net = {cnn::ActivationKind::Sigmoid, cnn::PoolingKind::Average};
        scene.drawing = Drawing::blank();
        scene.drawing[5] = '\x80';
        scene.drawnOver = true;
        scene.picture = "a.png";
        scene.source.shuffled = true;
        scene.settings.augment = {true, false, true, false};
        scene.settings.validation = 0.15;
        QVERIFY(trainingSceneFrom(toJson(scene)) == scene);
        QVERIFY(trainingSceneFrom({}) == TrainingScene{});
        for (const auto& [key, value] : {std::pair<QString, QJsonValue>{"learningRate", -1},
                                         {"batch", "many"},
                                         {"batch", 0},
                                         {"activation", "cube"},
                                         {"schedule", "steep"},
                                         {"scheduleEvery", 0},
                                         {"scheduleFactor", 0},
                                         {"weightDecay", -0.1},
                                         {"loss", "none"},
                                         {"initialisation", "best"},
                                         {"drawing", "?"},
                                         {"seed", 0.5},
                                         {"pixels", "upside down"},
                                         {"augment", QJsonArray{"mirror"}},
                                         {"validation", 2}})
            QVERIFY_EXCEPTION_THROWN(trainingSceneFrom({{key, value}}), cnn::Error);
    }
};

UI_TEST(TestTrainingPage)
} // namespace test_training_page
#include "test_training_page.moc"
