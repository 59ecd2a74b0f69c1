// Layers in a row, by name.
//
// A Network is a value: copying copies all weights. forward() is const and writes only into the caller's Trace, so a
// copy handed to another thread, or shared as shared_ptr<const Network>, may be looked at by anyone.
#pragma once

#include "core/layers/layer.h"

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
    };

    explicit Network(const Shape& input) : m_shapes{input.withImages(1)} {}
    Network(const Network& other);
    Network& operator=(const Network& other);
    Network(Network&&) noexcept = default;
    Network& operator=(Network&&) noexcept = default;
    ~Network() = default;

    // Throws Error(Mismatch or DoesNotFit) naming the layer when it does not fit what is there, or the name is taken.
    void add(std::string name, std::unique_ptr<Layer> layer);

    std::size_t size() const { return m_items.size(); }
    const std::string& name(std::size_t i) const { return m_items[i].name; }
    const Layer& layer(std::size_t i) const { return *m_items[i].layer; }
    Layer& layer(std::size_t i) { return *m_items[i].layer; }
    std::optional<std::size_t> find(const std::string& name) const;
    // Of one image.
    const Shape& inputShape() const { return m_shapes.front(); }
    const Shape& outputShape() const { return m_shapes.back(); }
    const Shape& outputShape(std::size_t i) const { return m_shapes[i + 1]; }
    std::size_t parameterCount() const;

    // `in` must have inputShape() but for the image count; asserted. Shapes inside the trace are set, its memory
    // reused.
    void forward(const Tensor& in, Trace& trace) const;
    // dOutput: gradient of the loss at trace.output(). Adds to `gradients` (zeroGradients(network) to start with).
    // work: two tensors of scratch memory that are reused; with inputGradient, work[0] is the gradient at the input.
    void backward(const Trace& trace, const Tensor& dOutput, NetworkGradients& gradients, std::vector<Tensor>& work,
                  bool inputGradient = false) const;

    // Names of the classes, outputShape().c of them, or empty.
    std::vector<std::string> classNames;

private:
    std::vector<Item> m_items;
    std::vector<Shape> m_shapes;
};

NetworkGradients zeroGradients(const Network&);

} // namespace cnn
