// TrainingPage: what it shows and hands out.
#include "core/train/sources.h"
#include "ui/figure/number_text.h"
#include "ui/pages/run_course.h"
#include "ui/pages/training_page.h"

#include <QDir>
#include <QFileInfo>

namespace ui {

cnn::Tensor TrainingPage::image() const {
    if (!m_scene.drawing.isEmpty()) return Drawing::tensor(m_scene.drawing);
    const auto& data = m_session.data();
    if (!data) return Drawing::tensor(Drawing::blank());
    const std::size_t index = static_cast<std::size_t>(m_scene.testImage) % data->test.size();
    cnn::Tensor image;
    data->test.gather(std::span(&index, 1), image);
    return image;
}

QString TrainingPage::caption() const {
    const auto over = [this](const QString& what) { return m_scene.drawnOver ? tr("%1, drawn over").arg(what) : what; };
    if (!m_scene.picture.isEmpty()) return over(m_scene.picture);
    if (m_scene.drawing == Drawing::blank()) return tr("Empty: draw here");
    if (!m_scene.drawing.isEmpty() && !m_scene.drawnOver) return tr("Your drawing");
    if (!m_session.data()) return tr("No image yet");
    const auto& test = m_session.data()->test;
    const std::size_t index = static_cast<std::size_t>(m_scene.testImage) % test.size();
    const QString image = tr("Test image %1").arg(grouped(static_cast<qint64>(index) + 1));
    if (m_scene.drawnOver) return over(image);
    return image + ": " + QString::fromStdString(test.classNames[static_cast<std::size_t>(test.labels[index])]);
}

void TrainingPage::showStrip() {
    if (!m_stage) return;
    const auto& data = m_session.data();
    const std::vector<std::string> names = data ? data->test.classNames : std::vector<std::string>{};
    auto picture = std::make_shared<NetworkPicture>();
    picture->network = m_past ? m_past->network : m_session.network() ? m_session.network() : m_untrained;
    picture->network->forward(image(), picture->trace);
    for (std::size_t i = 0; i < 10; ++i)
        picture->classNames << (i < names.size() ? QString::fromStdString(names[i]) : QString::number(i));
    picture->caption = caption();
    if (data && m_scene.drawing.isEmpty())
        picture->trueClass = data->test.labels[static_cast<std::size_t>(m_scene.testImage) % data->test.size()];
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
    if (!m_session.data()) return readingLine(name(m_scene.source), m_loader.progress());
    const QString images = grouped(static_cast<qint64>(m_session.learnedImages()));
    if (m_session.history().steps() == 0 && !m_scene.network.isEmpty())
        return tr("The weights come from %1. %2 images are ready.").arg(QFileInfo(m_scene.network).fileName(), images);
    if (m_session.history().steps() == 0)
        return tr("Not trained yet: every weight is a random number. %1 images are ready.").arg(images);
    if (m_past)
        return tr("As it was after %1 passes. Start goes on from here, as a new run.").arg(fixed(m_past->progress, 2));
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
        chart->showRuns({m_session.history(), m_scene.settings.epochs, diverged, shown, m_kept.all()});
    showRuns();
    m_stage->setLine(line());
    m_bar->showRun(m_session.begun() ? &m_session : nullptr, shown);
    if (!diverged) {
        m_stage->setTrouble({}, {});
        return;
    }
    const double rate = m_session.settings().learningRate;
    m_stage->setTrouble(tr("The loss grew beyond all bounds after %1. Learning rate %2 is too large.")
                            .arg(counted(static_cast<qint64>(m_session.history().steps()), tr("step"), tr("steps")),
                                 QString::number(rate, 'g', 6)),
                        tr("Start over with %1").arg(QString::number(rate / 10, 'g', 6)));
}

void TrainingPage::showRuns() {
    const auto reached = [](const TrainingHistory& history) {
        return history.tests().empty() ? QString() : percent(history.tests().back().test.accuracy);
    };
    std::vector<RunsList::Line> kept;
    for (const KeptRun& run : m_kept.all()) {
        const QString special = difference(run.scene, m_scene);
        kept.push_back({special.isEmpty() ? tr("same settings") : special, reached(run.history)});
    }
    m_inspector->runs()->show({tr("this run"), reached(m_session.history())}, kept);
}

Reel TrainingPage::reel() const {
    if (const TrainingView* shown = view(); shown && shown->figure({800, 400}, m_style, choices(), std::nullopt))
        return {1, [view = QPointer(shown), choices = choices()](int, QSizeF size, const Style& style) {
                    return view ? view->figure(size, style, choices, std::nullopt) : nullptr;
                }};
    return {1, [picture = m_picture](int, QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
                return std::make_unique<NetworkFigure>(size, style, picture);
            }};
}

std::vector<NamedNumbers> TrainingPage::numbers() const {
    if (const TrainingView* shown = view()) return shown->numbers();
    const NetworkPicture& p = *m_picture;
    const auto stage = [&](const char* part) { return p.trace.values[networkPart(part).value]; };
    cnn::Tensor kernels({6, 5, 5, 1}, p.network->layer(0).parameters()[0].value.values());
    return {{"input", stage("input")},
            {"conv1 kernels", std::move(kernels)},
            {"maps 6@28x28", stage("maps1")},
            {"pooled 6@14x14", stage("pooled1")},
            {"maps 16@10x10", stage("maps2")},
            {"pooled 16@5x5", stage("pooled2")},
            {"dense 120", stage("dense1")},
            {"dense 84", stage("dense2")},
            {"class probabilities", cnn::Tensor({10, 1, 1, 1}, probabilities(p))}};
}

std::optional<NetworkExport> TrainingPage::networkExport() const {
    NetworkExport out{m_picture->network, {}, image(), caption(), m_scene.settings, {}, m_session.data()};
    const double progress = m_past ? m_past->progress : m_session.progress();
    out.name = progress > 0 ? tr("Network after %1 epochs").arg(fixed(progress, 2)) : tr("Network before training");
    if (m_shown == DataSource{DataSource::FashionMnist, {}})
        out.imagesFolder = QString::fromStdString(cnn::findFashionMnist().value_or("").string());
    else if (m_shown && !QDir(m_shown->folder).entryList({"t10k-images?idx3-ubyte*"}).isEmpty())
        out.imagesFolder = m_shown->folder;
    out.course = courseOf(m_session.history(), out.name);
    out.film = filmOf(m_session.timeLine(), m_session.history());
    return out;
}

void TrainingPage::settle(int step) {
    m_loader.wait();
    m_reading.wait();
    if (!m_session.begun()) return;
    const auto steps = static_cast<std::size_t>(std::max(0, step));
    if (m_session.history().steps() > steps) begin(false);
    m_session.trainTo(steps);
    m_stripSoon.now();
    m_chartsSoon.now();
    m_viewWorker.wait();
    m_confusionWorker.wait();
}

} // namespace ui
