// How the layers of a network fare while it learns, a row each: how its weights and gradients are spread, how far an
// update moves the weights, how many ReLUs are dead.
#pragma once

#include "core/train/layer_stats.h"
#include "ui/figure/brush.h"
#include "ui/figure/figure.h"

#include <QStringList>
#include <memory>
#include <vector>

namespace ui {

struct LayerRow {
    QString name, size;                 // "conv1", "156 parameters"
    cnn::Spread weights, gradients;     // gradients: of the weights; count 0 when there are none yet
    std::optional<double> update;       // length of the last update over that of the weights
    double rateLeft = 1;                // what the schedule has left of the learning rate in that update, 0 .. 1
    std::optional<cnn::DeadUnits> dead; // of the ReLU behind the layer
};

struct LayersPicture {
    std::vector<LayerRow> rows; // layers with weights
    QString gradientsOf;        // "the last batch"
    int images = 0;             // test images for which a dead ReLU was silent
    bool trained = false;       // the weights are not the random ones of the beginning
};

// Beyond these, a layer is called dying or its updates out of proportion. Too small is for the learning rate that the
// schedule begins with: at its end small updates are what is wanted.
constexpr double deadTooMany = 0.5, updateTooSmall = 1e-5, updateTooLarge = 0.05;

enum class Health { Good, Dying, Still, Restless };
Health healthOf(const LayerRow& row);
// "healthy", "dying", "hardly moves", "large steps"
QString healthWord(Health health);
// The worst of the layers in one sentence: what there is to see.
QString healthWords(const LayersPicture& picture);

class LayersFigure final : public Figure {
public:
    static constexpr const char* weightsPart = "weights"; // of a CellRef: map is the row, x the bin
    static constexpr const char* gradientsPart = "gradients";

    LayersFigure(QSizeF size, const Style& style, std::shared_ptr<const LayersPicture> picture,
                 std::optional<CellRef> hover = std::nullopt);

    QSizeF size() const override { return m_size; }
    void paint(QPainter& painter, const Style& style) const override;
    QString describe() const override;
    std::optional<CellRef> cellAt(QPointF point) const override;
    QRectF cellRect(const CellRef& cell) const override;

private:
    enum Column { Name, Weights, Gradients, Update, Dead, End };
    double edge(int column) const; // left
    QRectF cell(std::size_t row, Column column) const;
    QRectF plot(std::size_t row, Column column) const; // without the numbers of the axis
    const cnn::Spread& spread(const CellRef& cell) const;
    QString pointedAt() const;
    void paintHeads(const Brush& brush) const;
    void paintName(const Brush& brush, std::size_t row) const;
    void paintSpread(const Brush& brush, std::size_t row, Column column) const;
    void paintUpdate(const Brush& brush, std::size_t row) const;
    void paintDead(const Brush& brush, std::size_t row) const;

    QSizeF m_size;
    double m_text, m_pad, m_head, m_row;
    std::shared_ptr<const LayersPicture> m_picture;
    std::optional<CellRef> m_hover;
};

} // namespace ui
