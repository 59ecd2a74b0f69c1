// The course of a run as charts, on the screen and on paper: training solid over its single batches, test dashed; thin
// behind it the runs that were kept for comparison, by numbers.
#pragma once

#include "ui/figure/chart.h"
#include "ui/figure/figure.h"
#include "ui/figure/run_course.h"
#include "ui/figure/run_names.h"

namespace ui {

// Where a run stands, and what was done to it on the way.
struct RunStand {
    std::optional<double> epochs{}; // none: it has not begun, or it does not matter
    bool newest = true;             // not a moment of before
    bool diverged = false;          // a cross marks where the numbers end
    struct Change {
        double epochs = 0;
        QString words; // "learning rate 0.01"
    };
    std::vector<Change> changes{};
};

// One chart of it, on a card.
class QuantityChart final : public Figure {
public:
    enum Quantity { Loss, Accuracy };
    // How large things are, and how far from the card's edges the plot is.
    struct Look {
        double title, name, axis;       // sizes of text
        double apart, sample;           // the head: between names, and the sample of a line before each; 0: none
        double left, top, right, below; // left 0: as the labels need it
        double baseline;                // of the title
        double indent;                  // of the title
        static Look paper();
        static Look screen(double scale);
    };
    QuantityChart(QSizeF size, const Look& look, Quantity quantity, RunCourse run, RunStand stand = {});

    static QString title(Quantity quantity, bool pictures = false);
    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    // "training 0.34, validation 0.36, learning rate 0.01 since 0.38 epochs"
    QString describe() const override;
    // What the mark of a change near this place says; empty: none is near.
    QString changeAt(QPointF at) const;

private:
    struct Named;
    std::vector<Named> named(const Palette& colours) const;
    double valueOf(const RunCourse::Point& point) const;
    QString textOf(double value) const;
    std::vector<QPointF> curveOf(const std::vector<RunCourse::Point>& points) const;
    double highest() const;
    ChartAxis qualityAxis() const;
    void paintHead(QPainter& painter, const Style& style) const;
    bool isOnACurve(const QRectF& words) const;
    // taken: by words; none stand on others, and where they come to stand is added.
    void paintCaption(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const;
    void paintCurves(const ChartBrush& brush, const Style& style) const;
    void paintChanges(QPainter& painter, const Style& style) const;
    void nameChanges(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const;
    QRectF placeOfName(QPointF curve, double width, double height) const;
    RunNames curveNames(const Style& style) const;
    void paintStand(const ChartBrush& brush) const;
    void paintRules(QPainter& painter, const Style& style, std::vector<QRectF>& taken) const;

    QSizeF m_size;
    Look m_look;
    Quantity m_quantity;
    RunCourse m_run;
    RunStand m_stand;
    ChartPlot m_plot;
};

// Loss and accuracy side by side, with the names of the runs above them.
class RunChart final : public Figure {
public:
    RunChart(QSizeF size, RunCourse run) : m_size(size), m_run(std::move(run)) {}
    static constexpr QSizeF usualSize{1280, 460};

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;

private:
    QSizeF m_size;
    RunCourse m_run;
};

} // namespace ui
