// The page of the shift lesson: arrow keys move a picture, and every stage shows how much of the change arrives there.
#pragma once

#include "ui/lessons/shift/shift_figure.h"
#include "ui/lessons/shift/shift_scene.h"
#include "ui/model/document.h"
#include "ui/pages/page.h"
#include "ui/view/settings_panel.h"

namespace ui {

class FigureView;
class StepBar;

// The twin of the stages in code; leaves the last map of the moved picture in `y`.
QString shiftCode(const ShiftScene& scene, CodeDialect dialect);

class ShiftPage final : public Page {
    Q_OBJECT
public:
    ShiftPage();
    ~ShiftPage() override;

    QWidget* stage() override;
    QWidget* inspector() override { return m_inspector; }
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    // A picture for each pixel to the right, from none on.
    Reel reel() const override;
    int reelIndex() const override { return std::clamp(m_lab.scene().right, 0, ShiftScene::farthest); }
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override { return shiftCode(m_lab.scene(), dialect); }
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    bool openFile(const QString&) override { return false; }
    QString openFilter() const override { return {}; }
    void settle(int step) override;

private:
    void addSettings();
    void connectAll();
    ShiftPicture picture() const;
    QString pointedAt() const;
    QString placeWords() const;
    void refresh();
    void move(int down, int right); // by so many pixels
    void moveTo(int down, int right);
    bool handleKey(int key);
    // Pixels to the right, or the stages that are in sight.
    bool byLayer() const { return m_grain == layerGrain; }
    int stop() const { return byLayer() ? m_layer : reelIndex(); }
    int stops() const { return byLayer() ? static_cast<int>(m_stages.size()) : ShiftScene::farthest + 1; }
    void goToStop(int stop);

    Document<ShiftScene> m_lab;
    std::vector<cnn::ShiftStage> m_stages;
    Lesson m_lesson;
    ShiftScene m_opened;
    FigureView* m_view;
    SettingsPanel* m_inspector;
    SceneSettings<Document<ShiftScene>> m_settings;
    StepBar* m_bar;
    QLabel *m_place, *m_hoverWords;
    std::optional<CellRef> m_hover;
    QString m_covered;
    static constexpr int layerGrain = 1;    // pixel, layer
    void standAt(std::optional<int> layer); // none: by pixel
    int m_grain = 0, m_layer = 0;
};

} // namespace ui
