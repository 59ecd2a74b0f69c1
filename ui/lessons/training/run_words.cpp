#include "ui/lessons/training/run_words.h"

#include "ui/figure/number_text.h"
#include "ui/tr.h"

#include <QFileInfo>

namespace ui {
namespace {

QString reached(const TrainingHistory& history) {
    if (history.tests().empty()) return {};
    const cnn::Evaluation& test = history.tests().back().test;
    const bool pictures = test.squaredError > 0; // there are no classes to be right about
    return watchedWith(history) + ' ' + (pictures ? tr("%1 dB").arg(fixed(test.psnr(), 1)) : percent(test.accuracy));
}

} // namespace

QString courseLine(const TrainingRun& run, const QString& lesson, const QString& classes) {
    const TrainingSession& session = run.session();
    const QString images = grouped(static_cast<qint64>(session.learnedImages())), &file = run.scene().network;
    if (session.history().steps() == 0 && !file.isEmpty())
        return (tr("The weights come from %1. %2 images are ready.").arg(QFileInfo(file).fileName(), images) + ' ' +
                classes)
            .trimmed();
    if (session.history().steps() == 0)
        return tr("Not trained yet: every weight is a random number. %1 images are ready.").arg(images);
    if (run.past()) return tr("As it was after %1 passes. Go on begins a new run here.").arg(fixed(run.progress(), 2));
    const double passes = session.progress();
    return lesson + ' ' +
           (passes < 1 ? tr("%1 of %2 images seen so far.")
                             .arg(grouped(qRound64(passes * static_cast<double>(session.learnedImages()))), images)
                       : tr("%1 passes over %2 images so far.").arg(fixed(passes, 1), images));
}

Trouble troubleOf(const TrainingRun& run) {
    if (!run.diverged()) return {};
    const cnn::TrainingSettings ran = run.actedLast();
    const double begun = ran.learningRate, then = cnn::learningRateAt(ran, run.session().progress());
    const QString rate = QString::number(begun, 'g', 6);
    return {tr("The loss grew beyond all bounds after %1. Learning rate %2 is too large.")
                .arg(counted(static_cast<qint64>(run.session().history().steps()), tr("step"), tr("steps")),
                     then > 0.99 * begun ? rate : tr("%1 (%2 by then)").arg(rate, QString::number(then, 'g', 3))),
            tr("Start over with %1").arg(QString::number(run.slowerRate(), 'g', 6))};
}

RunLines runLines(const TrainingRun& run) {
    const QStringList names = run.names();
    RunLines lines;
    lines.present = {names[0].isEmpty() ? tr("this run") : tr("now: %1").arg(names[0]),
                     reached(run.session().history())};
    for (std::size_t i = 0; i < run.kept().size(); ++i) {
        const KeptRun& kept = run.kept()[i];
        const QString& name = names[static_cast<qsizetype>(i) + 1];
        lines.kept.push_back(
            {name.isEmpty() ? tr("same settings") : name, reached(kept.history), kept.number, kept.state != nullptr});
    }
    return lines;
}

} // namespace ui
