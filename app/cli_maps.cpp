// maps: what one layer makes of one image.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/grid_file.h"
#include "app/labelled_images.h"
#include "app/map_files.h"
#include "core/base/error.h"
#include "core/onnx/onnx_file.h"
#include "ui/media/image_io.h"

namespace ui {
namespace {

using cnn::Tensor;

std::size_t layerIndex(const cnn::Network& network, const QString& name) {
    if (const auto index = network.find(name.toStdString())) return *index;
    QStringList names;
    for (std::size_t i = 0; i < network.size(); ++i) names << QString::fromStdString(network.name(i));
    throw cnn::Error(cnn::ErrorCode::Usage,
                     ("--layer " + name + ": the network has the layers " + names.join(", ") + ".").toStdString());
}

Tensor testImage(const Arguments& a, const QString& number) {
    if (!a.has("data")) throw cnn::Error(cnn::ErrorCode::Usage, "--image test:N needs --data.");
    const cnn::Dataset set = loadTestImages(a.text("data"), 1);
    bool ok = false;
    const std::size_t index = number.toUInt(&ok);
    if (!ok || index >= set.size())
        throw cnn::Error(cnn::ErrorCode::Usage,
                         "--image test:N: N is a whole number from 0 to " + std::to_string(set.size() - 1) + ".");
    Tensor image;
    set.gather(std::span(&index, 1), image);
    return image;
}

Tensor imageFor(const Arguments& a, const cnn::Shape& input) {
    const QString name = a.text("image");
    if (!name.startsWith("test:") && isPictureName(name)) return fitToNetwork(readPicture(name), input);
    Tensor image = name.startsWith("test:") ? testImage(a, name.mid(5)) : readGrid(name);
    if (image.shape() != input)
        throw cnn::Error(cnn::ErrorCode::Mismatch, name.toStdString() + " is " + cnn::text(image.shape()) +
                                                       ", the network reads " + cnn::text(input) + ".");
    return image;
}

void runMaps(const Arguments& a) {
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    const std::size_t layer = layerIndex(network, a.text("layer"));
    const Tensor image = imageFor(a, network.inputShape());
    cnn::Trace trace;
    network.forward(image, trace);
    const Tensor& maps = trace.values[layer + 1];
    if (!maps.allFinite())
        throw cnn::Error(cnn::ErrorCode::Diverged, "The values of layer " + a.text("layer").toStdString() +
                                                       " are beyond all bounds for this image.");
    const QDir folder = folderFor(a.text("o"));
    const MapFiles files = writeMaps(maps, a.text("layer"), folder);
    say(QString("%1: %2, colours from %3, written to %4.")
            .arg(a.text("layer"), QString::fromStdString(cnn::text(maps.shape())), files.range, folder.path()));
}

} // namespace

const Command mapsCommand{
    "maps",
    "MODEL",
    "Write the feature maps of a layer for one image: a picture each, a sheet, the numbers",
    "\nWritten to the folder: LAYER-1.png and so on, LAYER-sheet.png and LAYER.npy (channels, rows, columns) with the\n"
    "true values. All maps of the layer share one colour range: viridis from 0 to the largest value, or "
    "blue-white-red\n"
    "about zero when there are negative values. A picture is scaled to the network's input, 0 (black) to 1 (white);\n"
    "numbers (.csv, .npy) are taken as they are.\n"
    "\nExample: convscope maps lenet.onnx --image test:0 --data fashion --layer conv1 -o maps\n",
    {{"image", "FILE|test:N", "a picture, .csv, .npy, or image N of the test set of --data", "", Option::Required},
     {"data", "WHAT", dataHelp},
     {"layer", "NAME", "conv1, act1, pool1, ...", "", Option::Required},
     {"o", "DIR", "the folder; made when it is not there", "", Option::Required}},
    runMaps};

} // namespace ui
