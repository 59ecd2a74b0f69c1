#include "ui/lessons/field/layer_editor.h"

#include <QGridLayout>
#include <QVBoxLayout>

namespace ui {

LayerEditor::LayerEditor(int kernel, int stride, int padding, int dilation, QWidget* parent)
    : QWidget(parent), m_kind(new Segmented(tr("Layer is"), {tr("conv"), tr("pool")})) {
    using L = cnn::FieldLayer;
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    const auto add = [&](const QString& label, QWidget* control) {
        m_rows.push_back(settingRow(label, control));
        column->addWidget(m_rows.back());
    };
    add(tr("Layer is"), m_kind);
    add(tr("Layer's kernel"), stepper(tr("Layer's kernel"), 1, kernel, &L::kernel));
    add(tr("Layer's stride"), stepper(tr("Layer's stride"), 1, stride, &L::stride));
    add(tr("Layer's padding"), stepper(tr("Layer's padding"), 0, padding, &L::padding));
    add(tr("Layer's dilation"), stepper(tr("Layer's dilation"), 1, dilation, &L::dilation));
    auto* buttons = new QGridLayout;
    buttons->setSpacing(8);
    column->addLayout(buttons);
    m_add = new QPushButton(tr("Add after"));
    m_remove = new QPushButton(tr("Remove"));
    m_earlier = new QPushButton(tr("Earlier"));
    m_later = new QPushButton(tr("Later"));
    int i = 0;
    for (QPushButton* b : {m_add, m_remove, m_earlier, m_later}) {
        b->setAccessibleName(tr("Layer: %1").arg(b->text().toLower()));
        buttons->addWidget(b, i / 2, i % 2);
        ++i;
    }
    connect(m_add, &QPushButton::clicked, this, &LayerEditor::added);
    connect(m_remove, &QPushButton::clicked, this, &LayerEditor::removed);
    connect(m_earlier, &QPushButton::clicked, this, [this] { emit moved(-1); });
    connect(m_later, &QPushButton::clicked, this, [this] { emit moved(1); });
    connect(m_kind, &Segmented::changed, this, [this](int kind) {
        L next = m_layer;
        next.pooling = kind == 1;
        next.stride = next.pooling ? next.kernel : 1; // what it usually is
        next.dilation = 1;
        next.padding = next.pooling ? std::min(next.padding, next.kernel / 2) : next.padding;
        emit edited(next);
    });
}

Stepper* LayerEditor::stepper(const QString& name, int low, int high, int cnn::FieldLayer::*value) {
    auto* made = Stepper::whole(name, low, high);
    connect(made, &Stepper::refused, this, &LayerEditor::refused);
    connect(made, &Stepper::changed, this, [this, value](double v) {
        cnn::FieldLayer next = m_layer;
        const bool follows = next.pooling && value == &cnn::FieldLayer::kernel && next.stride == next.kernel;
        next.*value = static_cast<int>(v);
        if (follows) next.stride = next.kernel; // a pool's stride is its kernel until it is set apart
        emit edited(next);
    });
    m_steppers.emplace_back(made, value);
    return made;
}

void LayerEditor::setLayer(const cnn::FieldLayer& layer, int index, int count, int most) {
    m_layer = layer;
    for (QWidget* row : m_rows) row->setVisible(index >= 0);
    m_kind->setCurrent(layer.pooling ? 1 : 0);
    for (const auto& [stepper, value] : m_steppers) stepper->setValue(layer.*value);
    m_add->setEnabled(count < most);
    m_remove->setEnabled(index >= 0 && count > 1);
    m_earlier->setEnabled(index > 0);
    m_later->setEnabled(index >= 0 && index + 1 < count);
    m_remove->setVisible(index >= 0);
    m_earlier->setVisible(index >= 0);
    m_later->setVisible(index >= 0);
}

void LayerEditor::setStyle(const Style& style) {
    for (const auto& [stepper, value] : m_steppers) stepper->setFixedWidth(qRound(132 * style.controlScale()));
}

} // namespace ui
