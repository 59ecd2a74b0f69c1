// The course of a run for its charts: bounded, and yet nothing of it is lost from sight.
#include "tests/ui/support/ui_test.h"
#include "ui/model/setting_words.h"
#include "ui/model/training_history.h"

#include <QtTest>

namespace test_training_history {

using namespace ui;

namespace {

cnn::StepReport step(int i, float loss, float accuracy) {
    cnn::StepReport report;
    report.batch = i;
    report.progress = (i + 1) / 1000.0;
    report.loss = loss;
    report.accuracy = accuracy;
    return report;
}

cnn::TestReport test(double progress, double loss) {
    cnn::TestReport report;
    report.progress = progress;
    report.test.loss = loss;
    return report;
}

} // namespace

class TestTrainingHistory : public QObject {
    Q_OBJECT
private slots:
    // A mark says what acted from there on; what is changed and taken back before the next batch leaves none.
    void changedSettingsAreMarkedWithTheirMomentAndWords() {
        TrainingHistory history;
        cnn::TrainingSettings first, slower;
        slower.learningRate = 0.01;
        history.mark(0, first, slower);
        QVERIFY(history.marks().empty()); // the run has not begun
        history.add(step(0, 1, 0));
        history.mark(0.001, first, slower);
        QCOMPARE(history.marks().size(), std::size_t{1});
        QCOMPARE(settingWords(history.marks()[0].before, history.marks()[0].after), "learning rate 0.01");
        cnn::TrainingSettings adam = slower;
        adam.optimizer = cnn::OptimizerKind::Adam;
        adam.schedule = cnn::ScheduleKind::Cosine;
        history.mark(0.001, slower, adam);
        QCOMPARE(history.marks().size(), std::size_t{1});
        QCOMPARE(settingWords(history.marks()[0].before, history.marks()[0].after),
                 "Adam, learning rate 0.01, cosine schedule");
        history.mark(0.001, adam, first);
        QVERIFY(history.marks().empty());
        cnn::TrainingSettings longer = first;
        longer.epochs = 20;
        history.mark(0.001, first, longer);
        QVERIFY(history.marks().empty()); // acts on nothing yet
        for (int i = 0; i < 300; ++i) history.mark(1 + i, i % 2 == 0 ? first : slower, i % 2 == 0 ? slower : first);
        QCOMPARE(history.marks().size(), TrainingHistory::mostMarks);
        QCOMPARE(history.marks().back().progress, 300.0);
    }

    // What acted on a batch is known for every moment, whatever is set by now.
    void whatActedIsKnownForEveryMoment() {
        TrainingHistory history;
        cnn::TrainingSettings first, second, third, unused;
        second.learningRate = 0.5;
        third.learningRate = 0.25;
        unused.learningRate = 9;
        QCOMPARE(history.acted(unused).size(), std::size_t{1}); // not begun: what is set will act
        QCOMPARE(history.acted(unused)[0].settings.learningRate, 9.0);
        for (int i = 1; i <= 10; ++i) {
            history.add(step(100 * i - 1, 1, 0)); // progress 0.1 each
            if (i == 3) history.mark(0.3, first, second);
            if (i == 7) history.mark(0.7, second, third);
        }
        history.mark(1.0, third, unused);
        const auto acted = history.acted(unused);
        QCOMPARE(acted.size(), std::size_t{3});
        QCOMPARE(acted[0].settings.learningRate, first.learningRate);
        QCOMPARE(acted[1].from, 0.3);
        QCOMPARE(acted[1].settings.learningRate, 0.5);
        QCOMPARE(acted[2].settings.learningRate, 0.25);
        QCOMPARE(history.settingsAt(0, unused).learningRate, first.learningRate);
        QCOMPARE(history.settingsAt(0.29, unused).learningRate, first.learningRate);
        QCOMPARE(history.settingsAt(0.3, unused).learningRate, 0.5); // the batch after it
        QCOMPARE(history.settingsAt(0.95, unused).learningRate, 0.25);
        QCOMPARE(history.settingsAt(1.0, unused).learningRate, 9.0);
    }

    void theMeanIsThatOfTheLastTwentyBatches() {
        TrainingHistory history;
        for (int i = 0; i < 30; ++i) history.add(step(i, static_cast<float>(i), i < 20 ? 0.0F : 1.0F));
        QCOMPARE(history.points().size(), std::size_t{30});
        QCOMPARE(history.points()[0].loss, 0.0);
        QCOMPARE(history.points()[3].loss, 1.5);   // 0 .. 3
        QCOMPARE(history.points()[29].loss, 19.5); // 10 .. 29
        QCOMPARE(history.points()[29].accuracy, 0.5);
    }

    void aLongRunKeepsItsEndsItsSpikesAndItsCount() {
        TrainingHistory history;
        constexpr int batches = 50000;
        for (int i = 0; i < batches; ++i) history.add(step(i, i == 31234 ? 9.0F : 1.0F, i == 40001 ? 0.0F : 0.5F));
        QCOMPARE(history.steps(), std::size_t{batches});
        QVERIFY(history.points().size() <= TrainingHistory::mostPoints);
        QVERIFY(history.points().size() >= TrainingHistory::mostPoints / 4);
        QCOMPARE(history.points().back().progress, batches / 1000.0);
        QCOMPARE(history.largestLoss(), 9.0);
        std::size_t counted = 0;
        double highest = 0, lowest = 1, before = 0;
        for (const auto& point : history.points()) {
            counted += point.batches;
            highest = std::max(highest, point.lossHigh);
            lowest = std::min(lowest, point.accuracyLow);
            QVERIFY(point.progress > before);
            before = point.progress;
        }
        QCOMPARE(counted, std::size_t{batches});
        QCOMPARE(highest, 9.0);
        QCOMPARE(lowest, 0.0);
    }

    void ofManyTestsTheNewestIsAlwaysKept() {
        TrainingHistory history;
        for (int i = 1; i <= 5000; ++i) {
            history.add(test(i, 1.0 / i));
            QCOMPARE(history.tests().back().progress, static_cast<double>(i));
        }
        QVERIFY(history.tests().size() <= TrainingHistory::mostPoints);
        QVERIFY(history.tests().size() >= TrainingHistory::mostPoints / 4);
    }

    void theTestAtTheEndOfAValidatedRunStandsBesideItsCurve() {
        TrainingHistory history;
        for (int i = 1; i <= 3; ++i) {
            cnn::TestReport watched = test(i, 1.0 / i);
            watched.validation = true;
            history.add(watched);
        }
        QVERIFY(!history.finalTest());
        history.add(test(3, 0.75));
        QCOMPARE(history.tests().size(), std::size_t{3});
        QCOMPARE(history.finalTest()->test.loss, 0.75);
        std::vector<cnn::TestReport> all = history.tests();
        all.push_back(*history.finalTest());
        QCOMPARE(TrainingHistory::of({}, all).finalTest()->test.loss, 0.75);
        history.cut(2);
        QVERIFY(!history.finalTest());
    }
};

UI_TEST_OF(QCoreApplication, TestTrainingHistory)
} // namespace test_training_history
#include "test_training_history.moc"
