#include "core/layers/pool2d.h"

namespace cnn {
namespace {

// Calls visit(output offset, input offset) for every output cell and every real cell under its window, in reading
// order; offsets are those of image 0, the other images follow directly.
template<class Visit> void forEachTap(const Shape& in, const Shape& out, const Window& w, Visit visit) {
    std::size_t o = 0;
    for (int c = 0; c < out.c; ++c)
        for (int y = 0; y < out.h; ++y)
            for (int x = 0; x < out.w; ++x, o += static_cast<std::size_t>(out.n))
                for (int ky = 0; ky < w.y.kernel; ++ky) {
                    const int iy = w.y.tap(y, ky);
                    if (iy < 0 || iy >= in.h) continue;
                    for (int kx = 0; kx < w.x.kernel; ++kx) {
                        const int ix = w.x.tap(x, kx);
                        if (ix < 0 || ix >= in.w) continue;
                        const std::size_t cell = (static_cast<std::size_t>(c) * static_cast<std::size_t>(in.h) +
                                                  static_cast<std::size_t>(iy)) *
                                                     static_cast<std::size_t>(in.w) +
                                                 static_cast<std::size_t>(ix);
                        visit(o, cell * static_cast<std::size_t>(in.n));
                    }
                }
}

} // namespace

void MaxPool2d::forward(const Tensor& in, Tensor& out, LayerCache& cache) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    cache.winner.assign(out.size(), -1);
    const auto images = static_cast<std::size_t>(in.shape().n);
    const float* from = in.data();
    float* to = out.data();
    forEachTap(in.shape(), *shape, m_window, [&](std::size_t o, std::size_t i) {
        std::int32_t* winner = cache.winner.data() + o;
        for (std::size_t n = 0; n < images; ++n) {
            // Not "!(<=)": a NaN must come out, so that a diverging run is seen.
            const bool wins = winner[n] < 0 || from[i + n] > to[o + n] || from[i + n] != from[i + n];
            to[o + n] = wins ? from[i + n] : to[o + n];
            winner[n] = wins ? static_cast<std::int32_t>(i + n) : winner[n];
        }
    });
}

void MaxPool2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache& cache, Tensor& dIn,
                         Gradients&) const {
    assert(cache.winner.size() == dOut.size());
    dIn.reshapeTo(in.shape());
    dIn.fill(0);
    for (std::size_t o = 0; o < dOut.size(); ++o)
        dIn.data()[static_cast<std::size_t>(cache.winner[o])] += dOut.data()[o];
}

void AvgPool2d::forward(const Tensor& in, Tensor& out, LayerCache&) const {
    const auto shape = outputShape(in.shape());
    assert(shape);
    out.reshapeTo(*shape);
    out.fill(0);
    const auto images = static_cast<std::size_t>(in.shape().n);
    forEachTap(in.shape(), *shape, m_window, [&](std::size_t o, std::size_t i) {
        for (std::size_t n = 0; n < images; ++n) out.data()[o + n] += in.data()[i + n];
    });
    out.array() /= static_cast<float>(m_window.y.kernel * m_window.x.kernel);
}

void AvgPool2d::backward(const Tensor& in, const Tensor&, const Tensor& dOut, const LayerCache&, Tensor& dIn,
                         Gradients&) const {
    dIn.reshapeTo(in.shape());
    dIn.fill(0);
    const float share = 1.0F / static_cast<float>(m_window.y.kernel * m_window.x.kernel);
    const auto images = static_cast<std::size_t>(in.shape().n);
    forEachTap(in.shape(), dOut.shape(), m_window, [&](std::size_t o, std::size_t i) {
        for (std::size_t n = 0; n < images; ++n) dIn.data()[i + n] += dOut.data()[o + n] * share;
    });
}

} // namespace cnn
