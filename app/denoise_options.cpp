#include "app/denoise_options.h"

#include "app/training_run.h"
#include "core/tensor/tensor_text.h"

namespace ui {
namespace {

constexpr const char* shapeOptions[] = {"width", "depth", "code", "shrinking", "growing"};

[[noreturn]] void refuseNoise(const QString& text) {
    QStringList kinds;
    for (const auto& noise : cnn::noiseNames) kinds << noise.name;
    throw cnn::Error(cnn::ErrorCode::Usage,
                     cnn::Message::tr("--noise %1: give a kind and a strength of 0 to 1, as gaussian:0.4, with "
                                      "\",mixed\" for strengths from 0 to that; kinds are %2.",
                                      text.toStdString(), kinds.join(", ").toStdString()));
}

} // namespace

const Option noiseOption{
    "noise", "KIND:X[,mixed]",
    "laid over what is read: gaussian, salt, poisson, blur or bar of strength X, 0 to 1, or up to it", "none"};

cnn::Noise noiseFrom(const QString& text) {
    QStringList words = text.split(',');
    cnn::Noise noise;
    if (words.size() == 2 && words[1] == "mixed") noise.mixed = true;
    if (words.size() > (noise.mixed ? 2 : 1)) refuseNoise(text);
    const QStringList parts = words[0].split(':');
    const auto kind = cnn::valueNamed<cnn::NoiseKind>(cnn::noiseNames, parts[0].toStdString());
    bool isNumber = true;
    if (parts.size() == 2) noise.strength = parts[1].toDouble(&isNumber);
    if (!kind || !isNumber || parts.size() > 2 || !(noise.strength >= 0 && noise.strength <= 1)) refuseNoise(text);
    noise.kind = *kind;
    if (!noise.any()) return {};
    return noise;
}

QString textOf(const cnn::Noise& noise) {
    QString text = cnn::nameOf<cnn::NoiseKind>(cnn::noiseNames, noise.kind).data();
    if (noise.any()) text += ":" + QString::fromStdString(cnn::shortest(static_cast<float>(noise.strength)));
    return noise.any() && noise.mixed ? text + ",mixed" : text;
}

std::vector<Option> autoencoderOptions() {
    return {{"width", "N", "of an autoencoder: channels of the first convolution, 4 to 64", "16"},
            {"depth", "N", "of an autoencoder: how often it halves the picture, 1 to 3", "2"},
            {"code", "N", "of an autoencoder: channels of the bottleneck, 1 to 128", "32"},
            {"shrinking", "NAME", "of an autoencoder: pooling, or convolutions of stride 2: stride", "pooling"},
            {"growing", "NAME", "of an autoencoder: nearest and a convolution, or transposed convolutions", "nearest"}};
}

bool isAutoencoder(const Arguments& a) {
    return !a.has("layers") && a.text("model") == "autoencoder";
}

cnn::AutoencoderOptions autoencoderOf(const Arguments& a) {
    if (!isAutoencoder(a))
        for (const char* option : shapeOptions)
            if (a.has(option))
                throw cnn::Error(
                    cnn::ErrorCode::Usage,
                    cnn::Message::tr("--%1 is of an autoencoder: it needs --model autoencoder.", std::string(option)));
    cnn::AutoencoderOptions options;
    options.width = a.whole("width", 4, 64);
    options.depth = a.whole("depth", 1, 3);
    options.code = a.whole("code", 1, 128);
    options.shrinking = a.choice<cnn::Shrinking>(
        "shrinking", {{"pooling", cnn::Shrinking::Pooling}, {"stride", cnn::Shrinking::Stride}});
    options.growing = a.choice<cnn::Growing>(
        "growing", {{"nearest", cnn::Growing::Nearest}, {"transposed", cnn::Growing::Transposed}});
    return options;
}

cnn::TrainingSettings settingsOf(const Arguments& a) {
    cnn::TrainingSettings settings = trainingSettings(a);
    const bool pictures = isAutoencoder(a);
    if (pictures) {
        const cnn::TrainingSettings usual = cnn::denoisingSettings();
        if (!a.has("optimizer")) settings.optimizer = usual.optimizer;
        if (!a.has("lr")) settings.learningRate = usual.learningRate;
        if (!a.has("batch")) settings.batch = usual.batch;
        if (!a.has("weight-decay")) settings.weightDecay = usual.weightDecay;
    }
    settings.loss = pictures ? cnn::LossKind::Reconstruction : cnn::LossKind::SoftmaxCrossEntropy;
    if (a.has("loss"))
        settings.loss =
            a.choice<cnn::LossKind>("loss", {{"cross-entropy", cnn::LossKind::SoftmaxCrossEntropy},
                                             {"squared-error", cnn::LossKind::SquaredError},
                                             {"reconstruction", cnn::LossKind::Reconstruction},
                                             {"reconstruction-entropy", cnn::LossKind::ReconstructionEntropy}});
    if (pictures && !cnn::isReconstruction(settings.loss))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--loss %1 is of classes; an autoencoder gives pictures back: reconstruction "
                                          "or reconstruction-entropy.",
                                          a.text("loss").toStdString()));
    if (!pictures && !a.has("layers") && cnn::isReconstruction(settings.loss))
        throw cnn::Error(cnn::ErrorCode::Usage,
                         cnn::Message::tr("--loss %1 needs a network that gives pictures back: --model autoencoder, or "
                                          "--layers with one of your own.",
                                          a.text("loss").toStdString()));
    settings.noise = noiseFrom(a.text("noise"));
    return cnn::checked(settings).orThrow();
}

} // namespace ui
