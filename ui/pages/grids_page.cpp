#include "ui/pages/grids_page.h"

#include "core/train/sources.h"
#include "ui/figure/number_text.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <QShortcut>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int side = GridsScene::side, places = GridsScene::places;
constexpr int chartPause = 100; // ms: at most 10 a second
constexpr int cursorKey = 1;    // edits that merge: the pixel moved about
constexpr int imageKey = 2;

// Where an image changes most from one pixel to the next: an edge of what it shows, near its middle.
int edgeOf(std::span<const std::uint8_t> image) {
    int best = places / 2 + side / 2, most = -1;
    for (int y = 6; y < side - 6; ++y)
        for (int x = 6; x < side - 6; ++x) {
            const auto at = [&](int dy, int dx) {
                return int{image[static_cast<std::size_t>((y + dy) * side + x + dx)]};
            };
            const int change = std::abs(at(-1, 0) - at(1, 0)) + std::abs(at(0, -1) - at(0, 1));
            if (change > most && at(0, 0) > 60) {
                most = change;
                best = y * side + x;
            }
        }
    return best;
}

QString nameOf(const DataSource& source) {
    if (source.kind == DataSource::FashionMnist) return "Fashion-MNIST";
    if (source.kind == DataSource::DrawnDigits) return GridsPage::tr("drawn digits");
    return QFileInfo(source.folder).fileName();
}

// A number from a list by steps; any other in the range may be typed.
Stepper* rungs(const QString& name, std::vector<double> rungs, bool whole) {
    const double low = rungs.front(), high = rungs.back();
    Stepper::Rules rules;
    rules.text = [whole](double v) { return whole ? grouped(static_cast<qint64>(v)) : QString::number(v, 'g', 6); };
    rules.read = [low, high, whole](const QString& typed) -> std::optional<double> {
        bool ok = false;
        const double v = QString(typed).remove(QChar(0x202f)).remove(' ').replace(',', '.').toDouble(&ok);
        return ok && v >= low && v <= high && (!whole || v == std::floor(v)) ? std::optional(v) : std::nullopt;
    };
    rules.step = [rungs](double v, int by) {
        const auto up = std::upper_bound(rungs.begin(), rungs.end(), v);
        const auto down = std::lower_bound(rungs.begin(), rungs.end(), v);
        if (by > 0) return up == rungs.end() ? v : *up;
        return down == rungs.begin() ? v : *(down - 1);
    };
    auto* stepper = new Stepper(name, std::move(rules));
    stepper->setToolTip(QString("%1 to %2").arg(low).arg(high));
    return stepper;
}

} // namespace

GridsPage::GridsPage()
    : m_doc(*undoStack()), m_view(new FigureView), m_panel(new SettingsPanel),
      m_settings(std::make_unique<SceneSettings<Document<GridsScene>>>(*m_panel, m_doc)), m_bars(new QStackedWidget),
      m_steps(new StepBar), m_runsBar(new RunsBar), m_pixel(new QLabel), m_sentence(paragraph()),
      m_runsSoon(chartPause, [this] { refreshRuns(); }) {
    m_view->setAccessibleName(tr("Image, numbers and strip"));
    makeSettings();
    m_pixel->setStyleSheet("font-weight: 700");
    m_panel->addSection(tr("This pixel"), m_pixel);
    m_panel->add(m_sentence);
    connectBars();
    connectStage();
    connect(&m_doc, &DocumentSignals::changed, this, &GridsPage::sceneChanged);
    connect(m_panel, &SettingsPanel::refused, this, &Page::notice);
    connect(&m_loader, &DataLoader::loaded, this, &GridsPage::loaded);
    connect(&m_loader, &DataLoader::failed, this, &GridsPage::loadFailed);
    connect(&m_runs, &FourRuns::changed, this, [this] { m_runsSoon.soon(); });
}

GridsPage::~GridsPage() {
    // Those that no shell has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_view, m_panel, m_bars})
        if (part && !part->parent()) delete part;
}

// THE list of settings; a lesson names those that are in sight by their ids.
void GridsPage::makeSettings() {
    using S = GridsScene;
    const auto numbers = [](const S& s) { return s.stage == S::Numbers; };
    const auto training = [](const S& s) { return s.stage == S::Training; };
    auto* source = new DropDown;
    source->addItems({nameOf({DataSource::FashionMnist, {}}), nameOf({DataSource::DrawnDigits, {}})});
    connect(source, &QComboBox::activated, this, [this](int kind) {
        choose({static_cast<DataSource::Kind>(kind), m_doc.scene().source.folder});
    });
    m_panel->addSetting("data", tr("Images"), source, [this, source] {
        const DataSource& now = m_doc.scene().source;
        while (source->count() > DataSource::Folder) source->removeItem(DataSource::Folder);
        if (now.kind == DataSource::Folder) source->addItem(nameOf(now));
        source->setCurrentIndex(now.kind);
        return true;
    });
    m_settings->whole(
        "image", tr("Test image"), 1, 1000000,
        [this](const S& s) {
            const auto all = m_loader.find(s.source);
            return (all ? static_cast<int>(imageIndex(all->test)) : s.image) + 1;
        },
        [](S& s, int v) { s.image = v - 1; });
    m_settings->choice(
        "picture", tr("Picture"), {tr("grey"), tr("colour")}, [](const S& s) { return s.colour ? 1 : 0; },
        [](S& s, int v) { s.colour = v == 1; }, numbers);
    m_settings->choice(
        "shuffle", tr("Shuffle pixels"), {tr("off"), tr("on")}, [](const S& s) { return s.shuffled ? 1 : 0; },
        [](S& s, int v) { s.shuffled = v == 1; }, numbers);
    m_settings->choice(
        "show", tr("Show"), {tr("numbers"), tr("training")}, [](const S& s) { return int{s.stage}; },
        [](S& s, int v) { s.stage = static_cast<S::Stage>(v); });
    m_settings->whole(
        "order", tr("Shuffled order"), 1, S::largestOrder, [](const S& s) { return s.order; },
        [](S& s, int v) { s.order = v; }, {}, false, [](const S& s) { return s.shuffled || s.stage == S::Training; });
    m_settings->number(
        "images", tr("Learn from"), rungs(tr("Learn from"), {100, 1000, 2000, 5000, 10000, 20000, 60000}, true),
        [](const S& s) { return s.trainImages; }, [](S& s, double v) { s.trainImages = static_cast<int>(v); },
        training);
    m_settings->whole(
        "epochs", tr("Epochs"), 1, 100, [](const S& s) { return s.settings.epochs; },
        [](S& s, int v) { s.settings.epochs = v; }, {}, false, training);
    m_settings->number(
        "learningRate", tr("Learning rate"),
        rungs(tr("Learning rate"), {0.0001, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1}, false),
        [](const S& s) { return s.settings.learningRate; }, [](S& s, double v) { s.settings.learningRate = v; },
        training);
    m_settings->number(
        "batch", tr("Batch"), rungs(tr("Batch"), {1, 8, 16, 32, 64, 128, 256, 512}, true),
        [](const S& s) { return s.settings.batch; }, [](S& s, double v) { s.settings.batch = static_cast<int>(v); },
        training);
    m_settings->whole(
        "seed", tr("Seed of weights"), 1, 9999, [](const S& s) { return static_cast<int>(s.settings.seed); },
        [](S& s, int v) { s.settings.seed = static_cast<std::uint64_t>(v); }, {}, false, training);
}

void GridsPage::connectBars() {
    m_steps->setGrainVisible(false);
    m_bars->addWidget(m_steps);
    m_bars->addWidget(m_runsBar);
    const auto go = [this](int place) { goTo(place); };
    connect(m_steps, &StepBar::first, this, [go] { go(0); });
    connect(m_steps, &StepBar::back, this, [this, go] { go(m_doc.scene().place() - 1); });
    connect(m_steps, &StepBar::next, this, [this, go] { go(m_doc.scene().place() + 1); });
    connect(m_steps, &StepBar::last, this, [go] { go(places - 1); });
    connect(m_steps, &StepBar::chosen, this, go);
    connect(m_runsBar, &RunsBar::startOrPause, this, &GridsPage::startOrPause);
    connect(m_runsBar, &RunsBar::startOver, this, &GridsPage::startOver);
    // A presenter's clicker sends these wherever the focus is.
    for (const auto key : {Qt::Key_PageDown, Qt::Key_PageUp})
        connect(new QShortcut(key, m_bars), &QShortcut::activated, this, [this, key] {
            if (m_doc.scene().stage == GridsScene::Training)
                startOrPause();
            else
                goTo(m_doc.scene().place() + (key == Qt::Key_PageDown ? 1 : -1));
        });
}

void GridsPage::connectStage() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        const auto* figure = static_cast<const GridsFigure*>(m_view->figure());
        const bool before = m_hover.has_value();
        m_hover = cell;
        m_hoverPlace = cell && figure ? figure->placeOf(*cell) : -1;
        // Pointed at among the numbers, they must not run away.
        if (!cell || (cell->part != "numbers" && cell->part != "section"))
            m_centre = m_hoverPlace;
        else if (!before)
            m_centre = m_doc.scene().place();
        refresh();
    });
    const auto pin = [this](const CellRef& cell) {
        const auto* figure = static_cast<const GridsFigure*>(m_view->figure());
        if (figure) goTo(figure->placeOf(cell));
    };
    connect(m_view, &FigureView::pressed, this, pin);
    connect(m_view, &FigureView::dragged, this, pin);
    connect(m_view, &FigureView::keyPressed, this, &GridsPage::handleKey);
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return std::make_unique<GridsFigure>(picture(), size, style); });
}

void GridsPage::handleKey(QKeyEvent* event) {
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) return;
    const int place = m_doc.scene().place();
    switch (event->key()) {
    case Qt::Key_Left:
        goTo(place - 1);
        break;
    case Qt::Key_Right:
        goTo(place + 1);
        break;
    case Qt::Key_Up:
        goTo(place - side);
        break;
    case Qt::Key_Down:
        goTo(place + side);
        break;
    case Qt::Key_Home:
        goTo(0);
        break;
    case Qt::Key_End:
        goTo(places - 1);
        break;
    case Qt::Key_N:
    case Qt::Key_P:
        showImage(event->key() == Qt::Key_N ? 1 : -1);
        break;
    case Qt::Key_Space:
        if (m_doc.scene().stage == GridsScene::Training)
            startOrPause();
        else
            m_steps->setPlaying(!m_steps->playing());
        break;
    default:
        return;
    }
    event->accept();
}

// Nothing beyond the first and the last.
void GridsPage::goTo(int place) {
    if (place < 0 || place >= places) return;
    m_hover.reset(); // until the pointer moves on
    GridsScene next = m_doc.scene();
    next.row = place / side;
    next.column = place % side;
    if (next == m_doc.scene())
        refresh();
    else
        m_doc.edit(tr("Go to a pixel"), next, cursorKey);
}

void GridsPage::showImage(int by) {
    const auto all = data();
    if (!all) return;
    const auto count = static_cast<int>(all->test.size());
    GridsScene next = m_doc.scene();
    next.image = (next.image % count + by + count) % count;
    m_doc.edit(by > 0 ? tr("Next image") : tr("Previous image"), next, imageKey);
}

// ---- scene ----------------------------------------------------------------------------------------------------------

// Fashion-MNIST only where it is installed.
GridsScene GridsPage::possible(const QJsonObject& object) const {
    GridsScene scene = gridsSceneFrom(object);
    if (scene.source.kind == DataSource::FashionMnist && !cnn::findFashionMnist())
        scene.source.kind = DataSource::DrawnDigits;
    return scene;
}

void GridsPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_covered.clear();
    m_runWhenLoaded = false;
    m_steps->setPlaying(false);
    m_panel->setWords(lesson.controls, lesson.notice);
    undoStack()->clear();
    m_runs.forget();
    const GridsScene scene = possible(lesson.scene);
    m_seekEdge = scene.source != gridsSceneFrom(lesson.scene).source;
    m_shown = scene;
    m_doc.load(scene);
}

void GridsPage::setScene(const QJsonObject& scene, const QString& why) {
    const GridsScene next = possible(scene);
    m_steps->setPlaying(false);
    m_hover.reset();
    m_runs.forget();
    m_doc.edit(why, next);
}

void GridsPage::setStyle(const Style& style) {
    m_style = style;
    m_steps->setStyle(style);
    m_runsBar->setStyle(style);
    m_panel->setStyle(style);
    m_view->setStyle(style);
}

void GridsPage::setActive(bool active) {
    if (!active) {
        m_runWhenActive = m_runs.running();
        m_runs.pause();
        m_steps->setPlaying(false);
    } else if (std::exchange(m_runWhenActive, false))
        m_runs.start();
}

void GridsPage::sceneChanged() {
    const GridsScene& s = m_doc.scene();
    const GridsScene before = std::exchange(m_shown, s);
    if (!m_order || before.order != s.order)
        m_order = std::make_shared<const cnn::PixelOrder>(
            cnn::shuffledOrder(std::size_t{places}, static_cast<std::uint64_t>(s.order)));
    if (m_runs.begun() && needsNewRuns(before, s)) {
        const bool running = m_runs.running();
        m_runs.forget();
        if (running) startOrPause();
    } else if (before.settings.epochs != s.settings.epochs)
        m_runs.setEpochs(s.settings.epochs);
    if (before.stage != s.stage) m_steps->setPlaying(false);
    if (data())
        m_good = s.source;
    else
        m_loader.load(s.source);
    m_panel->refresh();
    refresh();
    m_runsSoon.now();
    emit stateChanged();
}

void GridsPage::choose(const DataSource& source) {
    emit notice({});
    if (source == m_doc.scene().source) return;
    m_wanted = source;
    m_loader.load(source);
    m_panel->refresh(); // what is chosen counts once it is read
    refresh();
}

void GridsPage::loaded(const DataSource& source) {
    if (m_wanted == source) {
        m_wanted.reset();
        GridsScene next = m_doc.scene();
        next.source = source;
        next.image = 0;
        const int edge = edgeOf(m_loader.find(source)->test.image(0));
        next.row = edge / side;
        next.column = edge % side;
        m_doc.edit(tr("Images: %1").arg(nameOf(source)), next);
    } else if (source == m_doc.scene().source) {
        GridsScene next = m_doc.scene();
        if (std::exchange(m_seekEdge, false)) {
            const auto all = data();
            const int edge = edgeOf(all->test.image(imageIndex(all->test)));
            next.row = edge / side;
            next.column = edge % side;
        }
        m_doc.load(next);
        if (std::exchange(m_runWhenLoaded, false)) startOrPause();
    }
}

void GridsPage::loadFailed(const DataSource& source, const QString& sentence) {
    emit notice(sentence);
    if (m_wanted == source)
        m_wanted.reset();
    else if (source == m_doc.scene().source) {
        // The scene asks for images that are not there: on with what we have, or can make.
        GridsScene next = m_doc.scene();
        next.source = m_good.value_or(DataSource{DataSource::DrawnDigits, {}});
        m_doc.load(next);
    }
    refresh();
}

bool GridsPage::openFile(const QString& path) {
    const QFileInfo file(path);
    if (!file.isDir() && !file.fileName().contains("-ubyte")) return false;
    choose({DataSource::Folder, file.isDir() ? path : file.path()});
    return true;
}

// ---- what is shown --------------------------------------------------------------------------------------------------

std::size_t GridsPage::imageIndex(const cnn::Dataset& set) const {
    return static_cast<std::size_t>(m_doc.scene().image) % set.size();
}

std::vector<std::uint8_t> GridsPage::pixels() const {
    const auto all = data();
    if (!all) return {};
    const auto grey = all->test.image(imageIndex(all->test));
    if (m_doc.scene().colour && m_doc.scene().stage == GridsScene::Numbers) return Dye::dyed(grey);
    return {grey.begin(), grey.end()};
}

QString GridsPage::line() const {
    const GridsScene& s = m_doc.scene();
    if (m_wanted || !data()) return tr("Reading %1 …").arg(nameOf(m_wanted.value_or(s.source)));
    if (s.stage == GridsScene::Training && m_lesson.scene["stage"].toString() != "training")
        return tr("Four networks learn: an MLP and a LeNet, from the images in order and from the shuffled ones.");
    if (s.stage == GridsScene::Numbers && s.shuffled)
        return tr("One order for all images: every number is still there, only its place is another.");
    if (s.colour && s.stage == GridsScene::Numbers)
        return tr("In colour every pixel has three numbers: how much red, green and blue.");
    return m_lesson.line;
}

GridsPicture GridsPage::picture() const {
    const GridsScene& s = m_doc.scene();
    GridsPicture p;
    p.headline = m_lesson.headline;
    p.line = line();
    p.image = pixels();
    p.channels = p.image.size() > std::size_t{places} ? 3 : 1;
    p.order = m_order;
    p.training = s.stage == GridsScene::Training;
    p.shuffled = s.shuffled || p.training;
    const bool pointing = m_hover && m_hoverPlace >= 0;
    const int here = pointing ? m_hoverPlace : s.place();
    p.row = here / side;
    p.column = here % side;
    p.centre = pointing ? m_centre : here;
    p.covered = m_covered;
    const auto all = data();
    if (!all) return p;
    const std::size_t index = imageIndex(all->test);
    p.caption =
        tr("Test image %1: %2")
            .arg(grouped(static_cast<qint64>(index) + 1),
                 QString::fromStdString(all->test.classNames[static_cast<std::size_t>(all->test.labels[index])]));
    if (p.training) addCurves(p);
    return p;
}

void GridsPage::addCurves(GridsPicture& p) const {
    const auto all = data();
    const auto learned = std::min(static_cast<std::size_t>(m_doc.scene().trainImages), all->train.size());
    p.epochs = m_doc.scene().settings.epochs;
    p.data = tr("%1: %2 images to learn from, %3 to test on.")
                 .arg(QString::fromStdString(all->name), grouped(static_cast<qint64>(learned)),
                      grouped(static_cast<qint64>(all->test.size())));
    for (int run = 0; run < FourRuns::count; ++run) {
        AccuracyCurve curve{FourRuns::name(run), FourRuns::isLeNet(run), FourRuns::isShuffled(run), {}, false, false};
        for (const cnn::TestReport& test : m_runs.history(run).tests())
            if (test.progress <= p.epochs) curve.points.push_back({test.progress, test.test.accuracy, test.wholeSet});
        curve.learning = m_runs.running() && m_runs.turn() == run;
        curve.diverged = m_runs.state(run) == cnn::RunState::Diverged;
        p.curves.push_back(std::move(curve));
    }
}

void GridsPage::refresh() {
    if (!m_view) return;
    m_view->refresh();
    const GridsPicture p = picture();
    m_pixel->setText(pixelName(p.place()));
    m_sentence->setText(p.image.empty() ? QString() : pixelSentence(p));
    const int place = m_doc.scene().place();
    // Counting the steps would tell what is asked.
    const bool asked = m_covered == "index" || m_covered == "length";
    m_steps->setState(asked ? 0 : place, asked ? 0 : places, 2 * side, place == 0, place == places - 1);
    m_bars->setCurrentIndex(m_doc.scene().stage);
}

void GridsPage::refreshRuns() {
    if (!m_view) return;
    m_runsBar->showRuns(m_runs, m_doc.scene().settings.epochs);
    if (m_doc.scene().stage != GridsScene::Training) return;
    m_view->refresh();
    const QString error = m_runs.error();
    if (!error.isEmpty() && !m_saidFailed) emit notice(error);
    m_saidFailed = !error.isEmpty();
    emit stateChanged();
}

// ---- the four runs --------------------------------------------------------------------------------------------------

void GridsPage::beginRuns() {
    const GridsScene& s = m_doc.scene();
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

void GridsPage::startOver() {
    m_runs.forget();
}

void GridsPage::settle(int step) {
    m_loader.wait();
    if (step > 0 && data() && m_doc.scene().stage == GridsScene::Training) {
        beginRuns();
        m_runs.trainTo(static_cast<std::size_t>(step));
    } else if (step > 0 && step <= places) {
        GridsScene next = m_doc.scene();
        next.row = (step - 1) / side;
        next.column = (step - 1) % side;
        m_doc.load(next);
    }
    m_runsSoon.now();
}

} // namespace ui
