#include "ui/lessons/training/view_card.h"

#include "ui/figure/number_text.h"
#include "ui/view/figure_cursor.h"
#include "ui/view/grid_cursor.h"

#include <QKeyEvent>

namespace ui {
namespace {

constexpr int optionKey = 101; // merge key: leafing through an option's values is one undo step

} // namespace

ViewCard::ViewCard(TrainingStage* stage, std::span<const TrainingViewKind> views)
    : m_stage(stage), m_kinds(views), m_editor(new CellEditor(stage->canvas())) {
    connectCanvas();
    connectEditor();
    connectConfusion();
    connect(stage, &TrainingStage::viewChosen, this, &ViewCard::viewChosen);
    connect(stage, &TrainingStage::optionChosen, this, [this](const ViewOption& option, int index) {
        QJsonObject next = m_choices;
        next[option.id] = index;
        emit choicesChosen(m_id, next, option.label.toLower(), optionKey);
    });
}

void ViewCard::connectCanvas() {
    FigureView* canvas = m_stage->canvas();
    canvas->setBuilder([this](QSizeF size, const Style& style) -> std::unique_ptr<Figure> {
        const TrainingView* shown = view();
        return shown ? shown->figure(size, style, m_choices, m_hover) : nullptr;
    });
    connect(canvas, &FigureView::hovered, this, &ViewCard::pointAt);
    connect(canvas, &FigureView::pressed, this, [this, canvas](const CellRef& cell) {
        if (TrainingView* shown = view(); !shown || !shown->grabbed(cell, *canvas)) press(cell);
    });
    connect(canvas, &FigureView::released, this, [this] {
        if (TrainingView* shown = view()) shown->released(m_hover);
    });
    connect(canvas, &FigureView::keyPressed, this, &ViewCard::handleKey);
    connect(&m_worker, &ViewWorker::shown, canvas, &FigureView::refresh);
    connect(&m_worker, &ViewWorker::shown, this, &ViewCard::shown);
    connect(&m_worker, &ViewWorker::failed, this, &ViewCard::failed);
}

void ViewCard::connectEditor() {
    connect(m_editor, &CellEditor::committed, this, [this](const QString& text) {
        const auto typed = std::exchange(m_typed, std::nullopt);
        if (typed && !text.trimmed().isEmpty()) emit weightTyped(*typed, text);
    });
    connect(m_editor, &CellEditor::ended, m_stage->canvas(), qOverload<>(&QWidget::setFocus));
}

void ViewCard::setStyle(const Style& style) {
    m_style = style;
    m_editor->setStyle(style);
}

void ViewCard::typeInto(const TypableWeight& weight, const QString& text) {
    const FigureView* canvas = m_stage->canvas();
    if (!canvas->figure()) return;
    m_typed = weight;
    const double factor = canvas->width() / canvas->figure()->size().width();
    const QRectF cell = canvas->figure()->cellRect(weight.cell);
    const bool key = !text.isEmpty();
    m_editor->begin({cell.topLeft() * factor, cell.size() * factor},
                    key ? text : written(static_cast<double>(weight.value)), !key);
}

void ViewCard::connectConfusion() {
    FigureView* card = m_stage->confusion();
    card->setFocusPolicy(Qt::NoFocus); // by key it is reached as the view "Classes"
    card->installEventFilter(this);
    card->setBuilder(
        [this](QSizeF size, const Style& style) { return m_confusion.figure(size, style, {}, m_confusionHover); });
    connect(card, &FigureView::hovered, this, [this, card](const std::optional<CellRef>& cell) {
        m_confusionHover = cell;
        card->refresh();
    });
    // A cell of the small matrix: its images, in the large one.
    connect(card, &FigureView::pressed, this, [this](const CellRef& cell) {
        if (const auto choices = m_confusion.pressed(cell, {}))
            emit choicesChosen("classes", *choices, tr("selection"), -1);
    });
    connect(&m_confusion, &TrainingView::showTestImage, this,
            [this](std::size_t index) { emit testImageChosen(static_cast<int>(index)); });
    connect(&m_confusionWorker, &ViewWorker::shown, card, &FigureView::refresh);
    connect(&m_confusionWorker, &ViewWorker::failed, this, &ViewCard::failed);
}

// The card comes into sight after its moment did: in a larger window, in front of a class.
bool ViewCard::eventFilter(QObject*, QEvent* event) {
    if (event->type() == QEvent::Show && m_moment) m_confusionWorker.ask(&m_confusion, *m_moment, {}, false);
    return false;
}

TrainingView* ViewCard::view() const {
    const auto found = m_views.find(m_id);
    return found == m_views.end() ? nullptr : found->second.get();
}

void ViewCard::show(const QString& id, const QJsonObject& choices) {
    m_choices = choices;
    if (std::exchange(m_id, id) != id) open();
}

void ViewCard::open() {
    m_hover.reset();
    m_worker.stop();
    m_stage->showView(m_id, m_choices.value("from").toString());
    if (view()) return showKeys();
    for (const TrainingViewKind& kind : m_kinds) {
        if (kind.id != m_id) continue;
        auto made = kind.make();
        connect(made.get(), &TrainingView::showTestImage, this,
                [this](std::size_t index) { emit testImageChosen(static_cast<int>(index)); });
        connect(made.get(), &TrainingView::showView, this, [this](const QString& id, const QJsonObject& choices) {
            emit choicesChosen(id, choices, tr("view"), -1);
        });
        connect(made.get(), &TrainingView::planEdited, this, &ViewCard::planEdited);
        connect(made.get(), &TrainingView::layerChosen, this, &ViewCard::layerChosen);
        connect(made.get(), &TrainingView::left, this, &ViewCard::viewLeft);
        connect(made.get(), &TrainingView::stepWanted, this, &ViewCard::stepWanted);
        connect(made.get(), &TrainingView::changed, m_stage->canvas(), &FigureView::refresh);
        m_views[kind.id] = std::move(made);
    }
    showKeys();
}

// For those who take keys before they reach the canvas.
void ViewCard::showKeys() {
    m_stage->canvas()->setProperty("keepsKeys", view() && view()->keepsKeys());
}

void ViewCard::look(const TrainingMoment& moment, bool atOnce) {
    m_moment = moment;
    if (m_stage->confusion()->isVisible()) m_confusionWorker.ask(&m_confusion, moment, {}, false);
    TrainingView* shown = view();
    if (!shown) return m_stage->showOptions({}, {});
    m_stage->showOptions(shown->options(moment), m_choices);
    if (atOnce) m_stage->canvas()->refresh(); // what it can tell without new numbers
    m_worker.ask(shown, moment, m_choices, atOnce);
}

FigureBuilder ViewCard::picture() const {
    const TrainingView* shown = view();
    if (!shown || !shown->figure({800, 400}, m_style, m_choices, std::nullopt)) return {};
    return [view = QPointer(shown), choices = m_choices](QSizeF size, const Style& style) {
        return view ? view->figure(size, style, choices, std::nullopt) : nullptr;
    };
}

void ViewCard::cover(const QString& id) {
    if (TrainingView* shown = view()) shown->cover(id);
    m_stage->canvas()->refresh();
}

void ViewCard::wait() {
    m_worker.wait();
    m_confusionWorker.wait();
}

void ViewCard::press(const CellRef& cell) {
    TrainingView* shown = view();
    if (!shown) return;
    if (const auto weight = shown->weightAt(cell, m_choices)) return void(emit weightWanted(*weight, {}));
    if (const auto next = shown->pressed(cell, m_choices)) emit choicesChosen(m_id, *next, tr("selection"), -1);
}

void ViewCard::pointAt(std::optional<CellRef> cell) {
    m_hover = std::move(cell);
    m_stage->canvas()->refresh();
}

void ViewCard::handleKey(QKeyEvent* event) {
    event->accept();
    std::optional<CellRef> cursor = m_hover;
    if (TrainingView* shown = view(); shown && shown->handleKey(*event, cursor, *m_stage->canvas()))
        return pointAt(cursor);
    if (viewKey(*event) || cursorKey(event->key())) return;
    emit keyPressed(event);
    if (!event->isAccepted()) refuseLetter(*event);
}

// Where a number begins another weight, and nobody had a use for the key.
void ViewCard::refuseLetter(const QKeyEvent& event) {
    const TrainingView* shown = view();
    if (shown && writesText(event) && shown->weightAt(std::nullopt, m_choices))
        emit failed(
            tr("\"%1\" begins no number. A weight takes digits, a minus, a point or comma, or a fraction as 1/9.")
                .arg(event.text()));
}

// What the view on show does with it; a digit begins a number.
bool ViewCard::viewKey(const QKeyEvent& event) {
    TrainingView* shown = view();
    if (!shown || (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))) return false;
    const QString typed = event.text();
    if (!typed.isEmpty() && QStringLiteral("0123456789.,-−").contains(typed[0]))
        if (const auto weight = shown->weightAt(std::nullopt, m_choices))
            return emit weightWanted(*weight, typed), true;
    const QJsonObject before = m_choices;
    const auto next = shown->keyed(event.key(), before);
    if (next && *next != before) emit choicesChosen(m_id, *next, tr("selection"), -1);
    return next.has_value();
}

// Enter or an arrow up or down puts a cursor on the first cell; then arrows move it, Enter presses, Escape lets it go.
bool ViewCard::cursorKey(int key) {
    const Figure* figure = m_stage->canvas()->figure();
    if (!figure) return false;
    const bool enter = key == Qt::Key_Return || key == Qt::Key_Enter;
    const int dx = (key == Qt::Key_Right) - (key == Qt::Key_Left), dy = (key == Qt::Key_Down) - (key == Qt::Key_Up);
    if (!m_hover) {
        if (!enter && dy == 0) return false;
        return pointAt(firstCell(*figure)), true;
    }
    const CellRef cell = *m_hover;
    if (enter) return press(cell), true;
    if (key == Qt::Key_Escape) return pointAt(std::nullopt), true;
    if (dx == 0 && dy == 0) return false;
    return pointAt(nextCell(*figure, cell, dx, dy)), true;
}

} // namespace ui
