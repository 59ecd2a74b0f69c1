#include "core/base/rng.h"
#include "core/network/models.h"
#include "tests/support/bar_split.h"
#include "tests/support/instrumented.h"
#include "tests/support/watcher.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cnn::test_trainer {
namespace {

std::vector<float> weightsAfter(int threads, int steps, OptimizerKind optimizer) {
    TrainingSettings settings;
    settings.threads = threads;
    settings.optimizer = optimizer;
    settings.learningRate = optimizer == OptimizerKind::Adam ? 0.001 : 0.02;
    Trainer trainer(lenet5({}, 3), std::make_shared<const DataSplit>(bars(200)), settings);
    for (int i = 0; i < steps; ++i) trainer.step();
    std::vector<float> all;
    for (std::size_t i = 0; i < trainer.network().size(); ++i)
        for (const Parameter& p : trainer.network().layer(i).parameters())
            all.insert(all.end(), p.value.values().begin(), p.value.values().end());
    return all;
}

TEST(Trainer, GivesTheSameBitsWithAnyNumberOfThreads) {
    for (const auto optimizer : {OptimizerKind::SgdMomentum, OptimizerKind::Adam}) {
        const auto one = weightsAfter(1, 6, optimizer);
        EXPECT_EQ(one, weightsAfter(2, 6, optimizer));
        EXPECT_EQ(one, weightsAfter(4, 6, optimizer));
    }
}

TEST(Trainer, LearnsClassesThatAreEasyToTellApart) {
    TrainingSettings settings;
    settings.epochs = 8;
    Trainer trainer(lenet5({}, 1), std::make_shared<const DataSplit>(bars(640)), settings);
    while (!trainer.finished()) trainer.step();
    EXPECT_GE(trainer.evaluate(trainer.data().test).accuracy, 0.95);
    EXPECT_DOUBLE_EQ(trainer.progress(), 8);
}

TEST(Trainer, TeachesAnAutoencoderToGiveItsInputBack) {
    TrainingSettings settings;
    settings.optimizer = OptimizerKind::Adam;
    settings.learningRate = 0.003;
    settings.loss = LossKind::Reconstruction;
    settings.epochs = isInstrumented ? 1 : 4; // a sanitizer sees as much in one
    std::vector<Tensor> weights;
    for (const int threads : {1, 2}) {
        settings.threads = threads;
        Trainer trainer(autoencoder(1), std::make_shared<const DataSplit>(bars(320)), settings);
        const double before = trainer.evaluate(trainer.data().test).loss;
        const StepReport first = trainer.step();
        EXPECT_EQ(first.accuracy, 0);
        while (!trainer.finished()) trainer.step();
        EXPECT_LT(trainer.evaluate(trainer.data().test).loss, isInstrumented ? before : before / 2);
        weights.push_back(std::as_const(trainer.network().layer(0)).parameters()[0].value);
    }
    EXPECT_EQ(weights[0], weights[1]);
}

TEST(Trainer, RefusesToLearnAReconstructionWithANetworkThatGivesNoPictureBack) {
    TrainingSettings settings;
    const auto data = std::make_shared<const DataSplit>(bars(20));
    Trainer trainer(lenet5({}, 1), data, settings);
    settings.loss = LossKind::Reconstruction;
    EXPECT_THROW(trainer.change(settings), Error);
    EXPECT_THROW(Trainer(lenet5({}, 1), data, settings), Error);
}

TEST(Trainer, StopsADivergingRunAndKeepsTheLastFiniteNetwork) {
    TrainingSettings settings;
    settings.learningRate = 1e6;
    Trainer trainer(lenet5({}, 1), std::make_shared<const DataSplit>(bars(640)), settings);
    try {
        while (!trainer.finished()) trainer.step();
        FAIL() << "a learning rate of a million must diverge";
    } catch (const Error& e) {
        EXPECT_EQ(e.code(), ErrorCode::Diverged);
    }
    for (std::size_t i = 0; i < trainer.network().size(); ++i)
        for (const Parameter& p : trainer.network().layer(i).parameters()) EXPECT_TRUE(p.value.allFinite());
}

TEST(TrainingParts, KeepASeededShareOutAndEveryImageIsInOnePart) {
    const TrainingParts parts = partsOf(200, 0.1, 4);
    EXPECT_EQ(parts.learned.size(), 180U);
    EXPECT_EQ(parts.validation.size(), 20U);
    EXPECT_TRUE(std::is_sorted(parts.learned.begin(), parts.learned.end()));
    std::vector<std::size_t> all = parts.learned;
    all.insert(all.end(), parts.validation.begin(), parts.validation.end());
    std::sort(all.begin(), all.end());
    for (std::size_t i = 0; i < 200; ++i) EXPECT_EQ(all[i], i);
    EXPECT_EQ(partsOf(200, 0.1, 4).validation, parts.validation);
    EXPECT_NE(partsOf(200, 0.1, 5).validation, parts.validation);
    EXPECT_TRUE(partsOf(200, 0, 4).validation.empty());
    EXPECT_EQ(validationImages(5, 0.001), 1U);
    EXPECT_EQ(validationImages(1, 0.5), 0U);
}

TEST(Trainer, LearnsNoImageOfItsValidationPart) {
    DataSplit data = bars(400);
    TrainingSettings settings;
    settings.validation = 0.25;
    settings.epochs = 3;
    // What is not learned may be anything: the weights stay the same.
    std::vector<Tensor> kernels;
    for (const bool spoilt : {false, true}) {
        if (spoilt)
            for (const std::size_t index : partsOf(400, 0.25, settings.seed).validation) data.train.labels[index] = 0;
        Trainer trainer(lenet5({}, 1), std::make_shared<const DataSplit>(data), settings);
        EXPECT_EQ(trainer.batchesPerEpoch(), 5);
        while (!trainer.finished()) trainer.step();
        EXPECT_EQ(trainer.evaluateValidation(30).images, 30U);
        kernels.push_back(std::as_const(trainer.network().layer(0)).parameters()[0].value);
    }
    EXPECT_EQ(kernels[0], kernels[1]);
}

TEST(Trainer, WatchesExactlyTheImagesOfItsValidationPart) {
    const auto data = std::make_shared<const DataSplit>(bars(120));
    TrainingSettings settings;
    settings.validation = 0.2;
    Trainer trainer(lenet5({}, 1), data, settings);
    Dataset kept{data->train.shape, {}, {}, data->train.classNames};
    for (const std::size_t index : partsOf(120, 0.2, settings.seed).validation) {
        const std::size_t each = data->train.shape.perImage();
        kept.pixels.append(data->train.pixels, index * each, each);
        kept.labels.push_back(data->train.labels[index]);
    }
    const Evaluation same = trainer.evaluate(kept), watched = trainer.evaluateValidation();
    EXPECT_EQ(watched.loss, same.loss);
    EXPECT_EQ(watched.accuracy, same.accuracy);
    EXPECT_EQ(watched.images, 24U);
}

TEST(Trainer, RefusesSettingsThatMakeNoSense) {
    const auto data = std::make_shared<const DataSplit>(bars(20));
    for (const double rate : {0.0, -1.0, std::nan(""), HUGE_VAL}) {
        TrainingSettings settings;
        settings.learningRate = rate;
        EXPECT_THROW(Trainer(lenet5({}, 1), data, settings), Error);
    }
}

TEST(Schedule, ChangesTheLearningRateOverTheRun) {
    TrainingSettings s;
    s.learningRate = 0.1;
    s.epochs = 20;
    EXPECT_EQ(learningRateAt(s, 19.9), 0.1);
    s.schedule = ScheduleKind::Step;
    s.scheduleEvery = 5;
    s.scheduleFactor = 0.5;
    EXPECT_EQ(learningRateAt(s, 4.99), 0.1);
    EXPECT_EQ(learningRateAt(s, 5), 0.05);
    EXPECT_EQ(learningRateAt(s, 19.9), 0.0125);
    s.schedule = ScheduleKind::Cosine;
    EXPECT_EQ(learningRateAt(s, 0), 0.1);
    EXPECT_NEAR(learningRateAt(s, 10), 0.05, 1e-15);
    EXPECT_NEAR(learningRateAt(s, 20), 0, 1e-15);
    EXPECT_NEAR(learningRateAt(s, 25), 0, 1e-15); // the run was shortened when it was that far
}

TEST(Trainer, ReportsTheLearningRateOfEveryStep) {
    TrainingSettings settings;
    settings.epochs = 2;
    settings.schedule = ScheduleKind::Cosine;
    Trainer trainer(lenet5({}, 1), std::make_shared<const DataSplit>(bars(128)), settings); // two steps an epoch
    const double first = trainer.step().learningRate, second = trainer.step().learningRate;
    EXPECT_EQ(first, 0.02);
    EXPECT_NEAR(second, 0.02 * (1 + std::cos(std::acos(-1.0) / 4)) / 2, 1e-15);
}

TrainingPlan planFor(std::size_t images) {
    TrainingPlan plan;
    plan.load = [images] { return bars(images); };
    plan.build = [](const DataSplit&) { return lenet5({}, 3); };
    plan.settings.epochs = 3;
    return plan;
}

TEST(TrainingRunner, ReportsEveryStepAndFinishes) {
    Watcher watcher;
    TrainingRunner runner(planFor(200), watcher.wake());
    runner.resume();
    const auto news = watcher.until(runner, [](const TrainingNews& n) { return n.state == RunState::Finished; });
    EXPECT_EQ(news.steps.size(), 12U); // 200 images in batches of 64: four a pass
    EXPECT_EQ(news.tests.size(), 3U);
    ASSERT_TRUE(news.snapshot);
}

TEST(TrainingRunner, IsWatchedWithValidationImagesAndTestedAtTheEnd) {
    Watcher watcher;
    TrainingPlan plan = planFor(200);
    plan.settings.validation = 0.5;
    TrainingRunner runner(std::move(plan), watcher.wake());
    runner.resume();
    const auto news = watcher.until(runner, [](const TrainingNews& n) { return n.state == RunState::Finished; });
    EXPECT_EQ(news.steps.size(), 6U); // 100 images in batches of 64: two a pass
    ASSERT_EQ(news.tests.size(), 4U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_TRUE(news.tests[i].validation);
        EXPECT_EQ(news.tests[i].test.images, 100U);
    }
    EXPECT_FALSE(news.tests[3].validation);
    EXPECT_EQ(news.tests[3].test.images, 100U); // the test set's
}

TEST(TrainingRunner, PauseAndSingleStepsDoNotChangeTheNumbers) {
    Watcher watcher;
    TrainingRunner runner(planFor(200), watcher.wake());
    std::size_t steps = 0;
    TrainingNews news;
    while (steps < 6) {
        runner.stepOnce();
        news = watcher.until(runner, [](const TrainingNews& n) {
            return n.state == RunState::Paused && !n.steps.empty() && n.snapshot;
        });
        steps += news.steps.size();
    }
    std::vector<float> all;
    for (std::size_t i = 0; i < news.snapshot->size(); ++i)
        for (const Parameter& p : news.snapshot->layer(i).parameters())
            all.insert(all.end(), p.value.values().begin(), p.value.values().end());
    EXPECT_EQ(all, weightsAfter(1, 6, OptimizerKind::SgdMomentum));
}

TEST(TrainingRunner, SaysWhyDataCouldNotBeLoaded) {
    Watcher watcher;
    TrainingPlan plan = planFor(200);
    plan.load = []() -> DataSplit { throw Error(ErrorCode::NotFound, "No data here."); };
    TrainingRunner runner(std::move(plan), watcher.wake());
    const auto news = watcher.until(runner, [](const TrainingNews& n) { return n.state == RunState::Failed; });
    ASSERT_TRUE(news.error);
    EXPECT_STREQ(news.error->what(), "No data here.");
}

TEST(TrainingRunner, MayBeClosedAtAnyMoment) {
    for (int i = 0; i < 20; ++i) {
        TrainingPlan plan = planFor(200);
        plan.startRunning = true;
        TrainingRunner runner(std::move(plan), {});
        if (i % 2 == 0) runner.pause();
        if (i % 3 == 0) runner.resume();
        runner.take();
    }
}

} // namespace
} // namespace cnn::test_trainer
