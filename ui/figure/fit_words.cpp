// The sentences of a picture of a learning kernel.
#include "core/walk/written_update.h"
#include "ui/figure/fit_picture.h"

#include <QCoreApplication>
#include <cmath>

namespace ui {
namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("FitFigure", text);
}

QString digit(int n) {
    return QChar(0x2080 + n);
}

QString limitText(const FitPicture& p) {
    return numberText(p.fit->bowl().largestLearningRate());
}

} // namespace

QString numberText(double value, int places) {
    return QString::fromStdString(cnn::writtenNumber(value, places));
}

QString lossText(double loss) {
    return QString::fromStdString(cnn::writtenLoss(loss));
}

QString weightName(int rows, int columns, std::size_t weight) {
    const int k = static_cast<int>(weight);
    if (rows == 1 || columns == 1) return "w" + digit(k + 1);
    return "w" + digit(k / columns + 1) + digit(k % columns + 1);
}

QString momentName(const FitPicture& p) {
    if (!p.atEnd()) return tr("before update %1").arg(p.step);
    if (p.fit->updates() == 1) return tr("after 1 update");
    return tr("after %1 updates").arg(p.fit->updates());
}

QString updateSentence(const FitPicture& p) {
    if (p.covers("loss") || p.covers("gradient") || p.covers("next")) return {};
    const cnn::FitMoment now = p.fit->at(p.step);
    const QString name = weightName(p.rows(), p.columns(), p.weight);
    const double g = now.gradient[p.weight];
    if (std::abs(g) < 5e-3) return tr("The gradient of %1 is almost 0: it stays where it is.").arg(name);
    const QString sign =
        g < 0 ? tr("The gradient of %1 is negative: the loss falls when %1 grows, so the update raises it.")
              : tr("The gradient of %1 is positive: the loss falls when %1 shrinks, so the update lowers it.");
    QString sentence = sign.arg(name);
    if (p.step > 1) {
        const double before = p.fit->lossAt(p.step - 1), loss = now.loss;
        if (loss > before)
            sentence +=
                " " +
                tr("The last update overshot: the loss rose from %1 to %2.").arg(lossText(before), lossText(loss));
        else
            sentence +=
                " " + tr("The last update brought the loss from %1 down to %2.").arg(lossText(before), lossText(loss));
    }
    return sentence;
}

QString troubleSentence(const FitPicture& p) {
    if (p.covers("rate")) return {};
    if (!p.fit->diverges()) return {};
    const QString rate = numberText(p.fit->task().learningRate, 6);
    const QString above = tr("Learning rate %1 is above %2").arg(rate, limitText(p));
    if (p.fit->stopped() && p.atEnd())
        return tr("The loss grew beyond all bounds after %1 updates. %2.").arg(p.fit->updates()).arg(above);
    return above + tr(": the updates diverge, each one overshoots further than the one before.");
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
