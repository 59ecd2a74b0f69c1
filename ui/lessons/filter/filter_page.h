// The page of the picture lessons: a kernel applied to a whole picture, live.
#pragma once

#include "ui/lessons/filter/filter_inspector.h"
#include "ui/lessons/filter/filter_shot.h"
#include "ui/media/camera.h"
#include "ui/pages/lesson_page.h"

namespace ui {

// Place: the probed pixel.
class FilterPage final : public LabPage<FilterLab, FilterInspector, FilterStanding> {
    Q_OBJECT
public:
    FilterPage();

    void setActive(bool active) override;
    // A figure for each kernel of the lesson's gallery; the scene alone when its kernel is none of them.
    Reel reel() const override;
    int reelIndex() const override { return std::max(0, m_lab.scene().stop()); }
    // What code() makes first: the result around the probed pixel.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    bool takePicture(const SharedPicture& given) override;
    // To the step'th kernel of the gallery, and until its picture is filtered.
    void settle(int step) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // Space held down compares

private:
    FilterScene read(const QJsonObject& scene) const override;
    FilterStanding place() const override { return {m_probe}; }
    void standAt(const FilterStanding& at) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style) const override;
    Steps steps() const override;
    void goToStop(int stop) override;
    void press(const CellRef& cell, Qt::MouseButton button, Qt::KeyboardModifiers keys) override;
    void drag(const CellRef& cell) override;
    void hover(const std::optional<CellRef>& cell) override;
    bool handleKey(QKeyEvent* event) override;
    bool probeKey(int key, int step);
    void draw(const CellRef& cell);
    EditableCells editableCells();
    void setCell(int y, int x, float value, bool merge);
    void pasteKernel(const cnn::Tensor& block);
    void showFrame(const QImage& frame);
    void keepFrame();
    // With the camera's picture while it is on.
    FilterScene shownScene() const;

    FilterShot shot() const;
    FilterShot restingShot() const; // of the probe where it was put, nothing pointed at or selected
    QImage scaled(const QImage& image, QSize size) const;
    void sceneChanged(); // the picture, the kernel or how it is shown

    Camera m_camera;
    std::shared_ptr<const FilterPhoto> m_live; // the camera's newest frame; null: it is off, or has sent none yet
    FilterRunner m_runner;
    std::shared_ptr<const cnn::Tensor> m_picture; // of the scene, never null once a lesson is open
    std::shared_ptr<const FilterResult> m_result; // the newest; perhaps of an older scene
    QImage m_input;
    struct Scaled {
        qint64 of = 0; // QImage::cacheKey
        QImage image;
    };
    mutable std::array<Scaled, 2> m_scaled; // the latest first
    QPoint m_probe;                         // where the user put it
    std::optional<QPoint> m_pointed;        // under the mouse
    std::optional<CellRef> m_weight;        // of the kernel, under the mouse
    bool m_holding = false;                 // Space is down: the right side shows the input
    std::optional<QPoint> m_pen;            // a stroke is being drawn
    bool m_erase = false;
    int m_strokes = 0;
};

} // namespace ui
