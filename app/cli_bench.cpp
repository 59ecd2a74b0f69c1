// bench: how fast the core is on this machine.
#include "app/bench_report.h"
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/training_run.h"

#include "core/base/error.h"

#include <algorithm>

namespace ui {
namespace {

using bench::BenchFigure;
using bench::Quantity;

constexpr int trainingBatch = 64;
constexpr int pieceImages = 16; // that the trainer works on at a time

std::vector<BenchFigure> quickFigures() {
    const auto lenet = std::make_shared<const cnn::Network>(cnn::lenet5({}, 1));
    const auto train = [](int threads) { return bench::lenetTraining({}, trainingBatch, threads); };
    const auto infer = [&](int batch, int threads) { return bench::inference(lenet, batch, threads); };
    return {
        {"lenet_train_images_per_s_1", "LeNet-5 training, batch 64, 1 thread", Quantity::ImagesPerSecond, {train(1)}},
        {"lenet_train_images_per_s_2", "LeNet-5 training, batch 64, 2 threads", Quantity::ImagesPerSecond, {train(2)}},
        {"lenet_infer_images_per_s_1",
         "LeNet-5 inference, batch 64, 1 thread",
         Quantity::ImagesPerSecond,
         {infer(64, 1)}},
        {"lenet_infer_images_per_s_2",
         "LeNet-5 inference, batch 64, 2 threads",
         Quantity::ImagesPerSecond,
         {infer(64, 2)}},
        {"lenet_latency_us", "LeNet-5, one image", Quantity::Microseconds, {infer(1, 1)}},
        {"autoencoder_train_images_per_s_1",
         "Autoencoder training, Adam, batch 64, 1 thread",
         Quantity::ImagesPerSecond,
         {bench::autoencoderTraining(trainingBatch, 1)}},
    };
}

// Products from 36 to 590 KB a matrix: one of them suits the caches here.
constexpr int productSides[] = {96, 192, 256, 384};

class Bench {
public:
    explicit Bench(int rounds) : m_rounds(rounds) {}

    bench::Report report(bool withVgg19) {
        bench::Report report;
        report.figures = quickFigures();
        const BenchFigure peak = measureQuick(report.figures);
        if (withVgg19) report.figures.push_back(vgg19());
        report.figures.push_back(peak);
        const BenchFigure limit = multiplyAdds();
        report.figures.push_back(limit);
        report.peak = bench::numberOf(limit).median;
        report.layerImages = pieceImages;
        report.layers = lenetLayers();
        return report;
    }

private:
    // The small figures, and with them the products of which the fastest counts.
    BenchFigure measureQuick(std::vector<BenchFigure>& figures) {
        std::vector<bench::Measurement> all;
        for (const BenchFigure& f : figures) all.push_back(f.measurement);
        for (const int side : productSides) all.push_back({bench::product(side)});
        measure(all, m_rounds, 0.1, {0, 0.6}, "LeNet-5 and the autoencoder");
        for (std::size_t i = 0; i < figures.size(); ++i) figures[i].measurement = all[i];
        std::vector<BenchFigure> products;
        for (const auto& m : std::span(all).subspan(figures.size()))
            products.push_back({"gemm_peak_gflops_1", "Eigen's product of matrices, 1 thread", Quantity::Gigaflops, m});
        return *std::ranges::max_element(products, {}, [](const BenchFigure& f) { return bench::numberOf(f).median; });
    }

    BenchFigure multiplyAdds() {
        std::vector<bench::Measurement> one{{bench::multiplyAdds(), {}}};
        measure(one, m_rounds, 0.01, {0.85, 0.86}, "Peak");
        return {"multiply_add_peak_gflops_1", "Peak: multiply-adds on registers, 1 thread", Quantity::Gigaflops,
                one[0]};
    }

    // By itself, and not so often: one call takes as long as all else takes in a round.
    BenchFigure vgg19() {
        m_bar.show(0.6, "VGG-19");
        const auto network = std::make_shared<const cnn::Network>(cnn::vgg19(1));
        std::vector<bench::Measurement> one{{bench::inference(network, 1, 1), {}}};
        measure(one, std::min(m_rounds, 3), 0, {0.65, 0.85}, "VGG-19");
        return {"vgg19_forward_ms_1", "VGG-19, one 224x224 image, 1 thread", Quantity::Milliseconds, one[0]};
    }

    std::vector<bench::LayerCost> lenetLayers() {
        auto works = bench::layerWorks(std::make_shared<const cnn::Network>(cnn::lenet5({}, 1)), pieceImages);
        std::vector<bench::Measurement> all;
        for (const auto& layer : works) {
            all.push_back({layer.forward});
            all.push_back({layer.backward});
        }
        measure(all, m_rounds, 0.01, {0.86, 1}, "LeNet-5 by layers");
        std::vector<bench::LayerCost> costs;
        for (std::size_t i = 0; i < works.size(); ++i) costs.push_back({works[i], all[2 * i], all[2 * i + 1]});
        return costs;
    }

    struct Share {
        double begin, end;
    };
    void measure(std::vector<bench::Measurement>& all, int rounds, double seconds, Share share, const QString& words) {
        bench::measureInTurn(all, rounds, seconds,
                             [&](double done) { m_bar.show(share.begin + done * (share.end - share.begin), words); });
    }

    int m_rounds;
    ProgressBar m_bar;
};

void runBench(const Arguments& a) {
    const bench::Report report = Bench(a.whole("rounds", 1, 1000)).report(!a.has("small"));
    if (a.has("json"))
        printJsonLine(bench::toJson(report));
    else
        printResult(bench::toText(report).toStdString());
}

} // namespace

const Command benchCommand{
    "bench",
    "",
    "How fast the core is on this machine: training, inference, every layer",
    "\nEverything is measured in turn, several times; medians and ranges are printed. A layer's share of the "
    "peak\n"
    "is that of multiply-adds on registers alone, on one thread; what Eigen's products reach stands beside it.\n"
    "With VGG-19 it takes 680 MB of memory, 548 of them its weights.\n"
    "Other programs that run at the same time make every figure worse.\n",
    {{"json", "", "one JSON object instead of a table"},
     {"rounds", "N", "how often everything is measured", "7"},
     {"small", "", "without VGG-19"}},
    runBench};

} // namespace ui
