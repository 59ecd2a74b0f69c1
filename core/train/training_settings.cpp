#include "core/train/training_settings.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace cnn {

TrainingSettings usualSettings() {
    TrainingSettings s;
    s.schedule = ScheduleKind::Cosine;
    s.weightDecay = 0.0005;
    return s;
}

TrainingSettings denoisingSettings() {
    TrainingSettings s;
    s.optimizer = OptimizerKind::Adam;
    s.learningRate = 0.003;
    s.batch = 32;
    s.loss = LossKind::Reconstruction;
    s.noise = {NoiseKind::Gaussian, 0.4, false};
    s.schedule = ScheduleKind::Cosine;
    return s;
}

Expected<TrainingSettings> checked(const TrainingSettings& s) {
    const auto bad = [](const Message& sentence) { return Error(ErrorCode::Usage, sentence); };
    if (!std::isfinite(s.learningRate) || s.learningRate <= 0)
        return bad(Message::tr("The learning rate must be a number above 0."));
    if (!(s.momentum >= 0 && s.momentum < 1)) return bad(Message::tr("The momentum must be at least 0 and below 1."));
    if (s.batch < 1 || s.batch > 65536) return bad(Message::tr("The batch must be 1 to 65536 images."));
    if (s.epochs < 1 || s.epochs > 100000) return bad(Message::tr("The number of epochs must be 1 to 100000."));
    if (!(s.validation >= 0 && s.validation <= 0.9)) return bad(Message::tr("The validation share must be 0 to 0.9."));
    if (s.threads < 1 || s.threads > 256) return bad(Message::tr("The number of threads must be 1 to 256."));
    if (s.scheduleEvery < 1 || s.scheduleEvery > 100000)
        return bad(Message::tr("The learning rate must change after 1 to 100000 epochs."));
    if (!(s.scheduleFactor > 0 && s.scheduleFactor <= 1))
        return bad(Message::tr("The factor of the learning rate must be above 0 and at most 1."));
    if (s.frozen < 0) return bad(Message::tr("The number of frozen layers must be 0 or more."));
    if (const auto stop = checked(s.stop); !stop) return stop.error();
    if (const auto noise = checked(s.noise); !noise) return noise.error();
    if (s.noise.any() && !isReconstruction(s.loss))
        return bad(Message::tr("Noise is laid over pictures that are to be given back clean: with it the loss must be "
                               "a reconstruction."));
    if (!(s.weightDecay >= 0 && s.weightDecay <= 1)) return bad(Message::tr("The weight decay must be 0 to 1."));
    return s;
}

double learningRateAt(const TrainingSettings& s, double progress) {
    switch (s.schedule) {
    case ScheduleKind::Constant:
        break;
    case ScheduleKind::Step:
        return s.learningRate * std::pow(s.scheduleFactor, std::floor(progress / s.scheduleEvery));
    case ScheduleKind::Cosine:
        return s.learningRate * (1 + std::cos(std::numbers::pi * std::min(1.0, progress / s.epochs))) / 2;
    }
    return s.learningRate;
}

} // namespace cnn
