// The page of the lessons on the backward pass: the gradient of kernel or input as a sliding window, and pooling's
// gradient on its way back.
#pragma once

#include "ui/lessons/backward/backward_lab.h"
#include "ui/lessons/backward/pool_gradient_figure.h"
#include "ui/lessons/window/window_picture.h"
#include "ui/model/standing.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class BackwardInspector;

class BackwardPage final : public LabPage<BackwardLab, BackwardInspector, Standing> {
    Q_OBJECT
public:
    BackwardPage();

    void cover(const QString& id) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.cell(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void showStep(const QString& id) override;
    void settle(int step) override;

private:
    BackwardScene read(const QJsonObject& scene) const override { return backwardSceneFrom(scene); }
    Standing place() const override;
    void standAt(const Standing& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override;
    std::vector<int> breakpoints() const override;
    void toggleBreakpoint(int stop) override;
    void toggleAt(int row, int column);
    void showWords() override;
    void showState() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    WindowPicture windowPicture(int cell, int shown) const;
    WindowPicture windowPicture() const { return windowPicture(m_lab.cell(), m_lab.productsShown()); }
    PoolGradientPicture poolPicture(int cell) const;
    EditableCells editableCells();
    void setCell(const CellRef& cell, float value, bool merge);
};

} // namespace ui
