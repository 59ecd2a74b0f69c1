#include "ui/model/question.h"

#include "core/walk/window_walk.h"
#include "core/walk/written_sum.h"
#include "ui/model/typed_number.h"
#include "ui/tr.h"

#include <QRegularExpression>
#include <algorithm>
#include <cmath>
#include <set>

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

QString Question::letter(int option) const {
    const auto brief = [](const QString& text) { return text.size() == 1; };
    return std::ranges::all_of(options, brief) ? options[option] : QString(QChar('A' + option));
}

int Question::optionOf(const QString& typed) const {
    for (int i = 0; i < options.size(); ++i)
        if (letter(i).compare(typed, Qt::CaseInsensitive) == 0 || options[i].compare(typed, Qt::CaseInsensitive) == 0)
            return i;
    return -1;
}

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

Question optionQuestion(const QString& id, const QString& name, const QString& ask, const QStringList& options,
                        int right, const QString& why) {
    Question q{id, name, ask, options[right], why, {}};
    q.options = options;
    QStringList letters;
    for (int i = 0; i < options.size(); ++i) letters << q.letter(i);
    const QString last = letters.takeLast();
    q.form = letters.isEmpty() ? last : tr("%1 or %2").arg(letters.join(", "), last);
    q.judge = [asked = q, right](const QString& typed) -> std::optional<bool> {
        const int option = asked.optionOf(typed.trimmed());
        return option < 0 ? std::nullopt : std::optional(option == right);
    };
    return q;
}

Question largerQuestion(const QString& id, const QString& ask, double truth, double than, const QString& why,
                        const QString& covers) {
    const int right = equalAsWritten(truth, than) ? 2 : truth > than ? 0 : 1;
    Question q =
        optionQuestion(id, tr("Larger or smaller"), ask, {tr("larger"), tr("smaller"), tr("equal")}, right, why);
    q.covers = covers;
    return q;
}

Question signQuestion(const QString& id, const QString& ask, double truth, const QString& why, const QString& covers) {
    const int right = equalAsWritten(truth, 0) ? 2 : truth > 0 ? 0 : 1;
    Question q = optionQuestion(id, tr("Its sign"), ask, {tr("positive"), tr("negative"), tr("zero")}, right, why);
    q.covers = covers;
    return q;
}

Question cellsQuestion(const QString& id, const QString& name, const QString& ask, const QString& part,
                       const std::vector<cnn::Place>& cells, const QString& why) {
    std::set<std::pair<double, double>> truth;
    QStringList written;
    for (const cnn::Place& at : cells) truth.insert({at.y + 1, at.x + 1});
    for (const auto& [row, column] : truth) written << QString("%1,%2").arg(row).arg(column);
    Question q{id, name, ask, written.join(' '), why, {}};
    q.form = tr("row and column of each cell: 1,2 1,3");
    q.part = part;
    q.judge = [truth](const QString& typed) -> std::optional<bool> {
        const auto numbers = typedNumbers(typed);
        if (!numbers || numbers->size() % 2 != 0) return std::nullopt;
        std::set<std::pair<double, double>> given;
        for (std::size_t i = 0; i < numbers->size(); i += 2) given.insert({(*numbers)[i], (*numbers)[i + 1]});
        return given == truth;
    };
    return q;
}

QString withCellToggled(const QString& typed, int row, int column) {
    const QString cell = QString("%1,%2").arg(row + 1).arg(column + 1);
    QStringList cells = typed.split(' ', Qt::SkipEmptyParts);
    if (cells.removeAll(cell) == 0) cells << cell;
    return cells.join(' ');
}

} // namespace ui
