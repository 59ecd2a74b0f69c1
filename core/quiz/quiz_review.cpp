// The five questions of a review, always the same.
#include "core/quiz/quiz_fills.h"

namespace cnn {
namespace {

using namespace making;

QuizQuestion reviewQuestion(const char* id, const Message& ask, const Message& why) {
    QuizQuestion q;
    q.kind = id;
    q.ask = ask;
    q.why = why;
    return q;
}

QuizQuestion whichOperation() {
    QuizQuestion q = reviewQuestion(
        "review-1", Message::tr("Sixteen numbers went in, four came out. Which operation was it?"),
        Message::tr("Each block of 2 × 2 keeps its largest number: 12, 3, 7 and 8. There is nothing to learn in it."));
    WindowTask task;
    task.operation = WindowOperation::MaxPool;
    task.window = Window::square(2, 2);
    task.input = Tensor({1, 4, 4, 1}, std::vector<float>{12, 10, 3, 2, 8, 6, 1, 0, 4, 7, 5, 7, 4, 6, 6, 8});
    const WindowWalk walk = walkOf(task);
    q.picture.needed = true;
    q.picture.grids = {grid("input", task.input), grid("output", walk.output())};
    WindowTask mean = task;
    mean.operation = WindowOperation::AvgPool;
    WindowTask wide = task;
    wide.window = Window::square(3);
    q.options = {wrongOption(Message::tr("average pooling, 2 × 2 window, stride 2"),
                             Message::tr("That would give %1.", rowsOf(walkOf(mean).output()))),
                 wrongOption(Message::tr("max pooling, 3 × 3 window, stride 1"),
                             Message::tr("That would give %1.", rowsOf(walkOf(wide).output()))),
                 rightOption(Message::tr("max pooling, 2 × 2 window, stride 2")),
                 wrongOption(Message::tr("every second number of every second row"),
                             Message::tr("That would give %1.", std::string("[[12, 3], [4, 5]]")))};
    q.step = {"window", "pooling-stride-2", windowScene(task).number("step", walk.size()).json()};
    return q;
}

QuizQuestion whichPadding() {
    QuizQuestion q = reviewQuestion(
        "review-2",
        Message::tr(
            "A 3 × 3 kernel slides over 4 × 4 numbers with stride 2. With which padding is no row or column left "
            "over?"),
        Message::tr(
            "n + padding − k must be divisible by the stride: 4 + 1 − 3 = 2, so the window stands twice along each "
            "side and ends exactly at the end."));
    const auto leaves = [](int padding) {
        return Message::tr("4 + %1 − 3 = %2 is odd, so at stride 2 one row and one column are left over.", padding,
                           1 + padding);
    };
    q.options = {wrongOption(Message::tr("no padding"), leaves(0)),
                 rightOption(Message::tr("1 above and left, none below and right")),
                 wrongOption(Message::tr("1 on every side"), leaves(2)),
                 wrongOption(Message::tr("2 on every side"), leaves(4))};
    WindowTask task;
    task.window = {{3, 2, 1, 0, 1}, {3, 2, 1, 0, 1}};
    task.input = Tensor({1, 4, 4, 1}, std::vector<float>{1, 2, 0, 1, 0, 1, 3, 2, 2, 1, 0, 1, 1, 0, 2, 3});
    task.kernel = Tensor({1, 3, 3, 1}, std::vector<float>{0, 1, 0, 1, 1, 1, 0, 1, 0});
    q.picture.layers = {Message::tr("input: %1", std::string("4 × 4")),
                        Message::tr("%1 × %1 convolution, stride %2, padding ?", 3, 2)};
    q.step = {"window", "stride", windowScene(task).number("step", 4).json()};
    return q;
}

QuizQuestion whatShrinks() {
    QuizQuestion q = reviewQuestion(
        "review-3", Message::tr("Which of these layers reduces the rows and columns of a map?"),
        Message::tr(
            "Pooling with stride 2 takes one number of each 2 × 2 block: half as many rows, half as many columns."));
    q.options = {
        wrongOption(Message::tr("a ReLU"), Message::tr("It changes numbers one by one, not how many there are.")),
        wrongOption(Message::tr("a 3 × 3 convolution with padding 1, stride 1"),
                    Message::tr("Its padding makes up for the border: the size stays.")),
        wrongOption(Message::tr("a 1 × 1 convolution"), Message::tr("It looks at one pixel at a time: the size "
                                                                    "stays.")),
        rightOption(Message::tr("a pooling layer, 2 × 2 window, stride 2"))};
    q.step = {"window", "pooling-stride-2", {}, false};
    return q;
}

QuizQuestion whatPaddingAchieves() {
    QuizQuestion q = reviewQuestion(
        "review-4", Message::tr("What does padding achieve?"),
        Message::tr(
            "Without it a k × k kernel takes k − 1 rows and columns away; with (k − 1) ÷ 2 on every side the size "
            "stays."));
    q.options = {
        rightOption(Message::tr("The output keeps the rows and columns of the input.")),
        wrongOption(Message::tr("The layer learns more weights."),
                    Message::tr("The kernel stays as it is; padding has no weights.")),
        wrongOption(Message::tr("The output gets more channels."), Message::tr("Channels come of kernels: one each.")),
        wrongOption(Message::tr("The map becomes smaller and cheaper."),
                    Message::tr("It is the other way round: with padding the output is larger."))};
    q.step = {"window", "keep-the-size", {}, false};
    return q;
}

QuizQuestion whatAFieldIs() {
    QuizQuestion q = reviewQuestion(
        "review-5", Message::tr("What is a receptive field?"),
        Message::tr(
            "Going back layer by layer from one value, the pixels that are reached are its receptive field; the "
            "deeper, the larger."));
    q.options = {wrongOption(Message::tr("The weights that a layer has learned."),
                             Message::tr("It is a region of the input, not of the kernel.")),
                 wrongOption(Message::tr("The outputs that one input pixel can change."),
                             Message::tr("That is the other direction: from one pixel forward.")),
                 rightOption(Message::tr("The region of the input that affects one output value.")),
                 wrongOption(Message::tr("The number of maps that a layer reads."),
                             Message::tr("It is a region of rows and columns, not a number of channels."))};
    q.step = {"field", "receptive-field", {}, false};
    return q;
}

} // namespace

std::span<const QuizQuestion> reviewQuestions() {
    static const std::vector<QuizQuestion> five{whichOperation(), whichPadding(), whatShrinks(), whatPaddingAchieves(),
                                                whatAFieldIs()};
    return five;
}

} // namespace cnn
