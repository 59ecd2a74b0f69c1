// The page of the lessons on the backward pass: the gradient of kernel or input as a sliding window, and pooling's
// gradient on its way back.
#pragma once

#include "ui/lessons/backward/backward_inspector.h"
#include "ui/lessons/backward/pool_gradient_figure.h"
#include "ui/lessons/window/window_picture.h"
#include "ui/model/standing.h"
#include "ui/model/step_counter.h"
#include "ui/pages/page.h"
#include "ui/view/grid_cursor.h"

namespace ui {

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
    int reelIndex() const override { return cell(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    void showStep(const QString& id) override;
    bool openFile(const QString&) override { return false; }
    QString openFilter() const override { return {}; }
    void settle(int step) override;

private:
    void connectView();
    void handleKey(QKeyEvent* event);
    bool stepKey(int key);
    template<class Change> void move(Change change) {
        change(m_steps);
        refresh();
    }
    void goTo(int cell);
    void sceneChanged();
    void refresh();
    void showState();
    std::vector<Question> convolutionQuestions() const;
    std::vector<Question> poolingQuestions() const;
    bool pooling() const { return m_lab.scene().pass == BackwardPass::Pooling; }
    int cells() const { return m_walk ? m_walk->size() : 0; }
    int terms() const { return m_walk && !pooling() ? m_walk->termsPerStep() : 1; }
    int cell() const { return m_steps.position() / terms(); }
    int productsShown() const { return m_steps.position() % terms() + 1; } // of the current cell
    void standAt(const Standing& at);

    std::unique_ptr<Figure> figure(int cell, int shown, bool links, QSizeF size, const Style& style) const;
    WindowPicture windowPicture(int cell, int shown) const;
    WindowPicture windowPicture() const { return windowPicture(cell(), productsShown()); }
    PoolGradientPicture poolPicture(int cell) const;
    QString headLine() const; // under the headline: the lesson's, or what the scene now is

    // The grids that can be edited, by their parts in the figure.
    GridDoor door();
    const cnn::Tensor& shown(const QString& part) const;
    void setCell(const QString& part, int y, int x, float value, bool merge);
    void setGradient(int y, int x, float value, bool merge);
    void replace(const QString& part, const cnn::Tensor& block);

    BackwardLab m_lab;
    Lesson m_lesson;
    FigureView* m_view;
    BackwardInspector* m_inspector;
    StepBar* m_bar;
    GridCursor* m_cursor;
    std::shared_ptr<const cnn::WindowWalk> m_walk; // null: the window does not fit
    cnn::Tensor m_gradient;                        // of the output, in its shape
    QString m_misfit;
    StepCounter m_steps; // over the products of all cells; the shares of pooling go a window at a time
    std::optional<CellRef> m_hover;
    QString m_covered; // the id of the question that is asked
};

} // namespace ui
