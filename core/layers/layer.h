// The contract every layer keeps.
//
// A layer is its settings and its weights, nothing else: forward() and backward() are const, what they need to remember
// lives with the caller (LayerCache, Gradients). So any number of threads, and the figures, may look at one network at
// the same time, and nothing a learner may want to see is overwritten.
//
// forward:   in  (shape s)                 -> out (shape outputShape(s)); `out` is given its shape by the layer.
// backward:  in, out of that forward, dOut -> dIn (shape s, overwritten; null: nobody wants it, the layer saves the
//            work), gradients (ADDED to what is there). dOut = d loss / d out, and so on. The image count of `in` may
//            be any number >= 1.
// The caller guarantees that outputShape(in.shape()) holds a value; the layers assert it.
//
// Which of in and out backward may READ the layer says itself: rules() below. `in` always has its shape; its values are
// those of forward only if rules().readsIn, and the values of `out` only if rules().readsOut. Whatever else backward
// needs it takes from the parameters, or leaves in the cache while forward runs. A layer that says nothing may read
// both, and out is another tensor than in: that is always right, and only costs memory.
//
// A layer that reads several values is a Join (join.h); it is run by join() and unjoin(), which for any other layer are
// forward() and backward().
#pragma once

#include "core/base/error.h"
#include "core/kernels/window.h"
#include "core/kernels/window_plan.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cnn {

struct Parameter {
    std::string name; // "weight" or "bias", or what it is
    Tensor value;
    bool learned = true; // false: it has no gradient (that is 0), and who trains leaves it as it is
    float first = 0;     // what it begins as, where it is not drawn
};
// One tensor a parameter, in the order of parameters(), of the same shapes.
using Gradients = std::vector<Tensor>;

// What layers that are random while a network learns (dropout.h) draw from; it is given by who trains. Each image has
// numbers of its own, so it does not matter which others are in the batch.
struct Chance {
    std::uint64_t seed = 0;
    std::span<const std::size_t> images; // their numbers in the data set, one an image of the batch
};

class ThreadPool; // base/thread_pool.h

// Working memory that forward and backward leave with the caller, so that the next call need not allocate. It holds
// nothing that matters between calls, but two calls at the same time need two of them. Beside it what the caller wants
// of the next forward.
struct LayerCache {
    mutable Tensor cells, dCells, weights, dWeights;
    mutable kernels::WindowPlan plan;
    ThreadPool* pool = nullptr;   // who may help with one forward; null: nobody
    bool quick = false;           // forward may take a shorter way with rounding errors of its own (kernels/winograd.h)
    bool rectify = false;         // forward gives max(0, out); of layers whose rules().mayRectify
    std::optional<Chance> chance; // set before forward: the network learns; its images are not read after forward
};

// For each output of a convolution the input channels it reads.
using Connections = std::vector<std::vector<int>>;

// A number that some kinds of layer have and others do not, by its name: {"factor", 2}.
struct NamedSetting {
    std::string key; // as the layer's kind lists it (layer_kind.h)
    float value = 0;
    bool operator==(const NamedSetting&) const = default;
};

// What a layer is, for lists, drawings and files.
struct LayerInfo {
    std::string kind;                     // "conv2d", "maxpool2d", ...: the key in layers/catalog.h
    std::optional<Window> window;         // sliding-window layers only
    int inputs = 0, outputs = 0;          // channels of a convolution, features of a dense layer; 0 when there are none
    std::vector<NamedSetting> settings{}; // in the order of the kind's list; one that is missing has its usual value
    Connections connections{};            // of a partial convolution

    bool operator==(const LayerInfo&) const = default;
    // nullptr: it is missing.
    const float* find(std::string_view key) const {
        for (const NamedSetting& s : settings)
            if (s.key == key) return &s.value;
        return nullptr;
    }
    float setting(std::string_view key, float missing = 0) const {
        const float* found = find(key);
        return found ? *found : missing;
    }
};

// What whoever runs a layer may do to save memory and time (network/pass.h does). The defaults are right for every
// layer; any other value is a promise, and tests/core/test_every_way.cpp holds every layer of the catalogue to it.
struct LayerRules {
    bool readsIn = true;    // backward reads the values of `in`
    bool readsOut = true;   // backward reads the values of `out`
    bool inPlace = false;   // `out` may be the very tensor `in`, and dIn the very tensor dOut; readsIn is then false
    bool rectifies = false; // out = max(in, 0), value by value, and where out is 0 no gradient comes back
    // Each value of out is the largest of some values of in, and backward reads out only where dOut is not 0. So what
    // rectifies may change places with it, and may overwrite its output.
    bool takesLargest = false;
    // backward takes an empty list of gradients as the wish for dIn alone, and saves the work and memory of the rest.
    bool mayLeaveGradients = false;
    bool mayRectify = false; // forward does as LayerCache::rectify says, and backward does not read out
    // While the network learns (LayerCache::chance), what an image gives depends on the others of its batch, so a batch
    // may not be worked through in pieces. It may remember something of the batch: remember().
    bool mixesImages = false;
};

class Layer {
public:
    virtual ~Layer() = default;

    virtual LayerInfo info() const = 0;
    virtual Expected<Shape> outputShape(const Shape& in) const = 0;
    virtual void forward(const Tensor& in, Tensor& out, LayerCache& cache) const = 0;
    virtual void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                          Gradients& gradients) const = 0;
    virtual LayerRules rules() const { return {}; }
    // What the last forward of a network that learns left in the cache becomes part of the parameters that are not
    // learned. Who trains calls it after each step, for layers that mix images.
    virtual void remember(const LayerCache&) {}

    // Of several values, which must be one for all layers but joins. `in` may hold the same tensor twice; dIn[k] is
    // that of in[k] (overwritten, each another tensor; null: nobody wants it).
    virtual Expected<Shape> joinedShape(std::span<const Shape> in) const;
    virtual void join(std::span<const Tensor* const> in, Tensor& out, LayerCache& cache) const;
    virtual void unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut,
                        const LayerCache& cache, std::span<Tensor* const> dIn, Gradients& gradients) const;

    virtual std::span<Parameter> parameters() { return {}; }
    virtual std::unique_ptr<Layer> clone() const = 0;

    std::span<const Parameter> parameters() const { return const_cast<Layer*>(this)->parameters(); }
    // Those that are learned.
    std::size_t parameterCount() const {
        std::size_t count = 0;
        for (const Parameter& p : parameters()) count += p.learned ? p.value.size() : 0;
        return count;
    }
};

// Gradients of the right shapes, all zero.
Gradients zeroGradients(const Layer&);

} // namespace cnn
