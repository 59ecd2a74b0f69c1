#include "ui/export/torch_folder.h"

#include "core/base/outputs.h"
#include "core/base/save_file.h"
#include "core/data/sources.h"
#include "core/onnx/onnx_file.h"
#include "core/tensor/npy.h"
#include "core/tensor/npz.h"
#include "ui/export/folder.h"
#include "ui/export/torch_layers.h"
#include "ui/export/torch_script.h"

namespace ui {
namespace {

std::vector<int> extents(const cnn::LayerInfo& layer, const cnn::Parameter& parameter) {
    if (parameter.name != "weight") return {static_cast<int>(parameter.value.size())};
    return torchLayer(layer.kind).weight(layer);
}

std::string weights(const cnn::Network& network, cnn::LossKind loss) {
    std::vector<std::string> names = torchParameters(network, loss);
    std::vector<cnn::NpyArray> arrays;
    for (std::size_t i = 0; i < network.size(); ++i)
        for (const cnn::Parameter& p : network.layer(i).parameters())
            arrays.push_back({std::move(names[arrays.size()]), extents(network.layer(i).info(), p), p.value.values()});
    return cnn::toNpz(arrays);
}

} // namespace

void writeTorchFolder(const NetworkExport& run, const QDir& folder) {
    const cnn::Network& network = *run.network;
    cnn::Trace trace;
    network.forward(run.image, trace);
    const bool beside = run.imagesFolder.isEmpty();
    const std::pair<const char*, std::string> files[] = {
        {torch_files::network, cnn::toOnnx(network)},
        {torch_files::weights, weights(network, run.settings.loss)},
        {torch_files::image, cnn::toNpy(run.image)},
        {torch_files::output, cnn::toNpy(trace.output())},
        {torch_files::script,
         torchScript(network, run.settings, beside ? QString(torch_files::data) : run.imagesFolder).toStdString()},
    };
    makeFolder(folder);
    cnn::Outputs outputs;
    for (const auto& file : files) outputs.make([&] { cnn::saveFile(pathIn(folder, file.first), file.second); });
    if (beside && run.data)
        outputs.make([&] {
            makeFolder(folder.filePath(torch_files::data));
            cnn::saveIdxFolder(*run.data, pathIn(folder, torch_files::data));
        });
    outputs.orThrow();
}

} // namespace ui
