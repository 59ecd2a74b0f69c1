#include "ui/lessons/field/field_page.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/field/field_code.h"
#include "ui/lessons/field/field_figure.h"
#include "ui/lessons/field/field_inspector.h"
#include "ui/lessons/field/field_questions.h"

#include <QKeyEvent>
#include <algorithm>

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

// What the scene is now that it is no longer the lesson's.
QString sceneSentence(const FieldScene& s) {
    const auto text = [](const auto& layers) {
        return QString::fromStdString(cnn::fieldLayersText(layers)).replace(",", ", ");
    };
    return s.compare.empty()
               ? FieldPage::tr("Point at any cell: all that it sees lights up, down to the input.")
               : FieldPage::tr("%1 above, %2 below, on the same input.").arg(text(s.layers), text(s.compare));
}

} // namespace

FieldPage::FieldPage() : LabPage(tr("The maps from input to output"), {tr("cell"), tr("layer")}, layerGrain) {
    useBreakpoints(fieldGrains);
    connect(&m_lab, &FieldLab::changed, this, &FieldPage::refresh);
    connect(&m_lab, &FieldLab::refused, this, &Page::notice);
    connect(&m_meter, &FieldMeter::changed, this, &FieldPage::refreshStage);
}

std::unique_ptr<Figure> FieldPage::figure(QSizeF size, const Style& style) const {
    return std::make_unique<FieldFigure>(picture(), size, style);
}

FieldPicture FieldPage::picture() const {
    const FieldScene& s = m_lab.scene();
    FieldPicture p;
    p.headline = lesson().headline;
    p.line = lineOr(m_lab.asOpened(), [&] { return sceneSentence(s); });
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

// A layer, or a cell of the chosen one's map in reading order.
LessonPage::Steps FieldPage::steps() const {
    const cnn::FieldUnit unit = m_lab.unit();
    const int side = m_lab.stack()->level(unit.level).size;
    const int stop = byLayer() ? unit.level : unit.y * side + unit.x;
    const int stops = byLayer() ? m_lab.stack()->levels() : side * side;
    return {stop, stops, byLayer() ? 1 : side, stop == 0, stop == stops - 1, m_grain};
}

void FieldPage::showState() {
    const FieldScene& s = m_lab.scene();
    if (s.compare.empty()) m_meter.measure(m_lab.stack(), m_lab.unit(), s.network);
    LabPage::showState();
}

void FieldPage::showWords() {
    m_inspector->showUnit(picture(), pointedAt());
}

// ---- keys and mouse ------------------------------------------------------------------------------------------------

bool FieldPage::handleKey(QKeyEvent* event) {
    switch (const int key = event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        m_lab.moveUnit(0, key == Qt::Key_Left ? -1 : 1);
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_lab.moveUnit(key == Qt::Key_Up ? -1 : 1, 0);
        return true;
    case Qt::Key_Escape:
        if (!m_meter.busy()) return false;
        m_meter.stop();
        return true;
    default:
        return LabPage::handleKey(event);
    }
}

void FieldPage::goToStop(int stop) {
    if (byLayer()) return m_lab.goToLevel(std::clamp(stop, 0, m_lab.stack()->last()));
    const int level = m_lab.unit().level, side = m_lab.stack()->level(level).size;
    const int cell = std::clamp(stop, 0, side * side - 1);
    m_lab.choose({level, cell / side, cell % side});
}

void FieldPage::setGrain(int grain) {
    m_grain = grain;
    refresh();
}

void FieldPage::press(const CellRef& cell, Qt::MouseButton, Qt::KeyboardModifiers) {
    const int level = numberOf(cell.part, "level");
    if (level >= 0) m_lab.choose({level, cell.y, cell.x});
    if (cell.part == "row") m_lab.goToLevel(cell.y);
}

// ---- for the shell -------------------------------------------------------------------------------------------------

Reel FieldPage::reel() const {
    FieldPicture base = picture();
    base.hover.reset();
    const FieldScene scene = m_lab.scene();
    return reelOf<FieldFigure>(base.stack->levels(), base, [scene](FieldPicture& p, int level) {
        p.unit = {level, p.stack->nearest(level, scene.aimY), p.stack->nearest(level, scene.aimX)};
        FieldMeasurement m{p.stack, p.unit, scene.network, nullptr, {}, 0};
        const bool known = p.measured && m.asks({p.measuredStack, p.measuredUnit, p.network, nullptr, {}, 0});
        if (p.compare || known) return;
        if (m.takesLong())
            m.error = tr("Too much to measure for a picture: fewer layers, channels or networks.");
        else
            measureNow(m);
        show(p, m);
    });
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
    return fieldQuestions(m_lab);
}

void FieldPage::settle(int step) {
    if (step > 0) m_lab.goToLevel(step - 1);
    const bool tooLong = FieldMeasurement{m_lab.stack(), m_lab.unit(), m_lab.scene().network, {}, {}, 0}.takesLong();
    if (tooLong) m_meter.stop();
    m_meter.wait();
    refreshStage();
}

} // namespace ui
