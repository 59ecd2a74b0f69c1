#include "ui/lessons/grids/grids_page.h"

#include "ui/lessons/grids/grids_code.h"
#include "ui/lessons/grids/grids_curves.h"
#include "ui/lessons/grids/grids_questions.h"
#include "ui/lessons/grids/grids_words.h"
#include "ui/media/file_names.h"

#include <QFileInfo>
#include <QKeyEvent>

namespace ui {
namespace {

constexpr int chartPause = 100; // ms: at most 10 a second
constexpr int cursorKey = 1;    // edits that merge: the pixel moved about

} // namespace

GridsPage::GridsPage()
    : LabPage(tr("Image, numbers and strip")), m_bars(new QStackedWidget), m_runsBar(new RunsBar),
      m_runsSoon(chartPause, [this] { refreshRuns(); }) {
    m_bars->addWidget(m_bar);
    m_bars->addWidget(m_runsBar);
    connect(&m_lab, &GridsLab::changed, this, &GridsPage::sceneChanged);
    connect(m_inspector, &GridsInspector::sourceChosen, this, &GridsPage::choose);
    connect(m_inspector, &GridsInspector::pictureWanted, this, [this] { emit pictureWanted(false); });
    connect(&m_images, &GridsImages::progressed, this, [this] { showState(); });
    connect(&m_images, &GridsImages::arrived, this, [this] {
        const bool first = std::exchange(m_firstWhenLoaded, false);
        if (std::exchange(m_runWhenLoaded, false))
            startOrPause();
        else if (first)
            learnFirst();
    });
    connect(&m_images, &GridsImages::refused, this, &Page::notice);
    connect(&m_images, &GridsImages::said, this, &Page::news);
    connect(m_runsBar, &RunsBar::startOrPause, this, &GridsPage::startOrPause);
    connect(m_runsBar, &RunsBar::startOver, this, [this] { m_runs.forget(); });
    connect(&m_runs, &FourRuns::changed, this, [this] { m_runsSoon.soon(); });
}

GridsPage::~GridsPage() {
    if (m_bars && !m_bars->parent()) delete m_bars;
}

// ---- keys and mouse ------------------------------------------------------------------------------------------------

bool GridsPage::handleKey(QKeyEvent* event) {
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) return false;
    const int place = m_lab.scene().place();
    switch (const int key = event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return goToStop(place + (key == Qt::Key_Left ? -1 : 1)), true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        return goToStop(place + (key == Qt::Key_Up ? -imageSide : imageSide)), true;
    case Qt::Key_Home:
    case Qt::Key_End:
        return goToStop(key == Qt::Key_Home ? 0 : imagePlaces - 1), true;
    case Qt::Key_Escape:
        if (!m_images.busy()) return false;
        return m_images.stop(), true;
    case Qt::Key_N:
    case Qt::Key_P:
        return m_images.showNext(key == Qt::Key_N && !(event->modifiers() & Qt::ShiftModifier) ? 1 : -1), true;
    case Qt::Key_Space:
        if (training()) return startOrPause(), true;
        break;
    default:
        break;
    }
    return LabPage::handleKey(event);
}

void GridsPage::step(StepWay way, bool far) {
    if (training())
        startOrPause();
    else
        LabPage::step(way, far);
}

void GridsPage::hover(const std::optional<CellRef>& cell) {
    const auto* figure = static_cast<const GridsFigure*>(m_view->figure());
    const bool before = m_hover.has_value();
    m_hover = cell;
    m_hoverPlace = cell && figure ? figure->placeOf(*cell) : -1;
    // Pointed at among the numbers, they must not run away.
    if (!cell || (cell->part != "numbers" && cell->part != "section"))
        m_centre = m_hoverPlace;
    else if (!before)
        m_centre = m_lab.scene().place();
    showState();
}

void GridsPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (const auto* figure = static_cast<const GridsFigure*>(m_view->figure())) goToStop(figure->placeOf(cell));
}

// Nothing beyond the first and the last.
void GridsPage::goToStop(int place) {
    if (place < 0 || place >= imagePlaces) return;
    m_hover.reset(); // until the pointer moves on
    GridsScene next = m_lab.scene();
    next.row = place / imageSide;
    next.column = place % imageSide;
    if (next == m_lab.scene())
        showState();
    else
        m_lab.edit(tr("Go to a pixel"), next, cursorKey);
}

// ---- scene ----------------------------------------------------------------------------------------------------------

GridsScene GridsPage::read(const QJsonObject& object) const {
    GridsScene scene = GridsImages::possible(gridsSceneFrom(object));
    scene.given = madeReadable(scene.given, m_lab.scene().given);
    return scene;
}

void GridsPage::open(const Lesson& lesson) {
    const GridsScene asked = gridsSceneFrom(lesson.scene);
    m_runWhenLoaded = false;
    m_shown = GridsImages::possible(asked);
    m_images.seekEdge(m_shown.source != asked.source);
    LabPage::open(lesson);
}

void GridsPage::leave() {
    LabPage::leave();
    m_hover.reset();
    m_runs.forget();
}

void GridsPage::setStyle(const Style& style) {
    LabPage::setStyle(style);
    m_runsBar->setStyle(style);
}

void GridsPage::setActive(bool active) {
    LabPage::setActive(active);
    if (!active) {
        m_runWhenActive = m_runs.running();
        m_runs.pause();
    } else if (std::exchange(m_runWhenActive, false))
        m_runs.start();
    else if (!std::exchange(m_looked, true) && training())
        learnFirst();
}

// So that all four curves are there at once.
void GridsPage::learnFirst() {
    m_firstWhenLoaded = !data();
    if (m_firstWhenLoaded || m_runs.begun()) return;
    beginRuns();
    m_runs.startFirst();
}

void GridsPage::sceneChanged() {
    const GridsScene& s = m_lab.scene();
    const GridsScene before = std::exchange(m_shown, s);
    if (!m_order || before.order != s.order)
        m_order = std::make_shared<const cnn::PixelOrder>(
            cnn::shuffledOrder(std::size_t{imagePlaces}, static_cast<std::uint64_t>(s.order)));
    if (m_runs.begun() && needsNewRuns(before, s)) {
        const bool running = m_runs.running();
        m_runs.forget();
        if (running) startOrPause();
    } else if (before.settings.epochs != s.settings.epochs)
        m_runs.setEpochs(s.settings.epochs);
    if (before.stage != s.stage) setPlaying(false);
    m_images.read();
    m_inspector->setImages(data() ? static_cast<int>(data()->test.size()) : 0);
    m_inspector->refresh();
    showState();
    m_runsSoon.now();
    emit stateChanged();
}

void GridsPage::choose(const DataSource& source) {
    emit notice({});
    if (source == m_lab.scene().source) return;
    m_images.choose(source);
    m_inspector->refresh(); // what is chosen counts once it is read
    showState();
}

bool GridsPage::openFile(const QString& path) {
    const QFileInfo file(path);
    if (!isFolder(path) && !file.fileName().contains("-ubyte")) return false;
    choose({DataSource::Folder, isFolder(path) ? path : file.path()});
    return true;
}

bool GridsPage::takePicture(const SharedPicture& given) {
    GridsScene next = m_lab.scene();
    next.stage = GridsScene::Numbers;
    next.own = true;
    next.given = given;
    next.colour = !given->image.allGray();
    m_lab.edit(tr("Take %1").arg(given->name), GridsImages::atEdge(next));
    return true;
}

// ---- the four runs --------------------------------------------------------------------------------------------------

void GridsPage::beginRuns() {
    const GridsScene& s = m_lab.scene();
    m_runs.begin({data(), static_cast<std::size_t>(s.trainImages), static_cast<std::uint64_t>(s.order), s.settings});
}

void GridsPage::startOrPause() {
    emit notice({});
    if (!data()) {
        m_runWhenLoaded = !m_runWhenLoaded;
        return;
    }
    if (m_runs.running()) {
        m_runs.pause();
        return;
    }
    if (!m_runs.begun()) beginRuns();
    m_runs.start();
}

// ---- what is shown --------------------------------------------------------------------------------------------------

QString GridsPage::line() const {
    const GridsScene& s = m_lab.scene();
    if (const QString reading = m_images.reading(); !reading.isEmpty()) return reading;
    if (s.stage == GridsScene::Training && lesson().scene["stage"].toString() != "training")
        return tr("Four networks learn: an MLP and a LeNet, from the images in order and from the shuffled ones.");
    if (s.stage == GridsScene::Numbers && s.shuffled)
        return tr("One order for all images: every number is still there, only its place is another.");
    if (s.inColour()) return tr("In colour every pixel has three numbers: how much red, green and blue.");
    if (s.showsGiven()) return tr("A picture of your own is numbers, too: the brighter, the larger.");
    return lesson().line;
}

GridsPicture GridsPage::picture() const {
    const GridsScene& s = m_lab.scene();
    GridsPicture p;
    p.headline = lesson().headline;
    p.line = line();
    p.image = m_images.pixels();
    p.caption = m_images.caption();
    p.channels = p.image.size() > std::size_t{imagePlaces} ? 3 : 1;
    p.order = m_order;
    p.training = s.stage == GridsScene::Training;
    p.shuffled = s.shuffled || p.training;
    const bool pointing = m_hover && m_hoverPlace >= 0;
    const int here = pointing ? m_hoverPlace : s.place();
    p.row = here / imageSide;
    p.column = here % imageSide;
    p.centre = pointing ? m_centre : here;
    p.covered = m_covered;
    const auto all = data();
    if (!all || !p.training) return p;
    p.epochs = s.settings.epochs;
    p.data = dataLine(*all, static_cast<std::size_t>(s.trainImages));
    p.curves = curvesOf(m_runs, p.epochs);
    return p;
}

std::unique_ptr<Figure> GridsPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<GridsFigure>(picture(), size, style);
}

LessonPage::Steps GridsPage::steps() const {
    if (training()) return {0, 1}; // runs have no steps
    const int place = m_lab.scene().place();
    return {place, imagePlaces, 2 * imageSide, place == 0, place == imagePlaces - 1};
}

void GridsPage::showState() {
    if (m_bars) m_bars->setCurrentIndex(m_lab.scene().stage);
    LabPage::showState();
    // Counting the steps would tell what is asked; whoever walks counts them all the same.
    if (m_bar && !training() && (m_covered == "index" || m_covered == "length")) {
        const Steps now = steps();
        m_bar->setState(0, 0, now.tick, now.atFirst, now.atLast);
    }
}

void GridsPage::showWords() {
    const GridsPicture p = picture();
    m_inspector->showPixel(pixelName(p.place()), p.image.empty() ? QString() : pixelSentence(p));
}

void GridsPage::refreshRuns() {
    if (!m_view) return;
    m_runsBar->showRuns(m_runs, m_lab.scene().settings.epochs);
    if (!training()) return;
    m_view->refresh();
    const QString error = m_runs.error();
    if (!error.isEmpty() && !m_saidFailed) emit notice(error);
    m_saidFailed = !error.isEmpty();
    emit stateChanged();
}

// ---- for the shell --------------------------------------------------------------------------------------------------

Reel GridsPage::reel() const {
    const GridsPicture base = picture();
    if (base.image.empty()) return {};
    return reelOf<GridsFigure>(base.training ? 1 : imagePlaces, base, [](GridsPicture& p, int index) {
        if (p.training) return;
        p.centre = index;
        p.row = index / imageSide;
        p.column = index % imageSide;
    });
}

int GridsPage::reelIndex() const {
    return training() ? 0 : m_lab.scene().place();
}

std::vector<NamedNumbers> GridsPage::numbers() const {
    return gridsNumbers(picture());
}

QString GridsPage::code(CodeDialect dialect) const {
    const GridsPicture p = picture();
    return p.image.empty() ? QString() : gridsCode(p, dialect);
}

std::vector<Question> GridsPage::questions() const {
    GridsPicture p = picture();
    if (p.image.empty()) return {};
    p.row = m_lab.scene().row; // asked is the scene's pixel, whatever is pointed at
    p.column = m_lab.scene().column;
    return gridsQuestions(p, m_runs);
}

// One epoch of each run.
int GridsPage::firstPicture() const {
    const GridsScene& scene = m_lab.scene();
    return training() ? (scene.trainImages + scene.settings.batch - 1) / scene.settings.batch : 0;
}

void GridsPage::settle(int step) {
    m_images.wait();
    if (step > 0 && data() && m_lab.scene().stage == GridsScene::Training) {
        beginRuns();
        m_runs.trainTo(static_cast<std::size_t>(step));
    } else if (step > 0 && step <= imagePlaces) {
        GridsScene next = m_lab.scene();
        next.row = (step - 1) / imageSide;
        next.column = (step - 1) % imageSide;
        m_lab.load(next);
    }
    m_runsSoon.now();
}

} // namespace ui
