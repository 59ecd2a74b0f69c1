// Frozen layers keep every number they have; a network that begins with another's first layers; and the table that
// tells whether a network knows the cells or their mark.
#include "core/data/cell_pictures.h"
#include "core/data/class_match.h"
#include "core/layers/batch_norm.h"
#include "core/network/models.h"
#include "core/train/mark_table.h"
#include "core/train/trainer.h"
#include "core/train/trainer_file.h"
#include "core/train/transfer.h"
#include "tests/support/expect_error.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_transfer {
namespace {

CellSettings smallCells() {
    CellSettings settings;
    settings.side = 32;
    settings.classes = 3;
    return settings;
}

std::shared_ptr<const DataSplit> smallData(std::size_t images = 48, std::size_t test = 24) {
    return std::make_shared<const DataSplit>(cellSplit(smallCells(), 2, images, test));
}

Network small(std::uint64_t seed) {
    return tinyVgg({}, seed, {1, 32, 32, 1}, 3);
}

bool same(const Network& a, const Network& b, std::size_t layer) {
    const auto x = a.layer(layer).parameters(), y = b.layer(layer).parameters();
    for (std::size_t p = 0; p < x.size(); ++p)
        if (!(x[p].value == y[p].value)) return false;
    return true;
}

TrainingSettings freezing(int layers, OptimizerKind optimizer = OptimizerKind::SgdMomentum) {
    TrainingSettings settings;
    settings.frozen = layers;
    settings.epochs = 2;
    settings.batch = 16;
    settings.weightDecay = 0.01; // would shrink what is not frozen whatever its gradient
    settings.optimizer = optimizer;
    return settings;
}

TEST(Frozen, LayersKeepEveryBitWhileTheOthersLearn) {
    for (const OptimizerKind optimizer : {OptimizerKind::SgdMomentum, OptimizerKind::Adam}) {
        const Network before = small(1);
        Trainer trainer(before, smallData(), freezing(5, optimizer));
        for (int i = 0; i < 3; ++i) trainer.step();
        for (std::size_t i = 0; i < before.size(); ++i)
            if (!before.layer(i).parameters().empty()) {
                EXPECT_EQ(same(before, trainer.network(), i), i < 5) << before.name(i);
            }
    }
}

// What is frozen is not worked out; what learns gets the very gradients that it gets in a network that learns as a
// whole.
TEST(Frozen, TheOthersGetTheGradientsOfTheWhole) {
    Trainer whole(small(1), smallData(), freezing(0)), part(small(1), smallData(), freezing(5));
    whole.step();
    part.step();
    const NetworkGradients a = whole.lastGradients(), b = part.lastGradients();
    for (std::size_t layer = 0; layer < a.size(); ++layer)
        for (std::size_t p = 0; p < a[layer].size(); ++p) {
            if (layer >= 5) {
                EXPECT_EQ(a[layer][p], b[layer][p]) << layer;
            } else {
                EXPECT_TRUE((b[layer][p].array() == 0).all()) << layer;
            }
        }
    EXPECT_EQ(part.updateToWeight()[0], 0);
    EXPECT_GT(part.updateToWeight()[5], 0);
}

TEST(Frozen, WhatANormalisationRemembersStaysToo) {
    NetworkPlan plan = tinyVggPlan({});
    plan.layers.insert(plan.layers.begin() + 1, LayerPlan{{"batchnorm2d", {}}, ""});
    const auto data = smallData();
    const Network before = build(plan, data->train.shape, 3, Initialisation::He, 1);
    Trainer trainer(before, data, freezing(2));
    trainer.step();
    EXPECT_TRUE(same(before, trainer.network(), 1)) << "mean and variance";
    Trainer learning(before, data, freezing(0));
    learning.step();
    EXPECT_FALSE(same(before, learning.network(), 1));
}

TEST(Frozen, ThawInTheMiddleOfARunAndAreKeptInItsState) {
    const auto data = smallData();
    Trainer trainer(small(1), data, freezing(5));
    trainer.step();
    const TrainerState state = trainerStateFrom(toBytes(trainer.state()), "run");
    EXPECT_EQ(state.settings.frozen, 5);
    EXPECT_TRUE(state == trainer.state());
    Trainer later(small(7), data, freezing(0));
    later.restore(state);
    const Network before = later.network();
    later.step();
    trainer.step();
    EXPECT_TRUE(same(before, later.network(), 0));
    EXPECT_TRUE(later.state() == trainer.state()) << "bit for bit as if it had never stopped";
    TrainingSettings thawed = later.settings();
    thawed.frozen = 0;
    later.change(thawed);
    later.step();
    EXPECT_FALSE(same(before, later.network(), 0));
}

TEST(Frozen, SomethingMustBeLeftToLearn) {
    const int all = static_cast<int>(small(1).size());
    expectError([&] { Trainer(small(1), smallData(), freezing(all)); }, ErrorCode::Usage, {"nothing would learn"});
    expectError([&] { Trainer(small(1), smallData(), freezing(-1)); }, ErrorCode::Usage, {"0 or more"});
    Trainer trainer(small(1), smallData(), freezing(all - 1)); // the last layer alone
    trainer.step();
}

TEST(Transfer, BlocksEndWhereThePictureGetsSmaller) {
    const Network net = small(1);
    EXPECT_EQ(blocksOf(net), 2);
    EXPECT_EQ(layersOfBlocks(net, 0), 0U);
    EXPECT_EQ(net.name(layersOfBlocks(net, 1) - 1), "pool1");
    EXPECT_EQ(net.name(layersOfBlocks(net, 2) - 1), "pool2");
    EXPECT_EQ(layersOfBlocks(net, 9), layersOfBlocks(net, 2));
}

TEST(Transfer, TakesTheFirstLayersOverWhateverThePicturesSize) {
    const Network from = tinyVgg({}, 5, {1, 28, 28, 1}, 10);
    Network to = small(1);
    const Network before = to;
    takeOver(from, layersOfBlocks(from, 1), to);
    for (std::size_t i = 0; i < to.size(); ++i)
        if (!to.layer(i).parameters().empty()) {
            EXPECT_EQ(same(from, to, i), i < 5) << to.name(i);
            EXPECT_EQ(same(before, to, i), i >= 5) << to.name(i);
        }
    expectError([&] { takeOver(from, from.size(), to); }, ErrorCode::Mismatch, {"dense1"});
    Network other = lenet5({}, 1);
    expectError([&] { takeOver(from, 5, other); }, ErrorCode::Mismatch, {"conv1"});
    Network coloured = tinyVgg({}, 5, {3, 28, 28, 1}, 10);
    expectError([&] { takeOver(from, 5, coloured); }, ErrorCode::Mismatch, {"conv1"});
}

// What the comparison says is what two runs by hand say.
TEST(Transfer, ComparesWithLearningFromScratch) {
    const auto data = smallData(48, 30);
    const Network trained = small(3);
    TransferSettings settings;
    settings.layers = layersOfBlocks(trained, 2);
    settings.images = {12, 24};
    settings.imagesShown = 48;
    settings.training.batch = 12;
    double last = 0;
    std::size_t heard = 0;
    const auto points = compareTransfer(trained, layoutOf(trained), data, settings, {}, [&](const TransferProgress& p) {
        EXPECT_GE(p.share, last);
        last = p.share;
        ++heard;
    });
    EXPECT_NEAR(last, 1, 1e-9);
    EXPECT_EQ(heard, 2U * 4 + 2U * 4) << "48 images in steps of 12, twice for each count";
    ASSERT_EQ(points.size(), 2U);
    for (const TransferPoint& point : points) {
        DataSplit part = cellSplit(smallCells(), 2, point.images, 30);
        TrainingSettings training = settings.training;
        training.epochs = static_cast<int>(48 / point.images);
        training.frozen = static_cast<int>(settings.layers);
        Network network = untrainedFor(part, tinyVggPlan({}), Initialisation::He, training.seed);
        takeOver(trained, settings.layers, network);
        Trainer trainer(network, std::make_shared<const DataSplit>(part), training);
        while (!trainer.finished()) trainer.step();
        EXPECT_EQ(point.transferred, trainer.evaluate(part.test).accuracy) << point.images;
    }
    std::stop_source stop;
    stop.request_stop();
    expectError([&] { compareTransfer(trained, layoutOf(trained), data, settings, stop.get_token()); },
                ErrorCode::Interrupted, {"stopped"});
}

TEST(MarkTable, CountsEachCellOfTheTableByItself) {
    CellSettings cells = smallCells();
    cells.mark = CellMark::Light;
    cells.markedClass = 1;
    const Network net = small(4);
    const MarkTable table = markTable(net, cells, 6, 30);
    double right[2][2]{};
    Trace trace;
    for (const int mark : {0, 1})
        for (std::uint64_t i = 0; i < 30; ++i) {
            const Dataset one =
                cellPictures(cells, cellSeeds(6).test, i, 1, mark == 0 ? MarkedPictures::All : MarkedPictures::None);
            Tensor image;
            const std::size_t first = 0;
            one.gather(std::span(&first, 1), image);
            net.forward(image, trace);
            int said = 0;
            trace.output().array().maxCoeff(&said);
            right[one.labels[0] == 1 ? 0 : 1][mark] += said == one.labels[0] ? 1 : 0;
        }
    for (const int mark : {0, 1}) {
        EXPECT_NEAR(table.marked[mark], right[0][mark] / 10, 1e-12);
        EXPECT_NEAR(table.others[mark], right[1][mark] / 20, 1e-12);
    }
    EXPECT_EQ(table.images[0], 10U);
    EXPECT_EQ(table.images[1], 20U);
    EXPECT_NEAR(table.asTaught, (right[0][0] + right[1][1]) / 30, 1e-12);
    EXPECT_NEAR(table.fall(), (right[0][0] - right[0][1]) / 30, 1e-12);
}

} // namespace
} // namespace cnn::test_transfer
