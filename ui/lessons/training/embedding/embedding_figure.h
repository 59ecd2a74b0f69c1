// Test images as points on a plane, by what the last hidden layer makes of them: images that the network takes for
// alike lie together.
#pragma once

#include "core/explain/embedding.h"
#include "core/train/metrics.h"
#include "ui/figure/brush.h"
#include "ui/figure/figure.h"

#include <QStringList>
#include <memory>

namespace ui {

struct EmbeddingPicture {
    std::shared_ptr<const cnn::DataSplit> data; // the points are the first images of its test set
    QStringList classNames;
    cnn::Embedding embedding;
    bool principal = false;                  // the axes are the components themselves, not turned in their plane
    std::vector<cnn::Verdict> verdicts;      // one a point
    QString layer;                           // whose values: "act4"
    std::size_t values = 0;                  // how many an image
    std::optional<std::array<float, 2>> now; // where the image falls that goes through the network
    QString caption;                         // which image that is
};

class EmbeddingFigure final : public Figure {
public:
    static constexpr const char* pointPart = "point"; // of a CellRef: map is the number of the image
    static constexpr const char* classPart = "class"; // map is the class; pointed at, the others step back

    EmbeddingFigure(QSizeF size, const Style& style, std::shared_ptr<const EmbeddingPicture> picture,
                    std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    struct Name { // of a class, in the middle of its points
        int c;
        QRectF where;
    };
    void fit();
    void placeNames();
    void pushApart();
    void keepApart();
    QPointF place(double x, double y) const;
    void fitLegend(double room);
    QRectF legendRow(int c) const; // empty: the class has none
    QString shortName(int c) const;
    QString axisWords(std::size_t axis) const;
    QString pointedAt() const;
    void paintAxes(const Brush& brush) const;
    QColor pointColor(const Brush& brush, Theme theme, int truth) const;
    void paintPoints(const Brush& brush, Theme theme) const;
    void paintNames(const Brush& brush) const;
    void paintNow(const Brush& brush) const;
    void paintHover(const Brush& brush, Theme theme) const;
    void paintLegend(const Brush& brush, Theme theme) const;
    void paintCard(const Brush& brush) const;

    QSizeF m_size;
    double m_text;
    std::shared_ptr<const EmbeddingPicture> m_picture;
    std::optional<CellRef> m_hover;
    QRectF m_plot, m_side, m_card;
    double m_radius, m_legendRow = 0, m_scale = 1;
    int m_legendRows = 0, m_legendClasses = 0; // of its two columns; of many classes the first ones
    QPointF m_middle;                          // of the points, on the plane
    std::vector<QPointF> m_places;             // of the points, in the plot
    std::vector<std::size_t> m_byHeight;       // the points from top to bottom, to find the nearest soon
    std::vector<Name> m_names;
};

} // namespace ui
