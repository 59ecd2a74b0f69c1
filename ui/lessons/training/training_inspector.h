// Beside the training lesson: what can be set, and what to notice.
#pragma once

#include "ui/figure/style.h"
#include "ui/model/training_scene.h"
#include "ui/view/controls.h"
#include "ui/view/plan_editor.h"
#include "ui/view/runs_list.h"

#include <QHash>
#include <QScrollArea>

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

signals:
    // What the user did to the scene on show. key: edits with the same one may become one undo step.
    void edited(const ui::TrainingScene& scene, const QString& what, int key);
    void sourceChosen(ui::DataSource::Kind kind);
    void shuffledChosen(bool shuffled);
    void refused(const QString& sentence);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    template<class Change> void edit(const QString& what, int key, Change change);
    void add(const QString& id, const QString& label, QWidget* control);
    void follow(Stepper* stepper, const QString& what, void (*set)(cnn::TrainingSettings&, double));
    DropDown* dropDown(const QStringList& choices, const QString& tip);
    void makeData();
    void makeSteppers();
    void makeSwitches();
    void makeDataSwitches();
    void makeNetwork();
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
    PlanEditor* m_plan;
    cnn::Shape m_shape = cnn::usualInput; // of the images
    int m_classes = cnn::usualClasses;
    Segmented* m_pixels;
    std::vector<QCheckBox*> m_augment;
    Stepper *m_rate, *m_batch, *m_momentum, *m_seed, *m_epochs, *m_decay, *m_every, *m_factor, *m_validation,
        *m_dropout;
    QComboBox *m_schedule, *m_beginning, *m_loss;
    Segmented *m_activation, *m_pooling, *m_optimizer;
    QPushButton* m_moreLink;
    QLabel* m_notice;
    RunsList* m_runs;
};

} // namespace ui
