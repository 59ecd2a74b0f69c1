#include "ui/pages/training_view.h"

#include "ui/pages/attention_view.h"
#include "ui/pages/classes_view.h"
#include "ui/pages/data_view.h"
#include "ui/pages/embedding_view.h"
#include "ui/pages/filters_view.h"
#include "ui/pages/layers_view.h"
#include "ui/pages/maps_view.h"
#include "ui/pages/step_view.h"
#include "ui/pages/structure_view.h"

#include <algorithm>

namespace ui {
namespace {

template<class View> std::unique_ptr<TrainingView> made() {
    return std::make_unique<View>();
}

// To add a view: one line here.
const std::vector<TrainingViewKind> views{
    {"maps", QObject::tr("Maps"), made<MapsView>},
    {"step", QObject::tr("One step"), made<StepView>},
    {"filters", QObject::tr("Filters"), made<FiltersView>},
    {"attention", QObject::tr("Where it looks"), made<AttentionView>},
    {"data", QObject::tr("Data"), made<DataView>},
    {"classes", QObject::tr("Classes"), made<ClassesView>},
    {"layers", QObject::tr("Layers"), made<LayersView>},
    {"embedding", QObject::tr("Embedding"), made<EmbeddingView>},
    {"structure", QObject::tr("Structure"), made<StructureView>},
};

} // namespace

std::span<const TrainingViewKind> trainingViews() {
    return views;
}

int chosen(const QJsonObject& choices, const QString& option, qsizetype count) {
    return std::clamp(choices[option].toInt(), 0, std::max(0, static_cast<int>(count) - 1));
}

} // namespace ui
