// Which padding keeps a size, which lets the stride come out even, and what padding does for the pixels at the border.
#include "core/quiz/quiz_fills.h"

#include "core/walk/window_facts.h"

namespace cnn::making {
namespace {

Message paddingText(int p) {
    return p == 0 ? Message::tr("no padding") : Message::tr("%1 on every side", p);
}

WindowTask squareTask(Rng& rng, int n, const Window& window) {
    WindowTask task;
    task.window = window;
    task.input = numbers(rng, {1, n, n, 1}, 0, 9);
    task.kernel = numbers(rng, {1, window.y.kernel, window.x.kernel, 1}, -1, 2);
    return task;
}

// The option of a padding, right or not by what it leaves over.
QuizOption leftOver(const Message& text, const Axis& axis, int n) {
    const int room = axis.padded(n) - axis.extent(), left = room % axis.stride;
    if (left == 0) return rightOption(text);
    return wrongOption(text, left == 1
                                 ? Message::tr("Then n + padding − k = %1: divided by the stride of %2 that leaves "
                                               "one row and column over.",
                                               room, axis.stride)
                                 : Message::tr("Then n + padding − k = %1: divided by the stride of %2 that leaves "
                                               "%n rows and columns over.",
                                               nullptr, left, room, axis.stride));
}

// At stride 2 a symmetric padding changes nothing: some are one more at the start.
std::vector<Axis> paddings(const Axis& axis) {
    std::vector<Axis> all;
    for (int p = 0; p < 7; ++p) {
        Axis padded = axis;
        padded.padBefore = padded.padAfter = p;
        all.push_back(padded);
    }
    if (axis.stride != 2) return all;
    all.resize(3);
    for (int p = 0; p < 3; ++p) {
        Axis padded = axis;
        padded.padBefore = p + 1;
        padded.padAfter = p;
        all.push_back(padded);
    }
    return all;
}

Message paddingText(const Axis& axis) {
    if (axis.padBefore == axis.padAfter) return paddingText(axis.padBefore);
    return axis.padAfter == 0 ? Message::tr("1 above and left, none below and right")
                              : Message::tr("%1 above and left, %2 below and right", axis.padBefore, axis.padAfter);
}

} // namespace

void fillKeepSize(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int k = atLevel(q, {oneOf(rng, {3, 5}), oneOf(rng, {3, 5, 7}), oneOf(rng, {3, 5})});
    const int d = atLevel(q, {1, 1, oneOf(rng, {1, 2})}), n = between(rng, k * d, 12);
    Axis axis{k, 1, 0, 0, d};
    const auto withPadding = [&](int p) {
        Axis padded = axis;
        padded.padBefore = padded.padAfter = p;
        return padded;
    };
    const int kept = (axis.extent() - 1) / 2;
    std::vector<QuizOption> wrong;
    for (const int p : {axis.extent() - 1, (k - 1) / 2, 0, kept + 1, kept - 1, k}) {
        const auto size = withPadding(p < 0 ? 0 : p).outputs(n);
        if (p < 0 || !size || *size == n) continue;
        wrong.push_back(wrongOption(paddingText(p), Message::tr("That makes %1 × %1 of %2 × %2: n + 2p − %3 + 1 = %1.",
                                                                *size, n, axis.extent())));
    }
    offer(q, rng, rightOption(paddingText(kept)), std::move(wrong));
    q.ask =
        d == 1
            ? Message::tr("Which padding keeps the size of an input of %1 × %1, for a %2 × %2 kernel at stride 1?", n,
                          k)
            : Message::tr("Which padding keeps the size of an input of %1 × %1, for a %2 × %2 kernel with dilation %3 "
                          "at stride 1?",
                          n, k, d);
    q.why = d == 1 ? Message::tr("p = (k − 1) ÷ 2 = (%1 − 1) ÷ 2 = %2 on every side: %3 + 2 × %2 − %1 + 1 = %3.", k,
                                 kept, n)
                   : Message::tr("With dilation %1 the kernel spans %2 pixels, so p = (%2 − 1) ÷ 2 = %3 on every side.",
                                 d, axis.extent(), kept);
    const WindowTask task = squareTask(rng, n, Window::square(k, 1, kept, d));
    q.step = {"window", "keep-the-size", windowScene(task).number("step", 1).json()};
}

void fillDivisiblePadding(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    for (;;) {
        const int s = atLevel(q, {3, between(rng, 2, 3), between(rng, 2, 5)});
        const Axis axis{between(rng, 2, 5), s, 0, 0, 1};
        const int n = between(rng, axis.kernel, 11);
        std::vector<Axis> all = paddings(axis);
        rng.shuffle(all);
        std::optional<Axis> fits;
        std::vector<QuizOption> wrong;
        for (const Axis& padded : all) {
            const QuizOption option = leftOver(paddingText(padded), padded, n);
            if (!option.right && padded.padBefore <= 4)
                wrong.push_back(option);
            else if (option.right && !fits && padded.padBefore <= 4)
                fits = padded;
        }
        if (!fits || !offer(q, rng, rightOption(paddingText(*fits)), std::move(wrong))) continue;
        q.ask =
            Message::tr("A %1 × %1 kernel slides over an input of %2 × %2 with stride %3. With which padding does the "
                        "last window end exactly at the end, so that no row or column is left over?",
                        axis.kernel, n, s);
        q.why = Message::tr("n + padding − k = %1 + %2 − %3 = %4, and %4 ÷ %5 = %6 without a rest.", n,
                            fits->padBefore + fits->padAfter, axis.kernel, fits->padded(n) - axis.kernel, s,
                            (fits->padded(n) - axis.kernel) / s);
        const WindowTask task = squareTask(rng, n, {*fits, *fits});
        q.step = {"window", "stride", windowScene(task).number("step", walkOf(task).size()).json()};
        return;
    }
}

void fillPixelUses(QuizQuestion& q) {
    Rng rng = chanceOf(q);
    const int k = atLevel(q, {2, 3, 3}), p = atLevel(q, {0, 0, between(rng, 0, 1)}),
              s = atLevel(q, {1, 1, between(rng, 1, 2)});
    const int n = between(rng, k + 1, k + 3);
    const WindowTask task = squareTask(rng, n, Window::square(k, s, p));
    const WindowWalk walk = walkOf(task);
    Place pixel;
    int uses = 0;
    do {
        pixel = {between(rng, 0, n - 1), between(rng, 0, n - 1)};
        uses = static_cast<int>(walk.outputsFedBy(pixel.y, pixel.x).size());
    } while (uses == 0);
    answer(q, uses);
    mistake(q, k * k, Message::tr("So many windows read a pixel far from the border, at stride 1."));
    mistake(q, 1, Message::tr("Neighbouring windows overlap: more than one reads this pixel."));
    mistake(q, walk.size(), Message::tr("That is how many windows there are in all."));
    mistake(q, k, Message::tr("That is the side of the kernel: rows and columns both count."));
    q.picture.needed = true;
    q.picture.grids = {grid("input", task.input, p, pixel)};
    q.ask = p == 0 ? Message::tr("A %1 × %1 kernel slides over this input with stride %2, no padding. How many windows "
                                 "read the marked pixel?",
                                 k, s)
                   : Message::tr("A %1 × %1 kernel slides over this input with stride %2 and padding %3. How many "
                                 "windows read the marked pixel?",
                                 k, s, p);
    const Place first = walk.outputsFedBy(pixel.y, pixel.x).front();
    q.why = uses == 1 ? Message::tr("One window reads it: the one of the output cell in row %1, column %2.",
                                    first.y + 1, first.x + 1)
                      : Message::tr("%n windows read it, the first is that of the output cell in row %1, column %2.",
                                    nullptr, uses, first.y + 1, first.x + 1);
    q.step = {"window", "how-often-used",
              windowScene(task).flag("uses", true).number("step", stepOf(first, walk.output().shape().w)).json()};
}

} // namespace cnn::making
