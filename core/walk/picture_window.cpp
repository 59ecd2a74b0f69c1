#include "core/walk/picture_window.h"

#include <cassert>

namespace cnn {

Tensor patchOf(const Tensor& picture, int channel, int top, int left, int rows, int columns, PadMode border) {
    Tensor patch({1, rows, columns, 1});
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            const int fromY = padSource(border, top + y, picture.shape().h);
            const int fromX = padSource(border, left + x, picture.shape().w);
            if (fromY >= 0 && fromX >= 0) patch.at(0, y, x) = picture.at(channel, fromY, fromX);
        }
    return patch;
}

PictureWindow windowAround(const Tensor& picture, int channel, int y, int x, const Tensor& kernel, PadMode border) {
    const Shape& p = picture.shape();
    const Shape& k = kernel.shape();
    assert(y >= 0 && y < p.h && x >= 0 && x < p.w);
    const int top = y - anchorOf(k.h), left = x - anchorOf(k.w);
    PictureWindow window;
    window.task = {WindowOperation::Convolution, patchOf(picture, channel, top, left, k.h, k.w, border), kernel, 0, {}};
    window.task.window.y.kernel = k.h;
    window.task.window.x.kernel = k.w;
    window.step = WindowWalk::make(window.task).orThrow().at(0);
    window.step.outY = y;
    window.step.outX = x;
    for (Term& t : window.step.terms) {
        t.inY = top + t.ky;
        t.inX = left + t.kx;
        t.srcY = padSource(border, t.inY, p.h);
        t.srcX = padSource(border, t.inX, p.w);
        t.padding = t.inY < 0 || t.inX < 0 || t.inY >= p.h || t.inX >= p.w;
    }
    return window;
}

} // namespace cnn
