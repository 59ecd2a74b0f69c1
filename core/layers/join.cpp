#include "core/layers/join.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace cnn {

// ---- of any layer --------------------------------------------------------------------------------------------------

Expected<Shape> Layer::joinedShape(std::span<const Shape> in) const {
    if (in.size() == 1) return outputShape(in[0]);
    return Error(ErrorCode::Mismatch, Message::tr("This layer reads one value, not %1.", in.size()));
}

void Layer::join(std::span<const Tensor* const> in, Tensor& out, LayerCache& cache) const {
    assert(in.size() == 1);
    forward(*in[0], out, cache);
}

void Layer::unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut, const LayerCache& cache,
                   std::span<Tensor* const> dIn, Gradients& gradients) const {
    assert(in.size() == 1 && dIn.size() == 1);
    backward(*in[0], out, dOut, cache, dIn[0], gradients);
}

Expected<Shape> Join::outputShape(const Shape& in) const {
    return joinedShape({&in, 1});
}

void Join::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const Tensor* const one = &in;
    join({&one, 1}, out, cache);
}

void Join::backward(const Tensor& in, const Tensor& out, const Tensor& dOut, const LayerCache& cache, Tensor* dIn,
                    Gradients& gradients) const {
    const Tensor* const one = &in;
    unjoin({&one, 1}, out, dOut, cache, {&dIn, 1}, gradients);
}

// ---- value by value ------------------------------------------------------------------------------------------------

namespace {

struct ArithmeticFact {
    const char *kind, *title, *name, *formula, *onnx;
};
// In the order of ArithmeticKind.
constexpr ArithmeticFact arithmeticFacts[] = {{"add", "Add", "add", "x₁ + x₂", "Add"},
                                              {"sub", "Subtract", "sub", "x₁ − x₂", "Sub"},
                                              {"mul", "Multiply", "mul", "x₁ × x₂", "Mul"},
                                              {"div", "Divide", "div", "x₁ ÷ x₂", "Div"}};

template<ArithmeticKind kind> std::unique_ptr<Layer> makeArithmetic(const LayerInfo&) {
    return std::make_unique<Arithmetic>(kind);
}
constexpr decltype(LayerKind::make) arithmeticMakers[] = {
    makeArithmetic<ArithmeticKind::Add>, makeArithmetic<ArithmeticKind::Sub>, makeArithmetic<ArithmeticKind::Mul>,
    makeArithmetic<ArithmeticKind::Div>};

// The value of `part` that meets row (c, y, x) of the whole.
std::size_t partRow(const Shape& part, int c, int y, int x) {
    const auto at = [](int index, int extent) { return static_cast<std::size_t>(extent == 1 ? 0 : index); };
    return (at(c, part.c) * static_cast<std::size_t>(part.h) + at(y, part.h)) * static_cast<std::size_t>(part.w) +
           at(x, part.w);
}

// Calls visit(first value of the whole, first value of the part, how many, whether the part goes along) for stretches
// of values: along the part or all beside one value of it. Images are part of a value's count where both go along.
template<class Visit> void forEachPart(const Shape& whole, const Shape& part, Visit visit) {
    const auto n = static_cast<std::size_t>(whole.n);
    if (whole == part) return visit(std::size_t{0}, std::size_t{0}, whole.perImage(), true);
    const std::size_t plane = static_cast<std::size_t>(whole.h) * static_cast<std::size_t>(whole.w);
    for (int c = 0; c < whole.c; ++c) {
        const std::size_t first = static_cast<std::size_t>(c) * plane;
        if (part.h == 1 && part.w == 1)
            visit(first * n, partRow(part, c, 0, 0) * n, plane, false);
        else if (part.h == whole.h && part.w == whole.w)
            visit(first * n, partRow(part, c, 0, 0) * n, plane, true);
        else
            for (int y = 0; y < whole.h; ++y)
                for (int x = 0; x < whole.w; ++x)
                    visit((first + static_cast<std::size_t>(y * whole.w + x)) * n, partRow(part, c, y, x) * n,
                          std::size_t{1}, true);
    }
}

// to[i] = of(to[i], part[..]) for every value of the whole.
template<class Of> void combine(Tensor& to, const Tensor& part, Of of) {
    const auto n = static_cast<std::size_t>(to.shape().n);
    forEachPart(to.shape(), part.shape(), [&](std::size_t at, std::size_t from, std::size_t values, bool along) {
        float* t = to.data() + at;
        const float* p = part.data() + from;
        if (along) {
            for (std::size_t i = 0; i < values * n; ++i) t[i] = of(t[i], p[i]);
            return;
        }
        if (n == 1) {
            for (std::size_t i = 0; i < values; ++i) t[i] = of(t[i], *p);
            return;
        }
        for (std::size_t v = 0; v < values; ++v, t += n)
            for (std::size_t i = 0; i < n; ++i) t[i] = of(t[i], p[i]);
    });
}

// The whole's values repeated from the part's, and back: the sums of what came to each.
void repeat(const Tensor& part, const Shape& whole, Tensor& to) {
    to.reshapeTo(whole);
    combine(to, part, [](float, float p) { return p; });
}

void gather(const Tensor& whole, const Shape& part, Tensor& to) {
    to.reshapeTo(part);
    if (whole.shape() == part) {
        std::copy_n(whole.data(), whole.size(), to.data());
        return;
    }
    to.fill(0);
    const auto n = static_cast<std::size_t>(part.n);
    forEachPart(whole.shape(), part, [&](std::size_t from, std::size_t at, std::size_t values, bool along) {
        const float* w = whole.data() + from;
        float* t = to.data() + at;
        if (along) {
            for (std::size_t i = 0; i < values * n; ++i) t[i] += w[i];
            return;
        }
        for (std::size_t v = 0; v < values; ++v, w += n)
            for (std::size_t i = 0; i < n; ++i) t[i] += w[i];
    });
}

// The usual case in one go.
void ofTwo(ArithmeticKind kind, const Tensor& first, const Tensor& second, Tensor& out) {
    out.reshapeTo(first.shape());
    const auto a = first.array(), b = second.array();
    switch (kind) {
    case ArithmeticKind::Add:
        out.array() = a + b;
        break;
    case ArithmeticKind::Sub:
        out.array() = a - b;
        break;
    case ArithmeticKind::Mul:
        out.array() = a * b;
        break;
    case ArithmeticKind::Div:
        out.array() = a / b;
        break;
    }
}

Error notTogether(const char* title, const Shape& a, const Shape& b) {
    return {ErrorCode::Mismatch,
            Message::tr("%1 reads values of %2 and of %3: they must be of the same size, or 1 where they differ.",
                        std::string(title), text(a), text(b))};
}

} // namespace

LayerKind Arithmetic::facts(ArithmeticKind kind) {
    const auto index = static_cast<std::size_t>(kind);
    const ArithmeticFact& fact = arithmeticFacts[index];
    const bool linear = kind == ArithmeticKind::Add || kind == ArithmeticKind::Sub || kind == ArithmeticKind::Mul;
    return {.kind = fact.kind,
            .title = fact.title,
            .name = fact.name,
            .make = arithmeticMakers[index],
            .formula = fact.formula,
            .curve = linear ? Curve::Linear : Curve::Smooth,
            .sign = kind == ArithmeticKind::Sub ? Sign::Any : Sign::Kept,
            .made = kind == ArithmeticKind::Mul   ? Made::Product
                    : kind == ArithmeticKind::Div ? Made::Quotient
                                                  : Made::Linear,
            .joins = true,
            .onnx = {.name = fact.onnx}};
}

LayerRules Arithmetic::rules() const {
    const bool sums = m_kind == ArithmeticKind::Add || m_kind == ArithmeticKind::Sub;
    return {.readsIn = !sums, .readsOut = false};
}

Expected<Shape> Arithmetic::joinedShape(std::span<const Shape> in) const {
    assert(!in.empty());
    Shape out = in[0];
    for (const Shape& next : in.subspan(1)) {
        Shape both = out;
        for (const auto extent : {&Shape::c, &Shape::h, &Shape::w}) {
            if (out.*extent != next.*extent && out.*extent != 1 && next.*extent != 1)
                return notTogether(facts(m_kind).title, out, next);
            both.*extent = std::max(out.*extent, next.*extent);
        }
        out = both;
    }
    return out;
}

void Arithmetic::join(std::span<const Tensor* const> in, Tensor& out, LayerCache&) const {
    std::vector<Shape> shapes;
    for (const Tensor* t : in) shapes.push_back(t->shape());
    const auto shape = joinedShape(shapes);
    assert(shape);
    if (in.size() == 2 && in[0]->shape() == in[1]->shape()) return ofTwo(m_kind, *in[0], *in[1], out);
    repeat(*in[0], *shape, out);
    for (const Tensor* t : in.subspan(1)) switch (m_kind) {
        case ArithmeticKind::Add:
            combine(out, *t, [](float a, float b) { return a + b; });
            break;
        case ArithmeticKind::Sub:
            combine(out, *t, [](float a, float b) { return a - b; });
            break;
        case ArithmeticKind::Mul:
            combine(out, *t, [](float a, float b) { return a * b; });
            break;
        case ArithmeticKind::Div:
            combine(out, *t, [](float a, float b) { return a / b; });
            break;
        }
}

void Arithmetic::unjoin(std::span<const Tensor* const> in, const Tensor& out, const Tensor& dOut, const LayerCache&,
                        std::span<Tensor* const> dIn, Gradients&) const {
    Tensor slope;
    for (std::size_t k = 0; k < in.size(); ++k) {
        if (!dIn[k]) continue;
        const Shape& part = in[k]->shape();
        if (m_kind == ArithmeticKind::Add || (m_kind == ArithmeticKind::Sub && k == 0)) {
            gather(dOut, part, *dIn[k]);
            continue;
        }
        slope.reshapeTo(out.shape());
        std::copy_n(dOut.data(), dOut.size(), slope.data());
        if (m_kind == ArithmeticKind::Sub) {
            slope.array() = -slope.array();
            gather(slope, part, *dIn[k]);
            continue;
        }
        const bool product = m_kind == ArithmeticKind::Mul;
        for (std::size_t other = 0; other < in.size(); ++other) {
            if (other == k) continue;
            if (product || other == 0)
                combine(slope, *in[other], [](float a, float b) { return a * b; });
            else
                combine(slope, *in[other], [](float a, float b) { return a / b; });
        }
        // x₁ ÷ x₂ falls by x₁ ÷ x₂² for a step of x₂.
        if (!product && k > 0) combine(slope, *in[k], [](float a, float b) { return -a / (b * b); });
        gather(slope, part, *dIn[k]);
    }
}

// ---- one behind the other ------------------------------------------------------------------------------------------

namespace {

constexpr std::array<int Shape::*, 3> axes{&Shape::c, &Shape::h, &Shape::w};
constexpr const char* concatAxes[] = {"channels", "rows", "columns"};
Message concatAxisInWords(int axis) {
    return axis == 0 ? Message::tr("channels") : axis == 1 ? Message::tr("rows") : Message::tr("columns");
}
constexpr LayerSetting concatSettings[] = {choiceSetting("axis", "Along", concatAxes)};

// Floats that lie side by side for one step along the axis, and how many times that is so.
struct Blocks {
    std::size_t inner = 1, outer = 1;
};
Blocks blocksOf(const Shape& s, int axis) {
    Blocks b{static_cast<std::size_t>(s.n), 1};
    for (int a = 0; a < 3; ++a) {
        const auto extent = static_cast<std::size_t>(s.*axes.at(static_cast<std::size_t>(a)));
        if (a > axis) b.inner *= extent;
        if (a < axis) b.outer *= extent;
    }
    return b;
}

// Calls visit(offset in the whole, offset in part k, floats) for each stretch of part k.
template<class Visit> void forEachStretchOf(const Shape& whole, const Shape& part, int axis, int before, Visit visit) {
    const Blocks blocks = blocksOf(whole, axis);
    const auto along = axes.at(static_cast<std::size_t>(axis));
    const std::size_t row = static_cast<std::size_t>(whole.*along) * blocks.inner,
                      floats = static_cast<std::size_t>(part.*along) * blocks.inner;
    for (std::size_t o = 0; o < blocks.outer; ++o)
        visit(o * row + static_cast<std::size_t>(before) * blocks.inner, o * floats, floats);
}

} // namespace

LayerKind Concat::facts() {
    return {.kind = "concat",
            .title = "Concatenate",
            .name = "concat",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                return std::make_unique<Concat>(static_cast<int>(i.setting("axis")));
            },
            .formula = "one behind the other",
            .sign = Sign::Kept,
            .made = Made::Linear,
            .settings = concatSettings,
            .joins = true,
            .rankIn = Rank::Any,
            .onnx = {.name = "Concat"}};
}

LayerInfo Concat::info() const {
    return {"concat", {}, 0, 0, {{"axis", static_cast<float>(m_axis)}}};
}

Expected<Shape> Concat::joinedShape(std::span<const Shape> in) const {
    assert(!in.empty());
    const auto along = axes.at(static_cast<std::size_t>(m_axis));
    Shape out = in[0];
    for (const Shape& next : in.subspan(1)) {
        Shape same = next;
        same.*along = out.*along;
        if (same != out)
            return Error(ErrorCode::Mismatch,
                         Message::tr("Values of %1 and of %2 do not fit together: all but their %3 must be the same.",
                                     text(in[0]), text(next), concatAxisInWords(m_axis)));
        out.*along += next.*along;
    }
    return out;
}

void Concat::join(std::span<const Tensor* const> in, Tensor& out, LayerCache&) const {
    const auto along = axes.at(static_cast<std::size_t>(m_axis));
    Shape shape = in[0]->shape();
    shape.*along = 0;
    for (const Tensor* t : in) shape.*along += t->shape().*along;
    out.reshapeTo(shape);
    int before = 0;
    for (const Tensor* t : in) {
        forEachStretchOf(shape, t->shape(), m_axis, before, [&](std::size_t to, std::size_t from, std::size_t floats) {
            std::copy_n(t->data() + from, floats, out.data() + to);
        });
        before += t->shape().*along;
    }
}

void Concat::unjoin(std::span<const Tensor* const> in, const Tensor&, const Tensor& dOut, const LayerCache&,
                    std::span<Tensor* const> dIn, Gradients&) const {
    const auto along = axes.at(static_cast<std::size_t>(m_axis));
    int before = 0;
    for (std::size_t k = 0; k < in.size(); ++k) {
        const Shape& part = in[k]->shape();
        if (Tensor* to = dIn[k]) {
            to->reshapeTo(part);
            forEachStretchOf(dOut.shape(), part, m_axis, before,
                             [&](std::size_t from, std::size_t at, std::size_t floats) {
                                 std::copy_n(dOut.data() + from, floats, to->data() + at);
                             });
        }
        before += part.*along;
    }
}

} // namespace cnn
