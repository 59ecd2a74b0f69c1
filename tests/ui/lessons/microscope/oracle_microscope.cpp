// The truth about the microscope's first view: the cell that goes in, made anew picture by picture, and what a tiny VGG
// with its first weights makes of it.
#include "core/data/cell_pictures.h"
#include "core/data/pixel_order.h"
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "tests/ui/walk/oracle.h"

#include <QStringList>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

cnn::CellSettings settingsOf(const QJsonObject& scene) {
    cnn::CellSettings s;
    s.side = scene["cellSide"].toInt();
    s.channels = scene["stains"].toString() == "two" ? 2 : 1;
    s.classes = scene["kinds"].toInt();
    s.blur = scene["cellBlur"].toDouble();
    s.noise = scene["cellNoise"].toDouble();
    s.light = scene["cellLight"].toDouble();
    s.neighbours = scene["neighbours"].toBool();
    s.mark = static_cast<cnn::CellMark>(
        QStringList{"none", "corner", "light", "focus", "batch"}.indexOf(scene["mark"].toString()));
    s.markedClass = std::min(scene["markedClass"].toInt(), s.classes - 1);
    s.strength = scene["markStrength"].toDouble();
    return s;
}

// The test picture that goes in, its border cut, its pixels as they are read.
cnn::Tensor inputOf(const QJsonObject& scene) {
    const cnn::CellSettings s = settingsOf(scene);
    const int tests = std::max(60, scene["pictures"].toInt() / 4), border = scene["border"].toInt();
    const auto marked = static_cast<cnn::MarkedPictures>(
        QStringList{"class", "none", "all", "half"}.indexOf(scene["marked"].toString()));
    const auto seed = cnn::cellSeeds(static_cast<std::uint64_t>(scene["cellSeed"].toInt())).test;
    const auto index = static_cast<std::uint64_t>(scene["testImage"].toInt() % tests);
    const cnn::CellPicture picture = cnn::cellPicture(s, seed, index, marked);
    const int side = s.side - 2 * border;
    cnn::Tensor image({s.channels, side, side, 1});
    cnn::PixelOrder order = cnn::shuffledOrder(static_cast<std::size_t>(side) * static_cast<std::size_t>(side), 1);
    if (scene["pixels"].toString() != "shuffled") std::iota(order.from.begin(), order.from.end(), 0);
    for (int c = 0; c < s.channels; ++c)
        for (int i = 0; i < side * side; ++i) {
            const auto from = static_cast<int>(order.from[static_cast<std::size_t>(i)]);
            const int y = from / side + border, x = from % side + border;
            const float value = picture.values[static_cast<std::size_t>((c * s.side + y) * s.side + x)];
            image.at(c, i / side, i % side) = static_cast<float>(std::lround(255 * value)) / 255.0F;
        }
    return image;
}

QString differs(const Shown& shown, const char* name, const cnn::Tensor& truth) {
    const cnn::Tensor* is = shown.find(name);
    if (!is || is->size() != truth.size()) return QString("There are no numbers \"%1\".").arg(name);
    for (std::size_t i = 0; i < truth.size(); ++i)
        if (!(std::abs(is->values()[i] - truth.values()[i]) <= 1e-5F + 1e-5F * std::abs(truth.values()[i])))
            return QString("\"%1\" has %2 at %3; it is %4.")
                .arg(name)
                .arg(is->values()[i])
                .arg(i)
                .arg(truth.values()[i]);
    return {};
}

} // namespace

static QString microscopeObjection(const Shown& shown) {
    const QJsonObject& scene = shown.scene;
    // Other images are those of LeNet live, whose oracle knows them; drawings are tested there, too.
    if (scene["data"].toString() != "cells" || !scene["drawing"].toString().isEmpty()) return {};
    if (scene["view"].toString() == "dive") return {}; // test_dive.cpp knows it
    if (scene["imageSize"].toInt() != 0 || scene["colours"].toString() != "as found") return {};
    const cnn::Tensor image = inputOf(scene);
    if (const QString wrong = differs(shown, "input", image); !wrong.isEmpty()) return wrong;
    if (scene["model"].toString() != "tinyvgg" || scene["initialisation"].toString() != "usual") return {};
    const cnn::LeNetOptions options{static_cast<cnn::ActivationKind>(
                                        QStringList{"relu", "tanh", "sigmoid"}.indexOf(scene["activation"].toString())),
                                    scene["pooling"].toString() == "max" ? cnn::PoolingKind::Max
                                                                         : cnn::PoolingKind::Average};
    const cnn::Network network =
        cnn::tinyVgg(options, static_cast<std::uint64_t>(scene["seed"].toInt()), image.shape(), scene["kinds"].toInt());
    cnn::Trace trace;
    network.forward(image, trace);
    return differs(shown, "class probabilities", cnn::softmax(trace.output()));
}

static const ListedOracle microscopeIsListed("microscope", microscopeObjection);

} // namespace ui
