#include "ui/lessons/training/beside/run_network.h"

#include "core/network/models.h"

namespace ui {

std::optional<cnn::Network> networkOf(const RunBeside& run, const cnn::Shape& input, int classes) {
    const cnn::NetworkPlan plan = networkPlan(run.scene);
    if (cnn::checked(plan, input, classes).error) return std::nullopt;
    cnn::Network network = cnn::build(plan, input, classes, cnn::usualInitialisation(plan), 1);
    std::size_t next = 0;
    for (std::size_t i = 0; i < network.size(); ++i)
        for (cnn::Parameter& p : network.layer(i).parameters()) {
            if (next >= run.state->parameters.size()) return std::nullopt;
            const cnn::Tensor& value = run.state->parameters[next++].value;
            if (value.shape() != p.value.shape()) return std::nullopt;
            p.value = value;
        }
    return network;
}

} // namespace ui
