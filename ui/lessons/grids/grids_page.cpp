#include "ui/lessons/grids/grids_page.h"

#include "core/train/sources.h"
#include "ui/figure/number_text.h"
#include "ui/media/file_names.h"

#include <QFileInfo>
#include <QKeyEvent>
#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr int chartPause = 100; // ms: at most 10 a second
constexpr int cursorKey = 1;    // edits that merge: the pixel moved about
constexpr int imageKey = 2;

// Where an image changes most from one pixel to the next: an edge of what it shows, near its middle.
int edgeOf(std::span<const std::uint8_t> image) {
    int best = imagePlaces / 2 + imageSide / 2, most = -1;
    for (int y = 6; y < imageSide - 6; ++y)
        for (int x = 6; x < imageSide - 6; ++x) {
            const auto at = [&](int dy, int dx) {
                return int{image[static_cast<std::size_t>((y + dy) * imageSide + x + dx)]};
            };
            const int change = std::abs(at(-1, 0) - at(1, 0)) + std::abs(at(0, -1) - at(0, 1));
            if (change > most && at(0, 0) > 60) {
                most = change;
                best = y * imageSide + x;
            }
        }
    return best;
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
    connect(&m_loader, &DataLoader::progressed, this, [this] {
        if (m_view && m_loader.loading()) refresh();
    });
    connect(&m_runs, &FourRuns::changed, this, [this] { m_runsSoon.soon(); });
}

GridsPage::~GridsPage() {
    // Those that no shell has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_view, m_panel, m_bars})
        if (part && !part->parent()) delete part;
}

void GridsPage::connectBars() {
    m_steps->setGrainVisible(false);
    m_bars->addWidget(m_steps);
    m_bars->addWidget(m_runsBar);
    const auto go = [this](int place) { goTo(place); };
    connect(m_steps, &StepBar::first, this, [go] { go(0); });
    connect(m_steps, &StepBar::back, this, [this, go] { go(m_doc.scene().place() - 1); });
    connect(m_steps, &StepBar::next, this, [this, go] { go(m_doc.scene().place() + 1); });
    connect(m_steps, &StepBar::last, this, [go] { go(imagePlaces - 1); });
    connect(m_steps, &StepBar::chosen, this, go);
    connect(m_runsBar, &RunsBar::startOrPause, this, &GridsPage::startOrPause);
    connect(m_runsBar, &RunsBar::startOver, this, &GridsPage::startOver);
    onClicker(m_bars, this, [this](int key) {
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
        goTo(place - imageSide);
        break;
    case Qt::Key_Down:
        goTo(place + imageSide);
        break;
    case Qt::Key_Home:
        goTo(0);
        break;
    case Qt::Key_End:
        goTo(imagePlaces - 1);
        break;
    case Qt::Key_Escape:
        if (!m_loader.loading()) return;
        m_loader.stop();
        break;
    case Qt::Key_N:
    case Qt::Key_P:
        showImage(event->key() == Qt::Key_N && !(event->modifiers() & Qt::ShiftModifier) ? 1 : -1);
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
    if (place < 0 || place >= imagePlaces) return;
    m_hover.reset(); // until the pointer moves on
    GridsScene next = m_doc.scene();
    next.row = place / imageSide;
    next.column = place % imageSide;
    if (next == m_doc.scene())
        refresh();
    else
        m_doc.edit(tr("Go to a pixel"), next, cursorKey);
}

void GridsPage::showImage(int by) {
    const auto all = data();
    if (!all || m_doc.scene().inColour()) return;
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
            cnn::shuffledOrder(std::size_t{imagePlaces}, static_cast<std::uint64_t>(s.order)));
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
        next.row = edge / imageSide;
        next.column = edge % imageSide;
        m_doc.edit(tr("Images: %1").arg(nameOf(source)), next);
    } else if (source == m_doc.scene().source) {
        GridsScene next = m_doc.scene();
        if (std::exchange(m_seekEdge, false)) {
            const auto all = data();
            const int edge = edgeOf(all->test.image(imageIndex(all->test)));
            next.row = edge / imageSide;
            next.column = edge % imageSide;
        }
        m_doc.load(next);
        if (std::exchange(m_runWhenLoaded, false)) startOrPause();
    }
    const std::string note = m_loader.find(source)->note;
    if (!note.empty()) emit news(QString::fromStdString(note));
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
    if (!isFolder(path) && !file.fileName().contains("-ubyte")) return false;
    choose({DataSource::Folder, isFolder(path) ? path : file.path()});
    return true;
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
    } else if (step > 0 && step <= imagePlaces) {
        GridsScene next = m_doc.scene();
        next.row = (step - 1) / imageSide;
        next.column = (step - 1) % imageSide;
        m_doc.load(next);
    }
    m_runsSoon.now();
}

} // namespace ui
