#include "ui/lessons/backward/backward_questions.h"

#include "core/walk/written_sum.h"
#include "ui/tr.h"

namespace ui {
namespace {

std::vector<Question> convolutionQuestions(const BackwardLab& lab) {
    const cnn::WindowStep step = lab.walk()->at(lab.cell());
    const QString sum = QString::fromStdString(cnn::writeSum(lab.walk()->task(), step, lab.terms()).line());
    const bool ofKernel = lab.scene().pass == BackwardPass::Kernel;
    const auto value = static_cast<double>(lab.walk()->output().at(0, step.outY, step.outX));
    const QString sign = ofKernel ? tr("Is the gradient of the weight in row %1, column %2 positive or negative?")
                                  : tr("Is the gradient of the input in row %1, column %2 positive or negative?");
    return {withStep(numberQuestion("cell", tr("This gradient"),
                                    (ofKernel ? tr("What is the gradient of the weight in row %1, column %2?")
                                              : tr("What is the gradient of the input in row %1, column %2?"))
                                        .arg(step.outY + 1)
                                        .arg(step.outX + 1),
                                    value, sum)),
            signQuestion("sign", sign.arg(step.outY + 1).arg(step.outX + 1), value, sum, "cell")};
}

// Of a maximum the winner's place is asked, of a mean how much each gets.
std::vector<Question> poolingQuestions(const BackwardLab& lab, const PoolGradientPicture& p) {
    const auto shares = p.shares();
    if (shares.empty()) return {}; // a window of padding alone
    const cnn::WindowStep step = lab.walk()->at(lab.cell());
    const QString gradient = QString::fromStdString(cnn::writtenValue(lab.gradient().at(0, step.outY, step.outX)));
    Question question;
    if (p.isMaximum()) {
        const int row = shares.front().y + 1, column = shares.front().x + 1;
        question = sizeQuestion("cell", tr("Who gets it"),
                                tr("Which row and column of the input gets the gradient %1?").arg(gradient), row,
                                column, p.sentence());
        question.truth = QString("%1, %2").arg(row).arg(column);
    } else
        question = numberQuestion("cell", tr("Each share"),
                                  tr("How much of the gradient %1 does each cell of the window get?").arg(gradient),
                                  static_cast<double>(shares.front().value), p.sentence());
    return {withStep(question)};
}

} // namespace

std::vector<Question> backwardQuestions(const BackwardLab& lab, const PoolGradientPicture& pool) {
    if (!lab.walk()) return {};
    std::vector<Question> all = lab.pooling() ? poolingQuestions(lab, pool) : convolutionQuestions(lab);
    const cnn::Tensor result = lab.scene().result();
    const cnn::Shape& shape = result.shape();
    const bool ofKernel = lab.scene().pass == BackwardPass::Kernel;
    const QString what = ofKernel ? tr("kernel") : tr("input");
    all.push_back(sizeQuestion("size", tr("Its size"),
                               tr("How many rows and columns has the gradient of the %1?").arg(what), shape.h, shape.w,
                               ofKernel ? tr("As many as the kernel: each weight has one gradient.")
                                        : tr("As many as the input: each of its numbers has one gradient.")));
    all.push_back(withStep(
        gridQuestion("map", tr("The whole gradient"),
                     tr("Which %1 × %2 numbers are the gradient of the %3?").arg(shape.h).arg(shape.w).arg(what),
                     result, tr("Each adds up all that one number of the %1 took part in.").arg(what))));
    return all;
}

} // namespace ui
