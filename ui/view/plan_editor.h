// A network of one's own: its layers in a list, with what each gives and holds, and the settings of the chosen one.
#pragma once

#include "core/network/network_plan.h"
#include "ui/figure/style.h"
#include "ui/view/controls.h"
#include "ui/view/reads_button.h"

#include <QTreeWidget>
#include <QWidget>

class QPushButton;

namespace ui {

// The list itself: Alt+Up and Alt+Down move the chosen layer, Delete takes it away.
class LayerList : public QTreeWidget {
    Q_OBJECT
public:
    using QTreeWidget::QTreeWidget;
signals:
    void moveWanted(int by);
    void removeWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

class PlanEditor : public QWidget {
    Q_OBJECT
public:
    explicit PlanEditor(QWidget* parent = nullptr);
    // Shows a plan for pictures of this shape; emits nothing.
    void setPlan(const cnn::NetworkPlan& plan, const cnn::Shape& input, int classes);
    void setStyle(const Style& style);
    // Chooses a layer, as a click on its row does.
    void select(int layer);

signals:
    // What the user made of the plan on show, which may not fit. key: edits with the same one may become one undo step.
    void edited(const cnn::NetworkPlan& plan, const QString& what, int key);
    void refused(const QString& sentence);

private:
    void makeList();
    void makeButtons();
    void makeSettings();
    QString rowWords(std::size_t layer, const cnn::LayerInfo& info) const;
    void showRows();
    void showSettings();
    int chosen() const;
    void add(const char* kind);
    void remove();
    void move(int by);
    void change(int setting, double value);
    void tell(cnn::NetworkPlan plan, const QString& what, int row, int key = -1);

    cnn::NetworkPlan m_plan;
    cnn::CheckedPlan m_checked;
    cnn::Shape m_input;
    int m_classes = 10;
    int m_row = 0; // the chosen layer
    Style m_style;
    LayerList* m_list;
    QLabel *m_error, *m_sum, *m_name;
    QPushButton *m_add, *m_remove, *m_earlier, *m_later;
    ReadsButton* m_reads;
    std::vector<std::pair<Stepper*, QWidget*>> m_settings; // with their rows, in the order of settingList()
};

} // namespace ui
