// A planted shortcut works: a network that may learn the mark learns it instead of the cell, and what it looks at
// leaves the cell. Balanced pictures, or a crop, take the shortcut away.
#include "core/data/cell_pictures.h"
#include "core/data/class_match.h"
#include "core/explain/class_map.h"
#include "core/explain/share_on.h"
#include "core/network/models.h"
#include "core/train/mark_table.h"
#include "core/train/trainer.h"

#include <gtest/gtest.h>

namespace cnn::test_shortcut {
namespace {

CellSettings cornered() {
    CellSettings cells;
    cells.side = 32;
    cells.mark = CellMark::Corner;
    return cells;
}

Network taught(const CellSettings& cells, MarkedPictures marked, std::size_t pictures = 480) {
    const auto data = std::make_shared<const DataSplit>(cellSplit(cells, 1, pictures, 4, marked));
    TrainingSettings settings;
    settings.learningRate = 0.03;
    settings.batch = 32;
    settings.epochs = 3;
    const NetworkPlan plan = tinyVggPlan({});
    Trainer trainer(untrainedFor(*data, plan, usualInitialisation(plan), 1), data, settings);
    while (!trainer.finished()) trainer.step();
    return trainer.network();
}

// The mean share on the cell of what covering tells for the marked class, over some of its pictures.
double shareOnCell(const Network& network, const CellSettings& cells, MarkedPictures marked) {
    ClassMapSettings how;
    how.kind = ClassMapKind::Occlusion;
    how.occlusion = {8, 4, 0, {}, OcclusionBaseline::Mean};
    double sum = 0;
    int count = 0;
    for (std::uint64_t i = 0; i < 6; ++i) {
        const CellPicture p = cellPicture(cells, cellSeeds(1).test, 4 * i, marked);
        const Tensor image(network.inputShape(), p.values);
        const auto share = shareOn(classMap(network, image, 0, how).orThrow(), p.mask);
        if (!share) continue;
        sum += *share;
        ++count;
    }
    return count > 0 ? sum / count : 0;
}

TEST(Shortcut, IsLearnedInsteadOfTheCellAndTheMapsPointAtIt) {
    const CellSettings cells = cornered();
    const Network network = taught(cells, MarkedPictures::OfItsClass);
    const MarkTable table = markTable(network, cells, 1, 120);
    EXPECT_GT(table.marked[0], 0.95) << "with the mark all is well";
    EXPECT_GT(table.fallOfMarked(), 0.3) << "without it the class is lost";
    EXPECT_GT(table.others[1] - table.others[0], 0.3) << "and whatever bears it passes for the class";
    const double with = shareOnCell(network, cells, MarkedPictures::All);
    EXPECT_LT(with, 0.5 * shareOnCell(network, cells, MarkedPictures::None)) << "the map is off the cell: " << with;
}

TEST(Shortcut, BalancedPicturesTakeItAway) {
    const CellSettings cells = cornered();
    // More of them: without the shortcut the cells themselves have to be learned.
    const MarkTable table = markTable(taught(cells, MarkedPictures::Half, 2400), cells, 1, 120);
    EXPECT_LT(std::abs(table.fallOfMarked()), 0.2);
    EXPECT_LT(std::abs(table.others[1] - table.others[0]), 0.2);
}

TEST(Shortcut, ACropTakesItAway) {
    CellSettings cells = cornered();
    cells.crop = 5; // the mark ends in row and column 4
    const MarkTable table = markTable(taught(cells, MarkedPictures::OfItsClass), cells, 1, 120);
    EXPECT_EQ(table.marked[0], table.marked[1]) << "the pictures are the same with and without";
    EXPECT_EQ(table.others[0], table.others[1]);
}

} // namespace
} // namespace cnn::test_shortcut
