// The picture of a learning kernel: input, prediction, target and error; the kernel beside the true one; the loss, the
// path of the weights, and the update with its numbers.
#pragma once

#include "ui/figure/text_runs.h"
#include "ui/lessons/fit/fit_picture.h"

namespace ui {

class FitFigure final : public Figure {
public:
    FitFigure(FitPicture picture, QSizeF size, const Style& style);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    // Parts: "input", "prediction", "target", "error", "kernel", "truth"; "plot": a place over the contours, counted
    // from the lower left in hundredths of its width and height.
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;
    // The two weights at such a place.
    std::vector<double> weightsAt(const CellRef& plot) const;

private:
    QString describeUpdates() const;
    FitPicture m_picture;
    QSizeF m_size;
    FitLayout m_layout;
};

// What lives for the length of one painting.
struct FitBrush {
    QPainter& painter;
    const Style& style;
    const Palette& colors;
    const FitPicture& picture;
    const FitLayout& layout;
    const cnn::FitMoment& now;
    double unit;
};
void paintFitMaps(const FitBrush& brush);
void paintFitKernels(const FitBrush& brush);
void paintFitTable(const FitBrush& brush);
// The rows of the table up to now, in words.
QString describeTable(const FitPicture& picture, const std::vector<int>& moments);
void paintLossChart(const FitBrush& brush);
void paintLossBowl(const FitBrush& brush);    // contours and path, two weights
void paintWeightLines(const FitBrush& brush); // any number of weights over the updates
void paintUpdateCard(const FitBrush& brush);
// Ground and hairline, on which charts and card stand.
void paintFitCard(const FitBrush& brush, const QRectF& card);
// A heading no wider than `width`: where it would become too small to read, its last pieces are left out.
void drawHeading(const FitBrush& brush, TextLine line, QPointF baseline, double width, double pixels);

} // namespace ui
