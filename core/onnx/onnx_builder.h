// The network as it is put together from a file: layers of ours, none of whose weights has been read yet.
#pragma once

#include "core/network/network.h"
#include "core/onnx/onnx_file.h"
#include "core/onnx/onnx_view.h"

#include <functional>

namespace cnn {

// A value of the file that is computed.
struct OnnxFlow {
    std::size_t value = 0; // of the builder: 0 is the input
    OnnxView view{};
    bool isShared = false; // others read it too, so that the layer that gives it must stay as it is

    // The same value seen otherwise.
    OnnxFlow as(OnnxView other) const { return {value, std::move(other), isShared}; }
};

// A number times each value, plus a number: one for all, one a channel, or one a value; as many of either.
struct OnnxAffine {
    std::vector<double> factor, shift;
};

// What a parameter is filled with once everything fits.
struct OnnxFill {
    std::size_t parameter;
    OnnxConstant from; // of as many numbers; or of one that is repeated
    float factor = 1;
};

class OnnxBuilder {
public:
    // storedNumbers: of the file; layers that share weights hold them each, and may have some more together.
    // withWeights: false: only the structure is wanted, no weight is read and no memory taken for any (unfilled.h).
    OnnxBuilder(const Shape& input, std::size_t storedNumbers, bool withWeights);

    // A layer with weights, which make(n) makes with n outputs, `outputs` or fewer.
    using Maker = std::function<std::unique_ptr<Layer>(int outputs)>;
    std::unique_ptr<Layer> weighted(int outputs, int groups, const Maker& make) const;

    const Shape& shape(std::size_t value) const { return m_shapes[value]; }
    // Throws OnnxRefusal when it does not fit or would take too much. `name` is changed where it is taken or empty.
    std::size_t add(const std::string& name, std::unique_ptr<Layer> layer, std::vector<std::size_t> reads,
                    std::vector<OnnxFill> fills = {});
    Layer& layer(std::size_t value) { return *m_items[value - 1].layer; }
    std::vector<OnnxFill>& fills(std::size_t value) { return m_items[value - 1].fills; }
    const std::vector<std::size_t>& reads(std::size_t value) const { return m_items[value - 1].reads; }
    // Another layer in the place of one, of the same output shape.
    void replace(std::size_t value, std::unique_ptr<Layer> layer, std::vector<OnnxFill> fills);
    void rename(std::size_t value, const std::string& name);
    // Of layers that are nothing else; nullptr for all others.
    OnnxAffine* affine(std::size_t value) { return value > 0 ? m_items[value - 1].affine.get() : nullptr; }
    void setAffine(std::size_t value, const OnnxAffine& affine);

    // The first layer that reads the input, if it is nothing else.
    const OnnxAffine* preprocessing() const;
    // Those that `output` needs, which becomes the last; their weights are read. Throws OnnxRefusal naming the layer.
    Network network(std::size_t output, const OnnxOptions& options);

private:
    struct Item {
        std::string name;
        std::unique_ptr<Layer> layer;
        std::vector<std::size_t> reads;
        std::vector<OnnxFill> fills;
        std::unique_ptr<OnnxAffine> affine{};
    };
    void requireAffordable(const Layer& layer, const Shape& in, const Shape& out);
    std::string freeName(const std::string& name, const std::string& kind) const;

    std::vector<Item> m_items;
    std::vector<Shape> m_shapes;
    std::set<std::string> m_names;
    std::size_t m_values = 0, m_weights = 0, m_storedNumbers;
    bool m_withWeights;
    double m_multiplications = 0;
};

} // namespace cnn
