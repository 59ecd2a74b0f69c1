#include "ui/lessons/shift/shift_inspector.h"

#include "ui/pages/picture_setting.h"

namespace ui {

ShiftInspector::ShiftInspector(ShiftLab& lab, QWidget* parent)
    : SettingsPanel(parent), m_lab(lab), m_settings(*this, lab), m_place(paragraph()), m_hover(paragraph()) {
    m_settings.add(shiftSettings(), {{"picture", [this](const auto& row) {
                                          addPictureSetting(
                                              *this, m_lab, row,
                                              [](const ShiftScene& s) { return s.showsGiven() && !s.given; },
                                              [this] { emit pictureWanted(); });
                                      }}});
    m_place->setObjectName("stepWords");
    addSection(tr("This step"), m_place);
    m_hover->setObjectName("quiet");
    add(m_hover);
    connect(&m_lab, &ShiftLab::changed, this, [this] {
        refresh();
        setAsOpened(m_lab.asOpened());
    });
}

void ShiftInspector::showWords(const QString& place, const QString& pointedAt) {
    m_place->setText(place);
    m_hover->setText(pointedAt);
}

} // namespace ui
