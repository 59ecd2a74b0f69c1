// Gradients on their way back through a network: for each of its values what has arrived there so far. A value that is
// read several times gets the sum, added in the order in which its readers are gone through: the last one first.
//
// Memory is reused: a tensor whose value is done with holds the next one that begins.
#pragma once

#include "core/layers/layer.h"

namespace cnn {

class GradientFlow {
public:
    // A value that a layer reads: its index, its numbers, and whether its gradient is wanted.
    struct Read {
        std::size_t value;
        const Tensor* tensor;
        bool wanted;
    };

    GradientFlow() = default;
    // With memory that is there.
    explicit GradientFlow(std::vector<Tensor> rooms) : m_rooms(std::move(rooms)) {}
    // The memory, for another one. The first tensor is what has arrived at the input, if that was wanted.
    std::vector<Tensor> release() &&;

    // Nothing has arrived at any of so many values but the caller's gradient at `last`, which stays where it is.
    void begin(std::size_t values, std::size_t last, const Tensor& dOutput);
    // What has arrived at a value; nullptr: nothing.
    const Tensor* at(std::size_t value) const;

    // Backward of the layer that made `value`: what has arrived there goes on to what it reads. Nothing to do where
    // nothing has arrived. inPlace: it may be written where it stands, as the layer's rules allow.
    // keep: what has arrived at `value` stays to be looked at.
    void back(const Layer& layer, std::span<const Read> reads, std::size_t value, const Tensor& out,
              const LayerCache& cache, Gradients& gradients, bool inPlace = false, bool keep = false);

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t take();
    void addTo(std::size_t value, std::size_t room);

    const Tensor* m_outside = nullptr; // the caller's, of value m_last
    std::size_t m_last = 0;
    std::vector<Tensor> m_rooms;
    std::vector<std::size_t> m_free, m_roomOf; // rooms; by value, `none`: nothing has arrived
    // Of the layer at work: what it reads, where its gradients go, and the rooms of those that are added afterwards.
    std::vector<const Tensor*> m_in;
    std::vector<std::size_t> m_to;
    std::vector<Tensor*> m_dIn;
};

} // namespace cnn
