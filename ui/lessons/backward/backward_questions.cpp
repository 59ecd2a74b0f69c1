// What a lesson on the backward pass can ask: predict, then reveal.
#include "core/walk/written_sum.h"
#include "ui/lessons/backward/backward_page.h"

namespace ui {

std::vector<Question> BackwardPage::questions() const {
    if (!m_walk) return {};
    std::vector<Question> all = pooling() ? poolingQuestions() : convolutionQuestions();
    const cnn::Tensor result = m_lab.scene().result();
    const cnn::Shape& shape = result.shape();
    const bool ofKernel = m_lab.scene().pass == BackwardPass::Kernel;
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

std::vector<Question> BackwardPage::convolutionQuestions() const {
    const cnn::WindowStep step = m_walk->at(cell());
    const QString sum = QString::fromStdString(cnn::writeSum(m_walk->task(), step, terms()).line());
    const bool ofKernel = m_lab.scene().pass == BackwardPass::Kernel;
    return {withStep(numberQuestion("cell", tr("This gradient"),
                                    (ofKernel ? tr("What is the gradient of the weight in row %1, column %2?")
                                              : tr("What is the gradient of the input in row %1, column %2?"))
                                        .arg(step.outY + 1)
                                        .arg(step.outX + 1),
                                    static_cast<double>(m_walk->output().at(0, step.outY, step.outX)), sum))};
}

// Of a maximum the winner's place is asked, of a mean how much each gets.
std::vector<Question> BackwardPage::poolingQuestions() const {
    const PoolGradientPicture p = poolPicture(cell());
    const auto shares = p.shares();
    if (shares.empty()) return {}; // a window of padding alone
    const cnn::WindowStep step = m_walk->at(cell());
    const QString gradient = QString::fromStdString(cnn::writtenValue(m_gradient.at(0, step.outY, step.outX)));
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

void BackwardPage::cover(const QString& id) {
    if (id == m_covered) return;
    m_covered = id;
    m_cursor->select(std::nullopt);
    showState();
}

// The sum of the gradient that was asked, product by product; of a whole gradient its first.
void BackwardPage::showStep(const QString& id) {
    const int first = id == "map" ? 0 : cell();
    move([&](StepCounter& s) {
        s.setGrain(pooling() ? s.grain() : 0);
        s.setPosition(first * terms());
    });
}

} // namespace ui
