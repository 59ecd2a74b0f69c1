#include "core/network/pass.h"

#include "core/base/rng.h"

#include <algorithm>

namespace cnn {
namespace {

// Whether backward finds all it reads when a layer works in place on the output of the one before it.
bool mayOverwrite(const LayerRules& before, const LayerRules& layer) {
    return !before.readsOut || (before.takesLargest && layer.rectifies);
}

// Of one image; window or not, each weight meets each cell of the output's map once.
double multiplyAddsOf(const Layer& layer, const Shape& out) {
    const auto parameters = layer.parameters();
    if (parameters.empty()) return 0;
    return static_cast<double>(parameters[0].value.size()) * out.h * out.w;
}

} // namespace

int usefulThreads(const Network& network, int images) {
    constexpr double worthStarting = 20e6; // multiplications, some hundred microseconds
    double work = 0;
    for (std::size_t i = 0; i < network.size(); ++i) work += multiplyAddsOf(network.layer(i), network.outputShape(i));
    constexpr unsigned most = 16;
    return work * images < worthStarting ? 1
                                         : static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, most));
}

Helpers& Helpers::operator=(const Helpers& other) {
    if (this != &other) *this = Helpers(other);
    return *this;
}

ThreadPool* Helpers::pool() {
    if (m_threads > 1 && !m_pool) m_pool = std::make_unique<ThreadPool>(m_threads);
    return m_pool.get();
}

void Pass::countReaders() {
    m_readers.assign(m_steps.size() + 1, 0);
    for (const Step& step : m_steps)
        for (const std::size_t value : step.reads) ++m_readers[value];
}

// The steps that may write their output where their input stands.
std::vector<bool> Pass::findInPlace(const Network& network) const {
    std::vector<bool> inPlace;
    for (const Step& step : m_steps) {
        const LayerRules rules = network.layer(step.layer).rules();
        assert(!rules.inPlace || !rules.readsIn);
        const std::size_t from = step.reads[0]; // 0 is the caller's
        const bool mayBe = rules.inPlace && step.reads.size() == 1 && from > 0 && m_readers[from] == 1;
        inPlace.push_back(
            mayBe && (m_keep == Keep::Nothing || mayOverwrite(network.layer(m_steps[from - 1].layer).rules(), rules)));
    }
    return inPlace;
}

// Rooms for the values: one each, or with Keep::Nothing those that are free again.
void Pass::placeValues(const std::vector<bool>& inPlace) {
    std::vector<std::size_t> left = m_readers, free; // readers of a value to come; rooms
    std::size_t rooms = 0;
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        Step& step = m_steps[i];
        step.inPlace = inPlace[i];
        if (step.inPlace) {
            step.room = m_steps[step.reads[0] - 1].room;
        } else if (m_keep == Keep::Nothing && !free.empty()) {
            step.room = free.back();
            free.pop_back();
        } else {
            step.room = rooms++;
        }
        for (const std::size_t value : step.reads)
            if (--left[value] == 0 && value > 0 && !step.inPlace) free.push_back(m_steps[value - 1].room);
        if (left[i + 1] == 0 && i + 1 < m_steps.size()) free.push_back(step.room); // nobody reads it
    }
    m_values.resize(rooms);
}

void Pass::plan(const Network& network) {
    const std::size_t layers = std::min(m_layers, network.size());
    if (m_steps.size() == layers) return;
    m_steps.clear();
    for (std::size_t i = 0; i < layers; ++i) {
        const auto reads = network.reads(i);
        m_steps.push_back({i, {reads.begin(), reads.end()}, i + 1});
    }
    countReaders();
    for (std::size_t i = 0; i + 1 < layers; ++i) {
        Step &first = m_steps[i], &second = m_steps[i + 1];
        const bool alone = second.reads == std::vector{i + 1} && m_readers[i + 1] == 1;
        const std::size_t before = first.reads[0];
        const bool isMerged = m_keep == Keep::Nothing && first.reads.size() == 1 && before > 0 &&
                              m_readers[before] == 1 && network.layer(m_steps[before - 1].layer).rules().mayRectify;
        if (alone && !isMerged && network.layer(first.layer).rules().rectifies &&
            network.layer(second.layer).rules().takesLargest)
            std::swap(first.layer, second.layer);
    }
    placeValues(findInPlace(network));
    mergeRectifying(network);
    findLearned(network, 0);
    m_caches.resize(m_keep == Keep::Nothing ? 1 : layers);
}

void Pass::findLearned(const Network& network, std::size_t frozen) {
    m_frozen = frozen;
    m_learned.assign(m_steps.size() + 1, false);
    for (const Step& step : m_steps)
        m_learned[step.out] = (step.layer >= frozen && !network.layer(step.layer).parameters().empty()) ||
                              std::ranges::any_of(step.reads, [&](std::size_t value) { return m_learned[value]; });
}

// After placeValues(): a ReLU in place on what is read by nobody else.
void Pass::mergeRectifying(const Network& network) {
    for (Step& step : m_steps) {
        if (!step.inPlace || !network.layer(step.layer).rules().rectifies) continue;
        Step& before = m_steps[step.reads[0] - 1];
        before.rectifies = step.isDone = network.layer(before.layer).rules().mayRectify;
    }
}

void Pass::forwardStep(const Layer& layer, std::size_t index, const Tensor& in) {
    const Step& step = m_steps[index];
    if (step.isDone) return;
    Tensor& out = m_values[step.room];
    LayerCache& cache = cacheOf(index);
    cache.rectify = step.rectifies;
    if (step.reads.size() == 1) return layer.forward(value(step.reads[0], in), out, cache);
    m_in.clear();
    for (const std::size_t read : step.reads) m_in.push_back(&value(read, in));
    layer.join(m_in, out, cache);
}

const Tensor& Pass::forward(const Network& network, const Tensor& in, const std::optional<Chance>& chance) {
    assert(in.shape().withImages(1) == network.inputShape());
    plan(network);
    ThreadPool* pool = m_helpers.pool();
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        const std::size_t layer = m_steps[i].layer;
        LayerCache& cache = cacheOf(i);
        cache.pool = pool;
        cache.quick = m_sums == Sums::Quick;
        cache.chance = chance;
        if (chance) cache.chance->seed = Rng(chance->seed, layer).bits();
        forwardStep(network.layer(layer), i, in);
    }
    return value(m_steps.size(), in);
}

void Pass::backward(const Network& network, const Tensor& in, const Tensor& dOutput, NetworkGradients& gradients,
                    std::size_t frozen) {
    assert(m_keep == Keep::ForBackward);
    if (frozen != m_frozen) findLearned(network, frozen);
    m_flow.begin(m_steps.size() + 1, m_steps.size(), dOutput);
    for (std::size_t i = m_steps.size(); i-- > 0;) {
        const Step& step = m_steps[i];
        if (!m_learned[step.out]) continue;
        m_reads.clear();
        for (const std::size_t read : step.reads) m_reads.push_back({read, &value(read, in), m_learned[read]});
        m_flow.back(network.layer(step.layer), m_reads, step.out, value(step.out, in), m_caches[i],
                    gradients[step.layer], step.inPlace);
    }
}

void Pass::remember(Network& network, std::size_t frozen) const {
    assert(m_keep == Keep::ForBackward);
    for (std::size_t i = 0; i < m_steps.size(); ++i)
        if (m_steps[i].layer >= frozen) network.layer(m_steps[i].layer).remember(m_caches[i]);
}

} // namespace cnn
