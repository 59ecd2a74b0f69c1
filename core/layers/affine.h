// out = weight x + bias, the numbers one a channel, one for all, or one a value. With numbers that are not learned it
// is what a network does to its input before anything else: less a mean, divided by a deviation.
//
// weight and bias: Shape{channels, 1, 1}, {1, 1, 1} or the input's.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

enum class AffinePer { Channel, All, Value };

class Affine final : public Layer {
public:
    // weight 1, bias 0. Per value, `in` is the input's shape, else only its channels matter.
    explicit Affine(const Shape& in, AffinePer per = AffinePer::Channel, bool learned = true);

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = m_parameters[0].learned, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::span<Parameter> parameters() override { return m_parameters; }
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Affine>(*this); }

private:
    // Calls visit(first float, number of floats, index of weight and bias) for each of them.
    template<class Visit> void forEachNumber(const Shape& in, Visit visit) const;

    Shape m_in;
    AffinePer m_per;
    std::vector<Parameter> m_parameters;
};

} // namespace cnn
