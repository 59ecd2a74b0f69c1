// TrainingPage: what it shows and hands out.
#include "core/train/sources.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/run_course.h"
#include "ui/lessons/training/strip/network_strip.h"
#include "ui/lessons/training/training_page.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace ui {

cnn::Tensor TrainingPage::image() const {
    if (drawn()) return Drawing::tensor(m_scene.drawing);
    const auto data = images();
    if (!data) return Drawing::tensor(Drawing::blank());
    const std::size_t index = static_cast<std::size_t>(m_scene.testImage) % data->test.size();
    cnn::Tensor image;
    data->test.gather(std::span(&index, 1), image);
    return image;
}

QString TrainingPage::caption() const {
    const auto over = [this](const QString& what) { return m_scene.drawnOver ? tr("%1, drawn over").arg(what) : what; };
    if (drawn() && !m_scene.picture.isEmpty()) return over(m_scene.picture);
    if (drawn() && m_scene.drawing == Drawing::blank()) return tr("Empty: draw here");
    if (drawn() && !m_scene.drawnOver) return tr("Your drawing");
    const auto data = images();
    if (!data) return tr("No image yet");
    const auto& test = data->test;
    const std::size_t index = static_cast<std::size_t>(m_scene.testImage) % test.size();
    const QString image = tr("Test image %1").arg(grouped(static_cast<qint64>(index) + 1));
    if (drawn() && m_scene.drawnOver) return over(image);
    return image + ": " + QString::fromStdString(test.classNames[static_cast<std::size_t>(test.labels[index])]);
}

void TrainingPage::showStrip() {
    if (!m_stage) return;
    const auto& data = m_session.data();
    const auto network = m_past ? m_past->network : m_session.network() ? m_session.network() : m_untrained;
    cnn::Tensor through = image();
    if (through.shape() != network->inputShape()) { // the network for these images is still being built
        if (m_picture) return;
        through = cnn::Tensor(network->inputShape());
    }
    auto picture = std::make_shared<NetworkPicture>(NetworkPicture::of(network, through));
    picture->caption = caption();
    if (data && !drawn()) {
        const int label = data->test.labels[static_cast<std::size_t>(m_scene.testImage) % data->test.size()];
        // Not of a network that is on show until the one for these images is there.
        const QString name = QString::fromStdString(data->test.classNames[static_cast<std::size_t>(label)]);
        if (picture->classNames.value(label) == name) picture->trueClass = label;
    }
    picture->covered = m_covered;
    m_picture = std::move(picture);
    m_stage->strip()->refresh();
    showView();
    if (!m_covered.isEmpty()) emit stateChanged(); // another answer may be right now
}

QString TrainingPage::line() const {
    const auto name = [](const DataSource& source) {
        switch (source.kind) {
        case DataSource::FashionMnist:
            return QString("Fashion-MNIST");
        case DataSource::DrawnDigits:
            return tr("drawn digits");
        case DataSource::Folder:
            break;
        }
        return source.folder;
    };
    if (m_reading.busy()) return readingLine(m_reading.name(), m_reading.progress());
    if (m_wanted) return readingLine(name(*m_wanted), m_loader.progress());
    if (m_foreign) return tr("%1 The network says what it would take them for.").arg(m_classesNote);
    if (!m_session.data()) return readingLine(name(m_scene.source), m_loader.progress());
    const QString images = grouped(static_cast<qint64>(m_session.learnedImages()));
    if (m_session.history().steps() == 0 && !m_scene.network.isEmpty())
        return (tr("The weights come from %1. %2 images are ready.")
                    .arg(QFileInfo(m_scene.network).fileName(), images) +
                ' ' + m_classesNote)
            .trimmed();
    if (m_session.history().steps() == 0)
        return tr("Not trained yet: every weight is a random number. %1 images are ready.").arg(images);
    if (m_past) return tr("As it was after %1 passes. Go on begins a new run here.").arg(fixed(m_past->progress, 2));
    const double passes = m_session.progress();
    return m_lesson.line + ' ' +
           (passes < 1 ? tr("%1 of %2 images seen so far.")
                             .arg(grouped(qRound64(passes * static_cast<double>(m_session.learnedImages()))), images)
                       : tr("%1 passes over %2 images so far.").arg(fixed(passes, 1), images));
}

void TrainingPage::showCharts() {
    if (!m_stage || !m_bar) return;
    const bool diverged = m_session.begun() && m_session.state() == cnn::RunState::Diverged;
    const auto shown = m_past ? std::optional(m_past->progress) : std::nullopt;
    for (TrainingChart* chart : {m_stage->loss(), m_stage->accuracy()})
        chart->showRuns({m_session.history(), m_scene.settings.epochs, diverged, shown, m_kept.all(),
                         howItLearns({&m_scene, &m_session.history()})});
    showRuns();
    m_stage->setLine(line());
    m_bar->showRun(m_session.begun() ? &m_session : nullptr, shown);
    if (!diverged) {
        m_stage->setTrouble({}, {});
        return;
    }
    const cnn::TrainingSettings ran = ranWith();
    const double begun = ran.learningRate, then = cnn::learningRateAt(ran, m_session.progress());
    const QString rate = QString::number(begun, 'g', 6);
    m_stage->setTrouble(
        tr("The loss grew beyond all bounds after %1. Learning rate %2 is too large.")
            .arg(counted(static_cast<qint64>(m_session.history().steps()), tr("step"), tr("steps")),
                 then > 0.99 * begun ? rate : tr("%1 (%2 by then)").arg(rate, QString::number(then, 'g', 3))),
        tr("Start over with %1").arg(QString::number(slowerRate(), 'g', 6)));
}

// Those of the last batch that was learned: what is set at present may never have acted.
cnn::TrainingSettings TrainingPage::ranWith() const {
    return m_session.history().acted(m_session.settings()).back().settings;
}

// For a run that diverged: the rate that has been set since, if it is smaller, or a tenth.
double TrainingPage::slowerRate() const {
    const double ran = ranWith().learningRate, set = m_scene.settings.learningRate;
    return set < ran ? set : ran / 10;
}

// Of this run and the kept ones.
QStringList TrainingPage::runNames() const {
    std::vector<ComparedRun> runs{{&m_scene, &m_session.history()}};
    for (const KeptRun& run : m_kept.all()) runs.emplace_back(&run.scene, &run.history);
    return whatTellsApart(runs);
}

void TrainingPage::showRuns() {
    const QStringList names = runNames();
    const auto reached = [](const TrainingHistory& history) {
        return history.tests().empty() ? QString()
                                       : watchedWith(history) + ' ' + percent(history.tests().back().test.accuracy);
    };
    std::vector<RunsList::Line> kept;
    for (std::size_t i = 0; i < m_kept.all().size(); ++i) {
        const KeptRun& run = m_kept.all()[i];
        const QString& name = names[static_cast<qsizetype>(i) + 1];
        kept.push_back({name.isEmpty() ? tr("same settings") : name, reached(run.history), run.number});
    }
    const QString present = names[0].isEmpty() ? tr("this run") : tr("now: %1").arg(names[0]);
    m_inspector->runs()->show({present, reached(m_session.history())}, kept);
}

Reel TrainingPage::reel() const {
    constexpr QSizeF card(1304, 652); // these figures are twice as wide as high
    if (const TrainingView* shown = view(); shown && shown->figure({800, 400}, m_style, choices(), std::nullopt))
        return {1,
                [view = QPointer(shown), choices = choices()](int, QSizeF size, const Style& style) {
                    return view ? view->figure(size, style, choices, std::nullopt) : nullptr;
                },
                card};
    return {1,
            [picture = m_picture](int, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                return networkStrip(size, style, picture);
            },
            card};
}

std::vector<NamedNumbers> TrainingPage::numbers() const {
    if (const TrainingView* shown = view()) return shown->numbers();
    const NetworkPicture& p = *m_picture;
    std::vector<NamedNumbers> all;
    for (const NetworkPart& part : p.parts) {
        const cnn::Shape shape = partShape(p, part.part);
        const QString layer = QString::fromStdString(p.network->name(part.layer));
        const QString size = shape.h * shape.w == 1 ? QString::number(shape.c)
                                                    : QString("%1@%2x%3").arg(shape.c).arg(shape.h).arg(shape.w);
        if (part.kind == NetworkPart::Kernels)
            all.push_back({layer + " kernels", cnn::Tensor(shape, p.network->layer(0).parameters()[0].value.values())});
        else if (part.kind == NetworkPart::Classes)
            all.push_back({"class probabilities", cnn::Tensor({shape.c, 1, 1, 1}, probabilities(p))});
        else
            all.push_back({part.kind == NetworkPart::Input ? part.part : part.heading.toLower() + ' ' + size,
                           p.trace.values[part.value]});
    }
    return all;
}

std::optional<NetworkExport> TrainingPage::networkExport() const {
    NetworkExport out{m_picture->network, {}, image(), caption(), m_scene.settings, {}, m_session.data()};
    const double progress = m_past ? m_past->progress : m_session.progress();
    out.name = progress > 0 ? tr("Network after %1 epochs").arg(fixed(progress, 2)) : tr("Network before training");
    // Where the network labels them anew, the files' labels are others.
    const bool asInFiles = m_shown && m_session.data() && m_loader.find(*m_shown) == m_session.data();
    if (asInFiles && m_shown == DataSource{DataSource::FashionMnist, {}})
        out.imagesFolder = QString::fromStdString(cnn::findFashionMnist().value_or("").string());
    else if (asInFiles && m_shown->folder.isValidUtf16() &&
             !QDir(m_shown->folder).entryList({"t10k-images?idx3-ubyte*"}).isEmpty())
        out.imagesFolder = m_shown->folder;
    out.course = courseOf(m_session.history(), out.name);
    out.course.how = howItLearns({&m_scene, &m_session.history()});
    const QStringList names = runNames();
    for (std::size_t i = 0; i < m_kept.all().size(); ++i) {
        const KeptRun& run = m_kept.all()[i];
        out.course.kept.push_back(
            {names[static_cast<qsizetype>(i) + 1], keptPoints(run.history), run.number, watchedWith(run.history)});
    }
    out.film = [this] { return filmOf(m_session.timeLine(), m_session.history()); };
    return out;
}

void TrainingPage::settle(int step) {
    m_loader.wait();
    m_reading.wait();
    const auto steps = static_cast<std::size_t>(std::max(0, step));
    if (m_session.begun() && m_session.history().steps() > steps) begin(false);
    if (m_session.begun()) m_session.trainTo(steps);
    m_stripSoon.now();
    m_chartsSoon.now();
    m_viewWorker.wait();
    m_confusionWorker.wait();
}

} // namespace ui
