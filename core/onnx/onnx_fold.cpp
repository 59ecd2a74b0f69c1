#include "core/onnx/onnx_fold.h"

#include "core/onnx/onnx_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cnn {
namespace {

using onnx::TensorProto;

std::int64_t checkedCount(const OnnxDims& dims) {
    const auto count = countOf(dims);
    if (!count || *count > mostValues)
        refuseOnnx(ErrorCode::TooLarge,
                   Message::tr(
                       "makes a constant of shape %1; four million numbers are the most that are worked out in advance",
                       text(dims)));
    return *count;
}

// Where the value at `at`, an index of shape `dims`, lies in a tensor of shape `from` that is repeated to `dims`.
std::size_t repeatedFrom(const OnnxDims& at, const OnnxDims& from) {
    std::size_t place = 0;
    const std::size_t more = at.size() - from.size();
    for (std::size_t k = 0; k < from.size(); ++k)
        place = place * static_cast<std::size_t>(from[k]) + static_cast<std::size_t>(from[k] == 1 ? 0 : at[k + more]);
    return place;
}

void countOn(OnnxDims& at, const OnnxDims& dims) {
    for (std::size_t k = at.size(); k-- > 0 && ++at[k] == dims[k];) at[k] = 0;
}

OnnxDims commonDims(const OnnxDims& a, const OnnxDims& b) {
    OnnxDims dims(std::max(a.size(), b.size()), 1);
    for (std::size_t k = 0; k < dims.size(); ++k) {
        const std::int64_t da = k + a.size() < dims.size() ? 1 : a[k + a.size() - dims.size()];
        const std::int64_t db = k + b.size() < dims.size() ? 1 : b[k + b.size() - dims.size()];
        if (da != db && da != 1 && db != 1)
            refuseOnnx(ErrorCode::Mismatch,
                       Message::tr("joins the shapes %1 and %2, which do not fit", text(a), text(b)));
        dims[k] = da == 1 ? db : da;
    }
    return dims;
}

using Binary = double (*)(double, double);
OnnxConstant byPairs(const OnnxConstant& a, const OnnxConstant& b, int type, Binary compute) {
    const OnnxDims dims = commonDims(a.dims(), b.dims());
    const std::vector<double> va = a.values(), vb = b.values();
    std::vector<double> result(static_cast<std::size_t>(checkedCount(dims)));
    OnnxDims at(dims.size(), 0);
    for (double& r : result) {
        r = compute(va[repeatedFrom(at, a.dims())], vb[repeatedFrom(at, b.dims())]);
        countOn(at, dims);
    }
    return {type, dims, std::move(result)};
}

struct BinaryOperator {
    const char* name;
    Binary compute;
    bool tells = false; // true or false
};
constexpr BinaryOperator binaries[] = {
    {"Add", [](double a, double b) { return a + b; }},
    {"Sub", [](double a, double b) { return a - b; }},
    {"Mul", [](double a, double b) { return a * b; }},
    {"Div", [](double a, double b) { return a / b; }},
    {"Pow", [](double a, double b) { return std::pow(a, b); }},
    {"Mod", [](double a, double b) { return b == 0 ? 0 : a - b * std::floor(a / b); }},
    {"Min", [](double a, double b) { return std::min(a, b); }},
    {"Max", [](double a, double b) { return std::max(a, b); }},
    {"Equal", [](double a, double b) { return double(a == b); }, true},
    {"Greater", [](double a, double b) { return double(a > b); }, true},
    {"Less", [](double a, double b) { return double(a < b); }, true},
    {"GreaterOrEqual", [](double a, double b) { return double(a >= b); }, true},
    {"LessOrEqual", [](double a, double b) { return double(a <= b); }, true},
    {"And", [](double a, double b) { return double(a != 0 && b != 0); }, true},
    {"Or", [](double a, double b) { return double(a != 0 || b != 0); }, true},
};

struct UnaryOperator {
    const char* name;
    double (*compute)(double);
};
constexpr UnaryOperator unaries[] = {
    {"Neg", [](double v) { return -v; }},
    {"Sqrt", [](double v) { return std::sqrt(v); }},
    {"Reciprocal", [](double v) { return 1 / v; }},
    {"Exp", [](double v) { return std::exp(v); }},
    {"Log", [](double v) { return std::log(v); }},
    {"Abs", [](double v) { return std::abs(v); }},
    {"Floor", [](double v) { return std::floor(v); }},
    {"Ceil", [](double v) { return std::ceil(v); }},
    {"Round", [](double v) { return std::nearbyint(v); }},
    {"Not", [](double v) { return double(v == 0); }},
};

OnnxConstant pairsOf(const BinaryOperator& op, const OnnxInputs& in) {
    OnnxConstant result = *in[0];
    for (std::size_t k = 1; k < in.size(); ++k) {
        const int type = op.tells ? int(TensorProto::BOOL) : result.type();
        const bool wholeQuotient = std::string_view(op.name) == "Div" && !result.isFloating();
        const Binary whole = [](double a, double b) { return b == 0 ? 0 : std::trunc(a / b); };
        result = byPairs(result, *in[k], type, wholeQuotient ? whole : op.compute);
    }
    return result;
}

OnnxConstant mapped(const UnaryOperator& op, const OnnxConstant& in) {
    std::vector<double> values = in.values();
    std::transform(values.begin(), values.end(), values.begin(), op.compute);
    return {in.type(), in.dims(), std::move(values)};
}

OnnxConstant concatenated(OnnxNode& node, const OnnxInputs& in) {
    const std::size_t axis = axisNamed(node, node.integer("axis", 0), in[0]->dims().size());
    OnnxDims dims = in[0]->dims();
    dims[axis] = 0;
    for (const OnnxConstant* part : in) {
        OnnxDims others = part->dims();
        if (others.size() != dims.size()) node.refuse(ErrorCode::Mismatch, Message::tr("joins shapes that do not fit"));
        dims[axis] += std::exchange(others[axis], dims[axis]);
        for (std::size_t k = 0; k < dims.size(); ++k)
            if (k != axis && others[k] != dims[k])
                node.refuse(ErrorCode::Mismatch, Message::tr("joins shapes that do not fit"));
    }
    checkedCount(dims);
    const auto outer = static_cast<std::size_t>(std::accumulate(
        dims.begin(), dims.begin() + static_cast<std::ptrdiff_t>(axis), std::int64_t{1}, std::multiplies<>()));
    std::vector<std::vector<double>> parts;
    for (const OnnxConstant* part : in) parts.push_back(part->values());
    std::vector<double> values;
    for (std::size_t o = 0; o < outer; ++o)
        for (const std::vector<double>& part : parts) {
            const std::size_t length = part.size() / outer;
            values.insert(values.end(), part.begin() + static_cast<std::ptrdiff_t>(o * length),
                          part.begin() + static_cast<std::ptrdiff_t>((o + 1) * length));
        }
    return {in[0]->type(), dims, std::move(values)};
}

// Along one axis the places `take`, in this order.
OnnxConstant taken(const OnnxConstant& in, std::size_t axis, const std::vector<std::int64_t>& take) {
    OnnxDims dims = in.dims();
    const std::int64_t extent = std::exchange(dims[axis], static_cast<std::int64_t>(take.size()));
    checkedCount(dims);
    std::size_t inner = 1;
    for (std::size_t k = axis + 1; k < dims.size(); ++k) inner *= static_cast<std::size_t>(dims[k]);
    const std::vector<double> all = in.values();
    const std::size_t row = inner * static_cast<std::size_t>(extent);
    std::vector<double> values;
    for (std::size_t o = 0; row > 0 && o < all.size(); o += row)
        for (const std::int64_t at : take) {
            const auto from = all.begin() + static_cast<std::ptrdiff_t>(o + static_cast<std::size_t>(at) * inner);
            values.insert(values.end(), from, from + static_cast<std::ptrdiff_t>(inner));
        }
    return {in.type(), dims, std::move(values)};
}

OnnxConstant gathered(OnnxNode& node, const OnnxInputs& in) {
    const std::size_t axis = axisNamed(node, node.integer("axis", 0), in[0]->dims().size());
    const std::int64_t extent = in[0]->dims()[axis];
    std::vector<std::int64_t> take = in[1]->integers();
    for (std::int64_t& at : take) {
        if (at < -extent || at >= extent)
            node.refuse(ErrorCode::Mismatch, Message::tr("takes number %1 of %2", at, extent));
        at += at < 0 ? extent : 0;
    }
    const OnnxConstant result = taken(*in[0], axis, take);
    OnnxDims dims = in[0]->dims();
    const auto place = dims.erase(dims.begin() + static_cast<std::ptrdiff_t>(axis));
    dims.insert(place, in[1]->dims().begin(), in[1]->dims().end());
    return result.reshaped(dims);
}

OnnxConstant sliced(OnnxNode& node, const OnnxInputs& in) {
    OnnxConstant result = *in[0];
    for (const OnnxSlice& slice : slicesNamed(node, in, in[0]->dims(), true)) {
        std::vector<std::int64_t> take;
        for (std::int64_t at = slice.begin; slice.step > 0 ? at < slice.end : at > slice.end; at += slice.step)
            take.push_back(at);
        result = taken(result, slice.axis, take);
    }
    return result;
}

OnnxConstant expanded(OnnxNode&, const OnnxConstant& in, const OnnxDims& wanted) {
    const OnnxConstant zeros(in.type(), wanted, std::vector<double>(static_cast<std::size_t>(checkedCount(wanted)), 0));
    return byPairs(in, zeros, in.type(), [](double a, double) { return a; });
}

OnnxConstant range(const OnnxInputs& in) {
    const double begin = in[0]->only(), end = in[1]->only(), step = in[2]->only();
    const double steps = step == 0 ? -1 : std::ceil((end - begin) / step);
    if (!(steps < double(mostValues))) refuseOnnx(ErrorCode::TooLarge, Message::tr("counts too far"));
    std::vector<double> values;
    for (double k = 0; k < steps; ++k) values.push_back(begin + k * step);
    const auto count = static_cast<std::int64_t>(values.size());
    return {in[0]->type(), {count}, std::move(values)};
}

OnnxConstant filled(OnnxNode& node, const OnnxDims& dims) {
    const onnx::TensorProto* value = node.tensor("value");
    const OnnxConstant one = value ? OnnxConstant::of(*value, {}) : OnnxConstant(TensorProto::FLOAT, {1}, {0});
    return {one.type(), dims, std::vector<double>(static_cast<std::size_t>(checkedCount(dims)), one.only())};
}

OnnxConstant chosen(const OnnxInputs& in) {
    const OnnxConstant ifTrue =
        byPairs(*in[0], *in[1], in[1]->type(), [](double c, double v) { return c != 0 ? v : 0; });
    const OnnxConstant ifFalse =
        byPairs(*in[0], *in[2], in[1]->type(), [](double c, double v) { return c != 0 ? 0 : v; });
    return byPairs(ifTrue, ifFalse, in[1]->type(), [](double a, double b) { return a + b; });
}

OnnxConstant reducedProduct(OnnxNode& node, const OnnxConstant& in) {
    node.ignore("axes");
    const bool keeps = node.integer("keepdims", 1) != 0;
    const std::vector<double> values = in.values();
    const double product = std::accumulate(values.begin(), values.end(), 1.0, std::multiplies<>());
    return {in.type(), keeps ? OnnxDims(in.dims().size(), 1) : OnnxDims{}, {product}};
}

OnnxConstant withoutOnes(OnnxNode& node, const OnnxInputs& in) {
    const auto axes = axesNamed(node, in.size() > 1 ? in[1] : nullptr, in[0]->dims().size());
    OnnxDims dims;
    for (std::size_t k = 0; k < in[0]->dims().size(); ++k) {
        const std::int64_t extent = in[0]->dims()[k];
        const bool goes = axes ? std::ranges::find(*axes, k) != axes->end() : extent == 1;
        if (goes && extent != 1)
            node.refuse(ErrorCode::Mismatch, Message::tr("removes an axis that is not of extent 1"));
        if (!goes) dims.push_back(extent);
    }
    return in[0]->reshaped(dims);
}

OnnxConstant withOnes(OnnxNode& node, const OnnxInputs& in) {
    const OnnxConstant* named = in.size() > 1 ? in[1] : nullptr;
    const std::size_t added = named ? static_cast<std::size_t>(named->count()) : node.list("axes").size();
    auto axes = axesNamed(node, named, in[0]->dims().size() + added);
    if (!axes) node.refuse(ErrorCode::BadFormat, Message::tr("does not say which axes it adds"));
    std::ranges::sort(*axes);
    OnnxDims dims = in[0]->dims();
    for (const std::size_t axis : *axes) dims.insert(dims.begin() + static_cast<std::ptrdiff_t>(axis), 1);
    return in[0]->reshaped(dims);
}

std::optional<OnnxConstant> foldedOne(OnnxNode& node, const OnnxInputs& in, std::int64_t opset) {
    const std::string& type = node.type();
    if (const auto* op = std::ranges::find(binaries, type, &BinaryOperator::name); op != std::end(binaries)) {
        if (opset >= 7 && in.size() >= 2) return pairsOf(*op, in);
        node.refuse(ErrorCode::BadFormat, Message::tr("has one input where two belong"));
    }
    if (const auto* op = std::ranges::find(unaries, type, &UnaryOperator::name); op != std::end(unaries))
        return mapped(*op, *in[0]);
    const auto second = [&]() -> const OnnxConstant& {
        if (in.size() < 2 || !in[1]) node.refuse(ErrorCode::BadFormat, Message::tr("has one input where two belong"));
        return *in[1];
    };
    if (type == "Identity") return *in[0];
    if (type == "Cast") return in[0]->cast(static_cast<int>(node.integer("to", 0)));
    if (type == "Transpose") return in[0]->transposed(permNamed(node, in[0]->dims().size()));
    if (type == "Reshape")
        return in[0]->reshaped(
            reshapedDims(node, in[0]->dims(), second().integers(), node.integer("allowzero", 0) != 0));
    if (type == "Squeeze") return withoutOnes(node, in);
    if (type == "Unsqueeze") return withOnes(node, in);
    if (type == "Concat") return concatenated(node, in);
    if (type == "Gather") return second(), gathered(node, in);
    if (type == "Slice") return sliced(node, in);
    if (type == "Expand") return expanded(node, *in[0], second().integers());
    if (type == "ConstantOfShape") return filled(node, in[0]->integers());
    if (type == "ReduceProd") return reducedProduct(node, *in[0]);
    if (type == "Shape" || type == "Size") {
        const OnnxDims& dims = in[0]->dims();
        if (type == "Size") return OnnxConstant(TensorProto::INT64, {}, {double(in[0]->count())});
        return OnnxConstant(TensorProto::INT64, {std::int64_t(dims.size())}, {dims.begin(), dims.end()});
    }
    if (in.size() == 3 && in[1] && in[2] && (type == "Range" || type == "Where"))
        return type == "Range" ? range(in) : chosen(in);
    return std::nullopt;
}

} // namespace

std::optional<std::vector<OnnxConstant>> folded(OnnxNode& node, const OnnxInputs& inputs, std::int64_t opset) {
    if (inputs.empty() || !inputs[0]) return std::nullopt;
    const bool takesHoles = node.type() == "Slice" || node.type() == "Squeeze" || node.type() == "ReduceProd";
    for (const OnnxConstant* in : inputs)
        if (!in && !takesHoles) return std::nullopt;
    if (auto one = foldedOne(node, inputs, opset)) return std::vector<OnnxConstant>{std::move(*one)};
    return std::nullopt;
}

std::size_t axisNamed(OnnxNode& node, std::int64_t axis, std::size_t rank) {
    const auto axes = static_cast<std::int64_t>(rank);
    if (axis < -axes || axis >= axes)
        node.refuse(ErrorCode::Mismatch, Message::tr("names axis %1 of a value with %2 axes", axis, rank));
    return static_cast<std::size_t>(axis < 0 ? axis + axes : axis);
}

std::optional<std::vector<std::size_t>> axesNamed(OnnxNode& node, const OnnxConstant* input, std::size_t rank) {
    const std::vector<std::int64_t> named = input ? input->integers() : node.list("axes");
    if (named.empty()) return std::nullopt;
    std::vector<std::size_t> axes;
    for (const std::int64_t axis : named) {
        axes.push_back(axisNamed(node, axis, rank));
        if (std::count(axes.begin(), axes.end(), axes.back()) > 1)
            node.refuse(ErrorCode::BadFormat, Message::tr("names axis %1 twice", axis));
    }
    return axes;
}

OnnxDims reshapedDims(OnnxNode& node, const OnnxDims& from, const OnnxDims& wanted, bool zeroIsZero) {
    OnnxDims dims = wanted;
    std::int64_t known = 1, all = 1;
    std::optional<std::size_t> open;
    for (const std::int64_t d : from) all *= d;
    for (std::size_t k = 0; k < dims.size(); ++k) {
        if (dims[k] == 0 && !zeroIsZero && k < from.size()) dims[k] = from[k];
        if (dims[k] < -1 || dims[k] == 0 || (dims[k] == -1 && open) || dims[k] > (std::int64_t{1} << 40))
            node.refuse(ErrorCode::BadFormat, Message::tr("asks for the shape %1", text(wanted)));
        if (dims[k] == -1)
            open = k;
        else if (known > (std::int64_t{1} << 50) / dims[k])
            node.refuse(ErrorCode::TooLarge, Message::tr("asks for the shape %1", text(wanted)));
        else
            known *= dims[k];
    }
    if (open && all % known == 0) known *= (dims[*open] = all / known);
    if (known != all)
        node.refuse(ErrorCode::Mismatch, Message::tr("makes the shape %1 of %2, which has another count of numbers",
                                                     text(wanted), text(from)));
    return dims;
}

std::vector<OnnxSlice> slicesNamed(OnnxNode& node, const OnnxInputs& in, const OnnxDims& dims, bool backwards) {
    const auto given = [&](std::size_t k, const char* name) {
        return in.size() > k && in[k] ? in[k]->integers() : node.list(name);
    };
    const auto starts = given(1, "starts"), ends = given(2, "ends"), steps = given(4, "steps");
    std::vector<std::int64_t> axes = given(3, "axes");
    if (axes.empty()) {
        axes.resize(starts.size());
        std::iota(axes.begin(), axes.end(), 0);
    }
    if (starts.empty() || ends.size() != starts.size() || axes.size() != starts.size() ||
        (!steps.empty() && steps.size() != starts.size()))
        node.refuse(ErrorCode::BadFormat, Message::tr("does not say where its parts begin and end"));
    std::vector<OnnxSlice> slices;
    for (std::size_t k = 0; k < starts.size(); ++k) {
        OnnxSlice s{axisNamed(node, axes[k], dims.size()), starts[k], ends[k], steps.empty() ? 1 : steps[k]};
        const std::int64_t extent = std::max<std::int64_t>(dims[s.axis], 1); // of nothing, nothing is taken below
        if (s.step == 0 || (s.step < 0 && !backwards))
            node.refuse(ErrorCode::BadFormat, Message::tr("takes its part backwards, which is not supported"));
        s.begin += s.begin < 0 ? extent : 0;
        s.end += s.end < 0 ? extent : 0;
        const bool isForward = s.step > 0;
        s.begin = std::clamp<std::int64_t>(s.begin, 0, isForward ? extent : extent - 1);
        s.end = std::clamp<std::int64_t>(s.end, isForward ? 0 : -1, isForward ? extent : extent - 1);
        s.step = std::clamp<std::int64_t>(s.step, -extent - 1, extent + 1);
        if (dims[s.axis] == 0) s = {s.axis, 0, 0, 1};
        slices.push_back(s);
    }
    return slices;
}

OnnxDims permNamed(OnnxNode& node, std::size_t rank) {
    OnnxDims perm = node.list("perm");
    if (perm.empty())
        for (std::size_t k = rank; k-- > 0;) perm.push_back(static_cast<std::int64_t>(k));
    OnnxDims sorted = perm;
    std::ranges::sort(sorted);
    for (std::size_t k = 0; k < sorted.size(); ++k)
        if (sorted.size() != rank || sorted[k] != static_cast<std::int64_t>(k))
            node.refuse(ErrorCode::Mismatch, Message::tr("turns %1 axes into the order %2", rank, text(perm)));
    return perm;
}

} // namespace cnn
