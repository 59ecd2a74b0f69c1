#include "ui/lessons/fit/fit_words.h"

#include "core/walk/written_update.h"
#include "ui/figure/count.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

QString digit(int n) {
    return QChar(0x2080 + n);
}

} // namespace

QString numberText(double value, int places) {
    return QString::fromStdString(cnn::writtenNumber(value, places));
}

QString lossText(double loss) {
    return QString::fromStdString(cnn::writtenLoss(loss));
}

QString limitText(const cnn::KernelFit& fit) {
    const double limit = fit.bowl().largestLearningRate(), rate = fit.task().learningRate;
    if (!std::isfinite(limit)) return numberText(limit);
    const int three = 2 - static_cast<int>(std::floor(std::log10(limit)));
    for (int places = std::clamp(three, 0, 9); places < 9; ++places) {
        const double shown = cnn::Decimal::rounded(limit, places).value();
        if ((rate > shown) == fit.diverges()) return numberText(limit, places);
    }
    return numberText(limit, 9);
}

QString weightName(int rows, int columns, std::size_t weight) {
    const int k = static_cast<int>(weight);
    if (rows == 1 || columns == 1) return "w" + digit(k + 1);
    return "w" + digit(k / columns + 1) + digit(k % columns + 1);
}

QString momentName(const FitPicture& p) {
    if (!p.atEnd()) return tr("before update %1").arg(p.step);
    if (p.fit->updates() == 1) return tr("after 1 update");
    return tr("after %n updates", nullptr, p.fit->updates());
}

QString updateSentence(const FitPicture& p) {
    if (p.covers("loss") || p.covers("gradient") || p.covers("next")) return {};
    const cnn::FitMoment now = p.fit->at(p.step);
    const QString name = weightName(p.rows(), p.columns(), p.weight);
    const double g = now.gradient[p.weight];
    if (std::abs(g) < 5e-3) return tr("The gradient of %1 is almost 0: it hardly moves any more.").arg(name);
    const QString sign =
        g < 0 ? tr("The gradient of %1 is negative: the loss falls when %1 grows, so the %2 raises it.")
              : tr("The gradient of %1 is positive: the loss falls when %1 shrinks, so the %2 lowers it.");
    const QString sentence = sign.arg(name, p.atEnd() ? tr("next update") : tr("update"));
    if (p.step == 1) return sentence;
    const double before = p.fit->lossAt(p.step - 1), loss = now.loss;
    const QString from = lossText(before), to = lossText(loss);
    return sentence + " " +
           (from == to      ? tr("The last update left the loss at %1.").arg(to)
            : loss > before ? tr("The last update overshot: the loss rose from %1 to %2.").arg(from, to)
                            : tr("The last update brought the loss from %1 down to %2.").arg(from, to));
}

QString troubleSentence(const FitPicture& p) {
    if (p.covers("rate")) return {};
    if (!p.fit->diverges()) return {};
    const QString rate = numberText(p.fit->task().learningRate, 6);
    if (p.fit->stopped() && p.atEnd())
        return tr("The loss grew beyond all bounds after %1. Learning rate %2 is above %3.")
            .arg(count::updates(p.fit->updates()), rate, limitText(*p.fit));
    return tr("Learning rate %1 is above %2: the updates diverge, each overshoots by more.")
        .arg(rate, limitText(*p.fit));
}

QString hoverSentence(const FitPicture& p) {
    if (!p.hover) return {};
    const CellRef& c = *p.hover;
    const cnn::FitMoment now = p.fit->at(p.step);
    const cnn::Tensor& target = p.fit->task().target;
    const QString place = tr("row %1, column %2").arg(c.y + 1).arg(c.x + 1);
    if (c.part == "kernel") {
        const auto k = static_cast<std::size_t>(c.y * p.columns() + c.x);
        return tr("%1 is %2. Click it to see its gradient.")
            .arg(weightName(p.rows(), p.columns(), k), numberText(now.kernel[k]));
    }
    if (c.part == "truth")
        return tr("True kernel, %1: %2").arg(place, numberText(static_cast<double>(p.truth.at(0, c.y, c.x))));
    if (c.part == "input")
        return tr("Input, %1: %2").arg(place, numberText(static_cast<double>(p.fit->task().input.at(0, c.y, c.x))));
    if (c.part == "plot") return tr("Click to start from here.");
    const auto i = static_cast<std::size_t>(c.y * target.shape().w + c.x);
    const double wanted = static_cast<double>(target.at(0, c.y, c.x));
    return tr("%1: prediction %2, target %3, error %4.")
        .arg(place.left(1).toUpper() + place.mid(1), numberText(now.prediction[i]), numberText(wanted),
             numberText(now.error[i]));
}

} // namespace ui
