// TrainingPage: the views of the card beside the network.
#include "ui/lessons/training/training_page.h"
#include "ui/lessons/training/training_views.h"
#include "ui/view/figure_cursor.h"

#include <QKeyEvent>

namespace ui {
namespace {

constexpr int optionKey = 101; // merge key: leafing through an option's values is one undo step

} // namespace

void TrainingPage::connectViews() {
    FigureView* canvas = m_stage->canvas();
    canvas->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        const TrainingView* shown = view();
        return shown ? shown->figure(size, style, choices(), m_viewHover) : nullptr;
    });
    connect(canvas, &FigureView::hovered, this, [this, canvas](const std::optional<CellRef>& cell) {
        m_viewHover = cell;
        canvas->refresh();
    });
    connect(canvas, &FigureView::pressed, this, &TrainingPage::pressView);
    connect(canvas, &FigureView::keyPressed, this, &TrainingPage::viewKey);
    connect(&m_viewWorker, &ViewWorker::shown, canvas, &FigureView::refresh);
    connect(&m_viewWorker, &ViewWorker::failed, this, &Page::notice);
    connect(m_stage, &TrainingStage::viewChosen, this, [this](const QString& id) {
        TrainingScene next = m_scene;
        next.view = id;
        edit(next, tr("view"));
    });
    connect(m_stage, &TrainingStage::optionChosen, this, [this](const ViewOption& option, int index) {
        QJsonObject next = choices();
        next[option.id] = index;
        choose(next, option.label.toLower(), optionKey);
    });
}

void TrainingPage::connectConfusion() {
    FigureView* card = m_stage->confusion();
    card->setFocusPolicy(Qt::NoFocus); // by key it is reached as the view "Classes"
    card->setBuilder(
        [this](QSizeF size, const Style& style) { return m_confusion.figure(size, style, {}, m_confusionHover); });
    connect(card, &FigureView::hovered, this, [this, card](const std::optional<CellRef>& cell) {
        m_confusionHover = cell;
        card->refresh();
    });
    connect(card, &FigureView::pressed, this, &TrainingPage::pressConfusion);
    connect(&m_confusion, &TrainingView::showTestImage, this,
            [this](std::size_t index) { showTestImage(static_cast<int>(index)); });
    connect(&m_confusionWorker, &ViewWorker::shown, card, &FigureView::refresh);
    connect(&m_confusionWorker, &ViewWorker::failed, this, &Page::notice);
}

// A cell of the small matrix: its images, in the large one.
void TrainingPage::pressConfusion(const CellRef& cell) {
    const auto choices = m_confusion.pressed(cell, {});
    if (!choices) return;
    TrainingScene next = m_scene;
    next.view = "classes";
    next.choices["classes"] = *choices;
    edit(next, tr("selection"));
}

TrainingView* TrainingPage::view() const {
    const auto found = m_views.find(m_scene.view);
    return found == m_views.end() ? nullptr : found->second.get();
}

void TrainingPage::openView() {
    m_viewHover.reset();
    m_viewWorker.stop();
    m_stage->showView(m_scene.view);
    showNotice();
    if (view()) return;
    for (const TrainingViewKind& kind : trainingViews()) {
        if (kind.id != m_scene.view) continue;
        auto made = kind.make();
        connect(made.get(), &TrainingView::showTestImage, this,
                [this](std::size_t index) { showTestImage(static_cast<int>(index)); });
        connect(made.get(), &TrainingView::changed, m_stage->canvas(), &FigureView::refresh);
        m_views[kind.id] = std::move(made);
    }
}

// The lesson's own stands with what it speaks of: its view, and a network like the one it opened with.
void TrainingPage::showNotice() {
    const cnn::NetworkPlan network = networkPlan(m_scene);
    const bool lessons = m_scene.view == m_opened.view && m_scene.source.shuffled == m_opened.source.shuffled &&
                         sameLayers(network, networkPlan(m_opened));
    m_inspector->setNotice(lessons ? m_lesson.notice : noticeOf(m_scene.view, network));
}

TrainingMoment TrainingPage::moment() const {
    TrainingMoment m;
    m.network = m_picture->network;
    m.data = images();
    if (m_foreign) m.noLabels = m_classesNote;
    m.image = m_picture->trace.values.front();
    m.caption = m_picture->caption;
    m.trueClass = m_picture->trueClass;
    m.classNames = m_picture->classNames;
    // Of a moment of before: what acted on the batch after it, whatever is set by now.
    m.progress = m_past ? m_past->progress : m_session.begun() ? m_session.progress() : 0;
    m.settings = m_past ? m_session.history().settingsAt(m.progress, m_scene.settings) : m_scene.settings;
    const double set = m.settings.learningRate;
    m.settings.learningRate = cnn::learningRateAt(m.settings, m.progress);
    m.rateLeft = m.settings.learningRate / set;
    m.weightsFrom = m_scene.network;
    if (m.network == m_session.network()) m.inside = m_session.inside();
    return m;
}

// With the strip's picture: both show the same moment.
void TrainingPage::showView() {
    const bool atOnce = std::exchange(m_viewAtOnce, false);
    const TrainingMoment now = moment();
    if (m_stage->confusion()->isVisible()) m_confusionWorker.ask(&m_confusion, now, {}, false);
    TrainingView* shown = view();
    if (!shown) return m_stage->showOptions({}, {});
    m_stage->showOptions(shown->options(now), choices());
    if (atOnce) m_stage->canvas()->refresh(); // what it can tell without new numbers
    m_viewWorker.ask(shown, now, choices(), atOnce);
}

void TrainingPage::choose(const QJsonObject& choices, const QString& what, int key) {
    TrainingScene next = m_scene;
    next.choices[m_scene.view] = choices;
    edit(next, what, key);
}

void TrainingPage::pressView(const CellRef& cell) {
    TrainingView* shown = view();
    const auto next = shown ? shown->pressed(cell, choices()) : std::nullopt;
    if (next) choose(*next, tr("selection"));
}

// Enter or an arrow up or down puts a cursor on the first cell; then arrows move it, Enter presses, Escape lets it go.
void TrainingPage::viewKey(QKeyEvent* event) {
    FigureView* canvas = m_stage->canvas();
    const Figure* figure = canvas->figure();
    const auto pointAt = [&](std::optional<CellRef> cell) {
        m_viewHover = std::move(cell);
        canvas->refresh();
    };
    const int key = event->key();
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const int dx = (key == Qt::Key_Right) - (key == Qt::Key_Left), dy = (key == Qt::Key_Down) - (key == Qt::Key_Up);
    event->accept();
    if (figure && m_viewHover) {
        const CellRef cell = *m_viewHover;
        if (enter) return pressView(cell);
        if (key == Qt::Key_Escape) return pointAt(std::nullopt);
        if (dx != 0 || dy != 0) return pointAt(nextCell(*figure, cell, dx, dy));
    } else if (figure && (enter || dy != 0)) {
        return pointAt(firstCell(*figure));
    }
    if (!runKey(event)) event->ignore();
}

} // namespace ui
