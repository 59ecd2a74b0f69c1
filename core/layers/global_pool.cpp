#include "core/layers/global_pool.h"

#include <algorithm>
#include <cstdint>

namespace cnn {
namespace {

using Kind = GlobalPool::Kind;

constexpr LayerSetting sideSetting(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 1, .usual = 1, .low = 1, .high = 4096, .offered = 16, .step = 1};
}
constexpr LayerSetting adaptiveSettings[] = {sideSetting("rows", "Rows"), sideSetting("columns", "Columns")};

struct GlobalPoolRow {
    const char *kind, *title, *words, *formula, *onnx, *torch;
};
// In the order of Kind. Adaptive pooling is ONNX' average or maximum pooling where the sizes can be divided.
constexpr GlobalPoolRow globalPoolRows[] = {
    {"globalavgpool", "Global average pooling", nullptr, "mean of the map", "GlobalAveragePool",
     "nn.AdaptiveAvgPool2d(1)"},
    {"globalmaxpool", "Global max pooling", nullptr, "largest of the map", "GlobalMaxPool", "nn.AdaptiveMaxPool2d(1)"},
    {"adaptiveavgpool2d", "Adaptive average pooling", "Avg pool to {rows} × {columns}", "means, to {rows} × {columns}",
     "AveragePool", "nn.AdaptiveAvgPool2d(({rows}, {columns}))"},
    {"adaptivemaxpool2d", "Adaptive max pooling", "Max pool to {rows} × {columns}", "largest, to {rows} × {columns}",
     "MaxPool", "nn.AdaptiveMaxPool2d(({rows}, {columns}))"}};

bool isAdaptive(Kind kind) {
    return kind == Kind::AdaptiveMean || kind == Kind::AdaptiveLargest;
}

template<Kind kind> std::unique_ptr<Layer> makeGlobalPool(const LayerInfo& info) {
    if (!isAdaptive(kind)) return std::make_unique<GlobalPool>(kind);
    return std::make_unique<GlobalPool>(kind, static_cast<int>(info.setting("rows", 1)),
                                        static_cast<int>(info.setting("columns", 1)));
}
constexpr decltype(LayerKind::make) globalPoolMakers[] = {
    makeGlobalPool<Kind::GlobalMean>, makeGlobalPool<Kind::GlobalLargest>, makeGlobalPool<Kind::AdaptiveMean>,
    makeGlobalPool<Kind::AdaptiveLargest>};

struct Span {
    int from, to;
    int size() const { return to - from; }
};
Span spanOf(int output, int outputs, int inputs) {
    const auto o = static_cast<std::int64_t>(output), n = static_cast<std::int64_t>(inputs);
    return {static_cast<int>(o * n / outputs), static_cast<int>(((o + 1) * n + outputs - 1) / outputs)};
}

// Calls visit(rows, columns, c, y, x) for each output.
template<class Visit> void forEachOutput(const Shape& in, const Shape& out, Visit visit) {
    for (int c = 0; c < out.c; ++c)
        for (int y = 0; y < out.h; ++y)
            for (int x = 0; x < out.w; ++x) visit(spanOf(y, out.h, in.h), spanOf(x, out.w, in.w), c, y, x);
}

ConstArrayView imagesAt(const Tensor& t, int c, int y, int x) {
    return {t.data() + t.offset(c, y, x), t.shape().n};
}

} // namespace

LayerKind GlobalPool::facts(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    const GlobalPoolRow& row = globalPoolRows[index];
    const bool largest = kind == Kind::GlobalLargest || kind == Kind::AdaptiveLargest;
    LayerKind facts{.kind = row.kind, .title = row.title, .name = "pool"};
    facts.make = globalPoolMakers[index];
    facts.words = row.words;
    facts.formula = row.formula;
    facts.cost = "No weights";
    facts.curve = largest ? Curve::Kinked : Curve::Linear;
    facts.sign = Sign::Kept;
    facts.made = largest ? Made::LargestOfPart : Made::MeanOfPart;
    if (isAdaptive(kind)) facts.settings = adaptiveSettings;
    facts.ownMaps = true;
    facts.rankIn = facts.rankOut = Rank::Image;
    facts.onnx.name = row.onnx;
    facts.torch = row.torch;
    return facts;
}

GlobalPool::GlobalPool(Kind kind, int rows, int columns) : m_kind(kind), m_rows(rows), m_columns(columns) {
    assert(rows >= 1 && columns >= 1);
}

LayerInfo GlobalPool::info() const {
    LayerInfo info{globalPoolRows[static_cast<std::size_t>(m_kind)].kind, {}};
    if (isAdaptive(m_kind))
        info.settings = {{"rows", static_cast<float>(m_rows)}, {"columns", static_cast<float>(m_columns)}};
    return info;
}

void GlobalPool::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(*outputShape(in.shape()));
    Eigen::ArrayXd sum(in.shape().n);
    forEachOutput(in.shape(), out.shape(), [&](Span rows, Span columns, int c, int y, int x) {
        ArrayView to(&out.at(c, y, x), in.shape().n);
        sum.setZero();
        if (takesLargest()) to = imagesAt(in, c, rows.from, columns.from);
        for (int iy = rows.from; iy < rows.to; ++iy) {
            if (in.shape().n == 1 && !takesLargest()) { // side by side
                sum += static_cast<double>(
                    ConstArrayView(in.data() + in.offset(c, iy, columns.from), columns.size()).sum());
                continue;
            }
            for (int ix = columns.from; ix < columns.to; ++ix)
                if (takesLargest()) // a NaN is let through
                    to = (to >= imagesAt(in, c, iy, ix)).select(to, imagesAt(in, c, iy, ix));
                else
                    sum += imagesAt(in, c, iy, ix).cast<double>();
        }
        if (!takesLargest()) to = (sum / (rows.size() * columns.size())).cast<float>();
    });
}

void GlobalPool::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                          Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    dIn->fill(0);
    const int images = in.shape().n;
    forEachOutput(in.shape(), dOut.shape(), [&](Span rows, Span columns, int c, int y, int x) {
        const float share = 1 / static_cast<float>(rows.size() * columns.size());
        if (!takesLargest()) {
            for (int iy = rows.from; iy < rows.to; ++iy)
                for (int ix = columns.from; ix < columns.to; ++ix)
                    ArrayView(&dIn->at(c, iy, ix), images) += imagesAt(dOut, c, y, x) * share;
            return;
        }
        for (int n = 0; n < images; ++n) {
            int bestY = rows.from, bestX = columns.from;
            for (int iy = rows.from; iy < rows.to; ++iy)
                for (int ix = columns.from; ix < columns.to; ++ix)
                    if (!(in.at(c, iy, ix, n) <= in.at(c, bestY, bestX, n))) bestY = iy, bestX = ix;
            dIn->at(c, bestY, bestX, n) += dOut.at(c, y, x, n);
        }
    });
}

} // namespace cnn
