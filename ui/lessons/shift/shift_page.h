// The page of the shift lesson: arrow keys move a picture, and every stage shows how much of the change arrives there.
#pragma once

#include "ui/lessons/shift/shift_figure.h"
#include "ui/lessons/shift/shift_inspector.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class ShiftPage final : public LabPage<ShiftLab, ShiftInspector, ShiftStanding> {
    Q_OBJECT
public:
    ShiftPage();

    // A picture for each pixel to the right, from none on.
    Reel reel() const override;
    int reelIndex() const override { return std::clamp(m_lab.scene().right, 0, ShiftScene::farthest); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    bool takePicture(const SharedPicture& given) override;
    void settle(int step) override;

private:
    ShiftScene read(const QJsonObject& scene) const override;
    ShiftStanding place() const override { return {byLayer() ? std::optional(m_layer) : std::nullopt}; }
    void standAt(const ShiftStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void step(StepWay way, bool far) override;
    void setGrain(int grain) override;
    void showWords() override;
    bool handleKey(QKeyEvent* event) override;
    void sceneChanged();
    ShiftPicture picture() const;
    QString pointedAt() const;
    QString placeWords() const;
    void move(int down, int right); // by so many pixels
    void moveTo(int down, int right);
    // Pixels to the right, or the stages that are in sight.
    bool byLayer() const { return m_grain == layerGrain; }
    int lastLayer() const { return static_cast<int>(m_stages.size()) - 1; }

    std::vector<cnn::ShiftStage> m_stages;
    static constexpr int layerGrain = 1; // pixel, layer
    int m_grain = 0, m_layer = 0;
};

} // namespace ui
