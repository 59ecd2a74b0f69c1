// The course of a run as a table for spreadsheets and scripts, one line a batch:
//
//     step,epoch,loss,accuracy,learning_rate,test_loss,test_accuracy
//
// or, of pictures that are given back,
//
//     step,epoch,loss,psnr,learning_rate,test_loss,test_psnr
//
// step counts batches from 1, epoch is what was learned after it (1.25). Loss and accuracy are those of the batch
// before the update. The last two stand where the whole test set was looked at, which is after each epoch, and are
// empty elsewhere. Beyond 100,000 lines neighbours are joined two by two: step, epoch and learning rate of the later
// one, means of loss, accuracy and squared error, which the PSNR (denoise.h) is of.
#pragma once

#include "core/train/trainer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cnn {

class RunLog {
public:
    static constexpr std::size_t mostLines = 100'000;

    // stepsBefore: of a run that goes on.
    explicit RunLog(std::size_t stepsBefore = 0) : m_steps(stepsBefore) {}

    void add(const StepReport& step);
    // After the step that reported this progress.
    void addTest(double progress, const Evaluation& test);
    std::size_t lines() const { return m_lines.size(); }
    std::string csv() const;

private:
    struct Line {
        std::uint64_t step = 0;
        double progress = 0;
        float loss = 0, accuracy = 0, learningRate = 0; // loss and accuracy: sums over the batches
        float squaredError = 0;                         // likewise
        std::uint32_t batches = 1;
        void join(const Line& next);
    };
    struct Test {
        double progress = 0, loss = 0, accuracy = 0, squaredError = 0;
    };
    void halve();
    std::vector<Line> m_lines;
    std::vector<Test> m_tests; // in order; the last of several that stand in one line counts
    std::size_t m_steps, m_perLine = 1;
    bool m_pictures = false; // are given back
};

} // namespace cnn
