// The page of the lessons on channels: several input channels, several output channels, all of it as a matrix
// product.
#pragma once

#include "ui/lessons/channels/channel_lab.h"
#include "ui/lessons/channels/channel_picture.h"
#include "ui/model/standing.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class ChannelInspector;

class ChannelPage final : public LabPage<ChannelLab, ChannelInspector, Standing> {
    Q_OBJECT
public:
    ChannelPage();

    void setStyle(const Style& style) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.index(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void showStep(const QString& id) override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    bool takePicture(const SharedPicture& given) override;
    void settle(int step) override;

private:
    ChannelScene read(const QJsonObject& scene) const override;
    Standing place() const override;
    void standAt(const Standing& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override;
    const StepCounter* counter() const override { return &m_lab.steps(); }
    void showWords() override;
    void showState() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void toggleBreakpointAt(int index);
    void drag(const CellRef& cell) override;
    bool handleKey(QKeyEvent* event) override;
    ChannelPicture picture() const;
    std::shared_ptr<const SplitPicture> split() const;
    // Of the picture that is split, to these cells.
    void moveWindow(int top, int left, int mergeKey);
    void centreWindow(const CellRef& cell);
    EditableCells editableCells();
    // The number of the scene a cell of the figure shows; nullopt: none.
    std::optional<ChannelCell> numberAt(const CellRef& cell) const;
    cnn::Term unrolled(int r, int i) const;
    // Of those that can be changed: the numbers of a picture cannot.
    std::optional<ChannelCell> editable(const CellRef& cell) const;
    void setCell(const CellRef& cell, float value, bool merge);
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
    QString cellName(const CellRef& cell) const;
    cnn::Tensor gridOf(const CellRef& cell) const;

    mutable std::shared_ptr<const SplitPicture> m_split; // the last one that was made
    int m_strokes = 0;                                   // of the mouse, moving the window
    bool m_moving = false;                               // one is under way
};

} // namespace ui
