// Beside the denoiser: noise, data and network; what its sizes come to, and the runs that were kept.
#pragma once

#include "ui/lessons/denoise/denoise_scene.h"
#include "ui/model/document.h"
#include "ui/view/runs_list.h"
#include "ui/view/settings_panel.h"

namespace ui {

using DenoiseLab = Document<DenoiseScene>;

class DenoiseInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit DenoiseInspector(DenoiseLab& lab, QWidget* parent = nullptr);
    // folderName: what to call the data when they come from a folder.
    void showScene(const QString& folderName);
    // What the loss means, and what the code comes to.
    void showWords(const QString& words) { m_words->setText(words); }
    RunsList* runs() { return m_runs; }
    void setStyle(const Style& style) override;

signals:
    // Other images. The scene on show stays until they are there.
    void sourceChosen(const ui::DataSource& source);
    void folderWanted();
    void fileWanted();

private:
    void addDataChoice(const Setting<DenoiseScene>& row);
    DenoiseLab& m_lab;
    SceneSettings<DenoiseLab> m_settings;
    DropDown* m_data = nullptr;
    QLabel* m_words;
    RunsList* m_runs;
};

} // namespace ui
