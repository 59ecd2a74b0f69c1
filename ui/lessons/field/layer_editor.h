// One layer of a stack as steppers, and the buttons that add, remove and move it.
#pragma once

#include "core/walk/receptive_field.h"
#include "ui/figure/style.h"
#include "ui/view/controls.h"

#include <QPushButton>
#include <QWidget>

namespace ui {

class LayerEditor : public QWidget {
    Q_OBJECT
public:
    // Largest values of kernel, stride, padding and dilation.
    LayerEditor(int kernel, int stride, int padding, int dilation, QWidget* parent = nullptr);
    // Layer `index` (from 0) of `count`; -1: before the first, where a layer can only be added.
    void setLayer(const cnn::FieldLayer& layer, int index, int count, int most);
    void setStyle(const Style& style);

signals:
    void edited(const cnn::FieldLayer& layer);
    void added();
    void removed();
    void moved(int by); // -1 towards the input, +1 away from it
    void refused(const QString& sentence);

private:
    Stepper* stepper(const QString& name, int low, int high, int cnn::FieldLayer::*value);
    cnn::FieldLayer m_layer;
    Segmented* m_kind;
    std::vector<std::pair<Stepper*, int cnn::FieldLayer::*>> m_steppers;
    std::vector<QWidget*> m_rows;
    QPushButton *m_add, *m_remove, *m_earlier, *m_later;
};

} // namespace ui
