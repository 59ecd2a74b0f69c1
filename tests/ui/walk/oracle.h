// What a page must show, computed anew from its scene's JSON by plain loops that share nothing with the program but the
// names of the keys; and the arithmetic that the figure writes, read and calculated again.
#pragma once

#include "ui/pages/page.h"

#include <QJsonObject>
#include <QString>
#include <vector>

namespace ui {

struct Shown {
    QJsonObject scene;
    std::vector<NamedNumbers> numbers;
    QString words; // the figure's

    // Null when there are none of that name.
    const cnn::Tensor* find(const QString& name) const;
};

// What is wrong, in a sentence; empty: the page shows what is true. `page` is a PageKind's id; one that nobody knows
// the truth about is wrong.
QString objection(const QString& page, const Shown& shown);

// Before main begins, a kind of page lists what knows the truth about it.
struct ListedOracle {
    ListedOracle(const QString& page, QString (*objection)(const Shown&));
};

} // namespace ui
