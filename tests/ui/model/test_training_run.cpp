// A run as a document, without a widget: real training on a tiny data set, one step after the other.
#include "core/base/error.h"
#include "core/data/class_match.h"
#include "tests/support/bar_split.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/data_loader.h"
#include "ui/model/opening_limit.h"
#include "ui/model/run_file.h"
#include "ui/model/training_run.h"

#include <QtTest>

namespace test_training_run {

using namespace ui;

namespace {

constexpr int images = 160, batch = 16, batchesPerEpoch = images / batch;

std::shared_ptr<const cnn::DataSplit> bars() {
    static const auto split = std::make_shared<const cnn::DataSplit>(cnn::bars(images));
    return split;
}

// The classes of the same images under other names.
std::shared_ptr<const cnn::DataSplit> stripes() {
    auto split = std::make_shared<cnn::DataSplit>(*bars());
    for (cnn::Dataset* set : {&split->train, &split->test})
        for (std::string& name : set->classNames) name = "stripe" + name.substr(3);
    return split;
}

TrainingScene sceneWith(double rate = 0.02, int epochs = 40) {
    TrainingScene scene;
    scene.settings.batch = batch;
    scene.settings.epochs = epochs;
    scene.settings.learningRate = rate;
    return scene;
}

TrainingScene tanhOf(TrainingScene scene) {
    scene.net.activation = cnn::ActivationKind::Tanh;
    return scene;
}

TrainingRun::Material materialFor(const TrainingScene& scene,
                                  const std::shared_ptr<const cnn::DataSplit>& data = bars()) {
    return {data, [plan = networkPlan(scene), data, seed = scene.settings.seed] {
                return cnn::untrainedFor(*data, plan, cnn::usualInitialisation(plan), seed);
            }};
}

// A run and what it said.
struct Desk {
    explicit Desk(const TrainingScene& scene = sceneWith(), bool begun = true) {
        QObject::connect(&run, &TrainingRun::said, [this](const QString& s) { said << s; });
        QObject::connect(&run, &TrainingRun::refused, [this](const QString& s) { refused << s; });
        QObject::connect(&run, &TrainingRun::keepsakeChanged, [this] { ++keepsakes; });
        run.setScene(scene);
        if (begun) begin();
    }
    void begin() { run.begin(run.scene(), materialFor(run.scene())); }
    void set(const TrainingScene& scene) {
        if (run.setScene(scene)) begin();
    }
    // As long as it takes: the thread that trains rings when there is news.
    template<class Condition> void until(Condition condition) {
        while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    void untilPausedAt(std::size_t steps) {
        until([&] { return this->steps() == steps && run.session().state() == cnn::RunState::Paused; });
    }
    std::size_t steps() const { return run.session().history().steps(); }

    TrainingRun run;
    QStringList said, refused;
    int keepsakes = 0;
};

std::vector<float> weights(const cnn::Network& network) {
    std::vector<float> all;
    for (std::size_t i = 0; i < network.size(); ++i)
        for (const cnn::Parameter& p : network.layer(i).parameters())
            all.insert(all.end(), p.value.data(), p.value.data() + p.value.size());
    return all;
}

} // namespace

class TestTrainingRun : public QObject {
    Q_OBJECT
private slots:
    void aNewNetworkLearnsItsFirstBatchesByItselfWhereTheSceneSaysSo() {
        TrainingScene scene = sceneWith();
        scene.learned = learnedAtMost = 12;
        Desk desk(scene);
        desk.until([&] { return desk.steps() >= 12 && desk.run.session().state() == cnn::RunState::Paused; });
        desk.run.startOver(); // this one waits for its user
        QCOMPARE(desk.steps(), std::size_t{0});
        QCOMPARE(desk.run.session().state(), cnn::RunState::Paused);
        desk.set(tanhOf(scene)); // another network has something to show, too
        desk.until([&] { return desk.steps() >= 12 && desk.run.session().state() == cnn::RunState::Paused; });
        desk.run.settle(12); // for pictures exactly so many
        QCOMPARE(desk.steps(), std::size_t{12});
    }
    void itSettlesWhereItShallWhateverIsOrderedByWhoHearsOfIt() {
        Desk desk;
        const auto presses = QObject::connect(&desk.run, &TrainingRun::changed, [&] { desk.run.startOrPause(); });
        desk.run.settle(7);
        QObject::disconnect(presses);
        QCOMPARE(desk.steps(), std::size_t{7});
        QCOMPARE(desk.run.session().state(), cnn::RunState::Paused);
    }
    void itBeginsPausedWithTheUntrainedNetwork() {
        Desk desk(sceneWith(), false);
        QVERIFY(!desk.run.begun() && !desk.run.network());
        desk.run.startOrPause(); // there is nothing to learn yet
        desk.run.oneBatch();
        desk.run.startOver();
        desk.begin();
        desk.run.settle(0);
        QVERIFY(desk.run.begun());
        QCOMPARE(desk.run.session().state(), cnn::RunState::Paused);
        QCOMPARE(desk.steps(), std::size_t{0});
        QVERIFY(weights(*desk.run.network()) == weights(materialFor(desk.run.scene()).build()));
        QCOMPARE(desk.run.progress(), 0.0);
        QVERIFY(!desk.run.keepsake());
    }

    void itLearnsByBatchesByEpochsAndUntilItIsPaused() {
        Desk desk;
        desk.run.settle(0);
        desk.run.oneBatch();
        desk.untilPausedAt(1);
        desk.run.oneEpoch();
        desk.untilPausedAt(batchesPerEpoch);
        QCOMPARE(desk.run.progress(), 1.0);
        QVERIFY(desk.run.session().history().tests().back().wholeSet);
        desk.run.startOrPause();
        desk.until([&] { return desk.run.session().running() && desk.steps() > batchesPerEpoch + 2; });
        desk.run.startOrPause();
        desk.until([&] { return desk.run.session().state() == cnn::RunState::Paused; });
        const std::size_t steps = desk.steps();
        desk.run.settle(steps); // nothing more comes
        QCOMPARE(desk.steps(), steps);
    }

    void itStandsStillWhileNobodyLooksAndGoesOnThen() {
        Desk desk(sceneWith(0.02, 4000));
        desk.run.setWatched(true);
        desk.run.settle(0);
        desk.run.startOrPause();
        desk.until([&] { return desk.run.session().running(); });
        desk.run.setWatched(false);
        desk.until([&] { return desk.run.session().state() == cnn::RunState::Paused; });
        desk.run.setWatched(true);
        desk.until([&] { return desk.run.session().running(); });
        desk.run.startOrPause();
        desk.until([&] { return desk.run.session().state() == cnn::RunState::Paused; });
        desk.run.setWatched(false);
        desk.run.setWatched(true); // it was paused: it stays so
        const std::size_t steps = desk.steps();
        desk.run.oneBatch();
        desk.untilPausedAt(steps + 1);
    }

    void aSettingActsOnTheRunUnderWay() {
        Desk desk;
        desk.run.settle(12);
        TrainingScene slower = desk.run.scene();
        slower.settings.learningRate = 0.001;
        QVERIFY(!desk.run.setScene(slower)); // no new run
        QCOMPARE(desk.steps(), std::size_t{12});
        QCOMPARE(desk.run.actedLast().learningRate, 0.02); // it has not acted yet
        desk.run.settle(14);
        QCOMPARE(desk.run.actedLast().learningRate, 0.001);
        QCOMPARE(desk.run.session().history().marks().size(), std::size_t{1});
        QVERIFY(desk.run.kept().empty());
    }

    void itsOwnSceneSetAgainChangesNothing() {
        TrainingScene scene = sceneWith();
        scene.source = {DataSource::Folder, "bars"};
        Desk desk(scene);
        desk.run.settle(3);
        QVERIFY(!desk.run.setScene(desk.run.scene()));
        QVERIFY(desk.run.scene() == scene);
        QCOMPARE(desk.steps(), std::size_t{3});
    }

    void anotherNetworkKeepsTheRunAndTheOldSettingsBringItBack() {
        Desk desk;
        desk.run.settle(48);
        const std::vector<float> learned = weights(*desk.run.network());
        const TrainingScene relu = desk.run.scene();
        desk.set(tanhOf(relu));
        desk.run.settle(0);
        QCOMPARE(desk.steps(), std::size_t{0});
        QCOMPARE(desk.run.kept().size(), std::size_t{1});
        QCOMPARE(desk.run.names(), (QStringList{"tanh", "relu"}));
        QVERIFY(weights(*desk.run.network()) != learned);
        desk.set(relu);
        desk.run.settle(48);
        QVERIFY(desk.run.kept().empty());
        QCOMPARE(desk.steps(), std::size_t{48});
        QVERIFY(weights(*desk.run.network()) == learned);
        QCOMPARE(desk.said,
                 QStringList{"The run with these settings is back, after 4.8 passes. Start goes on with it."});
        QVERIFY(desk.run.session().timeLine().progresses().size() > 2); // its moments, too
        desk.run.settle(50);
        QCOMPARE(desk.steps(), std::size_t{50});
    }

    // Its images are still being read: the run of before is not kept under the name of the one that comes.
    void aRunIsKeptOnceAndUnderItsOwnSettings() {
        Desk desk;
        desk.run.settle(48);
        const TrainingScene relu = desk.run.scene();
        TrainingScene other = tanhOf(relu);
        QVERIFY(desk.run.setScene(other));
        other.settings.seed = 7;
        QVERIFY(desk.run.setScene(other));
        desk.run.startOver();
        desk.begin();
        QCOMPARE(desk.run.kept().size(), std::size_t{1});
        QVERIFY(desk.run.kept()[0].scene == relu);
    }

    void onlyTheNewestFourAreKept() {
        Desk desk;
        for (std::size_t i = 1; i <= KeptRuns::most + 1; ++i) {
            desk.run.settle(KeptRuns::fewestSteps);
            desk.run.startOver();
        }
        QCOMPARE(desk.run.kept().size(), KeptRuns::most);
        QCOMPARE(desk.said, QStringList{"Run 1 is not kept any more: there is room for 4."});
        desk.run.forget(0);
        QCOMPARE(desk.run.kept().size(), KeptRuns::most - 1);
        QCOMPARE(desk.run.kept()[0].number, 3);
    }

    void aMomentOfBeforeIsLookedAtAndGoneOnFrom() {
        Desk desk;
        desk.run.settle(0);
        const std::vector<float> untrained = weights(*desk.run.network());
        desk.run.settle(60);
        const std::vector<float> newest = weights(*desk.run.network());
        desk.run.lookAt(0);
        QVERIFY(desk.run.past() && desk.run.progress() == 0);
        QVERIFY(weights(*desk.run.network()) == untrained);
        desk.run.lookAt(desk.run.session().progress());
        QVERIFY(!desk.run.past());
        QVERIFY(weights(*desk.run.network()) == newest);
        desk.run.lookAt(desk.run.session().progress() / 2);
        const double from = desk.run.progress();
        QVERIFY(from > 0 && from < desk.run.session().progress());
        desk.run.oneBatch();
        QVERIFY(!desk.run.past());
        desk.until([&] { return desk.run.progress() > from && desk.run.session().state() == cnn::RunState::Paused; });
        QVERIFY(qAbs(desk.run.progress() - from - 1.0 / batchesPerEpoch) < 1e-6);
        QCOMPARE(desk.run.kept().size(), std::size_t{1}); // the run it came from
        QCOMPARE(desk.run.kept()[0].history.steps(), std::size_t{60});
    }

    // What acted then, whatever is set by now.
    void aMomentOfBeforeIsShownWithWhatActedThen() {
        Desk desk;
        desk.run.settle(20);
        TrainingScene faster = desk.run.scene();
        faster.settings.learningRate = 0.5;
        desk.set(faster);
        desk.run.settle(40);
        QCOMPARE(desk.run.settings().learningRate, 0.5);
        desk.run.lookAt(1);
        QCOMPARE(desk.run.settings().learningRate, 0.02);
    }

    void startingOverIsMeant() {
        Desk desk;
        desk.run.settle(0);
        const std::vector<float> untrained = weights(*desk.run.network());
        desk.run.settle(45);
        QVERIFY(desk.run.keepsake());
        const int before = desk.keepsakes;
        desk.run.startOver();
        QVERIFY(desk.keepsakes > before);
        desk.run.settle(0);
        QVERIFY(weights(*desk.run.network()) == untrained);
        QCOMPARE(desk.run.kept().size(), std::size_t{1});
        const SavedRun saved = savedRunFrom(desk.run.keepsake()(), "kept");
        QVERIFY(!saved.state);
        QCOMPARE(saved.kept.size(), std::size_t{1});
    }

    void settlingBeforeWhereItIsBeginsAnewWithTheSameBits() {
        Desk desk;
        desk.run.settle(5);
        const std::vector<float> at5 = weights(*desk.run.network());
        desk.run.settle(9);
        desk.run.settle(5);
        QCOMPARE(desk.steps(), std::size_t{5});
        QVERIFY(weights(*desk.run.network()) == at5);
        QVERIFY(desk.run.kept().empty());
    }

    void aRunThatIsOverSaysSoAndComesBackAsSuch() {
        Desk desk(sceneWith(0.02, 5));
        desk.run.settle(1000);
        QCOMPARE(desk.run.session().state(), cnn::RunState::Finished);
        QCOMPARE(desk.steps(), std::size_t{5 * batchesPerEpoch});
        const TrainingScene relu = desk.run.scene();
        desk.set(tanhOf(relu));
        desk.set(relu);
        desk.run.settle(1000);
        QCOMPARE(desk.said, QStringList{"The run with these settings is back, after all its 5.0 passes."});
        QCOMPARE(desk.run.session().state(), cnn::RunState::Finished);
    }

    void aRunThatDivergesHasASlowerWayOut() {
        Desk desk(sceneWith(1000));
        desk.run.settle(1000);
        QVERIFY(desk.run.diverged());
        QCOMPARE(desk.run.actedLast().learningRate, 1000.0);
        QCOMPARE(desk.run.slowerRate(), 100.0);
        TrainingScene slower = desk.run.scene();
        slower.settings.learningRate = 0.02; // set since, it never acted
        desk.set(slower);
        QCOMPARE(desk.run.actedLast().learningRate, 1000.0);
        QCOMPARE(desk.run.slowerRate(), 0.02);
        desk.run.beginAgain(false);
        desk.run.settle(3);
        QVERIFY(!desk.run.diverged());
        QCOMPARE(desk.steps(), std::size_t{3});
    }

    void withoutImagesItEnds() {
        Desk desk;
        desk.run.settle(3);
        desk.run.begin(desk.run.scene(), {});
        QVERIFY(!desk.run.begun() && !desk.run.network());
        QCOMPARE(desk.run.progress(), 0.0);
        desk.run.settle(3);
    }

    // A network that cannot be made is told once.
    void aNetworkThatCannotBeMadeIsRefused() {
        Desk desk(sceneWith(), false);
        desk.run.begin(desk.run.scene(), {bars(), []() -> cnn::Network {
                                              throw cnn::Error(cnn::ErrorCode::Mismatch, "The network does not fit.");
                                          }});
        desk.until([&] { return desk.run.session().state() == cnn::RunState::Failed; });
        QCOMPARE(desk.refused, QStringList{"The network does not fit."});
    }

    void aRunIsRecoveredFromItsFileAndGoesOnWithTheSameBits() {
        Desk before;
        before.run.settle(45);
        before.set(tanhOf(before.run.scene()));
        before.run.settle(30);
        const QByteArray bytes = before.run.keepsake()();
        before.run.settle(40);
        Desk desk(before.run.scene(), false);
        desk.run.recover(bytes, "The run of last time");
        QVERIFY(!desk.run.begun()); // its images are not there yet
        QCOMPARE(desk.run.kept().size(), std::size_t{1});
        QVERIFY(savedRunFrom(desk.run.keepsake()(), "kept").state); // nor is it lost when the program ends before
        desk.begin();
        desk.run.settle(30);
        QCOMPARE(desk.said, QStringList{"The run of last time is back, after 3.0 passes. Start goes on with it."});
        QCOMPARE(desk.steps(), std::size_t{30});
        desk.run.settle(40);
        QVERIFY(weights(*desk.run.network()) == weights(*before.run.network()));
    }

    void atRestItsLastBatchIsKept() {
        Desk desk(sceneWith(0.02, 4000));
        desk.run.settle(0);
        desk.run.startOrPause();
        desk.until([&] { return desk.steps() > 20; });
        desk.run.comeToRest();
        QCOMPARE(desk.run.session().state(), cnn::RunState::Paused);
        const SavedRun saved = savedRunFrom(desk.run.keepsake()(), "kept");
        QCOMPARE(saved.history.steps(), desk.steps());
        QCOMPARE(saved.state->progress(), desk.run.session().progress());
    }

    void itIsRecoveredAlsoWhenItsImagesAreThereAlready() {
        Desk before;
        before.run.settle(20);
        const QByteArray bytes = before.run.keepsake()();
        Desk desk;
        TrainingScene slower = desk.run.scene();
        slower.settings.learningRate = 0.001;
        desk.set(slower);
        desk.run.recover(bytes, "Monday.run");
        desk.run.settle(20);
        QCOMPARE(desk.steps(), std::size_t{20});
        QCOMPARE(desk.said, QStringList{"Monday.run is back, after 2.0 passes. Start goes on with it. From here on: "
                                        "learning rate 0.001."});
    }

    void aRunOfAnotherNetworkIsOnlyKept() {
        Desk before;
        before.run.settle(45);
        Desk desk(tanhOf(sceneWith()), false);
        desk.run.recover(before.run.keepsake()(), "Monday.run");
        desk.begin();
        desk.run.settle(0);
        QCOMPARE(desk.steps(), std::size_t{0});
        QCOMPARE(desk.run.kept().size(), std::size_t{1});
        desk.set(sceneWith()); // its settings bring it back
        desk.run.settle(45);
        QCOMPARE(desk.steps(), std::size_t{45});
    }

    void aRunOfOtherClassesIsRefused() {
        Desk before;
        before.run.settle(20);
        Desk desk(sceneWith(), false);
        desk.run.recover(before.run.keepsake()(), "Monday.run");
        desk.run.begin(desk.run.scene(), materialFor(desk.run.scene(), stripes()));
        QVERIFY(desk.refused.isEmpty()); // what is said of the images comes first
        desk.until([&] { return !desk.refused.isEmpty(); });
        QCOMPARE(desk.refused.size(), 1);
        QVERIFY2(desk.refused[0].startsWith("The run of before told bar 0, bar 1") &&
                     desk.refused[0].contains("of stripe 0, stripe 1"),
                 qPrintable(desk.refused[0]));
        desk.run.settle(0);
        QCOMPARE(desk.steps(), std::size_t{0});
    }

    void aDamagedFileIsRefusedAndTheRunIsAsItWas() {
        Desk desk;
        desk.run.settle(45);
        const QByteArray bytes = desk.run.keepsake()();
        desk.run.startOver();
        desk.run.settle(2);
        for (const QByteArray& damaged : {QByteArray(), QByteArray("no run"), bytes.left(bytes.size() / 2),
                                          bytes.left(20), QByteArray(bytes).replace(8, 1, "x")}) {
            try {
                desk.run.recover(damaged, "Monday.run");
                QFAIL("a damaged run was taken");
            } catch (const cnn::Error& e) {
                QVERIFY2(QString(e.what()).startsWith("Monday.run"), e.what());
            }
            QCOMPARE(desk.steps(), std::size_t{2});
            QCOMPARE(desk.run.kept().size(), std::size_t{1});
        }
        desk.run.settle(4);
        QCOMPARE(desk.steps(), std::size_t{4});
    }
};

UI_TEST_OF(QCoreApplication, TestTrainingRun)
} // namespace test_training_run
#include "test_training_run.moc"
