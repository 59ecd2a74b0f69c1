#include "ui/lessons/denoise/denoise_questions.h"

#include "ui/figure/number_text.h"
#include "ui/lessons/denoise/denoise_words.h"
#include "ui/tr.h"

#include <cmath>

namespace ui {
namespace {

Question aboutCode(const DenoisePicture& p) {
    const cnn::Shape &code = p.code.shape(), &picture = p.pictures.shape();
    return numberQuestion(
        "code", tr("Size of the code"),
        tr("A picture has %1 × %2 × %3 pixels. How many numbers does the code of %4 maps have, whose "
           "sides were halved to %5?")
            .arg(picture.c)
            .arg(picture.h)
            .arg(picture.w)
            .arg(code.c)
            .arg(times(code.h, code.w)),
        static_cast<double>(code.perImage()),
        tr("%1 × %2 × %3 = %4").arg(code.c).arg(code.h).arg(code.w).arg(grouped(static_cast<qint64>(code.perImage()))));
}

// The error is asked as it is written, so that who calculates with the written number is right.
std::optional<Question> aboutPsnr(const DenoisePicture& p) {
    const double error = cnn::squaredErrorOf(p.large.values(), p.pictures.large.values());
    if (!(error > 1e-9) || !std::isfinite(error)) return std::nullopt;
    const QString shown = QString::number(error, 'g', 3);
    const double truth = std::round(10 * cnn::psnrOf(shown.toDouble())) / 10;
    Question q;
    q.id = "psnr";
    q.name = tr("PSNR of the large picture");
    q.ask =
        tr("The mean squared error of the reconstructed picture is %1. How many dB is its PSNR, 10 log10(1 / error)?")
            .arg(shown);
    q.truth = fixed(truth, 1);
    q.why = tr("10 × log10(1 ÷ %1) = %2").arg(shown, fixed(truth, 1));
    q.judge = [truth](const QString& typed) -> std::optional<bool> {
        const auto values = typedNumbers(typed);
        if (!values || values->size() != 1) return std::nullopt;
        return std::abs(values->front() - truth) < 0.06; // a rounding makes nobody wrong
    };
    return q;
}

} // namespace

std::vector<Question> denoiseQuestions(const DenoisePicture& p) {
    std::vector<Question> all{aboutCode(p)};
    if (auto psnr = aboutPsnr(p)) all.push_back(*std::move(psnr));
    return all;
}

} // namespace ui
