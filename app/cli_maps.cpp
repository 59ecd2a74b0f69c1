// maps: what one layer makes of one image.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/labelled_images.h"
#include "app/network_input.h"
#include "app/picture_options.h"
#include "core/base/error.h"
#include "core/onnx/onnx_file.h"
#include "ui/export/map_export.h"

#include <QFileInfo>

namespace ui {
namespace {

MapLook lookOf(const Arguments& a) {
    return {a.choice<MapLook::Colours>("colours", {{"auto", MapLook::Automatic},
                                                   {"signed", MapLook::Signed},
                                                   {"viridis", MapLook::Viridis},
                                                   {"grey", MapLook::Grey}}),
            a.choice<MapLook::Scale>("scale", {{"layer", MapLook::Layer}, {"map", MapLook::EachMap}}),
            a.has("cell") ? a.whole("cell", 1, largestMapCell) : 0};
}

QStringList formatsOf(const Arguments& a) {
    QStringList known;
    for (const MapFormat& format : mapFormats()) known << format.id;
    const QStringList wanted = a.text("formats").split(',');
    for (const QString& format : wanted)
        if (!known.contains(format))
            throw cnn::Error(
                cnn::ErrorCode::Usage,
                ("--formats " + a.text("formats") + ": known are " + known.join(", ") + ".").toStdString());
    return wanted;
}

void runMaps(const Arguments& a) {
    const MapLook look = lookOf(a);
    const QStringList formats = formatsOf(a);
    NetworkExport from;
    from.network = std::make_shared<const cnn::Network>(cnn::loadOnnx(pathFrom(a.operand(0))));
    from.name = QFileInfo(a.operand(0)).fileName();
    const bool weights = a.has("kernels");
    if (!weights && !a.has("image"))
        throw cnn::Error(cnn::ErrorCode::Usage, cnn::Message::tr("--image is missing; only --kernels needs none."));
    if (!weights) {
        const NamedImage image = imageFor(a, *from.network);
        from.image = image.values;
        from.imageName = image.name;
    }
    const QString layer = a.text("layer");
    const MapSet maps = weights ? layerWeights(from, layer) : layerMaps(from, layer);
    const QDir folder(a.text("o"));
    writeMaps(maps, look, mapCaption(from, !weights), formats, folder);
    const QString range = look.scale == MapLook::Layer ? mapColours(maps, look)[0].range() : "each map's own";
    say(QString("%1, colours from %2, written to %3.").arg(maps.title, range, folder.path()));
}

} // namespace

const Command mapsCommand{
    "maps",
    "MODEL",
    "Write what a layer makes of one image, or its kernels: pictures, a sheet, the numbers",
    "\nWritten to the folder: LAYER-1.png and so on (LAYER-01.png where there are more than nine), LAYER-sheet.png\n"
    "and LAYER.npy (channels, rows, columns) with the true values; with --kernels LAYER-kernels-1.png and so on, or\n"
    "LAYER-kernels-01-1.png, a filter and its input map, LAYER-kernels-sheet.png, and LAYER-kernels.npy as PyTorch\n"
    "keeps them. Numbers are from 1.\n"
    "Colours are viridis from 0 to the largest value, or blue-white-red about zero when there are negative values. A\n"
    "value is a square of --cell pixels, 1 for a pixel a value. A picture is scaled to the network's input, 0 (black)\n"
    "to 1 (white); numbers (.csv, .npy) are taken as they are.\n"
    "\nExamples: convscope maps lenet.onnx --image test:1 --data fashion --layer conv1 -o maps\n"
    "          convscope maps lenet.onnx --kernels --layer conv2 --scale map --formats svg,pdf,csv -o maps\n",
    withPictureOptions({{"image", "FILE|test:N", "a picture, .csv, .npy, or image N of the test set of --data, from 1"},
                        {"data", "WHAT", dataHelp},
                        turnedOption,
                        {"layer", "NAME", "input, conv1, act1, pool1, ...", "", Option::Required},
                        {"kernels", "", "the layer's kernels (or weights) instead of its maps"},
                        {"colours", "NAME", "auto, signed, viridis or grey", "auto"},
                        {"scale", "NAME", "largest value in the layer, or in each map: layer or map", "layer"},
                        {"cell", "N", "pixels a value, 1 to 64 (default: so that a map is about 224 pixels)"},
                        {"formats", "LIST", "of png, sheet (PNG), svg, pdf (of the sheet), npy, csv", "png,sheet,npy"},
                        {"o", "DIR", "the folder; made when it is not there", "", Option::Required}}),
    runMaps,
    true};

} // namespace ui
