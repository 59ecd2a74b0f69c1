#include "core/train/run_log.h"

#include <gtest/gtest.h>
#include <sstream>

namespace cnn::test_run_log {
namespace {

StepReport step(int batch, float loss, float accuracy) {
    return {0, batch, (batch + 1) / 4.0, loss, accuracy, 0.02, batch == 3};
}

TEST(RunLog, HasALineABatchAndTheTestAtTheEpochsEnd) {
    RunLog log;
    EXPECT_EQ(log.csv(), "step,epoch,loss,accuracy,learning_rate,test_loss,test_accuracy\n");
    for (int i = 0; i < 4; ++i) log.add(step(i, 2.5F - static_cast<float>(i) / 4, 0.25F * static_cast<float>(i)));
    log.addTest(0.75, {0.125, 0.875, 100}); // the news of a test may come later than those of the next step
    log.addTest(1, {0.0625, 0.9375, 100});
    EXPECT_EQ(log.csv(), "step,epoch,loss,accuracy,learning_rate,test_loss,test_accuracy\n"
                         "1,0.25,2.5,0,0.02,,\n"
                         "2,0.5,2.25,0.25,0.02,,\n"
                         "3,0.75,2,0.5,0.02,0.125,0.875\n"
                         "4,1,1.75,0.75,0.02,0.0625,0.9375\n");
}

TEST(RunLog, OfPicturesThatAreGivenBackTellsTheirPsnrInsteadOfAnAccuracy) {
    RunLog log;
    StepReport first = step(0, 0.5F, 0), second = step(3, 0.25F, 0);
    first.squaredError = 0.1F; // 10 dB
    second.squaredError = 0.01F;
    log.add(first);
    log.add(second);
    log.addTest(1, {0.125, 0, 100, 0.001});
    EXPECT_EQ(log.csv(), "step,epoch,loss,psnr,learning_rate,test_loss,test_psnr\n"
                         "1,0.25,0.5,10,0.02,,\n"
                         "2,1,0.25,20,0.02,0.125,30\n");
}

TEST(RunLog, OfARunThatGoesOnCountsTheStepsBefore) {
    RunLog log(10);
    log.add(step(0, 1, 1));
    EXPECT_NE(log.csv().find("\n11,0.25,1,1,"), std::string::npos);
}

TEST(RunLog, JoinsNeighboursInsteadOfGrowingWithoutEndAndLosesNoBatch) {
    RunLog log;
    const std::size_t steps = 3 * RunLog::mostLines;
    double sum = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        const auto loss = static_cast<float>(i % 7);
        sum += static_cast<double>(loss);
        log.add(step(static_cast<int>(i), loss, 0.5F));
        ASSERT_LE(log.lines(), RunLog::mostLines);
        if (i % 5 == 0) log.addTest(static_cast<double>(i + 1) / 4, {9, 0.125, 10});
    }
    log.addTest(static_cast<double>(steps) / 4, {1, 0.5, 10});
    std::istringstream text(log.csv());
    std::string line, last;
    std::getline(text, line);
    double all = 0;
    std::size_t before = 0;
    while (std::getline(text, line)) {
        const std::size_t number = std::stoul(line);
        const std::string loss = line.substr(line.find(',', line.find(',') + 1) + 1);
        all += std::stod(loss) * static_cast<double>(number - before);
        before = number;
        last = line;
    }
    EXPECT_EQ(before, steps);
    EXPECT_NEAR(all, sum, 1e-4 * sum);
    EXPECT_TRUE(last.ends_with(",0.5,0.02,1,0.5")) << last;
}

} // namespace
} // namespace cnn::test_run_log
