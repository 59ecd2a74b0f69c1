#include "app/training_run.h"

#include "app/console.h"
#include "core/base/plain_text.h"
#include "core/base/system.h"
#include "ui/sentence.h"

#include <QJsonDocument>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace ui {
namespace {

// Sums of the epoch that is being learned.
class EpochSums {
public:
    void add(const cnn::StepReport& step, std::size_t images, double seconds) {
        m_loss += static_cast<double>(step.loss) * static_cast<double>(images);
        m_correct += static_cast<double>(step.accuracy) * static_cast<double>(images);
        m_squared += static_cast<double>(step.squaredError) * static_cast<double>(images);
        m_images += images;
        m_seconds += seconds;
    }
    EpochReport report(int epoch, const cnn::Evaluation& test) const {
        const auto images = static_cast<double>(m_images);
        const cnn::Evaluation train{m_loss / images, m_correct / images, m_images, m_squared / images};
        return {epoch, train, test, m_seconds, rate(), std::nullopt, false};
    }
    double rate() const { return m_seconds > 0 ? static_cast<double>(m_images) / m_seconds : 0; }
    double loss() const { return m_images > 0 ? m_loss / static_cast<double>(m_images) : 0; }

private:
    double m_loss = 0, m_correct = 0, m_squared = 0, m_seconds = 0;
    std::size_t m_images = 0;
};

// Images that the next step will learn: the last batch of an epoch may be smaller.
std::size_t nextBatch(const cnn::Trainer& trainer, int batch) {
    const auto size = static_cast<std::size_t>(trainer.settings().batch);
    return std::min(size, trainer.learnedImages() - size * static_cast<std::size_t>(batch));
}

QString words(const cnn::Trainer& trainer, const cnn::StepReport& step, const EpochSums& sums) {
    return QString("epoch %1/%2  loss %3  %L4 images/s")
        .arg(step.epoch + 1)
        .arg(trainer.settings().epochs)
        .arg(sums.loss(), 0, 'g', 4)
        .arg(std::llround(sums.rate()));
}

double rounded(double value) {
    return std::round(value * 1e6) / 1e6;
}

} // namespace

QJsonObject toJson(const EpochReport& r) {
    QJsonObject o{{"epoch", r.epoch},
                  {"loss", rounded(r.train.loss)},
                  {"seconds", rounded(r.seconds)},
                  {"images_per_s", std::round(r.imagesPerSecond)}};
    const auto measure = [&](const QString& of, const cnn::Evaluation& e) {
        if (r.pictures)
            o[of + "_psnr"] = rounded(e.psnr());
        else
            o[of + "_accuracy"] = rounded(e.accuracy);
    };
    measure("train", r.train);
    measure("test", r.test);
    if (r.pictures) o["test_mse"] = rounded(r.test.squaredError);
    if (r.validation) measure("validation", *r.validation);
    if (r.stop) o["stopped"] = sentenceOf(cnn::reasonOf(*r.stop));
    return o;
}

void printJsonLine(const QJsonObject& object) {
    // JSON spells out some control characters by itself; a name's others would reach the terminal.
    const QString json = QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    QString line;
    for (const QChar c : json) {
        const bool harmless = c.isSurrogate() || cnn::plainText(QString(c).toStdString()) == QString(c).toStdString();
        line += harmless ? QString(c) : QString("\\u%1").arg(c.unicode(), 4, 16, QChar('0'));
    }
    printResult(line.toStdString() + "\n");
}

std::vector<Option> withTrainingOptions(std::vector<Option> own) {
    own.insert(own.end(), {{"epochs", "N", "passes over the training images", "10"},
                           {"lr", "X", "learning rate", "0.02"},
                           {"momentum", "X", "0 to below 1, for sgd", "0.9"},
                           {"batch", "N", "images a step", "64"},
                           {"seed", "N", "first weights, order of the images, drawn digits and cells", "1"},
                           {"optimizer", "NAME", "sgd or adam", "sgd"},
                           {"schedule", "NAME", "of the learning rate: constant, step or cosine", "cosine"},
                           {"schedule-every", "N", "epochs between two steps", "5"},
                           {"schedule-factor", "X", "what a step multiplies by", "0.5"},
                           {"weight-decay", "X", "0 to 1", "0.0005"}});
    return own;
}

cnn::TrainingSettings trainingSettings(const Arguments& a) {
    cnn::TrainingSettings s;
    s.learningRate = a.number("lr");
    s.momentum = a.number("momentum");
    s.batch = a.whole("batch", 1, 65536);
    s.epochs = a.whole("epochs", 1, 100000);
    s.seed = a.seed("seed");
    s.optimizer = a.choice<cnn::OptimizerKind>(
        "optimizer", {{"sgd", cnn::OptimizerKind::SgdMomentum}, {"adam", cnn::OptimizerKind::Adam}});
    s.schedule = a.choice<cnn::ScheduleKind>("schedule", {{"constant", cnn::ScheduleKind::Constant},
                                                          {"step", cnn::ScheduleKind::Step},
                                                          {"cosine", cnn::ScheduleKind::Cosine}});
    s.scheduleEvery = a.whole("schedule-every", 1, 100000);
    s.scheduleFactor = a.number("schedule-factor");
    s.weightDecay = a.number("weight-decay");
    return cnn::checked(s).orThrow();
}

std::vector<Option> stopOptions() {
    return {{"target-accuracy", "X", "ends the run when it is reached, 0 to 1; 0: never", "0"},
            {"target-loss", "X", "likewise, when the loss is as low", "0"},
            {"patience", "N", "ends the run after N epochs without a lower loss; 0: never", "0"}};
}

cnn::StopRules stopRulesOf(const Arguments& a) {
    cnn::StopRules rules;
    rules.targetAccuracy = a.number("target-accuracy");
    rules.targetLoss = a.number("target-loss");
    rules.patience = a.whole("patience", 0, cnn::StopRules::mostEpochs);
    return cnn::checked(rules).orThrow();
}

int threadsOf(const Arguments& a) {
    const int cores = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1U, 256U));
    return a.has("threads") ? a.whole("threads", 1, 256) : cores;
}

Ending trainWithProgress(cnn::Trainer& trainer, const std::function<void(const EpochReport&)>& epochDone,
                         const std::function<void(const cnn::StepReport&)>& stepDone) {
    using Clock = std::chrono::steady_clock;
    const cnn::InterruptGuard guard;
    ProgressBar bar;
    EpochSums sums;
    cnn::StopWatch watch(trainer.settings().stop);
    int batch = 0;
    while (!trainer.finished()) {
        if (guard.interrupted()) return Ending::Interrupted;
        const std::size_t images = nextBatch(trainer, batch);
        const auto begin = Clock::now();
        const cnn::StepReport step = trainer.step();
        sums.add(step, images, std::chrono::duration<double>(Clock::now() - begin).count());
        bar.show(step.progress / trainer.settings().epochs, words(trainer, step, sums));
        ++batch;
        if (stepDone) stepDone(step);
        if (!step.endOfEpoch) continue;
        const cnn::Evaluation test = trainer.evaluate(trainer.data().test);
        bar.hide();
        EpochReport report = sums.report(step.epoch + 1, test);
        if (trainer.validationImages() > 0) report.validation = trainer.evaluateValidation();
        report.pictures = cnn::isReconstruction(trainer.settings().loss);
        report.stop = watch.look(step.progress, report.validation.value_or(test), true);
        epochDone(report);
        if (report.stop && !trainer.finished()) {
            say(QString("Stopped after %1 of %2 epochs: %3.")
                    .arg(step.epoch + 1)
                    .arg(trainer.settings().epochs)
                    .arg(sentenceOf(cnn::reasonOf(*report.stop))));
            break;
        }
        sums = {};
        batch = 0;
    }
    return Ending::Finished;
}

} // namespace ui
