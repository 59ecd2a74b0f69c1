// The page of the lessons on channels: several input channels, several output channels, 1 x 1 kernels as a matrix
// product.
#pragma once

#include "ui/lessons/channels/channel_lab.h"
#include "ui/lessons/channels/channel_picture.h"
#include "ui/model/standing.h"
#include "ui/pages/page.h"

namespace ui {

class ChannelInspector;
class FigureView;
class GridCursor;
class StepBar;

class ChannelPage final : public Page {
    Q_OBJECT
public:
    ChannelPage();

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.index(); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    void showStep(const QString& id) override;
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    void settle(int step) override;

private:
    void connectBar();
    void connectView();
    void standAt(const Standing& at);
    ChannelPicture picture() const;
    void refreshStage(); // what only the stage shows
    void showState();    // and the step bar and inspector
    void refresh();      // and says so
    bool stepKey(int key);
    void press(const CellRef& cell);
    // The number of the scene a cell of the figure shows; nullopt for what cannot be edited.
    std::optional<ChannelCell> editable(const CellRef& cell) const;
    void setCell(const CellRef& cell, float value, bool merge);
    void paste(const CellRef& cell, const cnn::Tensor& block);
    std::optional<CellRef> cellAfter(const CellRef& cell) const;
    QString cellName(const CellRef& cell) const;
    cnn::Tensor gridOf(const CellRef& cell) const;

    ChannelLab m_lab;
    Lesson m_lesson;
    QString m_cover;
    std::optional<CellRef> m_hover;
    FigureView* m_view;
    ChannelInspector* m_inspector;
    StepBar* m_bar;
    GridCursor* m_cursor;
};

} // namespace ui
