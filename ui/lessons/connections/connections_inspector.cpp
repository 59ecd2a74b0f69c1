#include "ui/lessons/connections/connections_inspector.h"

namespace ui {

ConnectionsInspector::ConnectionsInspector(ConnectionsLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_unit(paragraph()) {
    m_settings.add(connectionsSettings());
    m_unit->setObjectName("stepWords");
    addSection(tr("This output"), m_unit);
    connect(&m_lab, &ConnectionsLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

void ConnectionsInspector::showWords(const QString& unit) {
    m_unit->setText(unit);
}

} // namespace ui
