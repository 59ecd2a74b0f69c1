// A whole training run on the console: progress, a report an epoch, an orderly end on Ctrl+C.
#pragma once

#include "app/command.h"
#include "core/train/stop_watch.h"

#include <QJsonObject>
#include <functional>
#include <optional>

namespace ui {

struct EpochReport {
    int epoch = 0;                             // from 1
    cnn::Evaluation train;                     // means over the epoch's images, each as it was learned
    cnn::Evaluation test;                      // after the epoch, on the whole test set
    double seconds = 0, imagesPerSecond = 0;   // of learning alone
    std::optional<cnn::Evaluation> validation; // as test, on the images that are watched, if there are some
    bool pictures = false;                     // are given back: there is no accuracy, but a PSNR
    std::optional<cnn::StopReport> stop = {};  // a rule ends the run with this epoch
};
QJsonObject toJson(const EpochReport& report);
// {"key":value,...} and a newline.
void printJsonLine(const QJsonObject& object);

// Options of every command with training settings: these, and the command's own.
std::vector<Option> withTrainingOptions(std::vector<Option> own);
// Throws cnn::Error(Usage) naming the option that is out of range. Threads stay 1.
cnn::TrainingSettings trainingSettings(const Arguments& arguments);

// Rules that end a run before its last epoch.
std::vector<Option> stopOptions();
// Throws likewise.
cnn::StopRules stopRulesOf(const Arguments& arguments);

enum class Ending { Finished, Interrupted };

// The option --threads; every core when it is not given.
int threadsOf(const Arguments& arguments);

// Trains to the end, until a rule stops it, or until SIGINT, SIGTERM or SIGHUP (a second one of the first two ends the
// program at once). Calls epochDone after each epoch, stepDone, if there is one, after each step. Throws
// Error(Diverged) as Trainer::step does.
Ending trainWithProgress(cnn::Trainer& trainer, const std::function<void(const EpochReport&)>& epochDone,
                         const std::function<void(const cnn::StepReport&)>& stepDone = {});

} // namespace ui
