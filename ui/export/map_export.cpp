#include "ui/export/map_export.h"

#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/layers/catalog.h"
#include "core/layers/partial_conv2d.h"
#include "core/tensor/npy.h"
#include "core/tensor/tensor_text.h"
#include "ui/export/export_format.h"
#include "ui/export/folder.h"
#include "ui/figure/number_text.h"
#include "ui/tr.h"

namespace ui {
namespace {

constexpr int mostPictures = 4096;
constexpr double longestSide = 16384;

std::size_t layerIndex(const cnn::Network& network, const QString& name) {
    if (const auto index = network.find(name.toStdString())) return *index;
    throw cnn::Error(
        cnn::ErrorCode::Usage,
        ("There is no layer \"" + name + "\"; the network has " + mapLayers(network).join(", ") + ".").toStdString());
}

QString size(const cnn::Shape& s) {
    return QString("%1 × %2").arg(s.h).arg(s.w);
}

// Values that are no maps, in a row.
cnn::Tensor inARow(const cnn::Tensor& values) {
    return {{1, 1, static_cast<int>(values.size()), 1}, values.values()};
}

using File = MapFormat::File;

QByteArray bytesOf(const std::string& text) {
    return QByteArray::fromStdString(text);
}

// "conv1-03.png", "conv2-kernels-03-2.png": filter and input map, from 1; one map needs no number.
QString mapName(const MapSet& maps, int map, const char* suffix) {
    const auto number = [](int index, int count) {
        return QString("-%1").arg(index + 1, static_cast<int>(QString::number(count).size()), 10, QChar('0'));
    };
    QString name = maps.name;
    if (maps.columns > 0)
        name += number(map / maps.columns, maps.count() / maps.columns) + number(map % maps.columns, maps.columns);
    else if (maps.count() > 1)
        name += number(map, maps.count());
    return name + suffix;
}

std::vector<File> pictures(const MapSet& maps, const MapLook& look, const QStringList&) {
    std::vector<File> files;
    const auto colours = mapColours(maps, look);
    for (int i = 0; i < maps.count(); ++i)
        files.push_back({mapName(maps, i, ".png"),
                         pngBytes(mapPicture(maps, i, colours[static_cast<std::size_t>(i)], mapCell(maps, look)))});
    return files;
}

template<const char* suffix>
std::vector<File> sheet(const MapSet& maps, const MapLook& look, const QStringList& caption) {
    const MapSheet figure(maps, look, caption);
    const QString name = maps.name + "-sheet." + suffix;
    return {{name, formatFor(name).write(figure, Style{}, 1)}};
}
constexpr char asPng[] = "png", asSvg[] = "svg", asPdf[] = "pdf";

std::vector<File> numpy(const MapSet& maps, const MapLook&, const QStringList&) {
    return {{maps.name + ".npy", bytesOf(cnn::toNpy(maps.extents, maps.values.values()))}};
}

std::vector<File> tables(const MapSet& maps, const MapLook&, const QStringList&) {
    std::vector<File> files;
    const cnn::Shape one{1, maps.values.shape().h, maps.values.shape().w, 1};
    for (int i = 0; i < maps.count(); ++i)
        files.push_back({mapName(maps, i, ".csv"), bytesOf(cnn::toCsv(cnn::Tensor(one, maps.map(i))))});
    return files;
}

const MapFormat mapFormatList[] = {
    {"png", "Each map as PNG", pictures},         {"sheet", "All on a sheet, PNG", sheet<asPng>},
    {"svg", "All on a sheet, SVG", sheet<asSvg>}, {"pdf", "All on a sheet, PDF", sheet<asPdf>},
    {"npy", "The numbers, NumPy's NPY", numpy},   {"csv", "The numbers, a CSV a map", tables},
};

// One map of outputs x inputs; where the inputs are the cells of one map, as an MLP's pixels, a map an output instead.
MapSet denseWeights(const cnn::Network& network, std::size_t layer, const QString& name,
                    std::span<const float> weight) {
    const cnn::LayerInfo info = network.layer(layer).info();
    const std::size_t read = network.reads(layer)[0];
    cnn::Shape cells = info.window || read == 0 ? cnn::Shape{} : network.valueShape(read);
    if (read > 0 && cnn::factsOf(network.layer(read - 1).info().kind).onlyShape)
        cells = network.valueShape(network.reads(read - 1)[0]);
    const bool asMaps = cells.c == 1 && cells.h > 1 && cells.w > 1;
    const cnn::Shape shape =
        asMaps ? cnn::Shape{info.outputs, cells.h, cells.w, 1} : cnn::Shape{1, info.outputs, info.inputs, 1};
    const QString title = QString("%1: ").arg(QString::fromStdString(network.name(layer))) +
                          tr("weights of %1 on ").arg(counted(info.outputs, tr("output"), tr("outputs"))) +
                          (asMaps ? size(cells) : counted(info.inputs, tr("input"), tr("inputs")));
    return {name + "-weights", title, cnn::Tensor(shape, weight), {info.outputs, info.inputs}, 0};
}

void requireRoom(const MapSet& maps, const MapLook& look, const QStringList& caption, const QStringList& wanted) {
    if (wanted == QStringList{"npy"}) return;
    if (maps.count() > mostPictures)
        throw cnn::Error(cnn::ErrorCode::TooLarge,
                         QString("%1: these are too many for pictures and tables, of which there may be %2; npy holds "
                                 "them all.")
                             .arg(maps.title)
                             .arg(mostPictures)
                             .toStdString());
    const QSizeF size = MapSheet(maps, look, caption).size();
    if (std::max(size.width(), size.height()) > longestSide)
        throw cnn::Error(cnn::ErrorCode::TooLarge, QString("The sheet would be %1 × %2 pixels, %3 is the most for a "
                                                           "side; take fewer pixels a value.")
                                                       .arg(qRound(size.width()))
                                                       .arg(qRound(size.height()))
                                                       .arg(qRound(longestSide))
                                                       .toStdString());
}

} // namespace

QStringList mapLayers(const cnn::Network& network) {
    QStringList names;
    if (!network.find("input")) names << "input";
    for (std::size_t i = 0; i < network.size(); ++i) names << QString::fromStdString(network.name(i));
    return names;
}

bool hasWeights(const cnn::Network& network, const QString& layer) {
    const auto index = network.find(layer.toStdString());
    return index && !network.layer(*index).parameters().empty();
}

MapSet layerMaps(const NetworkExport& from, const QString& layer) {
    const cnn::Network& network = *from.network;
    const bool input = layer == "input" && !network.find("input");
    const std::size_t value = input ? 0 : layerIndex(network, layer) + 1;
    cnn::Trace trace;
    network.forward(from.image, trace);
    const cnn::Tensor& maps = trace.values[value];
    if (!maps.allFinite())
        throw cnn::Error(cnn::ErrorCode::Diverged,
                         "The values of layer " + layer.toStdString() + " are beyond all bounds for this image.");
    const cnn::Shape& s = maps.shape();
    MapSet set{fileNameFor(layer), layer + ": ", maps, {s.c, s.h, s.w}, 0, input};
    if (s.h * s.w > 1) {
        set.title += counted(s.c, tr("map"), tr("maps")) + tr(" of ") + size(s);
        return set;
    }
    set.values = inARow(maps);
    set.title += counted(s.c, tr("value"), tr("values"));
    return set;
}

MapSet layerWeights(const NetworkExport& from, const QString& layer) {
    const cnn::Network& network = *from.network;
    const cnn::Layer& which = network.layer(layerIndex(network, layer));
    if (which.parameters().empty())
        throw cnn::Error(cnn::ErrorCode::Usage, "Layer " + layer.toStdString() + " has no weights.");
    const cnn::LayerInfo info = which.info();
    const auto* partial = dynamic_cast<const cnn::PartialConv2d*>(&which);
    const cnn::Tensor weight = partial ? partial->fullWeight() : which.parameters()[0].value;
    if (!weight.allFinite())
        throw cnn::Error(cnn::ErrorCode::Diverged,
                         "The weights of layer " + layer.toStdString() + " are beyond all bounds.");
    const cnn::Shape s{info.outputs * info.inputs, info.window ? info.window->y.kernel : 1,
                       info.window ? info.window->x.kernel : 1, 1};
    const QString name = fileNameFor(layer);
    const auto count = static_cast<int>(weight.size());
    if (weight.size() != s.count()) // one number a map, as a subsampling has
        return {name + "-weights",
                tr("%1: %2").arg(layer, counted(count, tr("weight"), tr("weights"))),
                inARow(weight),
                {count},
                0};
    if (s.h * s.w == 1) return denseWeights(network, *network.find(layer.toStdString()), name, weight.values());
    const QString kernels = counted(info.outputs, tr("filter"), tr("filters")) + tr(" of ") + size(s);
    const QString deep = info.inputs > 1 ? tr(" on %1 maps").arg(info.inputs) : QString();
    return {name + "-kernels",
            layer + ": " + kernels + deep,
            cnn::Tensor(s, weight.values()),
            {info.outputs, info.inputs, s.h, s.w},
            info.inputs > 1 ? info.inputs : 0};
}

std::span<const MapFormat> mapFormats() {
    return mapFormatList;
}

QStringList mapCaption(const NetworkExport& network, bool ofImage) {
    QStringList caption{network.name};
    if (ofImage) caption << network.imageName;
    caption.removeAll({});
    return caption;
}

void writeMaps(const MapSet& maps, const MapLook& look, const QStringList& caption, const QStringList& wanted,
               const QDir& folder) {
    requireRoom(maps, look, caption, wanted);
    makeFolder(folder);
    cnn::Outputs outputs;
    for (const MapFormat& format : mapFormatList) {
        if (!wanted.contains(format.id)) continue;
        for (const File& file : format.files(maps, look, caption))
            outputs.make([&] { cnn::saveFile(pathIn(folder, file.name), file.bytes.toStdString()); });
    }
    outputs.orThrow();
}

} // namespace ui
