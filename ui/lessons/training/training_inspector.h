// Beside the training lesson: what can be set, and what to notice.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/training_scene.h"
#include "ui/view/controls.h"
#include "ui/view/fill_box.h"
#include "ui/view/plan_editor.h"
#include "ui/view/runs_list.h"

#include <QHash>
#include <QScrollArea>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace ui {

struct Lesson;

class TrainingInspector : public QScrollArea {
    Q_OBJECT
public:
    explicit TrainingInspector(QWidget* parent = nullptr);
    void setStyle(const Style& style);
    // Which settings are in sight (Lesson::controls).
    void setLesson(const Lesson& lesson);
    // What there is to be seen, a few sentences.
    void setNotice(const QString& words);
    // What the images are: a network of one's own has to fit them.
    void setImages(const cnn::Shape& shape, int classes);
    // Shows a scene; emits nothing. folderName: what to call the data when they come from a folder.
    void setScene(const TrainingScene& scene, const QString& folderName);
    RunsList* runs() { return m_runs; }

    // One's own network becomes this; where it does not fit, the one that fitted goes on. key: as in EditCommand.
    void editPlan(const cnn::NetworkPlan& plan, const QString& what, int key);
    // Of one's own network: its row is chosen and in sight, with its settings.
    void selectLayer(int layer);

signals:
    // What the user did to the scene on show. key: edits with the same one may become one undo step.
    void edited(const ui::TrainingScene& scene, const QString& what, int key);
    // Other images, or the same read otherwise. The scene on show stays until they are there.
    void sourceChosen(const ui::DataSource& source);
    void folderWanted();
    void fileWanted();
    // The image that goes through is to be this pattern. what: of the step of undo.
    void fillWanted(cnn::GridPattern pattern, quint64 seed, const QString& what);
    void refused(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    template<class Change> void edit(const QString& what, int key, Change change);
    using Row = Setting<TrainingScene>;
    void add(const Row& row, QWidget* control);
    void makeControls();
    void follow(const Row& row, Stepper* stepper);
    void choose(const Row& row, int index);
    void makeSwitch(const Row& row);
    void makeList(const Row& row);
    void makeData(const Row& row);
    void makeNetwork(const Row& row);
    void makeAugment(const Row& row);
    void makeFill();
    void chooseModel(int index);
    void showNetwork();
    void arrange();
    void fitWidth();

    Style m_style;
    TrainingScene m_scene;
    QStringList m_inSight, m_useless; // the second: settings that the network on show does not have
    bool m_more = false;
    int m_keys = 0;                  // merge keys given out
    QHash<QString, QWidget*> m_rows; // by the names that lessons use
    QStringList m_order;
    QComboBox *m_data, *m_model;
    FillBox* m_fill;
    PlanEditor* m_plan;
    cnn::Shape m_shape = cnn::usualInput; // of the images
    int m_classes = cnn::usualClasses;
    std::vector<QCheckBox*> m_augment;
    std::vector<Stepper*> m_steppers;
    std::vector<std::function<void(const TrainingScene&)>> m_shows; // puts a scene's value into its control
    QPushButton* m_moreLink;
    QLabel* m_notice;
    RunsList* m_runs;
};

} // namespace ui
