#include "core/layers/resize2d.h"

#include <algorithm>
#include <cmath>

namespace cnn {
namespace {

constexpr float largestResized = 65536;

constexpr LayerSetting resizeSide(const char* key, const char* label) {
    return {.key = key, .label = label, .missing = 0, .usual = 0, .low = 0, .high = 65536, .offered = 512, .step = 1};
}
std::optional<Message> scaleMisfit(float scale) {
    if (scale > 0 && scale <= largestResized) return std::nullopt;
    return Message::tr("A scale must be above 0 and at most 65,536.");
}
constexpr LayerSetting resizeScale(const char* key, const char* label) {
    return {.key = key,
            .label = label,
            .missing = 1,
            .usual = 2,
            .low = 0,
            .high = 64,
            .offered = 8,
            .step = 0.5F,
            .misfit = scaleMisfit};
}
constexpr const char* modeNames[] = {"nearest", "linear"};
constexpr const char* placeNames[] = {"half_pixel", "pytorch_half_pixel", "asymmetric", "align_corners"};
constexpr const char* roundingNames[] = {"round_prefer_floor", "round_prefer_ceil", "floor", "ceil"};
constexpr LayerSetting resizeSettings[] = {
    choiceSetting("mode", "Between cells", modeNames, 0, 1), choiceSetting("place", "Places", placeNames),
    choiceSetting("rounding", "Rounding", roundingNames),    resizeSide("rows", "Rows (0: by the scale)"),
    resizeSide("columns", "Columns (0: by the scale)"),      resizeScale("row_scale", "Scale of the rows"),
    resizeScale("column_scale", "Scale of the columns")};

// Floats to whole sides: 3 times 1.6666666 is 5, not 4.
int scaled(int inputs, float scale) {
    return static_cast<int>(std::floor(static_cast<double>(inputs) * static_cast<double>(scale) + 1e-5));
}

} // namespace

LayerKind Resize2d::facts() {
    return {.kind = "resize2d",
            .title = "Resize",
            .name = "resize",
            .make = [](const LayerInfo& i) -> std::unique_ptr<Layer> {
                const auto whole = [&](const char* key) { return static_cast<int>(i.setting(key)); };
                return std::make_unique<Resize2d>(
                    Options{static_cast<Mode>(whole("mode")), static_cast<Place>(whole("place")),
                            static_cast<Rounding>(whole("rounding")), whole("rows"), whole("columns"),
                            i.setting("row_scale", 1), i.setting("column_scale", 1)});
            },
            .formula = "maps of another size",
            .cost = "No weights",
            .sign = Sign::Kept,
            .made = Made::Linear,
            .settings = resizeSettings,
            .ownMaps = true,
            .rankIn = Rank::Image,
            .rankOut = Rank::Image,
            .onnx = {.name = "Resize"}};
}

LayerInfo Resize2d::info() const {
    const auto number = [](auto value) { return static_cast<float>(static_cast<int>(value)); };
    return {"resize2d",
            {},
            0,
            0,
            {{"mode", number(m_options.mode)},
             {"place", number(m_options.place)},
             {"rounding", number(m_options.rounding)},
             {"rows", number(m_options.rows)},
             {"columns", number(m_options.columns)},
             {"row_scale", m_options.rowScale},
             {"column_scale", m_options.columnScale}}};
}

Expected<Shape> Resize2d::outputShape(const Shape& in) const {
    for (const float scale : {m_options.rowScale, m_options.columnScale})
        if (const auto misfit = scaleMisfit(scale)) return Error(ErrorCode::Usage, *misfit);
    const double h = m_options.rows > 0 ? m_options.rows : static_cast<double>(in.h) * m_options.rowScale;
    const double w = m_options.columns > 0 ? m_options.columns : static_cast<double>(in.w) * m_options.columnScale;
    if (h > largestResized || w > largestResized)
        return Error(ErrorCode::TooLarge, Message::tr("Resizing gives a side of more than 65,536 cells."));
    const Shape out{in.c, m_options.rows > 0 ? m_options.rows : scaled(in.h, m_options.rowScale),
                    m_options.columns > 0 ? m_options.columns : scaled(in.w, m_options.columnScale), in.n};
    if (out.h < 1 || out.w < 1)
        return Error(ErrorCode::DoesNotFit, Message::tr("Resizing leaves nothing of %1.", text(in)));
    return out;
}

std::vector<Resize2d::Mix> Resize2d::mixes(int inputs, int outputs, int asked, float scale) const {
    // In double, and by the sizes where they were asked for: PyTorch's and onnxruntime's floats differ in last bits
    // only.
    const double perOutput = asked > 0 ? static_cast<double>(inputs) / outputs : 1 / static_cast<double>(scale);
    std::vector<Mix> all;
    for (int i = 0; i < outputs; ++i) {
        double x = (i + 0.5) * perOutput - 0.5;
        if (m_options.place == Place::Asymmetric) x = i * perOutput;
        if (m_options.place == Place::TorchHalfPixel && outputs == 1) x = 0;
        if (m_options.place == Place::AlignCorners)
            x = outputs == 1 ? 0 : static_cast<double>(i) * (inputs - 1) / (outputs - 1);
        if (m_options.mode == Mode::Nearest) {
            constexpr double tiny = 1e-6; // of a quotient that should be whole
            double at = 0;
            switch (m_options.rounding) {
            case Rounding::HalfDown:
                at = std::ceil(x - 0.5 - tiny);
                break;
            case Rounding::HalfUp:
                at = std::floor(x + 0.5 + tiny);
                break;
            case Rounding::Down:
                at = std::floor(x + tiny);
                break;
            case Rounding::Up:
                at = std::ceil(x - tiny);
                break;
            }
            const int cell = std::clamp(static_cast<int>(at), 0, inputs - 1);
            all.push_back({cell, cell, 0});
            continue;
        }
        x = std::clamp(x, 0.0, static_cast<double>(inputs - 1));
        const int low = std::min(static_cast<int>(x), inputs - 1);
        all.push_back({low, std::min(low + 1, inputs - 1), static_cast<float>(x - low)});
    }
    return all;
}

Resize2d::Mixes Resize2d::mixesOf(const Shape& in, const Shape& out) const {
    return {mixes(in.h, out.h, m_options.rows, m_options.rowScale),
            mixes(in.w, out.w, m_options.columns, m_options.columnScale)};
}

void Resize2d::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const Shape shape = *outputShape(in.shape());
    out.reshapeTo(shape);
    const Mixes mix = mixesOf(in.shape(), shape);
    const auto at = [&](int c, int y, int x) { return in.data() + in.offset(c, y, x); };
    float* to = out.data();
    for (int c = 0; c < shape.c; ++c)
        for (const Mix& r : mix.rows)
            for (const Mix& k : mix.columns) {
                if (r.share == 0 && k.share == 0) {
                    to = std::copy_n(at(c, r.low, k.low), shape.n, to);
                    continue;
                }
                const float *a = at(c, r.low, k.low), *b = at(c, r.low, k.high), *d = at(c, r.high, k.low),
                            *e = at(c, r.high, k.high);
                for (int n = 0; n < shape.n; ++n) {
                    const float above = a[n] + k.share * (b[n] - a[n]), below = d[n] + k.share * (e[n] - d[n]);
                    *to++ = above + r.share * (below - above);
                }
            }
}

void Resize2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor* dIn,
                        Gradients&) const {
    if (!dIn) return;
    dIn->reshapeTo(in.shape());
    dIn->fill(0);
    const Mixes mix = mixesOf(in.shape(), dOut.shape());
    const int images = in.shape().n;
    const float* d = dOut.data();
    for (int c = 0; c < in.shape().c; ++c)
        for (const Mix& r : mix.rows)
            for (const Mix& k : mix.columns) {
                const ConstArrayView slope(d, images);
                const auto add = [&](int y, int x, float share) {
                    if (share != 0) ArrayView(&dIn->at(c, y, x), images) += slope * share;
                };
                add(r.low, k.low, (1 - r.share) * (1 - k.share));
                add(r.low, k.high, (1 - r.share) * k.share);
                add(r.high, k.low, r.share * (1 - k.share));
                add(r.high, k.high, r.share * k.share);
                d += images;
            }
}

} // namespace cnn
