#include "ui/model/setting_words.h"

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
        return QString("learning rate × %1 every %2 epochs").arg(number(s.scheduleFactor)).arg(s.scheduleEvery);
    case cnn::ScheduleKind::Cosine:
        return "cosine schedule";
    }
    return "constant learning rate";
}

QString augmentation(const cnn::Augmentation& a) {
    QStringList on;
    for (const cnn::AugmentationSwitch& s : cnn::augmentationSwitches)
        if (a.*s.on) on << s.name;
    return on.isEmpty() ? "no augmentation" : "augmentation: " + on.join(", ");
}

} // namespace

QString settingWords(const cnn::TrainingSettings& a, const cnn::TrainingSettings& b) {
    QStringList words;
    if (a.optimizer != b.optimizer) words << (b.optimizer == cnn::OptimizerKind::Adam ? "Adam" : "SGD");
    if (a.learningRate != b.learningRate) words << "learning rate " + number(b.learningRate);
    if (schedule(a) != schedule(b)) words << schedule(b);
    if (a.momentum != b.momentum) words << "momentum " + number(b.momentum);
    if (a.weightDecay != b.weightDecay) words << "weight decay " + number(b.weightDecay);
    if (a.batch != b.batch) words << "batch " + QString::number(b.batch);
    if (a.loss != b.loss)
        words << (b.loss == cnn::LossKind::SoftmaxCrossEntropy ? "loss: cross-entropy" : "loss: squared error");
    if (a.augment != b.augment) words << augmentation(b.augment);
    if (b.schedule == cnn::ScheduleKind::Cosine && a.epochs != b.epochs) words << QString("%1 epochs").arg(b.epochs);
    return words.join(", ");
}

} // namespace ui
