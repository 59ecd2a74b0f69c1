// Which operation, which kernel, which layer: told from what comes out.
#include "core/quiz/quiz_fills.h"

#include <algorithm>
#include <cmath>

namespace cnn::making {
namespace {

// What may have made an output of an input.
struct Operation {
    Message name;
    Tensor output;
    std::optional<WindowTask> task; // of those that a page can show
};

Operation pooled(const Tensor& input, WindowOperation operation, int k, int s) {
    WindowTask task;
    task.operation = operation;
    task.input = input;
    task.window = Window::square(k, s);
    return {operation == WindowOperation::MaxPool ? Message::tr("max pooling, %1 × %1 window, stride %2", k, s)
                                                  : Message::tr("average pooling, %1 × %1 window, stride %2", k, s),
            walkOf(task).output(), task};
}

Tensor negative(const Tensor& of) {
    Tensor turned(of.shape());
    turned.array() = -of.array();
    return turned;
}

Operation minimum(const Tensor& input, int k) {
    const Operation largest = pooled(negative(input), WindowOperation::MaxPool, k, k);
    return {Message::tr("the smallest number of each %1 × %1 block", k), negative(largest.output), std::nullopt};
}

Operation everySecond(const Tensor& input, int s) {
    Tensor out({1, input.shape().h / s, input.shape().w / s, 1});
    for (int y = 0; y < out.shape().h; ++y)
        for (int x = 0; x < out.shape().w; ++x) out.at(0, y, x) = input.at(0, y * s, x * s);
    return {Message::tr("the upper left number of each %1 × %1 block", s), out, std::nullopt};
}

// All of them make as many rows of the input.
std::vector<Operation> operations(const Tensor& input) {
    const int n = input.shape().h, half = n / 2, wide = n - half + 1;
    using enum WindowOperation;
    return {pooled(input, MaxPool, 2, 2), pooled(input, AvgPool, 2, 2), pooled(input, MaxPool, wide, 1),
            minimum(input, 2), everySecond(input, 2)};
}

bool allUnlike(const std::vector<Operation>& all) {
    for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (rowsOf(all[i].output) == rowsOf(all[j].output)) return false;
    return true;
}

bool isWhole(const Tensor& grid) {
    return std::ranges::all_of(grid.values(), [](float v) { return v == std::round(v); });
}

// ---- kernels -------------------------------------------------------------------------------------------------------

Tensor kernelOf(int side, std::initializer_list<float> values) {
    return {{1, side, side, 1}, std::vector<float>(values)};
}

std::vector<Tensor> kernelsOf(int side) {
    if (side == 2)
        return {kernelOf(2, {1, -1, 1, -1}), kernelOf(2, {-1, 1, -1, 1}), kernelOf(2, {1, 1, -1, -1}),
                kernelOf(2, {-1, -1, 1, 1}), kernelOf(2, {1, 1, 1, 1}),   kernelOf(2, {1, 0, 0, -1}),
                kernelOf(2, {0, 1, -1, 0})};
    return {kernelOf(3, {-1, 0, 1, -1, 0, 1, -1, 0, 1}), kernelOf(3, {1, 0, -1, 1, 0, -1, 1, 0, -1}),
            kernelOf(3, {-1, -1, -1, 0, 0, 0, 1, 1, 1}), kernelOf(3, {1, 1, 1, 0, 0, 0, -1, -1, -1}),
            kernelOf(3, {0, 1, 0, 1, -4, 1, 0, 1, 0}),   kernelOf(3, {0, 0, 0, 0, 1, 0, 0, 0, 0}),
            kernelOf(3, {1, 1, 1, 1, 1, 1, 1, 1, 1}),    kernelOf(3, {0, -1, 0, -1, 5, -1, 0, -1, 0})};
}

// A bright form on black ground, never the same upside down.
Tensor anyForm(Rng& rng, int n) {
    Tensor form({1, n, n, 1});
    const int top = between(rng, 0, n / 2 - 1), left = between(rng, 0, n / 2 - 1);
    const int bottom = between(rng, top + 1, n - 1), right = between(rng, left + 1, n - 1);
    for (int y = top; y <= bottom; ++y)
        for (int x = left; x <= right; ++x) form.at(0, y, x) = 1;
    for (const int most : {3, 2}) {
        const Place at{between(rng, 0, n - 1), between(rng, 0, n - 1)};
        form.at(0, at.y, at.x) = static_cast<float>(between(rng, 1, most));
    }
    return form;
}

WindowTask convolving(const Tensor& input, const Tensor& kernel) {
    WindowTask task;
    task.input = input;
    task.kernel = kernel;
    task.window = Window::square(kernel.shape().h);
    return task;
}

// The first cell where two of one shape differ.
std::optional<Place> firstDifference(const Tensor& a, const Tensor& b) {
    for (int y = 0; y < a.shape().h; ++y)
        for (int x = 0; x < a.shape().w; ++x)
            if (a.at(0, y, x) != b.at(0, y, x)) return Place{y, x};
    return std::nullopt;
}

QuizOption wrongKernel(const Tensor& kernel, const Tensor& made, const Tensor& shown) {
    const Place at = *firstDifference(made, shown);
    return wrongGrid("kernel", kernel,
                     Message::tr("With this kernel the output would have %1 in row %2, column %3, not %4.",
                                 written(static_cast<double>(made.at(0, at.y, at.x))), at.y + 1, at.x + 1,
                                 written(static_cast<double>(shown.at(0, at.y, at.x)))));
}

// ---- layers --------------------------------------------------------------------------------------------------------

QuizOption layerOption(const Message& name, const Axis& axis, int n) {
    const int size = axis.outputs(n).orThrow();
    if (size < n) return rightOption(name);
    return wrongOption(name, axis.kernel == 1
                                 ? Message::tr("It looks at one pixel at a time: %1 × %1 stays %1 × %1.", n)
                                 : Message::tr("Its padding makes up for the border: %1 + 2 × %2 − %3 + 1 = %1.", n,
                                               axis.padBefore, axis.kernel));
}

} // namespace

void fillWhichOperation(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int n = atLevel(q, {4, 4, 6});
    for (;;) {
        const Tensor input = numbers(rng, {1, n, n, 1}, 0, atLevel(q, {9, 12, 20}));
        std::vector<Operation> all = operations(input);
        const std::size_t which = rng.below(3); // of those that a page can show
        if (!allUnlike(all) || (q.difficulty == Difficulty::Easy && !isWhole(all[1].output))) continue;
        const Operation right = all[which];
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(which));
        std::vector<QuizOption> wrong;
        for (const Operation& o : all)
            wrong.push_back(wrongOption(o.name, Message::tr("That would give %1.", rowsOf(o.output))));
        if (!offer(q, rng, rightOption(right.name), std::move(wrong))) continue;
        q.picture.needed = true;
        q.picture.grids = {grid("input", input), grid("output", right.output)};
        const bool max = right.task->operation == WindowOperation::MaxPool;
        q.why =
            max ? Message::tr("Each output is the largest number of its %1 × %1 window, and the window moves by %2.",
                              right.task->window.y.kernel, right.task->window.y.stride)
                : Message::tr("Each output is the mean of its %1 × %1 window, and the window moves by %2.",
                              right.task->window.y.kernel, right.task->window.y.stride);
        q.step = {"window", max ? "max-pooling" : "average-pooling",
                  windowScene(*right.task).number("step", walkOf(*right.task).size()).json()};
        break;
    }
    q.ask = Message::tr("Which operation made the output of this input?");
}

void fillWhichKernel(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int side = atLevel(q, {2, between(rng, 2, 3), 3}), n = side + atLevel(q, {3, 3, 4});
    for (;;) {
        const Tensor input = q.difficulty == Difficulty::Hard ? numbers(rng, {1, n, n, 1}, 0, 3) : anyForm(rng, n);
        std::vector<Tensor> kernels = kernelsOf(side);
        rng.shuffle(kernels);
        const Tensor shown = walkOf(convolving(input, kernels.front())).output();
        if (!firstDifference(shown, Tensor(shown.shape()))) continue; // zeros tell little
        std::vector<QuizOption> wrong;
        for (const Tensor& kernel : std::span(kernels).subspan(1)) {
            const Tensor made = walkOf(convolving(input, kernel)).output();
            if (firstDifference(made, shown)) wrong.push_back(wrongKernel(kernel, made, shown));
        }
        if (wrong.size() < 3 || !offer(q, rng, rightGrid("kernel", kernels.front()), std::move(wrong))) continue;
        q.picture.needed = true;
        q.picture.grids = {grid("input", input), grid("output", shown)};
        const WindowTask task = convolving(input, kernels.front());
        const Place at = *firstDifference(shown, Tensor(shown.shape()));
        q.why = Message::tr("For example in row %1, column %2: its weights times the numbers under it add up to %3.",
                            at.y + 1, at.x + 1, written(static_cast<double>(shown.at(0, at.y, at.x))));
        q.step = {"window", "cross-correlation", windowScene(task).number("step", stepOf(at, shown.shape().w)).json()};
        break;
    }
    q.ask =
        Message::tr("A %1 × %1 kernel slid over the input, stride 1, no padding. Which one made this output?", side);
}

void fillSmallerMap(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int n = 2 * between(rng, 2, 6), k = oneOf(rng, {2, 2, 3});
    const Axis pool{k, k, 0, 0, 1};
    const bool max = rng.below(2) == 0;
    std::vector<QuizOption> wrong{
        layerOption(Message::tr("a 3 × 3 convolution with padding 1, stride 1"), {3, 1, 1, 1, 1}, n),
        layerOption(Message::tr("a 1 × 1 convolution"), {1, 1, 0, 0, 1}, n),
        layerOption(Message::tr("a 5 × 5 convolution with padding 2, stride 1"), {5, 1, 2, 2, 1}, n),
        wrongOption(Message::tr("a ReLU"), Message::tr("It changes numbers one by one, not how many there are.")),
        wrongOption(Message::tr("a batch normalisation"),
                    Message::tr("It shifts and scales numbers, and keeps every one of them.")),
        wrongOption(Message::tr("a sigmoid"), Message::tr("It changes numbers one by one, not how many there are."))};
    rng.shuffle(wrong);
    offer(q, rng,
          layerOption(max ? Message::tr("%1 × %1 max pooling, stride %2", k, k)
                          : Message::tr("%1 × %1 average pooling, stride %2", k, k),
                      pool, n),
          std::move(wrong));
    q.ask = Message::tr("A map has %1 rows and %1 columns. Which of these layers makes it smaller?", n);
    q.why = Message::tr("Pooling with stride %1 takes one number of each %1 × %1 block: %2 × %2 become %3 × %3.", k, n,
                        pool.outputs(n).orThrow());
    WindowTask task;
    task.operation = max ? WindowOperation::MaxPool : WindowOperation::AvgPool;
    task.input = numbers(rng, {1, n, n, 1}, 0, 9);
    task.window = {pool, pool};
    q.step = {"window", "pooling-stride-2", windowScene(task).number("step", 1).json()};
}

} // namespace cnn::making
