// The way back: which pixels a weight meets, what its gradient is, where a gradient goes, and the next weight.
#include "core/quiz/quiz_fills.h"

#include "core/walk/gradient_walk.h"
#include "core/walk/kernel_fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cnn::making {
namespace {

WindowTask forwardTask(Rng& rng, const QuizQuestion& q, int stride) {
    const int k = 2, side = k + stride * between(rng, 1, 2);
    WindowTask task;
    task.window = Window::square(k, stride);
    task.input = numbers(rng, {1, side, side, 1}, 0, atLevel(q, {5, 9, 9}));
    task.kernel = weights(rng, {1, k, k, 1}, -2, 3);
    return task;
}

// The page's scene of a gradient.
Scene backScene(const WindowTask& forward, const char* pass, const Tensor& gradient) {
    return windowScene(forward).text("pass", pass).rows("gradient", gradient);
}

Tensor regionOf(const Shape& shape, const std::vector<Place>& places) {
    Tensor region(shape);
    for (const Place& p : places)
        if (p.y >= 0 && p.x >= 0 && p.y < shape.h && p.x < shape.w) region.at(0, p.y, p.x) = 1;
    return region;
}

// The cells that are read when output (0, 0) is made.
std::vector<Place> firstWindow(const WindowWalk& walk) {
    std::vector<Place> places;
    for (const Term& t : walk.at(0).terms) places.push_back({t.inY, t.inX});
    return places;
}

double termSum(const WindowStep& step, double (*of)(const Term&)) {
    double sum = 0;
    for (const Term& t : step.terms) sum += of(t);
    return sum;
}

Message placeText(const Place& place) {
    return Message::tr("row %1, column %2", place.y + 1, place.x + 1);
}

void neighbourMistakes(QuizQuestion& q, const Tensor& all, const Place& at, const Message& name) {
    for (int y = 0; y < all.shape().h; ++y)
        for (int x = 0; x < all.shape().w; ++x)
            if (std::abs(y - at.y) + std::abs(x - at.x) == 1) mistake(q, static_cast<double>(all.at(0, y, x)), name);
}

std::string sumOfProducts(const WindowStep& step) {
    std::string text;
    const auto factor = [](float v) {
        const std::string number = written(static_cast<double>(v));
        return v < 0 ? "(" + number + ")" : number;
    };
    for (const Term& t : step.terms)
        if (!t.padding && t.input != 0) text += (text.empty() ? "" : " + ") + factor(t.input) + "×" + factor(t.weight);
    return text.empty() ? "0" : text;
}

// ---- pooling -------------------------------------------------------------------------------------------------------

// Gradients that divide by the cells of a window.
Tensor pooledGradients(Rng& rng, const Shape& shape, int cells) {
    Tensor gradient(shape);
    for (float& v : gradient.values()) v = static_cast<float>(cells * oneOf(rng, {-2, -1, 1, 2, 3}));
    return gradient;
}

Tensor unlikeNumbers(Rng& rng, int side) {
    std::vector<float> values;
    for (int i = 0; i < side * side; ++i) values.push_back(static_cast<float>(i + 1));
    rng.shuffle(values);
    return {{1, side, side, 1}, values};
}

// Each output's gradient, put where `takes` says.
template<class Takes> Tensor handedBack(const WindowWalk& pool, const Tensor& gradient, Takes takes) {
    Tensor back(pool.task().input.shape());
    for (int i = 0; i < pool.size(); ++i) {
        const WindowStep step = pool.at(i);
        for (std::size_t t = 0; t < step.terms.size(); ++t)
            back.at(0, step.terms[t].inY, step.terms[t].inX) += takes(step, t) * gradient.at(0, step.outY, step.outX);
    }
    return back;
}

float toFirst(const WindowStep&, std::size_t term) {
    return term == 0 ? 1.0F : 0.0F;
}
float toAll(const WindowStep&, std::size_t) {
    return 1.0F;
}
float toSmallest(const WindowStep& step, std::size_t term) {
    const auto least = std::ranges::min_element(step.terms, {}, &Term::input);
    return static_cast<std::size_t>(least - step.terms.begin()) == term ? 1.0F : 0.0F;
}

WindowTask poolingAs(WindowTask task, WindowOperation operation) {
    task.operation = operation;
    return task;
}

std::vector<QuizOption> wrongGradients(const WindowWalk& pool, const Tensor& back) {
    const bool max = pool.task().operation == WindowOperation::MaxPool;
    const WindowWalk other = walkOf(poolingAs(pool.task(), max ? WindowOperation::AvgPool : WindowOperation::MaxPool));
    return {wrongGrid("gradient", pooledGradient(other, back, other.size()),
                      max ? Message::tr("So it goes back through average pooling: in equal shares.")
                          : Message::tr("So it goes back through max pooling: to the winner alone.")),
            wrongGrid("gradient", handedBack(pool, back, toAll),
                      Message::tr("There every cell of a window got the whole gradient.")),
            wrongGrid("gradient", handedBack(pool, back, toFirst),
                      Message::tr("There the upper left cell of each window got it, whoever won.")),
            wrongGrid("gradient", handedBack(pool, back, toSmallest),
                      Message::tr("There the smallest number of each window got it."))};
}

// ---- weights -------------------------------------------------------------------------------------------------------

std::vector<QuizOption> wrongRegions(const WindowTask& task, const Place& w) {
    const Shape& in = task.input.shape();
    const WindowWalk walk = walkOf(task);
    const int last = task.window.y.kernel - 1;
    const auto met = [&](const WindowWalk& by, int y, int x) { return regionOf(in, by.inputsMetBy(y, x)); };
    Tensor all(in);
    all.fill(1);
    WindowTask close = task;
    close.window = Window::square(task.window.y.kernel);
    return {wrongGrid("region", met(walk, last - w.y, last - w.x),
                      Message::tr("Those are the pixels of the weight in the opposite place.")),
            wrongGrid("region", regionOf(in, firstWindow(walk)),
                      Message::tr("Those are the pixels that one output reads, with all weights.")),
            wrongGrid("region", all, Message::tr("At the border some pixels only meet other weights.")),
            wrongGrid("region", met(walk, w.x, w.y), Message::tr("There row and column of the weight were swapped.")),
            wrongGrid("region", met(walkOf(close), w.y, w.x), Message::tr("So it would be at stride 1."))};
}

// The stripes of the lesson on learning a kernel, and their edges.
FitTask stripes() {
    FitTask fit;
    fit.rows = 1;
    fit.columns = 2;
    fit.input = Tensor({1, 6, 8, 1});
    fit.target = Tensor({1, 6, 7, 1});
    for (int y = 0; y < fit.input.shape().h; ++y) {
        for (const int x : {0, 1, 6, 7}) fit.input.at(0, y, x) = 1;
        fit.target.at(0, y, 1) = 1;
        fit.target.at(0, y, 5) = -1;
    }
    return fit;
}

void updateMistakes(QuizQuestion& q, double weight, double gradient, double rate) {
    mistake(q, weight + rate * gradient, Message::tr("That is a step uphill: the step goes against the gradient."));
    mistake(q, weight - gradient, Message::tr("There the learning rate was forgotten."));
    mistake(q, -rate * gradient, Message::tr("That is the step alone: it is added to the weight."));
    mistake(q, rate * gradient,
            Message::tr("That is learning rate × gradient alone, and it is still to be subtracted."));
    mistake(q, weight - rate * gradient * weight,
            Message::tr("There the step was multiplied with the weight, which does not matter here."));
}

} // namespace

void fillWeightPixels(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    WindowTask task;
    Place w;
    bool offered = false;
    while (!offered) {
        const int k = atLevel(q, {2, between(rng, 2, 3), between(rng, 2, 3)});
        const int s = atLevel(q, {1, 1, between(rng, 1, 2)}), n = k + s * between(rng, 1, 3);
        task.window = Window::square(k, s);
        task.input = numbers(rng, {1, n, n, 1}, 0, 9);
        task.kernel = weights(rng, {1, k, k, 1}, -2, 3);
        w = {between(rng, 0, k - 1), between(rng, 0, k - 1)};
        const Tensor right = regionOf(task.input.shape(), walkOf(task).inputsMetBy(w.y, w.x));
        offered = offer(q, rng, rightGrid("region", right), wrongRegions(task, w));
    }
    const int stride = task.window.y.stride, places = walkOf(task).output().shape().h;
    q.picture.needed = true;
    q.picture.grids = {grid("input", task.input), grid("kernel", task.kernel, 0, w)};
    q.ask = Message::tr("The kernel slides over the whole input with stride %1, no padding. Which pixels (1) meet the "
                        "marked weight?",
                        stride);
    q.why = Message::tr("Its first pixel is in %1, and from there it moves with the window: %2 × %2 places, %3 apart.",
                        placeText(w), places, stride);
    Tensor ones(walkOf(task).output().shape());
    ones.fill(1);
    q.step = {"backward", "backward-kernel",
              backScene(task, "kernel", ones).number("step", stepOf(w, task.window.x.kernel)).json()};
}

void fillWeightGradient(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    int stride = 1;
    do {
        stride = atLevel(q, {1, 1, between(rng, 1, 2)});
        const WindowTask forward = forwardTask(rng, q, stride);
        const Tensor back = numbers(rng, walkOf(forward).output().shape(), -2, 2);
        const WindowWalk walk = walkOf(weightGradientTask(forward, back).orThrow());
        const Place w{between(rng, 0, 1), between(rng, 0, 1)};
        const WindowStep step = walk.at(stepOf(w, 2) - 1);
        q.mistakes.clear();
        answer(q, static_cast<double>(step.result));
        mistake(q, static_cast<double>(walk.output().at(0, 1 - w.y, 1 - w.x)),
                Message::tr("That is the gradient of the weight in the opposite place."));
        neighbourMistakes(q, walk.output(), w, Message::tr("That is the gradient of a neighbouring weight."));
        mistake(q, termSum(step, [](const Term& t) { return static_cast<double>(t.input); }),
                Message::tr("There the inputs were added without the gradients they are multiplied with."));
        mistake(q, termSum(step, [](const Term& t) { return static_cast<double>(t.weight); }),
                Message::tr("There the gradients were added without the inputs they are multiplied with."));
        mistake(q, static_cast<double>(step.result) * static_cast<double>(forward.kernel.at(0, w.y, w.x)),
                Message::tr("There it was multiplied with the weight itself, which does not matter here."));
        q.picture.needed = true;
        q.picture.grids = {grid("input", forward.input), grid("kernel", forward.kernel, 0, w), grid("gradient", back)};
        q.step = {"backward", "backward-kernel",
                  backScene(forward, "kernel", back).number("step", stepOf(w, 2)).json()};
        q.why =
            Message::tr("Every input that the weight met, times the gradient of the output that came of it: %1 = %2.",
                        sumOfProducts(step), written(q.truth));
    } while (q.mistakes.size() < 3);
    q.ask =
        Message::tr("The kernel slid over the input with stride %1, no padding; the gradient of the loss came back to "
                    "each output. What is the gradient of the marked weight?",
                    stride);
}

void fillInputGradient(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    int stride = 1;
    do {
        stride = atLevel(q, {1, 1, between(rng, 1, 2)});
        const WindowTask forward = forwardTask(rng, q, stride);
        const Tensor back = numbers(rng, walkOf(forward).output().shape(), -3, 3);
        const WindowWalk walk = walkOf(inputGradientTask(forward, back).orThrow());
        const int side = forward.input.shape().w;
        const Place at{between(rng, 0, side - 1), between(rng, 0, side - 1)};
        const WindowStep step = walk.at(stepOf(at, side) - 1);
        WindowTask unturned = forward;
        unturned.kernel = flipped(forward.kernel);
        q.mistakes.clear();
        answer(q, static_cast<double>(step.result));
        mistake(q, static_cast<double>(walkOf(inputGradientTask(unturned, back).orThrow()).output().at(0, at.y, at.x)),
                Message::tr("There the kernel was laid on the gradient as it is: on the way back it is turned."));
        mistake(q, termSum(step, [](const Term& t) { return static_cast<double>(t.input); }),
                Message::tr("There the gradients were added without the weights they come back through."));
        neighbourMistakes(q, walk.output(), at, Message::tr("That is the gradient of a neighbouring pixel."));
        mistake(q, static_cast<double>(step.result) * static_cast<double>(forward.input.at(0, at.y, at.x)),
                Message::tr("There it was multiplied with the input itself, which does not matter here."));
        q.picture.needed = true;
        q.picture.grids = {grid("input", forward.input, 0, at), grid("kernel", forward.kernel), grid("gradient", back)};
        q.step = {"backward", "backward-input",
                  backScene(forward, "input", back).number("step", stepOf(at, side)).json()};
        q.why = Message::tr("The gradient of every output that read it, times the weight it was read with: %1 = %2.",
                            sumOfProducts(step), written(q.truth));
    } while (q.mistakes.size() < 3);
    q.ask =
        Message::tr("The kernel slid over the input with stride %1, no padding; the gradient of the loss came back to "
                    "each output. What is the gradient of the marked input pixel?",
                    stride);
}

void fillPoolGradient(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    WindowTask task;
    Tensor back;
    bool offered = false, max = true;
    while (!offered) {
        const int s = atLevel(q, {2, 2, between(rng, 1, 2)}), n = s == 2 ? 4 : 3;
        max = q.difficulty == Difficulty::Easy || rng.below(3) > 0;
        task.operation = max ? WindowOperation::MaxPool : WindowOperation::AvgPool;
        task.window = Window::square(2, s);
        task.input = unlikeNumbers(rng, n);
        const WindowWalk pool = walkOf(task);
        back = pooledGradients(rng, pool.output().shape(), 4);
        const Tensor right = pooledGradient(pool, back, pool.size());
        offered = offer(q, rng, rightGrid("gradient", right), wrongGradients(pool, back));
    }
    q.picture.needed = true;
    q.picture.grids = {grid("input", task.input), grid("gradient", back)};
    q.ask = max ? Message::tr("The input went through max pooling, 2 × 2 window, stride %1. Where does the gradient of "
                              "the output go?",
                              task.window.y.stride)
                : Message::tr("The input went through average pooling, 2 × 2 window, stride %1. Where does the "
                              "gradient of the output go?",
                              task.window.y.stride);
    q.why = max ? Message::tr("Only the largest number of a window reached the output, so it gets the whole gradient; "
                              "one that wins several windows adds up theirs.")
                : Message::tr("All four numbers of a window made the mean, so each gets a quarter of the gradient.");
    q.step = {"backward", "backward-pooling",
              backScene(task, "pooling", back).number("step", walkOf(task).size()).json()};
}

void fillUpdate(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    FitTask fit = stripes();
    double weight = 0, gradient = 0;
    int which = 0;
    do {
        fit.start = {between(rng, -20, 20) / 10.0, between(rng, -20, 20) / 10.0};
        fit.learningRate = oneOf(rng, {1, 2, 3}) / atLevel(q, {10.0, 100.0, 1000.0});
        which = between(rng, 0, 1);
        weight = fit.start[static_cast<std::size_t>(which)];
        const FitMoment first = KernelFit::make(fit, 1).orThrow().at(1);
        gradient = std::round(first.gradient[static_cast<std::size_t>(which)] * 1e6) / 1e6; // it has one decimal
    } while (std::abs(gradient) < 0.5 || weight == 0);
    answer(q, weight - fit.learningRate * gradient, atLevel(q, {2, 3, 4}));
    updateMistakes(q, weight, gradient, fit.learningRate);
    const std::string w = written(weight), g = written(gradient), rate = written(fit.learningRate);
    q.ask = Message::tr("A weight is %1, the gradient of the loss at it is %2, the learning rate is %3. What is the "
                        "weight after one step of gradient descent? Give it to %4 decimals.",
                        w, g, rate, q.decimals);
    q.why = Message::tr("weight − rate × gradient = %1 − %2 × %3 = %4.", w, rate, gradient < 0 ? "(" + g + ")" : g,
                        written(q.truth));
    q.step = {"fit", "learn-a-kernel",
              Scene()
                  .text("input", "stripes")
                  .text("target", "difference-x")
                  .numbers("kernel", std::vector<double>{1, 2})
                  .numbers("start", fit.start)
                  .number("learningRate", fit.learningRate)
                  .number("updates", 10)
                  .number("step", 1)
                  .number("weight", which + 1)
                  .json()};
}

} // namespace cnn::making
