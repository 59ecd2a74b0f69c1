// Learning a kernel from input and target: the lecture's numbers, gradients against differences, and every written
// update and sum re-added.
#include "core/walk/kernel_fit.h"

#include "core/base/rng.h"
#include "core/kernels/window.h"
#include "core/samples/kernel_library.h"
#include "core/walk/window_walk.h"
#include "core/walk/written_update.h"
#include "tests/support/written_equation.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace test_kernel_fit {

using namespace cnn;

namespace {

Tensor stripes() {
    Tensor x({1, 6, 8, 1});
    for (int r = 0; r < 6; ++r)
        for (const int c : {0, 1, 6, 7}) x.at(0, r, c) = 1;
    return x;
}

Tensor edges() {
    Tensor y({1, 6, 7, 1});
    for (int r = 0; r < 6; ++r) {
        y.at(0, r, 1) = 1;
        y.at(0, r, 5) = -1;
    }
    return y;
}

FitTask lecture(double rate = 0.03) {
    return {stripes(), edges(), 1, 2, {0.512, -0.4467}, rate};
}

Tensor randomGrid(int rows, int columns, std::uint64_t seed) {
    Tensor t({1, rows, columns, 1});
    Rng rng(seed);
    for (float& v : t.values()) v = static_cast<float>(std::round(10 * rng.uniform(-1, 1)) / 10);
    return t;
}

// A random task with a kernel of the library as its target.
FitTask libraryTask(const NamedKernel& kernel, std::uint64_t seed) {
    const Shape& k = kernel.values.shape();
    WindowTask walk{WindowOperation::Convolution, randomGrid(12, 12, seed), kernel.values, 0, Window::square(1)};
    walk.window.y.kernel = k.h;
    walk.window.x.kernel = k.w;
    const WindowWalk made = *WindowWalk::make(walk);
    FitTask task{walk.input, made.output(), k.h, k.w, {}, 0};
    Rng rng(seed + 1);
    for (int i = 0; i < k.h * k.w; ++i) task.start.push_back(rng.uniform(-0.5, 0.5));
    return task;
}

std::string threePlaces(double v) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.3f", v);
    return text.data();
}

TEST(KernelFit, GivesTheLecturesLossesAndFinalKernel) {
    const KernelFit fit = *KernelFit::make(lecture(), 10);
    ASSERT_EQ(fit.updates(), 10);
    EXPECT_EQ(threePlaces(fit.lossAt(2)), "1.373");
    EXPECT_EQ(threePlaces(fit.lossAt(4)), "0.240");
    EXPECT_EQ(threePlaces(fit.lossAt(6)), "0.044");
    EXPECT_EQ(threePlaces(fit.lossAt(8)), "0.009");
    EXPECT_EQ(threePlaces(fit.lossAt(10)), "0.002");
    const FitMoment end = fit.at(11);
    EXPECT_NEAR(end.kernel[0], 0.9975, 5e-5);
    EXPECT_NEAR(end.kernel[1], -0.9905, 5e-5);
    EXPECT_EQ(writtenLoss(fit.lossAt(4)), "0.240");
}

TEST(KernelFit, KnowsTheLearningRateAboveWhichItDiverges) {
    const KernelFit fit = *KernelFit::make(lecture(), 10);
    EXPECT_NEAR(fit.bowl().largestLearningRate(), 1.0 / 30, 1e-12);
    EXPECT_NEAR(fit.bowl().curvatures[0], 12, 1e-9);
    EXPECT_FALSE(fit.diverges());
    const KernelFit below = *KernelFit::make(lecture(0.033), 1000), above = *KernelFit::make(lecture(0.0337), 1000);
    EXPECT_LT(below.lossAt(1001), 1e-6);
    EXPECT_GT(above.lossAt(1001), 1);
    EXPECT_TRUE(above.diverges());
}

TEST(KernelFit, StopsByItselfBeforeTheNumbersEnd) {
    const KernelFit fit = *KernelFit::make(lecture(0.1), 200);
    EXPECT_TRUE(fit.stopped());
    EXPECT_LT(fit.updates(), 60);
    for (int i = 1; i <= fit.updates() + 1; ++i) EXPECT_TRUE(std::isfinite(static_cast<float>(fit.lossAt(i)))) << i;
    EXPECT_TRUE(writeUpdate(fit, fit.at(fit.updates() + 1), 0).line().find("≈") != std::string::npos);
    EXPECT_FALSE(KernelFit::make(lecture(0.04), 10)->stopped());
}

TEST(KernelFit, ItsGradientIsThatOfDifferences) {
    for (const NamedKernel& kernel : kernelLibrary()) {
        if (kernel.values.shape().h > 5) continue;
        const KernelFit fit = *KernelFit::make(libraryTask(kernel, 7), 0);
        const FitMoment moment = fit.at(1);
        for (std::size_t k = 0; k < moment.kernel.size(); ++k) {
            auto up = moment.kernel, down = moment.kernel;
            up[k] += 1e-4;
            down[k] -= 1e-4;
            const double slope = (fit.momentOf(up).loss - fit.momentOf(down).loss) / 2e-4;
            EXPECT_NEAR(slope, moment.gradient[k], 1e-5 * std::max(1.0, std::abs(slope))) << kernel.id;
        }
    }
}

// The network's convolution layer in floats, descending beside it: what PyTorch computes (compared there by the golden
// cases of the layer).
TEST(KernelFit, AgreesWithTheNetworksConvolutionLayer) {
    const NamedKernel& kernel = *findKernel("sobel-x");
    FitTask task = libraryTask(kernel, 3);
    task.learningRate = 0.004;
    const KernelFit fit = *KernelFit::make(task, 30);
    Tensor weight({1, 3, 3, 1});
    std::copy(task.start.begin(), task.start.end(), weight.data());
    for (int i = 1; i <= 31; ++i) {
        WindowTask step{WindowOperation::Convolution, task.input, weight, 0, Window::square(3)};
        const Tensor prediction = WindowWalk::make(step)->output();
        float loss = 0;
        Tensor error = prediction;
        for (std::size_t n = 0; n < error.size(); ++n) {
            error.data()[n] -= task.target.data()[n];
            loss += error.data()[n] * error.data()[n];
        }
        EXPECT_NEAR(static_cast<double>(loss), fit.lossAt(i), 1e-4 * std::max(1.0, fit.lossAt(i))) << i;
        // The weight's gradient is the cross-correlation of input and error.
        WindowTask back{WindowOperation::Convolution, task.input, error, 0, Window::square(error.shape().h)};
        const Tensor gradient = WindowWalk::make(back)->output();
        for (std::size_t n = 0; n < 9; ++n)
            weight.data()[n] -= static_cast<float>(task.learningRate) * 2 * gradient.data()[n];
    }
}

TEST(KernelFit, FindsEveryKernelOfTheLibraryAgain) {
    for (const NamedKernel& kernel : kernelLibrary()) {
        if (kernel.values.shape().h > 5) continue;
        FitTask task = libraryTask(kernel, 11);
        task.learningRate = 0.9 * KernelFit::make(task, 0)->bowl().largestLearningRate();
        const KernelFit fit = *KernelFit::make(task, 1000);
        for (std::size_t k = 0; k < task.start.size(); ++k) {
            EXPECT_NEAR(fit.kernelAt(1001)[k], static_cast<double>(kernel.values.data()[k]), 2e-3) << kernel.id;
            EXPECT_NEAR(fit.bowl().minimum[k], static_cast<double>(kernel.values.data()[k]), 1e-4) << kernel.id;
        }
    }
}

TEST(KernelFit, SaysWhenManyKernelsFitEquallyWell) {
    FitTask task{stripes(), Tensor({1, 5, 8, 1}), 2, 1, {0.4, 0.1}, 0.02}; // rows are alike: only the sum counts
    const KernelFit fit = *KernelFit::make(task, 400);
    EXPECT_EQ(fit.bowl().flat, 1);
    EXPECT_NEAR(fit.bowl().lowest, 0, 1e-12);
    EXPECT_NEAR(fit.bowl().minimum[0], 0.15, 1e-9);
    EXPECT_NEAR(fit.kernelAt(401)[0], 0.15, 1e-9);
    EXPECT_NEAR(fit.kernelAt(401)[1], -0.15, 1e-9);
}

TEST(KernelFit, RefusesWhatDoesNotBelongTogether) {
    FitTask task = lecture();
    task.columns = 3;
    EXPECT_FALSE(KernelFit::make(task, 1));
    task = lecture();
    task.start.push_back(0);
    EXPECT_NE(std::string(KernelFit::make(task, 1).error().what()).find("2 weights, not with 3"), std::string::npos);
    task = lecture();
    task.rows = 7;
    EXPECT_FALSE(KernelFit::make(task, 1));
    EXPECT_FALSE(KernelFit::make(lecture(), KernelFit::mostUpdates + 1));
}

// Re-adds what is written, and compares it with the truth at four places.
void expectHonest(const KernelFit& fit, int i, std::size_t k) {
    const FitMoment moment = fit.at(i);
    const WrittenUpdate u = writeUpdate(fit, moment, k);
    ASSERT_TRUE(u.exact);
    EXPECT_EQ(u.weight + Decimal(-1, 0) * (u.rate * u.gradient), u.next) << u.line();
    EXPECT_NEAR(u.next.value(), moment.kernel[k] - fit.task().learningRate * moment.gradient[k], 1.01e-4) << u.line();
    const WrittenGradient g = writeGradient(fit, moment, k);
    Decimal sum;
    for (std::size_t row = 0; row < g.rows.size(); ++row) {
        Decimal rowSum;
        for (const auto& p : g.rows[row]) {
            EXPECT_EQ(p.error * p.input, p.value);
            rowSum = rowSum + p.value;
        }
        EXPECT_EQ(rowSum, g.rowSums[row]);
        sum = sum + rowSum;
    }
    EXPECT_EQ(sum, g.sum);
    EXPECT_EQ(g.sum + g.sum, g.gradient);
    EXPECT_EQ(g.gradient.rounded(g.rounded.digits()), u.gradient) << g.totalLine();
    EXPECT_NE(g.totalLine().find(u.gradient.text()), std::string::npos);
}

TEST(WrittenUpdate, AddsUpAsItIsWritten) {
    const KernelFit fit = *KernelFit::make(lecture(), 10);
    EXPECT_TRUE(writeUpdate(fit, fit.at(1), 0).line().starts_with("0.512 − 0.03 × ("));
    for (int i = 1; i <= 11; ++i)
        for (const std::size_t k : {0U, 1U}) expectHonest(fit, i, k);
    FitTask task = libraryTask(*findKernel("gaussian-5"), 5);
    task.learningRate = 0.0047;
    const KernelFit larger = *KernelFit::make(task, 40);
    for (int i = 1; i <= 41; i += 5)
        for (std::size_t k = 0; k < 25; ++k) expectHonest(larger, i, k);
}

// Far into a descent, where weights, gradients and errors become as small as they like.
TEST(WrittenUpdate, WritesNothingAsZeroThatIsNotZero) {
    FitTask sobel = libraryTask(*findKernel("sobel-x"), 3);
    sobel.learningRate = 0.004;
    for (const KernelFit& fit : {*KernelFit::make(lecture(), 150), *KernelFit::make(sobel, 200)})
        for (int i = 1; i <= fit.updates() + 1; ++i)
            for (std::size_t k = 0; k < fit.task().start.size(); ++k) {
                const FitMoment moment = fit.at(i);
                const WrittenUpdate u = writeUpdate(fit, moment, k);
                EXPECT_EQ(u.weightText == "0", moment.kernel[k] == 0) << u.line();
                EXPECT_EQ(u.gradientText == "0", moment.gradient[k] == 0) << u.line();
                const plain::ReadEquations read = plain::readEquations(u.line());
                ASSERT_EQ(read.all.size(), 1U) << u.line();
                EXPECT_EQ(read.all[0].objection, "") << u.line();
                const WrittenGradient g = writeGradient(fit, moment, k);
                EXPECT_EQ(g.text == "0", moment.gradient[k] == 0) << g.text;
                if (g.exact) expectHonest(fit, i, k);
                for (std::size_t row = 0; row < g.rows.size(); ++row)
                    EXPECT_EQ((" " + g.rowLine(row, 100)).find(" 0×"), std::string::npos) << g.rowLine(row, 100);
            }
    const KernelFit fit = *KernelFit::make(lecture(), 60);
    EXPECT_EQ(writeUpdate(fit, fit.at(60), 0).line(), "0.99999994 − 0.03 × (−0.000004) = 1.00000006");
}

TEST(WrittenUpdate, CollapsesLongRowsWithoutLosingAnything) {
    FitTask task = libraryTask(*findKernel("box-3"), 5);
    task.learningRate = 0.005;
    const KernelFit fit = *KernelFit::make(task, 1);
    const WrittenGradient g = writeGradient(fit, fit.at(1), 4);
    EXPECT_EQ(g.rows.size(), 10U);
    EXPECT_NE(g.rowLine(0, 4).find(" products: "), std::string::npos) << g.rowLine(0, 4);
    EXPECT_NE(g.rowLine(0, 4).find("= " + g.rowSums[0].text()), std::string::npos);
    EXPECT_EQ(g.sumOf(0, 0) + g.sumOf(1, 8) + g.sumOf(9, 9), g.sum);
}

} // namespace

} // namespace test_kernel_fit
