// The page of LeNet-5's drawing: every layer a block, looked at one after the other.
#pragma once

#include "ui/lessons/lenet/lenet_figure.h"
#include "ui/lessons/lenet/lenet_inspector.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class LenetPage final : public LabPage<LenetLab, LenetInspector, LenetStanding> {
    Q_OBJECT
public:
    LenetPage();

    Reel reel() const override;
    int reelIndex() const override { return m_stage; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

private:
    LenetScene read(const QJsonObject& scene) const override { return lenetSceneFrom(scene); }
    LenetStanding place() const override { return {m_stage + 1}; }
    void standAt(const LenetStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void showWords() override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void sceneChanged();
    LenetPicture picture() const;

    LenetStages m_stages;
    int m_stage = 0;
};

} // namespace ui
