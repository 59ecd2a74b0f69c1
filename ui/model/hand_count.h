// How many of a room gave which answer.
#pragma once

#include "ui/model/question.h"

namespace ui {

class HandCount {
public:
    static constexpr int most = 999; // hands for one answer
    struct Row {
        QString answer; // of an option its text
        int hands = 0;
        bool right = false;
    };

    // Nobody has answered yet; of a question with options there is a row each.
    void begin(const Question& question);
    // "25" is one hand more for 25, "25: 7" are seven in all; of options "B" and "B: 7". False: it cannot be read as an
    // answer, and nothing has changed.
    bool take(const QString& typed);
    void set(std::size_t row, int hands);
    const std::vector<Row>& rows() const { return m_rows; }
    int largest() const; // of a row
    const Question& question() const { return m_question; }

private:
    Row* rowOf(const QString& answer); // made when it is new; null: no answer
    Question m_question;
    std::vector<Row> m_rows;
};

} // namespace ui
