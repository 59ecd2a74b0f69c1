// The truth about the two pages that show images of a data set: their numbers, and what LeNet-5 makes of them.
#include "core/data/pixel_order.h"
#include "core/data/sources.h"
#include "core/layers/losses.h"
#include "core/network/models.h"
#include "core/samples/colour_picture.h"
#include "tests/ui/walk/oracle.h"
#include "tests/ui/walk/written_line.h"

#include <QRegularExpression>
#include <QStringList>
#include <cmath>
#include <numeric>
#include <span>

namespace ui {
namespace {

using plain::Plane;
using plain::Planes;
constexpr int side = 28, places = side * side;

const cnn::Dataset& testImages(const QString& data) {
    static std::map<QString, cnn::DataSplit> known;
    const auto found = known.find(data);
    if (found != known.end()) return found->second.test;
    return known.emplace(data, data == "fashion" ? cnn::loadFashionMnist() : cnn::drawnDigits(1, 12000, 2000))
        .first->second.test;
}

Plane strip(const Planes& image) {
    Plane all{1, 0, {}};
    for (const Plane& plane : image) all.values.insert(all.values.end(), plane.values.begin(), plane.values.end());
    all.columns = static_cast<int>(all.values.size());
    return all;
}

Planes reordered(const Planes& image, const cnn::PixelOrder& order) {
    Planes all = image;
    for (std::size_t c = 0; c < all.size(); ++c)
        for (std::size_t i = 0; i < order.from.size(); ++i) all[c].values[i] = image[c].values[order.from[i]];
    return all;
}

// The program's own coloured picture, or the one grey channel.
Planes imageOf(const QJsonObject& scene) {
    const cnn::Dataset& set = testImages(scene["data"].toString());
    const auto grey = set.bytes(static_cast<std::size_t>(scene["image"].toInt()) % set.size());
    const bool colour = scene["colour"].toBool() && scene["stage"].toString() == "numbers";
    if (!colour) return {{side, side, {grey.begin(), grey.end()}}};
    Planes all;
    const std::vector<std::uint8_t> bytes = cnn::colourPicture();
    for (const auto channel : {0, 1, 2})
        all.push_back({side, side, {bytes.begin() + channel * places, bytes.begin() + (channel + 1) * places}});
    return all;
}

} // namespace

static QString gridsObjection(const Shown& shown) {
    // How images are brought to another shape is told by tests of their own.
    if (shown.scene["data"].toString() == "objects") return {};
    const Planes image = imageOf(shown.scene);
    const bool training = shown.scene["stage"].toString() == "training";
    const bool shuffled = training || shown.scene["shuffled"].toBool();
    const cnn::PixelOrder order = cnn::shuffledOrder(places, static_cast<std::uint64_t>(shown.scene["order"].toInt()));
    QString wrong = plain::difference("image", shown.find("image"), image);
    const Planes there = shuffled ? reordered(image, order) : image;
    if (wrong.isEmpty()) wrong = plain::difference("strip", shown.find("strip"), {strip(there)});
    if (wrong.isEmpty() && shuffled) wrong = plain::difference("shuffled image", shown.find("shuffled image"), there);
    if (!wrong.isEmpty() || training) return wrong;
    static const QRegularExpression pixel(
        "Row (\\d+), column (\\d+)\\..*?Its values? (?:is|are red, green, blue) ([\\d, ]+)\\.");
    const auto match = pixel.match(shown.words);
    const int y = match.captured(1).toInt(), x = match.captured(2).toInt();
    QStringList values;
    for (const Plane& plane : image)
        if (y >= 1 && x >= 1 && y <= side && x <= side) values << QString::number(plane.at(y - 1, x - 1));
    return match.captured(3) == values.join(", ") ? QString() : "It is " + values.join(", ") + ": " + match.captured();
}

static QString trainingObjection(const Shown& shown) {
    const QJsonObject& scene = shown.scene;
    // How images are brought to another shape is told by tests of their own.
    if (scene["data"].toString() == "cells") return {}; // the microscope's oracle knows them
    if (scene["view"].toString() == "dive") return {};  // test_dive.cpp knows it
    if (scene["imageSize"].toInt() != 0 || scene["colours"].toString() == "colour" ||
        scene["data"].toString() == "objects")
        return {};
    const cnn::LeNetOptions options{static_cast<cnn::ActivationKind>(
                                        QStringList{"relu", "tanh", "sigmoid"}.indexOf(scene["activation"].toString())),
                                    scene["pooling"].toString() == "max" ? cnn::PoolingKind::Max
                                                                         : cnn::PoolingKind::Average};
    const cnn::Network network = cnn::lenet5(options, static_cast<std::uint64_t>(scene["seed"].toInt()));
    cnn::Tensor image({1, side, side, 1});
    const QByteArray drawing = QByteArray::fromBase64(scene["drawing"].toString().toLatin1());
    const cnn::Dataset& set = testImages(scene["data"].toString());
    const std::size_t index = static_cast<std::size_t>(scene["testImage"].toInt()) % set.size();
    cnn::PixelOrder order = cnn::shuffledOrder(places, 1);
    if (scene["pixels"].toString() != "shuffled") std::iota(order.from.begin(), order.from.end(), 0);
    for (int i = 0; i < places; ++i)
        image.data()[i] =
            static_cast<float>(drawing.isEmpty() ? set.bytes(index)[order.from[static_cast<std::size_t>(i)]]
                                                 : static_cast<std::uint8_t>(drawing[i])) /
            255.0F;
    cnn::Trace trace;
    network.forward(image, trace);
    const cnn::Tensor shares = cnn::softmax(trace.output());
    const struct {
        const char* name;
        const cnn::Tensor& truth;
    } all[] = {{"input", trace.values[0]},          {"maps 6@28x28", trace.values[2]},
               {"pooled 6@14x14", trace.values[3]}, {"maps 16@10x10", trace.values[5]},
               {"pooled 16@5x5", trace.values[6]},  {"class probabilities", shares}};
    // Of other networks and other beginnings only what goes in is known here.
    const bool known = scene["model"].toString() == "lenet5" && scene["initialisation"].toString() == "usual" &&
                       scene["learned"].toInt() == 0 && !scene["separate"].toBool();
    for (const auto& [name, truth] : std::span(all, known ? std::size(all) : 1)) {
        const cnn::Tensor* is = shown.find(name);
        if (!is || is->size() != truth.size()) return QString("There are no numbers \"%1\".").arg(name);
        for (std::size_t i = 0; i < truth.size(); ++i)
            if (!(std::abs(is->values()[i] - truth.values()[i]) <= 1e-5F + 1e-5F * std::abs(truth.values()[i])))
                return QString("\"%1\" has %2 at %3; it is %4.")
                    .arg(name)
                    .arg(is->values()[i])
                    .arg(i)
                    .arg(truth.values()[i]);
    }
    for (std::size_t i = 0; known && i < 10; ++i) {
        const QString share = QString("%1 %2")
                                  .arg(QString::fromStdString(set.classNames[i]))
                                  .arg(100.0 * double{shares.values()[i]}, 0, 'f', 1);
        if (!shown.words.contains(share)) return "This is not said: " + share;
    }
    return {};
}

static const ListedOracle gridsAreListed("grids", gridsObjection), trainingIsListed("training", trainingObjection);

} // namespace ui
