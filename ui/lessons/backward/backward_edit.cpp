#include "ui/lessons/backward/backward_edit.h"

#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

const cnn::Tensor noGrid;

cnn::Error refusal(const QString& sentence) {
    return {cnn::ErrorCode::Mismatch, sentence.toStdString()};
}

BackwardChange withGradient(const BackwardLab& lab, int y, int x, float value) {
    const cnn::Shape& s = lab.gradient().shape();
    const QString what = tr("output gradient row %1, column %2").arg(y + 1).arg(x + 1);
    const int key = 2000 + y * 100 + x;
    if (y < 0 || x < 0 || y >= s.h || x >= s.w)
        return {what, key,
                refusal(tr("This zero stands between the cells of the output gradient because of the stride."))};
    return {what, key, lab.scene().withGradient(y, x, value)};
}

// Shown with its cells a stride apart, and cut where windows saw padding only; -1: between them.
int placeAlong(const cnn::Axis& a, int i) {
    const int z = i + std::max(0, a.padBefore - a.dilation * (a.kernel - 1));
    return z % a.stride == 0 ? z / a.stride : -1;
}

} // namespace

const cnn::Tensor& gridOf(const BackwardLab& lab, const QString& part) {
    const auto walk = lab.walk();
    if (!walk) return part == "input" ? lab.scene().forward.input : noGrid;
    if (part == "gradient") return lab.pooling() ? lab.gradient() : noGrid;
    if (part == "kernel") return lab.pooling() ? noGrid : walk->task().kernel;
    return part == "input" ? walk->task().input : noGrid;
}

BackwardChange withCell(const BackwardLab& lab, const QString& part, int y, int x, float value) {
    const BackwardScene& s = lab.scene();
    if (part == "gradient" || (part == "kernel" && s.pass == BackwardPass::Kernel))
        return withGradient(lab, y, x, value);
    if (part == "input" && lab.walk() && s.pass == BackwardPass::Input)
        return withGradient(lab, placeAlong(s.forward.window.y, y), placeAlong(s.forward.window.x, x), value);
    BackwardScene next = s;
    if (part == "kernel") { // shown turned
        const cnn::Shape& k = next.forward.kernel.shape();
        const bool turned = !next.forward.flip;
        next.forward.kernel.at(0, turned ? k.h - 1 - y : y, turned ? k.w - 1 - x : x) = value;
    } else
        next.forward.input.at(0, y, x) = value;
    return {tr("%1 row %2, column %3").arg(part).arg(y + 1).arg(x + 1), (part == "kernel" ? 1000 : 0) + y * 100 + x,
            next};
}

cnn::Expected<BackwardScene> withBlock(const BackwardScene& scene, const QString& part, const cnn::Tensor& block) {
    const cnn::Shape& b = block.shape();
    if (std::max(b.h, b.w) > BackwardScene::largestSide)
        return refusal(tr("The block has %1 × %2 numbers; a grid here has up to 8 × 8.").arg(b.h).arg(b.w));
    BackwardScene next = scene;
    const bool ofInput = next.pass == BackwardPass::Input, ofKernel = next.pass == BackwardPass::Kernel;
    if (part == "gradient" || (part == "kernel" && ofKernel) || (part == "input" && ofInput)) {
        next.gradient = block;
    } else if (part == "kernel") {
        next.forward.resizeKernel(b.h, b.w);
        next.forward.kernel = next.forward.flip ? block : cnn::flipped(block);
    } else {
        next.forward.input = block;
    }
    return next;
}

} // namespace ui
