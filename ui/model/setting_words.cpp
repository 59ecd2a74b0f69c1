#include "ui/model/setting_words.h"

#include "ui/tr.h"

#include <QStringList>

namespace ui {
namespace {

QString number(double value) {
    return QString::number(value, 'g', 6);
}

QString schedule(const cnn::TrainingSettings& s) {
    switch (s.schedule) {
    case cnn::ScheduleKind::Constant:
        break;
    case cnn::ScheduleKind::Step:
        return s.scheduleEvery == 1
                   ? tr("learning rate × %1 every epoch").arg(number(s.scheduleFactor))
                   : tr("learning rate × %1 every %n epochs", nullptr, s.scheduleEvery).arg(number(s.scheduleFactor));
    case cnn::ScheduleKind::Cosine:
        return tr("cosine schedule");
    }
    return tr("constant learning rate");
}

QString augmentation(const cnn::Augmentation& a) {
    QStringList on;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches)
        if (a.*s.on) on << s.name;
    return on.isEmpty() ? tr("no augmentation") : tr("augmentation: %1").arg(on.join(", "));
}

QString noise(const cnn::Noise& n) {
    if (!n.any()) return tr("no noise");
    const auto name = cnn::nameOf<cnn::NoiseKind>(cnn::noiseNames, n.kind);
    return (n.mixed ? tr("noise: %1 up to %2") : tr("noise: %1 %2"))
        .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), number(n.strength));
}

} // namespace

QString settingWords(const cnn::TrainingSettings& a, const cnn::TrainingSettings& b) {
    QStringList words;
    if (a.optimizer != b.optimizer) words << (b.optimizer == cnn::OptimizerKind::Adam ? "Adam" : "SGD");
    if (a.learningRate != b.learningRate) words << tr("learning rate %1").arg(number(b.learningRate));
    if (schedule(a) != schedule(b)) words << schedule(b);
    if (a.momentum != b.momentum) words << tr("momentum %1").arg(number(b.momentum));
    if (a.weightDecay != b.weightDecay) words << tr("weight decay %1").arg(number(b.weightDecay));
    if (a.batch != b.batch) words << tr("batch %1").arg(b.batch);
    if (a.loss != b.loss)
        words << (b.loss == cnn::LossKind::SoftmaxCrossEntropy ? tr("loss: cross-entropy") : tr("loss: squared error"));
    if (a.noise != b.noise) words << noise(b.noise);
    if (a.augment != b.augment) words << augmentation(b.augment);
    if (b.schedule == cnn::ScheduleKind::Cosine && a.epochs != b.epochs)
        words << (b.epochs == 1 ? tr("1 epoch") : tr("%n epochs", nullptr, b.epochs));
    return words.join(", ");
}

} // namespace ui
