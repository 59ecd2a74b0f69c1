// The page of the lessons on transposed convolution.
#pragma once

#include "ui/lessons/stamp/stamp_lab.h"
#include "ui/lessons/stamp/stamp_picture.h"
#include "ui/model/standing.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class StampInspector;

class StampPage final : public LabPage<StampLab, StampInspector, Standing> {
    Q_OBJECT
public:
    StampPage();

    void cover(const QString& id) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.cell(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void showStep(const QString& id) override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    void settle(int step) override;

private:
    StampScene read(const QJsonObject& scene) const override { return stampSceneFrom(scene); }
    Standing place() const override;
    void standAt(const Standing& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override;
    const StepCounter* counter() const override { return &m_lab.steps(); }
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    StampPicture picture() const;
    EditableCells editableCells();
    const cnn::Tensor& gridOf(const QString& part) const;
    bool editable(const CellRef& cell) const;
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
};

} // namespace ui
