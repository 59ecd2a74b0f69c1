// run: the outputs of a saved network for one input, to compare with any other program.
#include "app/cli_commands.h"
#include "app/console.h"
#include "app/grid_file.h"
#include "app/model_file.h"
#include "app/network_input.h"
#include "app/picture_options.h"
#include "core/base/error.h"
#include "core/base/save_file.h"
#include "core/network/pass.h"
#include "core/tensor/npy.h"
#include "core/tensor/number_text.h"
#include "ui/media/preprocessing.h"

#include <array>

namespace ui {
namespace {

using cnn::Shape;
using cnn::Tensor;

// Untouched: the same numbers in the same order.
Tensor numbersFor(const QString& path, const Shape& input) {
    const std::string name = path.toStdString();
    std::vector<Tensor> all = readKernels(path);
    const Shape is = all.front().shape();
    const bool isRow = is.c == 1 && is.h == 1 && all.front().size() == input.perImage();
    if (all.size() != 1 || (is != input && !isRow))
        throw cnn::Error(cnn::ErrorCode::Mismatch,
                         all.size() != 1
                             ? cnn::Message::tr("%1 holds %2 inputs of %3, the network reads one input of %4.", name,
                                                all.size(), cnn::text(is), cnn::text(input))
                             : cnn::Message::tr("%1 is %2, the network reads one input of %3.", name, cnn::text(is),
                                                cnn::text(input)));
    return Tensor(input, all.front().values());
}

// As a preset has it, or as the file says.
Preprocessing wayFor(const Arguments& a, const cnn::PictureScaling& scaling) {
    if (!a.has("preset")) return asFileSays(scaling);
    if (const PreprocessingPreset* preset = findPreset(a.text("preset"))) return preset->value;
    QStringList known;
    for (const PreprocessingPreset& preset : preprocessingPresets()) known << preset.id;
    throw cnn::Error(
        cnn::ErrorCode::Usage,
        cnn::Message::tr("--preset %1: known are %2.", a.text("preset").toStdString(), known.join(", ").toStdString()));
}

Tensor pictureFor(const Arguments& a, const cnn::Network& network, const cnn::PictureScaling& scaling) {
    const QString path = a.text("input");
    const Shape input = network.inputShape();
    const QImage picture = openPicture(path, pictureWishFor(a, network));
    if (input.c == 1 && !picture.allGray())
        say(QString("%1 is coloured; it goes through in grey, without its colour.").arg(path));
    const Preprocessing how = forChannels(wayFor(a, scaling), input.c);
    const PreprocessingPreset* preset = findPreset(a.text("preset"));
    say(QString("%1 is given as %2. %3")
            .arg(path, preset ? scalingText(how) : scalingText(scaling),
                 preset ? preset->source : QString::fromStdString(scaling.reason)));
    return networkInput(fittedPicture(picture, input, how), how);
}

bool isRowOfValues(const Shape& s) {
    return s.h == 1 && s.w == 1;
}

// Values in a row as one line; maps as their rows, a channel after the other with an empty line between.
std::string csvText(const Tensor& out) {
    const Shape& s = out.shape();
    const int columns = isRowOfValues(s) ? s.c : s.w;
    std::string text;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const bool endsLine = (i + 1) % static_cast<std::size_t>(columns) == 0;
        const bool endsMap = (i + 1) % (static_cast<std::size_t>(s.h) * static_cast<std::size_t>(s.w)) == 0;
        text += cnn::shortest(out.data()[i]) + (endsLine ? "\n" : ",");
        if (!isRowOfValues(s) && endsMap && i + 1 < out.size()) text += "\n";
    }
    return text;
}

std::string npyBytes(const Tensor& out) {
    const Shape& s = out.shape();
    const std::array<int, 3> maps{s.c, s.h, s.w};
    return cnn::toNpy(std::span(maps.data(), isRowOfValues(s) ? 1U : 3U), out.values());
}

void runRun(const Arguments& a) {
    const QString to = a.text("o"), from = a.text("input");
    if (a.has("o") && !to.endsWith(".npy") && !to.endsWith(".csv"))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("-o %1: outputs are written as .npy or as .csv.", to.toStdString()));
    if (a.has("preset") && !isPictureName(from))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         std::string("--preset is for pictures; the numbers of an .npy are taken as they are."));
    const cnn::OnnxModel model = openModel(a);
    const Shape input = model.network.inputShape();
    const Tensor in = isPictureName(from) ? pictureFor(a, model.network, model.card.scaling) : numbersFor(from, input);
    cnn::Pass pass(cnn::Pass::Keep::Nothing, model.network.size(), cnn::usefulThreads(model.network));
    const Tensor& out = pass.forward(model.network, in);
    if (!a.has("o")) return printResult(csvText(out));
    cnn::saveFile(pathFrom(to), to.endsWith(".npy") ? npyBytes(out) : csvText(out));
    say(QString("%1: %2, the output \"%3\".")
            .arg(to, QString::fromStdString(cnn::text(out.shape())), QString::fromStdString(model.card.output)));
}

} // namespace

const Command runCommand{
    "run",
    "MODEL",
    "What a saved network (.onnx) gives for one input: its outputs, to compare with any other program",
    "\nA .npy is taken untouched: channels, rows, columns, also with a 1 for the batch before them, or the numbers in "
    "a\n"
    "row, as a network of (batch, 784) wants them. A picture is scaled to the network's size, what is left over "
    "black,\n"
    "and its values are brought to those that the network expects, which is said (see info).\n"
    "The outputs are printed as CSV: values in a row, or maps one below the other.\n"
    "\nExamples: convscope run lenet.onnx --input digit.npy -o scores.npy\n"
    "          convscope run unet.onnx --input photo.jpg --size 3x256x256 --output mask -o mask.npy\n",
    withPictureOptions(
        {{"input", "FILE", "a .npy or a picture", "", Option::Required},
         {"preset", "NAME", "how a picture becomes numbers: torchvision, caffe or unit (default: as the file says)"},
         sizeOption,
         outputOption,
         {"o", "FILE", "where the outputs go: .npy or .csv"}}),
    runRun};

} // namespace ui
