// The page on which a kernel is learned from input and target, update by update.
#pragma once

#include "ui/lessons/fit/fit_lab.h"
#include "ui/lessons/fit/fit_picture.h"
#include "ui/pages/lesson_page.h"

namespace ui {

class FitInspector;

class FitPage final : public LabPage<FitLab, FitInspector, FitPlace> {
    Q_OBJECT
public:
    FitPage();

    Reel reel() const override;
    int reelIndex() const override { return m_lab.step() - 1; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void settle(int step) override;

    const cnn::KernelFit& fit() const { return *m_lab.fit(); }

private:
    FitScene read(const QJsonObject& scene) const override { return fitSceneFrom(scene); }
    FitPlace place() const override { return {m_lab.weight() + 1, m_lab.step()}; }
    void standAt(const FitPlace& place) override;
    void leave() override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override { m_lab.goTo(stop + 1); }
    void showWords() override;
    bool handleKey(QKeyEvent* event) override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void startFrom(const std::vector<double>& weights);
    FitPicture picture() const;
};

} // namespace ui
