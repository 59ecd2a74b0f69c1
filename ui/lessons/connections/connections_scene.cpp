#include "ui/lessons/connections/connections_scene.h"

#include "core/network/layer_table.h"
#include "core/network/network_plan.h"
#include "ui/model/breakpoints.h"

namespace ui {
namespace {

using S = ConnectionsScene;

// Counted without memory for weights.
qint64 countedByCore(const S& s, std::initializer_list<cnn::LayerInfo> layers) {
    cnn::NetworkPlan plan;
    for (const cnn::LayerInfo& info : layers) plan.layers.push_back({info, {}});
    return static_cast<qint64>(cnn::layerTable(cnn::outlineOf(plan, {1, s.side, s.side, 1}, 1)).parameters());
}

cnn::LayerInfo convolutionOf(const S& s) {
    return {"conv2d", cnn::Window::square(s.kernel, 1, (s.kernel - 1) / 2), 0, s.maps};
}

SettingTable<S> makeTable() {
    SettingTable<S> t;
    t.whole("side", tr("Image side"), &S::side, S::leastSide, S::mostSide,
            tr("Rows and columns of the image and of the maps made of it."))
        .squared = true;
    t.choice("kernel", tr("Window"), &S::kernel, {{1, "1", "1"}, {3, "3", "3"}, {5, "5", "5"}, {7, "7", "7"}},
             tr("Rows and columns of a window; it is padded so that the size stays."));
    t.whole("maps", tr("Maps"), &S::maps, 1, S::mostMaps, tr("How many maps are made of the image."));
    t.beside(ConnectionsStanding::table());
    t.beside(Breakpoints::table());
    return t;
}

} // namespace

qint64 parametersOf(const ConnectionsScene& s, Wiring wiring) {
    // Layers of the core have fewer outputs than that; what one output takes, each takes.
    if (wiring == Wiring::Dense) return s.outputs() * countedByCore(s, {{"flatten", {}}, {"dense", {}, 0, 1}});
    const qint64 convolution = countedByCore(s, {convolutionOf(s)});
    return wiring == Wiring::Convolution ? convolution : s.outputs() * (convolution / s.maps);
}

std::optional<int> weightBetween(const ConnectionsScene& s, Wiring wiring, int output, int input) {
    const int units = s.units(), tap = input - output + (s.kernel - 1) / 2;
    if (output < 0 || output >= units || input < 0 || input >= units) return std::nullopt;
    if (wiring == Wiring::Dense) return output * units + input + 1;
    if (tap < 0 || tap >= s.kernel) return std::nullopt;
    return wiring == Wiring::Local ? output * s.kernel + tap + 1 : tap + 1;
}

int weightsOfRow(const ConnectionsScene& s, Wiring wiring) {
    return wiring == Wiring::Dense ? s.units() * s.units() : wiring == Wiring::Local ? s.units() * s.kernel : s.kernel;
}

SettingTable<ConnectionsStanding> ConnectionsStanding::table() {
    constexpr int most = ConnectionsScene::longestRow; // beyond the last: the last
    SettingTable<ConnectionsStanding> t;
    t.file(
        "step", rangeText(1, most), ui::tr("Which output of the row is looked at."),
        [](const SceneValue& from, ConnectionsStanding& s) {
            if (from["step"].given()) s.unit = from["step"].whole(1, most);
        },
        [](const ConnectionsStanding& s) { return QJsonValue(s.unit); });
    return t;
}

const SettingTable<ConnectionsScene>& connectionsSettings() {
    static const auto table = makeTable();
    return table;
}

ConnectionsScene connectionsSceneFrom(const QJsonObject& object) {
    return connectionsSettings().read(object);
}

QJsonObject toJson(const ConnectionsScene& s) {
    return connectionsSettings().write(s);
}

} // namespace ui
