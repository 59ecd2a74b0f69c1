// A scene of channels to and from JSON.
#include "core/tensor/tensor_text.h"
#include "ui/lessons/channels/channel_scene.h"
#include "ui/model/scene_value.h"

#include <algorithm>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;
using Scene = ChannelScene;

// THE names in files; the first is the default.
const QStringList nameKinds{"numbers", "rgb"}, shows{"numbers", "colour", "both"};

// A list of grids of one size as the channels of one tensor.
Tensor channelsFrom(const SceneValue& from, int largest) {
    const auto list = from.list(1, Scene::mostChannels);
    Tensor all;
    for (std::size_t c = 0; c < list.size(); ++c) {
        const Tensor grid = list[c].grid(largest, largest, Scene::largestValue);
        const Shape& s = grid.shape();
        if (c == 0) all = Tensor({static_cast<int>(list.size()), s.h, s.w, 1});
        if (s.h != all.shape().h || s.w != all.shape().w)
            list[c].refuse(QString("must be %1 × %2 as the first, not %3 × %4")
                               .arg(all.shape().h)
                               .arg(all.shape().w)
                               .arg(s.h)
                               .arg(s.w));
        std::copy(grid.values().begin(), grid.values().end(), all.data() + all.offset(static_cast<int>(c), 0, 0));
    }
    return all;
}

QJsonArray toList(const Tensor& channels) {
    QJsonArray list;
    const Shape& s = channels.shape();
    for (int c = 0; c < s.c; ++c) {
        const Tensor one({1, s.h, s.w, 1},
                         channels.values().subspan(channels.offset(c, 0, 0), static_cast<std::size_t>(s.h * s.w)));
        list << toRows(one);
    }
    return list;
}

} // namespace

ChannelScene channelSceneFrom(const QJsonObject& object) {
    const SceneValue from(object);
    Scene scene;
    scene.input = channelsFrom(from["input"], Scene::largestGrid);
    const auto kernels = from["kernels"].list(1, Scene::mostChannels);
    scene.kernels.clear();
    for (const SceneValue& kernel : kernels) {
        scene.kernels.push_back(channelsFrom(kernel, Scene::largestKernel));
        if (scene.kernels.back().shape() != scene.kernelShape()) kernel.refuse("must be as large as the first");
    }
    if (scene.kernelShape().c != scene.channels())
        from["kernels"].refuse(QString("must have one slice for each of the %1 input channels").arg(scene.channels()));
    scene.biases.assign(scene.kernels.size(), 0.0F);
    const SceneValue bias = from["bias"];
    const bool none = !bias.given() || (bias.isList() && bias.json().toArray().isEmpty());
    const auto values = none ? std::vector<SceneValue>() : bias.list(static_cast<qsizetype>(kernels.size()));
    for (std::size_t o = 0; o < values.size(); ++o)
        scene.biases[o] =
            static_cast<float>(values[o].number(-double{Scene::largestValue}, double{Scene::largestValue}));
    scene.stride = from["stride"].whole(1, Scene::largestStride, 1);
    scene.padding = from["padding"].whole(0, Scene::largestPadding, 0);
    scene.rgb = from["names"].oneOf(nameKinds) == 1;
    if (scene.rgb && scene.channels() != 3) from["names"].refuse("can be rgb for three channels only");
    scene.matrix = from["matrix"].flag();
    scene.show = static_cast<ShowValues>(from["show"].oneOf(shows));
    return scene;
}

QJsonObject toJson(const ChannelScene& scene) {
    QJsonArray kernels, biases;
    for (const Tensor& kernel : scene.kernels) kernels << toList(kernel);
    // Through the shortest decimal, so that 0.1 is written as 0.1.
    for (const float b : scene.biases) biases << QString::fromStdString(cnn::shortest(b)).toDouble();
    return {{"input", toList(scene.input)},
            {"kernels", kernels},
            {"bias", biases},
            {"stride", scene.stride},
            {"padding", scene.padding},
            {"names", nameKinds[scene.rgb ? 1 : 0]},
            {"matrix", scene.matrix},
            {"show", shows[static_cast<int>(scene.show)]}};
}

} // namespace ui
