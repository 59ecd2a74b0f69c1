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

// What is wrong, in a sentence; empty: the page shows what is true. `page` is a PageKind's id.
QString objection(const QString& page, const Shown& shown);

// One a kind of page.
QString windowObjection(const Shown& shown);
QString channelsObjection(const Shown& shown);
QString backwardObjection(const Shown& shown);
QString filterObjection(const Shown& shown);
QString fitObjection(const Shown& shown);
QString shiftObjection(const Shown& shown);
QString fieldObjection(const Shown& shown);
QString gridsObjection(const Shown& shown);
QString trainingObjection(const Shown& shown);

} // namespace ui
