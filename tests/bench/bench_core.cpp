// What the core needs for its work, by Google Benchmark. compare.py sets the figures beside those of others.
//
//   build/release/bin/bench_core --benchmark_filter=lenet_train
//   build/release/bin/bench_core --benchmark_list_tests
#include "app/bench_work.h"
#include "core/base/core_level.h"
#include "core/onnx/onnx_file.h"
#include "tests/bench/large_networks.h"

#include <benchmark/benchmark.h>

namespace {

using bench::Work;

// The work is made when its turn comes, so that one benchmark does not pay for the memory of the others.
void add(const std::string& name, const std::function<Work()>& make) {
    benchmark::RegisterBenchmark(name.c_str(), [make](benchmark::State& state) {
        const Work work = make();
        work.once();
        for (auto _ : state) work.once();
        state.SetItemsProcessed(static_cast<std::int64_t>(work.images) * state.iterations());
        if (work.operations > 0)
            state.counters["flops"] =
                benchmark::Counter(work.operations, benchmark::Counter::kIsIterationInvariantRate);
    })->UseRealTime();
}

std::string sized(const std::string& name, int batch, int threads) {
    return name + "/batch:" + std::to_string(batch) + "/threads:" + std::to_string(threads);
}

void addTraining() {
    const std::pair<const char*, cnn::LeNetOptions> nets[] = {
        {"lenet_train_relu_max", {}},
        {"lenet_train_tanh_average", {cnn::ActivationKind::Tanh, cnn::PoolingKind::Average}}};
    for (const auto& [name, options] : nets)
        for (const int batch : {1, 4, 16, 64, 256, 1024})
            for (const int threads : {1, 2})
                add(sized(name, batch, threads), [=, o = options] { return bench::lenetTraining(o, batch, threads); });
    for (const int threads : {1, 2})
        add(sized("autoencoder_train", 64, threads), [=] { return bench::autoencoderTraining(64, threads); });
}

template<class Make> void addInference(const std::string& name, Make make, std::initializer_list<int> batches) {
    for (const int batch : batches)
        for (const int threads : {1, 2})
            add(sized(name, batch, threads),
                [=] { return bench::inference(std::make_shared<const cnn::Network>(make()), batch, threads); });
}

void addLayers(const std::string& network, const std::function<cnn::Network()>& make, int images) {
    const auto net = std::make_shared<const cnn::Network>(make());
    for (std::size_t i = 0; i < net->size(); ++i) {
        if (net->layer(i).info().kind != "conv2d") continue;
        const std::string name = network + "_" + net->name(i) + "/batch:" + std::to_string(images);
        add(name + "/forward", [=] { return bench::layerWorks(net, images)[i].forward; });
        add(name + "/backward", [=] { return bench::layerWorks(net, images)[i].backward; });
    }
}

struct Picture {
    const char* name;
    cnn::Network (*make)();
};
constexpr Picture pictures[] = {{"vgg19", [] { return cnn::vgg19(1); }},
                                {"depthwise", bench::depthwiseNetwork},
                                {"residual", bench::residualNetwork}};

void addPictures() {
    for (const Picture& p : pictures)
        for (const int threads : {1, 2})
            add(p.name + std::string("_picture/threads:") + std::to_string(threads),
                [=] { return bench::onePicture(std::make_shared<const cnn::Network>(p.make()), threads); });
}

} // namespace

// bench_core --onnx FOLDER: the networks of one picture as files, for other programs.
int main(int argc, char** argv) {
    if (argc == 3 && std::string_view(argv[1]) == "--onnx") {
        for (const Picture& p : pictures)
            cnn::saveOnnx(p.make(), std::filesystem::path(argv[2]) / (p.name + std::string(".onnx")));
        return 0;
    }
    addPictures();
    addTraining();
    addInference("lenet_infer", [] { return cnn::lenet5({}, 1); }, {1, 64});
    addInference("autoencoder_infer", [] { return cnn::autoencoder(1); }, {64});
    add("vgg19_forward/batch:1/threads:1",
        [] { return bench::inference(std::make_shared<const cnn::Network>(cnn::vgg19(1)), 1, 1); });
    addLayers(
        "lenet", [] { return cnn::lenet5({}, 1); }, 16);
    addLayers(
        "autoencoder", [] { return cnn::autoencoder(1); }, 16);
    add("sliding_walk_12x12", bench::slidingWalk);
    for (const int side : {96, 192, 256, 384})
        add("product/" + std::to_string(side), [=] { return bench::product(side); });
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::AddCustomContext("core", cnn::coreLevel());
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
