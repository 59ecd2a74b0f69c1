// The right side of "Images are grids": which picture, in which order, how four runs learn; and this pixel.
#pragma once

#include "ui/lessons/grids/grids_scene.h"
#include "ui/model/document.h"
#include "ui/view/settings_panel.h"

namespace ui {

using GridsLab = Document<GridsScene>;

// "Fashion-MNIST", "drawn digits" or the folder's name.
QString sourceName(const DataSource& source);

class GridsInspector : public SettingsPanel {
    Q_OBJECT
public:
    explicit GridsInspector(GridsLab& lab, QWidget* parent = nullptr);
    // How many test images the scene's source has; 0: not known yet.
    void setImages(int count) { m_images = count; }
    void showPixel(const QString& name, const QString& sentence);

signals:
    void sourceChosen(const ui::DataSource& source);
    void pictureWanted();

private:
    void addSource(const Setting<GridsScene>& row);
    void addImage(const Setting<GridsScene>& row);
    GridsLab& m_lab;
    SceneSettings<GridsLab> m_settings;
    QLabel *m_pixel, *m_sentence;
    int m_images = 0;
};

} // namespace ui
