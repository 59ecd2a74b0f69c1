#include "ui/figure/kernel_look.h"

#include "core/explain/filter_look.h"
#include "ui/sentence.h"
#include "ui/tr.h"

namespace ui {
namespace {

std::span<const float> weightsOf(const cnn::Tensor& kernel, int slice) {
    const cnn::Shape& s = kernel.shape();
    return kernel.values().subspan(kernel.offset(slice, 0, 0), static_cast<std::size_t>(s.h * s.w));
}

} // namespace

QString kernelLooksAt(const cnn::Tensor& kernel, int slice) {
    const cnn::Message words = cnn::lookOf(weightsOf(kernel, slice), kernel.shape().h, kernel.shape().w);
    return tr("The kernel looks at %1.").arg(sentenceOf(words));
}

int strongestSlice(const cnn::Tensor& kernel) {
    int strongest = 0;
    double most = -1;
    for (int slice = 0; slice < kernel.shape().c; ++slice) {
        double size = 0;
        for (const float w : weightsOf(kernel, slice)) size += double{w} * double{w};
        if (size <= most) continue;
        most = size;
        strongest = slice;
    }
    return strongest;
}

} // namespace ui
