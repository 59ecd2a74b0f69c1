// The page of the receptive-field lessons: a stack of layers, and what each of its units sees.
#pragma once

#include "ui/lessons/field/field_lab.h"
#include "ui/lessons/field/field_meter.h"
#include "ui/lessons/field/field_picture.h"
#include "ui/pages/page.h"

class QKeyEvent;

namespace ui {

class FieldInspector;
class FigureView;
class StepBar;

class FieldPage final : public Page {
    Q_OBJECT
public:
    FieldPage();
    ~FieldPage() override;

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override { return toJson(m_lab.scene()); }
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.scene().level; }
    // The mask of what the chosen unit sees, the table of the levels, the measured field.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    bool openFile(const QString&) override { return false; }
    QString openFilter() const override { return {}; }
    void settle(int step) override;

private:
    void connectBar();
    void connectView();
    FieldPicture picture() const;
    QString sceneLine() const;
    QString pointedAt() const;
    void refresh();
    void refreshStage();
    bool handleKey(int key);
    bool byLayer() const { return m_grain == layerGrain; }
    int stop() const;
    void goToStop(int stop);
    void press(const CellRef& cell);

    FieldLab m_lab;
    FieldMeter m_meter;
    Lesson m_lesson;
    FigureView* m_view;
    FieldInspector* m_inspector;
    StepBar* m_bar;
    static constexpr int layerGrain = 1; // cell, layer
    int m_grain = layerGrain;
    std::optional<CellRef> m_hover;
    QString m_covered;
};

} // namespace ui
