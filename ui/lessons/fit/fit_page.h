// The page on which a kernel is learned from input and target, update by update.
#pragma once

#include "ui/lessons/fit/fit_lab.h"
#include "ui/lessons/fit/fit_picture.h"
#include "ui/pages/page.h"

namespace ui {

class FigureView;
class FitInspector;
class StepBar;

class FitPage final : public Page {
    Q_OBJECT
public:
    FitPage();
    ~FitPage() override;

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    Reel reel() const override;
    int reelIndex() const override { return m_lab.step() - 1; }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    bool openFile(const QString&) override { return false; }
    QString openFilter() const override { return {}; }
    void settle(int step) override;

    const cnn::KernelFit& fit() const { return *m_lab.fit(); }

private:
    FitPicture picture() const;
    void refresh();
    void connectBar();
    void connectStage();
    bool handleKey(int key);
    void press(const CellRef& cell);

    FitLab m_lab;
    Lesson m_lesson;
    FigureView* m_view;
    FitInspector* m_inspector;
    StepBar* m_bar;
    std::optional<CellRef> m_hover;
    QString m_covered;
};

// Code that repeats the descent; leaves the last kernel in `y`.
QString fitCode(const cnn::KernelFit& fit, CodeDialect dialect);

} // namespace ui
