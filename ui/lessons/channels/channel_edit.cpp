#include "ui/lessons/channels/channel_edit.h"

#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;

cnn::Error refuse(const QString& sentence) {
    return {cnn::ErrorCode::TooLarge, sentence.toStdString()};
}

bool tooLarge(float value) {
    return !(std::abs(value) <= ChannelScene::largestValue);
}

} // namespace

cnn::Expected<ChannelScene> withCell(const ChannelScene& scene, const ChannelCell& cell, float value) {
    if (tooLarge(value)) return refuse(tr("A cell holds numbers from −1,000,000 to 1,000,000."));
    ChannelScene next = scene;
    if (float* place = next.find(cell)) *place = value;
    return next;
}

cnn::Expected<ChannelScene> withBlock(const ChannelScene& scene, const ChannelCell& cell, const Tensor& block) {
    const Shape& b = block.shape();
    if (cell.part == ChannelCell::Bias && b.h * b.w > 1)
        return refuse(tr("A bias is one number; the clipboard holds %1 × %2.").arg(b.h).arg(b.w));
    const bool input = cell.part == ChannelCell::Input;
    const Shape& grid = input ? scene.input.shape() : scene.kernelShape();
    const int most = input ? ChannelScene::largestGrid : ChannelScene::largestKernel;
    const int rows = std::max(grid.h, cell.y + b.h), columns = std::max(grid.w, cell.x + b.w);
    if (cell.part != ChannelCell::Bias && (rows > most || columns > most))
        return refuse(tr("The block of %1 × %2 numbers would need a grid of %3 × %4; %5 holds up to %6 × %6.")
                          .arg(b.h)
                          .arg(b.w)
                          .arg(rows)
                          .arg(columns)
                          .arg(input ? "an input channel" : "a kernel")
                          .arg(most));
    if (std::any_of(block.values().begin(), block.values().end(), tooLarge))
        return refuse(tr("The block holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    if (input) next.resizeInput(rows, columns);
    if (cell.part == ChannelCell::Kernel) next.resizeKernels(rows, columns);
    for (int c = 0; c < b.c; ++c)
        for (int y = 0; y < b.h; ++y)
            for (int x = 0; x < b.w; ++x)
                if (float* place = next.find({cell.part, cell.out, cell.in + c, cell.y + y, cell.x + x}))
                    *place = block.at(c, y, x);
    return next;
}

cnn::Expected<ChannelScene> withInput(const ChannelScene& scene, const Tensor& input) {
    const Shape& s = input.shape();
    if (s.c > ChannelScene::mostChannels || s.h > ChannelScene::largestGrid || s.w > ChannelScene::largestGrid)
        return refuse(tr("It holds %1 channels of %2 × %3; this lesson takes up to %4 channels of up to %5 × %5. "
                         "Open a smaller part of it.")
                          .arg(s.c)
                          .arg(s.h)
                          .arg(s.w)
                          .arg(ChannelScene::mostChannels)
                          .arg(ChannelScene::largestGrid));
    if (std::any_of(input.values().begin(), input.values().end(), tooLarge))
        return refuse(tr("It holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    next.setPicture(ChannelSplit::None);
    next.setChannels(s.c);
    next.input = input;
    return next;
}

} // namespace ui
