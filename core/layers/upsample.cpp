#include "core/layers/upsample.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr int largestSide = 65536;

std::optional<Message> factorMisfit(float factor) {
    if (factor >= 1) return std::nullopt;
    return Message::tr("The factor of an upsampling must be at least 1.");
}

// Rounded down, not towards 0: below 0 stands padding.
int quotient(int place, int factor) {
    return place >= 0 ? place / factor : -((-place + factor - 1) / factor);
}

constexpr LayerSetting upsampleSettings[] = {{.key = "factor",
                                              .label = "Factor",
                                              .missing = 1,
                                              .usual = 2,
                                              .low = 1,
                                              .high = 64,
                                              .offered = 8,
                                              .step = 1,
                                              .misfit = factorMisfit}};

} // namespace

LayerKind Upsample::facts() {
    return {.kind = "upsample",
            .title = "Upsampling",
            .name = "up",
            .role = LayerRole::Other,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Upsample>(static_cast<int>(i.setting("factor")));
            },
            .words = "Upsampling by {factor}",
            .formula = "each value {factor} × {factor} times",
            .cost = "Each value becomes {factor} × {factor} equal ones: no weights",
            .sign = Sign::Kept,
            .settings = upsampleSettings,
            .ownMaps = true,
            .copies = true,
            .source =
                [](const LayerInfo& i, const Shape&, const ValuePlace& out) {
                    const int factor = static_cast<int>(i.setting("factor"));
                    return ValuePlace{out.c, quotient(out.y, factor), quotient(out.x, factor)};
                },
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Resize"},
            .torch = "nn.Upsample(scale_factor={factor})"};
}

Upsample::Upsample(int factor) : m_factor(factor) {
    if (const auto misfit = factorMisfit(static_cast<float>(factor))) throw Error(ErrorCode::Usage, *misfit);
}

Expected<Shape> Upsample::outputShape(const Shape& in) const {
    if (std::max(in.h, in.w) > largestSide / m_factor)
        return Error(ErrorCode::TooLarge,
                     Message::tr("Upsampling %1 by %2 gives a side of more than 65,536 cells.", text(in), m_factor));
    return Shape{in.c, in.h * m_factor, in.w * m_factor, in.n};
}

void Upsample::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const Shape shape = *outputShape(in.shape());
    out.reshapeTo(shape);
    const auto images = static_cast<std::size_t>(shape.n);
    const std::size_t row = static_cast<std::size_t>(shape.w) * images;
    const float* cell = in.data();
    float* to = out.data();
    for (int line = 0; line < in.shape().c * in.shape().h; ++line) {
        const float* first = to; // the line once, each cell `factor` times; then the whole row again
        for (int x = 0; x < in.shape().w; ++x, cell += images)
            for (int k = 0; k < m_factor; ++k) to = std::copy_n(cell, images, to);
        for (int k = 1; k < m_factor; ++k) to = std::copy_n(first, row, to);
    }
}

void Upsample::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                        Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    dIn->fill(0);
    const auto images = static_cast<std::size_t>(in.shape().n);
    const float* from = dOut.data();
    float* line = dIn->data();
    for (int i = 0; i < in.shape().c * in.shape().h; ++i, line += static_cast<std::size_t>(in.shape().w) * images)
        for (int ky = 0; ky < m_factor; ++ky) {
            float* cell = line;
            for (int x = 0; x < in.shape().w; ++x, cell += images)
                for (int kx = 0; kx < m_factor; ++kx, from += images)
                    for (std::size_t n = 0; n < images; ++n) cell[n] += from[n];
        }
}

} // namespace cnn
