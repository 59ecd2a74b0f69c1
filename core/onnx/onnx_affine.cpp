// Arithmetic with known numbers, as one layer.
#include "core/layers/affine.h"
#include "core/onnx/onnx_readers.h"

namespace cnn {
namespace {

// As many numbers as `count`, of one for all or one a channel.
void spreadTo(std::vector<double>& numbers, std::size_t count) {
    const std::size_t each = count / numbers.size();
    std::vector<double> all;
    all.reserve(count);
    for (const double v : numbers) all.insert(all.end(), each, v);
    numbers = std::move(all);
}

void matchCounts(OnnxAffine& a) {
    const std::size_t count = std::max(a.factor.size(), a.shift.size());
    spreadTo(a.factor, count);
    spreadTo(a.shift, count);
}

std::unique_ptr<Affine> affineLayer(const Shape& in, std::size_t numbers, bool isScalar, bool learned) {
    const bool isPerValue = numbers > static_cast<std::size_t>(in.c);
    const bool isForAll = numbers == 1 && (isScalar || in.c > 1);
    return std::make_unique<Affine>(in,
                                    isPerValue ? AffinePer::Value
                                    : isForAll ? AffinePer::All
                                               : AffinePer::Channel,
                                    learned);
}

} // namespace

OnnxFlow addAffine(OnnxCall& c, const OnnxFlow& in, const OnnxAffine& affine, bool isScalar) {
    OnnxAffine whole = affine;
    matchCounts(whole);
    const Shape shape = c.shape(in);
    if (const OnnxAffine* before = c.builder.affine(in.value); before && !in.isShared) {
        OnnxAffine first = *before;
        const std::size_t count = std::max(first.factor.size(), whole.factor.size());
        for (auto* numbers : {&first.factor, &first.shift, &whole.factor, &whole.shift}) spreadTo(*numbers, count);
        for (std::size_t k = 0; k < count; ++k) {
            whole.shift[k] += whole.factor[k] * first.shift[k];
            whole.factor[k] *= first.factor[k];
        }
        const LayerInfo info = c.builder.layer(in.value).info();
        const bool wasForAll = info.setting("per") == static_cast<float>(AffinePer::All);
        c.builder.replace(in.value, affineLayer(shape, count, isScalar && wasForAll, info.setting("learned", 1) != 0),
                          {});
        c.builder.setAffine(in.value, whole);
        c.builder.rename(in.value, c.name()); // as other layers that are several nodes: after the last
        return in;
    }
    const OnnxFlow out = c.add(affineLayer(shape, whole.factor.size(), isScalar, in.value != 0), in);
    c.builder.setAffine(out.value, whole);
    return out;
}

std::optional<std::vector<double>> numbersByChannel(OnnxCall& c, OnnxFlow& flow, const OnnxConstant& numbers) {
    if (numbers.count() == 1 && numbers.dims().size() <= flow.view.rank()) return numbers.values();
    const OnnxDims& dims = numbers.dims();
    const std::size_t rank = flow.view.rank();
    std::optional<std::size_t> along;
    for (std::size_t k = 0; k < dims.size(); ++k) {
        if (dims[k] == 1) continue;
        if (along || dims.size() > rank || dims[k] != flow.view.extent(k + rank - dims.size())) return std::nullopt;
        along = k + rank - dims.size();
    }
    if (!along) return std::nullopt;
    if (*along == 0 && flow.view.beginsWithBatch() && flow.view.batch() != 1) return std::nullopt;
    flow = rank == 2 ? c.asFlat(flow) : c.byChannel(flow, *along);
    return numbers.values();
}

} // namespace cnn
