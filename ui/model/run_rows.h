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

// The name of the cells is given where they can be learned; empty: nowhere here.
template<class S> Setting<S>& addData(SettingTable<S>& t, const QString& label, const QString& cells = {}) {
    t.text(
        "folder", [](auto& s) -> auto& { return s.source.folder; }, longestPath,
        ui::tr("The folder or the file, where \"data\" is folder."));
    std::vector<Choice<DataSource::Kind>> sources{{DataSource::FashionMnist, "fashion", "Fashion-MNIST"},
                                                  {DataSource::DrawnDigits, "digits", ui::tr("Drawn digits")},
                                                  {DataSource::DrawnObjects, "objects", ui::tr("Drawn objects")}};
    if (!cells.isEmpty()) sources.push_back({DataSource::Cells, "cells", cells});
    sources.push_back({DataSource::Folder, "folder", ui::tr("Folder…")});
    return t
        .choice(
            "data", label, [](auto& s) -> auto& { return s.source.kind; }, sources,
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
// When a run pauses by itself; Start goes on.
template<class S> void addStops(SettingTable<S>& t) {
    using Rules = cnn::StopRules;
    const auto rule = [](auto Rules::*member) {
        return [member](auto& s) -> auto& {
            return s.settings.stop.*member;
        };
    };
    t.number("targetAccuracy", ui::tr("Target accuracy"), rule(&Rules::targetAccuracy), 0, 1,
             ui::tr("The run pauses when it is reached on images that are not learned; 0: never"));
    t.number("targetLoss", ui::tr("Target loss"), rule(&Rules::targetLoss), 0, 1e6,
             ui::tr("The run pauses when it is reached on images that are not learned; 0: never"));
    t.whole("patience", ui::tr("Patience"), rule(&Rules::patience), 0, mostEpochs,
            ui::tr("The run pauses after so many epochs in a row without a lower loss on images that are not learned; "
                   "0: never."));
    t.whole("stopEpoch", ui::tr("Pause after epoch"), rule(&Rules::atEpoch), 0, mostEpochs,
            ui::tr("The run pauses when so many epochs are done; 0: never."));
    t.number("lossRise", ui::tr("Pause at a rise of"), rule(&Rules::lossRise), 0, 1e6,
             ui::tr("The run pauses when the mean training loss rises over its lowest by this share; 0: never"));
    t.flag("deadFilters", ui::tr("A dead filter"), rule(&Rules::deadFilters), {ui::tr("learns on"), ui::tr("pauses")},
           ui::tr("The run pauses when a filter gives 0 everywhere for all of the first 200 test images."));
}
template<class S> Setting<S>& addOptimizer(SettingTable<S>& t) {
    return t.choice("optimizer", ui::tr("Optimiser"), ofRun(&cnn::TrainingSettings::optimizer),
                    choicesOf<cnn::OptimizerKind>(cnn::optimizerNames, {"SGD", "Adam"}),
                    ui::tr("How a gradient becomes a step."));
}
// Of a run that gives pictures back: what lies over them, and the shape of its network; S has `settings` and `coder`.
template<class S> void addNoise(SettingTable<S>& t) {
    t.choice(
         "noise", ui::tr("Noise"), [](auto& s) -> auto& { return s.settings.noise.kind; },
         choicesOf<cnn::NoiseKind>(cnn::noiseNames, {ui::tr("none"), ui::tr("Gaussian"), ui::tr("salt and pepper"),
                                                     ui::tr("Poisson"), ui::tr("blur"), ui::tr("covering bar")}),
         ui::tr("What lies over a picture when the network reads it; what it is to give back is the clean one."))
        .dropDown();
    const auto any = [](const S& s) { return s.settings.noise.any(); };
    const QString some = ui::tr("some noise");
    t.number(
         "strength", ui::tr("Strength"), [](auto& s) -> auto& { return s.settings.noise.strength; }, 0, 1,
         ui::tr("How strong it is: the standard deviation of Gaussian noise, the share of pixels for salt and pepper."))
        .when(any, some);
    t.flag(
         "mixed", ui::tr("Strengths"), [](auto& s) -> auto& { return s.settings.noise.mixed; },
         {ui::tr("one"), ui::tr("mixed")},
         ui::tr("Each picture is learned with a strength of its own, from none up to this one."))
        .when(any, some);
}
template<class S> void addCoder(SettingTable<S>& t) {
    t.choice(
        "shrinking", ui::tr("Shrink by"), [](auto& s) -> auto& { return s.coder.shrinking; },
        choicesOf<cnn::Shrinking>(cnn::shrinkingNames, {ui::tr("pooling"), ui::tr("stride")}),
        ui::tr("How maps become smaller: max pooling, or a stride of 2 in the convolution."));
    t.choice(
        "growing", ui::tr("Grow by"), [](auto& s) -> auto& { return s.coder.growing; },
        choicesOf<cnn::Growing>(cnn::growingNames, {ui::tr("nearest"), ui::tr("transposed")}),
        ui::tr("How maps become larger again: each value four times and a convolution, or a transposed one."));
    t.whole(
        "depth", ui::tr("Halvings"), [](auto& s) -> auto& { return s.coder.depth; }, 1, 3,
        ui::tr("How often rows and columns are halved before they grow again."));
    t.whole(
        "code", ui::tr("Code channels"), [](auto& s) -> auto& { return s.coder.code; }, 1, 128,
        ui::tr("Maps in the middle, where they are smallest."));
    t.whole(
        "width", ui::tr("First channels"), [](auto& s) -> auto& { return s.coder.width; }, 4, 64,
        ui::tr("Maps of the first convolution; each halving doubles them."));
}
template<class S> Setting<S>& addSeed(SettingTable<S>& t, const QString& label) {
    return t.whole("seed", label, ofRun(&cnn::TrainingSettings::seed), 0, INT_MAX,
                   ui::tr("The seed of the first weights and of the images' order."));
}

} // namespace ui
