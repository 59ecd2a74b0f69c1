#include "ui/lessons/training/training_page.h"

#include "ui/lessons/training/beside/beside_view.h"
#include "ui/lessons/training/dive/dive_path.h"
#include "ui/lessons/training/run_course.h"
#include "ui/lessons/training/run_words.h"
#include "ui/lessons/training/strip/network_numbers.h"
#include "ui/lessons/training/strip/network_strip.h"
#include "ui/lessons/training/training_moment.h"
#include "ui/lessons/training/training_questions.h"
#include "ui/lessons/training/training_views.h"
#include "ui/media/image_io.h"
#include "ui/model/drawing.h"
#include "ui/model/edit_command.h"
#include "ui/model/opening_limit.h"
#include "ui/model/packed_photo.h"
#include "ui/model/run_commands.h"

#include <QKeyEvent>
#include <algorithm>

namespace ui {
namespace {

constexpr QSize cameraSize(320, 320);            // at most: enough for a digit, and for the steps before the next frame
constexpr int mapsPause = 50, chartsPause = 100; // ms: at most 20 and 10 a second

// Whether what is on show is what the run learns.
bool isOfRun(const TrainingKind& kind, const QString& view) {
    const auto shown = std::ranges::find(kind.views(), view, &TrainingViewKind::id);
    return shown == kind.views().end() || shown->ofRun;
}

} // namespace

TrainingPage::TrainingPage(const TrainingKind& kind)
    : m_kind(kind), m_stage(new TrainingStage(kind.views())), m_inspector(new TrainingInspector),
      m_bar(new TrainingBar), m_strip(m_stage->strip()), m_stripSoon(mapsPause, [this] { showStrip(); }),
      m_chartsSoon(chartsPause, [this] { showCharts(); }), m_views(m_stage, kind.views()) {
    connectMaterial();
    connectRun();
    connectInspector();
    connectLook();
    connectStrip();
    connectViews();
    connectCamera();
}

TrainingPage::~TrainingPage() {
    // Those that no shell has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_stage, m_inspector, m_bar})
        if (part && !part->parent()) delete part;
}

void TrainingPage::connectMaterial() {
    connect(&m_material, &RunMaterial::progressed, this, [this] {
        if (m_stage) m_stage->setLine(line());
    });
    connect(&m_material, &RunMaterial::edited, this,
            [this](const auto& scene, const QString& what) { edit(scene, what); });
    connect(&m_material, &RunMaterial::arrived, this, &TrainingPage::write);
    connect(&m_material, &RunMaterial::refused, this, &Page::notice);
    connect(&m_material, &RunMaterial::said, this, &Page::news);
    connect(&m_files, &TrainingFiles::edited, this,
            [this](const auto& scene, const QString& what) { edit(scene, what); });
    connect(&m_files, &TrainingFiles::refused, this, &Page::notice);
    connect(&m_files, &TrainingFiles::said, this, &Page::news);
}

void TrainingPage::connectRun() {
    connect(&m_run, &TrainingRun::changed, this, [this] {
        m_stripSoon.soon();
        m_chartsSoon.soon();
    });
    connect(&m_run, &TrainingRun::keepsakeChanged, this, &Page::keepsakeChanged);
    connect(&m_run, &TrainingRun::refused, this, &Page::notice);
    connect(&m_run, &TrainingRun::said, this, &Page::news);
    connect(m_bar, &TrainingBar::startOrPause, this, [this] { learn(&TrainingRun::startOrPause); });
    connect(m_bar, &TrainingBar::oneBatch, this, [this] { learn(&TrainingRun::oneBatch); });
    connect(m_bar, &TrainingBar::oneEpoch, this, [this] { learn(&TrainingRun::oneEpoch); });
    connect(m_bar, &TrainingBar::startOver, this, &TrainingPage::startOver);
    connect(m_bar, &TrainingBar::moved, this, [this](double progress) {
        m_run.lookAt(progress);
        showNow();
    });
    connect(m_stage, &TrainingStage::wayOut, this, &TrainingPage::takeWayOut);
    connect(m_inspector->runs(), &RunsList::compareWanted, this, &TrainingPage::compare);
    connect(m_inspector->runs(), &RunsList::removed, this, [this](int index) {
        undoStack()->push(new ForgetCommand(m_run, static_cast<std::size_t>(index)));
        m_chartsSoon.now();
    });
}

void TrainingPage::connectInspector() {
    connect(m_inspector, &TrainingInspector::edited, this, &TrainingPage::edit);
    connect(m_inspector, &TrainingInspector::refused, this, &TrainingPage::notice);
    connect(m_inspector, &TrainingInspector::sourceChosen, &m_files, &TrainingFiles::choose);
    connect(m_inspector, &TrainingInspector::folderWanted, this, [this] { m_files.askForFolder(m_inspector); });
    connect(m_inspector, &TrainingInspector::fillWanted, this, &TrainingPage::fill);
    connect(m_inspector, &TrainingInspector::fileWanted, this, [this] { m_files.askForFile(m_inspector); });
}

// New images are looked at before they are read: then one button.
void TrainingPage::connectLook() {
    LookPanel* panel = m_stage->look();
    connect(&m_files, &TrainingFiles::lookWanted, panel, &LookPanel::look);
    connect(panel, &LookPanel::progressed, this, [this] { m_stage->setLine(line()); });
    connect(panel, &LookPanel::refused, this, &Page::notice);
    connect(panel, &LookPanel::shown, this, [this](bool inSight) {
        m_bar->setEnabled(!inSight);
        m_stage->setLine(line());
    });
    connect(panel, &LookPanel::wanted, this, [this](const QString& path, const cnn::DataWish& wish) {
        m_files.choose(sourceOf(path, wish, trainingScene().source.shuffled));
    });
}

void TrainingPage::connectStrip() {
    m_stage->strip()->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        if (!m_picture) return nullptr;
        auto figure = networkStrip(size, style, m_picture, m_pen.isDown() ? std::nullopt : m_strip.hover());
        m_stage->placeTools(figure->tools());
        return figure;
    });
    connect(&m_strip, &StripInput::penDown, this, [this](QPoint at, bool right) {
        m_stage->strip()->setHurried(true); // what follows the pen does not lag behind it
        if (m_live.isEmpty()) m_pen.down(at, right || m_stage->erasing());
    });
    connect(&m_strip, &StripInput::penMoved, &m_pen, &ImagePen::moveTo);
    connect(&m_strip, &StripInput::penUp, this, [this] {
        m_pen.up();
        m_stage->strip()->setHurried(false);
    });
    connect(&m_strip, &StripInput::dotted, this, [this](QPoint at, bool erase) {
        m_pen.down(at, erase);
        m_pen.up();
    });
    connect(&m_pen, &ImagePen::moved, this, [this] { m_stripSoon.now(); });
    connect(&m_pen, &ImagePen::drawn, this, [this](const auto& scene, const QString& what) { edit(scene, what); });
    connect(&m_strip, &StripInput::keyPressed, this, &TrainingPage::useKey);
    connect(m_stage, &TrainingStage::nextImage, this, &TrainingPage::nextImage);
    connect(m_stage, &TrainingStage::clearDrawing, this, [this] {
        edit(withDrawing(trainingScene(), Drawing::blank(shapeOf(images().get())), {}), tr("clear the picture"));
    });
}

void TrainingPage::connectViews() {
    connect(&m_views, &ViewCard::failed, this, &Page::notice);
    connect(&m_views, &ViewCard::keyPressed, this, &TrainingPage::useKey);
    connect(&m_views, &ViewCard::planEdited, m_inspector,
            [this](const cnn::NetworkPlan& plan, const QString& what) { m_inspector->editPlan(plan, what, -1); });
    connect(&m_views, &ViewCard::layerChosen, m_inspector, &TrainingInspector::selectLayer);
    connect(&m_views, &ViewCard::viewChosen, this, &TrainingPage::showView);
    connect(&m_views, &ViewCard::viewLeft, this, &TrainingPage::showView);
    connect(&m_views, &ViewCard::choicesChosen, this, &TrainingPage::showChoices);
    connect(&m_views, &ViewCard::stepWanted, this, &Page::stepWanted);
    connect(&m_views, &ViewCard::weightWanted, this, &TrainingPage::askForWeight);
    connect(&m_views, &ViewCard::weightTyped, this, &TrainingPage::typeWeight);
    connect(&m_strip, &StripInput::opened, this, &TrainingPage::openDive);
    connect(&m_views, &ViewCard::shown, this, [this] {
        const std::size_t asks = questions().size();
        // Another answer may be right now, and the code has other numbers.
        if (std::exchange(m_asks, asks) != asks || (asks > 0 && !session().running())) emit stateChanged();
    });
    connect(&m_views, &ViewCard::testImageChosen, this, &TrainingPage::showTestImage);
}

void TrainingPage::connectCamera() {
    connect(m_stage, &TrainingStage::cameraWanted, this, &TrainingPage::wantCamera);
    connect(m_stage, &TrainingStage::hidden, &m_camera, &Camera::turnOff);
    connect(&m_camera, &Camera::failed, this, &Page::notice);
    connect(&m_camera, &Camera::changed, this, [this] {
        m_live.clear();
        if (!m_stage) return;
        m_stage->showCamera(m_camera.isOn());
        if (m_camera.isOn()) m_stage->setFocus(); // for Space
        m_stage->setLine(line());
        showNow();
    });
    connect(&m_camera, &Camera::arrived, this, [this](const QImage& frame) {
        m_live = PackedPhoto::quick(reduced(frame, cameraSize));
        m_stripSoon.now();
    });
}

// ---- the scene -----------------------------------------------------------------------------------------------------

TrainingScene TrainingPage::possible(const QJsonObject& object) {
    TrainingScene scene = m_material.possible(trainingSceneFrom(object));
    if (std::ranges::none_of(m_kind.views(), [&](const auto& kind) { return kind.id == scene.view; }))
        scene.view.clear();
    return scene;
}

void TrainingPage::setScene(const QJsonObject& scene, const QString& why) {
    edit(possible(scene), why);
    m_run.startOver();
}

void TrainingPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_stage->setTitle(lesson.headline);
    m_inspector->setLesson(lesson);
    m_opened = possible(lesson.scene);
    m_run.setScene(m_opened);
    m_material.begin();
    write(m_opened);
}

void TrainingPage::setStyle(const Style& style) {
    m_stage->setStyle(style);
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_views.setStyle(style);
    showCharts();
}

void TrainingPage::edit(const TrainingScene& scene, const QString& what, int key) {
    emit notice({});
    if (scene == trainingScene()) return;
    if (!samePicture(scene, trainingScene())) m_camera.turnOff();
    undoStack()->push(new EditCommand<TrainingScene>(
        what, trainingScene(), scene, [this](const TrainingScene& value) { write(value); }, key));
}

void TrainingPage::write(const TrainingScene& scene) {
    if (m_run.setScene(scene)) m_material.begin();
    const auto data = m_material.source();
    if (data) m_inspector->setImages(data->train.shape, static_cast<int>(data->train.classNames.size()));
    m_inspector->setScene(trainingScene(), data ? QString::fromStdString(data->name) : scene.source.folder);
    m_stage->setChartsVisible(scene.charts && scene.view != diveViewId); // on the way down all room is needed
    m_views.show(scene.view, scene.choices[scene.view].toObject());
    showNotice();
    showNow();
    emit stateChanged();
}

// ---- what the user does with run and image -------------------------------------------------------------------------

// Says why not, where the images are none to learn from.
void TrainingPage::learn(void (TrainingRun::*how)()) {
    if (const QString why = m_material.nothingToLearn(); !why.isEmpty())
        emit notice(
            tr("%1 So there is nothing to learn from: choose images of its classes, or another network.").arg(why));
    (m_run.*how)();
}

// Keys that work whatever the card shows.
void TrainingPage::useKey(QKeyEvent* event) {
    const int key = event->key();
    event->accept();
    if (key == Qt::Key_Escape && m_stage->look()->leave()) return;
    if (key == Qt::Key_Escape && m_material.busy()) return m_material.stop();
    if (key == Qt::Key_Escape && m_camera.isOn()) return m_camera.turnOff();
    if (key == Qt::Key_Space && !m_live.isEmpty())
        keepFrame();
    else if (key == Qt::Key_Space || key == Qt::Key_T) // in front of a class Space is the clicker's
        learn(&TrainingRun::startOrPause);
    else if (key == Qt::Key_Right)
        learn(&TrainingRun::oneBatch);
    else
        event->ignore();
}

void TrainingPage::setActive(bool active) {
    if (active && !std::exchange(m_looked, true) && m_kind.learnsAtOnce && isOfRun(m_kind, trainingScene().view))
        m_run.startWhenBegun();
    m_run.setWatched(active);
    if (!active) m_camera.turnOff();
}

void TrainingPage::wantCamera(bool on) {
    emit notice({});
    if (!on) return m_camera.turnOff();
    m_camera.turnOn();
}

// It comes back as takePicture().
void TrainingPage::keepFrame() {
    const QImage kept = PackedPhoto::unpacked(m_live);
    m_camera.turnOff();
    emit pictureMade(kept, tr("Camera picture"));
}

bool TrainingPage::takePicture(const SharedPicture& given) {
    m_camera.turnOff();
    m_files.take(given);
    return true;
}

TrainingScene TrainingPage::shownScene() const {
    return m_live.isEmpty() ? m_pen.scene() : withPhoto(trainingScene(), m_live, tr("Camera"));
}

// ---- what is on show -----------------------------------------------------------------------------------------------

void TrainingPage::showNow() {
    m_viewAtOnce = true;
    m_stripSoon.now();
    m_chartsSoon.now();
}

void TrainingPage::showStrip() {
    if (!m_stage) return;
    const TrainingScene scene = shownScene();
    if (m_picture && isBeingBuilt(m_run, m_material, scene)) return;
    auto picture = std::make_shared<NetworkPicture>(pictureOf(m_run, m_material, scene));
    picture->covered = m_covered;
    m_picture = std::move(picture);
    m_stage->strip()->refresh();
    // Both show the same moment.
    m_views.look(momentOf(m_run, m_material, scene, *m_picture), std::exchange(m_viewAtOnce, false));
    if (!m_covered.isEmpty()) emit stateChanged(); // another answer may be right now
}

void TrainingPage::showCharts() {
    if (!m_stage || !m_bar) return;
    const auto shown = m_run.past() ? std::optional(m_run.progress()) : std::nullopt;
    const RunCourse course = courseOf(m_run, {});
    const RunStand stand = standOf(m_run);
    for (TrainingChart* chart : {m_stage->loss(), m_stage->accuracy()}) chart->showRun(course, stand);
    const RunLines lines = runLines(m_run);
    if (std::ranges::any_of(m_kind.views(), [](const auto& kind) { return kind.id == besideViewId; }))
        m_inspector->runs()->setCompared(compared());
    m_inspector->runs()->show(lines.present, lines.kept);
    m_stage->setLine(line());
    m_bar->showRun(m_run.begun() ? &session() : nullptr, shown);
    Trouble trouble = troubleOf(m_run);
    if (trouble.sentence.isEmpty() && drawsBesideClothes())
        trouble = {tr("This network was taught clothes: whatever you draw, it answers with one of them."),
                   tr("Switch to digits")};
    m_stage->setTrouble(trouble.sentence, trouble.wayOut);
}

// The lesson's own stands with what it speaks of: its view, and a network like the one it opened with.
void TrainingPage::showNotice() {
    const TrainingScene& scene = trainingScene();
    const cnn::NetworkPlan network = networkPlan(scene);
    const cnn::Shape input = shapeOf(images().get());
    const int classes = images() ? static_cast<int>(images()->train.classNames.size()) : cnn::usualClasses;
    // What the lessons' own notices are written for.
    const bool usual = m_opened.separate ? scene.separate : input.c == 1 && classes <= mostLeNetClasses;
    const bool lessons = usual && scene.view == m_opened.view && scene.source.shuffled == m_opened.source.shuffled &&
                         sameLayers(network, networkPlan(m_opened));
    m_inspector->setNotice(lessons ? m_lesson.notice : noticeOf(scene.view, network, input, classes, m_kind.views()));
}

QString TrainingPage::line() const {
    const LookPanel* panel = m_stage->look();
    for (const QString& reading : {panel->reading(), m_material.reading()})
        if (!reading.isEmpty()) return reading;
    if (panel->isVisibleTo(m_stage)) return tr("This is what was found. The run stays as it is until you take it.");
    if (m_camera.isOn()) return tr("The camera is on. Space keeps the picture, Escape turns it off.");
    if (const QString why = m_material.nothingToLearn(); !why.isEmpty())
        return tr("%1 The network says what it would take them for.").arg(why);
    if (session().history().steps() == 0 && !isOfRun(m_kind, trainingScene().view)) return m_lesson.line;
    return courseLine(m_run, m_lesson.line, m_material.classesNote());
}

// ---- what it hands out ---------------------------------------------------------------------------------------------

std::vector<Question> TrainingPage::questions() const {
    if (const TrainingView* shown = m_views.view()) return shown->questions();
    if (!m_picture) return {};
    return networkQuestions(*m_picture);
}

void TrainingPage::cover(const QString& id) {
    if (std::exchange(m_covered, id) == id) return;
    m_views.cover(id);
    m_stripSoon.now();
}

Reel TrainingPage::reel() const {
    FigureBuilder figure = m_views.picture();
    if (!figure)
        figure = [picture = m_picture](QSizeF size, const Style& style) { return networkStrip(size, style, picture); };
    return {1, [figure](int, QSizeF size, const Style& style) { return figure(size, style); },
            QSizeF(1304, 652)}; // these figures are twice as wide as high
}

std::vector<NamedNumbers> TrainingPage::numbers() const {
    const TrainingView* shown = m_views.view();
    return shown ? shown->numbers() : networkNumbers(*m_picture);
}

void TrainingPage::settle(int step) {
    m_stage->look()->wait();
    m_material.wait();
    m_run.settle(static_cast<std::size_t>(step > 0 ? step : std::min(trainingScene().learned, learnedAtMost)));
    m_stripSoon.now();
    m_chartsSoon.now();
    m_views.wait();
}

} // namespace ui
