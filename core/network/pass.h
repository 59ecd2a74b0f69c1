// A pass through a network when only its result and its gradients are wanted, as in training and testing.
//
// Network::forward keeps every value for whoever wants to look; a Pass keeps what backward needs and no more, and gives
// bit for bit the same result and gradients:
//   - a layer that may work in place does so where the layer before it does not read its own output again;
//   - ReLU and a max pooling after it change places. The largest of some numbers cut off at zero is their largest cut
//     off at zero, so it is cut on the smaller map; where that is zero no gradient comes back either way.
// What a layer allows and reads it says by its rules() (layers/layer.h); of one that says nothing everything is kept.
// A Pass belongs to one thread at a time and reuses its memory.
#pragma once

#include "core/network/network.h"

namespace cnn {

class Pass {
public:
    // Nothing: for results alone. Two values at a time are kept, so a large network needs little more memory than its
    // weights; there is no backward.
    enum class Keep { ForBackward, Nothing };
    // layers: only that many of the network's.
    explicit Pass(Keep keep = Keep::ForBackward, std::size_t layers = static_cast<std::size_t>(-1))
        : m_keep(keep), m_layers(layers) {}

    // The network may be any copy with the same layers in every call.
    // The result stays until the next call.
    // chance: the network learns, and layers that are random then draw from it, each layer other numbers.
    const Tensor& forward(const Network& network, const Tensor& in, const std::optional<Chance>& chance = {});
    // Of the last forward; `in` as it was there. Adds to `gradients`.
    void backward(const Network& network, const Tensor& in, const Tensor& dOutput, NetworkGradients& gradients);

private:
    struct Step {
        std::size_t layer;
        std::size_t in, out; // which value; 0 is the input
    };
    void plan(const Network& network);
    // Where value `index`, from 1 on, stands in m_values.
    std::size_t place(std::size_t index) const { return m_keep == Keep::Nothing ? index % 2 : index - 1; }
    const Tensor& value(std::size_t index, const Tensor& in) const { return index == 0 ? in : m_values[place(index)]; }

    Keep m_keep;
    std::size_t m_layers;
    std::vector<Step> m_steps;
    std::vector<Tensor> m_values;
    std::vector<LayerCache> m_caches;
    Tensor m_work[2];
};

} // namespace cnn
