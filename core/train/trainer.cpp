#include "core/train/trainer.h"

#include "core/base/counted.h"
#include "core/base/flush_denormals.h"
#include "core/base/rng.h"
#include "core/train/chunks.h"
#include "core/train/denoise.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

constexpr std::size_t pieceSize = 16;
// A batch of many pieces is shared out in at most this many shares, each with gradients of its own.
constexpr std::size_t mostShares = 8;
constexpr std::size_t sliceSize = 8192; // parameters that are updated in one go
// A run whose mean loss is beyond this does not come back: ReLUs die long before the numbers leave float's range, and
// the loss then stays at that of guessing. Untrained, it is about ln(classes).
constexpr double hopelessLoss = 1000;

template<class Net, class Visit> void forEachParameter(Net& network, Visit visit) {
    std::size_t index = 0;
    for (std::size_t layer = 0; layer < network.size(); ++layer) {
        auto parameters = network.layer(layer).parameters();
        for (std::size_t p = 0; p < parameters.size(); ++p) visit(index++, layer, p, parameters[p].value);
    }
}

void requireFit(const Network& network, const TrainerState& state) {
    std::size_t parameters = 0;
    bool fits = true;
    forEachParameter(network, [&](std::size_t index, std::size_t, std::size_t, const Tensor& value) {
        ++parameters;
        if (index >= state.parameters.size()) return;
        const TrainerState::Parameter& p = state.parameters[index];
        for (const Tensor* t : {&p.value, &p.velocity, &p.squares}) fits = fits && t->shape() == value.shape();
    });
    if (!fits || parameters != state.parameters.size())
        throw Error(ErrorCode::Mismatch,
                    Message::tr("The saved run belongs to a network with other layers than this one."));
}

void requireLearning(const Network& network, const TrainingSettings& settings) {
    if (settings.frozen == 0) return; // a network without weights is trained as ever: nothing changes
    for (auto layer = static_cast<std::size_t>(settings.frozen); layer < network.size(); ++layer)
        for (const Parameter& p : network.layer(layer).parameters())
            if (p.learned) return;
    throw Error(ErrorCode::Usage, Message::tr("All layers with weights are frozen, so nothing would learn: freeze "
                                              "fewer than %1.",
                                              settings.frozen));
}

Evaluation evaluateOn(const Network& network, const Dataset& set, std::span<const std::size_t> which, LossKind kind,
                      const Noise& noise, ThreadPool& pool) {
    const std::size_t images = which.size();
    std::vector<LossResult> results(chunksOf(images));
    std::vector<char> finite(chunksOf(images), 1);
    struct Room {
        Pass pass{Pass::Keep::Nothing};
        std::vector<int> labels;
        Noiser noiser;
        Tensor noisy;
    };
    forEachChunk<Room>(set, which, pool, [&](Room& room, const Tensor& clean, std::size_t begin) {
        room.labels.clear();
        const auto indices = which.subspan(begin, static_cast<std::size_t>(clean.shape().n));
        for (const std::size_t index : indices) room.labels.push_back(set.labels[index]);
        if (noise.any()) room.noiser.cover(clean, indices, noise, testNoiseSeed, room.noisy);
        const Tensor& out = room.pass.forward(network, noise.any() ? room.noisy : clean);
        finite[begin / chunkSize] = out.allFinite() ? 1 : 0;
        results[begin / chunkSize] = lossOf(kind, out, clean, room.labels, 1, nullptr);
    });
    if (std::ranges::find(finite, 0) != finite.end()) throw outputsNotFinite();
    Evaluation sum;
    sum.images = images;
    for (const LossResult& r : results) {
        sum.loss += r.loss;
        sum.accuracy += r.correct;
        sum.squaredError += r.squaredError;
    }
    if (images > 0) {
        sum.loss /= static_cast<double>(images);
        sum.accuracy /= static_cast<double>(images);
        sum.squaredError /= static_cast<double>(images);
    }
    return sum;
}

} // namespace

Error outputsNotFinite() {
    return {ErrorCode::Diverged, Message::tr("The network's outputs for these images are not finite numbers, so there "
                                             "is neither a loss nor an accuracy.")};
}

double Evaluation::psnr() const {
    return psnrOf(squaredError);
}

LossResult lossOf(LossKind kind, const Tensor& out, const Tensor& clean, std::span<const int> labels, int total,
                  Tensor* dOutputs) {
    if (isReconstruction(kind)) return evaluateReconstruction(kind, out, clean, total, dOutputs);
    return evaluateLoss(kind, out, labels, total, dOutputs);
}

void requireReadable(const Network& network, const Dataset& set) {
    if (set.shape != network.inputShape())
        throw Error(ErrorCode::Mismatch, Message::tr("The network reads images of %1, the data holds %2.",
                                                     text(network.inputShape()), text(set.shape)));
}

void requireMatch(const Network& network, const Dataset& set, LossKind loss) {
    requireReadable(network, set);
    if (isReconstruction(loss)) {
        if (network.outputShape() == network.inputShape()) return;
        throw Error(
            ErrorCode::Mismatch,
            Message::tr("To be learned as a reconstruction, the output must be of the input's size, %1; it is %2.",
                        text(network.inputShape()), text(network.outputShape())));
    }
    const auto outputs = static_cast<std::size_t>(network.outputShape().perImage());
    for (const int label : set.labels)
        if (label < 0 || static_cast<std::size_t>(label) >= outputs)
            throw Error(ErrorCode::Mismatch, Message::tr("The network knows %1, the data has a label %2.",
                                                         counted::classes(outputs), label));
}

struct Trainer::Worker {
    Tensor clean, noisy, dOut;
    Augmenter augmenter;
    Noiser noiser;
    Pass pass;
    std::vector<int> labels;
};

struct Trainer::Share {
    std::size_t begin = 0, end = 0; // images of the batch
    NetworkGradients gradients;
    LossResult result;
    std::size_t worker = 0; // that worked through it
    bool finite = true;
};

struct Trainer::Slice {
    std::size_t index, layer, parameter; // of the run's parameters; its layer, and which of the layer's
    std::size_t begin, size;             // numbers in it
};

Trainer::Trainer(Network network, std::shared_ptr<const DataSplit> data, const TrainingSettings& settings)
    : m_network(std::move(network)), m_data(std::move(data)), m_settings(checked(settings).orThrow()),
      m_pool(settings.threads), m_parts(partsOf(*m_data, settings.validation, settings.seed)) {
    if (m_data->learned() == 0) throw Error(ErrorCode::Mismatch, Message::tr("There are no training images."));
    requireLearning(m_network, m_settings);
    requireMatch(m_network, m_data->train, settings.loss);
    requireMatch(m_network, m_data->test, settings.loss);
    if (!isReconstruction(settings.loss)) m_network.classNames = m_data->train.classNames;
    forEachParameter(m_network, [&](std::size_t index, std::size_t layer, std::size_t p, const Tensor& value) {
        m_lastGood.push_back(value);
        m_velocity.emplace_back(value.shape());
        m_squares.emplace_back(value.shape());
        if (!m_network.layer(layer).parameters()[p].learned) return;
        for (std::size_t begin = 0; begin < value.size(); begin += sliceSize)
            m_slices.push_back({index, layer, p, begin, std::min(sliceSize, value.size() - begin)});
    });
    for (std::size_t i = 0; i < m_network.size(); ++i)
        m_inPieces = m_inPieces && !m_network.layer(i).rules().mixesImages;
    for (int i = 0; i < m_pool.threads(); ++i) m_workers.push_back(std::make_unique<Worker>());
    orderImages();
}

Trainer::~Trainer() = default;

bool Trainer::learns(std::size_t layer, std::size_t parameter) const {
    return layer >= static_cast<std::size_t>(m_settings.frozen) &&
           m_network.layer(layer).parameters()[parameter].learned;
}

void Trainer::orderImages() {
    m_order = m_parts.learned;
    Rng rng(m_settings.seed, static_cast<std::uint64_t>(m_epoch));
    rng.shuffle(m_order);
    m_chance = rng.bits();
    m_noiseSeed = noiseSeedOf(m_settings.seed, m_epoch);
}

bool Trainer::finished() const {
    return m_epoch >= m_settings.epochs;
}

int Trainer::batchesPerEpoch() const {
    const auto batch = static_cast<std::size_t>(m_settings.batch);
    return static_cast<int>((learnedImages() + batch - 1) / batch);
}

double Trainer::progress() const {
    return m_epoch + static_cast<double>(m_cursor) / static_cast<double>(learnedImages());
}

void Trainer::change(const TrainingSettings& settings) {
    TrainingSettings next = checked(settings).orThrow();
    next.seed = m_settings.seed;
    next.validation = m_settings.validation;
    next.threads = m_settings.threads;
    requireMatch(m_network, m_data->train, next.loss);
    requireLearning(m_network, next);
    if (next.optimizer != m_settings.optimizer) {
        for (Tensor& t : m_velocity) t.fill(0);
        for (Tensor& t : m_squares) t.fill(0);
        m_adamSteps = 0;
    }
    m_settings = next;
}

TrainerState Trainer::state() const {
    TrainerState s;
    s.settings = m_settings;
    s.settings.threads = 1;
    s.settings.stop = {};
    s.epoch = m_epoch;
    s.batch = m_batch;
    s.learned = m_cursor;
    s.images = learnedImages();
    s.adamSteps = m_adamSteps;
    forEachParameter(m_network, [&](std::size_t index, std::size_t, std::size_t, const Tensor& value) {
        s.parameters.push_back({value, m_velocity[index], m_squares[index]});
    });
    return s;
}

void Trainer::restore(const TrainerState& s) {
    TrainingSettings settings = checked(s.settings).orThrow();
    settings.threads = m_settings.threads;
    settings.stop = m_settings.stop;
    requireMatch(m_network, m_data->train, settings.loss);
    requireLearning(m_network, settings);
    requireFit(m_network, s);
    TrainingParts parts = partsOf(*m_data, settings.validation, settings.seed);
    if (s.images != parts.learned.size() || s.learned >= s.images || s.epoch < 0 || s.batch < 0)
        throw Error(ErrorCode::Mismatch, Message::tr("The saved run learned from %1, the data holds %2.",
                                                     counted::images(s.images), parts.learned.size()));
    m_settings = settings;
    m_parts = std::move(parts);
    m_epoch = s.epoch;
    m_batch = s.batch;
    m_cursor = static_cast<std::size_t>(s.learned);
    m_adamSteps = s.adamSteps;
    m_sharesUsed = 0;
    forEachParameter(m_network, [&](std::size_t index, std::size_t, std::size_t, Tensor& value) {
        value = m_lastGood[index] = s.parameters[index].value;
        m_velocity[index] = s.parameters[index].velocity;
        m_squares[index] = s.parameters[index].squares;
    });
    orderImages();
}

// The share's images piece by piece; their gradients add up in share.gradients.
void Trainer::learn(Share& share, Worker& worker, std::size_t images) {
    const FlushDenormals flush;
    const Dataset& set = m_data->train;
    if (share.gradients.empty()) share.gradients = zeroGradients(m_network);
    for (Gradients& layer : share.gradients)
        for (Tensor& g : layer) g.fill(0);
    share.result = {};
    const std::size_t piece = m_inPieces ? pieceSize : images;
    const Noise& noise = m_settings.noise;
    const Tensor& in = noise.any() ? worker.noisy : worker.clean;
    for (std::size_t begin = share.begin; begin < share.end; begin += piece) {
        const auto indices = std::span(m_order).subspan(m_cursor + begin, std::min(piece, share.end - begin));
        worker.augmenter.gather(set, indices, m_settings.augment, m_settings.seed, m_epoch, worker.clean);
        if (noise.any()) worker.noiser.cover(worker.clean, indices, noise, m_noiseSeed, worker.noisy);
        worker.labels.clear();
        for (const std::size_t index : indices) worker.labels.push_back(set.labels[index]);
        const Tensor& out = worker.pass.forward(m_network, in, Chance{m_chance, indices});
        const LossResult result =
            lossOf(m_settings.loss, out, worker.clean, worker.labels, static_cast<int>(images), &worker.dOut);
        share.result.loss += result.loss;
        share.result.correct += result.correct;
        share.result.squaredError += result.squaredError;
        worker.pass.backward(m_network, in, worker.dOut, share.gradients, static_cast<std::size_t>(m_settings.frozen));
    }
    share.finite = std::isfinite(share.result.loss);
    for (const Gradients& layer : share.gradients)
        for (const Tensor& g : layer) share.finite = share.finite && g.allFinite();
}

StepReport Trainer::step() {
    assert(!finished());
    const std::size_t all = learnedImages();
    const std::size_t images = std::min(static_cast<std::size_t>(m_settings.batch), all - m_cursor);
    const std::size_t piece = m_inPieces ? pieceSize : images;
    const std::size_t pieces = (images + piece - 1) / piece, shares = std::min(pieces, mostShares);
    while (m_shares.size() < shares) m_shares.push_back(std::make_unique<Share>());
    for (std::size_t i = 0; i < shares; ++i) {
        m_shares[i]->begin = pieces * i / shares * piece;
        m_shares[i]->end = std::min(images, pieces * (i + 1) / shares * piece);
    }
    m_pool.forEach(static_cast<int>(shares), [&](int i, int thread) {
        Share& share = *m_shares[static_cast<std::size_t>(i)];
        share.worker = static_cast<std::size_t>(thread);
        learn(share, *m_workers[share.worker], images);
    });

    LossResult sum;
    bool finite = true;
    for (std::size_t i = 0; i < shares; ++i) {
        sum.loss += m_shares[i]->result.loss;
        sum.correct += m_shares[i]->result.correct;
        sum.squaredError += m_shares[i]->result.squaredError;
        finite = finite && m_shares[i]->finite;
    }
    StepReport report{m_epoch,
                      m_batch,
                      0,
                      static_cast<float>(sum.loss),
                      static_cast<float>(sum.correct) / static_cast<float>(images),
                      learningRateAt(m_settings, progress()),
                      false,
                      static_cast<float>(sum.squaredError)};
    if (!finite || sum.loss > hopelessLoss) {
        m_sharesUsed = 0;
        takeBackUpdate();
        const int steps = m_epoch * batchesPerEpoch() + m_batch;
        throw Error(ErrorCode::Diverged,
                    steps == 1 ? Message::tr("The loss grew beyond all bounds after 1 step.")
                               : Message::tr("The loss grew beyond all bounds after %n steps.", nullptr, steps));
    }
    update(shares, report.learningRate);
    m_sharesUsed = shares;
    m_cursor += images;
    ++m_batch;
    report.progress = progress();
    if (m_cursor >= all) {
        report.endOfEpoch = true;
        m_cursor = 0;
        m_batch = 0;
        ++m_epoch;
        orderImages();
    }
    return report;
}

void Trainer::update(std::size_t shares, double learningRate) {
    const OptimizerStep how(m_settings, learningRate, ++m_adamSteps);
    m_pool.forEach(static_cast<int>(m_slices.size()),
                   [&](int i, int) { updateSlice(m_slices[static_cast<std::size_t>(i)], shares, how); });
    // The new weights were written where the last good ones stood.
    forEachParameter(m_network, [&](std::size_t index, std::size_t layer, std::size_t p, Tensor& value) {
        if (learns(layer, p))
            std::swap(value, m_lastGood[index]);
        else
            m_lastGood[index] = value;
    });
    if (!m_inPieces)
        m_workers[m_shares[0]->worker]->pass.remember(m_network, static_cast<std::size_t>(m_settings.frozen));
}

void Trainer::takeBackUpdate() {
    forEachParameter(m_network,
                     [&](std::size_t index, std::size_t, std::size_t, Tensor& value) { value = m_lastGood[index]; });
}

NetworkGradients Trainer::lastGradients() const {
    NetworkGradients sum;
    for (std::size_t i = 0; i < m_sharesUsed; ++i) {
        const NetworkGradients& share = m_shares[i]->gradients;
        if (i == 0) {
            sum = share;
            continue;
        }
        for (std::size_t layer = 0; layer < sum.size(); ++layer)
            for (std::size_t p = 0; p < sum[layer].size(); ++p) sum[layer][p].array() += share[layer][p].array();
    }
    return sum;
}

std::vector<double> Trainer::updateToWeight() const {
    if (m_sharesUsed == 0) return {};
    std::vector<double> ratios(m_network.size(), 0);
    forEachParameter(m_network, [&](std::size_t index, std::size_t layer, std::size_t p, const Tensor& now) {
        if (p > 0) return; // a bias begins at 0, where a ratio says nothing
        const auto before = m_lastGood[index].array().cast<double>();
        const double length = std::sqrt(before.square().sum());
        if (length > 0) ratios[layer] = std::sqrt((now.array().cast<double>() - before).square().sum()) / length;
    });
    return ratios;
}

// Adds the gradients of all shares and goes one step downhill.
void Trainer::updateSlice(const Slice& slice, std::size_t shares, const OptimizerStep& how) {
    if (!learns(slice.layer, slice.parameter)) return;
    const FlushDenormals flush;
    const auto at = [&](auto& tensor) { return tensor.data() + slice.begin; };
    const Layer& layer = m_network.layer(slice.layer);
    float g[sliceSize];
    std::copy_n(at(m_shares[0]->gradients[slice.layer][slice.parameter]), slice.size, g);
    for (std::size_t i = 1; i < shares; ++i) {
        const float* more = at(m_shares[i]->gradients[slice.layer][slice.parameter]);
        for (std::size_t k = 0; k < slice.size; ++k) g[k] += more[k];
    }
    how.apply({g, slice.size}, at(layer.parameters()[slice.parameter].value), at(m_velocity[slice.index]),
              at(m_squares[slice.index]), at(m_lastGood[slice.index]));
}

Evaluation Trainer::evaluate(const Dataset& set, std::size_t most) {
    return evaluateFinite(set, firstOf(std::min(most, set.size())));
}

Evaluation Trainer::evaluateFinite(const Dataset& set, std::span<const std::size_t> which) {
    try {
        return evaluateOn(m_network, set, which, m_settings.loss, m_settings.noise, m_pool);
    } catch (const Error&) {
        takeBackUpdate(); // the batch was still finite before it
        throw;
    }
}

Evaluation Trainer::evaluateValidation(std::size_t most) {
    const auto watched = std::span(m_parts.validation).first(std::min(most, m_parts.validation.size()));
    return evaluateFinite(m_data->train, watched);
}

Evaluation evaluate(const Network& network, const Dataset& set, LossKind loss, int threads, std::size_t most,
                    const Noise& noise) {
    requireMatch(network, set, loss);
    ThreadPool pool(threads);
    return evaluateOn(network, set, firstOf(std::min(most, set.size())), loss, checked(noise).orThrow(), pool);
}

} // namespace cnn
