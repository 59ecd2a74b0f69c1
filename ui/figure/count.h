// Counts with their nouns, "1 epoch" and "2,000 epochs", in the language of the program with its plurals. A sentence
// with one count has a text of its own for one and for more.
#pragma once

#include <QString>

namespace ui::count {

QString channels(qint64 n);
QString epochs(qint64 n);
QString filters(qint64 n);
QString images(qint64 n);
QString inputs(qint64 n);
QString kernels(qint64 n);
QString layers(qint64 n);
QString maps(qint64 n);
QString neighbours(qint64 n);
QString numbers(qint64 n);
QString outputs(qint64 n);
QString parameters(qint64 n);
QString products(qint64 n);
QString randomNetworks(qint64 n);
QString slices(qint64 n);
QString steps(qint64 n);
QString testImages(qint64 n);
QString updates(qint64 n);
QString values(qint64 n);
QString weights(qint64 n);
QString windows(qint64 n);

} // namespace ui::count
