// A scene of channels to and from JSON.
#include "core/tensor/tensor_text.h"
#include "ui/model/channel_scene.h"

#include <QJsonArray>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;
using Scene = ChannelScene;

[[noreturn]] void wrong(const QString& key, const QString& why) {
    throw cnn::Error(cnn::ErrorCode::BadFormat, ("The scene's \"" + key + "\" " + why + ".").toStdString());
}

// A list of grids of one size as the channels of one tensor.
Tensor channelsFrom(const QJsonArray& list, const QString& key, int largest) {
    if (list.isEmpty() || list.size() > Scene::mostChannels)
        wrong(key, QString("needs 1 to %1 channels").arg(Scene::mostChannels));
    Tensor all;
    for (int c = 0; c < list.size(); ++c) {
        QStringList rows;
        for (const auto& row : list[c].toArray()) rows << row.toString();
        const auto grid = cnn::fromCsv(rows.join('\n').toStdString());
        const QString where = QString("channel %1").arg(c + 1);
        if (!grid) wrong(key, QString("has no grid in %1: %2").arg(where, grid.error().what()));
        const Shape& s = grid->shape();
        if (s.h > largest || s.w > largest) wrong(key, QString("is larger than %1 × %1 in %2").arg(largest).arg(where));
        if (c == 0) all = Tensor({static_cast<int>(list.size()), s.h, s.w, 1});
        if (s.h != all.shape().h || s.w != all.shape().w) wrong(key, QString("has another size in %1").arg(where));
        for (const float v : grid->values())
            if (!(std::abs(v) <= Scene::largestValue)) wrong(key, "holds a number beyond 1,000,000");
        std::copy(grid->values().begin(), grid->values().end(), all.data() + all.offset(c, 0, 0));
    }
    return all;
}

QJsonArray toList(const Tensor& channels) {
    QJsonArray list;
    const Shape& s = channels.shape();
    for (int c = 0; c < s.c; ++c) {
        const Tensor one({1, s.h, s.w, 1},
                         channels.values().subspan(channels.offset(c, 0, 0), static_cast<std::size_t>(s.h * s.w)));
        QJsonArray rows;
        for (const QString& line : QString::fromStdString(cnn::toCsv(one, ' ')).split('\n', Qt::SkipEmptyParts))
            rows << line;
        list << rows;
    }
    return list;
}

int whole(const QJsonObject& object, const QString& key, int fallback, int low, int high) {
    const int value = object.value(key).toInt(object.contains(key) ? low - 1 : fallback);
    if (value < low || value > high) wrong(key, QString("must be a whole number from %1 to %2").arg(low).arg(high));
    return value;
}

template<std::size_t N> int choice(const QJsonObject& object, const QString& key, const char* const (&names)[N]) {
    const QString name = object.value(key).toString(names[0]);
    for (std::size_t i = 0; i < N; ++i)
        if (name == names[i]) return static_cast<int>(i);
    wrong(key, QString("must be one of the names it can have, not \"%1\"").arg(name));
}

constexpr const char* nameKinds[] = {"numbers", "rgb"};
constexpr const char* shows[] = {"numbers", "colour", "both"};

} // namespace

ChannelScene channelSceneFrom(const QJsonObject& object) {
    Scene scene;
    scene.input = channelsFrom(object.value("input").toArray(), "input", Scene::largestGrid);
    const QJsonArray kernels = object.value("kernels").toArray();
    if (kernels.isEmpty() || kernels.size() > Scene::mostChannels)
        wrong("kernels", QString("needs 1 to %1 kernels").arg(Scene::mostChannels));
    scene.kernels.clear();
    for (const auto& kernel : kernels) {
        scene.kernels.push_back(channelsFrom(kernel.toArray(), "kernels", Scene::largestKernel));
        if (scene.kernels.back().shape() != scene.kernelShape()) wrong("kernels", "differ in size");
    }
    if (scene.kernelShape().c != scene.channels())
        wrong("kernels", QString("need one slice for each of the %1 input channels").arg(scene.channels()));
    scene.biases.assign(scene.kernels.size(), 0.0F);
    const QJsonArray biases = object.value("bias").toArray();
    if (!biases.isEmpty() && biases.size() != kernels.size()) wrong("bias", "needs a number for each kernel");
    for (int o = 0; o < biases.size(); ++o) {
        const double value = biases[o].isDouble() ? biases[o].toDouble() : 2.0 * double{Scene::largestValue};
        if (!(std::abs(value) <= double{Scene::largestValue})) wrong("bias", "needs numbers up to 1,000,000");
        scene.biases[static_cast<std::size_t>(o)] = static_cast<float>(value);
    }
    scene.stride = whole(object, "stride", 1, 1, Scene::largestStride);
    scene.padding = whole(object, "padding", 0, 0, Scene::largestPadding);
    scene.rgb = choice(object, "names", nameKinds) == 1;
    if (scene.rgb && scene.channels() != 3) wrong("names", "can be rgb for three channels only");
    scene.matrix = object.value("matrix").toBool(false);
    scene.show = static_cast<ShowValues>(choice(object, "show", shows));
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
