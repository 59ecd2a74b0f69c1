// The right side of a receptive-field lesson: the stack, the chosen layer, the network that is measured.
#pragma once

#include "ui/lessons/field/field_lab.h"
#include "ui/lessons/field/field_picture.h"
#include "ui/lessons/field/layer_editor.h"
#include "ui/view/settings_panel.h"

#include <QLineEdit>

namespace ui {

class FieldInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit FieldInspector(FieldLab& lab, QWidget* parent = nullptr);
    void setStyle(const Style& style) override;
    // The unit in words, and what is pointed at.
    void showUnit(const FieldPicture& picture, const QString& pointedAt);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addLayer();
    void addTexts();
    void refreshAll();
    void editLayers(const QString& text, std::vector<cnn::FieldLayer> layers, int level);
    void readText(QLineEdit* edit, std::vector<cnn::FieldLayer> FieldScene::*layers);
    int index() const { return m_lab.scene().level - 1; } // of the chosen layer; -1: the input

    FieldLab& m_lab;
    SceneSettings<FieldLab> m_settings;
    LayerEditor* m_editor;
    QLabel* m_layerName;
    QLineEdit *m_text, *m_other;
    QLabel* m_otherName;
    QLabel *m_sentence, *m_hover;
};

} // namespace ui
