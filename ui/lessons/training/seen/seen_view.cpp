#include "ui/lessons/training/seen/seen_view.h"

#include "ui/lessons/training/seen/seen_figure.h"

namespace ui {

TrainingView::Work SeenView::work(const TrainingMoment& moment, const QJsonObject&) {
    return [this, moment](const std::stop_token&) {
        auto made = std::make_shared<const SeenRow>(seenRow(moment));
        return [this, made, read = moment.image] {
            m_row = made;
            m_read = read;
        };
    };
}

std::unique_ptr<Figure> SeenView::figure(QSizeF size, const Style& style, const QJsonObject&,
                                         const std::optional<CellRef>& hover) const {
    return m_row ? std::make_unique<SeenFigure>(size, style, m_row, hover) : nullptr;
}

std::optional<QJsonObject> SeenView::pressed(const CellRef& cell, const QJsonObject& choices) {
    if (!m_row || cell.part != SeenFigure::stepPart || cell.map < 0 || cell.map >= std::ssize(m_row->cards))
        return std::nullopt;
    const SeenCard& card = m_row->cards[static_cast<std::size_t>(cell.map)];
    if (card.step.isEmpty()) return std::nullopt;
    QJsonObject next = choices;
    next[card.step] = card.on ? 0 : 1;
    return next;
}

std::vector<NamedNumbers> SeenView::numbers() const {
    if (!m_row) return {};
    return {{tr("what the network reads"), m_read}};
}

} // namespace ui
