#include "ui/lessons/norm/norm_inspector.h"

namespace ui {

NormInspector::NormInspector(NormLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_cell(paragraph()) {
    m_settings.add(normSettings());
    for (const Setting<NormScene>& row : normSettings().rows())
        if (row.control == Setting<NormScene>::Own)
            m_settings.add(row, Stepper::fraction(row.label, row.low, row.high, 0.5));
    m_cell->setObjectName("stepWords");
    addSection(tr("This cell"), m_cell);
    connect(&m_lab, &NormLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

void NormInspector::showWords(const QString& cell) {
    m_cell->setText(cell);
}

} // namespace ui
