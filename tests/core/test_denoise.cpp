// Learning to take noise away, against plain loops in double, and the rivals that learn nothing.
#include "core/base/rng.h"
#include "core/data/sources.h"
#include "core/network/models.h"
#include "core/train/denoise.h"
#include "core/train/layer_stats.h"
#include "core/train/trainer.h"
#include "core/train/trainer_file.h"
#include "tests/support/bar_split.h"
#include "tests/support/instrumented.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace cnn::test_denoise {
namespace {

constexpr Noise gaussian{NoiseKind::Gaussian, 0.4, false};
constexpr AutoencoderOptions small{4, 1, 3};

// Pictures of random greys, so that no value is special.
DataSplit greys(std::size_t images, const Shape& shape) {
    DataSplit split;
    Rng rng(11);
    for (Dataset* set : {&split.train, &split.test}) {
        set->shape = shape;
        set->classNames = {"one", "two"};
        for (std::size_t i = 0; i < images; ++i) {
            set->labels.push_back(static_cast<int>(i % 2));
            for (std::size_t k = 0; k < shape.perImage(); ++k)
                set->pixels.bytes().push_back(static_cast<std::uint8_t>(rng.below(256)));
        }
    }
    return split;
}

TrainingSettings settingsOf(LossKind loss, const Noise& noise) {
    TrainingSettings s;
    s.optimizer = OptimizerKind::Adam;
    s.learningRate = 0.003;
    s.loss = loss;
    s.noise = noise;
    return s;
}

Tensor imageOf(const Dataset& set, std::size_t index) {
    Tensor image(set.shape);
    set.scale(index, image.data());
    return image;
}

// The mean loss of images under noise of this seed, and the mean squared error of the pictures, in double.
struct PlainScore {
    double loss = 0, squared = 0;
};
PlainScore plainScore(const Network& network, const Dataset& set, std::size_t images, LossKind loss, const Noise& noise,
                      std::uint64_t seed) {
    PlainScore score;
    for (std::size_t i = 0; i < images; ++i) {
        const Tensor clean = imageOf(set, i);
        Tensor input = clean;
        addNoise(input.values(), set.shape, noise, seed, i);
        Trace trace;
        network.forward(input, trace);
        const Tensor& out = trace.values.back();
        for (std::size_t k = 0; k < out.size(); ++k) {
            const auto z = static_cast<double>(out.values()[k]), t = static_cast<double>(clean.values()[k]);
            const double probability = 1 / (1 + std::exp(-z));
            const bool entropy = loss == LossKind::ReconstructionEntropy;
            const double picture = entropy ? probability : std::clamp(z, 0.0, 1.0);
            score.loss +=
                entropy ? -t * std::log(probability) - (1 - t) * std::log(1 - probability) : (z - t) * (z - t);
            score.squared += (picture - t) * (picture - t);
        }
    }
    const double values = static_cast<double>(images) * static_cast<double>(set.shape.perImage());
    return {score.loss / values, score.squared / values};
}

// One step over all images: what it learns from must be the gradient of the loss between the network's answers to noisy
// pictures and the clean ones.
TEST(Trainer, LearnsFromNoisyPicturesWhatTheCleanOnesAreByTheGradientOfEitherLoss) {
    constexpr std::size_t images = 6;
    const auto data = std::make_shared<const DataSplit>(greys(images, {2, 6, 6, 1}));
    for (const LossKind loss : {LossKind::Reconstruction, LossKind::ReconstructionEntropy})
        for (const NoiseKind kind : {NoiseKind::Gaussian, NoiseKind::SaltPepper}) {
            TrainingSettings settings = settingsOf(loss, {kind, 0.4, true});
            settings.batch = images;
            settings.seed = 5;
            // Strides instead of poolings, and small steps: few kinks lie within them.
            Network network = autoencoder({4, 1, 3, Shrinking::Stride}, 3, data->train.shape);
            const auto score = [&] {
                return plainScore(network, data->train, images, loss, settings.noise, noiseSeedOf(5, 0));
            };
            Trainer trainer(network, data, settings);
            const StepReport report = trainer.step();
            EXPECT_NEAR(report.loss, score().loss, 1e-5);
            EXPECT_NEAR(report.squaredError, score().squared, 1e-5);
            EXPECT_EQ(report.accuracy, 0);
            const NetworkGradients gradients = trainer.lastGradients();
            for (const std::size_t layer : {network.find("conv1").value(), network.find("conv2").value()})
                for (std::size_t p = 0; p < 2; ++p)
                    for (std::size_t k = 0; k < gradients[layer][p].size(); k += 5) {
                        float& weight = network.layer(layer).parameters()[p].value.values()[k];
                        const float was = weight, step = 1e-3F;
                        weight = was + step;
                        const double up = score().loss;
                        weight = was - step;
                        const double down = score().loss;
                        weight = was;
                        EXPECT_NEAR(gradients[layer][p].values()[k], (up - down) / static_cast<double>(2 * step), 1e-3)
                            << layer << ' ' << p << ' ' << k;
                    }
        }
}

TEST(Trainer, GivesTheSameBitsWithNoiseAndAnyNumberOfThreads) {
    const auto data = std::make_shared<const DataSplit>(bars(100));
    for (const auto& [kind, name] : noiseNames) {
        std::vector<TrainerState> states;
        for (const int threads : {1, 2, 3}) {
            TrainingSettings settings = settingsOf(LossKind::ReconstructionEntropy, {kind, 0.4, true});
            settings.augment.shift = true;
            settings.threads = threads;
            Trainer trainer(autoencoder(small, 3), data, settings);
            for (int i = 0; i < 3; ++i) trainer.step();
            states.push_back(trainer.state());
        }
        EXPECT_TRUE(states[0] == states[1] && states[0] == states[2]) << name;
    }
}

TEST(Trainer, GoesOnWithTheSameNoiseAfterItsRunWasSavedAndReadAgain) {
    const auto data = std::make_shared<const DataSplit>(bars(200));
    const TrainingSettings settings = settingsOf(LossKind::Reconstruction, gaussian);
    Trainer whole(autoencoder(small, 3), data, settings);
    for (int i = 0; i < 6; ++i) whole.step(); // in the second epoch of four batches
    const TrainerState half = whole.state();
    for (int i = 0; i < 4; ++i) whole.step();
    Trainer later(autoencoder(small, 99), data, {});
    later.restore(trainerStateFrom(toBytes(half), "run"));
    EXPECT_TRUE(later.settings().noise == gaussian);
    for (int i = 0; i < 4; ++i) later.step();
    EXPECT_TRUE(later.state() == whole.state());
}

// With a learning rate next to nothing the network stays, so two epochs would report the same losses.
TEST(Trainer, LaysAnotherNoiseOverAPictureInEveryEpoch) {
    TrainingSettings settings = settingsOf(LossKind::Reconstruction, gaussian);
    settings.learningRate = 1e-12;
    settings.batch = 32;
    const auto losses = [&](const Noise& noise) {
        settings.noise = noise;
        Trainer trainer(autoencoder(small, 3), std::make_shared<const DataSplit>(bars(32)), settings);
        return std::pair{trainer.step().loss, trainer.step().loss};
    };
    const auto [first, second] = losses(gaussian);
    EXPECT_GT(std::abs(first - second), 1e-5F);
    const auto [plain, again] = losses({});
    EXPECT_NEAR(plain, again, 1e-6);
}

TEST(Evaluation, OfAReconstructionIsOfPicturesWithTheSameNoiseEachTime) {
    const auto data = std::make_shared<const DataSplit>(greys(70, {1, 8, 8, 1}));
    for (const LossKind loss : {LossKind::Reconstruction, LossKind::ReconstructionEntropy}) {
        TrainingSettings settings = settingsOf(loss, {NoiseKind::Gaussian, 0.3, true});
        settings.validation = 0.2;
        Trainer trainer(autoencoder(small, 3, data->train.shape), data, settings);
        const Evaluation test = trainer.evaluate(data->test), again = trainer.evaluate(data->test);
        const PlainScore plain = plainScore(trainer.network(), data->test, 70, loss, settings.noise, testNoiseSeed);
        EXPECT_NEAR(test.loss, plain.loss, 1e-5);
        EXPECT_NEAR(test.squaredError, plain.squared, 1e-5);
        EXPECT_NEAR(test.psnr(), -10 * std::log10(plain.squared), 1e-3);
        EXPECT_EQ(test.accuracy, 0);
        EXPECT_EQ(test.squaredError, again.squaredError);
        EXPECT_EQ(evaluate(trainer.network(), data->test, loss, 3, 70, settings.noise).squaredError, test.squaredError);
        EXPECT_NE(evaluate(trainer.network(), data->test, loss, 1, 70).squaredError, test.squaredError);
        EXPECT_GT(trainer.evaluateValidation().squaredError, 0);
        EXPECT_EQ(trainer.evaluateValidation().images, 14U);
    }
}

TEST(Evaluation, OfClassesHasNoSquaredError) {
    const DataSplit data = bars(20);
    const Evaluation e = evaluate(mlp({}, 1), data.test, LossKind::SoftmaxCrossEntropy);
    EXPECT_EQ(e.squaredError, 0);
    EXPECT_GT(e.loss, 0);
}

TEST(LayerStats, TakeTheGradientOfPicturesWithTheRunsNoise) {
    const DataSplit data = greys(5, {1, 6, 6, 1});
    Network network = autoencoder(small, 3, data.train.shape);
    const NetworkGradients gradients = meanGradients(network, data.train, 5, LossKind::Reconstruction, {}, gaussian);
    const auto score = [&] {
        return plainScore(network, data.train, 5, LossKind::Reconstruction, gaussian, testNoiseSeed).loss;
    };
    float& weight = network.layer(0).parameters()[0].value.values()[4];
    const float was = weight, step = 1e-2F;
    weight = was + step;
    const double up = score();
    weight = was - step;
    EXPECT_NEAR(gradients[0][0].values()[4], (up - score()) / static_cast<double>(2 * step), 5e-4);
}

TEST(Settings, WithNoiseAreOfAReconstructionAndInRangeOrASentence) {
    const auto sentence = [](const TrainingSettings& s) {
        const auto result = checked(s);
        return result ? std::string() : std::string(result.error().what());
    };
    EXPECT_EQ(sentence(settingsOf(LossKind::Reconstruction, gaussian)), "");
    EXPECT_EQ(sentence(settingsOf(LossKind::ReconstructionEntropy, gaussian)), "");
    EXPECT_EQ(sentence(settingsOf(LossKind::SoftmaxCrossEntropy, {})), "");
    EXPECT_EQ(sentence(settingsOf(LossKind::SoftmaxCrossEntropy, gaussian)),
              "Noise is laid over pictures that are to be given back clean: with it the loss must be a "
              "reconstruction.");
    EXPECT_EQ(sentence(settingsOf(LossKind::Reconstruction, {NoiseKind::Gaussian, 1.5, false})),
              "The strength of the noise must be 0 to 1.");
}

TEST(Psnr, IsTwentyDecibelsForAHundredthAndInfiniteForEqualPictures) {
    EXPECT_DOUBLE_EQ(psnrOf(0.01), 20);
    EXPECT_DOUBLE_EQ(psnrOf(1), 0);
    EXPECT_EQ(psnrOf(0), std::numeric_limits<double>::infinity());
    const float picture[] = {0, 0.5F, 1}, clean[] = {0.25F, 0.5F, 0.5F};
    EXPECT_DOUBLE_EQ(squaredErrorOf(picture, clean), (0.0625 + 0 + 0.25) / 3);
    EXPECT_EQ(psnrOf(squaredErrorOf(clean, clean)), std::numeric_limits<double>::infinity());
}

// A value of the picture, or the nearest of its edge.
double edged(const std::vector<float>& image, const Shape& s, int c, int y, int x) {
    const int row = std::min(std::max(y, 0), s.h - 1), column = std::min(std::max(x, 0), s.w - 1);
    return static_cast<double>(image[static_cast<std::size_t>((c * s.h + row) * s.w + column)]);
}

double plainAnswer(Rival rival, const std::vector<float>& image, const Shape& s, double sigma, int c, int y, int x) {
    if (rival == Rival::Noisy) return edged(image, s, c, y, x);
    if (rival == Rival::Gaussian) {
        const int reach = static_cast<int>(std::ceil(3 * sigma));
        double sum = 0, weights = 0;
        for (int dy = -reach; dy <= reach; ++dy)
            for (int dx = -reach; dx <= reach; ++dx) {
                const double weight = std::exp(-(dx * dx + dy * dy) / (2 * sigma * sigma));
                weights += weight;
                sum += weight * edged(image, s, c, y + dy, x + dx);
            }
        return sum / weights;
    }
    std::vector<double> nine;
    for (int dy = -1; dy <= 1; ++dy)
        for (int dx = -1; dx <= 1; ++dx) nine.push_back(edged(image, s, c, y + dy, x + dx));
    std::ranges::sort(nine);
    double sum = 0;
    for (const double value : nine) sum += value;
    return rival == Rival::Median ? nine[4] : sum / 9;
}

TEST(EveryRival, AnswersEachValueAsItsNameSays) {
    const Shape shape{2, 7, 5, 1};
    const Dataset set = greys(1, shape).train;
    const Tensor tensor = imageOf(set, 0);
    const std::vector<float> image(tensor.values().begin(), tensor.values().end());
    Smoother smoother;
    for (const auto& [rival, name] : rivalNames)
        for (const double sigma : {0.4, 1.3}) {
            std::vector<float> answered = image;
            answer(rival, answered, shape, sigma, smoother);
            for (int c = 0; c < shape.c; ++c)
                for (int y = 0; y < shape.h; ++y)
                    for (int x = 0; x < shape.w; ++x)
                        ASSERT_NEAR(edged(answered, shape, c, y, x), plainAnswer(rival, image, shape, sigma, c, y, x),
                                    1e-5)
                            << name << ' ' << c << ' ' << y << ' ' << x;
        }
}

TEST(EveryRival, IsScoredOnTheVeryPicturesThatANetworkIsEvaluatedOn) {
    const Dataset set = greys(70, {1, 8, 8, 1}).train;
    const Noise noise{NoiseKind::SaltPepper, 0.3, true};
    std::array<double, rivalCount> sums{};
    for (std::size_t i = 0; i < 70; ++i) {
        const Tensor clean = imageOf(set, i);
        std::vector<float> noisy(clean.values().begin(), clean.values().end());
        addNoise(noisy, set.shape, noise, testNoiseSeed, i);
        for (std::size_t k = 0; k < rivalCount; ++k)
            for (int y = 0; y < 8; ++y)
                for (int x = 0; x < 8; ++x) {
                    const double off = plainAnswer(rivalNames[k].value, noisy, set.shape, 0.8, 0, y, x) -
                                       static_cast<double>(clean.at(0, y, x));
                    sums[k] += off * off / (70 * 64);
                }
    }
    const RivalScores one = rivalsOn(set, 70, noise, 0.8, 1), three = rivalsOn(set, 500, noise, 0.8, 3);
    EXPECT_EQ(one.squaredError, three.squaredError);
    for (std::size_t k = 0; k < rivalCount; ++k) EXPECT_NEAR(one.squaredError[k], sums[k], 1e-6) << rivalNames[k].name;
    for (const auto& [rival, name] : rivalNames) {
        if (rival == Rival::Noisy) continue;
        EXPECT_GE(one.psnr(one.bestFilter()), one.psnr(rival));
    }
    EXPECT_NE(one.bestFilter(), Rival::Noisy);
}

TEST(GaussianFilter, IsTriedAtEveryWidthAndItsBestIsTaken) {
    const Dataset set = bars(64).train;
    const auto errorAt = [&](double sigma) {
        return rivalsOn(set, 64, gaussian, sigma).squaredError[static_cast<std::size_t>(Rival::Gaussian)];
    };
    const double best = bestGaussianWidth(set, 64, gaussian, 2);
    EXPECT_EQ(best, bestGaussianWidth(set, 64, gaussian, 1));
    double least = 1, at = 0;
    for (double sigma = 0; sigma <= 3; sigma += 0.05)
        if (const double error = errorAt(sigma); error < least) {
            least = error;
            at = sigma;
        }
    EXPECT_NEAR(best, at, 0.1); // the noise they are looked at with is another
    EXPECT_NEAR(errorAt(best), least, 0.01 * least);
    EXPECT_EQ(bestGaussianWidth(set, 64, {}, 1), 0); // without noise every filter only blurs
}

TEST(GaussianFilter, StopsItsSearchWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(bestGaussianWidth(bars(64).train, 64, gaussian, 1, stop.get_token()), Error);
}

TEST(EntropyFloor, OfASetIsTheMeanOfItsPictures) {
    const Dataset set = greys(9, {2, 5, 4, 1}).train;
    double sum = 0;
    for (std::size_t i = 0; i < 7; ++i) sum += entropyFloor(imageOf(set, i).values()) / 7;
    EXPECT_NEAR(entropyFloor(set, 7), sum, 1e-9);
    EXPECT_GT(sum, 0.1);
}

// Few pictures and few steps are enough to be ahead of every filter on drawn digits.
TEST(Denoiser, IsAheadOfTheBestFilterAfterAMoment) {
    const auto data = std::make_shared<const DataSplit>(drawnDigits(1, isInstrumented ? 100 : 1500, 100));
    for (const LossKind loss : {LossKind::Reconstruction, LossKind::ReconstructionEntropy}) {
        TrainingSettings settings = settingsOf(loss, gaussian);
        settings.epochs = isInstrumented ? 1 : 3;
        settings.batch = 16;
        settings.threads = 2;
        Trainer trainer(autoencoder(1), data, settings);
        const double before = trainer.evaluate(data->test).psnr();
        while (!trainer.finished()) trainer.step();
        const double after = trainer.evaluate(data->test).psnr();
        EXPECT_GT(after, before);
        if (isInstrumented) continue; // a sanitizer sees as much in fewer steps
        const RivalScores rivals =
            rivalsOn(data->test, 100, gaussian, bestGaussianWidth(data->train, 100, gaussian, 2), 2);
        EXPECT_GT(after, rivals.psnr(rivals.bestFilter()) + 1);
        EXPECT_GT(rivals.psnr(rivals.bestFilter()), rivals.psnr(Rival::Noisy) + 1);
    }
}

} // namespace
} // namespace cnn::test_denoise
