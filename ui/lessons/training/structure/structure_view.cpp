#include "ui/lessons/training/structure/structure_view.h"

namespace ui {
namespace {

constexpr const char* formOption = "form";

} // namespace

TrainingView::Work StructureView::work(const TrainingMoment& moment, const QJsonObject&) {
    return [this, network = moment.network](const std::stop_token&) -> Show {
        return [this, rows = structureRows(*network)] { m_rows = rows; };
    };
}

std::unique_ptr<Figure> StructureView::figure(QSizeF size, const Style& style, const QJsonObject& choices,
                                              const std::optional<CellRef>& hover) const {
    if (m_rows.empty()) return nullptr;
    const auto form = static_cast<StructureForm>(chosen(choices, formOption, 2));
    return std::make_unique<StructureFigure>(size, style, form, m_rows, hover);
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

} // namespace ui
