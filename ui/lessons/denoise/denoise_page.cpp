#include "ui/lessons/denoise/denoise_page.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/db_contents.h"
#include "ui/lessons/denoise/denoise_code.h"
#include "ui/lessons/denoise/denoise_figures.h"
#include "ui/lessons/denoise/denoise_questions.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/lessons/training/run_course.h"
#include "ui/lessons/training/run_words.h"
#include "ui/media/labelled_data.h"
#include "ui/model/opening_limit.h"
#include "ui/model/run_commands.h"

#include <QKeyEvent>
#include <algorithm>

namespace ui {
namespace {

using Scene = DenoiseScene;

constexpr int picturesPause = 50, chartsPause = 100; // ms: at most 20 and 10 a second
constexpr int warmest = 2000;                        // ms of learning at the opening

std::shared_ptr<const cnn::DataSplit> sameShape(std::shared_ptr<const cnn::DataSplit> images, const cnn::Shape& shape) {
    return images && images->test.shape == shape ? images : nullptr;
}

} // namespace

DenoisePage::DenoisePage()
    : m_lab(*undoStack()), m_stage(new DenoiseStage), m_inspector(new DenoiseInspector(m_lab)), m_bar(new TrainingBar),
      m_hands(m_lab, m_stage->canvas(), [this] { return moment().pictures; }),
      m_picturesSoon(picturesPause, [this] { showPictures(); }), m_chartsSoon(chartsPause, [this] { showCharts(); }) {
    connectMaterial();
    connectRun();
    connectInspector();
    connectStage();
}

DenoisePage::~DenoisePage() {
    // Those that no shell has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_stage, m_inspector, m_bar})
        if (part && !part->parent()) delete part;
}

void DenoisePage::connectMaterial() {
    const auto sayWhere = [this] {
        if (m_stage) m_stage->setLine(line());
    };
    connect(&m_material, &RunMaterial::progressed, this, sayWhere);
    connect(&m_material, &RunMaterial::edited, this, &DenoisePage::editRun);
    connect(&m_material, &RunMaterial::arrived, this, [this](const TrainingScene& scene) {
        Scene next = denoiseScene();
        static_cast<TrainingScene&>(next) = scene;
        if (next.source.colours == DataSource::AsFound) next.source.colours = DataSource::Grey;
        m_lab.load(next);
    });
    connect(&m_material, &RunMaterial::refused, this, &Page::notice);
    connect(&m_material, &RunMaterial::said, this, &Page::news);
    connect(&m_files, &TrainingFiles::edited, this, &DenoisePage::editRun);
    connect(&m_files, &TrainingFiles::refused, this, &Page::notice);
    connect(&m_files, &TrainingFiles::said, this, &Page::news);
    connect(&m_feed, &PictureFeed::arrived, this, &DenoisePage::showNow);
    connect(&m_feed, &PictureFeed::refused, this, &Page::notice);
}

void DenoisePage::connectRun() {
    connect(&m_run, &TrainingRun::changed, this, [this] {
        warmUp();
        m_picturesSoon.soon();
        m_chartsSoon.soon();
    });
    connect(&m_run, &TrainingRun::keepsakeChanged, this, &Page::keepsakeChanged);
    connect(&m_run, &TrainingRun::refused, this, &Page::notice);
    connect(&m_run, &TrainingRun::said, this, &Page::news);
    m_bar->setNoBatchKey();
    connect(m_bar, &TrainingBar::startOrPause, this, [this] { learn(&TrainingRun::startOrPause); });
    connect(m_bar, &TrainingBar::oneBatch, this, [this] { learn(&TrainingRun::oneBatch); });
    connect(m_bar, &TrainingBar::oneEpoch, this, [this] { learn(&TrainingRun::oneEpoch); });
    connect(m_bar, &TrainingBar::startOver, this, [this] {
        m_warm = Warm::Done;
        emit notice({}); // what was said was of the run that ends
        ui::startOver(m_run, *undoStack(), [this] { write(); });
    });
    connect(m_bar, &TrainingBar::moved, this, [this](double progress) {
        m_warm = Warm::Done;
        m_run.lookAt(progress);
        showNow();
    });
    connect(&m_scores, &RivalsOnTest::measured, this, [this] { m_chartsSoon.now(); });
    connect(&m_work, &LiveWork::failed, this, &Page::notice);
}

void DenoisePage::connectInspector() {
    connect(&m_lab, &DenoiseLab::changed, this, &DenoisePage::write);
    connect(m_inspector, &DenoiseInspector::refused, this, &Page::notice);
    connect(m_inspector, &DenoiseInspector::sourceChosen, this, &DenoisePage::choose);
    connect(m_inspector, &DenoiseInspector::folderWanted, this, [this] { m_files.askForFolder(m_inspector); });
    connect(m_inspector, &DenoiseInspector::fileWanted, this, [this] { m_files.askForFile(m_inspector); });
    connect(m_inspector->runs(), &RunsList::removed, this, [this](int index) {
        undoStack()->push(new ForgetCommand(m_run, static_cast<std::size_t>(index)));
        m_chartsSoon.now();
    });
}

void DenoisePage::connectStage() {
    m_stage->canvas()->setBuilder([this](QSizeF size, const Style& style) {
        return m_picture ? denoiseFigure(size, style, m_picture, m_hands.hover()) : nullptr;
    });
    connect(&m_hands, &DenoiseHands::edited, this, &DenoisePage::edit);
    connect(&m_hands, &DenoiseHands::drawn, this, &DenoisePage::showPictures);
    connect(&m_hands, &DenoiseHands::keyPressed, this, &DenoisePage::useKey);
    connect(m_stage, &DenoiseStage::wayOut, this, &DenoisePage::slowDown);
    connect(m_stage, &DenoiseStage::viewChosen, this, [this](Scene::View view) {
        Scene next = denoiseScene();
        next.shows = view;
        edit(next, tr("view"));
    });
    connect(m_stage, &DenoiseStage::toolChosen, this, [this](Scene::Tool tool) {
        Scene next = denoiseScene();
        next.tool = tool;
        edit(next, tr("what the mouse does"));
    });
    LookPanel* panel = m_stage->look();
    connect(&m_files, &TrainingFiles::lookWanted, panel, &LookPanel::look);
    connect(panel, &LookPanel::progressed, this, [this] { m_stage->setLine(line()); });
    connect(panel, &LookPanel::refused, this, &Page::notice);
    connect(panel, &LookPanel::shown, this, [this](bool inSight) {
        m_bar->setEnabled(!inSight);
        m_stage->setLine(line());
    });
    connect(panel, &LookPanel::wanted, this,
            [this](const QString& path, const cnn::DataWish& wish) { choose(sourceOf(path, wish, false)); });
}

// ---- the scene -----------------------------------------------------------------------------------------------------

Scene DenoisePage::possible(const QJsonObject& object) {
    Scene scene = denoiseSceneFrom(object);
    static_cast<TrainingScene&>(scene) = m_material.possible(scene);
    return scene;
}

void DenoisePage::setScene(const QJsonObject& scene, const QString& why) {
    edit(possible(scene), why);
    m_run.startOver();
}

void DenoisePage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_stage->setTitle(lesson.headline);
    m_inspector->setWords(lesson.controls, lesson.notice);
    const Scene opened = possible(lesson.scene);
    m_warm = opened.warm > 0 ? Warm::Wanted : Warm::Done;
    m_run.setScene(opened);
    m_lab.open(opened);
    m_material.begin();
    write();
}

void DenoisePage::setStyle(const Style& style) {
    m_stage->setStyle(style);
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    showCharts();
}

void DenoisePage::edit(const Scene& scene, const QString& what, int key) {
    emit notice({});
    m_lab.edit(what, scene, key);
}

void DenoisePage::editRun(const TrainingScene& scene, const QString& what) {
    Scene next = denoiseScene();
    if (scene.source != next.source || !samePicture(scene, next)) next.spoilt.clear();
    static_cast<TrainingScene&>(next) = scene;
    edit(next, what);
}

// Shows the scene and lets the run follow it.
void DenoisePage::write() {
    if (m_run.setScene(denoiseScene())) m_material.begin();
    m_feed.want(denoiseScene(), m_material.images().get());
    m_scores.measure(m_material.images(), denoiseScene().settings.noise);
    const auto data = m_material.source();
    m_inspector->showScene(data ? QString::fromStdString(data->name) : denoiseScene().source.folder);
    m_stage->showScene(denoiseScene());
    showNow();
    emit stateChanged();
}

// Pictures are read in grey unless colour was asked for: then each has three channels.
void DenoisePage::choose(DataSource source) {
    if (source.colours == DataSource::AsFound) source.colours = DataSource::Grey;
    m_files.choose(source);
}

bool DenoisePage::openFile(const QString& path) {
    return !path.endsWith(".onnx", Qt::CaseInsensitive) && m_files.open(path);
}

QString DenoisePage::openFilter() const {
    return tr("Images (%1)").arg(labelledDataPatterns());
}

bool DenoisePage::takePicture(const SharedPicture& given) {
    m_files.take(given);
    return true;
}

void DenoisePage::takeUp(const QByteArray& bytes, const QString& name) {
    m_warm = Warm::Done;
    m_run.recover(bytes, name);
}

// ---- the run -------------------------------------------------------------------------------------------------------

void DenoisePage::learn(void (TrainingRun::*how)()) {
    m_warm = Warm::Done;
    if (const QString why = m_material.nothingToLearn(); !why.isEmpty())
        emit notice(tr("%1 So there is nothing to learn from: choose other images, or fewer halvings.").arg(why));
    (m_run.*how)();
}

void DenoisePage::slowDown() {
    Scene next = denoiseScene();
    next.settings.learningRate = m_run.slowerRate();
    edit(next, tr("learning rate %1").arg(QString::number(next.settings.learningRate, 'g', 6)));
    m_run.beginAgain(true);
}

// A page that is looked at for the first time learns for a moment, so that there is something to see.
void DenoisePage::warmUp() {
    if (m_warm == Warm::Done || !m_active || !m_run.begun()) return;
    const TrainingSession& session = m_run.session();
    const std::size_t steps = session.history().steps();
    if (m_warm == Warm::Wanted && session.network() && session.state() == cnn::RunState::Paused) {
        m_warm = steps == 0 ? Warm::Learning : Warm::Done;
        m_warmSince.start();
        if (m_warm == Warm::Learning) m_run.startOrPause();
    } else if (m_warm == Warm::Learning && session.running() &&
               (steps >= static_cast<std::size_t>(std::min(denoiseScene().warm, learnedAtMost)) ||
                m_warmSince.elapsed() > warmest)) {
        m_warm = Warm::Done;
        m_run.startOrPause();
    }
}

void DenoisePage::setActive(bool active) {
    m_active = active;
    m_run.setWatched(active);
    warmUp();
}

// Keys that work whatever the card shows.
void DenoisePage::useKey(QKeyEvent* event) {
    event->accept();
    if (event->key() == Qt::Key_Escape && m_stage->look()->leave()) return;
    if (event->key() == Qt::Key_Escape && m_material.busy()) return m_material.stop();
    // In front of a class Space is the clicker's.
    if (event->key() == Qt::Key_Space || event->key() == Qt::Key_T) return learn(&TrainingRun::startOrPause);
    event->ignore();
}

// ---- what is on show -----------------------------------------------------------------------------------------------

std::shared_ptr<const cnn::Network> DenoisePage::network() const {
    const auto network = m_run.network();
    return network ? network : m_material.untrained();
}

// The network on show is still that of other images.
bool DenoisePage::isBeingBuilt() const {
    const auto images = m_material.images();
    const auto shown = network();
    return shown->outputShape() != shown->inputShape() || (images && images->test.shape != shown->inputShape());
}

DenoiseMoment DenoisePage::moment() const {
    const Scene& scene = m_hands.scene();
    DenoiseMoment m;
    m.network = network();
    m.learned = m_material.images();
    m.loss = scene.settings.loss;
    m.coder = scene.coder;
    m.noise = shownNoise(scene);
    m.learning = m_run.settings().noise;
    const cnn::Shape& shape = m.network->inputShape();
    m.pictures = shownPictures(scene, sameShape(m_feed.images(scene, m_material.images()), shape).get(), shape);
    m.view = scene.shows;
    m.tool = scene.tool;
    m.wipe = scene.wipe;
    m.between = scene.between;
    m.other = scene.other;
    m.rivals = m_curves;
    return m;
}

void DenoisePage::showNow() {
    m_atOnce = true;
    m_picturesSoon.now();
    m_chartsSoon.now();
}

// What can be told at once is; the rest follows from a thread.
void DenoisePage::showPictures() {
    if (!m_stage || !m_material.untrained() || (m_picture && isBeingBuilt())) return;
    const DenoiseMoment now = moment();
    if (!m_picture) {
        m_picture = std::make_shared<const DenoisePicture>(lookAt(now));
    } else {
        auto shown = std::make_shared<DenoisePicture>(*m_picture);
        if (m_hands.drawing() && now.network == shown->network) *shown = withLarge(*shown, now.pictures, now.noise);
        shown->view = now.view;
        shown->tool = now.tool;
        shown->wipe = now.wipe;
        shown->between = now.between;
        shown->covered = m_covered;
        m_picture = std::move(shown);
    }
    m_stage->canvas()->refresh();
    if (m_hands.drawing()) return;
    m_work.ask(
        [this, now]() -> LiveWork::Work {
            return [this, now](const std::stop_token& stop) -> LiveWork::Show {
                auto made = std::make_shared<DenoisePicture>(lookAt(now, stop));
                return [this, made] { follow(std::move(*made)); };
            };
        },
        std::exchange(m_atOnce, false));
}

// What was moved meanwhile stays where it is.
void DenoisePage::follow(DenoisePicture made) {
    if (!m_stage || !m_inspector) return;
    made.tool = denoiseScene().tool;
    made.wipe = denoiseScene().wipe;
    made.covered = m_covered;
    if (made.rivals) m_curves = made.rivals;
    m_picture = std::make_shared<const DenoisePicture>(std::move(made));
    m_stage->canvas()->refresh();
    showCosts();
    if (!m_covered.isEmpty()) emit stateChanged(); // another answer may be right now
}

void DenoisePage::showCharts() {
    if (!m_stage || !m_bar) return;
    m_scores.measure(m_material.images(), denoiseScene().settings.noise);
    const auto shown = m_run.past() ? std::optional(m_run.progress()) : std::nullopt;
    m_stage->psnr()->show(courseContent(m_run, m_scores.scores()));
    m_stage->loss()->showRun(courseOf(m_run, {}), standOf(m_run));
    const RunLines lines = runLines(m_run);
    m_inspector->runs()->show(lines.present, lines.kept);
    showCosts();
    m_stage->setLine(line());
    m_bar->showRun(m_run.begun() ? &m_run.session() : nullptr, shown);
    const Trouble trouble = troubleOf(m_run);
    m_stage->setTrouble(trouble.sentence, trouble.wayOut);
}

void DenoisePage::showCosts() {
    if (!m_picture) return;
    const bool known = m_scores.scores().has_value();
    m_inspector->showWords(costWords(*m_picture, known ? std::optional(m_scores.entropyFloor()) : std::nullopt));
}

QString DenoisePage::line() const {
    for (const QString& reading : {m_stage->look()->reading(), m_material.reading()})
        if (!reading.isEmpty()) return reading;
    if (m_stage->look()->isVisibleTo(m_stage))
        return tr("This is what was found. The run stays as it is until you take it.");
    if (const QString why = m_material.nothingToLearn(); !why.isEmpty()) return why;
    return courseLine(m_run, m_lesson.line, {});
}

// ---- what it hands out ---------------------------------------------------------------------------------------------

void DenoisePage::cover(const QString& id) {
    if (std::exchange(m_covered, id) != id) showNow();
}

std::vector<Question> DenoisePage::questions() const {
    if (!m_picture || denoiseScene().shows != Scene::Pictures) return {}; // the others would give the answers away
    return denoiseQuestions(*m_picture);
}

QString DenoisePage::code(CodeDialect dialect) const {
    return m_picture ? denoiseCode(*m_picture, dialect) : QString();
}

std::vector<NamedNumbers> DenoisePage::numbers() const {
    return m_picture ? denoiseNumbers(*m_picture) : std::vector<NamedNumbers>();
}

Reel DenoisePage::reel() const {
    return {1,
            [picture = m_picture](int, QSizeF size, const Style& style) { return denoiseFigure(size, style, picture); },
            QSizeF(1304, 560)};
}

// As logits its outputs would be no pictures for whoever reads the file.
void DenoisePage::saveFile(const QString& path) {
    saveRun(m_run, cnn::givingPictures(*m_picture->network, m_picture->loss), path);
}

// The network stays as it learns: what goes on with it knows its loss.
std::optional<NetworkExport> DenoisePage::networkExport() const {
    NetworkExport out{m_picture->network, {}, m_picture->noisy.large, m_picture->pictures.name};
    out.settings = denoiseScene().settings;
    out.data = m_run.session().data();
    out.imagesFolder = m_material.folder();
    const double progress = m_run.progress();
    out.name = progress > 0 ? tr("Network after %1 epochs").arg(fixed(progress, 2)) : tr("Network before training");
    out.course = courseOf(m_run, out.name);
    out.film = [this] { return filmOf(m_run.session().timeLine(), m_run.session().history()); };
    return out;
}

// As somebody sees it who waits a moment.
int DenoisePage::firstPicture() const {
    return denoiseScene().warm;
}

void DenoisePage::settle(int step) {
    m_warm = Warm::Done; // it learns as far as is said
    m_stage->look()->wait();
    m_material.wait();
    m_feed.wait();
    m_run.settle(static_cast<std::size_t>(std::max(0, step)));
    m_scores.wait();
    m_picturesSoon.now();
    m_chartsSoon.now();
    m_scores.wait();
    m_work.wait();
    m_chartsSoon.now();
}

} // namespace ui
