// The page of the lessons on channels: several input channels, several output channels, 1 x 1 kernels as a matrix
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
    void settle(int step) override;

private:
    ChannelScene read(const QJsonObject& scene) const override { return channelSceneFrom(scene); }
    Standing place() const override;
    void standAt(const Standing& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override;
    void showWords() override;
    void showState() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    ChannelPicture picture() const;
    EditableCells editableCells();
    // The number of the scene a cell of the figure shows; nullopt for what cannot be edited.
    std::optional<ChannelCell> editable(const CellRef& cell) const;
    void setCell(const CellRef& cell, float value, bool merge);
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
    QString cellName(const CellRef& cell) const;
    cnn::Tensor gridOf(const CellRef& cell) const;
};

} // namespace ui
