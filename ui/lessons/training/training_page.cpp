#include "ui/lessons/training/training_page.h"

#include "core/train/sources.h"
#include "ui/figure/number_text.h"
#include "ui/lessons/training/training_views.h"
#include "ui/model/edit_command.h"
#include "ui/model/setting_words.h"

#include <QFileDialog>
#include <algorithm>

namespace ui {
namespace {

constexpr int mapsPause = 50, chartsPause = 100; // ms: at most 20 and 10 a second

} // namespace

TrainingPage::TrainingPage()
    : m_stage(new TrainingStage), m_inspector(new TrainingInspector), m_bar(new TrainingBar),
      m_stripSoon(mapsPause, [this] { showStrip(); }), m_chartsSoon(chartsPause, [this] { showCharts(); }) {
    connectParts();
    connectDrawing();
    connectViews();
    connectRuns();
    connectConfusion();
}

TrainingPage::~TrainingPage() {
    // Those that no shell has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_stage, m_inspector, m_bar})
        if (part && !part->parent()) delete part;
}

void TrainingPage::connectParts() {
    connect(&m_loader, &DataLoader::loaded, this, &TrainingPage::loaded);
    connect(&m_loader, &DataLoader::failed, this, &TrainingPage::loadFailed);
    const auto showLine = [this] {
        if (m_stage) m_stage->setLine(line());
    };
    connect(&m_loader, &DataLoader::progressed, this, showLine);
    connect(&m_reading, &Background::changed, this, showLine);
    connect(&m_reading, &Background::failed, this, &Page::notice);
    connect(&m_session, &TrainingSession::changed, this, &TrainingPage::sessionChanged);
    connect(m_bar, &TrainingBar::startOrPause, this, &TrainingPage::startOrPause);
    connect(m_bar, &TrainingBar::oneBatch, this, &TrainingPage::oneBatch);
    connect(m_bar, &TrainingBar::oneEpoch, this, &TrainingPage::oneEpoch);
    connect(m_bar, &TrainingBar::startOver, this, &TrainingPage::startOver);
    connect(m_stage, &TrainingStage::wayOut, this, &TrainingPage::slowDown);
    connect(m_inspector, &TrainingInspector::edited, this, &TrainingPage::edit);
    connect(m_inspector, &TrainingInspector::refused, this, &TrainingPage::notice);
    connect(m_inspector, &TrainingInspector::shuffledChosen, this, [this](bool shuffled) {
        DataSource next = m_scene.source;
        next.shuffled = shuffled;
        choose(next);
    });
    connect(m_inspector, &TrainingInspector::sourceChosen, this, [this](DataSource::Kind kind) {
        if (kind != DataSource::Folder) {
            choose({kind, {}, m_scene.source.shuffled});
            return;
        }
        auto* dialog =
            new QFileDialog(m_inspector, tr("Folder with pictures, one subfolder a class, or MNIST's files"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly, false);
        connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& folder) {
            choose({DataSource::Folder, folder, m_scene.source.shuffled});
        });
        dialog->open();
    });
}

// Fashion-MNIST only where it is installed, and the network's file is read.
TrainingScene TrainingPage::possible(const QJsonObject& object) {
    TrainingScene scene = trainingSceneFrom(object);
    if (scene.source.kind == DataSource::FashionMnist && !cnn::findFashionMnist())
        scene.source.kind = DataSource::DrawnDigits;
    needNetwork(scene);
    const auto kinds = trainingViews();
    if (std::none_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.id == scene.view; }))
        scene.view.clear();
    return scene;
}

void TrainingPage::setScene(const QJsonObject& scene, const QString& why) {
    edit(possible(scene), why);
    startOver();
}

void TrainingPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_stage->setTitle(lesson.headline);
    m_inspector->setLesson(lesson);
    const TrainingScene scene = possible(lesson.scene);
    m_scene = m_opened = scene;
    m_untrained = untrained();
    begin(false);
    openView();
    write(scene);
}

void TrainingPage::setStyle(const Style& style) {
    m_style = style;
    m_stage->setStyle(style);
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    showCharts();
}

void TrainingPage::setActive(bool active) {
    if (m_active == active) return;
    m_active = active;
    if (!active) m_runWhenActive = m_session.begun() && m_session.running();
    if (!m_session.begun()) return;
    if (!active)
        m_session.pause();
    else if (m_runWhenActive)
        m_session.resume();
}

void TrainingPage::edit(const TrainingScene& scene, const QString& what, int key) {
    emit notice({});
    if (scene == m_scene) return;
    undoStack()->push(new EditCommand<TrainingScene>(
        what, m_scene, scene, [this](const TrainingScene& value) { write(value); }, key));
}

void TrainingPage::write(const TrainingScene& scene) {
    const TrainingScene before = m_scene;
    m_scene = scene;
    if (needsNewRun(before, scene)) {
        const bool running = m_session.begun() && m_session.running();
        keepRun(before);
        if (m_takenUp) m_kept.keep(std::move(*m_takenUp)); // its images never came
        m_takenUp = m_kept.takeBack(scene);
        m_takenUpWords = m_takenUp && !(m_takenUp->scene.settings == scene.settings)
                             ? tr("The run of this network is back")
                             : tr("The run with these settings is back");
        begin(running);
    } else if (!(before.settings == scene.settings))
        m_session.change(scene.settings);
    const auto data = m_loader.find(scene.source);
    if (data) m_inspector->setImages(data->train.shape, static_cast<int>(data->train.classNames.size()));
    m_inspector->setScene(m_scene, data ? QString::fromStdString(data->name) : scene.source.folder);
    if (before.view != scene.view)
        openView();
    else
        showNotice();
    m_viewAtOnce = true;
    m_stripSoon.now();
    m_chartsSoon.now();
    emit stateChanged();
}

// After the step of undo that this may be part of, with which what was said before goes, and after the news of the
// images or of the window that only now shows this page.
void TrainingPage::noticeLater(const QString& sentence) {
    QMetaObject::invokeMethod(
        this, [this, sentence] { emit notice(sentence); }, Qt::QueuedConnection);
}

void TrainingPage::begin(bool running) {
    const auto data = m_loader.find(m_scene.source);
    if (!data) {
        m_runWhenLoaded = running;
        m_loader.load(m_scene.source);
        return;
    }
    takeFittingNetwork(*data);
    m_shown = m_scene.source;
    m_past.reset();
    const auto images = fitted(data);
    auto taken = std::exchange(m_takenUp, std::nullopt);
    if (!images) {
        m_session.end();
        return sessionChanged();
    }
    if (taken && !taken->classes.isEmpty() && taken->classes != classNames(*images)) {
        noticeLater(tr("The run of before told %1 apart; the images are of %2 now, so it cannot go on.")
                        .arg(taken->classes.join(", "), classNames(*images).join(", ")));
        taken.reset();
    }
    TrainingSession::Plan plan{images, beginning(images), m_scene.settings, running};
    if (taken) {
        auto state = std::make_shared<cnn::TrainerState>(*taken->state);
        state->settings = m_scene.settings;
        plan.resume = state;
        plan.history = taken->history;
        plan.history.cut(state->progress()); // it may have been ahead of what could be kept
        plan.history.mark(state->progress(), taken->scene.settings, m_scene.settings);
        plan.timeLine = taken->moments;
        const bool over = state->epoch >= m_scene.settings.epochs;
        const QString words = over      ? tr("%1, after all its %2 passes.")
                              : running ? tr("%1, after %2 passes, and goes on.")
                                        : tr("%1, after %2 passes. Start goes on with it.");
        // What is set by now may be something else than what it learned with.
        const QString other = settingWords(taken->scene.settings, m_scene.settings);
        emit news(words.arg(m_takenUpWords, fixed(state->progress(), 1)) +
                  (other.isEmpty() || over ? QString() : tr(" From here on: %1.").arg(other)));
    }
    m_session.begin(std::move(plan));
    sessionChanged();
    if (!taken) emit keepsakeChanged();
}

void TrainingPage::choose(const DataSource& source) {
    emit notice({});
    if (source == m_scene.source) return;
    m_wanted = source;
    m_loader.load(source);
    m_stage->setLine(line());
}

void TrainingPage::loaded(const DataSource& source) {
    if (m_wanted == source) {
        m_wanted.reset();
        if (const QString misfit = misfitOf(*m_loader.find(source)); !misfit.isEmpty()) {
            emit notice(tr("The network does not fit these images, so they are not taken. %1").arg(misfit));
            m_stage->setLine(line());
            return;
        }
        TrainingScene next = m_scene;
        next.source = source;
        edit(next, tr("images from %1").arg(QString::fromStdString(m_loader.find(source)->name)));
    } else if (source == m_scene.source && m_shown != source) {
        begin(std::exchange(m_runWhenLoaded, false));
        write(m_scene);
    }
    const std::string note = m_loader.find(source)->note;
    if (!note.empty()) emit news(QString::fromStdString(note));
    openWantedNetwork();
}

void TrainingPage::loadFailed(const DataSource& source, const QString& sentence) {
    emit notice(sentence);
    if (m_wanted == source) {
        m_wanted.reset();
    } else if (source == m_scene.source) {
        // The scene asks for images that are not there: on with what we have, or can make.
        TrainingScene next = m_scene;
        next.source = m_shown.value_or(DataSource{DataSource::DrawnDigits, {}});
        write(next);
    }
    m_stage->setLine(line());
}

// Says why not, where there are images.
bool TrainingPage::canLearn() {
    if (m_foreign)
        emit notice(tr("%1 So there is nothing to learn from: choose images of its classes, or another network.")
                        .arg(m_classesNote));
    return m_session.begun();
}

void TrainingPage::startOrPause() {
    if (!canLearn()) return;
    leavePast();
    if (m_session.running())
        m_session.pause();
    else
        m_session.resume();
}

void TrainingPage::oneBatch() {
    if (!canLearn()) return;
    leavePast();
    m_session.oneBatch();
}

void TrainingPage::oneEpoch() {
    if (!canLearn()) return;
    leavePast();
    m_session.oneEpoch();
}

void TrainingPage::startOver() {
    if (!m_session.begun()) return;
    keepRun(m_scene);
    m_takenUp.reset();
    begin(false);
}

void TrainingPage::slowDown() {
    TrainingScene next = m_scene;
    next.settings.learningRate = slowerRate();
    edit(next, tr("learning rate %1").arg(QString::number(next.settings.learningRate, 'g', 6)));
    begin(true);
}

void TrainingPage::sessionChanged() {
    const bool failed = m_session.state() == cnn::RunState::Failed;
    if (failed && !m_saidFailed) emit notice(m_session.error());
    m_saidFailed = failed;
    m_stripSoon.soon();
    m_chartsSoon.soon();
}

} // namespace ui
