// A run that is interrupted and taken up again, and what is seen of its steps from outside.
#include "core/base/save_file.h"
#include "core/network/models.h"
#include "core/train/trainer_file.h"
#include "tests/support/bar_split.h"
#include "tests/support/expect_error.h"
#include "tests/support/watcher.h"

#include <gtest/gtest.h>

namespace cnn::test_trainer_state {
namespace {

std::shared_ptr<const DataSplit> someBars() {
    static const auto data = std::make_shared<const DataSplit>(bars(200));
    return data;
}

TrainingSettings settingsFor(OptimizerKind optimizer) {
    TrainingSettings settings;
    settings.optimizer = optimizer;
    settings.learningRate = optimizer == OptimizerKind::Adam ? 0.001 : 0.02;
    settings.seed = 5;
    settings.augment = {true, true, true, true};
    settings.validation = 0.01; // 2 of 200 images
    return settings;
}

TrainerState stateAfter(Trainer& trainer, int steps) {
    for (int i = 0; i < steps; ++i) trainer.step();
    return trainer.state();
}

// 200 images in batches of 64 are four steps an epoch: six steps stop within the second.
TrainerState someState() {
    Trainer trainer(lenet5({}, 3), someBars(), settingsFor(OptimizerKind::Adam));
    return stateAfter(trainer, 6);
}

TEST(TrainerState, GoesOnWithTheSameBitsAfterItWasSavedAndReadAgain) {
    for (const auto optimizer : {OptimizerKind::SgdMomentum, OptimizerKind::Adam}) {
        TrainingSettings settings = settingsFor(optimizer);
        Trainer whole(lenet5({}, 3), someBars(), settings);
        const TrainerState half = stateAfter(whole, 6);
        const TrainerState expected = stateAfter(whole, 6);

        settings.threads = 2;
        settings.seed = 99; // the state's counts
        Trainer later(lenet5({}, 77), someBars(), settings);
        later.restore(trainerStateFrom(toBytes(half), "run"));
        EXPECT_EQ(later.progress(), half.progress());
        EXPECT_EQ(later.settings().threads, 2);
        EXPECT_TRUE(stateAfter(later, 6) == expected);
    }
}

TEST(TrainerState, IsRefusedByAnotherNetworkAndByOtherDataWhichGoOnAsTheyWere) {
    const TrainerState state = someState();
    Trainer other(mlp({}, 3), someBars(), {});
    const TrainerState before = other.state();
    expectError([&] { other.restore(state); }, ErrorCode::Mismatch, {"other layers"});
    EXPECT_TRUE(other.state() == before);
    Trainer fewer(lenet5({}, 3), std::make_shared<const DataSplit>(bars(190)), {});
    expectError([&] { fewer.restore(state); }, ErrorCode::Mismatch, {"learned from 198 images, the data holds 188"});
}

TEST(TrainerState, IsReadFromItsBytesAsItWas) {
    const TrainerState state = someState();
    EXPECT_TRUE(trainerStateFrom(toBytes(state), "run") == state);
    EXPECT_GT(state.progress(), 1);
}

// Files of the versions before: in the first, enumerations were numbers; in both there was neither noise nor a frozen
// layer.
TEST(TrainerState, IsReadFromFilesOfTheVersionsBefore) {
    const auto stateIn = [](const std::string& name) {
        const std::string bytes = readFile(std::filesystem::path(CONVSCOPE_TEST_DATA) / "fixtures" / name, 10000);
        EXPECT_EQ(bytes.substr(0, 6), "CvsRun");
        EXPECT_EQ(bytes[7], name[name.size() - 5]);
        return trainerStateFrom(bytes, "run");
    };
    const TrainerState numbers = stateIn("trainer_state_02.bin"), names = stateIn("trainer_state_03.bin");
    EXPECT_EQ(numbers.settings.optimizer, OptimizerKind::Adam);
    EXPECT_EQ(numbers.settings.loss, LossKind::SoftmaxCrossEntropy);
    EXPECT_EQ(numbers.settings.schedule, ScheduleKind::Constant);
    EXPECT_EQ(names.settings.optimizer, OptimizerKind::Adam);
    EXPECT_EQ(names.settings.loss, LossKind::Reconstruction);
    EXPECT_EQ(names.settings.schedule, ScheduleKind::Cosine);
    EXPECT_TRUE(names.parameters == numbers.parameters);
    EXPECT_EQ(names.images, numbers.images);
    for (const TrainerState& state : {numbers, names}) {
        EXPECT_FALSE(state.settings.noise.any());
        EXPECT_EQ(state.settings.frozen, 0);
        EXPECT_EQ(toBytes(state)[7], '4');
        EXPECT_TRUE(trainerStateFrom(toBytes(state), "run") == state);
    }
}

TEST(TrainerState, KeepsTheNoiseOfItsRun) {
    for (const auto& [kind, name] : noiseNames)
        for (const bool mixed : {false, true}) {
            TrainerState state;
            state.settings.loss = LossKind::ReconstructionEntropy;
            state.settings.noise = {kind, 0.25, mixed};
            EXPECT_TRUE(trainerStateFrom(toBytes(state), "run") == state) << name;
        }
    TrainerState state;
    state.settings.noise.kind = NoiseKind::Gaussian; // with a loss of classes
    expectError([&] { trainerStateFrom(toBytes(state), "run"); }, ErrorCode::BadFormat, {"damaged"});
}

TEST(TrainerState, HoldsItsChoicesByTheirNames) {
    TrainerState state;
    state.settings.optimizer = OptimizerKind::Adam;
    state.settings.loss = LossKind::Reconstruction;
    state.settings.schedule = ScheduleKind::Cosine;
    const std::string bytes = toBytes(state);
    for (const char* name : {"\4adam", "\16reconstruction", "\6cosine"})
        EXPECT_NE(bytes.find(name), std::string::npos) << name + 1;
}

TEST(TrainerState, EveryDamagedByteAndEveryMissingPieceIsOneClearError) {
    TrainerState small;
    small.parameters.resize(1);
    small.parameters[0] = {Tensor({1, 1, 2, 1}), Tensor({1, 1, 2, 1}), Tensor({1, 1, 2, 1})};
    const std::string good = toBytes(small);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x41);
        expectError([&] { trainerStateFrom(bad, "last.run"); }, ErrorCode::BadFormat, {"last.run is damaged"});
        expectError([&] { trainerStateFrom(std::string_view(good).substr(0, i), "last.run"); }, ErrorCode::BadFormat,
                    {"last.run is damaged"});
    }
    expectError([&] { trainerStateFrom(good + "x", "last.run"); }, ErrorCode::BadFormat, {"last.run is damaged"});
}

TEST(TrainerState, SettingsOutOfRangeAreNotBelievedEvenWithARightChecksum) {
    TrainerState state;
    state.settings.batch = -3;
    expectError([&] { trainerStateFrom(toBytes(state), "run"); }, ErrorCode::BadFormat, {"damaged"});
    state = {};
    state.settings.optimizer = static_cast<OptimizerKind>(7);
    expectError([&] { trainerStateFrom(toBytes(state), "run"); }, ErrorCode::BadFormat, {"damaged"});
}

double length(const Tensor& t) {
    double sum = 0;
    for (const float v : t.values()) sum += static_cast<double>(v) * static_cast<double>(v);
    return std::sqrt(sum);
}

// Plain gradient descent without momentum: the update is the learning rate times the gradient.
TEST(Trainer, TellsGradientsAndUpdatesOfItsLastStepAsTheWeightsShowThem) {
    TrainingSettings settings;
    settings.momentum = 0;
    settings.learningRate = 0.125; // a power of two: the product is exact
    Trainer trainer(lenet5({}, 3), someBars(), settings);
    EXPECT_TRUE(trainer.lastGradients().empty());
    EXPECT_TRUE(trainer.updateToWeight().empty());
    trainer.step();
    const Network before = trainer.network();
    trainer.step();
    const NetworkGradients gradients = trainer.lastGradients();
    const std::vector<double> ratios = trainer.updateToWeight();
    ASSERT_EQ(gradients.size(), before.size());
    ASSERT_EQ(ratios.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto was = before.layer(i).parameters(), now = trainer.network().layer(i).parameters();
        for (std::size_t p = 0; p < was.size(); ++p)
            for (std::size_t k = 0; k < was[p].value.size(); ++k)
                ASSERT_EQ(now[p].value.values()[k], was[p].value.values()[k] - 0.125F * gradients[i][p].values()[k]);
        if (was.empty())
            EXPECT_EQ(ratios[i], 0);
        else
            EXPECT_NEAR(ratios[i] * length(was[0].value) / (0.125 * length(gradients[i][0])), 1, 1e-4);
    }
}

TrainingPlan planWith(std::shared_ptr<const TrainerState> resume) {
    TrainingPlan plan;
    plan.data = someBars();
    plan.build = [](const DataSplit&) { return lenet5({}, 3); };
    plan.settings = settingsFor(OptimizerKind::Adam);
    plan.settings.epochs = 3;
    plan.checkpointEvery = plan.insideEvery = 1e-9; // every step
    plan.startRunning = true;
    plan.resume = std::move(resume);
    return plan;
}

bool finished(const TrainingNews& n) {
    return n.state == RunState::Finished;
}

TEST(TrainingRunner, GoesOnFromACheckpointAndEndsWithTheSameBits) {
    Watcher first, second;
    TrainingRunner whole(planWith(nullptr), first.wake());
    const TrainingNews all = first.until(whole, finished);
    ASSERT_TRUE(all.checkpoint);
    EXPECT_EQ(all.checkpoint->progress(), 3);

    TrainerState middle = someState();
    middle.settings.epochs = 3;
    TrainingRunner rest(planWith(std::make_shared<const TrainerState>(middle)), second.wake());
    const TrainingNews news = second.until(rest, finished);
    EXPECT_EQ(news.steps.size(), 6U);
    EXPECT_EQ(news.steps.front().epoch, 1);
    ASSERT_TRUE(news.checkpoint);
    EXPECT_TRUE(*news.checkpoint == *all.checkpoint);
}

TEST(TrainingRunner, GivesACheckpointAtTheBeginningAndAtEveryPauseHoweverSeldomTheyAre) {
    Watcher watcher;
    TrainingPlan plan = planWith(nullptr);
    plan.checkpointEvery = plan.insideEvery = 3600;
    plan.startRunning = false;
    TrainingRunner runner(std::move(plan), watcher.wake());
    const auto paused = [](const TrainingNews& n) { return n.state == RunState::Paused && n.checkpoint; };
    EXPECT_EQ(watcher.until(runner, paused).checkpoint->progress(), 0);
    runner.stepOnce();
    const TrainingNews news = watcher.until(runner, paused);
    EXPECT_EQ(news.checkpoint->batch, 1);
    ASSERT_TRUE(news.inside);
    EXPECT_EQ(news.inside->progress, news.progress);
    EXPECT_EQ(news.inside->gradients.size(), news.inside->updateToWeight.size());
}

TEST(TrainingRunner, SaysWhyARunCannotGoOn) {
    Watcher watcher;
    TrainerState state = someState();
    state.parameters.pop_back();
    TrainingRunner runner(planWith(std::make_shared<const TrainerState>(state)), watcher.wake());
    const auto news = watcher.until(runner, [](const TrainingNews& n) { return n.state == RunState::Failed; });
    EXPECT_NE(std::string(news.error->what()).find("other layers"), std::string::npos);
}

} // namespace
} // namespace cnn::test_trainer_state
