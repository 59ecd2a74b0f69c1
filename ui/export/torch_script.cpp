#include "ui/export/torch_script.h"

#include "core/layers/activation.h"
#include "core/layers/catalog.h"
#include "ui/export/torch_graph_layers.h"
#include "ui/export/torch_layers.h"
#include "ui/export/torch_noise.h"

#include <QLocale>
#include <map>

namespace ui {
namespace {

struct Module {
    QString code, layer;              // the layer's name, or why the module is there
    int parametersOf = -1;            // index of the layer whose parameters it holds
    std::vector<std::size_t> reads{}; // values: 0 is the image, i + 1 what module i gives
};

// A value of the network in PyTorch: what number it has among those of the modules, and how many axes.
struct Value {
    std::size_t number = 0;
    cnn::Rank rank = cnn::Rank::Image;
};

// nn.Sequential's members, or Graph's.
std::vector<Module> modulesOf(const cnn::Network& network, cnn::LossKind loss) {
    std::vector<Module> modules;
    std::vector<Value> values{{}};
    // The value as this rank wants it.
    const auto flattened = [&](Value value, cnn::Rank wanted) {
        if (wanted != cnn::Rank::Flat || value.rank == cnn::Rank::Flat) return value;
        modules.push_back({"nn.Flatten()", "", -1, {value.number}});
        return Value{modules.size(), cnn::Rank::Flat};
    };
    for (std::size_t i = 0; i < network.size(); ++i) {
        const cnn::Layer& layer = network.layer(i);
        const cnn::LayerKind& facts = cnn::factsOf(layer.info().kind);
        std::vector<std::size_t> reads;
        Value made = values[network.reads(i)[0]];
        for (const std::size_t read : network.reads(i)) {
            const Value value = flattened(values[read], facts.rankIn);
            if (reads.empty()) made = value;
            reads.push_back(value.number);
        }
        for (const QString& code : torchLayer(layer.info().kind).modules(layer)) {
            modules.push_back({code, QString::fromStdString(network.name(i)).simplified(), -1, reads});
            reads = {modules.size()};
        }
        if (!layer.parameters().empty()) modules.back().parametersOf = static_cast<int>(i);
        made.number = reads[0];
        if (facts.rankOut != cnn::Rank::Any) made.rank = facts.rankOut;
        values.push_back(made);
    }
    if (!cnn::isReconstruction(loss)) flattened(values.back(), cnn::Rank::Flat);
    if (network.isChain()) return modules;
    for (Module& m : modules) {
        for (const std::size_t read : m.reads) m.code += QString(", %1").arg(read);
        m.code = '(' + m.code + ')';
    }
    return modules;
}

// A module a line, or more; behind its last one what it is called in ConvScope.
QString listed(const std::vector<Module>& modules) {
    const auto lastLine = [](const Module& m) { return m.code.section('\n', -1) + ","; };
    qsizetype widest = 0;
    for (const Module& m : modules) widest = std::max(widest, lastLine(m).size());
    const QString indent(8, ' ');
    QString text;
    for (const Module& m : modules) {
        QStringList lines = m.code.split('\n');
        lines.back() = m.layer.isEmpty() ? lastLine(m) : lastLine(m).leftJustified(widest) + "  # " + m.layer;
        text += indent + lines.join('\n' + indent) + '\n';
    }
    return text;
}

QString helpersOf(const cnn::Network& network) {
    QStringList helpers;
    if (!network.isChain()) helpers << torchGraph;
    for (std::size_t i = 0; i < network.size(); ++i) {
        const TorchLayer twin = torchLayer(network.layer(i).info().kind);
        const QString helper = twin.helper ? twin.helper(network.layer(i)) : QString();
        if (!helper.isEmpty() && !helpers.contains(helper)) helpers << helper;
    }
    return helpers.isEmpty() ? QString() : helpers.join("\n\n") + "\n\n";
}

// As Python writes a string.
QString quoted(const QString& text) {
    QString inside;
    for (const QChar c : text) {
        if (c == '\\' || c == '"') inside += '\\';
        inside += c < ' ' ? QString("\\x%1").arg(c.unicode(), 2, 16, QChar('0')) : QString(c);
    }
    return '"' + inside + '"';
}

QString shortest(double value) {
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QString optimizerOf(const cnn::TrainingSettings& s) {
    const bool adam = s.optimizer == cnn::OptimizerKind::Adam;
    return QString("torch.optim.%1(model.parameters(), lr=args.lr").arg(adam ? "Adam" : "SGD") +
           (adam ? "" : ", momentum=" + shortest(s.momentum)) +
           (s.weightDecay > 0 ? ", weight_decay=" + shortest(s.weightDecay) : "") + ")";
}

// The line that makes the schedule, and the one that moves it on after a batch or an epoch.
struct Schedule {
    QString made, afterBatch, afterEpoch;
};
Schedule scheduleOf(const cnn::TrainingSettings& s) {
    const QString made = "    schedule = torch.optim.lr_scheduler.", step = "        schedule.step()\n";
    switch (s.schedule) {
    case cnn::ScheduleKind::Step:
        return {made + QString("StepLR(optimizer, %1, %2)\n").arg(s.scheduleEvery).arg(shortest(s.scheduleFactor)), "",
                step};
    case cnn::ScheduleKind::Cosine:
        return {made + "CosineAnnealingLR(optimizer, args.epochs * len(batches))\n", "    " + step, ""};
    case cnn::ScheduleKind::Constant:
        break;
    }
    return {};
}

// probabilities: the network ends in a sigmoid of its own.
QString lossOf(cnn::LossKind loss, bool probabilities) {
    switch (loss) {
    case cnn::LossKind::SoftmaxCrossEntropy:
        return "F.cross_entropy(outputs, labels)  # softmax inside: the outputs are logits";
    case cnn::LossKind::SquaredError:
        return "((outputs - F.one_hot(labels, outputs.shape[1])) ** 2).sum(1).mean()";
    case cnn::LossKind::ReconstructionEntropy:
        return probabilities ? "F.binary_cross_entropy(outputs, images)  # the target is the clean image"
                             : "F.binary_cross_entropy_with_logits(outputs, images)  # the target is the clean image";
    case cnn::LossKind::Reconstruction:
        break;
    }
    return "F.mse_loss(outputs, images)  # the target is the clean image";
}

bool endsInSigmoid(const cnn::Network& network) {
    return network.layer(network.size() - 1).info().kind == cnn::Activation::facts(cnn::ActivationKind::Sigmoid).kind;
}

// What is measured of the test images: a line in the loop over them, and the sentence at its end.
struct Measure {
    QString line, sentence;
};
Measure measureOf(cnn::LossKind loss, bool probabilities) {
    if (!cnn::isReconstruction(loss))
        return {"        right += (outputs.argmax(1) == labels).sum().item()\n",
                R"(f"test loss {loss / len(test):.4f}, test accuracy {right / len(test):.2%}")"};
    const bool logits = loss == cnn::LossKind::ReconstructionEntropy && !probabilities;
    return {QString("        pictures = %1\n"
                    "        right += ((pictures - images) ** 2).mean().item() * len(images)  # squared error\n")
                .arg(logits ? "torch.sigmoid(outputs)" : "outputs.clamp(0, 1)"),
            R"(f"test loss {loss / len(test):.6f}, test PSNR {-10 * np.log10(right / len(test)):.2f} dB")"};
}

QString counted(std::size_t number, const QString& what) {
    return QLocale::c().toString(static_cast<qulonglong>(number)) + ' ' + what + (number == 1 ? "" : "s");
}

constexpr const char* script = R"py(#!/usr/bin/env python3
"""A network of ConvScope goes on in PyTorch: @SIZE@.

    python3 train.py                      check it, then train it
    python3 train.py --check              only compare its first outputs with ConvScope's
    torchrun --nproc_per_node=4 train.py  four processes share every batch

On several machines, the same command on each:
    torchrun --nnodes=2 --nproc_per_node=4 --rdzv_backend=c10d --rdzv_endpoint=HOST:29500 train.py
The torchrun of Debian 12 (PyTorch 1.13 with Python 3.11) only starts with -r 9:1 -t 9:1 in front of all that.

It needs PyTorch 1.13 or later and NumPy (Debian: python3-torch), and reads the files beside it: weights.npz with the
weights, check_image.npy and check_output.npy with an image and what ConvScope made of it. model.onnx is the same
network for other programs. The order of the images is PyTorch's, so the losses will not be ConvScope's to the digit.
"""
import argparse
import gzip
import os
import sys
from pathlib import Path

import numpy as np
import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, DistributedSampler, TensorDataset

HERE = Path(__file__).resolve().parent
DATA = HERE / @DATA@  # a folder with MNIST's four files
IMAGE = (@IMAGE@)  # channels, rows, columns


@HELPERS@def build_model():
    return @MODEL@(
@MODULES@    )


def loss_of(outputs, images, labels):
    return @LOSS@


def load_weights(model):
    arrays = np.load(HERE / "weights.npz")
    model.load_state_dict({name: torch.from_numpy(arrays[name]) for name in arrays.files})


def check(model):
    """The outputs for the stored image have to be ConvScope's."""
    image = torch.from_numpy(np.load(HERE / "check_image.npy"))
    expected = np.load(HERE / "check_output.npy")
    model.eval()
    with torch.no_grad():
        outputs = model(image[None])[0].numpy()
    difference = np.abs(outputs.ravel() - expected.ravel()).max()
    print("outputs for the stored image:", np.array2string(outputs.ravel()[:10], precision=4, max_line_width=120))
    print(f"largest difference to ConvScope's: {difference:.1e}", flush=True)
    if difference > 1e-5 * max(1, np.abs(expected).max()):
        sys.exit("This is not the network that ConvScope wrote.")


def read_idx(folder, name):
    """A file in MNIST's format, plain or gzipped: bytes, or floats (type 13), with any number of axes."""
    for file in (name, name.replace("-idx", ".idx")):
        for path, opened in ((folder / file, open), (folder / (file + ".gz"), gzip.open)):
            if path.exists():
                with opened(path, "rb") as stream:
                    content = stream.read()
                shape = np.frombuffer(content, ">i4", content[3], 4)
                kind = np.dtype(">f4") if content[2] == 13 else np.uint8
                return np.frombuffer(content, kind, -1, 4 + 4 * content[3]).reshape(shape)
    sys.exit(f"There is no {name} in {folder}; name the folder of the images: train.py FOLDER")


def read_images(folder, part):
    pixels = read_idx(folder, part + "-images-idx3-ubyte")
    labels = read_idx(folder, part + "-labels-idx1-ubyte")
    images = pixels.reshape(len(labels), *IMAGE).astype(np.float32)
    if pixels.dtype == np.uint8:
        images /= 255
    return TensorDataset(torch.from_numpy(images), torch.from_numpy(labels.astype(np.int64)))


@NOISE@@AT@torch.no_grad()
def measured(model, test):
    model.eval()
    loss = right = 0.0
@CHANCE@    for images, labels in DataLoader(test, batch_size=256):
        outputs = model(@SEEN@)
        loss += loss_of(outputs, images, labels).item() * len(images)
@RIGHT@    return @MEASURES@


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="?", type=Path, default=DATA, help="folder with MNIST's files (%(default)s)")
    parser.add_argument("--epochs", type=int, default=@EPOCHS@, help="passes over the training images (%(default)s)")
    parser.add_argument("--batch", type=int, default=@BATCH@, help="images a step, of all processes (%(default)s)")
    parser.add_argument("--lr", type=float, default=@RATE@, help="learning rate (%(default)s)")
    parser.add_argument("--check", action="store_true", help="only compare the first outputs")
    args = parser.parse_args()

    distributed = "RANK" in os.environ  # torchrun says who is who
    if distributed:
        dist.init_process_group("gloo")
    rank, processes = (dist.get_rank(), dist.get_world_size()) if distributed else (0, 1)
    torch.manual_seed(@SEED@)

    model = build_model()
    load_weights(model)
    if rank == 0:
        check(model)
    if args.check:
        return

    train, test = read_images(args.data, "train"), read_images(args.data, "t10k")
    sampler = DistributedSampler(train, seed=@SEED@) if distributed else None
    batches = DataLoader(train, max(1, args.batch // processes), shuffle=sampler is None, sampler=sampler)
    replica = DistributedDataParallel(model) if distributed else model  # averages the gradients of all processes
    optimizer = @OPTIMIZER@
@SCHEDULE@
    for epoch in range(args.epochs):
        if sampler:
            sampler.set_epoch(epoch)  # another order
        replica.train()
        for images, labels in batches:
            optimizer.zero_grad()
            loss_of(replica(@READ@), images, labels).backward()
            optimizer.step()
@AFTER_BATCH@@AFTER_EPOCH@        if rank == 0:
            print(f"epoch {epoch + 1}/{args.epochs}: {measured(model, test)}", flush=True)

    if rank == 0:
        torch.save(model.state_dict(), HERE / "trained.pt")
        print("The trained weights are in", HERE / "trained.pt")


if __name__ == "__main__":
    main()
)py";

// The script with each @PLACE@ filled. In one pass: what is filled in may hold anything.
QString filled(const std::map<QString, QString>& words) {
    QStringList pieces = QString(script).split('@');
    for (qsizetype i = 0; i < pieces.size(); ++i)
        if (const auto found = words.find(pieces[i]); found != words.end()) pieces[i] = found->second;
    return pieces.join("");
}

} // namespace

std::vector<std::string> torchParameters(const cnn::Network& network, cnn::LossKind loss) {
    std::vector<std::string> names;
    const auto modules = modulesOf(network, loss);
    for (std::size_t i = 0; i < modules.size(); ++i) {
        if (modules[i].parametersOf < 0) continue;
        const cnn::Layer& layer = network.layer(static_cast<std::size_t>(modules[i].parametersOf));
        for (const cnn::Parameter& p : layer.parameters())
            names.push_back(std::to_string(i) +
                            (p.learned || p.name == "weight" || p.name == "bias" ? "." : ".running_") +
                            (p.name == "variance" ? "var" : p.name));
    }
    return names;
}

QString torchScript(const cnn::Network& network, const cnn::TrainingSettings& settings, const QString& data) {
    if (network.parameterCount() == 0)
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("This network has no weights, so there is nothing to train."));
    const cnn::Shape& in = network.inputShape();
    const QString seed = QString::number(settings.seed % (std::uint64_t{1} << 63)); // PyTorch's are signed
    const Schedule schedule = scheduleOf(settings);
    const bool probabilities = endsInSigmoid(network), noisy = settings.noise.any();
    const Measure measure = measureOf(settings.loss, probabilities);
    return filled({
        {"SIZE", counted(network.size(), "layer") + ", " + counted(network.parameterCount(), "parameter")},
        {"IMAGE", QString("%1, %2, %3").arg(in.c).arg(in.h).arg(in.w)},
        {"HELPERS", helpersOf(network)},
        {"MODEL", network.isChain() ? "nn.Sequential" : "Graph"},
        {"MODULES", listed(modulesOf(network, settings.loss))},
        {"LOSS", lossOf(settings.loss, probabilities)},
        {"RIGHT", measure.line},
        {"MEASURES", measure.sentence},
        {"NOISE", torchNoise(settings.noise)},
        {"READ", noisy ? "noisy(images)" : "images"},
        {"SEEN", noisy ? "noisy(images, chance)" : "images"},
        {"CHANCE", noisy ? "    chance = torch.Generator().manual_seed(1)  # the same noise after every epoch\n" : ""},
        {"EPOCHS", QString::number(settings.epochs)},
        {"BATCH", QString::number(settings.batch)},
        {"RATE", shortest(settings.learningRate)},
        {"SEED", seed},
        {"OPTIMIZER", optimizerOf(settings)},
        {"SCHEDULE", schedule.made},
        {"AFTER_BATCH", schedule.afterBatch},
        {"AFTER_EPOCH", schedule.afterEpoch},
        {"DATA", quoted(data)},
        {"AT", "@"},
    });
}

} // namespace ui
