// Maps of another size: each output cell is the nearest input cell, or drawn between the two by two around it. What
// ONNX calls Resize (https://onnx.ai/onnx/operators/onnx__Resize.html) and PyTorch nn.Upsample and F.interpolate.
//
// The place x of output i on the input, of s = outputs / inputs (or the scale that was asked for):
//     half pixel            (i + 0.5) / s - 0.5                   PyTorch's, align_corners=False
//     PyTorch's half pixel  the same, 0 where there is one output
//     asymmetric            i / s                                 PyTorch's nearest
//     align corners         i (inputs - 1) / (outputs - 1)        PyTorch's, align_corners=True
// Nearest rounds it as `rounding` says; places outside are those of the edge.
#pragma once

#include "core/layers/layer_kind.h"

namespace cnn {

class Resize2d final : public Layer {
public:
    enum class Mode { Nearest, Linear };
    enum class Place { HalfPixel, TorchHalfPixel, Asymmetric, AlignCorners };
    enum class Rounding { HalfDown, HalfUp, Down, Up }; // ONNX: round_prefer_floor, round_prefer_ceil, floor, ceil
    struct Options {
        Mode mode = Mode::Nearest;
        Place place = Place::HalfPixel;
        Rounding rounding = Rounding::HalfDown;
        int rows = 0, columns = 0;           // 0: by the scales
        float rowScale = 1, columnScale = 1; // outputs: inputs times this, rounded down
    };
    explicit Resize2d(const Options& options) : m_options(options) {}

    static LayerKind facts();
    LayerInfo info() const override;
    LayerRules rules() const override { return {.readsIn = false, .readsOut = false}; }
    Expected<Shape> outputShape(const Shape& in) const override;
    void forward(const Tensor& in, Tensor& out, LayerCache& cache) const override;
    void backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                  Gradients& gradients) const override;
    std::unique_ptr<Layer> clone() const override { return std::make_unique<Resize2d>(*this); }

private:
    // An output on one axis: (1 - share) of input `low` and `share` of input `high`.
    struct Mix {
        int low, high;
        float share;
    };
    std::vector<Mix> mixes(int inputs, int outputs, int asked, float scale) const;
    struct Mixes {
        std::vector<Mix> rows, columns;
    };
    Mixes mixesOf(const Shape& in, const Shape& out) const;

    Options m_options;
};

} // namespace cnn
