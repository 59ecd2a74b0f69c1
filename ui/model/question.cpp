#include "ui/model/question.h"

#include "core/walk/written_sum.h"
#include "ui/model/typed_number.h"

#include <QRegularExpression>
#include <cmath>

namespace ui {
namespace {

constexpr int places = 4;

bool equalAsWritten(double typed, double truth) {
    // Half a unit of the last place that is written, and what a float cannot tell apart.
    return std::abs(typed - truth) <= 0.5 * std::pow(10.0, -places) + 1e-6 * std::abs(truth);
}

QString written(double value) {
    return QString::fromStdString(cnn::writtenValue(static_cast<float>(value), places));
}

} // namespace

Question withStep(Question question) {
    question.hasStep = true;
    return question;
}

std::optional<std::vector<double>> typedNumbers(const QString& text) {
    std::vector<double> all;
    for (const QString& part : text.split(QRegularExpression(QStringLiteral("[\\s,;×x\\[\\]]+")), Qt::SkipEmptyParts)) {
        const auto number = typedNumber(part);
        if (!number) return std::nullopt;
        all.push_back(static_cast<double>(*number));
    }
    if (all.empty()) return std::nullopt;
    return all;
}

Question numberQuestion(const QString& id, const QString& name, const QString& ask, double truth, const QString& why) {
    return {id, name, ask, written(truth), why, [truth](const QString& typed) -> std::optional<bool> {
                const auto number = typedNumber(typed);
                if (!number) return std::nullopt;
                return equalAsWritten(static_cast<double>(*number), truth);
            }};
}

Question sizeQuestion(const QString& id, const QString& name, const QString& ask, int rows, int columns,
                      const QString& why) {
    return {id,
            name,
            ask,
            QString("%1 × %2").arg(rows).arg(columns),
            why,
            [rows, columns](const QString& typed) -> std::optional<bool> {
                const auto numbers = typedNumbers(typed);
                if (!numbers || numbers->size() != 2) return std::nullopt;
                return (*numbers)[0] == rows && (*numbers)[1] == columns;
            }};
}

Question gridQuestion(const QString& id, const QString& name, const QString& ask, const cnn::Tensor& truth,
                      const QString& why) {
    QStringList rows;
    const cnn::Shape& s = truth.shape();
    for (int c = 0; c < s.c; ++c)
        for (int y = 0; y < s.h; ++y) {
            QStringList row;
            for (int x = 0; x < s.w; ++x) row << written(static_cast<double>(truth.at(c, y, x)));
            rows << row.join(' ');
        }
    return {id, name, ask, rows.join("; "), why, [truth](const QString& typed) -> std::optional<bool> {
                const auto numbers = typedNumbers(typed);
                const auto& shape = truth.shape();
                if (!numbers || numbers->size() != static_cast<std::size_t>(shape.c * shape.h * shape.w))
                    return std::nullopt;
                std::size_t i = 0;
                bool right = true;
                for (int c = 0; c < shape.c; ++c)
                    for (int y = 0; y < shape.h; ++y)
                        for (int x = 0; x < shape.w; ++x, ++i)
                            right = right && equalAsWritten((*numbers)[i], static_cast<double>(truth.at(c, y, x)));
                return right;
            }};
}

} // namespace ui
