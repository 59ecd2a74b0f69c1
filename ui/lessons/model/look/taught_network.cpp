#include "ui/lessons/model/look/taught_network.h"

#include "core/data/sources.h"
#include "core/layers/affine.h"
#include "core/network/models.h"
#include "core/network/pass.h"
#include "core/train/trainer.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <thread>

namespace ui {
namespace {

constexpr std::size_t trainImages = 6000, testImages = 500;
constexpr float mnistMean = 0.1307F, mnistDeviation = 0.3081F;

// The network behind a layer that does to pixels what `how` does: the trainer gives it 0 to 1.
cnn::Network withScaling(const cnn::Network& network, const Preprocessing& how) {
    cnn::Network whole(network.inputShape());
    auto scale = std::make_unique<cnn::Affine>(network.inputShape(), cnn::AffinePer::All, false);
    scale->parameters()[0].value.fill(1 / how.deviation[0]);
    scale->parameters()[1].value.fill(-how.mean[0] / how.deviation[0]);
    whole.add("scaling", std::move(scale));
    for (std::size_t i = 0; i < network.size(); ++i) whole.add(network.name(i), network.layer(i).clone());
    return whole;
}

cnn::Network withoutScaling(const cnn::Network& whole) {
    cnn::Network network(whole.inputShape());
    for (std::size_t i = 1; i < whole.size(); ++i) network.add(whole.name(i), whole.layer(i).clone());
    return network;
}

} // namespace

bool canBeTaught(const cnn::ShownNetwork& network) {
    return network.input == cnn::usualInput && network.classes == cnn::usualClasses && outlineOf(network).isChain();
}

namespace {

TaughtNetwork taught(const cnn::ShownNetwork& known, const std::stop_token& stop,
                     const std::function<void(double)>& progress) {
    TaughtNetwork made{cnn::Network(known.input), {}, {}, {}};
    made.how.mean = {mnistMean};
    made.how.deviation = {mnistDeviation};
    made.data = std::make_shared<const cnn::DataSplit>(cnn::drawnDigits(1, trainImages, testImages));
    cnn::TrainingSettings settings;
    settings.batch = 32;
    settings.learningRate = 0.02;
    settings.epochs = 3;
    settings.seed = 1;
    settings.threads = std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, 2);
    cnn::Trainer trainer(withScaling(cnn::randomWeights(known, 1), made.how), made.data, settings);
    const double steps = 3.0 * trainImages / settings.batch;
    for (double done = 0; !trainer.finished(); ++done) {
        if (stop.stop_requested())
            throw cnn::Error(cnn::ErrorCode::Interrupted, cnn::Message::tr("The teaching was stopped."));
        trainer.step();
        progress(std::min(1.0, done / steps));
    }
    made.network = withoutScaling(trainer.network());
    made.network.classNames = made.data->test.classNames;
    const double right = accuracyAs(made.network, made.data->test, made.how, stop);
    made.words = ui::tr("It was taught a moment ago, on %1 digits that the program draws; it tells %2 of %3 others.")
                     .arg(grouped(trainImages), percent(right), grouped(testImages));
    return made;
}

} // namespace

TaughtNetwork taughtDigits(const cnn::ShownNetwork& known, const std::stop_token& stop,
                           const std::function<void(double)>& progress) {
    static std::mutex guard;
    static std::map<std::string, TaughtNetwork> made; // small networks, and few
    {
        const std::lock_guard lock(guard);
        if (const auto found = made.find(known.id); found != made.end()) return found->second;
    }
    TaughtNetwork fresh = taught(known, stop, progress);
    const std::lock_guard lock(guard);
    return made.insert_or_assign(known.id, std::move(fresh)).first->second;
}

double accuracyAs(const cnn::Network& network, const cnn::Dataset& test, const Preprocessing& how,
                  const std::stop_token& stop) {
    constexpr std::size_t atOnce = 50;
    cnn::Pass pass(cnn::Pass::Keep::Nothing);
    std::size_t right = 0;
    cnn::Tensor images;
    for (std::size_t begin = 0; begin < test.size() && !stop.stop_requested(); begin += atOnce) {
        std::vector<std::size_t> indices(std::min(atOnce, test.size() - begin));
        std::iota(indices.begin(), indices.end(), begin);
        test.gather(indices, images);
        const cnn::Tensor& out = pass.forward(network, networkInput(images, how));
        for (std::size_t n = 0; n < indices.size(); ++n) {
            const int image = static_cast<int>(n);
            int best = 0;
            for (int k = 1; k < out.shape().c; ++k)
                if (out.at(k, 0, 0, image) > out.at(best, 0, 0, image)) best = k;
            right += best == test.labels[begin + n] ? 1U : 0U;
        }
    }
    return static_cast<double>(right) / static_cast<double>(test.size());
}

} // namespace ui
