// Every layer kind of the catalogue, and the losses, against numeric derivatives: a listed layer is a checked layer.
#include "core/layers/losses.h"
#include "tests/support/layer_samples.h"
#include "tests/support/sample_networks.h"

#include <gtest/gtest.h>

namespace cnn::test_gradients {
namespace {

// A layer with random parameters, an input without kinks nearby, and a random gradient at its output.
struct Scene {
    std::unique_ptr<Layer> layer;
    Tensor in, dOut;
    float step;
};

Tensor inputOf(const LayerSample& sample, Rng& rng) {
    Tensor in(sample.in);
    if (sample.curve() != Curve::Kinked) {
        fillRandomly(in.values(), rng, -1.5, 1.5);
        return in;
    }
    // All different, none near zero: ... -1.5, -0.5, 0.5, 1.5 ... times the gap, shuffled.
    auto values = in.values();
    const float middle = static_cast<float>(values.size() / 2);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = (static_cast<float>(i) - middle + 0.5F) * kinkGap;
    rng.shuffle(values);
    return in;
}

Scene sceneOf(const LayerSample& sample) {
    Rng rng(7);
    Scene scene{makeLayer(sample.info), inputOf(sample, rng), {}, sample.step()};
    for (Parameter& p : scene.layer->parameters()) fillParameter(p, rng);
    const auto out = scene.layer->outputShape(sample.in);
    EXPECT_TRUE(out) << sample.info.kind << ": " << (out ? "" : out.error().what());
    scene.dOut = Tensor(*out);
    fillRandomly(scene.dOut.values(), rng);
    return scene;
}

struct Backward {
    Tensor dIn;
    Gradients gradients;
};

Backward backwardOf(const Layer& layer, const Tensor& in, const Tensor& dOut) {
    Tensor out;
    LayerCache cache;
    layer.forward(in, out, cache);
    Backward result{Tensor(), zeroGradients(layer)};
    layer.backward(in, out, dOut, cache, &result.dIn, result.gradients);
    return result;
}

// What the scene's loss, the sum of out * dOut, gains when `value` grows; summed in double.
double numericDerivative(const Scene& scene, float& value) {
    const float before = value;
    Tensor high, low;
    LayerCache cache;
    value = before + scene.step;
    double distance = value;
    scene.layer->forward(scene.in, high, cache);
    value = before - scene.step;
    distance -= value; // what was really moved, after rounding
    scene.layer->forward(scene.in, low, cache);
    value = before;
    const auto difference = high.array().cast<double>() - low.array().cast<double>();
    return (difference * scene.dOut.array().cast<double>()).sum() / distance;
}

void expectDerivatives(const Scene& scene, std::span<float> values, const Tensor& gradient, const std::string& what) {
    ASSERT_EQ(values.size(), gradient.size()) << what;
    const double largest = static_cast<double>(gradient.array().abs().maxCoeff());
    for (std::size_t i = 0; i < values.size(); ++i)
        ASSERT_NEAR(numericDerivative(scene, values[i]), gradient.data()[i], 1e-4 * largest) << what << ", value " << i;
}

template<class Check> void forEverySample(Check check) {
    for (const LayerKind& kind : layerKinds()) {
        const auto samples = samplesOf(kind.kind);
        EXPECT_FALSE(samples.empty()) << "the layer kind " << kind.kind
                                      << " has no samples: add a line to layerSamples in tests/support/layer_samples.h";
        for (std::size_t i = 0; i < samples.size(); ++i) {
            SCOPED_TRACE(std::string(kind.kind) + ", sample " + std::to_string(i));
            Scene scene = sceneOf(samples[i]);
            check(scene);
        }
    }
}

void expectClose(const Tensor& expected, const Tensor& ours) {
    ASSERT_EQ(expected.shape(), ours.shape());
    EXPECT_LE((expected.array() - ours.array()).abs().maxCoeff(), 1e-5F * expected.array().abs().maxCoeff());
}

TEST(EveryLayer, HasGradientsThatAgreeWithDifferenceQuotients) {
    forEverySample([](Scene& scene) {
        const Backward exact = backwardOf(*scene.layer, scene.in, scene.dOut);
        expectDerivatives(scene, scene.in.values(), exact.dIn, "input");
        auto parameters = scene.layer->parameters();
        for (std::size_t p = 0; p < parameters.size(); ++p)
            if (!parameters[p].learned)
                EXPECT_TRUE((exact.gradients[p].array() == 0).all()) << parameters[p].name;
            else
                expectDerivatives(scene, parameters[p].value.values(), exact.gradients[p], parameters[p].name);
    });
}

TEST(EveryLayer, AddsToTheGradientsAndOverwritesTheInputGradient) {
    forEverySample([](Scene& scene) {
        const Backward once = backwardOf(*scene.layer, scene.in, scene.dOut);
        Tensor out;
        LayerCache cache;
        scene.layer->forward(scene.in, out, cache);
        Gradients twice = once.gradients;
        Tensor dIn({3, 2, 9, 4});
        dIn.fill(1e9F);
        scene.layer->backward(scene.in, out, scene.dOut, cache, &dIn, twice);
        EXPECT_EQ(once.dIn, dIn);
        for (std::size_t p = 0; p < twice.size(); ++p) {
            Tensor half = twice[p];
            half.array() *= 0.5F;
            expectClose(once.gradients[p], half);
        }
    });
}

TEST(EveryLayer, TreatsABatchAsItsImagesOneByOne) {
    forEverySample([](Scene& scene) {
        Tensor out, single;
        LayerCache cache, singleCache;
        scene.layer->forward(scene.in, out, cache);
        const Backward batch = backwardOf(*scene.layer, scene.in, scene.dOut);
        Gradients sum = zeroGradients(*scene.layer);
        for (int n = 0; n < scene.in.shape().n; ++n) {
            scene.layer->forward(scene.in.image(n), single, singleCache);
            expectClose(out.image(n), single);
            const Backward one = backwardOf(*scene.layer, scene.in.image(n), scene.dOut.image(n));
            expectClose(batch.dIn.image(n), one.dIn);
            for (std::size_t p = 0; p < sum.size(); ++p) sum[p].array() += one.gradients[p].array();
        }
        for (std::size_t p = 0; p < sum.size(); ++p) expectClose(batch.gradients[p], sum[p]);
    });
}

TEST(EveryLayer, ReusesItsMemoryForAnyOtherBatchSize) {
    forEverySample([](Scene& scene) {
        Tensor used, fresh;
        LayerCache usedCache, freshCache;
        Tensor larger(scene.in.shape().withImages(scene.in.shape().n + 3));
        scene.layer->forward(larger, used, usedCache);
        scene.layer->forward(scene.in, used, usedCache);
        scene.layer->forward(scene.in, fresh, freshCache);
        EXPECT_EQ(used, fresh);
    });
}

TEST(EveryLayer, LetsANotANumberThroughSoThatADivergingRunIsSeen) {
    forEverySample([](Scene& scene) {
        Tensor out;
        LayerCache cache;
        scene.in.fill(std::nanf(""));
        scene.layer->forward(scene.in, out, cache);
        EXPECT_TRUE(out.array().isNaN().all());
    });
}

TEST(EveryLayer, IsMadeAgainFromItsInfo) {
    forEverySample([](Scene& scene) {
        const LayerInfo info = scene.layer->info();
        EXPECT_EQ(makeLayer(info)->outputShape(scene.in.shape()).orThrow(), scene.dOut.shape());
        EXPECT_EQ(makeLayer(info)->parameterCount(), std::as_const(*scene.layer).parameterCount());
        EXPECT_EQ(scene.layer->clone()->info().kind, info.kind);
    });
}

constexpr LossKind classLosses[] = {LossKind::SoftmaxCrossEntropy, LossKind::SquaredError};

struct LossScene {
    Tensor outputs;
    std::vector<int> labels;
};

LossScene lossScene(int classes, int images) {
    Rng rng(11);
    LossScene scene{Tensor({classes, 1, 1, images}), {}};
    fillRandomly(scene.outputs.values(), rng, -2, 2);
    for (int n = 0; n < images; ++n)
        scene.labels.push_back(static_cast<int>(rng.below(static_cast<std::size_t>(classes))));
    return scene;
}

// loss() is a function of `outputs`; each of them is moved a little up and down.
template<class Loss>
void expectDifferenceQuotients(const Loss& loss, Tensor& outputs, const Tensor& gradient, double tolerance) {
    constexpr float step = 1.0F / 32;
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        float& value = outputs.data()[i];
        const float before = value;
        value = before + step;
        const double high = loss(), above = value;
        value = before - step;
        const double low = loss(), below = value;
        value = before;
        ASSERT_NEAR((high - low) / (above - below), gradient.data()[i], tolerance);
    }
}

TEST(EveryLoss, HasGradientsThatAgreeWithDifferenceQuotients) {
    for (const LossKind kind : classLosses)
        for (int images = 1; images <= 5; ++images) {
            const int total = images + 2;
            LossScene scene = lossScene(2 + images, images);
            const auto loss = [&] { return evaluateLoss(kind, scene.outputs, scene.labels, total, nullptr).loss; };
            Tensor gradient;
            evaluateLoss(kind, scene.outputs, scene.labels, total, &gradient);
            ASSERT_EQ(gradient.shape(), scene.outputs.shape());
            const double largest = static_cast<double>(gradient.array().abs().maxCoeff());
            expectDifferenceQuotients(loss, scene.outputs, gradient, 2e-4 * largest);
        }
}

TEST(Reconstruction, HasTheMeanSquaredErrorOfAPixelAndGradientsThatAgreeWithDifferenceQuotients) {
    Tensor outputs = randomImages({2, 3, 4, 1}, 3, 1);
    const Tensor targets = randomImages({2, 3, 4, 1}, 3, 2);
    const auto loss = [&] {
        return evaluateReconstruction(LossKind::Reconstruction, outputs, targets, 3, nullptr).loss;
    };
    EXPECT_NEAR(loss(), (outputs.array() - targets.array()).square().mean(), 1e-6);
    Tensor gradient;
    evaluateReconstruction(LossKind::Reconstruction, outputs, targets, 3, &gradient);
    ASSERT_EQ(gradient.shape(), outputs.shape());
    expectDifferenceQuotients(loss, outputs, gradient, 1e-5);
}

// Targets between black and white, some of them either.
Tensor greyTargets(const Shape& shape, int images) {
    Tensor targets = randomImages(shape, images, 2);
    for (float& t : targets.values()) t = std::clamp(0.5F + t, 0.0F, 1.0F);
    return targets;
}

double softplus(double z) {
    return z > 0 ? z + std::log1p(std::exp(-z)) : std::log1p(std::exp(z));
}

TEST(ReconstructionEntropy, IsTheMeanCrossEntropyOfAPixelAndItsGradientsAgreeWithDifferenceQuotients) {
    Tensor outputs = randomImages({2, 3, 4, 1}, 3, 1);
    outputs.array() *= 3.0F;
    const Tensor targets = greyTargets({2, 3, 4, 1}, 3);
    const auto result = [&] {
        return evaluateReconstruction(LossKind::ReconstructionEntropy, outputs, targets, 3, nullptr);
    };
    double sum = 0, squares = 0;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const auto z = static_cast<double>(outputs.values()[i]), t = static_cast<double>(targets.values()[i]);
        sum += t * softplus(-z) + (1 - t) * softplus(z);
        squares += (1 / (1 + std::exp(-z)) - t) * (1 / (1 + std::exp(-z)) - t);
    }
    EXPECT_NEAR(result().loss, sum / static_cast<double>(outputs.size()), 1e-6);
    EXPECT_NEAR(result().squaredError, squares / static_cast<double>(outputs.size()), 1e-6);
    Tensor gradient;
    evaluateReconstruction(LossKind::ReconstructionEntropy, outputs, targets, 3, &gradient);
    ASSERT_EQ(gradient.shape(), outputs.shape());
    expectDifferenceQuotients([&] { return result().loss; }, outputs, gradient, 1e-5);
}

TEST(ReconstructionEntropy, OfLogitsFarFromZeroIsFinite) {
    const float logits[] = {-200, 200, -200, 200}, wanted[] = {0, 1, 1, 0};
    Tensor gradient;
    const LossResult result = evaluateReconstruction(LossKind::ReconstructionEntropy, Tensor({1, 2, 2, 1}, logits),
                                                     Tensor({1, 2, 2, 1}, wanted), 1, &gradient);
    EXPECT_NEAR(result.loss, 100, 1e-4); // two right ones, two that are 200 off
    EXPECT_NEAR(result.squaredError, 0.5, 1e-6);
    const float slopes[] = {0, 0, -0.25F, 0.25F};
    for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(gradient.values()[i], slopes[i], 1e-6);
}

TEST(ReconstructionEntropy, IsNeverBelowItsFloorAndReachesItWhereThePictureIsTheTarget) {
    const Tensor targets = greyTargets({1, 5, 4, 1}, 2);
    double floor = 0;
    Tensor best(targets.shape()), off(targets.shape());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto t = static_cast<double>(targets.values()[i]);
        const bool grey = t > 0 && t < 1;
        floor -= grey ? t * std::log(t) + (1 - t) * std::log(1 - t) : 0;
        best.values()[i] = static_cast<float>(grey ? std::log(t / (1 - t)) : t > 0 ? 50 : -50);
        off.values()[i] = best.values()[i] + 0.1F;
    }
    floor /= static_cast<double>(targets.size());
    EXPECT_NEAR(entropyFloor(targets.values()), floor, 1e-9);
    EXPECT_GT(floor, 0.1);
    const auto loss = [&](const Tensor& outputs) {
        return evaluateReconstruction(LossKind::ReconstructionEntropy, outputs, targets, 2, nullptr).loss;
    };
    EXPECT_NEAR(loss(best), floor, 1e-6);
    EXPECT_GT(loss(off), floor + 1e-5);
    const float extremes[] = {0, 1};
    EXPECT_EQ(entropyFloor(extremes), 0);
}

TEST(Reconstruction, BecomesAPictureByCuttingValuesAndByTheSigmoidOfLogits) {
    const float values[] = {-0.5F, 0, 0.25F, 1, 7};
    std::vector<float> cut(std::begin(values), std::end(values)), squeezed = cut;
    asPicture(LossKind::Reconstruction, cut);
    EXPECT_EQ(cut, (std::vector<float>{0, 0, 0.25F, 1, 1}));
    asPicture(LossKind::ReconstructionEntropy, squeezed);
    for (std::size_t i = 0; i < squeezed.size(); ++i)
        EXPECT_NEAR(squeezed[i], 1 / (1 + std::exp(-static_cast<double>(values[i]))), 1e-6);
    std::vector<float> broken{std::nanf("")};
    asPicture(LossKind::Reconstruction, broken);
    EXPECT_TRUE(std::isnan(broken[0]));
}

TEST(Reconstruction, TellsTheSquaredErrorOfThePictureWhateverItsLossIs) {
    const float values[] = {-0.5F, 2, 0.5F, 0.25F}, wanted[] = {0, 1, 0, 0.25F};
    const LossResult result = evaluateReconstruction(LossKind::Reconstruction, Tensor({1, 2, 2, 1}, values),
                                                     Tensor({1, 2, 2, 1}, wanted), 1, nullptr);
    EXPECT_NEAR(result.loss, (0.25 + 1 + 0.25) / 4, 1e-6);
    EXPECT_NEAR(result.squaredError, 0.25 / 4, 1e-6);
}

TEST(EveryReconstruction, OfPiecesAddsUpToThatOfTheWholeBatch) {
    const Tensor outputs = randomImages({1, 5, 4, 1}, 5, 1), targets = greyTargets({1, 5, 4, 1}, 5);
    for (const LossKind kind : {LossKind::Reconstruction, LossKind::ReconstructionEntropy}) {
        Tensor whole, piece;
        const LossResult all = evaluateReconstruction(kind, outputs, targets, 5, &whole);
        LossResult sum;
        for (int n = 0; n < 5; ++n) {
            const LossResult part = evaluateReconstruction(kind, outputs.image(n), targets.image(n), 5, &piece);
            sum.loss += part.loss;
            sum.squaredError += part.squaredError;
            expectClose(whole.image(n), piece);
        }
        EXPECT_NEAR(all.loss, sum.loss, 1e-6 * all.loss);
        EXPECT_NEAR(all.squaredError, sum.squaredError, 1e-6 * all.squaredError);
    }
}

TEST(EveryLoss, OfPiecesAddsUpToThatOfTheWholeBatch) {
    for (const LossKind kind : classLosses) {
        const LossScene scene = lossScene(4, 5);
        const LossResult whole = evaluateLoss(kind, scene.outputs, scene.labels, 5, nullptr);
        LossResult sum;
        for (int n = 0; n < 5; ++n) {
            const int label[] = {scene.labels[static_cast<std::size_t>(n)]};
            const LossResult piece = evaluateLoss(kind, scene.outputs.image(n), label, 5, nullptr);
            sum.loss += piece.loss;
            sum.correct += piece.correct;
        }
        EXPECT_NEAR(whole.loss, sum.loss, 1e-6 * whole.loss);
        EXPECT_EQ(whole.correct, sum.correct);
    }
}

TEST(Softmax, GivesProbabilitiesEvenForEnormousLogits) {
    const float logits[] = {1000, 999, -1000, 3e38F, 0, -3e38F};
    Tensor in({3, 1, 1, 2});
    in.matrix() = ConstMatrixView(logits, 2, 3).transpose();
    const Tensor p = softmax(in);
    EXPECT_NEAR(p.at(0, 0, 0, 0), 1 / (1 + std::exp(-1.0)), 1e-6);
    EXPECT_FLOAT_EQ(p.at(0, 0, 0, 1), 1);
    for (int n = 0; n < 2; ++n) EXPECT_NEAR(p.image(n).array().sum(), 1, 1e-6);
}

} // namespace
} // namespace cnn::test_gradients
