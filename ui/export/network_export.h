// A network with what belongs to it, as a value: what a page, or the command line, hands to the exports.
#pragma once

#include "core/network/network.h"
#include "core/train/trainer.h"
#include "ui/figure/run_chart.h"

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace ui {

// One moment of a run.
struct TrainingFrame {
    double progress = 0; // epochs
    std::shared_ptr<const cnn::Network> network;
    std::optional<double> accuracy{}; // 0 .. 1, where it is known
    std::optional<double> psnr{};     // dB, instead, of pictures that are given back
    bool validation = false;          // accuracy or PSNR: of validation images, not of test images
};

struct NetworkExport {
    std::shared_ptr<const cnn::Network> network; // never null
    QString name;                                // for captions: "lenet.onnx"
    cnn::Tensor image;                           // what goes through it; of its input shape
    QString imageName;                           // "Test image 3: Sneaker"
    cnn::TrainingSettings settings{};
    // Its images: the folder where MNIST's files with them lie, or, when there is no such folder, the images; neither
    // when none are known.
    QString imagesFolder{};
    std::shared_ptr<const cnn::DataSplit> data{};
    // How it became what it is; empty when that is not known. The film is only made when it is asked for, while the
    // page lives.
    RunCourse course{};
    std::function<std::vector<TrainingFrame>()> film{};
};

} // namespace ui
