#include "ui/export/torch_layers.h"

#include "core/layers/catalog.h"
#include "core/layers/layer_text.h"
#include "core/layers/partial_conv2d.h"
#include "ui/export/torch_graph_layers.h"
#include "ui/export/torch_helpers.h"

namespace ui {
namespace {

using cnn::Axis;
using cnn::Layer;
using cnn::Window;

// 5, or (5, 3) for rows and columns.
QString number(int y, int x) {
    return y == x ? QString::number(y) : QString("(%1, %2)").arg(y).arg(x);
}

// ", stride=2"; nothing for what PyTorch takes by itself.
QString setting(const char* name, int y, int x, int usual) {
    return y == usual && x == usual ? QString() : QString(", %1=%2").arg(name, number(y, x));
}

bool even(const Window& w) {
    return w.y.padBefore == w.y.padAfter && w.x.padBefore == w.x.padAfter;
}

bool padded(const Window& w) {
    return w.y.padBefore + w.y.padAfter + w.x.padBefore + w.x.padAfter > 0;
}

// PyTorch's pooling refuses more padding than half its kernel.
bool narrow(const Axis& a) {
    return 2 * a.padBefore <= a.kernel;
}

Window unpadded(Window w) {
    w.y.padBefore = w.y.padAfter = w.x.padBefore = w.x.padAfter = 0;
    return w;
}

// Left, right, top, bottom.
QString sides(const Window& w) {
    return QString("(%1, %2, %3, %4)").arg(w.x.padBefore).arg(w.x.padAfter).arg(w.y.padBefore).arg(w.y.padAfter);
}

QString ownPadding(const Window& w) {
    return setting("padding", w.y.padBefore, w.x.padBefore, 0);
}

QStringList padding(const Window& w) {
    return even(w) ? QStringList() : QStringList("nn.ZeroPad2d(" + sides(w) + ")");
}

// The settings of a helper's window, every one as (rows, columns).
QString windowOf(const Window& w) {
    const auto pair = [](int y, int x) { return QString("(%1, %2)").arg(y).arg(x); };
    const auto unlessUsual = [&](const char* name, int y, int x, int usual) {
        return y == usual && x == usual ? QString() : QString(", %1=%2").arg(name, pair(y, x));
    };
    return pair(w.y.kernel, w.x.kernel) + unlessUsual("stride", w.y.stride, w.x.stride, 1) +
           (even(w) ? unlessUsual("padding", w.y.padBefore, w.x.padBefore, 0) : QString()) +
           unlessUsual("dilation", w.y.dilation, w.x.dilation, 1);
}

QString groups(const cnn::LayerInfo& info) {
    const int count = static_cast<int>(info.setting("groups", 1));
    return count == 1 ? QString() : QString(", groups=%1").arg(count);
}

QStringList convolution(const Layer& layer) {
    const cnn::LayerInfo info = layer.info();
    const Window w = info.window.value();
    QStringList modules = padding(w);
    modules << QString("nn.Conv2d(%1, %2, %3").arg(info.inputs).arg(info.outputs).arg(number(w.y.kernel, w.x.kernel)) +
                   setting("stride", w.y.stride, w.x.stride, 1) + (even(w) ? ownPadding(w) : QString()) +
                   setting("dilation", w.y.dilation, w.x.dilation, 1) + groups(info) +
                   (layer.parameters().size() > 1 ? ")" : ", bias=False)");
    return modules;
}

// A pooling's stride is its kernel unless it is said.
QString pooling(const Window& w) {
    const QString kernel = number(w.y.kernel, w.x.kernel), stride = number(w.y.stride, w.x.stride);
    return kernel + (stride == kernel ? QString() : ", stride=" + stride);
}

QString rounding(const Layer& layer) {
    return layer.info().setting("ceil") != 0 ? ", ceil_mode=True" : "";
}

QStringList maxPooling(const Layer& layer) {
    const Window w = layer.info().window.value();
    const bool own = even(w) && narrow(w.y) && narrow(w.x);
    QStringList modules;
    if (!own) modules << "nn.ConstantPad2d(" + sides(w) + R"(, float("-inf")))";
    modules << "nn.MaxPool2d(" + pooling(w) + (own ? ownPadding(w) : QString()) +
                   setting("dilation", w.y.dilation, w.x.dilation, 1) + rounding(layer) + ")";
    return modules;
}

bool dilated(const Layer& layer) {
    const Window w = layer.info().window.value();
    return w.y.dilation > 1 || w.x.dilation > 1;
}

QStringList averagePooling(const Layer& layer) {
    const Window w = layer.info().window.value();
    const bool own = even(w) && narrow(w.y) && narrow(w.x) && !dilated(layer);
    const bool leavesOut = layer.info().setting("count_padding", 1) == 0;
    if (!own && (leavesOut || layer.info().setting("ceil") != 0))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         "PyTorch has no average pooling with this padding or these gaps that is "
                         "rounded up or leaves the padding out.");
    QStringList modules;
    if (!own && padded(w)) modules << "nn.ZeroPad2d(" + sides(w) + ")";
    modules << (dilated(layer) ? "DilatedAvgPool2d(" + windowOf(unpadded(w)) + ")"
                               : "nn.AvgPool2d(" + pooling(w) + (own ? ownPadding(w) : QString()) + rounding(layer) +
                                     (leavesOut ? ", count_include_pad=False)" : ")"));
    return modules;
}

QString dilatedAverage(const Layer& layer) {
    return dilated(layer) ? torch_helpers::dilatedAvgPool : "";
}

// 0, 1, 2], [1, 2, 3: a few lists a line.
QString connections(const cnn::Connections& all) {
    QString text;
    for (std::size_t o = 0; o < all.size(); ++o) {
        QStringList reads;
        for (const int input : all[o]) reads << QString::number(input);
        text += QString(o % 4 == 0 ? "\n    [" : " [") + reads.join(", ") + "],";
    }
    return text + "\n";
}

QStringList partialConvolution(const Layer& layer) {
    const cnn::LayerInfo info = layer.info();
    return padding(*info.window) + QStringList(QString("PartialConv2d(%1, [").arg(info.inputs) +
                                               connections(info.connections) + "], " + windowOf(*info.window) + ")");
}

QStringList subsampling(const Layer& layer) {
    const cnn::LayerInfo info = layer.info();
    return padding(*info.window) +
           QStringList(QString("Subsample(%1, ").arg(info.inputs) + windowOf(*info.window) + ")");
}

template<const char* text> QString always(const Layer&) {
    return text;
}

// What stands in the layer's facts.
QStringList spelled(const Layer& layer) {
    const cnn::LayerInfo info = layer.info();
    return {QString::fromStdString(cnn::filledIn(cnn::factsOf(info.kind).torch, [&](std::string_view place) {
        if (place == "inputs") return std::to_string(info.inputs);
        if (place == "outputs") return std::to_string(info.outputs);
        return cnn::settingNumber(info, place).value();
    }))};
}

using Extents = std::vector<int>;
using Info = cnn::LayerInfo;
Extents kernels(const Info& i) {
    return {i.outputs, i.inputs / static_cast<int>(i.setting("groups", 1)), i.window->y.kernel, i.window->x.kernel};
}
Extents partialKernels(const Info& i) {
    return {static_cast<int>(cnn::connectionCount(i.connections)), i.window->y.kernel, i.window->x.kernel};
}
Extents oneEach(const Info& i) {
    return {i.outputs};
}
Extents matrix(const Info& i) {
    return {i.outputs, i.inputs};
}

// To add a layer that takes more than names and numbers: one line here, or in torch_graph_layers.cpp.
const TorchLayer specials[] = {
    {"conv2d", convolution, kernels},
    {"partialconv2d", partialConvolution, partialKernels, always<torch_helpers::partialConv>},
    {"maxpool2d", maxPooling},
    {"avgpool2d", averagePooling, nullptr, dilatedAverage},
    {"subsample", subsampling, oneEach, always<torch_helpers::subsample>},
    {"scaledtanh", spelled, nullptr, always<torch_helpers::scaledTanh>},
    {"dense", spelled, matrix},
};

std::optional<TorchLayer> find(const std::string& kind) {
    for (const TorchLayer& layer : specials)
        if (kind == layer.kind) return layer;
    for (const TorchLayer& layer : graphTorchLayers())
        if (kind == layer.kind) return layer;
    const cnn::LayerKind& facts = cnn::factsOf(kind);
    if (facts.torch) return TorchLayer{facts.kind, spelled};
    return std::nullopt;
}

} // namespace

bool knowsTorch(const std::string& kind) {
    return find(kind).has_value();
}

TorchLayer torchLayer(const std::string& kind) {
    if (const auto layer = find(kind)) return *layer;
    throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("PyTorch has nothing for a layer of kind \"%1\".", kind));
}

} // namespace ui
