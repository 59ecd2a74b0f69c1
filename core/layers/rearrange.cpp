#include "core/layers/rearrange.h"

#include <algorithm>
#include <limits>

namespace cnn {
namespace {

int wholeOf(const LayerInfo& info, const char* key, float missing = 0) {
    return static_cast<int>(info.setting(key, missing));
}

constexpr LayerSetting extentSetting(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 0, .usual = 0, .low = 0, .high = 1e7F, .offered = 4096, .step = 1};
}
constexpr LayerSetting reshapeSettings[] = {extentSetting("channels", "Channels (0: what remains)"),
                                            extentSetting("rows", "Rows (0: what remains)"),
                                            extentSetting("columns", "Columns (0: what remains)")};

constexpr const char* axisChoices[] = {"channels", "rows", "columns"};
constexpr LayerSetting axisSetting(const char* key, const char* label, float usual) {
    return choiceSetting(key, label, axisChoices, usual, usual);
}
constexpr LayerSetting permuteSettings[] = {axisSetting("first", "As channels", 0), axisSetting("second", "As rows", 1),
                                            axisSetting("third", "As columns", 2)};

constexpr const char* blockOrders[] = {"DCR", "CRD"};
constexpr LayerSetting depthToSpaceSettings[] = {{.key = "block",
                                                  .label = "Side of a block",
                                                  .missing = 1,
                                                  .usual = 1,
                                                  .low = 1,
                                                  .high = 64,
                                                  .offered = 8,
                                                  .step = 1},
                                                 choiceSetting("order", "Order of channels", blockOrders, 0, 1)};

ValuePlace permuted(const std::array<int, 3>& order, const ValuePlace& out) {
    const std::array<int, 3> at{out.c, out.y, out.x};
    std::array<int, 3> from{};
    for (std::size_t a = 0; a < 3; ++a) from.at(static_cast<std::size_t>(order.at(a))) = at.at(a);
    return {from[0], from[1], from[2]};
}

std::array<int, 3> orderOf(const LayerInfo& info) {
    return {wholeOf(info, "first", 0), wholeOf(info, "second", 1), wholeOf(info, "third", 2)};
}

// Rounded down, not towards 0: below 0 stands padding.
int down(int place, int block) {
    return place >= 0 ? place / block : -((-place + block - 1) / block);
}

ValuePlace blockSource(int block, bool crd, int outChannels, const ValuePlace& out) {
    const int y = down(out.y, block), x = down(out.x, block);
    const int inBlock = (out.y - y * block) * block + out.x - x * block;
    return {crd ? out.c * block * block + inBlock : inBlock * outChannels + out.c, y, x};
}

} // namespace

// ---- another shape -------------------------------------------------------------------------------------------------

LayerKind Reshape::facts() {
    return {.kind = "reshape",
            .title = "Reshape",
            .name = "reshape",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Reshape>(wholeOf(i, "channels"), wholeOf(i, "rows"), wholeOf(i, "columns"));
            },
            .formula = "the same values in another shape",
            .cost = "Nothing",
            .sign = Sign::Kept,
            .made = Made::Linear,
            .settings = reshapeSettings,
            .onlyShape = true,
            .rankOut = Rank::Image,
            .onnx = {.name = "Reshape"}};
}

LayerInfo Reshape::info() const {
    const auto number = [](int i) { return static_cast<float>(i); };
    return {"reshape",
            {},
            0,
            0,
            {{"channels", number(m_channels)}, {"rows", number(m_rows)}, {"columns", number(m_columns)}}};
}

Expected<Shape> Reshape::outputShape(const Shape& in) const {
    std::array<int, 3> extents{m_channels, m_rows, m_columns};
    const std::size_t all = in.perImage();
    std::size_t known = 1;
    for (const int e : extents) known *= static_cast<std::size_t>(std::max(1, e));
    const auto open = std::ranges::count(extents, 0);
    if (open > 0 && all % known == 0 && all / known <= static_cast<std::size_t>(std::numeric_limits<int>::max())) {
        *std::ranges::find(extents, 0) = static_cast<int>(all / known);
        std::ranges::replace(extents, 0, 1);
        known = all;
    }
    if (known == all) return Shape{extents[0], extents[1], extents[2], in.n};
    return Error(ErrorCode::Mismatch, Message::tr("The %1 values of %2 cannot be put into the shape %3, %4, %5.", all,
                                                  text(in), m_channels, m_rows, m_columns));
}

void Reshape::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(*outputShape(in.shape()));
    std::copy_n(in.data(), in.size(), out.data());
}

void Reshape::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                       Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    std::copy_n(dOut.data(), dOut.size(), dIn->data());
}

// ---- another order -------------------------------------------------------------------------------------------------

template<class Visit> void Rearrangement::forEachValue(const Shape& in, const Shape& out, Visit visit) const {
    std::size_t to = 0;
    for (int c = 0; c < out.c; ++c)
        for (int y = 0; y < out.h; ++y)
            for (int x = 0; x < out.w; ++x, to += static_cast<std::size_t>(out.n)) {
                const ValuePlace from = sourceOf(in, {c, y, x});
                visit(to, static_cast<std::size_t>((from.c * in.h + from.y) * in.w + from.x) *
                              static_cast<std::size_t>(in.n));
            }
}

void Rearrangement::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    out.reshapeTo(*outputShape(in.shape()));
    forEachValue(in.shape(), out.shape(), [&](std::size_t to, std::size_t from) {
        std::copy_n(in.data() + from, in.shape().n, out.data() + to);
    });
}

void Rearrangement::backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                             Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    forEachValue(in.shape(), out.shape(), [&](std::size_t from, std::size_t to) {
        std::copy_n(dOut.data() + from, in.shape().n, dIn->data() + to);
    });
}

LayerKind Permute::facts() {
    return {.kind = "permute",
            .title = "Permute",
            .name = "permute",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> { return std::make_unique<Permute>(orderOf(i)); },
            .formula = "axes change places",
            .cost = "Nothing",
            .sign = Sign::Kept,
            .settings = permuteSettings,
            .ownMaps = true,
            .copies = true,
            .source = [](const LayerInfo& i, const Shape&, const ValuePlace& out) { return permuted(orderOf(i), out); },
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Transpose"}};
}

Permute::Permute(const std::array<int, 3>& order) : m_order(order) {
    std::array<int, 3> sorted = order;
    std::ranges::sort(sorted);
    if (sorted != std::array{0, 1, 2})
        throw Error(ErrorCode::Usage,
                    Message::tr("Axes that change places must be channels, rows and columns, each once."));
}

LayerInfo Permute::info() const {
    const auto number = [&](std::size_t i) { return static_cast<float>(m_order.at(i)); };
    return {"permute", {}, 0, 0, {{"first", number(0)}, {"second", number(1)}, {"third", number(2)}}};
}

Expected<Shape> Permute::outputShape(const Shape& in) const {
    const std::array<int, 3> extents{in.c, in.h, in.w};
    const auto of = [&](std::size_t i) { return extents.at(static_cast<std::size_t>(m_order.at(i))); };
    return Shape{of(0), of(1), of(2), in.n};
}

ValuePlace Permute::sourceOf(const Shape&, const ValuePlace& out) const {
    return permuted(m_order, out);
}

LayerKind DepthToSpace::facts() {
    return {.kind = "depthtospace",
            .title = "Depth to space",
            .name = "up",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<DepthToSpace>(wholeOf(i, "block", 1), i.setting("order") != 0);
            },
            .words = "Depth to space by {block}",
            .formula = "{block} × {block} channels become {block} × {block} cells",
            .cost = "No weights",
            .sign = Sign::Kept,
            .settings = depthToSpaceSettings,
            .ownMaps = true,
            .copies = true,
            .source =
                [](const LayerInfo& i, const Shape& in, const ValuePlace& out) {
                    const int block = wholeOf(i, "block", 1);
                    return blockSource(block, i.setting("order") != 0, in.c / (block * block), out);
                },
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "DepthToSpace"}};
}

DepthToSpace::DepthToSpace(int block, bool crd) : m_block(block), m_crd(crd) {
    assert(block >= 1);
}

LayerInfo DepthToSpace::info() const {
    return {"depthtospace", {}, 0, 0, {{"block", static_cast<float>(m_block)}, {"order", m_crd ? 1.0F : 0.0F}}};
}

Expected<Shape> DepthToSpace::outputShape(const Shape& in) const {
    const int cells = m_block * m_block;
    if (in.c % cells != 0)
        return Error(ErrorCode::Mismatch,
                     Message::tr("Depth to space by %1 needs a multiple of %2 channels, the input has %3.", m_block,
                                 cells, in.c));
    if (std::max(in.h, in.w) > 65536 / m_block)
        return Error(ErrorCode::TooLarge, Message::tr("Depth to space gives a side of more than 65,536 cells."));
    return Shape{in.c / cells, in.h * m_block, in.w * m_block, in.n};
}

ValuePlace DepthToSpace::sourceOf(const Shape& in, const ValuePlace& out) const {
    return blockSource(m_block, m_crd, in.c / (m_block * m_block), out);
}

} // namespace cnn
