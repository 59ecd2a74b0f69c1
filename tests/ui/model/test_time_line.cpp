// Going back in a run: snapshots stay few and spread, kept runs can be told apart, and a saved run comes back whole.
#include "core/base/error.h"
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/trainer.h"
#include "tests/ui/support/ui_test.h"
#include "ui/model/run_file.h"
#include "ui/model/time_line.h"

#include <QtEndian>
#include <QtTest>

namespace test_time_line {

using namespace ui;

namespace {

std::shared_ptr<const cnn::Network> network(std::uint64_t seed = 1) {
    return std::make_shared<const cnn::Network>(cnn::lenet5({}, seed));
}

bool sameWeights(const cnn::Network& a, const cnn::Network& b) {
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k < a.layer(i).parameters().size(); ++k)
            if (a.layer(i).parameters()[k].value != b.layer(i).parameters()[k].value) return false;
    return a.size() == b.size();
}

cnn::StepReport stepAt(double progress) {
    cnn::StepReport step;
    step.progress = progress;
    step.loss = static_cast<float>(1 / (1 + progress));
    step.accuracy = static_cast<float>(progress / (1 + progress));
    return step;
}

TrainingHistory historyOf(int steps) {
    TrainingHistory history;
    for (int i = 1; i <= steps; ++i) history.add(stepAt(i / 100.0));
    cnn::TestReport test;
    test.progress = steps / 100.0;
    test.test = {0.25, 0.875, 1000};
    history.add(test);
    cnn::TrainingSettings slower = cnn::usualSettings();
    slower.learningRate = 0.001;
    slower.augment.noise = true;
    history.mark(steps / 200.0, cnn::usualSettings(), slower);
    return history;
}

bool same(const TrainingHistory& a, const TrainingHistory& b) {
    if (a.points().size() != b.points().size() || a.tests().size() != b.tests().size()) return false;
    for (std::size_t i = 0; i < a.points().size(); ++i)
        if (a.points()[i].progress != b.points()[i].progress || a.points()[i].loss != b.points()[i].loss ||
            a.points()[i].accuracyHigh != b.points()[i].accuracyHigh || a.points()[i].batches != b.points()[i].batches)
            return false;
    for (std::size_t i = 0; i < a.tests().size(); ++i)
        if (a.tests()[i].test.accuracy != b.tests()[i].test.accuracy) return false;
    const auto sameMark = [](const TrainingHistory::Mark& m, const TrainingHistory::Mark& n) {
        return m.progress == n.progress && m.before == n.before && m.after == n.after;
    };
    if (!std::ranges::equal(a.marks(), b.marks(), sameMark) || a.marks().size() != 1) return false;
    return a.steps() == b.steps() && a.largestLoss() == b.largestLoss();
}

SavedRun savedRun() {
    cnn::TrainingSettings settings;
    settings.batch = 16;
    auto data = std::make_shared<cnn::DataSplit>(cnn::drawnDigits(1, 64, 16));
    cnn::Trainer trainer(cnn::lenet5({}, 1), data, settings);
    for (int i = 0; i < 3; ++i) trainer.step();
    TrainingScene scene, other;
    scene.settings.batch = 16;
    other.net.activation = cnn::ActivationKind::Tanh;
    return {scene,
            std::make_shared<const cnn::TrainerState>(trainer.state()),
            historyOf(70),
            {{other, historyOf(50)}},
            {"T-shirt/top", "a \"quoted\" name", "Öl, naß", "猫", " two\tspaces "}};
}

// The words of a run as somebody may have changed them, with the length that they have then.
QByteArray withWords(const QByteArray& run, const QByteArray& found, const QByteArray& instead) {
    const auto length = static_cast<qsizetype>(qFromLittleEndian<quint64>(run.constData()));
    QByteArray words = run.sliced(8, length);
    words.replace(words.indexOf(found), found.size(), instead);
    QByteArray head(8, '\0');
    qToLittleEndian<quint64>(static_cast<quint64>(words.size()), head.data());
    return head + words + run.sliced(8 + length);
}

QString refusal(const QByteArray& bytes) {
    try {
        (void)savedRunFrom(bytes, "a.run");
    } catch (const cnn::Error& e) {
        return QString::fromUtf8(e.what());
    }
    return {};
}

} // namespace

class TestTimeLine : public QObject {
    Q_OBJECT
private slots:
    void momentsStayFewAndSpreadOverTheWholeRun() {
        TimeLine line;
        const auto net = network();
        constexpr int snapshots = 20000;
        for (int i = 0; i <= snapshots; ++i) line.add(i / 100.0, net);
        const auto& moments = line.progresses();
        QVERIFY(moments.size() <= TimeLine::mostMoments && moments.size() > TimeLine::mostMoments / 3);
        QCOMPARE(moments.front(), 0.0);
        double widest = 0;
        for (std::size_t i = 1; i < moments.size(); ++i) widest = std::max(widest, moments[i] - moments[i - 1]);
        QVERIFY2(widest <= 4.0 * snapshots / 100 / static_cast<double>(moments.size()),
                 qPrintable(QString::number(widest)));
    }

    void aLargeNetworkGetsFewerMoments() {
        TimeLine line;
        const auto net = std::make_shared<const cnn::Network>(cnn::mlp({cnn::ActivationKind::Relu, {1500, 1500}}, 1));
        for (int i = 0; i < 100; ++i) line.add(i, net);
        QVERIFY(line.progresses().size() * net->parameterCount() * sizeof(float) <= TimeLine::mostBytes);
        QVERIFY(line.progresses().size() >= 2);
    }

    void aMomentIsTheLastBeforeTheTimeAskedFor() {
        TimeLine line;
        QVERIFY(!line.at(1));
        const auto first = network(1), second = network(2), third = network(3), fourth = network(4);
        line.add(0, first);
        line.add(0.5, second);
        line.add(1, third);
        const auto shows = [&line](double progress, const auto& network) {
            return sameWeights(*line.moment(line.at(progress).value()).network, *network);
        };
        QVERIFY(shows(0.7, second) && !shows(0.7, third));
        QVERIFY(shows(-1, first));
        QVERIFY(shows(5, third));
        line.cut(0.5);
        QVERIFY(shows(5, second));
        line.add(0.5, fourth); // at the same place
        QVERIFY(shows(5, fourth));
        QCOMPARE(line.progresses(), (std::vector<double>{0, 0.5}));
    }

    void everyMomentKeepsItsOwnWeightsWhenOthersGo() {
        TimeLine line;
        auto net = std::make_shared<cnn::Network>(cnn::mlp({cnn::ActivationKind::Relu, {}}, 1));
        float& mark = net->layer(net->size() - 1).parameters()[1].value.data()[0];
        for (int i = 0; i <= 1000; ++i) {
            mark = static_cast<float>(i);
            line.add(i, net);
        }
        const TimeLine few = line.thinned(20);
        for (const TimeLine* of : {&std::as_const(line), &few})
            for (std::size_t i = 0; i < of->progresses().size(); ++i) {
                const TimeLine::Moment moment = of->moment(i);
                net->layer(net->size() - 1).parameters()[1].value.data()[0] = static_cast<float>(moment.progress);
                QVERIFY(sameWeights(*moment.network, *net));
            }
    }

    void aHistoryThatIsCutEndsThere() {
        TrainingHistory history = historyOf(100);
        history.cut(0.4);
        QCOMPARE(history.points().back().progress, 0.4);
        QCOMPARE(history.steps(), std::size_t{40});
        QVERIFY(history.tests().empty());
        history.add(stepAt(0.41));
        QCOMPARE(history.steps(), std::size_t{41});
    }

    void keptRunsAreToldApartByWhatDiffers() {
        TrainingScene one, other;
        QCOMPARE(whatTellsApart({&one, &other}), QStringList({"", ""}));
        one.net.activation = cnn::ActivationKind::Sigmoid;
        one.testImage = 7;
        QCOMPARE(whatTellsApart({&one, &other}), QStringList({"sigmoid", "relu"}));
        // The names of all runs stay those of their own settings, whichever run is the present one.
        TrainingScene third = other;
        third.settings.learningRate = 0.5;
        QCOMPARE(whatTellsApart({&third, &one, &other}),
                 QStringList({"relu, lr 0.5", "sigmoid, lr 0.02", "relu, lr 0.02"}));
        TrainingScene left = other, right = other;
        left.source = {DataSource::Folder, "a/left", false};
        right.source = {DataSource::Folder, "b/right", false};
        QCOMPARE(whatTellsApart({&left, &right}), QStringList({"left", "right"}));
    }

    // A label tells what a run learned with, one setting after the other; what was set and never acted is not in it.
    void keptRunsAreToldApartByAllThatActed() {
        const auto plainRun = [] {
            TrainingHistory history;
            for (int i = 1; i <= 100; ++i) history.add(stepAt(i / 100.0));
            return history;
        };
        TrainingScene one, other;
        cnn::TrainingSettings slow = one.settings, fast = one.settings;
        fast.learningRate = 0.05;
        slow.learningRate = 0.001;
        TrainingHistory changed = plainRun(), steady = plainRun(); // up to progress 1
        changed.mark(0.4, one.settings, fast);
        one.settings = fast;
        QCOMPARE(whatTellsApart({{&one, &changed}, {&other, &steady}}), QStringList({"lr 0.02, then 0.05", "lr 0.02"}));
        changed.mark(1.0, fast, slow); // at its end: no batch came after it
        one.settings = slow;
        QCOMPARE(whatTellsApart({{&one, &changed}, {&other, &steady}}), QStringList({"lr 0.02, then 0.05", "lr 0.02"}));
        steady.mark(1.0, other.settings, slow);
        other.settings = slow;
        QCOMPARE(whatTellsApart({{&other, &steady}, {&one, &changed}}), QStringList({"lr 0.02", "lr 0.02, then 0.05"}));
        // The same rates, the change elsewhere: not the same run.
        TrainingHistory later = plainRun();
        later.mark(0.7, cnn::usualSettings(), fast);
        other.settings = fast;
        QCOMPARE(whatTellsApart({{&other, &later}, {&one, &changed}}),
                 QStringList({"lr 0.02, then 0.05", "lr 0.02, then 0.05"}));
        // Many: the first two and the last.
        TrainingHistory many = plainRun();
        cnn::TrainingSettings before = cnn::usualSettings();
        for (int i = 1; i <= 4; ++i) {
            cnn::TrainingSettings after = before;
            after.learningRate = 0.1 * i;
            many.mark(0.2 * i, before, after);
            before = after;
        }
        TrainingScene third;
        third.settings = before;
        QCOMPARE(whatTellsApart({{&third, &many}, {&other, &later}})[0], "lr 0.02, then 0.1, …, then 0.4");
        // Augmentation acts, too.
        TrainingHistory warped = plainRun();
        TrainingScene fourth;
        fourth.settings.augment.shift = true;
        warped.mark(0.5, cnn::usualSettings(), fourth.settings);
        TrainingScene plain;
        QCOMPARE(whatTellsApart({{&fourth, &warped}, {&plain, &steady}})[0], "augment none, then shift");
    }

    void ofTheKeptRunsTheOldestGoes() {
        KeptRuns runs;
        runs.keep({{}, historyOf(5)}); // not worth it
        QVERIFY(runs.all().empty());
        for (int i = 0; i < 6; ++i) {
            TrainingScene scene;
            scene.testImage = i;
            runs.keep({scene, historyOf(50)});
        }
        QCOMPARE(runs.all().size(), KeptRuns::most);
        QCOMPARE(runs.all().front().number, 3); // a run keeps its number when others go
        QCOMPARE(runs.all().back().scene.testImage, 5);
        QCOMPARE(runs.all().front().scene.testImage, 2);
    }

    void ofKeptRunsTheNewestWithTheSameSettingsIsTakenBack() {
        TrainingScene relu, tanh;
        tanh.net.activation = cnn::ActivationKind::Tanh;
        const auto state = std::make_shared<const cnn::TrainerState>();
        KeptRuns runs;
        runs.keep({relu, historyOf(50), state});
        runs.keep({relu, historyOf(60), state});
        runs.keep({relu, historyOf(70)}); // cannot go on
        QVERIFY(!runs.takeBack(tanh));
        relu.settings.learningRate = 0.5; // no other run for that
        const auto back = runs.takeBack(relu);
        QVERIFY(back);
        QCOMPARE(back->history.steps(), std::size_t{60});
        QCOMPARE(runs.all().size(), std::size_t{2});
    }

    void aThinnedTimeLineBeginsWhereTheWholeOneDoes() {
        TimeLine line;
        const auto network = std::make_shared<const cnn::Network>(cnn::mlp({}, 1));
        for (int i = 0; i < 100; ++i) line.add(i / 10.0, network);
        const TimeLine few = line.thinned(30);
        QVERIFY(few.progresses().size() <= 30 && few.progresses().size() >= 15);
        QCOMPARE(few.progresses().front(), 0.0);
        QCOMPARE(line.progresses().size(), std::size_t{100});
        QCOMPARE(line.thinned(1).progresses().size(), std::size_t{1});
    }

    void aSavedRunComesBackWhole() {
        const SavedRun run = savedRun();
        const SavedRun back = savedRunFrom(toBytes(run), "a.run");
        QVERIFY(back.scene == run.scene);
        QVERIFY(*back.state == *run.state);
        QVERIFY(same(back.history, run.history));
        QCOMPARE(back.kept.size(), std::size_t{1});
        QVERIFY(back.kept[0].scene == run.kept[0].scene);
        QVERIFY(same(back.kept[0].history, run.kept[0].history));
        QCOMPARE(back.classes, run.classes);
    }

    void aKeyThatStandsTwiceInARunIsRefusedWithBothLines() {
        const QByteArray run = toBytes(savedRun());
        QCOMPARE(refusal(withWords(run, "\"tests\":", "\n\"tests\":")), QString());
        QCOMPARE(refusal(withWords(run, "\"classes\":", "\"classes\":[],\n\"classes\":")),
                 "a.run, line 2: \"classes\" stands twice in the same { }, first in line 1. Leave out one of them.");
        QCOMPARE(refusal(withWords(run, "\"batch\":16", "\n\"batch\":16,\n\n\"batch\":32")),
                 "a.run, line 4: \"batch\" stands twice in the same { }, first in line 2. Leave out one of them.");
    }

    void aDamagedRunIsRefusedInASentence() {
        const QByteArray bytes = toBytes(savedRun());
        const auto json = static_cast<qsizetype>(bytes.indexOf("CNN", 8));
        for (qsizetype end = 0; end < bytes.size(); end += end < 64 ? 1 : 9973)
            QVERIFY2(refusal(bytes.first(end)).contains("a.run"), qPrintable(QString::number(end)));
        QByteArray other = bytes;
        for (const qsizetype at : {qsizetype{0}, qsizetype{7}, qsizetype{8}, json, bytes.size() - 1}) {
            if (at < 0) continue;
            other = bytes;
            other[at] = static_cast<char>(other[at] ^ 0x55);
            QVERIFY2(!refusal(other).isEmpty(), qPrintable(QString::number(at)));
        }
    }
};

UI_TEST_OF(QCoreApplication, TestTimeLine)
} // namespace test_time_line
#include "test_time_line.moc"
