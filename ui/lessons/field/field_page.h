// The page of the receptive-field lessons: a stack of layers, and what each of its units sees.
#pragma once

#include "ui/lessons/field/field_lab.h"
#include "ui/lessons/field/field_meter.h"
#include "ui/lessons/field/field_picture.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class FieldInspector;

class FieldPage final : public LabPage<FieldLab, FieldInspector> {
    Q_OBJECT
public:
    FieldPage();

    Reel reel() const override;
    int reelIndex() const override { return m_lab.scene().level; }
    // The mask of what the chosen unit sees, the table of the levels, the measured field.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

private:
    FieldScene read(const QJsonObject& scene) const override { return fieldSceneFrom(scene); }
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void setGrain(int grain) override;
    void showWords() override;
    void showState() override;
    bool handleKey(QKeyEvent* event) override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void drag(const CellRef& cell) override { press(cell, Qt::LeftButton, {}); }
    FieldPicture picture() const;
    QString pointedAt() const;
    bool byLayer() const { return m_grain == layerGrain; }

    FieldMeter m_meter;
    static constexpr int layerGrain = 1; // cell, layer
    int m_grain = layerGrain;
};

} // namespace ui
