#include "ui/pages/lesson_page.h"

#include "ui/view/fill_box.h"

#include <QApplication>
#include <QKeyEvent>
#include <QShortcut>
#include <algorithm>

namespace ui {
namespace {

constexpr int longWalk = 24; // steps: nobody presses a clicker more often for one picture

// The first three, the end of the first row and the beginning of the second, and the last.
std::vector<int> stopsOfLongWalk(int steps, int row) {
    std::vector<int> all = row > 3 && row < steps ? std::vector<int>{0, 1, 2, row - 1, row, steps - 1}
                                                  : std::vector<int>{0, 1, 2, steps / 4, steps / 2, steps - 1};
    std::ranges::sort(all);
    const auto twice = std::ranges::unique(all);
    all.erase(twice.begin(), twice.end());
    return all;
}

std::optional<StepWay> wayOf(int key) {
    switch (key) {
    case Qt::Key_Right:
    case Qt::Key_PageDown:
        return StepWay::Next;
    case Qt::Key_Left:
    case Qt::Key_Backspace:
    case Qt::Key_PageUp:
        return StepWay::Back;
    case Qt::Key_Home:
        return StepWay::First;
    case Qt::Key_End:
        return StepWay::Last;
    default:
        return std::nullopt;
    }
}

} // namespace

LessonPage::LessonPage(const QString& stageName, const QStringList& grains, int grain)
    : m_view(new FigureView), m_bar(grains.isEmpty() ? new StepBar : new StepBar(grains, grain)) {
    m_view->setAccessibleName(stageName);
    if (grains.isEmpty()) m_bar->setGrainVisible(false);
    connectBar();
    connectView();
}

LessonPage::~LessonPage() {
    if (m_view) m_view->setBuilder({});
    // Those that no window has taken.
    for (QWidget* part : std::initializer_list<QWidget*>{m_view, m_panel, m_bar})
        if (part && !part->parent()) delete part;
}

void LessonPage::setPanel(SettingsPanel* panel) {
    m_panel = panel;
    connect(panel, &SettingsPanel::refused, this, &Page::notice);
}

void LessonPage::connectBar() {
    const auto to = [this](StepWay way) {
        return [this, way] { go(way, !playing() && QApplication::keyboardModifiers() & Qt::ShiftModifier); };
    };
    connect(m_bar, &StepBar::first, this, to(StepWay::First));
    connect(m_bar, &StepBar::back, this, [this] { walkOn(false); });
    connect(m_bar, &StepBar::next, this, [this, far = to(StepWay::Next)] {
        if (QApplication::keyboardModifiers() & Qt::ShiftModifier)
            far();
        else
            walkOn(true);
    });
    connect(m_bar, &StepBar::played, this, &LessonPage::play);
    connect(m_bar, &StepBar::last, this, to(StepWay::Last));
    connect(m_bar, &StepBar::chosen, this, [this](int stop) { goToStop(stop); });
    connect(m_bar, &StepBar::grainChosen, this, [this](int grain) { setGrain(grain); });
}

void LessonPage::connectView() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) { hover(cell); });
    connect(
        m_view, &FigureView::pressed, this,
        [this](const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) { press(cell, button, keys); });
    connect(m_view, &FigureView::dragged, this, [this](const CellRef& cell) { drag(cell); });
    connect(m_view, &FigureView::keyPressed, this, [this](QKeyEvent* event) {
        event->setAccepted(handleKey(event));
        if (!event->isAccepted() && m_cursor) m_cursor->refuseLetter(*event);
    });
    // A page that is being made has no figure yet.
    m_view->setBuilder([this](QSizeF size, const Style& style) { return m_made ? figure(size, style) : nullptr; });
}

void LessonPage::useBreakpoints(const QStringList& grains) {
    if (!grains.isEmpty()) m_waitTable = Breakpoints::table(grains);
    m_bar->setProperty("takesBreakpoints", true);
    connect(&m_waits, &DocumentSignals::changed, this, [this] {
        if (m_made) refresh();
    });
    connect(m_bar, &StepBar::breakpointToggled, this, [this](int stop) { toggleBreakpoint(stop); });
    connect(new QShortcut(Qt::Key_F8, m_bar), &QShortcut::activated, this, [this] { toggleBreakpointHere(); });
}

void LessonPage::useCursor(EditableCells cells, bool fills) {
    m_cursor = new GridCursor(m_view, std::move(cells));
    connect(m_cursor, &GridCursor::selectionChanged, this, &LessonPage::refreshStage);
    connect(m_cursor, &GridCursor::refused, this, &Page::notice);
    connect(m_view, &FigureView::pressedNothing, m_cursor, [this] { m_cursor->select(std::nullopt); });
    if (!fills) return;
    auto* fill = new FillBox;
    m_panel->addSetting("fill", tr("Fill with"), fill, [] { return true; });
    m_panel->addSetting("fill", tr("Noise seed"), fill->seed(), [fill] { return fill->noise(); });
    connect(fill, &FillBox::wanted, this, [this](cnn::GridPattern pattern, quint64 seed, const QString& what) {
        m_cursor->fill(pattern, seed, what);
        m_panel->refresh(); // the seed's row
    });
}

void LessonPage::begin(const Lesson& lesson) {
    m_made = true;
    m_lesson = lesson;
    m_hover.reset();
    m_covered.clear();
    leave();
    m_panel->setWords(lesson.controls, lesson.notice);
    undoStack()->clear();
}

void LessonPage::leave() {
    if (m_cursor) m_cursor->select(std::nullopt);
    setPlaying(false);
}

void LessonPage::setStyle(const Style& style) {
    m_made = true;
    m_bar->setStyle(style);
    m_panel->setStyle(style);
    if (m_cursor) m_cursor->setStyle(style);
    m_view->setStyle(style);
}

void LessonPage::setActive(bool active) {
    if (!active) setPlaying(false);
}

void LessonPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    showState();
}

// ---- stops
// -------------------------------------------------------------------------------------------------------------

// The steps a clicker stops at, each larger than the one before; empty: at every one.
std::vector<int> LessonPage::chosenSteps() const {
    const Steps now = steps();
    if (!m_lesson.stops.empty() && now.grain == m_openedGrain && m_lesson.stops.back() <= now.stops) {
        std::vector<int> chosen = m_lesson.stops;
        for (int& step : chosen) --step; // a scene counts from 1
        return chosen;
    }
    return now.stops > longWalk ? stopsOfLongWalk(now.stops, now.tick) : std::vector<int>();
}

Page::Stops LessonPage::stops() const {
    const Steps now = steps();
    const std::vector<int> chosen = chosenSteps();
    if (chosen.empty()) return {now.stop, std::max(now.stops, 1), true};
    const auto after = std::ranges::upper_bound(chosen, now.stop);
    const auto at = static_cast<int>(after - chosen.begin()) - 1;
    const bool exactly = at >= 0 ? chosen[static_cast<std::size_t>(at)] == now.stop : now.atFirst;
    return {at, static_cast<int>(chosen.size()), exactly};
}

void LessonPage::goToStopAt(int stop) {
    const std::vector<int> chosen = chosenSteps();
    if (chosen.empty()) return goToStop(stop);
    goToStop(chosen[static_cast<std::size_t>(std::clamp(stop, 0, static_cast<int>(chosen.size()) - 1))]);
}

bool LessonPage::walkOn(bool forward) {
    const Steps now = steps();
    if (!chosenSteps().empty() && Page::walkOn(forward)) return true;
    // Behind the last stop there may be steps; so may there be before the first.
    if (forward ? now.atLast : now.atFirst) return false;
    step(forward ? StepWay::Next : StepWay::Back, false);
    return true;
}

// As it plays, every step; it waits where somebody wants to speak.
void LessonPage::play() {
    m_view->setHurried(m_bar->fast());
    const int before = steps().stop;
    step(StepWay::Next, false);
    m_view->setHurried(false);
    const Steps now = steps();
    if (std::ranges::any_of(breakpoints(), [&](int stop) { return stop > before && stop <= now.stop; }))
        setPlaying(false);
    if (now.grain == m_openedGrain && std::ranges::binary_search(m_lesson.breakpoints, now.stop + 1)) setPlaying(false);
}

// ---- keys and mouse ------------------------------------------------------------------------------------------------

// ---- breakpoints
// -------------------------------------------------------------------------------------------------------

// The stop that holds it as the timeline is now; -1: none. Of a finer grain it is the one with its last step, of a
// coarser one that at its end.
int LessonPage::stopOf(const Breakpoint& at) const {
    const Steps now = steps();
    const StepCounter* counted = counter();
    int stop = at.grain == now.grain ? at.stop : -1;
    if (counted) stop = ((at.stop + 1) * counted->perStop(at.grain) - 1) / counted->perStop();
    return stop < now.stops ? stop : -1;
}

std::vector<int> LessonPage::breakpoints() const {
    std::vector<int> all;
    for (const Breakpoint& at : m_waits.scene().all)
        if (const int stop = stopOf(at); stop >= 0 && !std::ranges::count(all, stop)) all.push_back(stop);
    std::ranges::sort(all);
    return all;
}

void LessonPage::toggleBreakpoint(int stop) {
    const Steps now = steps();
    if (stop < 0 || stop >= now.stops) return;
    Breakpoints next = m_waits.scene();
    const auto there = [&](const Breakpoint& at) { return stopOf(at) == stop; };
    if (std::erase_if(next.all, there) == 0) next.all.push_back({now.grain, stop});
    std::ranges::sort(next.all);
    m_waits.edit(tr("Set or remove a breakpoint"), next);
}

void LessonPage::toggleBreakpointHere() {
    toggleBreakpoint(steps().stop);
}

// far: to the next breakpoint where there are any, without one left to the end.
void LessonPage::go(StepWay way, bool far) {
    const std::vector<int> all = m_waits.scene().all.empty() ? std::vector<int>() : breakpoints();
    if (!far || way != StepWay::Next || all.empty()) return step(way, far);
    const Steps now = steps();
    const auto next = std::ranges::upper_bound(all, now.stop);
    goToStop(next == all.end() ? now.stops - 1 : *next);
}

void LessonPage::step(StepWay way, bool) {
    const Steps now = steps();
    goToStop(way == StepWay::First  ? 0
             : way == StepWay::Back ? now.stop - 1
             : way == StepWay::Next ? now.stop + 1
                                    : now.stops - 1);
}

bool LessonPage::handleKey(QKeyEvent* event) {
    return (m_cursor && m_cursor->handleKey(event)) || stepKey(event);
}

bool LessonPage::stepKey(QKeyEvent* event) {
    const auto way = wayOf(event->key());
    if (way)
        go(*way, event->modifiers() & Qt::ShiftModifier);
    else if (event->key() == Qt::Key_Space)
        setPlaying(!playing());
    else
        return false;
    return true;
}

void LessonPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    if (m_cursor) m_cursor->select(cell);
}

void LessonPage::hover(const std::optional<CellRef>& cell) {
    m_hover = cell;
    refreshStage();
}

// ---- showing -------------------------------------------------------------------------------------------------------

void LessonPage::refreshStage() {
    if (!m_view) return; // the window is gone, and a result comes late
    m_view->refresh();
    showWords();
}

void LessonPage::showState() {
    if (!m_bar) return;
    const Steps now = steps();
    m_bar->setCountCovered(now.covered);
    m_bar->setState(now.stop, now.stops, now.tick, now.atFirst, now.atLast);
    m_bar->setGrain(now.grain);
    if (m_bar->property("takesBreakpoints").toBool()) m_bar->setBreakpoints(breakpoints());
    refreshStage();
}

void LessonPage::refresh() {
    showState();
    emit stateChanged();
}

} // namespace ui
