// A graph of layers, by name.
//
// Each layer reads one earlier value or, if it is a join (layers/join.h), several. A value is meant by its number: 0 is
// the input, i + 1 the output of layer i, so that layers stand in an order in which they can be worked through. The
// last layer's output is the network's. Any value may be read any number of times, or never. Where each layer reads
// the one before, which is what add() without more does, the network is a chain:
//
//     Network net(Shape{3, 32, 32, 1});                   // value 0
//     net.add("conv1", conv);                             // reads 0, gives 1
//     net.add("bn1", norm);                               // reads 1, gives 2
//     net.add("add1", makeLayer({"add", {}}), {2, 0});    // reads 2 and 0, gives 3; net.isChain() no longer holds
//
// A Network is a value: copying copies all weights. forward() is const and writes only into the caller's Trace, so a
// copy handed to another thread, or shared as shared_ptr<const Network>, may be looked at by anyone.
#pragma once

#include "core/layers/layer.h"
#include "core/network/gradient_flow.h"
#include "core/tensor/display_range.h"

namespace cnn {

// Everything one forward pass computed. values[0] is the input, values[i + 1] the output of layer i.
struct Trace {
    std::vector<Tensor> values;
    std::vector<LayerCache> caches;
    const Tensor& output() const { return values.back(); }
};

// One Gradients a layer.
using NetworkGradients = std::vector<Gradients>;

class Network {
public:
    struct Item {
        std::string name; // unique, for example "conv1"
        std::unique_ptr<Layer> layer;
        std::vector<std::size_t> reads; // values, all of them before its own
    };

    explicit Network(const Shape& input) : m_shapes{input.withImages(1)} {}
    Network(const Network& other);
    Network& operator=(const Network& other);
    Network(Network&&) noexcept = default;
    Network& operator=(Network&&) noexcept = default;
    ~Network() = default;

    // A layer that reads the value before, or these values, of which there is one at least. Throws Error(Mismatch or
    // DoesNotFit) naming the layer when it does not fit what is there, the name is taken or a value is not there.
    void add(std::string name, std::unique_ptr<Layer> layer);
    void add(std::string name, std::unique_ptr<Layer> layer, std::vector<std::size_t> reads);

    std::size_t size() const { return m_items.size(); }
    const std::string& name(std::size_t i) const { return m_items[i].name; }
    const Layer& layer(std::size_t i) const { return *m_items[i].layer; }
    Layer& layer(std::size_t i) { return *m_items[i].layer; }
    std::optional<std::size_t> find(const std::string& name) const;
    std::span<const std::size_t> reads(std::size_t i) const { return m_items[i].reads; }
    // Whether each layer reads the value before its own and nothing else.
    bool isChain() const { return m_isChain; }
    // Of one image.
    const Shape& valueShape(std::size_t value) const { return m_shapes[value]; }
    const Shape& inputShape() const { return m_shapes.front(); }
    const Shape& outputShape() const { return m_shapes.back(); }
    const Shape& outputShape(std::size_t i) const { return m_shapes[i + 1]; }
    std::size_t parameterCount() const;

    // `in` must have inputShape() but for the image count; asserted. Shapes inside the trace are set, its memory
    // reused. pool: who may help with one large image, or null; the bits are the same.
    void forward(const Tensor& in, Trace& trace, ThreadPool* pool = nullptr) const;
    // dOutput: gradient of the loss at trace.output(). Adds to `gradients` (zeroGradients(network) to start with).
    // work: scratch memory that is reused; with inputGradient, work[0] is the gradient at the input.
    void backward(const Trace& trace, const Tensor& dOutput, NetworkGradients& gradients, std::vector<Tensor>& work,
                  bool inputGradient = false) const;
    // One layer of that: values[i + 1] of the trace is set, its earlier ones are there.
    void forwardLayer(std::size_t i, Trace& trace) const;
    // What has arrived at layer i's output goes on to what it reads, as far as `lowest`; before that nobody wants it.
    void backLayer(std::size_t i, const Trace& trace, GradientFlow& flow, Gradients& gradients, std::size_t lowest,
                   bool keep = false) const;
    // Whether all that comes after a value follows from it alone: no later layer reads an earlier value.
    bool isCut(std::size_t value) const;

    // Names of the classes, outputShape().c of them, or empty.
    std::vector<std::string> classNames;
    // Which values of a picture it was taught to take for 0 and 1, where they are others than a byte's 0 and 255.
    std::optional<DisplayRange> displayRange;

private:
    std::vector<Item> m_items;
    std::vector<Shape> m_shapes; // of the values
    bool m_isChain = true;
};

NetworkGradients zeroGradients(const Network&);

} // namespace cnn
