#include "ui/export/torch_graph_layers.h"

#include "core/layers/catalog.h"
#include "core/tensor/number_text.h"

namespace ui {

const char* const torchGraph = R"(class Graph(nn.Module):
    """Modules, each with the values it reads: 0 is the image, i what module i gives, counted from 1."""

    def __init__(self, *steps):
        super().__init__()
        self.reads = [reads for _, *reads in steps]
        for i, (module, *_) in enumerate(steps):
            self.add_module(str(i), module)

    def forward(self, x):
        values = [x]
        for module, reads in zip(self.children(), self.reads):
            values.append(module(*(values[i] for i in reads)))
        return values[-1]
)";

namespace {

using cnn::Layer;
using cnn::LayerInfo;

QString decimal(float value) {
    return QString::fromStdString(cnn::shortest(value));
}

int whole(const LayerInfo& info, const char* key, float missing = 0) {
    return static_cast<int>(info.setting(key, missing));
}

QString pair(int y, int x) {
    return QString("(%1, %2)").arg(y).arg(x);
}

cnn::Error noTwin(const char* what) {
    return {cnn::ErrorCode::Usage, std::string("PyTorch has no ") + what + "."};
}

template<const char* text> QString helper(const Layer&) {
    return text;
}

// ---- joins

constexpr char join[] = R"(class Join(nn.Module):
    """Values that are added, multiplied and so on, one after the other."""

    def __init__(self, operation):
        super().__init__()
        self.operation = operation

    def forward(self, first, *others):
        for other in others:
            first = self.operation(first, other)
        return first
)";

template<const char* operation> QStringList joined(const Layer&) {
    return {QString("Join(torch.%1)").arg(operation)};
}
constexpr char add[] = "add", sub[] = "sub", mul[] = "mul", divide[] = "div";

constexpr char concat[] = R"(class Concat(nn.Module):
    """Values one behind the other."""

    def __init__(self, dim):
        super().__init__()
        self.dim = dim

    def forward(self, *values):
        return torch.cat(values, self.dim)
)";

QStringList concatenated(const Layer& layer) {
    return {QString("Concat(%1)").arg(1 + whole(layer.info(), "axis"))};
}

// ---- with weights

QStringList transposed(const Layer& layer) {
    const LayerInfo info = layer.info();
    const cnn::Window w = info.window.value();
    if (w.y.padBefore != w.y.padAfter || w.x.padBefore != w.x.padAfter)
        throw noTwin("transposed convolution with another padding before than after");
    return {
        QString("nn.ConvTranspose2d(%1, %2, %3, stride=%4, padding=%5, output_padding=%6, groups=%7%8, dilation=%9)")
            .arg(info.inputs)
            .arg(info.outputs)
            .arg(pair(w.y.kernel, w.x.kernel), pair(w.y.stride, w.x.stride), pair(w.y.padBefore, w.x.padBefore),
                 pair(whole(info, "rows_added"), whole(info, "columns_added")))
            .arg(whole(info, "groups", 1))
            .arg(layer.parameters().size() > 1 ? "" : ", bias=False", pair(w.y.dilation, w.x.dilation))};
}

std::vector<int> transposedKernels(const LayerInfo& info) {
    return {info.inputs, info.outputs / whole(info, "groups", 1), info.window->y.kernel, info.window->x.kernel};
}

std::vector<int> perChannel(const LayerInfo& info) {
    return {info.outputs};
}

constexpr char batchNorm[] = R"(class BatchNorm(nn.BatchNorm2d):
    """Of maps or of values in a row."""

    def _check_input_dim(self, x):
        pass
)";

QStringList batchNormalisation(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {QString("BatchNorm(%1, eps=%2, momentum=%3)")
                .arg(info.inputs)
                .arg(decimal(info.setting("eps")), decimal(info.setting("momentum")))};
}

QStringList instanceNormalisation(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {QString("nn.InstanceNorm2d(%1, eps=%2, affine=True)").arg(info.inputs).arg(decimal(info.setting("eps")))};
}

std::vector<int> slopes(const LayerInfo& info) {
    return {info.setting("shared") != 0 ? 1 : info.outputs};
}

QStringList learnedSlope(const Layer& layer) {
    return {QString("nn.PReLU(%1)").arg(slopes(layer.info())[0])};
}

constexpr char affine[] = R"(class Affine(nn.Module):
    """weight * x + bias, with as many numbers as the shape has."""

    def __init__(self, shape, learned=True):
        super().__init__()
        self.shape = shape
        self.weight = nn.Parameter(torch.ones(np.prod(shape)), requires_grad=learned)
        self.bias = nn.Parameter(torch.zeros(np.prod(shape)), requires_grad=learned)

    def forward(self, x):
        shape = self.shape if x.dim() == 4 else -1
        return self.weight.view(shape) * x + self.bias.view(shape)
)";

QStringList scaled(const Layer& layer) {
    const cnn::Shape s = layer.parameters()[0].value.shape();
    return {QString("Affine((%1, %2, %3)%4)")
                .arg(s.c)
                .arg(s.h)
                .arg(s.w)
                .arg(layer.parameters()[0].learned ? "" : ", learned=False")};
}

std::vector<int> numbersOfAffine(const LayerInfo& info) {
    const int per = whole(info, "per");
    return {per == 1 ? 1 : info.inputs * (per == 2 ? whole(info, "rows", 1) * whole(info, "columns", 1) : 1)};
}

// ---- without

constexpr char hardSigmoid[] = R"(class HardSigmoid(nn.Module):
    """alpha * x + beta, cut off at 0 and 1."""

    def __init__(self, alpha, beta):
        super().__init__()
        self.alpha, self.beta = alpha, beta

    def forward(self, x):
        return (self.alpha * x + self.beta).clamp(0, 1)
)";

QStringList hardened(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {QString("HardSigmoid(%1, %2)").arg(decimal(info.setting("alpha")), decimal(info.setting("beta")))};
}

constexpr char pad[] = R"(class Pad(nn.Module):
    """Cells around each map, and maps of them; less where a number is negative."""

    def __init__(self, sides, mode="constant", value=0.0):
        super().__init__()
        self.settings = sides, mode, value

    def forward(self, x):
        sides, mode, value = self.settings
        return F.pad(x, sides, mode, value) if mode == "constant" else F.pad(x, sides[:4], mode)
)";

QStringList padded(const Layer& layer) {
    const LayerInfo info = layer.info();
    constexpr const char* modes[] = {"constant", "reflect", "replicate"};
    const int mode = whole(info, "mode");
    if (mode != 0 && (whole(info, "front") != 0 || whole(info, "back") != 0))
        throw noTwin("padding of channels other than by a constant");
    QStringList sides;
    for (const char* key : {"left", "right", "top", "bottom", "front", "back"})
        sides << QString::number(whole(info, key));
    return {QString("Pad((%1), \"%2\", %3)").arg(sides.join(", "), modes[mode], decimal(info.setting("value")))};
}

constexpr char slice[] = R"(class Slice(nn.Module):
    """A part of the channels, rows and columns: first, how many (0: all), every so manieth."""

    def __init__(self, *parts):
        super().__init__()
        self.parts = parts

    def forward(self, x):
        for dim, (first, count, step) in enumerate(self.parts[:x.dim() - 1], 1):
            stop = min(x.shape[dim], first + count * step) if count else x.shape[dim]
            x = x.index_select(dim, torch.arange(first, stop, step, device=x.device))
        return x
)";

QStringList sliced(const Layer& layer) {
    const auto settings = layer.info().settings;
    QStringList numbers;
    for (const cnn::NamedSetting& s : settings) numbers << decimal(s.value);
    return {QString("Slice((%1), (%2), (%3))")
                .arg(numbers.mid(0, 3).join(", "), numbers.mid(3, 3).join(", "), numbers.mid(6, 3).join(", "))};
}

constexpr char depthToSpace[] = R"(class DepthToSpace(nn.Module):
    """Channels become blocks of cells; those of one place in the block lie side by side."""

    def __init__(self, block):
        super().__init__()
        self.block = block

    def forward(self, x):
        n, c, h, w, b = *x.shape, self.block
        x = x.reshape(n, b, b, c // b**2, h, w).permute(0, 3, 4, 1, 5, 2)
        return x.reshape(n, c // b**2, h * b, w * b)
)";

QStringList blocks(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {
        QString(info.setting("order") != 0 ? "nn.PixelShuffle(%1)" : "DepthToSpace(%1)").arg(whole(info, "block", 1))};
}

QString blocksHelper(const Layer& layer) {
    return layer.info().setting("order") != 0 ? "" : depthToSpace;
}

constexpr char permute[] = R"(class Permute(nn.Module):
    """Axes change places."""

    def __init__(self, *order):
        super().__init__()
        self.order = order

    def forward(self, x):
        return x.permute(*self.order)
)";

QStringList permuted(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {QString("Permute(0, %1, %2, %3)")
                .arg(1 + whole(info, "first"))
                .arg(1 + whole(info, "second", 1))
                .arg(1 + whole(info, "third", 2))};
}

constexpr char reshape[] = R"(class Reshape(nn.Module):
    """The same values in another shape; 0 for what remains."""

    def __init__(self, *shape):
        super().__init__()
        self.shape = [1 if s == 0 and 0 in shape[:i] else s or -1 for i, s in enumerate(shape)]

    def forward(self, x):
        return x.reshape(len(x), *self.shape)
)";

QStringList reshaped(const Layer& layer) {
    const LayerInfo info = layer.info();
    return {QString("Reshape(%1, %2, %3)")
                .arg(whole(info, "channels"))
                .arg(whole(info, "rows"))
                .arg(whole(info, "columns"))};
}

constexpr char resize[] = R"(class Resize(nn.Module):
    """Maps of another size; half_down: the nearest value, halfway between two the first, which PyTorch has no mode for."""

    def __init__(self, half_down=False, **settings):
        super().__init__()
        self.half_down = half_down
        self.settings = settings

    def forward(self, x):
        if not self.half_down:
            return F.interpolate(x, **self.settings)
        for dim in (2, 3):
            rows = x.shape[dim]
            if "size" in self.settings:
                count = self.settings["size"][dim - 2]
                step = rows / count
            else:
                step = 1 / self.settings["scale_factor"][dim - 2]
                count = int(rows / step)
            place = (torch.arange(count, dtype=torch.float64, device=x.device) + 0.5) * step - 0.5
            x = x.index_select(dim, (place - 0.5).ceil().clamp(0, rows - 1).long())
        return x
)";

QStringList resized(const Layer& layer) {
    const LayerInfo info = layer.info();
    enum { HalfPixel, TorchHalfPixel, Asymmetric, AlignCorners };
    const int place = whole(info, "place"), rounding = whole(info, "rounding");
    const bool linear = info.setting("mode") != 0, bySize = whole(info, "rows") > 0 && whole(info, "columns") > 0;
    if (!bySize && (whole(info, "rows") > 0 || whole(info, "columns") > 0))
        throw noTwin("resizing with a size one way and a scale the other");
    const QString size =
        bySize ? "size=" + pair(whole(info, "rows"), whole(info, "columns"))
               : QString("scale_factor=(%1, %2)")
                     .arg(decimal(info.setting("row_scale", 1)), decimal(info.setting("column_scale", 1)));
    if (linear && place != Asymmetric)
        return {"Resize(" + size +
                ", mode=\"bilinear\", align_corners=" + (place == AlignCorners ? "True)" : "False)")};
    if (!linear && place == Asymmetric && rounding == 2) return {"Resize(" + size + ", mode=\"nearest\")"};
    if (!linear && place == HalfPixel && rounding == 0) return {"Resize(half_down=True, " + size + ")"};
    if (!linear && place == HalfPixel && rounding == 1) return {"Resize(" + size + ", mode=\"nearest-exact\")"};
    throw noTwin("resizing with these places and this rounding");
}

constexpr TorchLayer layers[] = {
    {"add", joined<add>, nullptr, helper<join>},
    {"sub", joined<sub>, nullptr, helper<join>},
    {"mul", joined<mul>, nullptr, helper<join>},
    {"div", joined<divide>, nullptr, helper<join>},
    {"concat", concatenated, nullptr, helper<concat>},
    {"convtranspose2d", transposed, transposedKernels},
    {"batchnorm2d", batchNormalisation, perChannel, helper<batchNorm>},
    {"instancenorm2d", instanceNormalisation, perChannel},
    {"prelu", learnedSlope, slopes},
    {"affine", scaled, numbersOfAffine, helper<affine>},
    {"hardsigmoid", hardened, nullptr, helper<hardSigmoid>},
    {"pad2d", padded, nullptr, helper<pad>},
    {"slice", sliced, nullptr, helper<slice>},
    {"depthtospace", blocks, nullptr, blocksHelper},
    {"permute", permuted, nullptr, helper<permute>},
    {"reshape", reshaped, nullptr, helper<reshape>},
    {"resize2d", resized, nullptr, helper<resize>},
};

} // namespace

std::span<const TorchLayer> graphTorchLayers() {
    return layers;
}

} // namespace ui
