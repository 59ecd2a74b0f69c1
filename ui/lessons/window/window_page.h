// The page of every sliding-window lesson: convolution, padding, stride, pooling are settings of it.
#pragma once

#include "ui/lessons/window/window_lab.h"
#include "ui/lessons/window/window_picture.h"
#include "ui/model/standing.h"
#include "ui/pages/page.h"
#include "ui/view/grid_cursor.h"

namespace ui {

class FigureView;
class StepBar;
class WindowInspector;

class WindowPage final : public Page {
    Q_OBJECT
public:
    WindowPage();
    ~WindowPage() override;

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.cell(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    void showStep(const QString& id) override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    void settle(int step) override;

private:
    WindowPicture picture() const;
    void standAt(const Standing& at);
    void refreshStage(); // what only the stage shows
    void showState();    // and the step bar and inspector
    void refresh();      // and says so
    void handleKey(QKeyEvent* event);
    bool stepKey(int key, bool shift);
    void stepOn(bool toBreakpoint);
    void toggleBreakpoint();
    void toggleBreakpoint(int row, int column);
    GridDoor door();
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
    void setCell(const CellRef& cell, float value, bool merge);
    void paste(const CellRef& at, const cnn::Tensor& block);

    WindowLab m_lab;
    Lesson m_lesson;
    Style m_style;
    FigureView* m_view;
    WindowInspector* m_inspector;
    StepBar* m_bar;
    GridCursor* m_cursor;
    std::optional<CellRef> m_hover;
    QString m_covered; // the id of the question that is asked
};

} // namespace ui
