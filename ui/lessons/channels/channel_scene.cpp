#include "ui/lessons/channels/channel_scene.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;

// As much of `from` as there is in `shape`; a channel that is new is `step` more than the one before it.
Tensor reshaped(const Tensor& from, const Shape& shape, float step = 1) {
    Tensor to(shape);
    const Shape& old = from.shape();
    for (int c = 0; c < shape.c; ++c)
        for (int y = 0; y < std::min(shape.h, old.h); ++y)
            for (int x = 0; x < std::min(shape.w, old.w); ++x)
                to.at(c, y, x) = c < old.c ? from.at(c, y, x) : to.at(c - 1, y, x) + step;
    return to;
}

cnn::Error refuse(const QString& sentence) {
    return {cnn::ErrorCode::TooLarge, sentence.toStdString()};
}

bool tooLarge(float value) {
    return !(std::abs(value) <= ChannelScene::largestValue);
}

} // namespace

cnn::ChannelTask ChannelScene::task() const {
    const Shape& k = kernelShape();
    cnn::ChannelTask task;
    task.input = input;
    task.kernels = kernels;
    task.biases = biases;
    task.window.y = {k.h, stride, padding, padding};
    task.window.x = {k.w, stride, padding, padding};
    return task;
}

void ChannelScene::setChannels(int channels) {
    input = reshaped(input, {channels, input.shape().h, input.shape().w, 1});
    for (Tensor& k : kernels) k = reshaped(k, {channels, k.shape().h, k.shape().w, 1});
    rgb = rgb && channels == 3;
}

void ChannelScene::setMaps(int maps) {
    while (this->maps() < maps) {
        Tensor next = kernels.back();
        next.array() += 1.0F;
        kernels.push_back(std::move(next));
        biases.push_back(0);
    }
    kernels.resize(static_cast<std::size_t>(maps));
    biases.resize(static_cast<std::size_t>(maps));
}

void ChannelScene::resizeInput(int rows, int columns) {
    input = reshaped(input, {channels(), rows, columns, 1});
}

void ChannelScene::resizeKernels(int rows, int columns) {
    for (Tensor& k : kernels) k = reshaped(k, {channels(), rows, columns, 1});
}

float* ChannelScene::find(const ChannelCell& cell) {
    const auto& [part, out, in, y, x] = cell;
    if (part != ChannelCell::Input && (out < 0 || out >= maps())) return nullptr;
    if (part == ChannelCell::Bias) return &biases[static_cast<std::size_t>(out)];
    Tensor& grid = part == ChannelCell::Input ? input : kernels[static_cast<std::size_t>(out)];
    const Shape& s = grid.shape();
    const bool inside = in >= 0 && in < s.c && y >= 0 && y < s.h && x >= 0 && x < s.w;
    return inside ? &grid.at(in, y, x) : nullptr;
}

cnn::Expected<ChannelScene> withCell(const ChannelScene& scene, const ChannelCell& cell, float value) {
    if (tooLarge(value)) return refuse(QString("A cell holds numbers from −1,000,000 to 1,000,000."));
    ChannelScene next = scene;
    if (float* place = next.find(cell)) *place = value;
    return next;
}

cnn::Expected<ChannelScene> withBlock(const ChannelScene& scene, const ChannelCell& cell, const Tensor& block) {
    const Shape& b = block.shape();
    if (cell.part == ChannelCell::Bias && b.h * b.w > 1)
        return refuse(QString("A bias is one number; the clipboard holds %1 × %2.").arg(b.h).arg(b.w));
    const bool input = cell.part == ChannelCell::Input;
    const Shape& grid = input ? scene.input.shape() : scene.kernelShape();
    const int most = input ? ChannelScene::largestGrid : ChannelScene::largestKernel;
    const int rows = std::max(grid.h, cell.y + b.h), columns = std::max(grid.w, cell.x + b.w);
    if (cell.part != ChannelCell::Bias && (rows > most || columns > most))
        return refuse(QString("The block of %1 × %2 numbers would need a grid of %3 × %4; %5 holds up to %6 × %6.")
                          .arg(b.h)
                          .arg(b.w)
                          .arg(rows)
                          .arg(columns)
                          .arg(input ? "an input channel" : "a kernel")
                          .arg(most));
    if (std::any_of(block.values().begin(), block.values().end(), tooLarge))
        return refuse(QString("The block holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    if (input) next.resizeInput(rows, columns);
    if (cell.part == ChannelCell::Kernel) next.resizeKernels(rows, columns);
    for (int y = 0; y < b.h; ++y)
        for (int x = 0; x < b.w; ++x)
            if (float* place = next.find({cell.part, cell.out, cell.in, cell.y + y, cell.x + x}))
                *place = block.at(0, y, x);
    return next;
}

cnn::Expected<ChannelScene> withInput(const ChannelScene& scene, const Tensor& input) {
    const Shape& s = input.shape();
    if (s.c > ChannelScene::mostChannels || s.h > ChannelScene::largestGrid || s.w > ChannelScene::largestGrid)
        return refuse(QString("It holds %1 channels of %2 × %3; this lesson takes up to %4 channels of up to %5 × %5. "
                              "Open a smaller part of it.")
                          .arg(s.c)
                          .arg(s.h)
                          .arg(s.w)
                          .arg(ChannelScene::mostChannels)
                          .arg(ChannelScene::largestGrid));
    if (std::any_of(input.values().begin(), input.values().end(), tooLarge))
        return refuse(QString("It holds a number beyond 1,000,000; a cell does not."));
    ChannelScene next = scene;
    next.setChannels(s.c);
    next.input = input;
    return next;
}

} // namespace ui
