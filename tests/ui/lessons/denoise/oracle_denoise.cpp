#include "tests/ui/walk/oracle.h"

#include <QRegularExpression>
#include <cmath>

namespace ui {
namespace {

// The error is what came back less what was there; every value of a picture is from 0 to 1.
QString numbersObjection(const Shown& shown) {
    const cnn::Tensor *error = shown.find("error"), *back = shown.find("reconstructed"), *clean = shown.find("clean"),
                      *noisy = shown.find("noisy");
    if (!error || !back || !clean || !noisy) return "Numbers are missing.";
    for (std::size_t i = 0; i < error->size(); ++i) {
        const double truth = double{back->values()[i]} - double{clean->values()[i]};
        if (std::abs(truth - double{error->values()[i]}) > 1e-6)
            return QString("The error at %1 is %2.").arg(i).arg(truth);
        for (const cnn::Tensor* picture : {back, clean, noisy})
            if (!(picture->values()[i] >= 0 && picture->values()[i] <= 1))
                return QString("A picture has %1 at %2.").arg(picture->values()[i]).arg(i);
    }
    return {};
}

QString writtenPsnr(const cnn::Tensor& picture, const cnn::Tensor& clean) {
    double sum = 0;
    for (std::size_t i = 0; i < clean.size(); ++i) {
        const double d = double{picture.values()[i]} - double{clean.values()[i]};
        sum += d * d;
    }
    if (sum == 0) return "∞ dB";
    return QString::number(-10 * std::log10(sum / static_cast<double>(clean.size())), 'f', 1)
               .replace('-', QChar(0x2212)) +
           " dB";
}

} // namespace

static QString denoiseObjection(const Shown& shown) {
    if (QString wrong = numbersObjection(shown); !wrong.isEmpty()) return wrong;
    const cnn::Tensor &back = *shown.find("reconstructed"), &clean = *shown.find("clean"),
                      &noisy = *shown.find("noisy");
    const QJsonObject& scene = shown.scene;
    // Without noise, and without a hand that added some, the network reads the clean picture.
    if (scene["noise"].toString() == "none" && scene["spoilt"].toString().isEmpty() && !(noisy == clean))
        return "There is noise where there is to be none.";
    const QString view = scene["view"].toString();
    if (view == "pictures") {
        const bool asked = shown.words.contains("reconstructed ?");
        const QString after = asked ? "?" : writtenPsnr(back, clean);
        const QString said = noisy == clean
                                 ? QString("Without noise; reconstructed %1.").arg(after)
                                 : QString("Noisy %1, reconstructed %2.").arg(writtenPsnr(noisy, clean), after);
        if (!shown.words.contains(said)) return "This is not said: " + said;
        const QString handle = QString("The handle stands at %1 %.").arg(scene["wipe"].toInt());
        if (!shown.words.contains(handle)) return "This is not said: " + handle;
    }
    if (view == "between" && !shown.words.startsWith(QString("%1 % of the code").arg(scene["between"].toInt())))
        return "The share is another one.";
    // A window of two pixels' stride leaves (n + 1) / 2.
    if (const cnn::Tensor* code = shown.find("code")) {
        int side = clean.shape().h;
        for (int i = 0; i < scene["depth"].toInt(); ++i) side = (side + 1) / 2;
        const auto numbers = static_cast<std::size_t>(scene["code"].toInt() * side * side);
        if (code->size() != numbers) return QString("The code has %1 numbers, not %2.").arg(code->size()).arg(numbers);
    }
    return {};
}

static const ListedOracle denoiseIsListed("denoise", denoiseObjection);

} // namespace ui
