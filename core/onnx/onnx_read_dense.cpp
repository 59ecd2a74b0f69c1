// Gemm and MatMul: dense layers, or convolutions of 1 x 1 where they go along pixels.
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/onnx/onnx_readers.h"

#include <algorithm>

namespace cnn {
namespace {

constexpr std::int64_t mostFeatures = std::int64_t{1} << 24;

// The weight as (outputs, inputs), its inputs in the order in which they lie in our memory; the file has them in the
// order of its own axes.
OnnxConstant weightInMemoryOrder(const OnnxConstant& weight, bool outputsFirst, const OnnxView& view) {
    const std::vector<int> order = view.order();
    const std::vector<std::int64_t> extents = view.extents();
    const std::int64_t outputs = weight.dims()[outputsFirst ? 0 : 1];
    OnnxDims dims, perm(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        dims.push_back(extents[static_cast<std::size_t>(order[k])]);
        perm[static_cast<std::size_t>(order[k])] = static_cast<std::int64_t>(k) + (outputsFirst ? 1 : 0);
    }
    dims.insert(outputsFirst ? dims.begin() : dims.end(), outputs);
    perm.insert(perm.begin(), outputsFirst ? 0 : static_cast<std::int64_t>(order.size()));
    return weight.reshaped(dims).transposed(perm);
}

struct DenseTask {
    OnnxConstant weight; // of two axes
    bool outputsFirst = false;
    float factor = 1;
    std::vector<OnnxFill> bias{};
};

// The axis of the file that is summed over lies in (features, 1, 1) of ours, whatever its order.
bool isAllFeatures(const OnnxView& view) {
    for (std::size_t axis = view.beginsWithBatch() ? 1 : 0; axis + 1 < view.rank(); ++axis)
        if (view.extent(axis) != 1) return false;
    return true;
}

OnnxFlow addDense(OnnxCall& c, const OnnxFlow& in, DenseTask task, int outputs) {
    const auto inputs = static_cast<int>(c.shape(in).perImage());
    const OnnxConstant weight = weightInMemoryOrder(task.weight, task.outputsFirst, in.view);
    OnnxFlow flat = in;
    if (c.shape(in) != Shape{inputs, 1, 1, 1}) flat = c.add(std::make_unique<Flatten>(), in, {}, ".flatten");
    task.bias.insert(task.bias.begin(), {0, weight, task.factor});
    auto layer = c.builder.weighted(outputs, 1, [&](int n) { return std::make_unique<Dense>(inputs, n); });
    OnnxFlow out = c.add(std::move(layer), flat, std::move(task.bias));
    std::vector<int> ours(in.view.rank(), 0);
    if (in.view.rank() > 4) c.node.refuse(ErrorCode::BadFormat, Message::tr("reads more than four axes"));
    for (std::size_t k = 1, next = 2; k + 1 < ours.size(); ++k) ours[k] = static_cast<int>(next++);
    if (!in.view.beginsWithBatch())
        for (std::size_t k = 0; k + 1 < ours.size(); ++k) ours[k] = static_cast<int>(k) + 2;
    ours.back() = 1;
    out.view = OnnxView::withLayout(ours, c.shape(out), in.view.batch());
    return out;
}

// The same weights at every place of a grid.
OnnxFlow addPointwise(OnnxCall& c, const OnnxFlow& in, DenseTask task, int outputs) {
    const std::size_t last = in.view.rank() - 1;
    const OnnxFlow pixels = c.byChannel(in, last);
    const std::vector<int> ours = pixels.view.layout().value();
    const OnnxConstant weight = task.outputsFirst ? task.weight : task.weight.transposed({1, 0});
    task.bias.insert(task.bias.begin(), {0, weight, task.factor});
    auto layer = c.builder.weighted(outputs, 1, [&](int n) {
        return std::make_unique<Conv2d>(c.shape(pixels).c, n, Window::square(1), task.bias.size() > 1);
    });
    OnnxFlow out = c.add(std::move(layer), pixels, std::move(task.bias));
    out.view = OnnxView::withLayout(ours, c.shape(out), in.view.batch());
    return out;
}

void addProduct(OnnxCall& c, const OnnxFlow& in, DenseTask task) {
    if (in.view.rank() < 1 || task.weight.dims().size() != 2)
        c.node.refuse(ErrorCode::Mismatch,
                      Message::tr("has weights with %1 dimensions where 2 belong", task.weight.dims().size()));
    if (std::ranges::count(in.view.axesOf(in.view.rank() - 1), 0) > 0)
        c.node.refuse(ErrorCode::BadFormat, Message::tr("sums over the images of a batch, which is not supported"));
    const std::int64_t outputs = task.weight.dims()[task.outputsFirst ? 0 : 1];
    const std::int64_t inputs = task.weight.dims()[task.outputsFirst ? 1 : 0];
    if (inputs != in.view.extent(in.view.rank() - 1) || outputs < 1 || outputs > mostFeatures)
        c.node.refuse(ErrorCode::Mismatch,
                      Message::tr("has weights of shape %1, which do not fit the value it reads, %2",
                                  text(task.weight.dims()), text(in.view.dims())));
    for (const OnnxFill& bias : task.bias)
        if (bias.from.count() != 1 && bias.from.count() != outputs)
            c.node.refuse(ErrorCode::Mismatch,
                          Message::tr("has a bias of shape %1 where (%2) belongs", text(bias.from.dims()), outputs));
    const auto count = static_cast<int>(outputs);
    c.give(isAllFeatures(in.view) ? addDense(c, in, std::move(task), count)
                                  : addPointwise(c, in, std::move(task), count));
}

void readGemm(OnnxCall& c) {
    const OnnxFlow& in = c.flow(0);
    if (in.view.rank() != 2)
        c.node.refuse(ErrorCode::Mismatch, Message::tr("reads %1 axes where 2 belong", in.view.rank()));
    c.node.requireInteger("transA", 0);
    DenseTask task{c.constant(1), c.node.integer("transB", 0) != 0, c.node.number("alpha", 1)};
    const float beta = c.node.number("beta", 1);
    if (const OnnxConstant* bias = c.constantIfThere(2)) {
        const OnnxDims& dims = bias->dims();
        if (dims.size() > 2 || (dims.size() == 2 && dims[0] != 1))
            c.node.refuse(ErrorCode::Mismatch, Message::tr("has a bias of shape %1, one for each image", text(dims)));
        if (beta != 0) task.bias.push_back({1, *bias, beta});
    }
    addProduct(c, in, std::move(task));
}

void readMatMul(OnnxCall& c) {
    if (c.isFlow(0) && c.isFlow(1))
        c.node.refuse(ErrorCode::BadFormat, Message::tr("multiplies two computed values (as attention does), which is "
                                                        "not supported; one of them must be weights"));
    if (c.isConstant(0) && c.isFlow(1))
        c.node.refuse(
            ErrorCode::BadFormat,
            Message::tr(
                "multiplies weights from the left, which is not supported; export the model with x W instead of W x"));
    OnnxConstant weight = c.constant(1);
    OnnxDims dims = weight.dims();
    while (dims.size() > 2 && dims.front() == 1) dims.erase(dims.begin());
    addProduct(c, c.flow(0), {weight.reshaped(dims)});
}

} // namespace

std::span<const OnnxReader> denseReaders() {
    static constexpr OnnxReader all[] = {{"Gemm", readGemm, 3}, {"MatMul", readMatMul, 2}};
    return all;
}

} // namespace cnn
