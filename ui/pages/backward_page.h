// The page of the lessons on the backward pass: the gradient of kernel or input as a sliding window, and pooling's
// gradient on its way back.
#pragma once

#include "ui/figure/pool_gradient_figure.h"
#include "ui/pages/backward_inspector.h"
#include "ui/pages/page.h"

namespace ui {

class CellHand;
class FigureView;
class StepBar;

class BackwardPage final : public Page {
    Q_OBJECT
public:
    BackwardPage();
    ~BackwardPage() override;

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return m_cell; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    bool openFile(const QString&) override { return false; }
    QString openFilter() const override { return {}; }
    void settle(int step) override;

private:
    void connectView();
    void handleKey(QKeyEvent* event);
    bool stepKey(int key);
    void goTo(int cell);
    void sceneChanged();
    void refresh();
    bool pooling() const { return m_lab.scene().pass == BackwardPass::Pooling; }
    int steps() const { return m_walk ? m_walk->size() : 0; }

    std::unique_ptr<Figure> figure(int cell, bool links, QSizeF size, const Style& style) const;
    WindowPicture windowPicture(int cell) const;
    PoolGradientPicture poolPicture(int cell) const;
    QString headLine() const; // under the headline: the lesson's, or what the scene now is

    // The two grids that can be edited, by their parts in the figure.
    const cnn::Tensor& shown(const QString& part) const;
    void setCell(const QString& part, int y, int x, float value, bool merge);
    void setGradient(int y, int x, float value, bool merge);
    void replace(const QString& part, const cnn::Tensor& block);
    CellHand* makeHand(const QString& part, const QString& name);

    BackwardLab m_lab;
    Lesson m_lesson;
    FigureView* m_view;
    BackwardInspector* m_inspector;
    StepBar* m_bar;
    CellHand *m_inputHand, *m_kernelHand, *m_gradientHand;
    std::shared_ptr<const cnn::WindowWalk> m_walk; // null: the window does not fit
    cnn::Tensor m_gradient;                        // of the output, in its shape
    QString m_misfit;
    int m_cell = 0;
    std::optional<CellRef> m_hover;
};

} // namespace ui
