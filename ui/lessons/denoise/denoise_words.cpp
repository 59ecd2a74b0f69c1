#include "ui/lessons/denoise/denoise_words.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {

QString decibels(double psnr) {
    return std::isinf(psnr) ? tr("∞ dB") : tr("%1 dB").arg(fixed(psnr, 1));
}

QString codeWords(const cnn::Shape& code, const cnn::Shape& picture, const cnn::Noise& learning) {
    const auto numbers = static_cast<qint64>(code.perImage()), pixels = static_cast<qint64>(picture.perImage());
    const QString sizes = tr("The code: %1 × %2 × %3 = %4 numbers; the picture has %5.")
                              .arg(code.c)
                              .arg(code.h)
                              .arg(code.w)
                              .arg(grouped(numbers), grouped(pixels));
    if (numbers < pixels) return sizes + ' ' + tr("Fewer: it must leave something out.");
    return sizes + ' ' +
           (learning.any() ? tr("No compression: only the noise forbids a copy.")
                           : tr("No compression, and no noise: nothing forbids a copy."));
}

QString noiseWords(const cnn::Noise& noise) {
    const QString strength = written(noise.strength, 2);
    switch (noise.kind) {
    case cnn::NoiseKind::None:
        return tr("no noise");
    case cnn::NoiseKind::Gaussian:
        return tr("Gaussian noise %1").arg(strength);
    case cnn::NoiseKind::SaltPepper:
        return tr("salt and pepper %1").arg(strength);
    case cnn::NoiseKind::Poisson:
        return tr("Poisson noise %1").arg(strength);
    case cnn::NoiseKind::Blur:
        return tr("blur %1").arg(strength);
    case cnn::NoiseKind::Bar:
        return tr("a bar of %1").arg(strength);
    }
    return {};
}

QString noiseNote(const cnn::Noise& noise) {
    return noise.kind == cnn::NoiseKind::Gaussian && noise.strength > 0
               ? tr("Values are cut to 0 to 1, so noise makes black lighter on the whole and white darker.")
               : QString();
}

QString rowsWords(const DenoisePicture& picture) {
    if (picture.rows.empty()) return {};
    const QString before = decibels(cnn::psnrOf(picture.error(false)));
    const QString after = decibels(cnn::psnrOf(picture.error(true)));
    const QString with = noiseWords(picture.noise);
    if (picture.noisy.rows == picture.pictures.rows)
        return tr("These %1 pictures, without noise: reconstructed %2.").arg(picture.pictures.count()).arg(after);
    return tr("These %1 pictures, %2: noisy %3, reconstructed %4.")
        .arg(QString::number(picture.pictures.count()), with, before, after);
}

QString costWords(const DenoisePicture& picture, const std::optional<double>& floor) {
    QStringList words{tr("%1 parameters.").arg(grouped(static_cast<qint64>(picture.network->parameterCount())))};
    if (picture.loss == cnn::LossKind::Reconstruction) {
        if (!picture.learning.any()) words << tr("The squared error can fall to 0.");
    } else if (floor)
        words
            << tr("The cross-entropy of these images cannot fall below %1: grey pixels cost even when they are right.")
                   .arg(fixed(*floor, 4));
    return words.join(' ');
}

QString rivalName(cnn::Rival rival) {
    switch (rival) {
    case cnn::Rival::Noisy:
        return tr("noisy");
    case cnn::Rival::Mean:
        return tr("mean 3 × 3");
    case cnn::Rival::Gaussian:
        return tr("Gaussian");
    case cnn::Rival::Median:
        return tr("median 3 × 3");
    }
    return {};
}

} // namespace ui
