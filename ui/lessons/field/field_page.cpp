#include "ui/lessons/field/field_page.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/field/field_code.h"
#include "ui/lessons/field/field_figure.h"
#include "ui/lessons/field/field_inspector.h"
#include "ui/model/size_words.h"
#include "ui/view/figure_view.h"
#include "ui/view/step_bar.h"

#include <QKeyEvent>
#include <algorithm>
#include <climits>

namespace ui {
namespace {

// Puts a finished measurement into the picture.
void show(FieldPicture& p, const FieldMeasurement& m) {
    p.measuredStack = m.stack;
    p.measuredUnit = m.unit;
    p.network = m.settings;
    p.measured = m.field;
    p.half = m.half;
    if (!m.field) p.state = m.error;
}

bool isCellOf(const FieldPicture& p, const CellRef& cell) {
    const int level = numberOf(cell.part, "level"), other = numberOf(cell.part, "other");
    const auto inside = [&](const FieldPicture::Stack& stack, int l) {
        return stack && l >= 0 && l < stack->levels() && cell.y < stack->level(l).size && cell.x < stack->level(l).size;
    };
    return inside(p.stack, level) || inside(p.compare, other) || (cell.part == "pixel" && p.measured);
}

} // namespace

FieldPage::FieldPage()
    : m_lab(*undoStack()), m_view(new FigureView), m_inspector(new FieldInspector(m_lab)),
      m_bar(new StepBar({tr("cell"), tr("layer")}, layerGrain)) {
    m_view->setAccessibleName(tr("The maps from input to output"));
    connect(&m_lab, &FieldLab::changed, this, &FieldPage::refresh);
    connect(&m_lab, &FieldLab::refused, this, &Page::notice);
    connect(m_inspector, &FieldInspector::refused, this, &Page::notice);
    connect(&m_meter, &FieldMeter::changed, this, &FieldPage::refreshStage);
    connectBar();
    connectView();
}

FieldPage::~FieldPage() = default;

void FieldPage::connectBar() {
    connect(m_bar, &StepBar::first, this, [this] { goToStop(0); });
    connect(m_bar, &StepBar::back, this, [this] { goToStop(stop() - 1); });
    connect(m_bar, &StepBar::next, this, [this] { goToStop(stop() + 1); });
    connect(m_bar, &StepBar::last, this, [this] { goToStop(INT_MAX); });
    connect(m_bar, &StepBar::chosen, this, &FieldPage::goToStop);
    connect(m_bar, &StepBar::grainChosen, this, [this](int grain) {
        m_grain = grain;
        refresh();
    });
    onClicker(m_bar, this, [this](int key) { handleKey(key); });
}

void FieldPage::connectView() {
    connect(m_view, &FigureView::hovered, this, [this](const std::optional<CellRef>& cell) {
        m_hover = cell;
        m_view->refresh();
        m_inspector->showUnit(picture(), pointedAt());
    });
    connect(m_view, &FigureView::pressed, this, &FieldPage::press);
    connect(m_view, &FigureView::dragged, this, &FieldPage::press);
    connect(m_view, &FigureView::keyPressed, this,
            [this](QKeyEvent* event) { event->setAccepted(handleKey(event->key())); });
    m_view->setBuilder(
        [this](QSizeF size, const Style& style) { return std::make_unique<FieldFigure>(picture(), size, style); });
}

QWidget* FieldPage::stage() {
    return m_view;
}
QWidget* FieldPage::inspector() {
    return m_inspector;
}
QWidget* FieldPage::bar() {
    return m_bar;
}

void FieldPage::open(const Lesson& lesson) {
    m_lesson = lesson;
    m_hover.reset();
    m_covered.clear();
    m_bar->setPlaying(false);
    undoStack()->clear();
    m_lab.load(fieldSceneFrom(lesson.scene));
    m_inspector->setLesson(lesson);
    refresh();
}

void FieldPage::setScene(const QJsonObject& scene, const QString& why) {
    const FieldScene next = fieldSceneFrom(scene);
    m_bar->setPlaying(false);
    m_lab.edit(why, next);
}

void FieldPage::setStyle(const Style& style) {
    m_bar->setStyle(style);
    m_inspector->setStyle(style);
    m_view->setStyle(style);
}

void FieldPage::setActive(bool active) {
    if (!active) m_bar->setPlaying(false);
}

// ---- what is shown -------------------------------------------------------------------------------------------------

QString FieldPage::sceneLine() const {
    if (m_inspector->asOpened() && m_covered.isEmpty()) return m_lesson.line; // its words may give away what is asked
    const FieldScene& s = m_lab.scene();
    const auto text = [](const auto& layers) {
        return QString::fromStdString(cnn::fieldLayersText(layers)).replace(",", ", ");
    };
    return s.compare.empty() ? tr("Point at any cell: all that it sees lights up, down to the input.")
                             : tr("%1 above, %2 below, on the same input.").arg(text(s.layers), text(s.compare));
}

FieldPicture FieldPage::picture() const {
    const FieldScene& s = m_lab.scene();
    FieldPicture p;
    p.headline = m_lesson.headline;
    p.line = sceneLine();
    p.stack = m_lab.stack();
    p.compare = m_lab.compare();
    p.unit = m_lab.unit();
    if (p.compare) p.other = m_lab.compareUnit();
    p.covered = m_covered;
    p.width = s.width;
    p.network = s.network;
    if (const auto newest = m_meter.newest()) show(p, *newest);
    if (!p.measured && m_meter.busy())
        p.state = tr("Measuring… %1 %. Escape stops it.").arg(qRound(100 * m_meter.progress()));
    if (m_hover && isCellOf(p, *m_hover)) p.hover = m_hover;
    return p;
}

QString FieldPage::pointedAt() const {
    const FieldPicture p = picture();
    if (!p.hover || p.covers("field")) return {};
    const int level = numberOf(p.hover->part, "level"), other = numberOf(p.hover->part, "other");
    if (p.hover->part == "pixel")
        return tr("Pixel row %1, column %2: %3 % of the gradient.")
            .arg(p.hover->y + 1)
            .arg(p.hover->x + 1)
            .arg(figures(100 * static_cast<double>(p.measured->at(0, p.hover->y, p.hover->x))));
    const auto& stack = level >= 0 ? *p.stack : *p.compare;
    const cnn::FieldUnit unit{std::max(level, other), p.hover->y, p.hover->x};
    return tr("Pointed at: %1. %2").arg(unitName(stack, unit), fieldSentence(stack, unit));
}

void FieldPage::refresh() {
    const FieldScene& s = m_lab.scene();
    const int side = m_lab.stack()->level(s.level).size;
    const int stops = byLayer() ? m_lab.stack()->levels() : side * side;
    m_bar->setState(stop(), stops, byLayer() ? 1 : side, stop() == 0, stop() == stops - 1);
    m_bar->setGrain(m_grain);
    if (s.compare.empty()) m_meter.measure(m_lab.stack(), m_lab.unit(), s.network);
    refreshStage();
    emit stateChanged();
}

void FieldPage::refreshStage() {
    m_view->refresh();
    m_inspector->showUnit(picture(), pointedAt());
}

// ---- keys and mouse ------------------------------------------------------------------------------------------------

bool FieldPage::handleKey(int key) {
    switch (key) {
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
    case Qt::Key_Backspace:
        goToStop(stop() + (key == Qt::Key_PageDown ? 1 : -1));
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        goToStop(key == Qt::Key_Home ? 0 : INT_MAX);
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_lab.moveUnit(0, key == Qt::Key_Left ? -1 : 1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_lab.moveUnit(key == Qt::Key_Up ? -1 : 1, 0);
        return true;
    case Qt::Key_Space:
        m_bar->setPlaying(!m_bar->playing());
        return true;
    case Qt::Key_Escape:
        m_meter.stop();
        return true;
    default:
        return false;
    }
}

// A layer, or a cell of the chosen one's map in reading order.
int FieldPage::stop() const {
    const cnn::FieldUnit unit = m_lab.unit();
    return byLayer() ? unit.level : unit.y * m_lab.stack()->level(unit.level).size + unit.x;
}

void FieldPage::goToStop(int stop) {
    if (byLayer()) return m_lab.goToLevel(std::clamp(stop, 0, m_lab.stack()->last()));
    const int level = m_lab.unit().level, side = m_lab.stack()->level(level).size;
    const int cell = std::clamp(stop, 0, side * side - 1);
    m_lab.choose({level, cell / side, cell % side});
}

void FieldPage::press(const CellRef& cell) {
    const int level = numberOf(cell.part, "level");
    if (level >= 0) m_lab.choose({level, cell.y, cell.x});
    if (cell.part == "row") m_lab.goToLevel(cell.y);
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel FieldPage::reel() const {
    FieldPicture base = picture();
    base.hover.reset();
    const FieldScene scene = m_lab.scene();
    return {base.stack->levels(), [base, scene](int level, QSizeF size, const Style& style) {
                FieldPicture p = base;
                p.unit = {level, p.stack->nearest(level, scene.aimY), p.stack->nearest(level, scene.aimX)};
                FieldMeasurement m{p.stack, p.unit, scene.network, nullptr, {}, 0};
                const bool known = p.measured && m.asks({p.measuredStack, p.measuredUnit, p.network, nullptr, {}, 0});
                if (!p.compare && !known) {
                    if (m.takesLong())
                        m.error = tr("Too much to measure for a picture: fewer layers, channels or networks.");
                    else
                        measureNow(m);
                    show(p, m);
                }
                return std::make_unique<FieldFigure>(p, size, style);
            }};
}

std::vector<NamedNumbers> FieldPage::numbers() const {
    const auto stack = m_lab.stack();
    const cnn::FieldUnit u = m_lab.unit();
    const int n = stack->level(0).size;
    cnn::Tensor mask({1, n, n, 1}), table({1, stack->levels(), 4, 1});
    for (const int y : stack->cells(u.level, u.y, 0))
        for (const int x : stack->cells(u.level, u.x, 0)) mask.at(0, y, x) = 1;
    for (int i = 0; i < stack->levels(); ++i) {
        const cnn::FieldLevel& l = stack->level(i);
        const double row[] = {static_cast<double>(l.size), static_cast<double>(l.field), static_cast<double>(l.jump),
                              l.start};
        for (int c = 0; c < 4; ++c) table.at(0, i, c) = static_cast<float>(row[c]);
    }
    std::vector<NamedNumbers> all{{tr("receptive field"), mask}, {tr("size, field, jump, start"), table}};
    if (const auto m = m_meter.newest(); m && m->field && m_lab.scene().compare.empty())
        all.push_back({tr("measured field"), *m->field});
    return all;
}

QString FieldPage::code(CodeDialect dialect) const {
    return fieldCode(*m_lab.stack(), m_lab.unit(), dialect);
}

std::vector<Question> FieldPage::questions() const {
    const auto stack = m_lab.stack();
    const int level = m_lab.scene().level;
    if (level == 0) return {};
    const cnn::FieldLevel &now = stack->level(level), &below = stack->level(level - 1);
    const cnn::FieldLayer& l = stack->layers()[static_cast<std::size_t>(level - 1)];
    const QString name = QString::fromStdString(now.name);
    std::vector<Question> all{
        numberQuestion("field", tr("Field"),
                       tr("How many pixels a side does one unit of %1 see, padding included?").arg(name),
                       static_cast<double>(now.field), fieldFormula(*stack, level, 0)),
        numberQuestion("jump", tr("Jump"),
                       tr("How many pixels lie between the fields of two neighbours in %1?").arg(name),
                       static_cast<double>(now.jump), fieldFormula(*stack, level, 1)),
        sizeQuestion("size", tr("Map size"), tr("How many rows and columns has %1?").arg(name), now.size, now.size,
                     sizeLine(l.window().y, true, below.size))};
    if (m_lab.compare())
        all.push_back(numberQuestion("weights", tr("Weights"),
                                     tr("How many weights has the upper stack, for one input and one output channel?"),
                                     static_cast<double>(stack->weightsPerChannelPair()), weightSum(*stack)));
    return all;
}

void FieldPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    refreshStage();
}

void FieldPage::settle(int step) {
    if (step > 0) m_lab.goToLevel(step - 1);
    const bool tooLong = FieldMeasurement{m_lab.stack(), m_lab.unit(), m_lab.scene().network, {}, {}, 0}.takesLong();
    if (tooLong) m_meter.stop();
    m_meter.wait();
    refreshStage();
}

} // namespace ui
