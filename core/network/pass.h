// A pass through a network when only its result and its gradients are wanted, as in training and testing.
//
// Network::forward keeps every value for whoever wants to look; a Pass keeps what backward needs and no more, and gives
// bit for bit the same result and gradients:
//   - a layer that may work in place does so where the layer before it does not read its own output again;
//   - ReLU and a max pooling after it change places. The largest of some numbers cut off at zero is their largest cut
//     off at zero, so it is cut on the smaller map; where that is zero no gradient comes back either way;
//   - a layer that can cut off at zero what it gives (LayerRules::mayRectify) does so for the ReLU after it.
// With several threads a layer's work on one large image is shared among them, to the same bits for any number.
// What a layer allows and reads it says by its rules() (layers/layer.h); of one that says nothing everything is kept.
//
// In a graph a value that is read several times is overwritten by none of its readers, and its gradients are added.
//
// A Pass belongs to one thread at a time and reuses its memory.
#pragma once

#include "core/base/thread_pool.h"
#include "core/network/network.h"

namespace cnn {

// How many threads, the caller's included, make forward of so many images quicker: 1 for what is done before another
// thread is awake, the number of processors for a large network.
int usefulThreads(const Network& network, int images = 1);

// Threads that start when they are first wanted.
class Helpers {
public:
    explicit Helpers(int threads) : m_threads(threads) {}
    Helpers(const Helpers& other) : m_threads(other.m_threads) {}
    Helpers& operator=(const Helpers& other);
    Helpers(Helpers&&) noexcept = default;
    Helpers& operator=(Helpers&&) noexcept = default;
    ~Helpers() = default;
    ThreadPool* pool(); // null: there is only the caller

private:
    int m_threads;
    std::unique_ptr<ThreadPool> m_pool;
};

class Pass {
public:
    // Nothing: for results alone. Values are kept no longer than they are read, in a chain two at a time, so a large
    // network needs little more memory than its weights; there is no backward.
    enum class Keep { ForBackward, Nothing };
    // Exact: every sum as it is written, as Network::forward has it. Quick: a large convolution of one image may take
    // a shorter way that rounds otherwise (kernels/winograd.h says how much); for results that nobody adds up again.
    enum class Sums { Exact, Quick };
    // layers: only that many of the network's. threads: the caller's included, as usefulThreads() says; those that help
    // start with the first forward and end with the pass. A copy starts its own.
    explicit Pass(Keep keep = Keep::ForBackward, std::size_t layers = static_cast<std::size_t>(-1), int threads = 1,
                  Sums sums = Sums::Exact)
        : m_keep(keep), m_sums(sums), m_layers(layers), m_helpers(threads) {}

    // The network may be any copy with the same layers in every call.
    // The result stays until the next call.
    // chance: the network learns, and layers that are random then draw from it, each layer other numbers.
    const Tensor& forward(const Network& network, const Tensor& in, const std::optional<Chance>& chance = {});
    // Of the last forward; `in` as it was there. Adds to `gradients`, but for those of the first `frozen` layers, which
    // do not learn: what comes before the first that does is not worked out.
    void backward(const Network& network, const Tensor& in, const Tensor& dOutput, NetworkGradients& gradients,
                  std::size_t frozen = 0);
    // After a forward with chance: what layers remember of its batch goes to this network's (Layer::remember), from
    // layer `frozen` on.
    void remember(Network& network, std::size_t frozen = 0) const;

private:
    // Layer `layer` reads these values and gives value `out`, which stands in m_values[room]. Values are numbered as in
    // a network, by step.
    struct Step {
        std::size_t layer;
        std::vector<std::size_t> reads;
        std::size_t out = 0, room = 0;
        bool inPlace = false;   // out stands where the value does that it reads
        bool rectifies = false; // it does the next step's work too, which has nothing left to do
        bool isDone = false;
    };
    void plan(const Network& network);
    std::vector<bool> findInPlace(const Network& network) const;
    void mergeRectifying(const Network& network);
    void placeValues(const std::vector<bool>& inPlace);
    void countReaders();
    void findLearned(const Network& network, std::size_t frozen);
    void forwardStep(const Layer& layer, std::size_t step, const Tensor& in);
    const Tensor& value(std::size_t index, const Tensor& in) const {
        return index == 0 ? in : m_values[m_steps[index - 1].room];
    }

    // What backward wants again stays with each step; otherwise one does for all.
    LayerCache& cacheOf(std::size_t step) { return m_caches[m_keep == Keep::Nothing ? 0 : step]; }

    Keep m_keep;
    Sums m_sums;
    std::size_t m_layers;
    Helpers m_helpers;
    std::vector<Step> m_steps;
    std::vector<std::size_t> m_readers; // of each value
    std::vector<bool> m_learned;        // by value: something that learns is in front of it, so its gradient is wanted
    std::size_t m_frozen = 0;           // layers, as m_learned has it
    std::vector<Tensor> m_values;
    std::vector<LayerCache> m_caches;
    std::vector<const Tensor*> m_in;
    std::vector<GradientFlow::Read> m_reads;
    GradientFlow m_flow;
};

} // namespace cnn
