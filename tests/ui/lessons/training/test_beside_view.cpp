// Two runs side by side: the same picture through both networks, and only what differs is named.
#include "core/data/class_match.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/support/bar_split.h"
#include "tests/ui/support/ui_test.h"
#include "ui/lessons/training/beside/beside_view.h"

namespace test_beside_view {

using namespace ui;

namespace {

std::shared_ptr<const cnn::DataSplit> images() {
    static const auto data = std::make_shared<const cnn::DataSplit>(cnn::bars(64));
    return data;
}

cnn::NetworkPlan planOf(const TrainingScene& scene) {
    return networkPlan(scene);
}

// A kept run of tanh, a few batches old.
RunBeside tanhRun(const QString& name) {
    RunBeside run;
    run.name = name;
    run.number = 3;
    run.scene.net.activation = cnn::ActivationKind::Tanh;
    cnn::TrainingSettings settings;
    settings.batch = 16;
    cnn::Trainer trainer(cnn::untrainedFor(*images(), planOf(run.scene), cnn::Initialisation::Glorot, 5), images(),
                         settings);
    for (int i = 0; i < 2; ++i) trainer.step();
    run.state = std::make_shared<const cnn::TrainerState>(trainer.state());
    return run;
}

TrainingMoment momentWith(std::vector<RunBeside> beside) {
    TrainingMoment m;
    m.network =
        std::make_shared<const cnn::Network>(cnn::untrainedFor(*images(), planOf({}), cnn::Initialisation::He, 1));
    m.data = images();
    images()->test.gather(std::vector<std::size_t>{4}, m.image);
    m.caption = "Test image 5: bar 4";
    m.trueClass = 4;
    for (int i = 0; i < 10; ++i) m.classNames << QString("bar %1").arg(i);
    m.progress = 1.5;
    m.runName = "relu, lr 0.02";
    m.beside = std::move(beside);
    return m;
}

struct Beside {
    BesideView view;
    QString shown(const TrainingMoment& moment, const QJsonObject& choices = {}) {
        view.work(moment, choices)({})();
        return view.figure({900, 400}, Style{}, choices, std::nullopt)->describe();
    }
};

} // namespace

class TestBesideView : public QObject {
    Q_OBJECT
private slots:
    void aRunAloneSaysHowThereComeToBeTwo() {
        Beside b;
        QVERIFY(b.shown(momentWith({})).contains("the run of before is kept"));
        QVERIFY(b.view.options(momentWith({})).empty());
    }
    // After a restart there are curves of before, and no networks.
    void whatIsLeftAfterARestartIsSaid() {
        Beside b;
        TrainingMoment moment = momentWith({});
        moment.curvesOnly = 2;
        const QString words = b.shown(moment);
        QVERIFY2(words.contains("the 2 runs from before the program was closed only the curve is left"),
                 qPrintable(words));
    }
    void onlyWhatDiffersIsNamed() {
        Beside b;
        const QString words = b.shown(momentWith({tanhRun("tanh, lr 0.02")}));
        QVERIFY2(words.startsWith("Test image 5: bar 4. this run (relu), after 1.50 epochs, says bar "),
                 qPrintable(words));
        QVERIFY2(words.contains("run 3 (tanh), after 0.50 epochs, says bar "), qPrintable(words));
        QVERIFY(!words.contains("lr 0.02"));
    }
    // What a kept run shows is what its network, as it stood, makes of the picture.
    void theKeptNetworkIsTheOneThatLearned() {
        Beside b;
        const RunBeside run = tanhRun("tanh");
        const TrainingMoment moment = momentWith({run});
        b.shown(moment);
        cnn::Network network = cnn::untrainedFor(*images(), planOf(run.scene), cnn::Initialisation::Glorot, 9);
        std::size_t next = 0;
        for (std::size_t i = 0; i < network.size(); ++i)
            for (cnn::Parameter& p : network.layer(i).parameters()) p.value = run.state->parameters[next++].value;
        cnn::Trace trace;
        network.forward(moment.image, trace);
        QCOMPARE(b.view.numbers()[1].values, trace.values[1]);
        QVERIFY(!(b.view.numbers()[0].values == b.view.numbers()[1].values));
    }
    void theSidesCanBeExchangedAndTheLayerChosen() {
        Beside b;
        const TrainingMoment moment = momentWith({tanhRun("tanh")});
        QCOMPARE(b.view.options(moment).size(), 1U); // the layer; which runs is said in their list
        QCOMPARE(besideChosen({}, 3), std::pair(0, 1));
        for (const auto& two : {std::pair(0, 1), std::pair(1, 2), std::pair(2, 0), std::pair(2, 1)})
            QCOMPARE(besideChosen(besideChoices({{"layer", 3}}, two, 3), 3), two);
        const QString words = b.shown(moment, {{"left", 1}, {"right", 1}, {"layer", 3}});
        QVERIFY2(words.indexOf("run 3") < words.indexOf("this run"), qPrintable(words));
        QCOMPARE(b.view.numbers()[0].values.shape().c, 16);
    }
    void aNetworkForOtherImagesIsRefusedInASentence() {
        Beside b;
        RunBeside run = tanhRun("tanh");
        run.scene.model = "mlp"; // its state is another network's
        QVERIFY(b.shown(momentWith({run})).startsWith("run 3 has no maps of this picture"));
    }
};

UI_TEST(TestBesideView)
} // namespace test_beside_view
#include "test_beside_view.moc"
