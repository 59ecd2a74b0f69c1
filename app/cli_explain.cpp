// explain: where a network looks in an image, and what its filters look for.
#include "app/cell_options.h"
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/explain_files.h"
#include "app/labelled_images.h"
#include "app/network_input.h"
#include "app/picture_options.h"
#include "app/training_run.h"
#include "core/explain/ascent.h"
#include "core/explain/gradient_maps.h"
#include "core/explain/inside.h"
#include "core/explain/knock_out.h"
#include "core/explain/occlusion.h"
#include "core/explain/on_input.h"
#include "core/explain/share_on.h"
#include "core/layers/losses.h"
#include "core/onnx/onnx_file.h"
#include "ui/figure/number_text.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ui {
namespace {

[[noreturn]] void refuse(const QString& sentence) {
    throw cnn::Error(cnn::ErrorCode::Usage, sentence.toStdString());
}

QString needed(const Arguments& a, const char* option) {
    if (!a.has(option))
        refuse(QString("--method %1 needs %2%3.").arg(a.text("method"), *option == 'o' ? "-" : "--", option));
    return a.text(option);
}

// --layer, a convolution; the last one when it is not given.
std::size_t convolution(const Arguments& a, const cnn::Network& network) {
    const auto layers = cnn::filterLayers(network);
    if (layers.empty()) throw cnn::Error(cnn::ErrorCode::Mismatch, cnn::Message::tr("The network has no convolution."));
    if (!a.has("layer")) return layers.back();
    const std::size_t layer = layerNamed(network, a.text("layer"));
    if (std::ranges::find(layers, layer) == layers.end())
        refuse("--layer " + a.text("layer") + " is no convolution; try " +
               QString::fromStdString(network.name(layers.back())) + ".");
    return layer;
}

void requireClasses(const cnn::Network& network) {
    if (!cnn::tellsClasses(network))
        throw cnn::Error(cnn::ErrorCode::Mismatch, cnn::Message::tr("The network tells no classes: its output is %1.",
                                                                    cnn::text(network.outputShape())));
}

cnn::Dataset imagesFor(const Arguments& a, const cnn::Network& network) {
    const cnn::Dataset set = loadTestImages(needed(a, "data"), 1, dataWishFor(a, network));
    if (set.shape != network.inputShape())
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         cnn::Message::tr("The images are %1, the network reads %2.", cnn::text(set.shape),
                                          cnn::text(network.inputShape())));
    return set;
}

void requireFinite(std::span<const float> values, const char* what) {
    if (!std::ranges::all_of(values, [](float v) { return std::isfinite(v); }))
        throw cnn::Error(cnn::ErrorCode::Diverged, cnn::Message::tr("%1 are beyond all bounds.", std::string(what)));
}

// ---- one image ------------------------------------------------------------------------------------------------------

struct OneImage {
    cnn::Network network;
    cnn::Tensor image;
    cnn::Trace trace;
    int k = 0; // the class that is explained
    double share = 0;

    explicit OneImage(const Arguments& a) : network(cnn::loadOnnx(pathFrom(a.operand(0)))) {
        requireClasses(network);
        needed(a, "image");
        image = imageFor(a, network).values;
        network.forward(image, trace);
        if (!trace.output().allFinite())
            throw cnn::Error(cnn::ErrorCode::Diverged,
                             cnn::Message::tr("The network's output is beyond all bounds for this image."));
        if (a.has("class"))
            k = classNamed(network, a.text("class"));
        else
            trace.output().array().maxCoeff(&k);
        share = static_cast<double>(cnn::softmax(trace.output()).at(k, 0, 0));
    }
    // The numbers as they are, and laid over the image.
    void write(const Arguments& a, const QString& name, const cnn::Tensor& numbers, const cnn::Tensor& map) const {
        requireFinite(numbers.values(), "The numbers of this map");
        const QDir folder = folderFor(needed(a, "o"));
        const QString range = writeOverlay(image, numbers, map, name, folder);
        say(QString("%1 for %2 (%3): colours from %4, written to %5.")
                .arg(name, className(network, k), percent(share), range, folder.path()));
        tellShare(a, name, map);
    }

private:
    // Of a cell the mask is known, and so how much of the map lies on it.
    void tellShare(const Arguments& a, const QString& name, const cnn::Tensor& map) const {
        const auto mask = cellMaskOf(a.text("image"), a.text("data"), dataWishFor(a, network), 1);
        if (!mask) return;
        const std::optional<double> on = cnn::shareOn(map, *mask);
        if (!on) say("Nowhere does the map speak for the class: there is no share on the cell.");
        printJsonLine({{"map", name},
                       {"class", className(network, k)},
                       {"share_on_cell", on ? QJsonValue(*on) : QJsonValue()},
                       {"cell_share_of_pixels", cnn::shareOfPixels(*mask)}});
    }
};

void runSaliency(const Arguments& a) {
    const OneImage one(a);
    const cnn::Tensor map = cnn::saliency(one.network, one.trace, one.k);
    one.write(a, "saliency", map, map);
}

void runGradCam(const Arguments& a) {
    const OneImage one(a);
    const std::size_t layer = convolution(a, one.network);
    const cnn::Tensor map = cnn::gradCam(one.network, one.trace, layer, one.k);
    const cnn::MapPlace place = cnn::placeOnInput(one.network, cnn::activatedValue(one.network, layer));
    one.write(a, "gradcam-" + QString::fromStdString(one.network.name(layer)), map,
              cnn::onInput(map, place, one.network.inputShape()));
}

// --baseline, or --grey as ever.
cnn::OcclusionSettings squareOf(const Arguments& a, int side, int stride) {
    using cnn::OcclusionBaseline;
    cnn::OcclusionSettings square{side, stride, static_cast<float>(a.number("grey"))};
    if (!(square.grey >= 0 && square.grey <= 1)) refuse("--grey is a number from 0 (black) to 1 (white).");
    if (!a.has("baseline")) return square;
    if (a.has("grey")) refuse("--baseline and --grey both say what the square is filled with: leave one out.");
    square.baseline = a.choice<OcclusionBaseline>("baseline", {{"black", OcclusionBaseline::Black},
                                                               {"mean", OcclusionBaseline::Mean},
                                                               {"white", OcclusionBaseline::White},
                                                               {"blur", OcclusionBaseline::Blur}});
    return square;
}

void runOcclusion(const Arguments& a) {
    const OneImage one(a);
    const cnn::Shape input = one.network.inputShape();
    const int longer = std::max(input.h, input.w);
    const int side = a.has("side") ? a.whole("side", 1, longer) : std::max(1, longer / 4);
    const int usual = std::min(side, std::max(1, longer / 28)); // nothing stays uncovered
    const cnn::OcclusionSettings square = squareOf(a, side, a.has("stride") ? a.whole("stride", 1, longer) : usual);
    const cnn::OcclusionMap map = cnn::occlusionMap(one.network, one.image, one.k, square).orThrow();
    const cnn::Tensor lost = cnn::influence(map);
    one.write(a, "occlusion", map.probability, cnn::onInput(lost, cnn::placeOfCells(square.stride), input));
    const auto most = [](float change) { return percent(static_cast<double>(std::max(0.0F, change))); };
    say(QString("Squares of %1 pixels, one every %2: covering costs up to %3 of the probability, and adds up to %4.")
            .arg(square.side)
            .arg(square.stride)
            .arg(most(lost.array().maxCoeff()), most(-lost.array().minCoeff())));
}

// ---- filters --------------------------------------------------------------------------------------------------------

void runPatches(const Arguments& a) {
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    const std::size_t layer = convolution(a, network);
    const cnn::Dataset set = imagesFor(a, network);
    const QDir folder = folderFor(needed(a, "o"));
    const auto lists = cnn::topPatches(network, layer, set,
                                       {static_cast<std::size_t>(a.whole("images", 1, 1'000'000)),
                                        static_cast<std::size_t>(a.whole("best", 1, 100))})
                           .orThrow();
    for (const auto& list : lists)
        for (const cnn::Patch& patch : list) requireFinite(std::span(&patch.value, 1), "The layer's values");
    const QString name = QString::fromStdString(network.name(layer));
    writePatches(network, layer, set, lists, name, folder);
    say(QString("%1: the patches that excite its %2 filters most, written to %3.")
            .arg(name)
            .arg(lists.size())
            .arg(folder.path()));
}

// Of a convolution the filters, of any other layer its outputs: of the last one the classes.
void runAscent(const Arguments& a) {
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    const std::size_t layer = a.has("layer") ? layerNamed(network, a.text("layer")) : convolution(a, network);
    const QDir folder = folderFor(needed(a, "o"));
    std::vector<int> channels(static_cast<std::size_t>(network.outputShape(layer).c));
    std::iota(channels.begin(), channels.end(), 0);
    cnn::AscentSettings settings;
    settings.seed = a.seed("seed");
    const cnn::Ascent found = cnn::ascend(network, layer + 1, channels, settings).orThrow();
    requireFinite(found.after, "What the pictures excite");
    const QString name = QString::fromStdString(network.name(layer));
    writeAscent(found.pictures, name, folder);
    say(QString("%1: a picture that excites each of its %2 channels, written to %3.")
            .arg(name)
            .arg(channels.size())
            .arg(folder.path()));
}

void runKnockOut(const Arguments& a) {
    const cnn::Network network = cnn::loadOnnx(pathFrom(a.operand(0)));
    requireClasses(network);
    const std::size_t layer = convolution(a, network);
    const cnn::Dataset set = loadTestImagesFor(network, a.operand(0), needed(a, "data"), 1, dataWishFor(a, network));
    const cnn::KnockOut found =
        cnn::knockOut(network, layer, set, static_cast<std::size_t>(a.whole("images", 1, 1'000'000))).orThrow();
    const QString name = QString::fromStdString(network.name(layer));
    printJsonLine({{"layer", name},
                   {"images", static_cast<qint64>(found.images)},
                   {"of_test_images", static_cast<qint64>(set.size())},
                   {"accuracy", found.whole}});
    for (std::size_t f = 0; f < found.without.size(); ++f)
        printJsonLine({{"without", static_cast<qint64>(f) + 1}, {"accuracy", found.without[f]}});
}

void runExplain(const Arguments& a) {
    const Arguments::Choices<void (*)(const Arguments&)> methods{
        {"saliency", runSaliency}, {"gradcam", runGradCam}, {"occlusion", runOcclusion},
        {"patches", runPatches},   {"ascent", runAscent},   {"knockout", runKnockOut}};
    a.choice("method", methods)(a);
}

} // namespace

const Command explainCommand{
    "explain",
    "MODEL",
    "Where a network looks in an image, and what its filters look for",
    "\nOf one image (--image), for the predicted class or --class:\n"
    "  saliency   how steeply the class's score rises with each pixel\n"
    "  gradcam    where a convolution finds what speaks for the class\n"
    "  occlusion  the probability of the class while a square covers a part of the image\n"
    "Written are saliency.npy, gradcam-LAYER.npy or occlusion.npy with the numbers, and the same name with .png:\n"
    "viridis over the grey image (of occlusion what is lost). The classes of a network that names none are 0, 1, ...,\n"
    "as labels are in files. What a square is filled with is a choice: black on a black background covers nothing.\n"
    "Of a cell (--data cells) the place is known: a JSON object on stdout gives the share of the map's positive "
    "values\nthat lies on it, null where there are none, beside the share of the pixels that it has.\n"
    "\nOf the filters of a convolution:\n"
    "  patches    the windows of the test images (--data) that excite each most: LAYER-patches.png, a sheet, and\n"
    "             LAYER-patches.csv, where filters, ranks, images, rows and columns count from 1\n"
    "  ascent     a picture that excites each most, from noise by gradient ascent; of the last layer one a class:\n"
    "             LAYER-ascent.png, a sheet, and LAYER-ascent.npy\n"
    "  knockout   the accuracy on the first --images test images of --data, whole and with each filter set to zero,\n"
    "             one JSON object a line\n"
    "\nExample: convscope explain lenet.onnx --method occlusion --image test:1 --data fashion -o looks\n",
    withPictureOptions(
        {{"method", "NAME", "saliency, gradcam, occlusion, patches, ascent or knockout", "", Option::Required},
         {"image", "FILE|test:N", "a picture, .csv, .npy, or image N of the test set of --data, from 1"},
         {"data", "WHAT", dataHelp},
         turnedOption,
         {"class", "NAME", "a class by name; by number, from 1, where none is named so (default: the predicted one)"},
         {"layer", "NAME", "conv1, conv2, ... (default: the last convolution)"},
         {"side", "N", "of the square, pixels (default: a quarter of the image)"},
         {"stride", "N", "pixels from one square to the next, at most the side (default: 28 in a row)"},
         {"grey", "V", "of the square, 0 black to 1 white", "0"},
         {"baseline", "NAME", "instead of --grey: black, mean (of the image), white or blur (the image, blurred)"},
         {"images", "N", "test images that are looked at, from the first", "1000"},
         {"best", "N", "patches a filter", "9"},
         {"seed", "N", "of the noise that an ascent begins with", "1"},
         {"o", "DIR", "the folder; made when it is not there"}}),
    runExplain};

} // namespace ui
