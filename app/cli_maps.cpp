// maps: what one layer makes of one image.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "app/map_files.h"
#include "app/network_input.h"
#include "core/base/error.h"
#include "core/onnx/onnx_file.h"

namespace ui {
namespace {

void runMaps(const Arguments& a) {
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    const std::size_t layer = layerNamed(network, a.text("layer"));
    const cnn::Tensor image = imageFor(a, network.inputShape());
    cnn::Trace trace;
    network.forward(image, trace);
    const cnn::Tensor& maps = trace.values[layer + 1];
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
