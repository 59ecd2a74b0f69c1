// The value of one output cell: a window is laid over its numbers, and they become one.
#include "core/quiz/quiz_fills.h"

#include <algorithm>
#include <cmath>

namespace cnn::making {
namespace {

// One cell of a walk, and the mistakes that can be made there.
struct CellTask {
    WindowTask task;
    Place place;
    const char* lesson = "cross-correlation";
};

Place anyPlace(Rng& rng, const WindowWalk& walk) {
    return {between(rng, 0, walk.output().shape().h - 1), between(rng, 0, walk.output().shape().w - 1)};
}

WindowTask convolution(Rng& rng, const QuizQuestion& q, const Window& window, int side, int channels = 1) {
    const int low = atLevel(q, {0, 0, -5}), most = atLevel(q, {5, 9, 9});
    WindowTask task;
    task.window = window;
    task.input = numbers(rng, {channels, side, side, 1}, low, most);
    task.kernel = weights(rng, {channels, window.y.kernel, window.x.kernel, 1}, atLevel(q, {-1, -2, -3}), 3);
    return task;
}

WindowTask pooling(Rng& rng, const QuizQuestion& q, WindowOperation operation, const Window& window, int side) {
    WindowTask task;
    task.operation = operation;
    task.window = window;
    task.input = numbers(rng, {1, side, side, 1}, atLevel(q, {0, 0, -9}), atLevel(q, {9, 20, 20}));
    return task;
}

Tensor transposed(const Tensor& kernel) {
    const Shape& s = kernel.shape();
    Tensor turned({s.c, s.w, s.h, 1});
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y)
            for (int x = 0; x < s.w; ++x) turned.at(c, x, y) = kernel.at(c, y, x);
    return turned;
}

WindowTask withKernel(WindowTask task, Tensor kernel) {
    task.kernel = std::move(kernel);
    return task;
}

double sumOf(const WindowStep& step, double (*of)(const Term&)) {
    double sum = 0;
    for (const Term& term : step.terms) sum += of(term);
    return sum;
}

double product(const Term& t) {
    return static_cast<double>(t.input) * static_cast<double>(t.weight);
}

// "3×2 + (−1)×4 = 2": only where there are few terms; otherwise the result says enough.
std::string sumText(const WindowStep& step) {
    std::string text;
    const auto factor = [](float v) {
        const std::string number = written(static_cast<double>(v));
        return v < 0 ? "(" + number + ")" : number;
    };
    for (const Term& t : step.terms) text += (text.empty() ? "" : " + ") + factor(t.input) + "×" + factor(t.weight);
    return text;
}

void turnedMistakes(QuizQuestion& q, const CellTask& of) {
    const WindowTask& t = of.task;
    mistake(q, static_cast<double>(valueAt(withKernel(t, flipped(t.kernel)), of.place)),
            Message::tr("There the kernel was turned by half a turn. In a network it is laid on as it is."));
    if (t.kernel.shape().h == t.kernel.shape().w)
        mistake(q, static_cast<double>(valueAt(withKernel(t, transposed(t.kernel)), of.place)),
                Message::tr("There rows and columns of the kernel were swapped."));
}

void sumMistakes(QuizQuestion& q, const WindowStep& step) {
    mistake(q, sumOf(step, [](const Term& t) { return std::abs(product(t)); }),
            Message::tr("There a minus sign was lost: every product was added as a positive number."));
    mistake(q, sumOf(step, [](const Term& t) { return static_cast<double>(t.input); }),
            Message::tr("That is the sum of the numbers under the window, without their weights."));
}

// The window stood one place off.
void placeMistakes(QuizQuestion& q, const CellTask& of) {
    const WindowWalk walk = walkOf(of.task);
    const Shape& s = walk.output().shape();
    const auto [y, x] = of.place;
    const Message name =
        Message::tr("That is the value of a neighbouring output cell: the window stood one place off.");
    for (const Place& p : {Place{y, x + 1}, Place{y, x - 1}, Place{y + 1, x}, Place{y - 1, x}})
        if (p.y >= 0 && p.x >= 0 && p.y < s.h && p.x < s.w)
            mistake(q, static_cast<double>(walk.output().at(0, p.y, p.x)), name);
}

// With other settings, where the same cell is there, too.
void settingMistake(QuizQuestion& q, const CellTask& of, const Window& window, const Message& name) {
    WindowTask other = of.task;
    other.window = window;
    const auto shape = window.outputShape(other.input.shape());
    if (shape && of.place.y < shape->h && of.place.x < shape->w)
        mistake(q, static_cast<double>(valueAt(other, of.place)), name);
}

void showWindow(QuizQuestion& q, const CellTask& of) {
    const WindowTask& t = of.task;
    q.picture.needed = true;
    q.picture.grids = {grid("input", t.input, t.window.y.padBefore)};
    if (!t.kernel.empty()) q.picture.grids.push_back(grid("kernel", t.kernel));
    q.picture.grids.push_back(grid("output", blank(walkOf(t).output().shape()), 0, of.place));
    q.step = {"window", of.lesson,
              windowScene(t).number("step", stepOf(of.place, walkOf(t).output().shape().w)).json()};
}

// Typed by whoever multiplies and adds.
void fillConvolution(QuizQuestion& q, const CellTask& of) {
    const WindowStep step = windowStep(of.task, of.place.y, of.place.x);
    q.mistakes.clear();
    answer(q, static_cast<double>(step.result));
    turnedMistakes(q, of);
    sumMistakes(q, step);
    placeMistakes(q, of);
    showWindow(q, of);
    q.why = Message::tr("Each number under the window times its weight, all added: %1 = %2.", sumText(step),
                        written(q.truth));
}

void channelMistakes(QuizQuestion& q, const CellTask& of) {
    const double bias = static_cast<double>(of.task.bias), channels = of.task.input.shape().c;
    double first = bias;
    const WindowStep step = windowStep(of.task, of.place.y, of.place.x);
    for (const Term& t : step.terms) first += t.c == 0 ? product(t) : 0;
    mistake(q, q.truth - bias, Message::tr("There the bias was forgotten: %1 is added at the end.", written(bias)));
    mistake(q, first, Message::tr("That is the first channel alone: all channels are added up."));
    mistake(q, q.truth + bias * (channels - 1),
            Message::tr("There the bias was added once a channel: it is added once."));
}

constexpr std::size_t enoughMistakes = 3;

Message askForCell() {
    return Message::tr("Which number stands in the marked cell of the output?");
}

} // namespace

void fillConvCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    do {
        const int k = atLevel(q, {2, 2, 3}), side = k + between(rng, 1, 2);
        CellTask of{convolution(rng, q, Window::square(k), side), {}};
        of.place = anyPlace(rng, walkOf(of.task));
        fillConvolution(q, of);
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = Message::tr("A kernel slides over an input, stride 1, no padding. %1", askForCell());
}

void fillPaddedCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    do {
        const int k = atLevel(q, {2, 3, 3}), p = atLevel(q, {1, 1, 2}), side = k + between(rng, 0, 1);
        CellTask of{convolution(rng, q, Window::square(k, 1, p), side), {}, "padding"};
        const WindowWalk walk = walkOf(of.task);
        do of.place = anyPlace(rng, walk);
        while (std::ranges::none_of(windowStep(of.task, of.place.y, of.place.x).terms, &Term::padding));
        fillConvolution(q, of);
        settingMistake(q, of, Window::square(k),
                       Message::tr("There the padding was forgotten: that is the cell without any zeros around."));
    } while (q.mistakes.size() < enoughMistakes);
    const int p = q.picture.grids.front().padding;
    q.ask = p == 1 ? Message::tr("A ring of zeros is put around the input, then the kernel slides over it with stride "
                                 "1. %1",
                                 askForCell())
                   : Message::tr("%n rings of zeros are put around the input, then the kernel slides over it with "
                                 "stride 1. %1",
                                 nullptr, p, askForCell());
}

void fillStridedCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    int stride = 2;
    do {
        const int k = atLevel(q, {2, 2, 3});
        stride = atLevel(q, {2, between(rng, 2, 3), between(rng, 2, 3)});
        CellTask of{convolution(rng, q, Window::square(k, stride), k + stride * between(rng, 1, 2)), {}, "stride"};
        const WindowWalk walk = walkOf(of.task);
        do of.place = anyPlace(rng, walk);
        while (of.place.y + of.place.x == 0); // there the stride does not matter
        fillConvolution(q, of);
        settingMistake(q, of, Window::square(k),
                       Message::tr("That is what stands there at stride 1: the window moved only one cell a step."));
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = Message::tr("A kernel slides over an input with stride %1, no padding. %2", stride, askForCell());
}

void fillDilatedCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    do {
        const int k = atLevel(q, {2, 2, 3}), side = 2 * (k - 1) + 1 + between(rng, 1, 2);
        CellTask of{convolution(rng, q, Window::square(k, 1, 0, 2), side), {}, "dilation"};
        of.place = anyPlace(rng, walkOf(of.task));
        fillConvolution(q, of);
        settingMistake(q, of, Window::square(k),
                       Message::tr("There the weights were laid side by side: with dilation 2 a pixel lies between "
                                   "them."));
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = Message::tr("A kernel with dilation 2 slides over an input, stride 1, no padding. %1", askForCell());
}

void fillFlippedCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    do {
        const int k = atLevel(q, {2, 2, 3}), side = k + between(rng, 1, 2);
        CellTask of{convolution(rng, q, Window::square(k), side), {}, "flip"};
        of.place = anyPlace(rng, walkOf(of.task));
        const CellTask turned{withKernel(of.task, flipped(of.task.kernel)), of.place, of.lesson};
        fillConvolution(q, turned);
        q.mistakes.clear();
        mistake(q, static_cast<double>(valueAt(of.task, of.place)),
                Message::tr("That is the cross-correlation: the kernel was laid on as it is, not turned."));
        const WindowStep step = windowStep(turned.task, of.place.y, of.place.x);
        sumMistakes(q, step);
        placeMistakes(q, turned);
        q.why = Message::tr("Each number under the window times its weight in the turned kernel, all added: %1 = %2.",
                            sumText(step), written(q.truth));
        showWindow(q, of);
        q.step.scene = windowScene(of.task)
                           .flag("flip", true)
                           .number("step", stepOf(of.place, walkOf(of.task).output().shape().w))
                           .json();
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = Message::tr("This time it is the convolution of mathematics: the kernel is turned by 180 degrees before it "
                        "slides, stride 1, no padding. %1",
                        askForCell());
}

void fillReluCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    double sum = 0;
    do {
        const int k = atLevel(q, {2, 2, 3}), side = k + 1;
        CellTask of{convolution(rng, q, Window::square(k), side), {}};
        of.task.kernel = weights(rng, of.task.kernel.shape(), -3, 2);
        of.place = anyPlace(rng, walkOf(of.task));
        fillConvolution(q, of);
        sum = q.truth;
        q.mistakes.clear();
        answer(q, std::max(0.0, sum));
        mistake(q, sum, Message::tr("That is the sum before the ReLU: what is below 0 becomes 0."));
        mistake(q, -sum, Message::tr("There the minus sign was dropped: a ReLU makes 0 of what is negative."));
        mistake(
            q,
            sumOf(windowStep(of.task, of.place.y, of.place.x), [](const Term& t) { return std::max(0.0, product(t)); }),
            Message::tr("There the ReLU was taken of every product: it comes after the sum."));
        turnedMistakes(q, of);
        q.step.scene = windowScene(of.task)
                           .flag("relu", true)
                           .number("step", stepOf(of.place, walkOf(of.task).output().shape().w))
                           .json();
        q.why = Message::tr("The sum is %1, and the ReLU makes max(0, %1) = %2 of it.", written(sum), written(q.truth));
    } while (q.mistakes.size() < 2 || (sum > 0 && rng.below(3) != 0)); // two of three are cut
    q.ask = Message::tr("A kernel slides over an input, stride 1, no padding, and a ReLU follows. %1", askForCell());
}

void fillMaxCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    int k = 2, stride = 1;
    do {
        k = atLevel(q, {2, between(rng, 2, 3), 3});
        stride = atLevel(q, {2, between(rng, 1, k), between(rng, 1, 2)});
        const Window window = Window::square(k, stride);
        CellTask of{
            pooling(rng, q, WindowOperation::MaxPool, window, k + stride * between(rng, 1, 2)), {}, "max-pooling"};
        of.place = anyPlace(rng, walkOf(of.task));
        const WindowStep step = windowStep(of.task, of.place.y, of.place.x);
        q.mistakes.clear();
        answer(q, static_cast<double>(step.result));
        const double sum = sumOf(step, [](const Term& t) { return static_cast<double>(t.input); });
        mistake(q, sum / (k * k), Message::tr("That is the mean of the window, not its maximum."));
        mistake(q, sum, Message::tr("That is the sum of the window: a maximum adds nothing."));
        placeMistakes(q, of);
        settingMistake(q, of, Window::square(k), Message::tr("That is what stands there at stride 1."));
        showWindow(q, of);
        q.why = Message::tr("The largest of the %1 numbers in the window is %2.", k * k, written(q.truth));
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = Message::tr("Max pooling with a %1 × %1 window and stride %2. %3", k, stride, askForCell());
}

void fillAverageCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    int k = 2, stride = 1;
    do {
        k = atLevel(q, {2, 2, 3});
        stride = atLevel(q, {2, between(rng, 1, 2), between(rng, 1, 2)});
        const Window window = Window::square(k, stride);
        CellTask of{
            pooling(rng, q, WindowOperation::AvgPool, window, k + stride * between(rng, 1, 2)), {}, "average-pooling"};
        of.place = anyPlace(rng, walkOf(of.task));
        const WindowStep step = windowStep(of.task, of.place.y, of.place.x);
        const double sum = sumOf(step, [](const Term& t) { return static_cast<double>(t.input); });
        q.mistakes.clear();
        if (q.difficulty == Difficulty::Easy && std::fmod(sum, k * k) != 0) continue;
        answer(q, sum / (k * k), atLevel(q, {0, 2, 2}));
        mistake(q, sum, Message::tr("That is the sum of the window: it is still to be divided by %1.", k * k));
        mistake(q, sum / k, Message::tr("There the sum was divided by %1, but the window has %2 numbers.", k, k * k));
        double most = -1e9;
        for (const Term& t : step.terms) most = std::max(most, static_cast<double>(t.input));
        mistake(q, most, Message::tr("That is the maximum of the window, not its mean."));
        placeMistakes(q, of);
        showWindow(q, of);
        q.why = Message::tr("The %1 numbers in the window add up to %2, and %2 ÷ %1 = %3.", k * k, written(sum),
                            written(q.truth, 4));
    } while (q.mistakes.size() < enoughMistakes);
    q.ask = q.decimals == 0
                ? Message::tr("Average pooling with a %1 × %1 window and stride %2. %3", k, stride, askForCell())
                : Message::tr("Average pooling with a %1 × %1 window and stride %2. %3 Give it to %4 decimals.", k,
                              stride, askForCell(), q.decimals);
}

void fillChannelCell(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int channels = atLevel(q, {2, 2, 3});
    int bias = 0;
    do {
        bias = oneOf(rng, {-5, -4, -3, -2, -1, 1, 2, 3, 4, 5});
        CellTask of{convolution(rng, q, Window::square(2), 3, channels), {}};
        of.task.bias = static_cast<float>(bias);
        of.place = anyPlace(rng, walkOf(of.task));
        fillConvolution(q, of);
        q.mistakes.clear();
        channelMistakes(q, of);
        turnedMistakes(q, of);
        placeMistakes(q, of);
        const std::vector<double> biases{static_cast<double>(bias)};
        q.step = {"channels", "input-channels",
                  Scene()
                      .channels("input", of.task.input)
                      .kernels("kernels", std::vector{of.task.kernel})
                      .numbers("bias", biases)
                      .number("step", stepOf(of.place, 2))
                      .json()};
    } while (q.mistakes.size() < enoughMistakes);
    q.why = Message::tr("Over all %1 channels the products add up to %2; with the bias of %3 that is %4.", channels,
                        written(q.truth - bias), written(static_cast<double>(bias)), written(q.truth));
    q.ask = Message::tr("An input of %1 channels meets a kernel with a slice for each of them, stride 1, no padding; "
                        "the bias is %2. %3",
                        channels, written(static_cast<double>(bias)), askForCell());
}

} // namespace cnn::making
