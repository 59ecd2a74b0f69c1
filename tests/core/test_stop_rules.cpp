// Rules that stop a run: each when it comes true and once, by a runner with a reason, and never a number changed.
#include "core/network/models.h"
#include "core/train/stop_watch.h"
#include "tests/support/bar_split.h"
#include "tests/support/watcher.h"

#include <gtest/gtest.h>

namespace test_stop_rules {

using namespace cnn;

namespace {

StepReport stepOf(double progress, float loss, bool endOfEpoch = false) {
    StepReport step;
    step.epoch = static_cast<int>(progress - 1e-9);
    step.progress = progress;
    step.loss = loss;
    step.endOfEpoch = endOfEpoch;
    return step;
}

// The epochs, from 1, whose end stops a run with these losses on what it is watched with.
std::vector<int> stopsAt(const StopRules& rules, const std::vector<double>& losses) {
    StopWatch watch(rules);
    std::vector<int> stops;
    for (std::size_t i = 0; i < losses.size(); ++i)
        if (watch.look(static_cast<double>(i + 1), {losses[i], 1 - losses[i], 100}, true))
            stops.push_back(static_cast<int>(i + 1));
    return stops;
}

TrainingPlan planWith(const StopRules& rules) {
    TrainingPlan plan;
    plan.data = std::make_shared<const DataSplit>(bars(320));
    plan.build = [](const DataSplit&) { return lenet5({}, 3); };
    plan.settings.epochs = 20;
    plan.settings.stop = rules;
    plan.startRunning = true;
    return plan;
}

bool resting(const TrainingNews& news) {
    return news.state == RunState::Finished || (news.state == RunState::Paused && !news.steps.empty());
}

} // namespace

TEST(StopRules, PatienceCountsEpochsWithoutALowerLoss) {
    StopRules rules;
    rules.patience = 2;
    EXPECT_EQ(stopsAt(rules, {0.9, 0.5, 0.6, 0.4, 0.5, 0.5, 0.5, 0.3, 0.3, 0.3}), (std::vector{6, 10}));
    EXPECT_EQ(stopsAt({}, {0.9, 0.9, 0.9, 0.9}), std::vector<int>());
}

TEST(StopRules, ATargetStopsOnceEachTimeThatItIsReached) {
    StopRules rules;
    rules.targetAccuracy = 0.5;
    EXPECT_EQ(stopsAt(rules, {0.9, 0.5, 0.4, 0.6, 0.5}), (std::vector{2, 5}));
    StopRules loss;
    loss.targetLoss = 0.45;
    EXPECT_EQ(stopsAt(loss, {0.9, 0.5, 0.45, 0.4}), (std::vector{3}));
}

TEST(StopRules, ARiseIsOfTheMeanOverManyBatches) {
    StopRules rules;
    rules.lossRise = 0.5;
    StopWatch watch(rules);
    for (int i = 1; i <= 100; ++i) EXPECT_FALSE(watch.step(stepOf(0.01 * i, i == 70 ? 5.0F : 1.0F))) << i;
    std::optional<StopReport> stop;
    int batches = 0;
    while (!stop && ++batches < 100) stop = watch.step(stepOf(1 + 0.01 * batches, 2.0F));
    ASSERT_TRUE(stop);
    EXPECT_EQ(stop->rule, StopReport::LossRise);
    EXPECT_GT(batches, 20); // half of the mean's batches and one
    EXPECT_LT(batches, 30);
    EXPECT_GT(stop->value, 1.5);
    EXPECT_FALSE(watch.step(stepOf(2, 2.0F))); // once
}

TEST(StopRules, AnEpochIsStoppedAtItsEnd) {
    StopRules rules;
    rules.atEpoch = 2;
    StopWatch watch(rules);
    EXPECT_FALSE(watch.step(stepOf(1, 1, true)));
    EXPECT_FALSE(watch.step(stepOf(1.5, 1)));
    EXPECT_TRUE(watch.step(stepOf(2, 1, true)));
    EXPECT_FALSE(watch.step(stepOf(3, 1, true)));
}

TEST(StopRules, ADeadFilterIsSeenWhenItDies) {
    StopRules rules;
    rules.deadFilters = true;
    StopWatch watch(rules);
    const DataSplit data = bars(20);
    Network network = lenet5({}, 3);
    watch.lookInside(0, network, data.test); // some may be dead from the beginning
    network.layer(0).parameters()[1].value.fill(-1000);
    const auto stop = watch.lookInside(1, network, data.test);
    ASSERT_TRUE(stop);
    EXPECT_EQ(stop->rule, StopReport::DeadFilters);
    EXPECT_GE(stop->asked, 6);
    EXPECT_FALSE(watch.lookInside(2, network, data.test));
}

TEST(StopRules, ARunPausesWithItsReasonAndGoesOn) {
    StopRules rules;
    rules.targetAccuracy = 0.6;
    Watcher watcher;
    TrainingRunner runner(planWith(rules), watcher.wake());
    const TrainingNews news = watcher.until(runner, resting);
    ASSERT_EQ(news.state, RunState::Paused);
    ASSERT_TRUE(news.stop);
    EXPECT_EQ(news.stop->rule, StopReport::TargetAccuracy);
    EXPECT_GE(news.stop->value, 0.6);
    EXPECT_EQ(news.stop->progress, news.steps.back().progress);
    EXPECT_EQ(news.stop->value, news.tests.back().test.accuracy);
    runner.resume();
    const TrainingNews rest =
        watcher.until(runner, [](const TrainingNews& n) { return n.state == RunState::Finished; });
    EXPECT_NEAR(rest.progress, 20, 1e-9);
}

TEST(StopRules, NoRuleChangesANumber) {
    StopRules rules;
    rules.atEpoch = 1;
    rules.patience = 1;
    rules.deadFilters = true;
    std::vector<float> losses[2];
    for (const bool ruled : {false, true}) {
        TrainingSettings settings;
        if (ruled) settings.stop = rules;
        Trainer trainer(lenet5({}, 3), std::make_shared<const DataSplit>(bars(128)), settings);
        for (int i = 0; i < 4; ++i) losses[ruled].push_back(trainer.step().loss);
        EXPECT_EQ(trainer.state().settings.stop, StopRules());
    }
    EXPECT_EQ(losses[0], losses[1]);
}

TEST(StopRules, ReasonsAreSentences) {
    EXPECT_EQ(reasonOf({StopReport::TargetAccuracy, 2, 0.9, 0.902}).english(),
              "accuracy 90.2 % reached the target of 90 %");
    EXPECT_EQ(reasonOf({StopReport::Patience, 7, 3, 0.3101}).english(), "no loss below 0.3101 for 3 epochs");
    EXPECT_EQ(reasonOf({StopReport::AtEpoch, 1, 1, 1}).english(), "1 epoch is done");
}

TEST(StopRules, WhatIsOutOfRangeIsRefused) {
    StopRules rules;
    rules.targetAccuracy = 1.5;
    EXPECT_FALSE(checked(rules));
    rules = {};
    rules.patience = -1;
    EXPECT_FALSE(checked(rules));
    EXPECT_TRUE(checked(StopRules()));
}

} // namespace test_stop_rules
