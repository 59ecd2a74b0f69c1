// The right side of the model page: which network, sorting and searching, the row one stands at, and what the numbers
// tell.
#pragma once

#include "ui/lessons/model/model_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

#include <QLineEdit>

namespace ui {

using ModelLab = Document<ModelScene>;

class ModelInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit ModelInspector(ModelLab& lab, QWidget* parent = nullptr);
    void setWords(const QStringList& inSight, const QString& notice) override;
    // row: of the row one stands or points at; tells: what the numbers tell; card: of the file. Empty: not shown.
    void showWords(const QString& row, const QStringList& tells, const QString& card);
    // Instead of the lesson's notice, where the view on show is another than the lesson's; empty: the lesson's.
    void showNotice(const QString& notice);
    QLineEdit* search() { return m_find; }

signals:
    // A file from a dialog is to be the network, or the one beside it.
    void fileWanted(bool beside);
    // A picture from a dialog, or the one on the clipboard, is to go through the network.
    void pictureWanted();
    void pasteWanted();

private:
    void addNetworks(const Setting<ModelScene>& row, bool beside);
    void addNumbers(const Setting<ModelScene>& row, std::vector<float> ModelInput::*numbers);
    void addPictures(const Setting<ModelScene>& row);
    void addSearch(const Setting<ModelScene>& row);
    ModelLab& m_lab;
    SceneSettings<ModelLab> m_settings;
    QLineEdit* m_find;
    QLabel *m_row, *m_tells, *m_card;
    QWidget *m_rowHead = nullptr, *m_tellsHead = nullptr;
    QStringList m_inSight;
    QString m_notice, m_shown; // the lesson's; what stands there
};

} // namespace ui
