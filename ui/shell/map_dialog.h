// What is to be exported of a network's maps and filters.
#pragma once

#include "ui/export/map_export.h"

#include <QDialog>

class QCheckBox;
class QPushButton;

namespace ui {

class DropDown;
class Segmented;
class Stepper;

struct MapWish {
    QString layer;
    bool weights = false; // the layer's kernels instead of its maps
    MapLook look;
    QStringList formats = usualMapFormats;
};

class MapDialog : public QDialog {
    Q_OBJECT
public:
    // Opens with `wish`, as far as the network has such a layer.
    MapDialog(std::shared_ptr<const cnn::Network> network, const MapWish& wish, QWidget* parent);
    MapWish wish() const;

private:
    void build();
    void offer(); // only what makes sense for the layer
    std::shared_ptr<const cnn::Network> m_network;
    DropDown *m_layer, *m_colours;
    Segmented *m_what, *m_scale;
    Stepper* m_cell;
    QList<QCheckBox*> m_formats; // in the order of mapFormats()
    QPushButton* m_export;
};

} // namespace ui
