#include "ui/model/hand_count.h"

#include <QRegularExpression>
#include <algorithm>

namespace ui {

void HandCount::begin(const Question& question) {
    m_question = question;
    m_rows.clear();
    for (int i = 0; i < question.options.size(); ++i)
        m_rows.push_back({question.options[i], 0, question.judge(question.letter(i)).value_or(false)});
}

HandCount::Row* HandCount::rowOf(const QString& answer) {
    const int option = m_question.optionOf(answer);
    if (!m_question.options.isEmpty()) return option < 0 ? nullptr : &m_rows[static_cast<std::size_t>(option)];
    const auto there = std::ranges::find(m_rows, answer, &Row::answer);
    if (there != m_rows.end()) return &*there;
    const auto judged = m_question.judge(answer);
    if (!judged) return nullptr;
    return &m_rows.emplace_back(Row{answer, 0, *judged});
}

bool HandCount::take(const QString& typed) {
    static const QRegularExpression counted("^(.*\\S)\\s*[:=]\\s*(\\d{1,3})$");
    const auto parts = counted.match(typed.trimmed());
    Row* row = rowOf((parts.hasMatch() ? parts.captured(1) : typed).simplified());
    if (!row) return false;
    row->hands = std::min(most, parts.hasMatch() ? parts.captured(2).toInt() : row->hands + 1);
    return true;
}

void HandCount::set(std::size_t row, int hands) {
    if (row < m_rows.size()) m_rows[row].hands = std::clamp(hands, 0, most);
}

int HandCount::largest() const {
    int hands = 0;
    for (const Row& row : m_rows) hands = std::max(hands, row.hands);
    return hands;
}

} // namespace ui
