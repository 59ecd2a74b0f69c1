#include "ui/lessons/model/model_card.h"

namespace ui {

ModelCard::ModelCard() {
    connect(&m_worker, &ViewWorker::shown, this, &ModelCard::changed);
    connect(&m_worker, &ViewWorker::failed, this, &ModelCard::failed);
}

TrainingView* ModelCard::view() const {
    const auto found = m_views.find(m_id);
    return found == m_views.end() ? nullptr : found->second.get();
}

void ModelCard::show(const QString& id, const QJsonObject& choices) {
    m_choices = choices;
    if (std::exchange(m_id, id) == id) return;
    m_worker.stop();
    const ModelViewKind* kind = findModelView(id);
    if (!kind || view()) return;
    m_views[id] = kind->make();
    connect(view(), &TrainingView::changed, this, &ModelCard::changed);
    connect(view(), &TrainingView::showView, this, &ModelCard::viewWanted);
    connect(view(), &TrainingView::left, this, &ModelCard::viewLeft);
    connect(view(), &TrainingView::stepWanted, this, &ModelCard::stepWanted);
}

void ModelCard::look(const TrainingMoment& moment) {
    if (TrainingView* shown = view()) m_worker.ask(shown, moment, m_choices, true);
}

void ModelCard::forget() {
    m_worker.stop();
    for (const auto& [id, view] : m_views) view->forget();
}

bool ModelCard::stopWork() {
    if (!m_worker.busy()) return false;
    m_worker.stop();
    return true;
}

std::unique_ptr<Figure> ModelCard::figure(QSizeF size, const Style& style, const std::optional<CellRef>& hover) const {
    const TrainingView* shown = view();
    return shown ? shown->figure(size, style, m_choices, hover) : nullptr;
}

} // namespace ui
