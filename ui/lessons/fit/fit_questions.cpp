#include "ui/lessons/fit/fit_questions.h"

#include "core/walk/written_update.h"
#include "ui/lessons/fit/fit_words.h"
#include "ui/model/typed_number.h"
#include "ui/tr.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

// A number that is right when it is as near as what is shown: large ones are written with three digits.
Question nearQuestion(const QString& id, const QString& name, const QString& ask, double truth, const QString& text,
                      const QString& why, double tolerance) {
    const auto shown = typedNumber(text);
    const double rounding = shown ? std::abs(static_cast<double>(*shown) - truth) : 0;
    const double near = std::max({tolerance, 1e-3 * std::abs(truth), rounding * (1 + 1e-6)}) + 1e-9;
    return {id, name, ask, text, why, [truth, near](const QString& typed) -> std::optional<bool> {
                const auto number = typedNumber(typed);
                if (!number) return std::nullopt;
                return std::abs(static_cast<double>(*number) - truth) <= near;
            }};
}

Question yesNoQuestion(const QString& id, const QString& name, const QString& ask, bool truth, const QString& why) {
    return {id,
            name,
            ask,
            truth ? tr("yes") : tr("no"),
            why,
            [truth](const QString& typed) -> std::optional<bool> {
                const QString word = typed.trimmed().toLower();
                const bool yes = word == tr("yes") || word == tr("y"), no = word == tr("no") || word == tr("n");
                if (!yes && !no) return std::nullopt;
                return yes == truth;
            },
            tr("yes or no")};
}

} // namespace

std::vector<Question> fitQuestions(const FitPicture& p) {
    const cnn::KernelFit& fit = *p.fit;
    const cnn::FitMoment now = fit.at(p.step);
    const std::size_t k = p.weight;
    const QString w = weightName(p.rows(), p.columns(), k);
    const cnn::WrittenUpdate update = cnn::writeUpdate(fit, now, k);
    const double next = now.kernel[k] - fit.task().learningRate * now.gradient[k];
    const QString why = fit.diverges() ? tr("It is above %1, 2 divided by the steepest curvature.")
                                       : tr("It is not above %1, 2 divided by the steepest curvature.");
    return {nearQuestion("next", tr("The next %1").arg(w), tr("What does %1 become in update %2?").arg(w).arg(p.step),
                         next, QString::fromStdString(update.nextText), QString::fromStdString(update.line()), 5e-4),
            nearQuestion("loss", tr("The loss"), tr("What is the loss %1?").arg(momentName(p)), now.loss,
                         lossText(now.loss), tr("The squares of all errors, added."), 5e-4),
            nearQuestion("gradient", tr("The gradient of %1").arg(w), tr("What is the gradient of %1?").arg(w),
                         now.gradient[k], QString::fromStdString(update.gradientText),
                         QString::fromStdString(cnn::writeGradient(fit, now, k).totalLine()), 5e-3),
            yesNoQuestion("rate", tr("Whether it diverges"),
                          tr("Does learning rate %1 diverge, yes or no?").arg(numberText(fit.task().learningRate, 6)),
                          fit.diverges(), why.arg(limitText(fit))),
            signQuestion("sign", tr("Is the gradient of %1 positive or negative?").arg(w), now.gradient[k],
                         QString::fromStdString(cnn::writeGradient(fit, now, k).totalLine()), "gradient")};
}

} // namespace ui
