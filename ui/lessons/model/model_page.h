// Any network: its table, computed from what it is made of, and views that send a picture through it.
#pragma once

#include "ui/lessons/model/look/model_run.h"
#include "ui/lessons/model/model_card.h"
#include "ui/lessons/model/model_inspector.h"
#include "ui/lessons/model/model_stage.h"
#include "ui/lessons/model/model_subject.h"
#include "ui/lessons/model/table/table_figure.h"
#include "ui/pages/lesson_page.h"
#include "ui/pages/tables.h"

namespace ui {

class ModelPage final : public LabPage<ModelLab, ModelInspector, ModelStanding>, public Tables {
    Q_OBJECT
public:
    ModelPage();
    ~ModelPage() override;

    QWidget* stage() override { return m_stage; }
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return 0; }
    std::vector<NamedNumbers> numbers() const override;
    std::vector<NamedTable> tables() const override;
    std::vector<Question> questions() const override;
    // A network (.onnx) becomes the subject once its structure is read.
    bool openFile(const QString& path) override;
    QString openFilter() const override { return tr("Network (*.onnx)"); }
    bool takePicture(const SharedPicture& given) override;
    void settle(int step) override;

    const ModelScene& modelScene() const { return m_lab.scene(); }
    const ModelTable& table() const { return *m_table; }
    // Null: its file is being read, or cannot be.
    std::shared_ptr<const ModelSubject> subject() const { return m_subjects.find(m_lab.scene().network); }

private:
    ModelScene read(const QJsonObject& scene) const override { return modelSceneFrom(scene); }
    ModelStanding place() const override { return {m_layer}; }
    void standAt(const ModelStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool handleKey(QKeyEvent* event) override;

    void connectParts();
    void sceneChanged();
    void makeTable();
    // The view on show looks at the network from now on, where it is one that sends a picture through.
    void lookAgain();
    bool showsTable() const { return !m_card.view(); }
    bool viewKey(QKeyEvent* event);
    int layersToStep() const;
    void sortBy(int column);
    void stand(int layer); // from 1; 0: nowhere
    void scroll(int rows);
    void chooseFile(bool beside);
    void pastePicture();
    void showView(const QString& id, const QJsonObject& choices);
    void choose(const QJsonObject& choices);
    void chooseView(const QString& id);
    TablePicture picture() const;
    bool isLessons() const;
    QString headline() const;
    QString line() const;
    QString viewLine() const;
    TablePicture::Covered asked() const; // the row that questions are about
    int shownAt() const;                 // where one stands among the rows on show; -1: nowhere

    ModelSubjects m_subjects;
    std::shared_ptr<const ModelTable> m_table = std::make_shared<const ModelTable>(); // without sides: nothing is read
    ModelCard m_card;
    ModelRun m_run;
    QPointer<ModelStage> m_stage;
    int m_layer = 0;
    std::optional<int> m_top; // the first row in sight, once somebody scrolled; none: the row one stands at is in sight
    bool m_active = true;
    bool m_opensBeside = false; // what is being opened is to stand beside the network
};

} // namespace ui
