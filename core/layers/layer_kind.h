// What is known of a kind of layer without making one: a row of facts. The row stands in the layer's own file
// (`static LayerKind facts()`), the list of all rows in catalog.cpp. Drawings, lists, files, the ONNX reader and writer
// and the PyTorch export take what they write from here; no other file asks a layer for the name of its kind.
#pragma once

#include "core/layers/layer.h"

namespace cnn {

enum class LayerRole { Convolution, Pooling, Activation, Dense, Other };

// How weights begin; network/initialise.h says more.
enum class Initialisation {
    He,        // normal, variance 2 / fan-in (He et al. 2015): for ReLU
    HeUniform, // uniform, the same variance: many times quicker, for networks of many million weights
    Glorot,    // uniform, variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010): for tanh and sigmoid
    LeCun      // normal, variance 1 / fan-in (LeCun et al. 1998)
};

// How an output follows from one of the values it is made of, everything else kept as it is.
enum class Curve { Linear, Kinked, Smooth }; // Kinked: of straight pieces

// Whether its values can be negative. Kept: if its input's can.
enum class Sign { Any, Kept, NotNegative };

// Where the number of outputs (LayerInfo::outputs) comes from.
enum class OutputCount {
    None,     // there is none: as many channels go out as come in
    Chosen,   // it is a setting
    AsInputs, // as many as come in
    ByTable   // LayerInfo::connections has a list for each
};

// How a value of the output is made, where neither role nor window nor function tells; core/explain takes it apart.
enum class Made {
    ByRole,   // they tell
    Linear,   // a sum of some values before it, each times a number, and a constant
    OneByOne, // the same, of the one value at its place
    Product,  // of the values it reads
    Quotient, // of the values it reads
    Scaled,   // the value at its place times a number that follows from its neighbours
    OfItsMap, // the value at its place, less the mean of its map and divided by its deviation
    LargestOfPart,
    MeanOfPart, // of one of so many parts of its map
    Share,
    LogShare // of e to the value in the sum over all channels
};

// What is left of a window when nothing is multiplied.
enum class Pooled { Nothing, Largest, Mean };

// Files and PyTorch tell (batch, channels, rows, columns) from (batch, features); for us the latter are (features, 1,
// 1).
enum class Rank {
    Any,   // input: either; output: as the input
    Image, // four axes
    Flat   // two axes
};

// A number of a layer that can be set, by its name.
struct LayerSetting {
    const char* key;      // LayerInfo::settings, and in files
    const char* label;    // for people
    float missing;        // what a file that leaves it out means
    float usual;          // of a new layer
    float low, high;      // what files may ask for
    float offered;        // the highest that people are offered to set; the lowest is `low`
    float step;           // from one offered value to the next; 1: whole numbers
    bool percent = false; // shown to people times 100
    // Why a layer cannot have this value, as a sentence; none: it can.
    std::optional<Message> (*misfit)(float value) = nullptr;
    // It is one of a list: 0 the first, and so on. Their names, in files too; empty: it is a number.
    std::span<const char* const> choices{};
};

// One of a list, which outlives the setting; missing and usual are places in it.
constexpr LayerSetting choiceSetting(const char* key, const char* label, std::span<const char* const> choices,
                                     float missing = 0, float usual = 0) {
    const auto last = static_cast<float>(choices.size() - 1);
    return {.key = key,
            .label = label,
            .missing = missing,
            .usual = usual,
            .low = 0,
            .high = last,
            .offered = last,
            .step = 1,
            .choices = choices};
}

// A place in the input or the output of a layer.
struct ValuePlace {
    int c = 0, y = 0, x = 0;
    bool operator==(const ValuePlace&) const = default;
};

// How ONNX spells it: https://onnx.ai/onnx/operators/. What is more than a name and numbers (windows, weights, further
// inputs) core/onnx/onnx_writers.cpp adds.
struct OnnxSpelling {
    const char* name = nullptr; // NodeProto::op_type
    // An attribute that is one of the layer's settings; nullptr: there is none.
    const char *attribute = nullptr, *setting = nullptr;
    float missing = 0; // what ONNX means when the attribute is left out
    // The operator stands between two multiplications by these numbers; 1: there are none.
    float scaleBefore = 1, scaleAfter = 1;
};

// Texts hold places in braces: {window} "5 × 5", {inputs}, {outputs}, and the settings by their keys. {outputs|kernel|
// kernels} is "1 kernel" or "6 kernels". The words of the interface (ui/figure/layer_words.h) fill them in.
struct LayerKind {
    const char* kind = "";      // LayerInfo::kind, and in files
    const char* title = "";     // for people: "Average pooling"
    const char* name = "layer"; // what layers of this kind are called: "conv" for conv1, conv2, ...
    LayerRole role = LayerRole::Other;
    // A layer with these settings, weights zero. info.kind must be this kind's, and no setting is missing.
    std::unique_ptr<Layer> (*make)(const LayerInfo& info) = nullptr;

    const char* words = nullptr; // as the lecture writes it: "{window} Conv ({outputs})"; nullptr: its title
    const char* formula = "";    // what it does, in a few words: "max(0, x)"
    const char* cost = nullptr;  // what a value of its output takes, where its role does not tell
    // Of an activation: as a value is written, {x} the value before it, {(x)} with parentheses where it is negative
    // ("tanh({x})"), and the function itself.
    const char* written = nullptr;
    double (*function)(const LayerInfo& info, double x) = nullptr;

    Curve curve = Curve::Linear;
    Sign sign = Sign::Any;
    OutputCount outputs = OutputCount::None;
    Pooled pooled = Pooled::Nothing;
    Made made = Made::ByRole;
    std::span<const LayerSetting> settings{};
    std::optional<Initialisation> beginning{};             // of the weights of a network that has such a layer
    float (*firstWeight)(const LayerInfo& info) = nullptr; // what its weights begin as; nullptr: they are drawn
    bool onlyLearning = false;                             // lets everything pass but while the network learns
    bool onlyShape = false;                                // the values stay, in another shape
    bool windowed = false; // it has a window, though its role does not tell (hasWindow())
    bool joins = false;    // it reads several values, any number of them (join.h)
    bool ownMaps = false;  // drawn as maps of its own, though nothing is multiplied and there is no window
    bool copies = false;   // each value is a copy of one before it: of that at `source`; nullptr: the same place
    // The place may lie in the padding around the output.
    ValuePlace (*source)(const LayerInfo& info, const Shape& in, const ValuePlace& out) = nullptr;

    Rank rankIn = Rank::Any, rankOut = Rank::Any; // of the two below
    OnnxSpelling onnx{};
    const char* torch =
        nullptr; // the module; nullptr: it takes more than names and numbers (ui/export/torch_layers.cpp)
};

} // namespace cnn
