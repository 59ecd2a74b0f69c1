#include "core/train/transfer.h"

#include "core/data/class_match.h"
#include "core/train/trainer.h"

#include <algorithm>

namespace cnn {
namespace {

bool endsBlock(const Network& network, std::size_t layer) {
    const Shape &in = network.valueShape(network.reads(layer)[0]), &out = network.outputShape(layer);
    return out.h > 1 && out.w > 1 && (out.h < in.h || out.w < in.w);
}

Error differs(const Network& from, std::size_t layer) {
    return {ErrorCode::Mismatch,
            Message::tr("Layer %1 cannot be taken over: the other network has another one in its place.",
                        layer < from.size() ? from.name(layer) : std::to_string(layer + 1))};
}

// The first `images` of the training images alone.
std::shared_ptr<const DataSplit> firstImages(const DataSplit& data, std::size_t images) {
    auto part = std::make_shared<DataSplit>(DataSplit{data.name, {}, data.test});
    part->train = {data.train.shape,
                   data.train.pixels.part(0, images * data.train.shape.perImage()),
                   {data.train.labels.begin(), data.train.labels.begin() + static_cast<std::ptrdiff_t>(images)},
                   data.train.classNames,
                   data.train.numbered,
                   data.train.range};
    return part;
}

TrainingSettings trainingFor(const TransferSettings& settings, std::size_t images) {
    TrainingSettings training = settings.training;
    training.batch = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(training.batch), images));
    training.epochs = static_cast<int>((settings.imagesShown + images - 1) / images);
    training.validation = 0;
    return training;
}

} // namespace

std::size_t layersOfBlocks(const Network& network, int blocks) {
    std::size_t layers = 0;
    for (std::size_t i = 0; i < network.size() && blocks > 0; ++i)
        if (endsBlock(network, i)) {
            layers = i + 1;
            --blocks;
        }
    return layers;
}

int blocksOf(const Network& network) {
    int blocks = 0;
    for (std::size_t i = 0; i < network.size(); ++i) blocks += endsBlock(network, i) ? 1 : 0;
    return blocks;
}

void takeOver(const Network& from, std::size_t layers, Network& to) {
    for (std::size_t i = 0; i < layers; ++i) {
        if (i >= from.size() || i >= to.size() || from.layer(i).info().kind != to.layer(i).info().kind ||
            !std::ranges::equal(from.reads(i), to.reads(i)))
            throw differs(from, i);
        const auto source = from.layer(i).parameters();
        const auto target = std::as_const(to).layer(i).parameters();
        if (source.size() != target.size()) throw differs(from, i);
        for (std::size_t p = 0; p < source.size(); ++p)
            if (source[p].value.shape() != target[p].value.shape()) throw differs(from, i);
    }
    for (std::size_t i = 0; i < layers; ++i) {
        const auto source = from.layer(i).parameters();
        const auto target = to.layer(i).parameters();
        for (std::size_t p = 0; p < source.size(); ++p) target[p].value = source[p].value;
    }
}

NetworkPlan layoutOf(const Network& network) {
    NetworkPlan plan = planOf(network);
    for (std::size_t i = plan.layers.size(); i-- > 0;)
        if (!network.layer(i).parameters().empty()) {
            if (plan.layers[i].info.kind == "dense") plan.layers[i].info.outputs = 0; // one for each class
            break;
        }
    return plan;
}

std::vector<TransferPoint> compareTransfer(const Network& trained, const NetworkPlan& layout,
                                           const std::shared_ptr<const DataSplit>& data,
                                           const TransferSettings& settings, const std::stop_token& stop,
                                           const std::function<void(const TransferProgress&)>& done) {
    std::vector<TransferPoint> points;
    const auto runs = static_cast<double>(2 * settings.images.size());
    for (std::size_t point = 0; point < settings.images.size(); ++point) {
        const std::size_t images = std::min(settings.images[point], data->learned());
        const auto part = firstImages(*data, images);
        TransferPoint result{images, 0, 0};
        for (const bool transferred : {false, true}) {
            TrainingSettings training = trainingFor(settings, images);
            training.frozen = transferred ? static_cast<int>(settings.layers) : 0;
            Network network = untrainedFor(*part, layout, usualInitialisation(layout), training.seed);
            if (transferred) takeOver(trained, settings.layers, network);
            Trainer trainer(std::move(network), part, training);
            const double before = static_cast<double>(2 * point + (transferred ? 1 : 0));
            while (!trainer.finished()) {
                if (stop.stop_requested())
                    throw Error(ErrorCode::Interrupted, Message::tr("The comparison was stopped."));
                const StepReport step = trainer.step();
                const double share = (before + trainer.progress() / training.epochs) / runs;
                if (done) done({share, point, transferred, static_cast<double>(step.accuracy)});
            }
            (transferred ? result.transferred : result.fromScratch) = trainer.evaluate(part->test).accuracy;
        }
        points.push_back(result);
    }
    return points;
}

} // namespace cnn
