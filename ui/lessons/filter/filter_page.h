// The page of the picture lessons: a kernel applied to a whole picture, live.
#pragma once

#include "ui/lessons/filter/filter_inspector.h"
#include "ui/lessons/filter/filter_picture.h"
#include "ui/lessons/filter/filter_shot.h"
#include "ui/model/background.h"
#include "ui/pages/page.h"
#include "ui/view/grid_cursor.h"

namespace ui {

class FigureView;
class StepBar;

class FilterPage final : public Page {
    Q_OBJECT
public:
    FilterPage();
    ~FilterPage() override;

    QWidget* stage() override;
    QWidget* inspector() override;
    QWidget* bar() override;
    void open(const Lesson& lesson) override;
    QJsonObject scene() const override;
    void setScene(const QJsonObject& scene, const QString& why) override;
    void setStyle(const Style& style) override;
    void setActive(bool active) override;
    // A figure for each kernel of the lesson's gallery; the scene alone when its kernel is none of them.
    Reel reel() const override;
    int reelIndex() const override;
    // What code() makes first: the result around the probed pixel.
    std::vector<NamedNumbers> numbers() const override;
    QString code(CodeDialect dialect) const override;
    std::vector<Question> questions() const override;
    void cover(const QString& id) override;
    // A photo becomes the picture as soon as it is read; one of more than 1920 × 1080 pixels is made smaller, and that
    // is said. A damaged one becomes a notice.
    bool openFile(const QString& path) override;
    QString openFilter() const override;
    // To the step'th kernel of the gallery, and until its picture is read and filtered.
    void settle(int step) override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override; // Space held down compares

private:
    void connectView();
    void connectBar();
    void handleKey(QKeyEvent* event);
    bool probeKey(int key, int step);
    bool stepKey(int key);
    void goToStop(int stop);
    void press(const CellRef& cell, Qt::MouseButton button);
    void draw(const CellRef& cell);
    void hover(const std::optional<CellRef>& cell);
    void moveProbe(QPoint to);
    GridDoor door();
    void setCell(int y, int x, float value, bool merge);
    void pasteKernel(const cnn::Tensor& block);
    void choosePhoto();
    void usePhoto(const std::shared_ptr<const FilterPhoto>& photo);

    FilterShot shot() const;
    QImage scaled(const QImage& image, QSize size);
    void sceneChanged(); // the picture, the kernel or how it is shown
    void refresh();

    FilterLab m_lab;
    Lesson m_lesson;
    FilterScene m_asOpened;
    FilterRunner m_runner;
    Background m_reading; // of a photo
    FigureView* m_view;
    FilterInspector* m_inspector;
    StepBar* m_bar;
    GridCursor* m_hand;                           // on the kernel
    std::shared_ptr<const cnn::Tensor> m_picture; // of the scene, never null once a lesson is open
    std::shared_ptr<const FilterResult> m_result; // the newest; perhaps of an older scene
    QImage m_input;
    struct Scaled {
        qint64 of = 0; // QImage::cacheKey
        QImage image;
    };
    std::array<Scaled, 2> m_scaled;
    QPoint m_probe;                  // where the user put it
    std::optional<QPoint> m_pointed; // under the mouse
    std::optional<CellRef> m_weight; // of the kernel, under the mouse
    bool m_holding = false;          // Space is down: the right side shows the input
    std::optional<QPoint> m_pen;     // a stroke is being drawn
    bool m_erase = false;
    int m_strokes = 0;
    QString m_covered;
};

} // namespace ui
