// The lines that the core writes are true as they stand, whatever numbers they are made of: read and calculated again
// in 10,000 random steps.
#include "core/base/rng.h"
#include "core/explain/value_origin.h"
#include "core/network/models.h"
#include "core/walk/channel_walk.h"
#include "core/walk/written_sum.h"
#include "core/walk/written_update.h"
#include "tests/support/written_equation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace test_written_lines {

namespace {

using namespace cnn;

// Whole numbers, decimals, thirds, very small and very large ones, and 0.
float anyNumber(Rng& rng) {
    const auto whole = static_cast<double>(rng.below(19)) - 9;
    switch (rng.below(8)) {
    case 0:
        return 0;
    case 1:
        return static_cast<float>(whole / 3);
    case 2:
        return static_cast<float>(whole / 100);
    case 3:
        return static_cast<float>(rng.uniform(-1, 1));
    case 4:
        return static_cast<float>(rng.uniform(-1, 1) * std::pow(10.0, -static_cast<double>(rng.below(9))));
    case 5:
        return static_cast<float>(std::round(rng.uniform(-1e6, 1e6)));
    default:
        return static_cast<float>(whole);
    }
}

WindowTask anyTask(Rng& rng, int channels) {
    WindowTask task;
    constexpr WindowOperation operations[] = {WindowOperation::Convolution, WindowOperation::MaxPool,
                                              WindowOperation::AvgPool};
    task.operation = channels > 1 ? WindowOperation::Convolution : operations[rng.below(3)];
    task.window.y.kernel = 1 + static_cast<int>(rng.below(4));
    task.window.x.kernel = 1 + static_cast<int>(rng.below(4));
    if (task.window.y.kernel > 1) task.window.y.padBefore = static_cast<int>(rng.below(2));
    if (task.window.x.kernel > 1) task.window.x.padAfter = static_cast<int>(rng.below(2));
    task.input = Tensor({channels, 4, 4, 1});
    task.kernel = Tensor({channels, task.window.y.kernel, task.window.x.kernel, 1});
    for (Tensor* numbers : {&task.input, &task.kernel})
        for (float& v : numbers->values()) v = anyNumber(rng);
    if (rng.below(2) == 0) task.bias = anyNumber(rng);
    return task;
}

void expectTrue(const std::string& line, std::size_t equations) {
    const plain::ReadEquations read = plain::readEquations(line);
    EXPECT_EQ(read.all.size(), equations) << line;
    EXPECT_TRUE(read.unread.empty()) << line;
    for (const auto& e : read.all) EXPECT_EQ(e.objection, "") << e.text;
}

TEST(WrittenLines, SumsAreTrue) {
    Rng rng(1);
    for (int i = 0; i < 10000 && !testing::Test::HasFailure(); ++i) {
        const WindowTask task = anyTask(rng, 1);
        const WindowStep step = windowStep(task, static_cast<int>(rng.below(2)), 0);
        const auto all = static_cast<int>(step.terms.size());
        const int shown = rng.below(2) == 0 ? all : 1 + static_cast<int>(rng.below(step.terms.size()));
        const WrittenSum sum = writeSum(task, step, shown);
        if (std::ranges::all_of(sum.terms, &WrittenTerm::padding)) continue; // a maximum of nothing
        const bool alone = task.operation == WindowOperation::AvgPool && !sum.complete && shown == 1;
        if (!alone) expectTrue(sum.line(), 1); // "3 = 3" is no sum
        if (task.operation == WindowOperation::Convolution && (shown > 1 || sum.hasBias))
            expectTrue(sum.productLine(), 1);
        // What is not 0 is not written as 0.
        for (int t = 0; t < shown; ++t) {
            const auto at = static_cast<std::size_t>(t);
            for (const auto& [number, written] : {std::pair(step.terms[at].input, sum.terms[at].input),
                                                  std::pair(step.terms[at].weight, sum.terms[at].weight)})
                EXPECT_EQ(std::abs(number) > 1e-9F && written.text() == "0", false) << number << " in " << sum.line();
        }
    }
}

TEST(WrittenLines, SumsOverChannelsAreTrue) {
    Rng rng(2);
    for (int i = 0; i < 2000 && !testing::Test::HasFailure(); ++i) {
        const int channels = 2 + static_cast<int>(rng.below(3));
        const WindowTask task = anyTask(rng, channels);
        const WindowStep step = windowStep(task, 0, 0);
        const auto all = static_cast<int>(step.terms.size());
        const ChannelSums sums = writeChannels(task, step, all);
        for (const WrittenSum& part : sums.channels) expectTrue(part.line(), 1);
        expectTrue(sums.totalLine(), 1);
    }
}

// Where a value of a network comes from: of any layer, with numbers of any size.
TEST(WrittenLines, OriginsOfValuesAreTrue) {
    using enum ActivationKind;
    Rng rng(3);
    for (const float scale : {1.0F, 1e-2F, 30.0F, 1e-4F})
        for (Network network : {lenet5({}, 1), lenet5({Sigmoid, PoolingKind::Average}, 2),
                                lenet5({Tanh, PoolingKind::Max}, 3), lenet1998(4)}) {
            for (std::size_t i = 0; i < network.size(); ++i)
                for (Parameter& p : network.layer(i).parameters()) p.value.array() *= scale;
            Tensor image(network.inputShape());
            for (float& v : image.values()) v = static_cast<float>(rng.below(256)) / 255;
            Trace trace;
            network.forward(image, trace);
            for (int i = 0; i < 150 && !testing::Test::HasFailure(); ++i) {
                const std::size_t layer = rng.below(network.size());
                const Shape& s = trace.values[layer + 1].shape();
                const auto any = [&rng](int n) { return static_cast<int>(rng.below(static_cast<std::size_t>(n))); };
                const ValueOrigin origin = originOf(network, trace, layer, {any(s.c), any(s.h), any(s.w)});
                if (origin.writable) expectTrue(origin.line(12), origin.kind == OriginKind::Copy ? 0 : 1);
            }
        }
}

// Updates of a fit that diverges: numbers too large for decimals.
TEST(WrittenLines, UpdatesBeyondDecimalsAreTrue) {
    Rng rng(4);
    const auto any = [&rng] { return rng.uniform(-1, 1) * std::pow(10.0, static_cast<double>(rng.below(20))); };
    for (int i = 0; i < 2000 && !testing::Test::HasFailure(); ++i) {
        const double weight = any(), rate = rng.uniform(0.001, 0.5), gradient = 1e6 * any();
        const double written = std::round(rate * 1e6) / 1e6; // as a rate is typed
        expectTrue(writeUpdate(weight, written, gradient, weight - written * gradient).line(), 1);
    }
}

} // namespace

} // namespace test_written_lines
