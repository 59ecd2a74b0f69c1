// The network of the run from its definition: blocks, or the lecture's compressed column. The blocks of one's own
// network can be dragged, put between others and taken away.
#pragma once

#include "ui/lessons/training/structure/plan_figure.h"
#include "ui/lessons/training/structure/structure_figure.h"
#include "ui/lessons/training/training_view.h"

namespace ui {

struct PlanAfter;

class StructureView final : public TrainingView {
    Q_OBJECT
public:
    Work work(const TrainingMoment& moment, const QJsonObject& choices) override;
    std::unique_ptr<Figure> figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                   const std::optional<CellRef>& hover) const override;
    std::vector<ViewOption> options(const TrainingMoment&) const override;
    // Down into the strongest value that the layer gives.
    std::optional<QJsonObject> pressed(const CellRef& cell, const QJsonObject& choices) override;
    std::vector<NamedNumbers> numbers() const override;
    bool grabbed(const CellRef& cell, FigureView& canvas) override;
    void released(const std::optional<CellRef>& over) override;
    bool handleKey(const QKeyEvent& key, std::optional<CellRef>& cursor, FigureView& canvas) override;

private:
    void tell(const PlanAfter& after, const QString& what);
    void move(int layer, int to);
    void remove(int layer);
    void offerKinds(int gap, QWidget& over, const QPoint& at);

    std::vector<StructureRow> m_rows;
    std::optional<PlanPicture> m_own;              // nothing: the network is one of the program's
    bool m_blocks = true;                          // as it was drawn last
    int m_held = -1;                               // a layer that the mouse drags; -1: none
    std::shared_ptr<const cnn::Network> m_network; // of those
    cnn::Tensor m_image;
};

} // namespace ui
