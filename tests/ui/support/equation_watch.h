// Reads every text of a page, or of a figure, and evaluates each equation in it.
#pragma once

#include "ui/pages/page.h"

#include <QHash>
#include <QSet>

namespace ui {

// All that somebody reads on a page: its figures' words and the words they paint, labels, tool tips, questions.
QStringList textsOf(Page& page);
// Of a figure: its words, and those it paints.
QStringList textsOf(const Figure& figure, const Style& style = {});

class EquationWatch {
public:
    // What is false in these texts, a line each; empty: nothing is.
    QString objection(const QStringList& texts);

    int equations() const { return m_equations; } // read so far, with those that were read before
    int different() const { return static_cast<int>(m_seen.size()); }

private:
    QSet<QString> m_seen;     // equations
    QHash<QString, int> m_in; // how many each text has that was read
    int m_equations = 0;
};

} // namespace ui
