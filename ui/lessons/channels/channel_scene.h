// What a lesson on channels is about, as one plain value: input channels, kernels, biases, and how they are shown.
#pragma once

#include "core/walk/channel_walk.h"
#include "ui/lessons/channels/channel_split.h"
#include "ui/lessons/window/window_scene.h"
#include "ui/model/setting_table.h"

namespace ui {

// One number of the scene. Kernel: slice `in` of the kernel of output channel `out`.
struct ChannelCell {
    enum Part { Input, Kernel, Bias } part = Input;
    int out = 0, in = 0, y = 0, x = 0;
};

inline const QStringList channelGrains{"product", "channel", "cell", "row"}; // in files

struct ChannelScene {
    static constexpr int mostChannels = 4; // input and output
    static constexpr int largestGrid = 12, largestKernel = 5, largestStride = 4, largestPadding = 3;
    static constexpr float largestValue = 1e6F; // magnitude of a cell

    cnn::Tensor input{cnn::Shape{1, 3, 3, 1}};                             // of a picture that is split: its window
    std::vector<cnn::Tensor> kernels{cnn::Tensor(cnn::Shape{1, 2, 2, 1})}; // one an output channel
    std::vector<float> biases{0};
    int stride = 1, padding = 0; // the same in both directions and for all channels
    int groups = 1;              // as cnn::ChannelTask::groups
    bool mixes = false;          // a 1 x 1 convolution behind it is counted
    bool perMap = false;         // what each channel gives is shown as a map
    bool rgb = false;            // three channels are named Red, Green, Blue
    bool matrix = false;         // also show the matrix product
    ShowValues show = ShowValues::Numbers;
    ChannelSplit split;

    bool operator==(const ChannelScene&) const = default;

    int channels() const { return input.shape().c; }
    int maps() const { return static_cast<int>(kernels.size()); }
    const cnn::Shape& kernelShape() const { return kernels.front().shape(); }
    cnn::ChannelTask task() const;

    // Of other than three channels there is no picture. A channel that is new is the last one plus 1, in the input and
    // in the kernels, so that it is never empty; a new kernel likewise.
    void setChannels(int channels);
    void setMaps(int maps);
    // As many groups, or the next number of them on the way there that divides the input channels; output channels
    // become as many as that allows. The kernels' slices follow.
    void setGroups(int groups);
    // Shows the window of the picture as it is now, as far as it lies within; without a picture nothing changes.
    void cut();
    // Another picture, or none: the numbers that are there stay.
    void setPicture(ChannelSplit::Source source);
    void setReduction(int reduction); // around the same place
    void moveWindow(int top, int left);
    // New cells are 0.
    void resizeInput(int rows, int columns);
    void resizeKernels(int rows, int columns);
    // Where that number is; null when there is none.
    float* find(const ChannelCell& cell);
    const float* find(const ChannelCell& cell) const { return const_cast<ChannelScene*>(this)->find(cell); }

private:
    void fitSlices();
};

const SettingTable<ChannelScene>& channelSettings();
// A given picture is only named yet. Throws SceneError.
ChannelScene channelSceneFrom(const QJsonObject& object);
QJsonObject toJson(const ChannelScene& scene);

} // namespace ui
