// How large an output is: of one layer, in two libraries, after a stack.
#include "core/quiz/quiz_fills.h"

#include "core/walk/receptive_field.h"
#include "core/walk/window_facts.h"

#include <algorithm>

namespace cnn::making {
namespace {

// n inputs, and a window of the same settings in both directions.
struct SizeTask {
    int n = 1;
    Axis axis;
    int room() const { return axis.padded(n) - axis.extent(); }
    int outputs() const { return axis.outputs(n).orThrow(); }
};

int upwards(int a, int b) { // a ÷ b, rounded up; both positive
    return (a + b - 1) / b;
}

Message sideBySide(int rows) {
    return Message::verbatim(std::to_string(rows) + " × " + std::to_string(rows));
}

// What goes in, what is done, and what is asked.
std::vector<Message> levels(int n, const Message& layer) {
    return {Message::tr("input: %1", sideBySide(n)), layer, Message::tr("output: ?")};
}

void sizeMistakes(QuizQuestion& q, const SizeTask& t) {
    const auto& [k, s, before, after, d] = t.axis;
    const int p = before;
    mistake(q, t.room() / s, Message::tr("There the + 1 was forgotten: the first place of the window counts, too."));
    mistake(q, upwards(t.room(), s) + 1,
            Message::tr("There the division was rounded up: a window that does not fit whole is left out."));
    if (p > 0 && t.n >= t.axis.extent()) {
        mistake(q, (t.n - t.axis.extent()) / s + 1, Message::tr("There the padding was forgotten."));
        mistake(q, (t.n + p - t.axis.extent()) / s + 1,
                Message::tr("There the padding was counted once: it stands on both sides."));
    }
    if (d > 1)
        mistake(q, (t.n + 2 * p - k) / s + 1,
                Message::tr("There the dilation was forgotten: the window spans %1 cells.", t.axis.extent()));
    mistake(q, t.room() + 1, Message::tr("There the stride was forgotten: that is the size at stride 1."));
    mistake(q, t.axis.padded(t.n) / s, Message::tr("There the size was only divided by the stride."));
}

// A scene with as many cells, at its last step.
std::string sizeScene(Rng& rng, const SizeTask& t, WindowOperation operation) {
    WindowTask task;
    task.operation = operation;
    task.window = {t.axis, t.axis};
    task.input = numbers(rng, {1, t.n, t.n, 1}, 0, 9);
    if (operation == WindowOperation::Convolution)
        task.kernel = numbers(rng, {1, t.axis.kernel, t.axis.kernel, 1}, -2, 2);
    return windowScene(task).number("step", walkOf(task).size()).json();
}

SizeTask anySize(Rng& rng, const QuizQuestion& q, int dilation) {
    SizeTask t;
    do {
        t.axis.kernel = oneOf(rng, {2, 3, 3, 4, 5});
        t.axis.dilation = dilation;
        t.axis.stride = atLevel(q, {between(rng, 1, 2), between(rng, 2, 3), between(rng, 2, 4)});
        t.axis.padBefore = t.axis.padAfter = atLevel(q, {0, between(rng, 0, 2), between(rng, 1, 3)});
        t.n = between(rng, 5, 12);
    } while (t.room() < t.axis.stride || (q.difficulty == Difficulty::Hard && t.room() % t.axis.stride == 0));
    return t;
}

Message whyOf(const SizeTask& t) {
    const auto& [k, s, p, after, d] = t.axis;
    if (d > 1)
        return Message::tr("With dilation %1 the window spans %1 × (%2 − 1) + 1 = %3 cells, so there are "
                           "⌊(%4 + 2 × %5 − %3) ÷ %6⌋ + 1 = %7 places along each side.",
                           d, k, t.axis.extent(), t.n, p, s, t.outputs());
    return Message::tr("⌊(n + 2p − k) ÷ s⌋ + 1 = ⌊(%1 + 2 × %2 − %3) ÷ %4⌋ + 1 = %5.", t.n, p, k, s, t.outputs());
}

Message howManyRows() {
    return Message::tr("How many rows has the output?");
}

FieldLayer anyLayer(Rng& rng, const QuizQuestion& q, bool pooling) {
    if (pooling) return {true, atLevel(q, {2, oneOf(rng, {2, 2, 3}), oneOf(rng, {2, 3})}), 2, 0, 1};
    const int k = oneOf(rng, {3, 3, 5, 7});
    const bool keeps = rng.below(2) == 0;
    return {false, k, atLevel(q, {1, oneOf(rng, {1, 1, 2}), between(rng, 1, 2)}), keeps ? (k - 1) / 2 : 0, 1};
}

ChannelTask layerOf(Rng& rng, int channels, int maps, int kernel) {
    const int n = between(rng, 4, 6);
    ChannelTask task;
    task.input = numbers(rng, {channels, n, n, 1}, 0, 3);
    for (int i = 0; i < maps; ++i) task.kernels.push_back(numbers(rng, {channels, kernel, kernel, 1}, -1, 2));
    task.biases.assign(static_cast<std::size_t>(maps), 0);
    task.window = Window::square(kernel);
    return task;
}

Message askForSlices(int maps, int k, int channels) {
    return maps == 1
               ? Message::tr("A layer of one kernel, %1 × %1, reads an input of %2 channels. How many slices has "
                             "the kernel?",
                             k, channels)
               : Message::tr("A layer of %1 kernels, each %2 × %2, reads an input of %3 channels. How many slices "
                             "has each kernel?",
                             maps, k, channels);
}

Message askForChannels(int maps, int k, int channels) {
    return maps == 1 ? Message::tr("A layer of one kernel, %1 × %1, reads an input of %2 channels. How many channels "
                                   "has its output?",
                                   k, channels)
                     : Message::tr("A layer of %1 kernels, each %2 × %2, reads an input of %3 channels. How many "
                                   "channels has its output?",
                                   maps, k, channels);
}

} // namespace

Message layerText(const FieldLayer& l) {
    return l.pooling ? Message::tr("%1 × %1 pooling, stride %2", l.kernel, l.stride)
                     : Message::tr("%1 × %1 convolution, stride %2, padding %3", l.kernel, l.stride, l.padding);
}

std::vector<FieldLayer> anyStack(Rng& rng, const QuizQuestion& q) {
    const int count = atLevel(q, {2, 3, between(rng, 4, 5)});
    std::vector<FieldLayer> layers;
    for (int i = 0; i < count; ++i) {
        const bool mayPool = i > 0 && !layers.back().pooling;
        layers.push_back(anyLayer(rng, q, mayPool && (rng.below(2) == 0 || i == 1)));
    }
    return layers;
}

std::vector<Message> stackLevels(int n, std::span<const FieldLayer> layers, bool withOutput) {
    std::vector<Message> all{Message::tr("input: %1", sideBySide(n))};
    for (const FieldLayer& l : layers) all.push_back(layerText(l));
    if (withOutput) all.push_back(Message::tr("output: ?"));
    return all;
}

void fillOutputSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const SizeTask t = anySize(rng, q, 1);
    const auto& [k, s, p, after, d] = t.axis;
    answer(q, t.outputs());
    sizeMistakes(q, t);
    q.ask =
        Message::tr("A %1 × %1 kernel slides over an input of %2 × %2 with stride %3 and padding %4 on every side. %5",
                    k, t.n, s, p, howManyRows());
    q.picture.layers = levels(t.n, Message::tr("%1 × %1 convolution, stride %2, padding %3", k, s, p));
    q.why = whyOf(t);
    q.step = {"window", "stride", sizeScene(rng, t, WindowOperation::Convolution)};
}

void fillDilatedSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    SizeTask t;
    do t = anySize(rng, q, atLevel(q, {2, 2, between(rng, 2, 3)}));
    while (t.axis.extent() > t.n);
    const auto& [k, s, p, after, d] = t.axis;
    answer(q, t.outputs());
    sizeMistakes(q, t);
    q.ask = Message::tr(
        "A %1 × %1 kernel with dilation %2 slides over an input of %3 × %3 with stride %4 and padding %5 on "
        "every side. %6",
        k, d, t.n, s, p, howManyRows());
    q.picture.layers = levels(t.n, Message::tr("%1 × %1 convolution, dilation %2, stride %3, padding %4", k, d, s, p));
    q.why = whyOf(t);
    q.step = {"window", "dilation", sizeScene(rng, t, WindowOperation::Convolution)};
}

void fillCeilSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    SizeTask t;
    int missing = 0; // cells beyond the end that the last window reads
    do {
        t.axis.kernel = between(rng, 2, atLevel(q, {3, 4, 5}));
        t.axis.stride = between(rng, 2, t.axis.kernel);
        t.n = between(rng, t.axis.kernel + 2, 12);
        missing = upwards(t.room(), t.axis.stride) * t.axis.stride - t.room();
    } while (missing == 0 || 2 * missing > t.axis.kernel); // more padding no pool has
    const auto& [k, s, p, after, d] = t.axis;
    answer(q, upwards(t.room(), s) + 1);
    mistake(q, t.outputs(), Message::tr("There the division was rounded down, as usual: here it is rounded up."));
    mistake(q, upwards(t.room(), s),
            Message::tr("There the + 1 was forgotten: the first place of the window counts, too."));
    mistake(q, t.room() + 1, Message::tr("There the stride was forgotten: that is the size at stride 1."));
    mistake(q, t.n / s, Message::tr("There the size was only divided by the stride."));
    mistake(q, q.truth + 1, Message::tr("That is one too many: a window that starts beyond the end is left out."));
    q.ask =
        Message::tr("Max pooling with a %1 × %1 window and stride %2 on an input of %3 × %3, without padding, sizes "
                    "rounded up (ceil_mode=True in PyTorch). %4",
                    k, s, t.n, howManyRows());
    q.picture.layers = levels(t.n, Message::tr("%1 × %1 max pooling, stride %2, rounded up", k, s));
    q.why = Message::tr("⌈(n − k) ÷ s⌉ + 1 = ⌈(%1 − %2) ÷ %3⌉ + 1 = %4: the last window hangs over the end, "
                        "and takes the maximum of what is there.",
                        t.n, k, s, upwards(t.room(), s) + 1);
    SizeTask shown = t; // as if so much were padded at the end
    shown.axis.padAfter = missing;
    q.step = {"window", "max-pooling", sizeScene(rng, shown, WindowOperation::MaxPool)};
}

void fillSameTensorFlow(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    SizeTask t;
    do {
        t.axis.kernel = atLevel(q, {3, between(rng, 2, 5), between(rng, 2, 6)});
        t.axis.stride = between(rng, 2, 4);
        t.n = between(rng, 5, 12);
    } while (t.axis.kernel < t.axis.stride || (q.difficulty != Difficulty::Easy && t.n % t.axis.stride == 0));
    const auto& [k, s, p, after, d] = t.axis;
    SizeTask same = t;
    same.axis = withSamePadding(t.axis, t.n, SameRule::TensorFlow);
    answer(q, same.outputs());
    mistake(q, t.n, Message::tr("The size is kept at stride 1 only: at stride %1 it is divided by %1.", s));
    mistake(q, t.n / s, Message::tr("There n ÷ s was rounded down: TensorFlow rounds up."));
    if (t.room() >= 0) mistake(q, t.outputs(), Message::tr("That is the size without padding (padding=\"valid\")."));
    mistake(q, q.truth + 1, Message::tr("That is one too many: n ÷ s rounded up is all."));
    q.ask = Message::tr("In TensorFlow a %1 × %1 kernel slides over an input of %2 × %2 with stride %3 and "
                        "padding=\"same\". %4",
                        k, t.n, s, howManyRows());
    q.picture.layers = levels(t.n, Message::tr("%1 × %1 convolution, stride %2, padding \"same\"", k, s));
    q.why = Message::tr("With \"same\" TensorFlow pads just so much that ⌈n ÷ s⌉ = ⌈%1 ÷ %2⌉ = %3 windows fit; "
                        "the kernel does not matter.",
                        t.n, s, same.outputs());
    q.step = {"window", "same-padding", sizeScene(rng, same, WindowOperation::Convolution)};
}

void fillSamePyTorch(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    SizeTask t;
    do {
        t.axis.kernel = atLevel(q, {oneOf(rng, {3, 5}), oneOf(rng, {3, 4, 5}), oneOf(rng, {2, 4, 6})});
        t.axis.stride = atLevel(q, {2, between(rng, 2, 3), between(rng, 2, 4)});
        t.n = between(rng, 6, 12);
    } while (t.axis.kernel < t.axis.stride);
    const auto& [k, s, p, after, d] = t.axis;
    SizeTask padded = t;
    padded.axis.padBefore = padded.axis.padAfter = k / 2;
    answer(q, padded.outputs());
    sizeMistakes(q, padded);
    mistake(q, upwards(t.n, s),
            Message::tr("That is what TensorFlow's \"same\" gives: with half an even kernel on both sides there may be "
                        "one more."));
    mistake(q, t.n, Message::tr("The size is kept at stride 1 only: at stride %1 it is divided by %1.", s));
    q.ask = Message::tr("PyTorch refuses padding=\"same\" with a stride, so one writes padding = %1 ÷ 2 = %2 for a "
                        "%1 × %1 kernel (rounded down). The input is %3 × %3, the stride %4. %5",
                        k, k / 2, t.n, s, howManyRows());
    q.picture.layers = levels(t.n, Message::tr("%1 × %1 convolution, stride %2, padding %3", k, s, k / 2));
    q.why = whyOf(padded);
    q.step = {"window", "same-padding", sizeScene(rng, padded, WindowOperation::Convolution)};
}

void fillStackSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    std::vector<FieldLayer> layers;
    int n = 0;
    do {
        layers = anyStack(rng, q);
        n = oneOf(rng, {24, 28, 28, 32, 48, 64});
    } while (!FieldStack::make(layers, n) || FieldStack::make(layers, n).orThrow().level(int(layers.size())).size < 2);
    const FieldStack stack = FieldStack::make(layers, n).orThrow();
    const int last = stack.last();
    answer(q, stack.level(last).size);
    const auto sizeWith = [&](auto change) {
        std::vector<FieldLayer> other = layers;
        for (FieldLayer& l : other) change(l);
        const auto made = FieldStack::make(other, n);
        return made ? static_cast<double>(made->level(made->last()).size) : -1;
    };
    const double unpadded = sizeWith([](FieldLayer& l) { l.padding = 0; });
    if (unpadded > 0) mistake(q, unpadded, Message::tr("There the padding was forgotten."));
    const double kept = sizeWith([](FieldLayer& l) { l.padding = l.pooling ? 0 : (l.kernel - 1) / 2; });
    if (kept > 0) mistake(q, kept, Message::tr("There every convolution kept the size: that takes its padding."));
    mistake(q, stack.level(last - 1).size, Message::tr("There the last layer was forgotten."));
    mistake(q, q.truth + 1, Message::tr("That is one too many: sizes are rounded down, layer by layer."));
    q.picture.layers = stackLevels(n, layers, true);
    std::vector<Message> texts, sizes;
    for (const FieldLayer& l : layers) texts.push_back(layerText(l));
    for (int i = 0; i <= last; ++i) sizes.push_back(sideBySide(stack.level(i).size));
    q.ask =
        Message::tr("An input of %1 goes through these layers: %2. %3", sideBySide(n), inTurn(texts), howManyRows());
    q.why = Message::tr("Layer by layer, ⌊(n + 2p − k) ÷ s⌋ + 1: %1.", inTurn(sizes));
    q.step = {"field", "receptive-field",
              Scene().text("layers", fieldLayersText(layers)).number("input", n).number("level", last).json()};
}

void fillDepth(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int in = between(rng, 2, 4), k = oneOf(rng, {1, 3, 3});
    int maps = 0;
    do maps = between(rng, 1, 4);
    while (maps == in);
    const ChannelTask task = layerOf(rng, in, maps, k);
    const bool asksSlices = q.difficulty != Difficulty::Easy && rng.below(2) == 0;
    answer(q, asksSlices ? task.kernels.front().shape().c : ChannelWalk::make(task).orThrow().output().shape().c);
    mistake(q, in * maps, Message::tr("That is how many slices all kernels have together."));
    mistake(q, in + maps, Message::tr("That is the sum of both numbers; they are not added."));
    mistake(q, asksSlices ? maps : in,
            asksSlices ? Message::tr("That is how many kernels there are: each has a slice for every input channel.")
                       : Message::tr("That is the depth of the input: the output has one channel a kernel."));
    mistake(q, 1, Message::tr("One channel comes of one kernel, and there are %1 of them.", maps));
    q.ask = asksSlices ? askForSlices(maps, k, in) : askForChannels(maps, k, in);
    q.why = Message::tr("Each kernel has a slice for every one of the %1 input channels, adds them up and makes one "
                        "output channel: depth in %1, depth out %2.",
                        in, maps);
    q.step = {"channels", "channel-depth",
              Scene()
                  .channels("input", task.input)
                  .kernels("kernels", task.kernels)
                  .numbers("bias", std::vector<double>(static_cast<std::size_t>(maps), 0.0))
                  .number("step", 1)
                  .json()};
}

} // namespace cnn::making
