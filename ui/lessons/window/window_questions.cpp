#include "ui/lessons/window/window_questions.h"

#include "core/walk/written_sum.h"
#include "ui/model/size_words.h"
#include "ui/tr.h"

#include <algorithm>

namespace ui {
namespace {

QString sumLine(const WindowLab& lab, int cell) {
    const cnn::WindowStep step = lab.walk()->at(cell);
    const auto sum = cnn::writeSum(lab.walk()->task(), step, static_cast<int>(step.terms.size()));
    const QString line = QString::fromStdString(sum.line()), result = QString::fromStdString(sum.result.text());
    if (!lab.scene().rectifies()) return line;
    return tr("%1, then max(0, %2) = %3").arg(line, result, sum.result.negative() ? "0" : result);
}

Question cellQuestion(const WindowLab& lab) {
    const cnn::Tensor output = lab.output();
    const int columns = output.shape().w, y = lab.cell() / columns, x = lab.cell() % columns;
    return numberQuestion("cell", tr("This cell"), tr("What is row %1, column %2 of the output?").arg(y + 1).arg(x + 1),
                          static_cast<double>(output.at(0, y, x)), sumLine(lab, lab.cell()));
}

Question outputSizeQuestion(const WindowLab& lab) {
    const cnn::Shape out = lab.walk()->output().shape(), in = lab.scene().input.shape();
    const cnn::Window& window = lab.walk()->task().window;
    const bool even = padsEvenly(window);
    const QString why = tr("Rows: %1; columns: %2").arg(sizeLine(window.y, even, in.h), sizeLine(window.x, even, in.w));
    return sizeQuestion("size", tr("Output size"), tr("How many rows and columns has the output?"), out.h, out.w, why);
}

// Right is every kernel that makes this output, whether or not it is the one that made it.
Question kernelQuestion(const WindowLab& lab) {
    const cnn::WindowTask task = lab.walk()->task();
    const cnn::Tensor output = lab.walk()->output();
    Question question = gridQuestion("kernel", tr("Kernel"),
                                     tr("Input and output are given. Which %1 × %2 kernel turns one into the other?")
                                         .arg(task.window.y.kernel)
                                         .arg(task.window.x.kernel),
                                     task.kernel, sumLine(lab, lab.cell()));
    question.judge = [task, output, exact = question.judge](const QString& typed) -> std::optional<bool> {
        const auto same = exact(typed);
        const auto numbers = typedNumbers(typed);
        if (!same || *same || !numbers) return same;
        cnn::WindowTask other = task;
        std::transform(numbers->begin(), numbers->end(), other.kernel.values().begin(),
                       [](double v) { return static_cast<float>(v); });
        const auto walk = cnn::WindowWalk::make(std::move(other));
        if (!walk) return false;
        const auto far = (walk->output().array() - output.array()).abs() > 5e-5F + 1e-6F * output.array().abs();
        return !far.any();
    };
    return question;
}

Question mapQuestion(const WindowLab& lab) {
    const cnn::Tensor output = lab.output();
    return gridQuestion("map", tr("Whole map"),
                        tr("Which numbers stand in the %1 × %2 output?").arg(output.shape().h).arg(output.shape().w),
                        output, tr("Its first number: %1").arg(sumLine(lab, 0)));
}

// The number before it stays in sight while this one is covered.
std::optional<Question> largerThanLast(const WindowLab& lab) {
    if (lab.cell() == 0) return std::nullopt;
    const cnn::Tensor output = lab.output();
    const int columns = output.shape().w;
    const auto at = [&](int cell) { return output.at(0, cell / columns, cell % columns); };
    const float last = at(lab.cell() - 1);
    const QString ask = lab.scene().signal
                            ? tr("Is output sample %1 larger or smaller than the one before, %2?").arg(lab.cell() + 1)
                            : tr("Is row %1, column %2 of the output larger or smaller than the number before it, %3?")
                                  .arg(lab.cell() / columns + 1)
                                  .arg(lab.cell() % columns + 1);
    return largerQuestion("larger", ask.arg(QString::fromStdString(cnn::writtenValue(last))),
                          static_cast<double>(at(lab.cell())), static_cast<double>(last), sumLine(lab, lab.cell()),
                          "cell");
}

std::optional<Question> signOfCell(const WindowLab& lab) {
    const WindowScene& s = lab.scene();
    if (!s.isConvolution() || s.relu || s.kernel.array().minCoeff() >= 0) return std::nullopt;
    const cnn::Tensor output = lab.output();
    const int columns = output.shape().w, y = lab.cell() / columns, x = lab.cell() % columns;
    return signQuestion("sign", tr("Is row %1, column %2 of the output positive or negative?").arg(y + 1).arg(x + 1),
                        static_cast<double>(output.at(0, y, x)), sumLine(lab, lab.cell()), "cell");
}

// The outputs that meet an input with a weight that is not 0.
std::vector<cnn::Place> changedBy(const cnn::WindowWalk& walk, int y, int x) {
    const bool convolution = walk.task().operation == cnn::WindowOperation::Convolution;
    std::vector<cnn::Place> changed;
    for (const cnn::Place& out : walk.outputsFedBy(y, x)) {
        const cnn::WindowStep step = walk.at(out.y * walk.output().shape().w + out.x);
        if (std::ranges::any_of(step.terms, [&](const cnn::Term& t) {
                return t.inY == y && t.inX == x && (!convolution || t.weight != 0);
            }))
            changed.push_back(out);
    }
    return changed;
}

// Of the last real input in the window. Where borders are repeated, maxima taken or sums cut off, it depends.
std::optional<Question> changesQuestion(const WindowLab& lab) {
    constexpr std::size_t most = 9;
    const WindowScene& s = lab.scene();
    const cnn::WindowWalk& walk = *lab.walk();
    if (s.rectifies() || s.bypassed() || walk.task().operation == cnn::WindowOperation::MaxPool) return std::nullopt;
    if (walk.task().padMode != cnn::PadMode::Zeros || walk.size() < 2) return std::nullopt;
    const cnn::WindowStep step = walk.at(lab.cell());
    const auto real = std::ranges::find(step.terms.rbegin(), step.terms.rend(), false, &cnn::Term::padding);
    if (real == step.terms.rend()) return std::nullopt;
    const auto changed = changedBy(walk, real->inY, real->inX);
    if (changed.empty() || changed.size() > most) return std::nullopt;
    return cellsQuestion("changes", tr("What changes"),
                         tr("The input in row %1, column %2 becomes larger by 1. Which cells of the output change?")
                             .arg(real->inY + 1)
                             .arg(real->inX + 1),
                         "output", changed,
                         s.isConvolution() ? tr("These windows read it, with a weight that is not 0.")
                                           : tr("These windows read it."));
}

} // namespace

std::vector<Question> windowQuestions(const WindowLab& lab) {
    if (!lab.walk()) return {};
    // A curve shows its output as a whole: there only the next number can be asked.
    if (lab.scene().signal) {
        std::vector<Question> two{withStep(cellQuestion(lab))};
        if (auto larger = largerThanLast(lab)) two.push_back(*std::move(larger));
        return two;
    }
    std::vector<Question> all{withStep(cellQuestion(lab)), outputSizeQuestion(lab)};
    // After a ReLU the sums are no longer known, so neither is the kernel.
    if (lab.scene().isConvolution() && !lab.scene().relu) all.push_back(withStep(kernelQuestion(lab)));
    all.push_back(withStep(mapQuestion(lab)));
    for (auto& more : {largerThanLast(lab), signOfCell(lab), changesQuestion(lab)})
        if (more) all.push_back(*more);
    return all;
}

} // namespace ui
