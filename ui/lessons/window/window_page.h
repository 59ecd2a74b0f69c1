// The page of every sliding-window lesson: convolution, padding, stride, pooling are settings of it.
#pragma once

#include "ui/lessons/window/window_fits.h"
#include "ui/lessons/window/window_lab.h"
#include "ui/lessons/window/window_picture.h"
#include "ui/lessons/window/window_settings.h"
#include "ui/model/standing.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class WindowInspector;

class WindowPage final : public LabPage<WindowLab, WindowInspector, Standing> {
    Q_OBJECT
public:
    WindowPage();

    void cover(const QString& id) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.cell(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void showStep(const QString& id) override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    bool takePicture(const SharedPicture& given) override;
    void settle(int step) override;

private:
    WindowScene read(const QJsonObject& scene) const override { return windowSceneFrom(scene); }
    Standing place() const override;
    void standAt(const Standing& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override { m_lab.goToStop(stop); }
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override { m_lab.setGrain(static_cast<Grain>(grain)); }
    void showWords() override;
    void showState() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    bool handleKey(QKeyEvent* event) override;
    WindowPicture picture() const;
    void padAs(Padding padding);
    std::vector<int> breakpoints() const override;
    void toggleBreakpoint(int stop) override;
    void toggleBreakpointHere() override;
    void toggleAt(int row, int column);
    EditableCells editableCells();
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
    void setCell(const CellRef& cell, float value, bool merge);
    void paste(const CellRef& at, const cnn::Tensor& block, const QString& what);
};

} // namespace ui
