#include "core/train/trainer.h"

#include "core/base/rng.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

constexpr std::size_t pieceSize = 16;
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

void requireMatch(const Network& network, const Dataset& set) {
    if (set.shape != network.inputShape())
        throw Error(ErrorCode::Mismatch, "The network reads images of " + text(network.inputShape()) +
                                             ", the data holds " + text(set.shape) + ".");
    const auto outputs = static_cast<std::size_t>(network.outputShape().perImage());
    for (const int label : set.labels)
        if (label < 0 || static_cast<std::size_t>(label) >= outputs)
            throw Error(ErrorCode::Mismatch, "The network knows " + std::to_string(outputs) +
                                                 " classes, the data has a label " + std::to_string(label) + ".");
}

Evaluation evaluateOn(const Network& network, const Dataset& set, LossKind kind, ThreadPool& pool, std::size_t most) {
    constexpr std::size_t chunk = 64;
    const std::size_t images = std::min(most, set.size());
    const auto chunks = static_cast<int>((images + chunk - 1) / chunk);
    std::vector<LossResult> results(static_cast<std::size_t>(chunks));
    pool.forEach(chunks, [&](int i) {
        const std::size_t begin = static_cast<std::size_t>(i) * chunk;
        std::vector<std::size_t> indices(std::min(chunk, images - begin));
        std::iota(indices.begin(), indices.end(), begin);
        Tensor in;
        Trace trace;
        set.gather(indices, in);
        network.forward(in, trace);
        results[static_cast<std::size_t>(i)] =
            evaluateLoss(kind, trace.output(), std::span(set.labels).subspan(begin, indices.size()), 1, nullptr);
    });
    Evaluation sum;
    sum.images = images;
    for (const LossResult& r : results) {
        sum.loss += r.loss;
        sum.accuracy += r.correct;
    }
    if (images > 0) {
        sum.loss /= static_cast<double>(images);
        sum.accuracy /= static_cast<double>(images);
    }
    return sum;
}

} // namespace

struct Trainer::Piece {
    Tensor in, dOut;
    Trace trace;
    NetworkGradients gradients;
    std::vector<Tensor> work;
    std::vector<int> labels;
    LossResult result;
};

Expected<TrainingSettings> checked(const TrainingSettings& s) {
    const auto bad = [](const char* sentence) { return Error(ErrorCode::Usage, sentence); };
    if (!std::isfinite(s.learningRate) || s.learningRate <= 0)
        return bad("The learning rate must be a number above 0.");
    if (!(s.momentum >= 0 && s.momentum < 1)) return bad("The momentum must be at least 0 and below 1.");
    if (s.batch < 1 || s.batch > 65536) return bad("The batch must be 1 to 65536 images.");
    if (s.epochs < 1 || s.epochs > 100000) return bad("The number of epochs must be 1 to 100000.");
    if (s.threads < 1 || s.threads > 256) return bad("The number of threads must be 1 to 256.");
    return s;
}

Trainer::Trainer(Network network, std::shared_ptr<const DataSplit> data, const TrainingSettings& settings)
    : m_network(std::move(network)), m_data(std::move(data)), m_settings(checked(settings).orThrow()),
      m_pool(settings.threads) {
    if (m_data->train.size() == 0) throw Error(ErrorCode::Mismatch, "There are no training images.");
    requireMatch(m_network, m_data->train);
    requireMatch(m_network, m_data->test);
    m_network.classNames = m_data->train.classNames;
    m_gradients = zeroGradients(m_network);
    forEachParameter(m_network, [&](std::size_t, std::size_t, std::size_t, const Tensor& value) {
        m_lastGood.push_back(value);
        m_velocity.emplace_back(value.shape());
        m_squares.emplace_back(value.shape());
    });
    orderImages();
}

Trainer::~Trainer() = default;

void Trainer::orderImages() {
    m_order.resize(m_data->train.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    Rng(m_settings.seed, static_cast<std::uint64_t>(m_epoch)).shuffle(m_order);
}

bool Trainer::finished() const {
    return m_epoch >= m_settings.epochs;
}

int Trainer::batchesPerEpoch() const {
    const auto batch = static_cast<std::size_t>(m_settings.batch);
    return static_cast<int>((m_data->train.size() + batch - 1) / batch);
}

double Trainer::progress() const {
    return m_epoch + static_cast<double>(m_cursor) / static_cast<double>(m_data->train.size());
}

void Trainer::change(const TrainingSettings& settings) {
    TrainingSettings next = checked(settings).orThrow();
    next.seed = m_settings.seed;
    next.threads = m_settings.threads;
    if (next.optimizer != m_settings.optimizer) {
        for (Tensor& t : m_velocity) t.fill(0);
        for (Tensor& t : m_squares) t.fill(0);
        m_adamSteps = 0;
    }
    m_settings = next;
}

StepReport Trainer::step() {
    assert(!finished());
    const Dataset& set = m_data->train;
    const std::size_t images = std::min(static_cast<std::size_t>(m_settings.batch), set.size() - m_cursor);
    const std::size_t pieces = (images + pieceSize - 1) / pieceSize;
    while (m_pieces.size() < pieces) m_pieces.push_back(std::make_unique<Piece>());

    m_pool.forEach(static_cast<int>(pieces), [&](int i) {
        Piece& piece = *m_pieces[static_cast<std::size_t>(i)];
        const std::size_t begin = static_cast<std::size_t>(i) * pieceSize;
        const auto indices = std::span(m_order).subspan(m_cursor + begin, std::min(pieceSize, images - begin));
        set.gather(indices, piece.in);
        piece.labels.clear();
        for (const std::size_t index : indices) piece.labels.push_back(set.labels[index]);
        m_network.forward(piece.in, piece.trace);
        piece.result =
            evaluateLoss(m_settings.loss, piece.trace.output(), piece.labels, static_cast<int>(images), &piece.dOut);
        if (piece.gradients.empty()) piece.gradients = zeroGradients(m_network);
        for (Gradients& layer : piece.gradients)
            for (Tensor& g : layer) g.fill(0);
        m_network.backward(piece.trace, piece.dOut, piece.gradients, piece.work);
    });

    LossResult sum;
    for (std::size_t i = 0; i < pieces; ++i) {
        sum.loss += m_pieces[i]->result.loss;
        sum.correct += m_pieces[i]->result.correct;
    }
    bool finite = std::isfinite(sum.loss) && sum.loss <= hopelessLoss;
    forEachParameter(m_network, [&](std::size_t, std::size_t layer, std::size_t p, const Tensor&) {
        auto total = m_gradients[layer][p].array();
        total = m_pieces[0]->gradients[layer][p].array();
        for (std::size_t i = 1; i < pieces; ++i) total += m_pieces[i]->gradients[layer][p].array();
        finite = finite && total.isFinite().all();
    });
    StepReport report{m_epoch,
                      m_batch,
                      0,
                      static_cast<float>(sum.loss),
                      static_cast<float>(sum.correct) / static_cast<float>(images),
                      m_settings.learningRate,
                      false};
    if (!finite) {
        forEachParameter(
            m_network, [&](std::size_t index, std::size_t, std::size_t, Tensor& value) { value = m_lastGood[index]; });
        const int steps = m_epoch * batchesPerEpoch() + m_batch;
        throw Error(ErrorCode::Diverged, "The loss grew beyond all bounds after " + std::to_string(steps) +
                                             (steps == 1 ? " step." : " steps."));
    }
    update();
    m_cursor += images;
    ++m_batch;
    report.progress = progress();
    if (m_cursor >= set.size()) {
        report.endOfEpoch = true;
        m_cursor = 0;
        m_batch = 0;
        ++m_epoch;
        orderImages();
    }
    return report;
}

void Trainer::update() {
    const auto lr = static_cast<float>(m_settings.learningRate);
    const auto momentum = static_cast<float>(m_settings.momentum);
    ++m_adamSteps;
    constexpr float beta1 = 0.9F, beta2 = 0.999F, epsilon = 1e-8F;
    const auto correction1 = static_cast<float>(1 - std::pow(0.9, static_cast<double>(m_adamSteps)));
    const auto correction2 = static_cast<float>(1 - std::pow(0.999, static_cast<double>(m_adamSteps)));
    forEachParameter(m_network, [&](std::size_t index, std::size_t layer, std::size_t p, Tensor& value) {
        const auto g = m_gradients[layer][p].array();
        auto w = value.array();
        auto v = m_velocity[index].array();
        m_lastGood[index] = value;
        if (m_settings.optimizer == OptimizerKind::SgdMomentum) {
            v = momentum * v + g;
            w -= lr * v;
        } else {
            auto s = m_squares[index].array();
            v = beta1 * v + (1 - beta1) * g;
            s = beta2 * s + (1 - beta2) * g.square();
            w -= (lr / correction1) * v / ((s / correction2).sqrt() + epsilon);
        }
    });
}

Evaluation Trainer::evaluate(const Dataset& set, std::size_t most) {
    return evaluateOn(m_network, set, m_settings.loss, m_pool, most);
}

Evaluation evaluate(const Network& network, const Dataset& set, LossKind loss, int threads, std::size_t most) {
    requireMatch(network, set);
    ThreadPool pool(threads);
    return evaluateOn(network, set, loss, pool, most);
}

} // namespace cnn
