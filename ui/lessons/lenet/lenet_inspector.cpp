#include "ui/lessons/lenet/lenet_inspector.h"

namespace ui {

LenetInspector::LenetInspector(LenetLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_layer(paragraph()) {
    m_settings.add(lenetSettings());
    m_layer->setObjectName("stepWords");
    addSection(tr("Pointed at"), m_layer);
    connect(&m_lab, &LenetLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

void LenetInspector::showWords(const QString& layer) {
    m_layer->setText(layer);
}

} // namespace ui
