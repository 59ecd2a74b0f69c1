#include "core/network/layer_table.h"

#include "core/layers/catalog.h"
#include "core/network/unfilled.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

using Count = std::size_t;

Count cellsOf(const LayerInfo& info) {
    return info.window ? static_cast<Count>(info.window->y.kernel) * static_cast<Count>(info.window->x.kernel) : 1;
}

Count multiplyAddsIn(const LayerInfo& info, const Shape& in, const Shape& out) {
    const auto groups = static_cast<Count>(std::max(1.0F, info.setting("groups", 1)));
    if (info.kind == "partialconv2d") {
        Count pairs = 0;
        for (const std::vector<int>& read : info.connections) pairs += read.size();
        return pairs * cellsOf(info) * static_cast<Count>(out.h) * static_cast<Count>(out.w);
    }
    if (info.kind == "convtranspose2d")
        return in.perImage() * static_cast<Count>(info.outputs) / groups * cellsOf(info);
    if (info.kind == "conv2d" || info.kind == "dense")
        return out.perImage() * static_cast<Count>(info.inputs) / groups * cellsOf(info);
    const bool scales = info.kind == "subsample" || info.kind == "batchnorm2d" || info.kind == "instancenorm2d" ||
                        info.kind == "affine" || info.kind == "mul";
    return scales ? out.perImage() : 0;
}

// A window of `extent` cells, `stride` of them from one to the next, over what is there.
FieldExtent slid(const FieldExtent& before, double extent, double stride) {
    if (before.isAll) return before;
    return {false, before.size + (extent - 1) * before.jump, before.jump * stride};
}

// More outputs than inputs: neighbours lie closer.
FieldExtent spread(const FieldExtent& before, int in, int out, double reads) {
    if (before.isAll) return before;
    return {false, before.size + (reads - 1) * before.jump,
            before.jump * static_cast<double>(in) / static_cast<double>(out)};
}

bool seesAll(const LayerInfo& info) {
    const std::string& kind = info.kind;
    return kind == "dense" || kind == "globalavgpool" || kind == "globalmaxpool" || kind == "instancenorm2d" ||
           kind == "reshape" || kind == "permute";
}

// Along one axis, of `in` and `out` cells.
FieldExtent fieldAfter(const LayerInfo& info, const FieldExtent& before, bool alongRows, int in, int out) {
    const std::string& kind = info.kind;
    if (seesAll(info)) return {true, 1, 1};
    if (kind == "convtranspose2d") {
        const Axis& axis = alongRows ? info.window->y : info.window->x;
        return spread(before, 1, axis.stride, std::ceil(static_cast<double>(axis.extent()) / axis.stride));
    }
    if (info.window) {
        const Axis& axis = alongRows ? info.window->y : info.window->x;
        return slid(before, axis.extent(), axis.stride);
    }
    if (kind == "adaptiveavgpool2d" || kind == "adaptivemaxpool2d") {
        const double reads = std::ceil(static_cast<double>(in) / out) + (in % out == 0 ? 0 : 1);
        return slid(before, reads, static_cast<double>(in) / out);
    }
    if (kind == "upsample" || kind == "depthtospace") return spread(before, in, out, 1);
    if (kind == "resize2d") return spread(before, in, out, info.setting("mode") == 0 ? 1 : 2);
    if (kind == "slice") return slid(before, 1, info.setting(alongRows ? "row_step" : "column_step", 1));
    return before;
}

FieldExtent largest(const FieldExtent& a, const FieldExtent& b) {
    return {a.isAll || b.isAll, std::max(a.size, b.size), std::max(a.jump, b.jump)};
}

} // namespace

Count LayerTable::parameters() const {
    Count sum = 0;
    for (const LayerRow& row : layers) sum += row.parameters;
    return sum;
}

Count LayerTable::multiplyAdds() const {
    Count sum = 0;
    for (const LayerRow& row : layers) sum += row.multiplyAdds;
    return sum;
}

Count LayerTable::mapBytes() const {
    Count sum = 0;
    for (const LayerRow& row : layers) sum += row.mapBytes();
    return sum;
}

LayerTable layerTable(const Network& network) {
    LayerTable table{network.inputShape(), {}};
    for (std::size_t i = 0; i < network.size(); ++i) {
        LayerRow row{network.name(i), network.layer(i).info(), {}, network.outputShape(i), 0, 0, {}, {}, false};
        FieldExtent rows, columns;
        for (const std::size_t read : network.reads(i)) {
            if (read > 0) {
                rows = largest(rows, table.layers[read - 1].rows);
                columns = largest(columns, table.layers[read - 1].columns);
            }
            row.reads.push_back(read == 0 ? std::string() : network.name(read - 1));
        }
        const Shape& in = network.valueShape(network.reads(i)[0]);
        row.parameters = numbersOf(network.layer(i));
        row.multiplyAdds = multiplyAddsIn(row.info, in, row.out);
        row.rows = fieldAfter(row.info, rows, true, in.h, row.out.h);
        row.columns = fieldAfter(row.info, columns, false, in.w, row.out.w);
        const LayerKind& kind = factsOf(row.info.kind);
        row.isInPlace = network.layer(i).rules().inPlace || kind.role == LayerRole::Activation || kind.onlyShape ||
                        kind.onlyLearning;
        table.layers.push_back(std::move(row));
    }
    return table;
}

} // namespace cnn
