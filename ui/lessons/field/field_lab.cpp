#include "ui/lessons/field/field_lab.h"

#include <algorithm>

namespace ui {
namespace {

FieldLab::Stack stackOf(const std::vector<cnn::FieldLayer>& layers, int input) {
    return std::make_shared<const cnn::FieldStack>(cnn::FieldStack::make(layers, input).orThrow());
}

cnn::FieldUnit unitAt(const cnn::FieldStack& stack, int level, const FieldScene& scene) {
    return {level, stack.nearest(level, scene.aimY), stack.nearest(level, scene.aimX)};
}

} // namespace

FieldLab::FieldLab(QUndoStack& undo, QObject* parent) : Document(undo, parent) {
    connect(this, &DocumentSignals::changed, this, &FieldLab::restack); // before anybody else is told
    FieldScene first;
    first.usePreset(cnn::fieldPresets().front());
    load(first);
}

bool FieldLab::asOpened() const {
    FieldScene now = scene();
    now.level = opened().level;
    now.aimY = opened().aimY;
    now.aimX = opened().aimX;
    return now == opened();
}

void FieldLab::restack() {
    const FieldScene& s = scene();
    if (!m_stack || m_stack->layers() != s.layers || m_stack->level(0).size != s.input)
        m_stack = stackOf(s.layers, s.input);
    if (s.compare.empty())
        m_compare.reset();
    else if (!m_compare || m_compare->layers() != s.compare || m_compare->level(0).size != s.input)
        m_compare = stackOf(s.compare, s.input);
}

void FieldLab::edit(const QString& text, FieldScene next, int mergeKey) {
    next.level = std::clamp(next.level, 0, static_cast<int>(next.layers.size()));
    const QString misfit = next.misfit();
    if (misfit.isEmpty()) {
        Document::edit(text, next, mergeKey);
        return;
    }
    emit changed(); // the controls show again what is
    emit refused(misfit);
}

cnn::FieldUnit FieldLab::unit() const {
    return unitAt(*m_stack, scene().level, scene());
}

cnn::FieldUnit FieldLab::compareUnit() const {
    return unitAt(*m_compare, m_compare->last(), scene());
}

void FieldLab::choose(const cnn::FieldUnit& unit) {
    FieldScene next = scene();
    next.level = unit.level;
    next.aimY = m_stack->centre(unit.level, unit.y);
    next.aimX = m_stack->centre(unit.level, unit.x);
    if (next != scene()) load(next);
}

void FieldLab::goToLevel(int level) {
    FieldScene next = scene();
    next.level = std::clamp(level, 0, m_stack->last());
    if (next != scene()) load(next);
}

void FieldLab::moveUnit(int dy, int dx) {
    cnn::FieldUnit next = unit();
    const int size = m_stack->level(next.level).size;
    next.y = std::clamp(next.y + dy, 0, size - 1);
    next.x = std::clamp(next.x + dx, 0, size - 1);
    choose(next);
}

} // namespace ui
