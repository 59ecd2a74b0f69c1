// A run that a rule makes pause, as a document: real training on a tiny data set.
#include "core/data/class_match.h"
#include "tests/support/bar_split.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/run_file.h"
#include "ui/model/training_run.h"

#include <QtTest>

namespace test_stopped_run {

using namespace ui;

namespace {

constexpr int images = 160, batch = 16, batchesPerEpoch = images / batch;

// A run that is begun, and what it said.
struct RuledRun {
    explicit RuledRun(const cnn::StopRules& rules) {
        QObject::connect(&run, &TrainingRun::said, [this](const QString& s) { said << s; });
        TrainingScene scene;
        scene.settings.batch = batch;
        scene.settings.epochs = 40;
        scene.settings.stop = rules;
        const auto data = std::make_shared<const cnn::DataSplit>(cnn::bars(images));
        run.setScene(scene);
        run.begin(scene, {data, [plan = networkPlan(scene), data] {
                              return cnn::untrainedFor(*data, plan, cnn::usualInitialisation(plan), 1);
                          }});
    }
    // As long as it takes: the thread that trains rings when there is news.
    template<class Condition> void until(Condition condition) {
        while (!condition()) QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    std::size_t steps() const { return run.session().history().steps(); }
    TrainingRun run;
    QStringList said;
};

} // namespace

class TestStoppedRun : public QObject {
    Q_OBJECT
private slots:
    // It says why, the chart's mark outlives the program, and Start goes on.
    void aRuleStopsTheRunAndStartGoesOn() {
        cnn::StopRules rules;
        rules.atEpoch = 2;
        RuledRun desk(rules);
        desk.run.startOrPause();
        desk.until(
            [&] { return desk.steps() == 2 * batchesPerEpoch && desk.run.session().state() == cnn::RunState::Paused; });
        QCOMPARE(desk.run.session().history().stops().size(), std::size_t{1});
        QCOMPARE(desk.said.last(), "Stopped after 2.00 epochs: 2 epochs are done. Start goes on.");
        const SavedRun saved = savedRunFrom(desk.run.keepsake()(), "kept");
        QVERIFY(saved.history.stops() == desk.run.session().history().stops());
        QCOMPARE(saved.scene.settings.stop.atEpoch, 2);
        desk.run.startOrPause();
        desk.until([&] { return desk.steps() > 3 * batchesPerEpoch; });
        QCOMPARE(desk.run.session().history().stops().size(), std::size_t{1});
    }
    // Another rule is another wish, and no other run: what learned goes on to learn, and the charts have no mark of it.
    void aRuleMakesNoOtherRun() {
        RuledRun desk({});
        desk.run.settle(5);
        TrainingScene scene = desk.run.scene();
        scene.settings.stop.patience = 3;
        QVERIFY(!desk.run.setScene(scene));
        QCOMPARE(desk.steps(), std::size_t{5});
        QVERIFY(desk.run.session().history().marks().empty());
    }
};

UI_TEST(TestStoppedRun)
} // namespace test_stopped_run
#include "test_stopped_run.moc"
