#include "tests/bench/large_networks.h"

#include "core/layers/activation.h"
#include "core/layers/catalog.h"
#include "core/layers/conv2d.h"
#include "core/layers/dense.h"
#include "core/layers/pool2d.h"
#include "core/network/initialise.h"

namespace bench {
namespace {

using cnn::Window;

// Names by number.
class Builder {
public:
    explicit Builder(const cnn::Shape& input) : m_network(input) {}

    // All give the value that they make.
    std::size_t add(std::unique_ptr<cnn::Layer> layer, std::vector<std::size_t> reads) {
        const std::string name = layer->info().kind + std::to_string(m_network.size() + 1);
        m_network.add(name, std::move(layer), std::move(reads));
        return m_network.size();
    }
    std::size_t convolution(std::size_t from, int outputs, const Window& window, int groups = 1) {
        const int inputs = m_network.valueShape(from).c;
        return add(std::make_unique<cnn::Conv2d>(inputs, outputs, window, true, groups), {from});
    }
    std::size_t relu(std::size_t from) {
        return add(std::make_unique<cnn::Activation>(cnn::ActivationKind::Relu), {from});
    }
    int channels(std::size_t value) const { return m_network.valueShape(value).c; }

    cnn::Network classifier(std::size_t from) && {
        const std::size_t mean = add(cnn::makeLayer({"globalavgpool", {}, 0, 0}), {from});
        const std::size_t flat = add(std::make_unique<cnn::Flatten>(), {mean});
        add(std::make_unique<cnn::Dense>(channels(flat), 1000), {flat});
        cnn::initialise(m_network, cnn::Initialisation::HeUniform, 1);
        return std::move(m_network);
    }

private:
    cnn::Network m_network;
};

constexpr cnn::Shape picture{3, 224, 224, 1};

} // namespace

cnn::Network depthwiseNetwork() {
    Builder net(picture);
    std::size_t at = net.relu(net.convolution(0, 32, Window::square(3, 2, 1)));
    constexpr std::pair<int, int> pairs[] = {{64, 1},  {128, 2}, {128, 1}, {256, 2}, {256, 1},  {512, 2}, {512, 1},
                                             {512, 1}, {512, 1}, {512, 1}, {512, 1}, {1024, 2}, {1024, 1}};
    for (const auto& [outputs, stride] : pairs) {
        const int channels = net.channels(at);
        at = net.relu(net.convolution(at, channels, Window::square(3, stride, 1), channels));
        at = net.relu(net.convolution(at, outputs, Window::square(1)));
    }
    return std::move(net).classifier(at);
}

cnn::Network residualNetwork() {
    Builder net(picture);
    std::size_t at = net.relu(net.convolution(0, 64, Window::square(7, 2, 3)));
    at = net.add(std::make_unique<cnn::MaxPool2d>(Window::square(3, 2, 1)), {at});
    for (const int channels : {64, 128, 256, 512})
        for (int block = 0; block < 2; ++block) {
            const int stride = block == 0 && channels > 64 ? 2 : 1;
            const std::size_t first = net.relu(net.convolution(at, channels, Window::square(3, stride, 1)));
            const std::size_t second = net.convolution(first, channels, Window::square(3, 1, 1));
            const std::size_t past = stride == 1 ? at : net.convolution(at, channels, Window::square(1, stride));
            at = net.relu(net.add(cnn::makeLayer({"add", {}, 0, 0}), {second, past}));
        }
    return std::move(net).classifier(at);
}

} // namespace bench
