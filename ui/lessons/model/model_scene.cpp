#include "ui/lessons/model/model_scene.h"

#include "core/network/shown_networks.h"
#include "ui/model/view_choices.h"

#include <QFileInfo>

namespace ui {
namespace {

using M = ModelScene;

constexpr qsizetype longestPath = 4096, longestSearch = 200;
constexpr int mostLayers = 1'000'000;

QStringList shownIds() {
    QStringList ids;
    for (const cnn::ShownNetwork& network : cnn::shownNetworks()) ids << network.id;
    return ids;
}

QString readNetwork(const SceneValue& from, const QString& usual) {
    if (!from.given()) return usual;
    const QString network = from.text(longestPath);
    if (network.isEmpty() || isNetworkFile(network)) return network;
    return from.nameFrom(shownIds());
}

std::vector<Choice<ModelColumn>> columnChoices() {
    return {{ModelColumn::Layer, "layer", tr("as defined")},
            {ModelColumn::Kind, "kind", tr("kind of layer")},
            {ModelColumn::Output, "output", tr("values of the output")},
            {ModelColumn::Parameters, "parameters", tr("parameters")},
            {ModelColumn::Work, "work", tr("multiply-adds")},
            {ModelColumn::Memory, "memory", tr("memory of the map")},
            {ModelColumn::Field, "field", tr("receptive field")},
            {ModelColumn::Jump, "jump", tr("jump")}};
}

void addNetworks(SettingTable<M>& t) {
    const QString allowed = tr("%1, or the path of an ONNX file").arg(shownIds().join(", "));
    t.file(
         "network", allowed, tr("The network."),
         [](const SceneValue& from, M& s) {
             s.network = readNetwork(from["network"], s.network);
             if (s.network.isEmpty()) from["network"].refuse("must name a network");
         },
         [](const M& s) { return s.network; })
        .as("network")
        .own(tr("Network"));
    t.file(
         "beside", allowed, tr("A second network to compare with; without it there is none."),
         [](const SceneValue& from, M& s) { s.beside = readNetwork(from["beside"], {}); },
         [](const M& s) { return s.beside; })
        .as("beside")
        .own(tr("Beside it"));
}

// What goes through the network, in all views but the table.
void addInput(SettingTable<M>& t) {
    for (const auto& row : modelInputSettings().rows())
        t.lift(modelInputSettings(), &M::input, row.key)
            .when([](const M& s) { return s.view != "table"; }, tr("a picture that goes through"));
}

SettingTable<M> makeTable() {
    SettingTable<M> t;
    addNetworks(t);
    std::vector<Choice<QString>> views;
    for (const QString& id : modelViewIds()) views.push_back({id, id});
    t.choice("view", {}, &M::view, views, tr("Which tab is in front."));
    const auto inTable = [](const M& s) { return s.view == "table"; };
    t.choice("sort", tr("Sort by"), &M::sort, columnChoices(), tr("The column that the rows are sorted by."))
        .dropDown()
        .when(inTable, tr("the table"));
    t.flag("descending", tr("Order"), &M::descending, {tr("smallest first"), tr("largest first")},
           tr("Whether the largest come first."))
        .when([=](const M& s) { return inTable(s) && s.sort != ModelColumn::Layer; }, tr("a table sorted by a column"));
    t.text("find", &M::find, longestSearch, tr("Only rows that have this in their name or kind."))
        .own(tr("Find"))
        .as("find")
        .when(inTable, tr("the table"));
    t.flag("diffOnly", tr("Rows"), &M::diffOnly, {tr("all"), tr("that differ")},
           tr("Whether of two networks only rows that differ are shown."))
        .when([=](const M& s) { return inTable(s) && !s.beside.isEmpty(); }, tr("two networks"));
    addInput(t);
    t.file(
        "choices", tr("an object"), tr("What was chosen in each view."),
        [](const SceneValue& from, M& s) { s.choices = choicesFrom(from["choices"]); },
        [](const M& s) { return s.choices; });
    t.beside(ModelStanding::table());
    return t;
}

} // namespace

QStringList modelViewIds() {
    return {"table", "stages", "input", "maps", "field", "attention", "dive"};
}

bool isNetworkFile(const QString& network) {
    return network.endsWith(".onnx", Qt::CaseInsensitive);
}

QString networkTitle(const QString& network) {
    if (isNetworkFile(network)) return QFileInfo(network).fileName();
    const cnn::ShownNetwork* known = cnn::findShownNetwork(network.toStdString());
    return known ? QString(known->title) : network;
}

SettingTable<ModelStanding> ModelStanding::table() {
    SettingTable<ModelStanding> t;
    t.whole("layer", {}, &ModelStanding::layer, 0, mostLayers,
            ui::tr("The row one stands at, in the order of the definition; 0: at none."));
    return t;
}

const SettingTable<ModelScene>& modelSettings() {
    static const auto table = makeTable();
    return table;
}

ModelScene modelSceneFrom(const QJsonObject& object) {
    return modelSettings().read(object);
}

QJsonObject toJson(const ModelScene& s) {
    return modelSettings().write(s);
}

} // namespace ui
