#include "app/bench_work.h"

#include "core/base/rng.h"
#include "core/kernels/machine_peak.h"
#include "core/network/pass.h"
#include "core/walk/window_walk.h"

namespace bench {
namespace {

// Small enough that random labels are never learned so well, nor so badly, that numbers leave their usual range.
constexpr double calmLearningRate = 1e-4;
constexpr std::size_t trainingImages = 4096;

Work training(cnn::Network network, cnn::TrainingSettings settings, int batch, int threads) {
    settings.learningRate = calmLearningRate;
    settings.batch = batch;
    settings.threads = threads;
    settings.epochs = 100000;
    auto trainer = std::make_shared<cnn::Trainer>(std::move(network), noiseSet(trainingImages), settings);
    return {[trainer] { trainer->step(); }, static_cast<double>(batch)};
}

// Of one image: a product and a sum for each weight under each output value.
double operationsOf(const cnn::Layer& layer, const cnn::Shape& out) {
    const cnn::LayerInfo info = layer.info();
    if (info.inputs == 0) return 0;
    const double taps = info.window ? info.window->y.kernel * info.window->x.kernel : 1;
    return 2 * taps * info.inputs * static_cast<double>(out.perImage());
}

// What a layer reads and leaves, for forward and backward alike.
struct LayerScene {
    std::shared_ptr<const cnn::Network> network;
    std::size_t layer;
    cnn::Tensor in, out, dOut, dIn;
    cnn::LayerCache cache;
    cnn::Gradients gradients;

    void forward() { network->layer(layer).forward(in, out, cache); }
    void backward() { network->layer(layer).backward(in, out, dOut, cache, layer > 0 ? &dIn : nullptr, gradients); }
};

LayerWork layerWork(const std::shared_ptr<const cnn::Network>& network, std::size_t i, const cnn::Trace& trace) {
    const cnn::Layer& layer = network->layer(i);
    const int images = trace.values[i].shape().n;
    auto scene = std::make_shared<LayerScene>(LayerScene{
        network, i, trace.values[i], {}, noise(network->outputShape(i), images), {}, {}, cnn::zeroGradients(layer)});
    scene->forward();
    const double operations = operationsOf(layer, network->outputShape(i)) * images;
    return {network->name(i),
            layer.info().kind,
            network->outputShape(i),
            {[scene] { scene->forward(); }, static_cast<double>(images), operations},
            {[scene] { scene->backward(); }, static_cast<double>(images), (i > 0 ? 2 : 1) * operations}};
}

} // namespace

cnn::Tensor noise(const cnn::Shape& shape, int images) {
    cnn::Tensor tensor(shape.withImages(images));
    cnn::Rng rng(1);
    for (float& v : tensor.values()) v = static_cast<float>(rng.uniform());
    return tensor;
}

std::shared_ptr<const cnn::DataSplit> noiseSet(std::size_t images) {
    auto split = std::make_shared<cnn::DataSplit>();
    cnn::Rng rng(1);
    split->train.shape = split->test.shape = {1, 28, 28, 1};
    split->train.pixels.resize(images * split->train.shape.perImage());
    for (auto& pixel : split->train.pixels.bytes()) pixel = static_cast<std::uint8_t>(rng.below(256));
    for (std::size_t i = 0; i < images; ++i) split->train.labels.push_back(static_cast<int>(rng.below(10)));
    return split;
}

Work lenetTraining(const cnn::LeNetOptions& options, int batch, int threads) {
    return training(cnn::lenet5(options, 1), {}, batch, threads);
}

Work autoencoderTraining(int batch, int threads) {
    cnn::TrainingSettings settings;
    settings.optimizer = cnn::OptimizerKind::Adam;
    settings.loss = cnn::LossKind::Reconstruction;
    settings.noise = {cnn::NoiseKind::Gaussian, 0.4, false};
    return training(cnn::autoencoder(1), settings, batch, threads);
}

Work inference(std::shared_ptr<const cnn::Network> network, int batch, int threads) {
    struct Scene {
        Scene(std::shared_ptr<const cnn::Network> net, int images, int parts)
            : network(std::move(net)), in(noise(network->inputShape(), images)),
              passes(static_cast<std::size_t>(parts), cnn::Pass(cnn::Pass::Keep::Nothing)), pool(parts) {}
        void run() {
            pool.forEach(pool.threads(),
                         [this](int, int thread) { passes[static_cast<std::size_t>(thread)].forward(*network, in); });
        }
        std::shared_ptr<const cnn::Network> network;
        cnn::Tensor in;
        std::vector<cnn::Pass> passes; // one a thread
        cnn::ThreadPool pool;
    };
    auto scene = std::make_shared<Scene>(std::move(network), batch, threads);
    return {[scene] { scene->run(); }, static_cast<double>(batch) * threads};
}

Work onePicture(std::shared_ptr<const cnn::Network> network, int threads) {
    using cnn::Pass;
    const cnn::Tensor in = noise(network->inputShape(), 1);
    auto pass = std::make_shared<Pass>(Pass::Keep::Nothing, network->size(), threads, Pass::Sums::Quick);
    return {[network, in, pass] { pass->forward(*network, in); }};
}

Work slidingWalk() {
    const cnn::Tensor in = noise({1, 12, 12, 1}, 1), kernel = noise({1, 3, 3, 1}, 1);
    return {[in, kernel] {
        const auto walk =
            cnn::WindowWalk::make({cnn::WindowOperation::Convolution, in, kernel, 0, cnn::Window::square(3, 1, 1)});
        for (int i = 0; i < walk->size(); ++i) walk->at(i);
    }};
}

Work multiplyAdds() {
    return {[] { cnn::kernels::multiplyAdds(); }, 1, cnn::kernels::multiplyAdds()};
}

Work product(int side) {
    auto product = std::make_shared<cnn::kernels::SquareProduct>(side);
    return {[product] { product->run(); }, 1, product->operations()};
}

std::vector<LayerWork> layerWorks(std::shared_ptr<const cnn::Network> network, int images) {
    cnn::Trace trace;
    network->forward(noise(network->inputShape(), images), trace);
    std::vector<LayerWork> works;
    for (std::size_t i = 0; i < network->size(); ++i) works.push_back(layerWork(network, i, trace));
    return works;
}

} // namespace bench
