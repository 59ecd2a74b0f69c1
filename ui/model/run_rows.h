// The rows of a run's settings, for every scene with `source` and `settings`.
#pragma once

#include "core/train/training_settings.h"
#include "ui/model/data_source.h"
#include "ui/model/setting_table.h"

#include <climits>
#include <span>

namespace ui {

constexpr qsizetype longestPath = 4096;
constexpr int mostEpochs = 100000; // as cnn::checked

// The choices of an enumeration by the names that the core gives them; what has no label shows its name.
template<class Enum>
std::vector<Choice<Enum>> choicesOf(std::span<const cnn::EnumName<Enum>> names, const QStringList& labels = {}) {
    std::vector<Choice<Enum>> all;
    for (const auto& one : names)
        all.push_back({one.value, one.name, labels.value(static_cast<qsizetype>(all.size()), one.name)});
    return all;
}

// A member of the scene's training settings.
template<class Value> auto ofRun(Value cnn::TrainingSettings::*member) {
    return [member](auto& s) -> auto& {
        return s.settings.*member;
    };
}

template<class S> Setting<S>& addData(SettingTable<S>& t, const QString& label) {
    t.text(
        "folder", [](auto& s) -> auto& { return s.source.folder; }, longestPath,
        ui::tr("The folder, where \"data\" is folder."));
    return t
        .choice(
            "data", label, [](auto& s) -> auto& { return s.source.kind; },
            {{DataSource::FashionMnist, "fashion", "Fashion-MNIST"},
             {DataSource::DrawnDigits, "digits", ui::tr("Drawn digits")},
             {DataSource::Folder, "folder", ui::tr("Folder…")}},
            ui::tr("Where the images come from."))
        .own(label);
}
template<class S> Setting<S>& addRate(SettingTable<S>& t) {
    return t.number("learningRate", ui::tr("Learning rate"), ofRun(&cnn::TrainingSettings::learningRate), 1e-30, 1e6,
                    ui::tr("How far each step goes against the gradient; where the schedule begins."));
}
template<class S> Setting<S>& addBatch(SettingTable<S>& t) {
    return t
        .whole("batch", ui::tr("Batch"), ofRun(&cnn::TrainingSettings::batch), 1, 65536,
               ui::tr("How many images one step learns."))
        .in(ui::tr("images"))
        .own(ui::tr("Batch"));
}
template<class S> Setting<S>& addMomentum(SettingTable<S>& t) {
    return t.number("momentum", ui::tr("Momentum"), ofRun(&cnn::TrainingSettings::momentum), 0, 0.9999,
                    ui::tr("The share of the last step that is taken again; of SGD."));
}
template<class S> Setting<S>& addEpochs(SettingTable<S>& t) {
    return t.whole("epochs", ui::tr("Epochs"), ofRun(&cnn::TrainingSettings::epochs), 1, mostEpochs,
                   ui::tr("How often all images are learned."));
}
template<class S> Setting<S>& addOptimizer(SettingTable<S>& t) {
    return t.choice("optimizer", ui::tr("Optimiser"), ofRun(&cnn::TrainingSettings::optimizer),
                    choicesOf<cnn::OptimizerKind>(cnn::optimizerNames, {"SGD", "Adam"}),
                    ui::tr("How a gradient becomes a step."));
}
template<class S> Setting<S>& addSeed(SettingTable<S>& t, const QString& label) {
    return t.whole("seed", label, ofRun(&cnn::TrainingSettings::seed), 0, INT_MAX,
                   ui::tr("The seed of the first weights and of the images' order."));
}

} // namespace ui
