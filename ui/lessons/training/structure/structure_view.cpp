#include "ui/lessons/training/structure/structure_view.h"

#include "core/layers/catalog.h"
#include "ui/lessons/training/dive/dive_view.h"
#include "ui/view/figure_cursor.h"
#include "ui/view/figure_view.h"
#include "ui/view/plan_edits.h"

#include <QCursor>
#include <QKeyEvent>
#include <QMenu>
#include <algorithm>

namespace ui {
namespace {

constexpr const char* formOption = "form";

std::optional<PlanPicture> ownPicture(const TrainingMoment& moment) {
    if (!moment.draft) return std::nullopt;
    PlanPicture own{*moment.draft, {}, moment.network->inputShape(), moment.network->outputShape().c};
    own.checked = checked(own.plan, own.input, own.classes);
    return own;
}

// From block to block, whatever else can be pointed at between them.
std::optional<CellRef> nextBlock(const Figure& figure, const CellRef& from, int dx, int dy) {
    CellRef at = from;
    for (int tries = 0; tries < 4; ++tries) {
        at = nextCell(figure, at, dx, dy);
        if (at.part == PlanFigure::layerPart) return at;
    }
    return std::nullopt;
}

} // namespace

TrainingView::Work StructureView::work(const TrainingMoment& moment, const QJsonObject&) {
    return [this, network = moment.network, image = moment.image,
            own = ownPicture(moment)](const std::stop_token&) -> Show {
        return [this, own, rows = structureRows(*network), network, image] {
            m_rows = rows;
            m_own = own;
            m_network = network;
            m_image = image;
        };
    };
}

std::optional<QJsonObject> StructureView::pressed(const CellRef& cell, const QJsonObject&) {
    const auto row = static_cast<std::size_t>(cell.map);
    if (cell.part != "layer" || row >= m_rows.size() || m_image.shape() != m_network->inputShape()) return std::nullopt;
    cnn::Trace trace;
    m_network->forward(m_image, trace);
    const std::size_t value = m_rows[row].value;
    emit showView(diveViewId, diveChoices(*m_network, value, cnn::strongest(trace.values[value]), "structure"));
    return std::nullopt;
}

std::unique_ptr<Figure> StructureView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                              const std::optional<CellRef>& hover) const {
    if (m_rows.empty()) return nullptr;
    const auto form = static_cast<StructureForm>(chosen(choices, formOption, 2));
    if (!m_own || form != StructureForm::Blocks)
        return std::make_unique<StructureFigure>(size, style, form, m_rows, hover);
    PlanPicture picture = *m_own;
    picture.pointed = hover;
    picture.held = m_held;
    return std::make_unique<PlanFigure>(size, style, std::move(picture));
}

std::vector<ViewOption> StructureView::options(const TrainingMoment&) const {
    return {{formOption, tr("Drawn as"), {tr("blocks"), tr("column")}}};
}

// Parameters and multiply-adds, a row a layer.
std::vector<NamedNumbers> StructureView::numbers() const {
    const auto rows = static_cast<int>(m_rows.size());
    if (rows < 2) return {};
    cnn::Tensor counts({1, rows - 1, 2, 1});
    for (int i = 1; i < rows; ++i) {
        counts.at(0, i - 1, 0) = static_cast<float>(m_rows[static_cast<std::size_t>(i)].parameters);
        counts.at(0, i - 1, 1) = static_cast<float>(m_rows[static_cast<std::size_t>(i)].multiplyAdds);
    }
    return {{"parameters and multiply-adds", std::move(counts)}};
}

// ---- one's own network ---------------------------------------------------------------------------------------------

void StructureView::tell(const PlanAfter& after, const QString& what) {
    m_own->plan = after.plan; // at once; what fits of it is looked at again
    m_own->checked = checked(m_own->plan, m_own->input, m_own->classes);
    emit planEdited(after.plan, what);
    emit changed();
}

void StructureView::move(int layer, int to) {
    if (to >= 0 && to < static_cast<int>(m_own->plan.layers.size()) && to != layer)
        tell(withLayerMoved(m_own->plan, layer, to), tr("move a layer"));
}

void StructureView::remove(int layer) {
    if (m_own->plan.layers.size() > 1) tell(withoutLayerAt(m_own->plan, layer), tr("remove a layer"));
}

void StructureView::offerKinds(int gap, QWidget& over, const QPoint& at) {
    if (m_own->plan.layers.size() + 2 > cnn::mostPlannedLayers) return; // a dense layer may bring one along
    auto* menu = new QMenu(&over);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const cnn::LayerKind* kind : addableKinds())
        menu->addAction(QString(kind->title), this, [this, gap, kind] {
            if (m_own && gap <= static_cast<int>(m_own->plan.layers.size()))
                tell(withLayerAt(m_own->plan, m_own->checked, m_own->input, gap, kind->kind), tr("add a layer"));
        });
    menu->popup(at);
}

// Cells of the other drawing are pointed at alone.
bool StructureView::grabbed(const CellRef& cell, FigureView& canvas) {
    if (!m_own || !dynamic_cast<const PlanFigure*>(canvas.figure())) return false;
    if (cell.part == PlanFigure::layerPart) {
        m_held = cell.map;
        emit layerChosen(cell.map);
    }
    if (cell.part == PlanFigure::removePart) remove(cell.map);
    if (cell.part == PlanFigure::gapPart) offerKinds(cell.map, canvas, QCursor::pos());
    return true;
}

void StructureView::released(const std::optional<CellRef>& over) {
    const int held = std::exchange(m_held, -1);
    if (held < 0 || !m_own) return;
    if (over && over->part == PlanFigure::gapPart) move(held, over->map > held ? over->map - 1 : over->map);
    if (over && over->part != PlanFigure::gapPart) move(held, over->map);
    emit changed();
}

// Arrows choose a block, with Alt they move it; Insert puts one behind it, Delete takes it away.
bool StructureView::handleKey(const QKeyEvent& key, std::optional<CellRef>& cursor, FigureView& canvas) {
    const auto* figure = dynamic_cast<const PlanFigure*>(canvas.figure());
    if (!m_own || !figure) return false;
    const int k = key.key();
    if (!cursor && (k == Qt::Key_Return || k == Qt::Key_Enter || k == Qt::Key_Up || k == Qt::Key_Down))
        return cursor = CellRef{PlanFigure::layerPart, 0, 0, 0}, true;
    if (!cursor || cursor->part != PlanFigure::layerPart) return false;
    const int layer = cursor->map, last = static_cast<int>(m_own->plan.layers.size()) - 1;
    const int dx = (k == Qt::Key_Right) - (k == Qt::Key_Left), dy = (k == Qt::Key_Down) - (k == Qt::Key_Up);
    if (k == Qt::Key_Insert) {
        const QRectF block = figure->cellRect(*cursor);
        offerKinds(layer + 1, canvas, canvas.mapToGlobal(block.bottomLeft().toPoint()));
    } else if (k == Qt::Key_Delete) {
        remove(layer);
        cursor->map = std::min(layer, static_cast<int>(m_own->plan.layers.size()) - 1);
    } else if (dx == 0 && dy == 0) {
        const bool enter = k == Qt::Key_Return || k == Qt::Key_Enter;
        if (enter) emit layerChosen(layer);
        return enter;
    } else if (key.modifiers() & Qt::AltModifier) {
        cursor->map = std::clamp(layer + dx + dy, 0, last);
        move(layer, cursor->map);
    } else if (dx != 0) {
        cursor->map = std::clamp(layer + dx, 0, last);
    } else {
        cursor = nextBlock(*figure, *cursor, 0, dy).value_or(*cursor);
    }
    return true;
}

} // namespace ui
