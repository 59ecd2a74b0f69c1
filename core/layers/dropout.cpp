#include "core/layers/dropout.h"

#include "core/base/rng.h"

namespace cnn {
namespace {

// One factor a value: 0 or `kept`.
void drawMask(const Chance& chance, float share, Tensor& mask) {
    assert(chance.images.size() == static_cast<std::size_t>(mask.shape().n));
    const double dropped = share;
    const auto kept = static_cast<float>(1 / (1 - dropped));
    auto factors = mask.matrix();
    for (Eigen::Index n = 0; n < factors.cols(); ++n) {
        Rng rng(chance.seed, chance.images[static_cast<std::size_t>(n)]);
        for (Eigen::Index i = 0; i < factors.rows(); ++i) factors(i, n) = rng.uniform() < dropped ? 0.0F : kept;
    }
}

std::optional<Message> shareMisfit(float share) {
    if (share >= 0 && share < 1) return std::nullopt;
    return Message::tr("The share of a dropout must be at least 0 and below 1.");
}

constexpr LayerSetting settings[] = {{.key = "share",
                                      .label = "Per cent dropped",
                                      .missing = 0,
                                      .usual = 0.5F,
                                      .low = 0,
                                      .high = 0.999F,
                                      .offered = 0.9F,
                                      .step = 0.01F,
                                      .percent = true,
                                      .misfit = shareMisfit}};

} // namespace

LayerKind Dropout::facts() {
    return {.kind = "dropout",
            .title = "Dropout",
            .name = "drop",
            .role = LayerRole::Other,
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Dropout>(i.setting("share"));
            },
            .words = "Dropout ({share} %)",
            .formula = "all kept, as in a test",
            .sign = Sign::Kept,
            .settings = settings,
            .onlyLearning = true,
            .copies = true,
            .onnx = {.name = "Dropout"},
            .torch = "nn.Dropout({share})"};
}

Dropout::Dropout(float share) : m_share(share) {
    if (const auto misfit = shareMisfit(share)) throw Error(ErrorCode::Usage, *misfit);
}

void Dropout::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    out.reshapeTo(in.shape());
    if (!cache.chance) {
        out.array() = in.array();
        return;
    }
    Tensor& mask = cache.cells;
    mask.reshapeTo(in.shape());
    drawMask(*cache.chance, m_share, mask);
    out.array() = in.array() * mask.array();
}

void Dropout::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                       Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    if (cache.chance)
        dIn->array() = dOut.array() * cache.cells.array();
    else
        dIn->array() = dOut.array();
}

} // namespace cnn
