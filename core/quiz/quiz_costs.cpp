// What layers cost, and what their units see.
#include "core/quiz/quiz_fills.h"

#include "core/network/network_plan.h"

namespace cnn::making {
namespace {

// A convolution that the page on channels can show.
struct LayerTask {
    int channels = 1, maps = 1, kernel = 3, n = 6, padding = 0;
    Shape input() const { return {channels, n, n, 1}; }
    int outputs() const { return Window::square(kernel, 1, padding).y.outputs(n).orThrow(); }
};

LayerTask anyLayerTask(Rng& rng, const QuizQuestion& q) {
    LayerTask t;
    t.channels = atLevel(q, {2, between(rng, 2, 3), between(rng, 2, 4)});
    t.maps = atLevel(q, {between(rng, 2, 3), between(rng, 2, 4), between(rng, 2, 4)});
    t.kernel = oneOf(rng, {2, 3, 3, 5});
    t.n = between(rng, t.kernel + 1, 10);
    t.padding = q.difficulty != Difficulty::Easy && t.kernel % 2 == 1 && rng.below(2) == 0 ? (t.kernel - 1) / 2 : 0;
    return t;
}

PlannedLayer counted(const LayerInfo& info, const Shape& input) {
    NetworkPlan plan;
    if (info.kind == "dense") plan.layers.push_back({{"flatten", {}}, {}});
    plan.layers.push_back({info, {}});
    return checked(plan, input, 10).layers.back();
}

PlannedLayer counted(const LayerTask& t) {
    return counted({"conv2d", Window::square(t.kernel, 1, t.padding), 0, t.maps}, t.input());
}

std::string channelScene(Rng& rng, const LayerTask& t) {
    std::vector<Tensor> kernels;
    for (int i = 0; i < t.maps; ++i) kernels.push_back(numbers(rng, {t.channels, t.kernel, t.kernel, 1}, -1, 2));
    return Scene()
        .channels("input", numbers(rng, t.input(), 0, 3))
        .kernels("kernels", kernels)
        .numbers("bias", std::vector<double>(static_cast<std::size_t>(t.maps), 0.0))
        .number("padding", t.padding)
        .number("step", 1)
        .json();
}

std::vector<Message> layerLevels(const LayerTask& t) {
    const std::string size = std::to_string(t.n) + " × " + std::to_string(t.n);
    return {Message::tr("input: %1 channels, %2", t.channels, size),
            Message::tr("%1 kernels, %2 × %2, padding %3", t.maps, t.kernel, t.padding)};
}

double withLayers(const std::vector<FieldLayer>& layers, void (*change)(FieldLayer&)) {
    std::vector<FieldLayer> other = layers;
    for (FieldLayer& l : other) change(l);
    const FieldStack stack = FieldStack::make(other).orThrow();
    return static_cast<double>(stack.level(stack.last()).field);
}

std::vector<FieldLayer> fieldStackFor(Rng& rng, QuizQuestion& q) {
    std::vector<FieldLayer> layers = anyStack(rng, q);
    std::vector<Message> texts;
    for (const FieldLayer& l : layers) texts.push_back(layerText(l));
    q.picture.layers = texts;
    const FieldStack stack = FieldStack::make(layers).orThrow();
    int n = 64; // or larger, where the stack does not fit
    while (!FieldStack::make(layers, n)) n *= 2;
    q.step = {"field", "receptive-field",
              Scene().text("layers", fieldLayersText(layers)).number("input", n).number("level", stack.last()).json()};
    return layers;
}

} // namespace

void fillParameters(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const LayerTask t = anyLayerTask(rng, q);
    const int weights = t.channels * t.kernel * t.kernel; // of a kernel
    answer(q, static_cast<double>(counted(t).parameters));
    mistake(q, weights * t.maps, Message::tr("There the biases were forgotten: one for each output channel."));
    mistake(q, t.kernel * t.kernel * t.maps + t.maps,
            Message::tr("There the input channels were forgotten: a kernel has a slice for each of them."));
    mistake(q, weights + 1, Message::tr("That is one kernel: there is one for each output channel."));
    mistake(q, weights * t.maps + 1, Message::tr("There all output channels share a bias: each has its own."));
    mistake(q, (t.kernel * t.kernel + 1) * t.channels * t.maps,
            Message::tr("There every slice has a bias: one for each output channel is all."));
    mistake(q, t.kernel * t.channels * t.maps + t.maps,
            Message::tr("A kernel of %1 rows and columns has %2 weights a slice.", t.kernel, t.kernel * t.kernel));
    q.ask = Message::tr("A convolution reads %1 channels of %2 × %2 and writes %3, with %4 × %4 kernels and a bias for "
                        "each output channel. How many parameters has it?",
                        t.channels, t.n, t.maps, t.kernel);
    q.picture.layers = layerLevels(t);
    q.why = Message::tr("%1 kernels × %2 slices × %3 × %3 weights + %1 biases = %4. The size of the input does not "
                        "matter.",
                        t.maps, t.channels, t.kernel, written(q.truth));
    q.step = {"channels", "channel-depth", channelScene(rng, t)};
}

void fillDenseParameters(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int n = between(rng, 2, atLevel(q, {4, 7, 14})),
              c = atLevel(q, {1, oneOf(rng, {2, 4, 8}), oneOf(rng, {3, 6, 16})});
    const int units = atLevel(q, {10, oneOf(rng, {10, 20, 64}), oneOf(rng, {84, 100, 120})});
    const Shape input{c, n, n, 1};
    LayerInfo dense{"dense", {}, 0, units};
    answer(q, static_cast<double>(counted(dense, input).parameters));
    const int inputs = c * n * n;
    mistake(q, inputs * units, Message::tr("There the biases were forgotten: one for each output."));
    mistake(q, inputs + units, Message::tr("Every input is connected with every output: the numbers are multiplied."));
    mistake(q, n * n * units + units, Message::tr("There the channels were forgotten: all maps are read."));
    mistake(q, inputs * units + 1, Message::tr("There all outputs share a bias: each has its own."));
    mistake(q, inputs * units + inputs, Message::tr("There is one bias for each output, not for each input."));
    q.ask =
        c == 1 ? Message::tr("A map of %1 × %1 is flattened and goes into a dense layer with %2 outputs and a bias for "
                             "each. How many parameters has the dense layer?",
                             n, units)
               : Message::tr("%1 maps of %2 × %2 are flattened and go into a dense layer with %3 outputs and a bias "
                             "for each. How many parameters has the dense layer?",
                             c, n, units);
    q.picture.layers = {Message::tr("input: %1", text(input)), Message::tr("dense, %1 outputs", units)};
    q.why = Message::tr("%1 inputs × %2 outputs + %2 biases = %3.", inputs, units, written(q.truth));
    q.step = {"model", "vgg19", Scene().text("network", "lenet5").json(), false};
}

void fillMultiplyAdds(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const LayerTask t = anyLayerTask(rng, q);
    const int out = t.outputs(), weights = t.channels * t.kernel * t.kernel;
    answer(q, static_cast<double>(counted(t).multiplyAdds));
    mistake(q, weights * t.maps,
            Message::tr("That is how many weights there are: each is used at every place of the "
                        "output."));
    mistake(q, weights * out * out, Message::tr("That is for one output channel: there are %1.", t.maps));
    mistake(q, t.kernel * t.kernel * out * out * t.maps,
            Message::tr("There the input channels were forgotten: a kernel has a slice for each of them."));
    mistake(q, weights * t.n * t.n * t.maps,
            Message::tr("There every input pixel was counted: there are %1 × %1 places of the output.", out));
    mistake(q, (weights + 1) * out * out * t.maps,
            Message::tr("There the biases were counted: adding one multiplies nothing."));
    q.ask = Message::tr("A convolution reads %1 channels of %2 × %2 and writes %3, with %4 × %4 kernels, stride 1 and "
                        "padding %5. How many multiplications does it take?",
                        t.channels, t.n, t.maps, t.kernel, t.padding);
    q.picture.layers = layerLevels(t);
    q.why = Message::tr("%1 × %1 places × %2 output channels × %3 × %4 × %4 weights = %5.", out, t.maps, t.channels,
                        t.kernel, written(q.truth));
    q.step = {"channels", "channel-depth", channelScene(rng, t)};
}

void fillFieldSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const std::vector<FieldLayer> layers = fieldStackFor(rng, q);
    const FieldStack stack = FieldStack::make(layers).orThrow();
    answer(q, static_cast<double>(stack.level(stack.last()).field));
    mistake(q, withLayers(layers, [](FieldLayer& l) { l.stride = 1; }),
            Message::tr("There the strides were forgotten: behind a stride of 2 every step counts twice."));
    double sum = 0, product = 1;
    for (const FieldLayer& l : layers) {
        sum += l.kernel;
        product *= l.kernel;
    }
    mistake(q, sum, Message::tr("There the kernels were added: a layer adds (k − 1) × jump."));
    mistake(q, product, Message::tr("There the kernels were multiplied: a layer adds (k − 1) × jump."));
    mistake(q, layers.back().kernel, Message::tr("That is what it sees of the layer before, not of the input."));
    mistake(q, static_cast<double>(stack.level(stack.last() - 1).field),
            Message::tr("There the last layer was forgotten."));
    std::vector<Message> fields;
    for (int i = 0; i <= stack.last(); ++i) fields.push_back(Message::verbatim(std::to_string(stack.level(i).field)));
    q.ask =
        Message::tr("An image goes through these layers: %1. How many pixels a side of the image does one unit of the "
                    "last one see?",
                    inTurn(q.picture.layers));
    q.why = Message::tr("Each layer adds (k − 1) × jump, and its stride multiplies the jump: %1.", inTurn(fields));
}

void fillFieldJump(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    std::vector<FieldLayer> layers;
    std::int64_t jump = 1;
    do {
        layers = fieldStackFor(rng, q);
        const FieldStack stack = FieldStack::make(layers).orThrow();
        jump = stack.level(stack.last()).jump;
    } while (jump == 1);
    answer(q, static_cast<double>(jump));
    const FieldStack stack = FieldStack::make(layers).orThrow();
    double sum = 0;
    for (const FieldLayer& l : layers) sum += l.stride;
    mistake(q, sum, Message::tr("There the strides were added: they multiply."));
    mistake(q, layers.back().stride, Message::tr("That is the stride of the last layer alone."));
    mistake(q, static_cast<double>(stack.level(stack.last()).field),
            Message::tr("That is how much one unit sees, not how far neighbours are apart."));
    mistake(q, 1, Message::tr("So far they are apart in their own map; in the image every stride counts."));
    q.ask =
        Message::tr("An image goes through these layers: %1. How many pixels of the image lie between the middles of "
                    "what two neighbouring units of the last one see?",
                    inTurn(q.picture.layers));
    q.why = Message::tr("The strides multiply: together they are %1.", static_cast<std::int64_t>(jump));
}

} // namespace cnn::making
